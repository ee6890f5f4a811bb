"""A file appears whole, for its owner only, and never over another without a word."""

import json
import stat

import pytest

from vikarsentral.errors import BadInput
from vikarsentral.exporting.files import CSV, File, json_bytes, save

FILE = File("x.csv", CSV, b"a;b\r\n")


def test_file_is_written_whole_and_private(tmp_path):
    target = tmp_path / "ut.csv"
    assert save(FILE, target) == 5
    assert target.read_bytes() == FILE.body
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["ut.csv"]


def test_what_is_there_is_not_overwritten_without_force(tmp_path):
    target = tmp_path / "ut.csv"
    target.write_text("mine")
    with pytest.raises(BadInput, match="is there already"):
        save(FILE, target)
    assert target.read_text() == "mine"
    save(FILE, target, force=True)
    assert target.read_bytes() == FILE.body


@pytest.mark.parametrize("place", ["", "nowhere/ut.csv"])
def test_place_that_cannot_be_written_is_refused(tmp_path, place):
    with pytest.raises(BadInput):
        save(FILE, tmp_path / place, force=True)
    assert list(tmp_path.iterdir()) == []


def test_json_keeps_norwegian_letters():
    body = json_bytes({"navn": "Åse"})
    assert "Åse" in body.decode()
    assert json.loads(body) == {"navn": "Åse"}
