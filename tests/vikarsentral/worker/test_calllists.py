"""Lists to phone by lie whole in the data folder, for their owner alone, while needed."""

import stat

import pytest

from tests.conftest import fresh_settings
from tests.vikarsentral.callout.conftest import Search
from tests.vikarsentral.offer.town import NOW
from vikarsentral import db
from vikarsentral.tables import Need, NeedStatus
from vikarsentral.worker.calllists import FOLDER, write_lists


@pytest.fixture
def folder(database, monkeypatch, tmp_path):
    """A town with one open need in force, and where its lists come."""
    clock = tmp_path / "now"
    clock.write_text(NOW.isoformat())
    with monkeypatch.context() as patch:
        patch.setenv("VIKARSENTRAL_NOW", str(clock))
        patch.setenv("VIKARSENTRAL_DATA", str(tmp_path / "data"))
        fresh_settings()
        with db.begin() as session:
            town = Search(session)
            town.someone()
            town.need()
        yield tmp_path / "data" / FOLDER
    fresh_settings()


def test_a_list_is_written_and_removed_when_nobody_needs_it(folder):
    assert write_lists() == 1
    (file,) = folder.iterdir()
    assert file.name.startswith("2027-01-04_0730_solvang_")
    text = file.read_bytes()
    assert b"neste i avtalt rekkef" in text
    assert b"+4790000" in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert write_lists() == 1
    assert [one.read_bytes() for one in folder.iterdir()] == [text]
    with db.begin() as session:
        session.query(Need).one().status = NeedStatus.WITHDRAWN
    assert write_lists() == 0
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told_and_stops_nothing(folder, caplog):
    folder.parent.mkdir()
    folder.write_text("in the way")
    assert write_lists() == 0
    assert "were not written" in caplog.text
