"""Rota by hand on the pages: one tap for a usual shift, judged, and each leader the own unit."""

import re
from datetime import timedelta

import pytest

from tests.web import town
from tests.web.admin.conftest import events, seen, the
from tests.web.conftest import rows

FREE = town.TODAY + timedelta(days=42)
"""A Tuesday behind the town's four weeks of rota."""


@pytest.fixture
def dina(town_db):
    """One of Solvang's own staff."""
    return rows(town_db, "select id from person where name = 'Dina Dal'")[0][0]


@pytest.fixture
def place(town_db, dina):
    """The page that puts in new shifts for Dina on a free day."""
    unit = the(town_db, "unit", "solvang")
    return f"/admin/turnus/{unit}/{dina}/ny?dag={FREE}"


def usual(url, code="D"):
    query = "select id from shift_template join unit on unit.id = unit_id"
    query += " where unit.code = 'solvang' and shift_template.code = %s"
    return rows(url, query.replace("select id", "select shift_template.id"), code)[0][0]


def own(url, person):
    query = "select id, starts_at, status from shift where person_id = %s and kind = 'rota'"
    query += " and starts_at > '2027-02-10' order by starts_at"
    return rows(url, query, person)


def test_the_week_shows_people_and_a_place_for_one_more(leader, town_db, dina):
    page = leader.get(f"/admin/turnus/uke?fra={FREE}").text
    assert "Dina Dal" in page
    assert f"/ny?dag={FREE}" in page
    assert "Ada Åsen" not in page
    now = leader.get("/admin/turnus/uke").text
    assert "/admin/turnus/vakt/" in now
    assert leader.get("/admin/turnus/uke?fra=tull").status_code == 200
    assert leader.get("/admin/turnus/uke?enhet=fjellheim").status_code == 404


def test_one_tap_puts_in_a_usual_shift_and_two_taps_put_in_one(leader, town_db, dina, place):
    assert re.search(r'name="vakt" value="\d+">D 07:30–15:00', leader.get(place).text)
    sent = {"weekdays": [str(FREE.weekday())], "every": "1", "vakt": usual(town_db)}
    first = leader.post(place, data=sent, follow_redirects=True)
    assert "Én vakt er lagt inn." in first.text
    assert "Vaktene sto der fra før." in leader.post(place, data=sent, follow_redirects=True).text
    assert len(own(town_db, dina)) == 1
    assert len(events(town_db, "rota.added")) == 1


def test_many_weeks_at_once(leader, town_db, dina, place):
    sent = {"weekdays": ["1", "2"], "every": "2", "until": FREE + timedelta(weeks=5)}
    assert leader.post(place, data={**sent, "vakt": usual(town_db)}).status_code == 303
    assert len(own(town_db, dina)) == 6


def test_an_unlawful_shift_is_told_with_paragraph_and_saved_by_nobody(
    leader, town_db, dina, place
):
    sent = {"weekdays": ["1"], "every": "1", "starts": "07:00", "ends": "18:00", "vakt": "egen"}
    answer = leader.post(place, data={**sent, "said_yes": "y", "is_averaged": "y"})
    assert answer.status_code == 422
    assert "Reglene tillater ikke dette. Ingenting er lagret." in answer.text
    assert "aml § 10-4" in answer.text
    assert own(town_db, dina) == []


def test_what_a_yes_opens_is_saved_with_the_tick(admin, town_db, dina):
    soon = town.TODAY + timedelta(days=4)
    rows(
        town_db,
        "update shift set status = 'cancelled' where person_id = %s returning id",
        dina,
    )
    where = f"/admin/turnus/{the(town_db, 'unit', 'solvang')}/{dina}/ny?dag={soon}"
    sent = {"weekdays": [str(soon.weekday())], "every": "1", "vakt": usual(town_db)}
    asked = admin.post(where, data=sent)
    assert asked.status_code == 422
    assert "Lagre likevel" in asked.text
    assert 'name="said_yes"' in asked.text
    assert admin.post(where, data={**sent, "said_yes": "y"}).status_code == 303
    (line,) = events(town_db, "rota.added")
    assert line["opened"] == ["notice"]
    told = rows(town_db, "select body from message where kind = 'rota_changed'")
    assert len(told) == 1


def test_a_shift_is_moved_and_the_second_of_two_is_told(leader, town_db, dina, place):
    sent = {"weekdays": ["1"], "every": "1", "vakt": usual(town_db)}
    leader.post(place, data=sent)
    ((shift, _, _),) = own(town_db, dina)
    where = f"/admin/turnus/vakt/{shift}"
    page = leader.get(where).text
    sent = {"on": FREE, "starts": "08:00", "ends": "15:00", "seen": seen(page)}
    assert leader.post(where, data=sent).status_code == 303
    late = leader.post(where, data={**sent, "starts": "09:00"})
    assert late.status_code == 409
    assert "Noe er endret mens du skrev" in late.text
    assert leader.post(where, data={**sent, "unpaid_break_minutes": "420"}).status_code == 409
    again = {**sent, "seen": seen(leader.get(where).text), "unpaid_break_minutes": "420"}
    answer = leader.post(where, data=again)
    assert answer.status_code == 422
    assert "Pausen må være kortere enn vakten." in answer.text
    assert leader.post(where, data={"on": "x", "starts": "99", "ends": ""}).status_code == 422


def test_a_shift_is_taken_away_with_the_weeks_after(leader, town_db, dina, place):
    sent = {"weekdays": ["1"], "every": "1", "until": FREE + timedelta(weeks=3)}
    leader.post(place, data={**sent, "vakt": usual(town_db)})
    held = own(town_db, dina)
    where = f"/admin/turnus/vakt/{held[0][0]}/bort"
    answer = leader.post(
        where, data={"bort-until": FREE + timedelta(weeks=1)}, follow_redirects=True
    )
    assert "2 vakter er tatt bort." in answer.text
    left = [row for row in own(town_db, dina) if row[2] == "planned"]
    assert len(left) == 2
    again = leader.post(where, follow_redirects=True)
    assert "Vakten var alt tatt bort." in again.text


def test_taking_away_what_is_near_asks_for_the_yes(leader, town_db, dina):
    query = "select min(id) from shift where person_id = %s and starts_at > '2027-01-06'"
    shift = rows(town_db, query, dina)[0][0]
    where = f"/admin/turnus/vakt/{shift}/bort"
    asked = leader.post(where)
    assert asked.status_code == 422
    assert 'name="bort-said_yes"' in asked.text
    assert leader.post(where, data={"bort-said_yes": "y"}).status_code == 303


def test_other_units_people_and_days_are_not_found(as_user, leader, town_db, dina, place):
    other = as_user("nabo")
    assert other.get(place).status_code == 404
    shift = rows(town_db, "select min(id) from shift where person_id = %s", dina)[0][0]
    for path in (f"/admin/turnus/vakt/{shift}", f"/admin/turnus/vakt/{shift}/bort"):
        assert other.post(path).status_code == 404
    assert leader.get(place.replace(f"{FREE}", "2027-01-04")).status_code == 404
    pool = rows(town_db, "select id from person where name = 'Ada Åsen'")[0][0]
    assert leader.get(place.replace(f"/{dina}/", f"/{pool}/")).status_code == 404


def test_no_tap_and_bad_fields_are_told_beside_them(leader, town_db, place):
    none = leader.post(place, data={"weekdays": ["1"], "every": "1", "vakt": ""})
    assert none.status_code == 422
    assert "Trykk på vakten som skal legges inn." in none.text
    empty = leader.post(place, data={"weekdays": ["1"], "every": "1", "vakt": "egen"})
    assert empty.status_code == 422
    assert "Fyll ut dette feltet." in empty.text
    for wrong in ({"weekdays": []}, {"every": "99"}, {"until": "2030-01-01"}, {"weekdays": ["9"]}):
        sent = {"weekdays": ["1"], "every": "1", "vakt": usual(town_db), **wrong}
        assert leader.post(place, data=sent).status_code == 422
