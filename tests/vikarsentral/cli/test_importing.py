"""`vikarsentral import`: what it prints, and how it ends."""

import pytest
from sqlalchemy.orm import Session

from tests.vikarsentral.cli import told
from tests.vikarsentral.importing.files import csv_file
from tests.vikarsentral.village import Village
from vikarsentral import db
from vikarsentral.tables import Person

PEOPLE = (
    *("Ansattnummer", "Navn", "Stilling", "Ansettelse", "Enhet"),
    *("Stillingsprosent", "Timer i full uke", "Fra dato"),
)
KARI = ("00123", "Kari", "sykepleier", "deltid", "solvang", "50", "35,5", "01.01.2026")
OLA = ("00124", "Ola", *KARI[2:])


@pytest.fixture
def there(database):
    with Session(db.engine()) as session, session.begin():
        Village(session)
    return database


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """A function from rows and options to what the command printed and how it ended."""

    def taken(*rows, options=()):
        file = tmp_path / "ansatte.csv"
        file.write_bytes(csv_file(PEOPLE, *rows))
        return told.run(monkeypatch, capsys, "import", "people", file, *options)

    return taken


def people():
    with Session(db.engine()) as session:
        return session.query(Person).filter_by(is_active=True).count()


def test_a_preview_tells_and_stores_nothing(there, run):
    done = run(KARI, options=["--preview"])
    assert done.code == 0, done.err
    assert "Nye: 1" in done.out
    assert "Kari (00123)" in done.out
    assert people() == 0


def test_a_file_is_stored_and_told_as_json(there, run):
    done = run(KARI, OLA, options=["--json"])
    assert (done.code, done.json["stored"], done.json["added"]) == (0, True, 2)
    assert people() == 2
    again = run(KARI, OLA, options=["--json"]).json
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 2)


def test_faults_are_one_line_each_and_end_with_2(there, run):
    bad = ("00125", "Per", "sykeplier", *KARI[3:])
    done = run(KARI, bad)
    assert done.code == 2
    line = next(one for one in done.err.splitlines() if one.startswith("rad 3"))
    assert "Stilling, «sykeplier»: kompetansen er ukjent" in line
    assert "mente du «sykepleier»?" in line
    assert people() == 0
    good = run(KARI, bad, options=["--good-rows"])
    assert good.code == 0
    assert people() == 1


def test_many_who_are_missing_end_with_1_until_somebody_decides(there, run):
    run(KARI, OLA)
    stopped = run(KARI)
    assert stopped.code == 1
    assert "avslutte 1 av 2 (50 %)" in stopped.err
    assert people() == 2
    assert run(KARI, options=["--keep-missing"]).code == 0
    assert people() == 2
    assert run(KARI, options=["--deactivate"]).code == 0
    assert people() == 1


def test_a_file_that_is_not_there_is_bad_input(monkeypatch, capsys, tmp_path):
    done = told.run(monkeypatch, capsys, "import", "people", tmp_path / "nei.csv")
    assert done.code == 2
    assert "kan ikke leses" in done.err


def test_two_answers_about_the_missing_are_bad_input(monkeypatch, capsys):
    both = ("import", "people", "x.csv", "--deactivate", "--keep-missing")
    assert told.run(monkeypatch, capsys, *both).code == 2
