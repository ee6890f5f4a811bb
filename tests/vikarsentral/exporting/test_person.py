"""Everything about one person: complete, readable, and free of secrets and of others."""

import pytest

from tests.vikarsentral.exporting.conftest import NOW, document
from tests.vikarsentral.worked.conftest import leader_with_person
from vikarsentral import exporting
from vikarsentral.errors import NotFound


def test_json_names_its_format_and_holds_the_rows(week):
    number = week.hourly.employee_no
    file = exporting.person(week.session, employee_no=number, now=NOW)
    told = document(file)
    assert told["format"] == "vikarsentral/person/1"
    assert told["rows"]["person"][0]["name"] == "Åse Østby"
    assert told["rows"]["shift"][0]["starts_at"] == "2027-01-11T07:30:00+01:00"
    assert file.name == f"person-{number}.json"


def test_text_is_whole_sentences_and_norwegian_words(week):
    number = week.hourly.employee_no
    file = exporting.person(week.session, employee_no=number, now=NOW, as_text=True)
    text = file.body.decode("utf-8-sig")
    assert text.startswith("Alt Vikarsentral har lagret om Åse Østby")
    assert "Timer som er arbeidet" in text
    assert "Planlagt fra:                2027-01-11 07:30\r\n" in text
    assert "Årsaken til et fravær lagres aldri." in text


def test_password_and_keys_never_leave(week):
    person = leader_with_person(week, week.solvang)
    for as_text in (True, False):
        body = exporting.person(
            week.session, employee_no=person.employee_no, now=NOW, as_text=as_text
        ).body.decode("utf-8-sig")
        assert f"leads{person.id}" in body
        assert "x" * 32 not in body
        assert "password" not in body


def test_nobody_elses_name_is_in_it(week):
    file = exporting.person(week.session, employee_no=week.hourly.employee_no, now=NOW)
    assert "Bo Dal" not in file.body.decode()


def test_unknown_number_is_refused(week):
    with pytest.raises(NotFound, match="person"):
        exporting.person(week.session, employee_no="finnes-ikke", now=NOW)
