"""JSON text without guessing, and pointers that stay on one line."""

import gzip

import pytest

from vikarsentral.errors import BadInput
from vikarsentral.problemfile import text
from vikarsentral.problemfile.text import (
    Faults,
    NotWhole,
    Repeated,
    parsed,
    pointer,
    shown,
    visible,
)


def test_numbers_that_are_not_whole_keep_their_text():
    assert parsed(b"[1, -2, 1.0, 1e3, NaN]", "f") == [
        *(1, -2, NotWhole("1.0"), NotWhole("1e3"), NotWhole("NaN"))
    ]


def test_a_key_that_stands_twice_is_noticed_at_its_own_level():
    read = parsed(b'{"a": {"b": 1, "b": 2, "c": 3, "b": 4}, "b": 5}', "f")
    assert not isinstance(read, Repeated)
    assert read["a"].keys_twice == ("b",)


def test_gzip_is_known_by_its_first_bytes():
    assert parsed(gzip.compress(b'{"a": 1}'), "f") == {"a": 1}


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(text, "MAX_BYTES", 1000)
    with pytest.raises(BadInput) as refused:
        parsed(gzip.compress(b" " * 2000), "f.gz")
    assert [fault.where for fault in refused.value.faults] == ["f.gz"]


def test_a_stored_file_that_is_too_large_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(text, "MAX_BYTES", 10)
    path = tmp_path / "large.json"
    path.write_bytes(b" " * 11)
    with pytest.raises(BadInput):
        text.stored_bytes(path)
    path.write_bytes(b" " * 10)
    assert len(text.stored_bytes(path)) == 10


def test_pointers_escape_what_rfc_6901_asks_for():
    assert pointer(()) == ""
    assert pointer(("a/b", 0, "m~n", "")) == "/a~1b/0/m~0n/"


@pytest.mark.parametrize("sign", ["\n", "\x1b", "\u2028", "\ud800", "\x85"])
def test_what_is_shown_stays_on_one_line_and_can_be_printed(sign):
    for told in (shown(f"a{sign}b"), visible(f"a{sign}b"), pointer((f"a{sign}b",))):
        assert len(told.splitlines()) == 1
        assert told.encode()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({}, "et objekt"),
        ([], "en liste"),
        (True, "true"),
        (None, "null"),
        (NotWhole("1.5"), "1.5"),
    ],
)
def test_values_are_shown_as_json(value, told):
    assert shown(value) == told


def test_long_values_are_cut():
    assert len(shown("x" * 1000)) < 100


def test_faults_come_in_the_order_of_the_document_and_each_once():
    faults = Faults()
    document = {"b": [1, {"x": 1}], "a": 2}
    for path in (("missing",), ("a",), ("b", 1, "x"), ("b", 0), ("a",)):
        faults.add(path, "what", "allowed")
    with pytest.raises(BadInput) as refused:
        faults.refuse(document, "f")
    assert [one.where for one in refused.value.faults] == ["/b/0", "/b/1/x", "/a", "/missing"]
    assert str(refused.value).splitlines()[0] == "/b/0: what; allowed"
