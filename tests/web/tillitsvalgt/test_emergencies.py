"""The emergency exception on its pages: two people, one booking, seen by the tillitsvalgt."""

import re

import psycopg
import pytest

from tests.web.conftest import rows
from tests.web.tillitsvalgt.conftest import TUESDAY


@pytest.fixture
def need(town_db):
    query = "select id from need where starts_at::date = %s and status = 'open'"
    ((row_id,),) = rows(town_db, query, TUESDAY)
    return row_id


@pytest.fixture
def ivar(town_db):
    ((row_id,),) = rows(town_db, "select id from person where name = 'Ivar Iversen'")
    return row_id


def decide(browser, need, who, **changes):
    data = {"person": who, "code": "accident", "yes": "1", **changes}
    return browser.post(f"/behov/{need}/unntak", data=data)


def number(town_db):
    return rows(town_db, "select max(id) from emergency_exception")[0][0]


def test_page_offers_whom_only_working_time_stops_with_the_sums(as_user, need):
    page = as_user("leder").get(f"/behov/{need}/unntak").text
    assert "Ivar Iversen" in page
    assert "arbeidsmiljøloven § 10-12" in page
    assert "Hanne Hauge" not in page or "hvile" in page


def test_one_decides_another_sees_and_the_first_books(as_user, tillitsvalgt, need, ivar, town_db):
    leader, deputy = as_user("leder"), as_user("nestleder")
    assert decide(leader, need, ivar).status_code == 303
    row = number(town_db)
    assert "Venter på en til" in tillitsvalgt.get("/unntak").text
    assert leader.post(f"/unntak/{row}/bruk").status_code == 422
    assert leader.post(f"/unntak/{row}/sett").status_code == 409
    assert deputy.post(f"/unntak/{row}/sett").status_code == 303
    assert leader.post(f"/unntak/{row}/bruk").status_code == 303
    assert "Brukt" in tillitsvalgt.get("/unntak").text
    assert leader.post(f"/unntak/{row}/trekk").status_code == 409
    assert rows(town_db, "select status from need where id = %s", need) == [("covered",)]


HOURLY = """
    update post set kind = 'hourly', stillingsprosent = 0
    where person_id = (select id from person where name = 'Ivar Iversen');
    update person set accepts_merarbeid_minutes_week = 2000 where name = 'Hanne Hauge'
"""
BUTTON = re.compile(r'<button[^>]*name="reason" value="(\w+)"')


def test_an_exception_that_goes_past_part_timers_asks_for_a_reason_first(
    as_user, need, ivar, town_db
):
    with psycopg.connect(town_db) as connection:
        connection.execute(HOURLY)
    leader = as_user("leder")
    assert decide(leader, need, ivar).status_code == 303
    row = number(town_db)
    as_user("nestleder").post(f"/unntak/{row}/sett")
    asked = leader.post(f"/unntak/{row}/bruk", data={"reason": "fordi"})
    assert asked.status_code == 422
    assert "har fortrinnsrett (arbeidsmiljøloven § 14-3)" in asked.text
    form = asked.text.partition(f'action="/unntak/{row}/bruk"')[2].partition("</form>")[0]
    assert BUTTON.findall(form) == ["called", "inconvenience"]
    assert rows(town_db, "select status from need where id = %s", need) == [("open",)]
    used = leader.post(f"/unntak/{row}/bruk", data={"reason": "inconvenience"})
    assert used.status_code == 303
    kept = "select data ->> 'reason' from event where kind = 'preference.checked'"
    assert rows(town_db, kept) == [("inconvenience",)]
    assert rows(town_db, "select status from need where id = %s", need) == [("covered",)]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"yes": ""}, "Spør personen først."),
        ({"code": "ferie"}, "Velg hva som har hendt."),
        ({"person": "x"}, "Velg hvem som kommer."),
    ],
)
def test_what_is_missing_is_told_beside_it(as_user, need, ivar, town_db, changes, told):
    answer = decide(as_user("leder"), need, ivar, **changes)
    assert answer.status_code == 422
    assert told in answer.text
    assert number(town_db) is None


def test_who_may_come_lawfully_or_is_stopped_by_more_is_refused(as_user, need, town_db):
    ((absent,),) = rows(town_db, "select id from person where name = 'Even Eng'")
    status = decide(as_user("leder"), need, absent).status_code
    assert status in (409, 422)
    assert number(town_db) is None


def test_other_units_neither_decide_nor_see(as_user, need, ivar, town_db):
    neighbour = as_user("nabo")
    assert decide(neighbour, need, ivar).status_code == 403
    decide(as_user("leder"), need, ivar)
    row = number(town_db)
    assert "Ivar Iversen" not in neighbour.get("/unntak").text
    assert neighbour.post(f"/unntak/{row}/sett").status_code == 403
    assert neighbour.post(f"/unntak/{row}/bruk").status_code == 404


def test_withdrawn_exception_stays_on_the_page(as_user, tillitsvalgt, need, ivar, town_db):
    leader = as_user("leder")
    decide(leader, need, ivar)
    assert leader.post(f"/unntak/{number(town_db)}/trekk").status_code == 303
    assert "Trukket" in tillitsvalgt.get("/unntak").text


def test_need_that_nobody_can_lawfully_take_leads_to_the_exception(as_user, need, town_db):
    leader, link = as_user("leder"), f'href="/behov/{need}/unntak"'
    assert link not in leader.get(f"/behov/{need}").text
    with psycopg.connect(town_db) as connection:
        connection.execute("update person set is_active = false where name <> 'Ivar Iversen'")
    assert link in leader.get(f"/behov/{need}").text
