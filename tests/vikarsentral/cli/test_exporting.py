"""`vikarsentral export` writes whole files, refuses to overwrite, and ends as promised."""

import csv
import io
import json

import pytest

from tests.vikarsentral.cli.told import run
from tests.vikarsentral.village import Village
from vikarsentral import clock, commitments, db
from vikarsentral.commitments.labour import week_of
from vikarsentral.tables import Event, NeedStatus, Person, PostKind, ShiftKind

PERIOD = ("--from", "2027-01-11", "--to", "17.01.2027")


@pytest.fixture
def told(database, monkeypatch, capsysbinary):
    """Run `vikarsentral export` on a village with one covered need; what it said, and how."""
    del database
    from tests.vikarsentral.village import at

    monkeypatch.setattr(clock, "now", lambda: at("2027-01-25T08:00"))
    with db.begin() as session:
        village = Village(session)
        person = village.person(kind=PostKind.HOURLY, name="=Åse", employee_no="10012")
        need = village.need("2027-01-11T07:30", status=NeedStatus.COVERED)
        shift = village.shift(person, "2027-01-11T07:30", kind=ShiftKind.COVER, need_id=need.id)
        commitments.recount(session, {week_of(shift)})

    class Both:
        """Read what was printed as text."""

        def readouterr(self):
            out, err = capsysbinary.readouterr()
            return type("Read", (), {"out": out.decode("utf-8-sig"), "err": err.decode()})()

    return lambda *words: run(monkeypatch, Both(), "export", *words)


def rows(text):
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_spend_goes_to_standard_output(told):
    answer = told("spend", *PERIOD)
    assert answer.code == 0
    assert [row["Kilde"] for row in rows(answer.out)] == ["timelønnet"]


def test_inspection_goes_to_a_file_once(told, tmp_path):
    target = tmp_path / "timer.csv"
    words = ("inspection", *PERIOD, "--unit", "solvang", "-o", target)
    assert told(*words).code == 0
    (row,) = rows(target.read_text(encoding="utf-8-sig"))
    assert (row["Navn"], row["Minutter"]) == ("'=Åse", "450")
    again = told(*words)
    assert (again.code, again.err.count("\n")) == (2, 1)
    assert "is there already" in again.err
    assert told(*words, "--force").code == 0


def test_a_closed_period_gives_the_same_file_each_time(told):
    closed = told("payroll", *PERIOD, "--close")
    assert (closed.code, len(rows(closed.out))) == (0, 1)
    assert "Perioden er lukket." in closed.err
    with db.begin() as session:
        session.query(Person).one().name = "Ny"
    assert told("payroll", *PERIOD).out == closed.out
    assert told("payroll", *PERIOD, "--close").out == closed.out
    assert told("payroll", "--from", "2027-01-12", "--to", "2027-01-31", "--close").code == 2
    other = told("payroll", "--from", "2027-01-12", "--to", "2027-01-20", "--close")
    assert other.code == 1
    assert "Traceback" not in other.err


def test_payroll_in_both_formats_and_with_own_pay_types(told, tmp_path):
    plain = rows(told("payroll", *PERIOD).out)
    assert sum(int(row["Minutter"]) for row in plain if row["Hva"] == "Timelønn") == 450
    assert told("payroll", *PERIOD, "--format", "visma").out.startswith("0;0;10012;1100;0;7.5;")
    types = tmp_path / "lonnsarter.csv"
    types.write_text("slag;lønnsart\nhourly;4711\n", encoding="utf-8")
    own = told("payroll", *PERIOD, "--format", "visma", "--pay-types", types)
    assert own.out.startswith("0;0;10012;4711;")
    told_json = json.loads(told("payroll", *PERIOD, "--json").out)
    assert told_json["amount_ore"] == sum(row["amount_ore"] for row in told_json["rows"])


def test_every_file_taken_out_is_in_the_log(told):
    for words in (
        ("spend", *PERIOD),
        ("inspection", *PERIOD),
        ("person", "--employee-no", "10012"),
    ):
        assert told(*words).code == 0
    with db.begin() as session:
        kinds = [row.subject_kind for row in session.query(Event).filter_by(kind="file.fetched")]
    assert kinds == ["file", "file", "person"]


def test_person_as_json_and_as_text(told):
    answer = told("person", "--employee-no", "10012", "--json")
    assert json.loads(answer.out)["rows"]["person"][0]["employee_no"] == "10012"
    text = told("person", "--employee-no", "10012")
    assert text.out.startswith("Alt Vikarsentral har lagret om")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("spend", "--from", "2027-02-30", "--to", "i går"), "--from"),
        (("spend", "--from", "2027-01-31", "--to", "2027-01-01"), "--to"),
        (("spend", *PERIOD, "--unit", "ukjent"), "--unit"),
        (("spend", "--from", "20270101", "--to", "2027-01-31"), "--from"),
        (("inspection", "--from", "2027-01-01"), "--to"),
        (("person", "--employee-no", "ukjent"), "person"),
        (("person",), "--employee-no"),
        (("payroll", *PERIOD, "--format", "sap"), "--format"),
        (("payroll", *PERIOD, "--pay-types", "/nowhere/x.csv"), "/nowhere/x.csv"),
        (("everything",), "No such command"),
    ],
)
def test_bad_words_end_with_2_and_one_line_per_fault(told, words, said):
    answer = told(*words)
    assert answer.code == 2
    assert answer.out == ""
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_folder_as_target_is_refused(told, tmp_path):
    assert told("spend", *PERIOD, "-o", tmp_path).code == 2


def test_the_register_goes_out_in_the_columns_it_comes_in_by(told, tmp_path):
    (row,) = rows(told("people").out)
    assert (row["Navn"], row["Ansettelse"]) == ("'=Åse", "timelønn")
    book = tmp_path / "behov.xlsx"
    assert told("needs", *PERIOD, "--format", "xlsx", "-o", book).code == 0
    assert book.read_bytes().startswith(b"PK")
    assert rows(told("rota", *PERIOD).out) == []
    refused = told("rota", "--from", "x", "--to", "2027-01-17")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    with db.begin() as session:
        kinds = [event.subject_id for event in session.query(Event).filter_by(kind="file.fetched")]
    assert kinds == ["people", "needs", "rota"]


def test_the_register_is_told_as_json_too(told):
    people = told("people", "--json")
    (row,) = json.loads(people.out)["rows"]
    assert (row["Navn"], row["Ansettelse"]) == ("=Åse", "timelønn")
    assert json.loads(told("rota", *PERIOD, "--json").out) == {"rows": []}
    needs = json.loads(told("needs", *PERIOD, "--json").out)["rows"]
    assert [set(one) for one in needs] == [set(rows(told("needs", *PERIOD).out)[0])]
