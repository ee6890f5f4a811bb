"""`vikarsentral retention`: the table, the night, and erasing that survives a restored copy."""

import json

import pytest

from tests.vikarsentral.cli.told import run
from tests.vikarsentral.village import Village, at
from vikarsentral import clock, db
from vikarsentral.retention import CLASSES
from vikarsentral.tables import Erasure, Person


@pytest.fixture
def told(database, monkeypatch, capsys):
    """Run `vikarsentral retention` on a village where two people have left."""
    del database
    monkeypatch.setattr(clock, "now", lambda: at("2027-02-01T08:00"))
    with db.begin() as session:
        village = Village(session)
        village.person(name="Åse Østby", employee_no="10012", is_active=False)
        worked = village.person(name="Bo Dal", employee_no="10013", is_active=False)
        village.shift(worked, "2027-01-11T07:30")
        village.person(name="Eva Ek", employee_no="10014")
    return lambda *words: run(monkeypatch, capsys, "retention", *words)


def names():
    with db.begin() as session:
        return {row.name for row in session.query(Person)}


def test_table_tells_every_class(told):
    answer = told("table")
    assert answer.code == 0
    assert len(answer.out.splitlines()) == len(CLASSES)
    assert "Timer, summer" not in answer.out
    lines = [json.loads(line) for line in told("table", "--json").out.splitlines()]
    assert [line["class"] for line in lines] == [kept.id for kept in CLASSES]


def test_night_is_done_once(told):
    assert json.loads(told("run", "--json").out)["done"] is True
    assert json.loads(told("run", "--json").out)["done"] is False
    assert told("run").out == "Nattens opprydding er gjort, eller klokken er før to.\n"


def test_erasing_needs_a_yes_and_keeps_what_pay_needs(told):
    refused = told("erase", "--employee-no", "10012")
    assert (refused.code, "Åse Østby" in names()) == (2, True)
    assert told("erase", "--employee-no", "10012", "--yes").out.startswith("Slettet.")
    assert "Åse Østby" not in names()
    kept = json.loads(told("erase", "--employee-no", "10013", "--yes", "--json").out)
    assert (kept["erased"], kept["kept_until"]) == (False, "2032-01-10")
    whole = told("erase", "--employee-no", "10013", "--yes", "--everything", "--json")
    assert json.loads(whole.out)["erased"] is True


def test_somebody_in_use_or_unknown_is_refused(told):
    in_use = told("erase", "--employee-no", "10014", "--yes")
    assert (in_use.code, "person_active" in in_use.err) == (1, True)
    assert told("erase", "--employee-no", "finnes-ikke", "--yes").code == 2
    assert "Eva Ek" in names()


def test_erasures_are_applied_anew_after_an_older_copy(told, tmp_path):
    told("erase", "--employee-no", "10012", "--yes")
    kept = tmp_path / "slettet.txt"
    kept.write_text(told("erased").out)
    with db.begin() as session:  # as an older copy would have it
        session.query(Erasure).delete()
        person = session.query(Person).filter_by(name="Slettet person").one()
        person.name, person.employee_no, person.is_active = "Åse Østby", "10012", True
    assert told("reapply", kept).out == "Slettet på nytt: 1 av 1.\n"
    assert "Åse Østby" not in names()
    assert told("reapply", kept).out == "Slettet på nytt: 0 av 1.\n"


@pytest.mark.parametrize("content", [b"12\nkari\n", b"\xff\xfe", b"-1", b"1" * 40])
def test_file_that_is_no_list_is_refused(told, tmp_path, content):
    file = tmp_path / "list.txt"
    file.write_bytes(content)
    assert told("reapply", file).code == 2
    assert told("reapply", tmp_path / "none.txt").code == 2
