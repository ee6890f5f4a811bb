"""Files out for those with the right, faults in words, and a line in the log for each."""

import csv
import io
import json

import psycopg
import pytest

from tests.web import town
from tests.web.conftest import rows
from tests.web.hours.conftest import shift_of
from web.hours.files import CONFLICTS, SENTENCES

WEEK = {"fra": "28.12.2026", "til": "2027-01-05"}


def table(answer):
    assert answer.status_code == 200, answer.text
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert "attachment" in answer.headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def log(url):
    query = "select actor, subject_kind, data->>'file' from event where kind = 'file.fetched'"
    return rows(url, query)


@pytest.mark.parametrize(
    ("login", "seen", "not_seen"),
    [
        ("leder", ["Vikarbruk"], ["§ 10-7", "Alt om én person", "lønnsarter"]),
        ("planlegger", ["Vikarbruk"], ["§ 10-7", "Alt om én person"]),
        ("tillitsvalgt", ["Vikarbruk", "§ 10-7"], ["Alt om én person", "lønnsarter"]),
        ("admin", ["§ 10-7", "lønnsarter", "Alt om én person", "Slett personen"], []),
    ],
)
def test_each_sees_the_files_that_are_theirs(as_user, login, seen, not_seen):
    page = as_user(login).get("/filer-ut")
    assert page.status_code == 200
    body = page.text[page.text.index("<main") :]
    assert [word for word in seen if word not in body] == []
    assert [word for word in not_seen if word in body] == []


def test_hours_worked_for_the_tillitsvalgt_with_a_line_in_the_log(as_user, leder, town_db):
    shift = shift_of(town_db)
    leder.post(f"/timer/{shift}", data={"sagt": "late-20"})
    found = table(as_user("tillitsvalgt").get("/filer-ut/arbeidstid", query_string=WEEK))
    (row,) = [row for row in found if row["Vakt"] == str(shift)]
    assert (row["Navn"], row["Minutter"], row["Meldt av"]) == ("Frida Foss", "430", "leder")
    assert log(town_db) == [
        ("tillitsvalgt", "file", "arbeidstid-2026-12-28-2027-01-05.csv"),
    ]


def test_leader_gets_spend_of_own_units_alone(leder):
    told = leder.get("/filer-ut/vikarbruk", query_string={**WEEK, "som": "json"})
    assert {one["unit"] for one in json.loads(told.data)} <= {"solvang"}
    other = leder.get("/filer-ut/vikarbruk", query_string={**WEEK, "enhet": "fjellheim"})
    assert other.status_code == 422
    assert str(SENTENCES["--unit"]) in other.text


def test_units_to_choose_are_those_that_are_ones_own(as_user, leder):
    assert 'value="fjellheim"' in as_user("admin").get("/filer-ut").text
    page = leder.get("/filer-ut").text
    assert 'value="solvang"' in page
    assert 'value="fjellheim"' not in page


@pytest.mark.parametrize("system", ["csv", "visma"])
def test_payroll_for_the_administrator(as_user, system):
    answer = as_user("admin").get("/filer-ut/lonn", query_string={**WEEK, "system": system})
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"fra": "i går"}, SENTENCES["--from"]),
        ({"fra": "31.02.2027"}, SENTENCES["--from"]),
        ({"til": ""}, SENTENCES["--to"]),
        ({"til": "2026-12-01"}, SENTENCES["--to"]),
        ({"til": "2036-12-01"}, SENTENCES["--to"]),
        ({"enhet": "\x00"}, SENTENCES["--unit"]),
        ({"system": "sap"}, SENTENCES["--format"]),
    ],
)
def test_choices_that_cannot_be_are_told_in_words(as_user, town_db, changes, sentence):
    answer = as_user("admin").get("/filer-ut/lonn", query_string={**WEEK, **changes})
    assert answer.status_code == 422
    assert str(sentence) in answer.text
    assert log(town_db) == []


def test_person_file_for_the_administrator_and_for_oneself(as_user, vikar, town_db):
    answer = as_user("admin").get("/filer-ut/person?nummer=101&som=json")
    assert json.loads(answer.data)["rows"]["person"][0]["name"] == "Bo Østby"
    own = vikar.get("/mine-timer/alt-om-meg?som=tekst")
    assert own.data.decode("utf-8-sig").startswith("Alt Vikarsentral har lagret om Bo Østby")
    assert [line[:2] for line in log(town_db)] == [("admin", "person"), ("vikar", "person")]


@pytest.mark.parametrize("number", ["", "finnes-ikke", "\x00", "1" * 500])
def test_unknown_number_is_told_in_words(as_user, number):
    answer = as_user("admin").get("/filer-ut/person", query_string={"nummer": number})
    assert answer.status_code == 422
    assert "Ingen har det ansattnummeret." in answer.text


def test_retention_table_for_everybody_and_what_is_ripe_for_the_administrator(as_user, vikar):
    page = vikar.get("/oppbevaring")
    assert page.status_code == 200
    assert "5 år etter at" in page.text
    assert "Modne nå" not in page.text
    assert "Modne nå" in as_user("admin").get("/oppbevaring").text


def erase(browser, number="101", **changes):
    return browser.post("/filer-ut/slett", data={"nummer": number, "sikker": "ja", **changes})


def test_erasing_asks_first_and_refuses_who_is_in_use(as_user):
    admin = as_user("admin")
    assert erase(admin, sikker="").status_code == 422
    answer = erase(admin)
    assert answer.status_code == 422
    assert str(CONFLICTS["person_active"]) in answer.text
    assert erase(admin, number="x").status_code == 422


def test_erasing_somebody_who_left_keeps_the_hours(as_user, town_db):
    with psycopg.connect(town_db) as connection:
        connection.execute("update person set is_active = false where employee_no = '101'")
        connection.execute(
            "update shift set status = 'cancelled' where starts_at > %s and person_id ="
            " (select id from person where employee_no = '101')",
            [town.NOW],
        )
    answer = erase(as_user("admin"))
    assert answer.status_code == 303
    ((phone, name),) = rows(
        town_db, "select phone, name from person where name in ('Bo Østby', 'Slettet person')"
    )
    assert phone is None
    assert name == "Slettet person"
    assert rows(town_db, "select count(*) from erasure") == [(1,)]
