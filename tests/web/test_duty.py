"""Duty plans on the pages: published in time, changed with the person's yes."""

import re
from datetime import timedelta

import psycopg
import pytest

from tests.web import town
from tests.web.conftest import rows


@pytest.fixture
def vikar(town_db):
    """The pool employee who is a user."""
    return rows(town_db, "select id from person where name = %s", town.POOL_NAMES[1])[0][0]


@pytest.fixture
def plan(vikar):
    return f"/admin/vaktplan/{vikar}"


def published(url, vikar):
    return rows(
        url, "select count(*) from duty_time where person_id = %s and starts_at > %s", vikar, LATE
    )[0][0]


LATE = town.NOW + timedelta(days=40)
TIMES = {
    "first_on": "2027-03-01",
    "last_on": "2027-03-14",
    "weekdays": ["0", "2"],
    "starts": "07:00",
    "ends": "15:00",
    "discussed_on": "2027-01-04",
}


def test_a_duty_plan_is_published_for_weekdays(as_user, town_db, vikar, plan):
    coordinator = as_user("koordinator")
    assert "Bo Østby" in coordinator.get("/admin/vaktplan").text
    assert coordinator.post(plan, data=TIMES).status_code == 303
    assert published(town_db, vikar) == 4
    assert "4 tider er publisert." in coordinator.get(plan).text
    answer = coordinator.post(plan, data=TIMES)
    assert answer.status_code == 422
    assert "Tidene kan ikke brukes" in answer.text
    assert published(town_db, vikar) == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekdays": []},
        {"last_on": "2027-02-01"},
        {"last_on": "2030-02-01"},
        {"ends": "23:00"},
        {"starts": ""},
        {"first_on": "2020-01-01", "last_on": "2020-02-01"},
    ],
)
def test_times_that_cannot_be_are_refused(as_user, town_db, vikar, plan, wrong):
    assert as_user("koordinator").post(plan, data={**TIMES, **wrong}).status_code == 422
    assert published(town_db, vikar) == 0


def test_a_change_waits_for_the_yes_of_the_person(as_user, town_db, vikar, plan):
    coordinator, own = as_user("koordinator"), as_user("vikar")
    coordinator.post(plan, data={**TIMES, "last_on": "2027-03-01"})
    (duty,) = rows(
        town_db, "select id from duty_time where person_id = %s order by starts_at desc", vikar
    )[0]
    moved = {"on": "2027-03-01", "starts": "14:00", "ends": "22:00"}
    assert coordinator.get(f"{plan}/tid/{duty}").status_code == 200
    assert coordinator.post(f"{plan}/tid/{duty}", data=moved).status_code == 303
    assert "Spurt om" in coordinator.get(plan).text
    page = own.get("/min-vaktplan").text
    assert "14:00–22:00" in page
    change = re.search(r'action="(/min-vaktplan/\d+)"', page).group(1)
    assert own.post(change, data={"svar": "kanskje"}).status_code == 400
    for _ in range(2):
        assert own.post(change, data={"svar": "ja"}).status_code == 303
    with psycopg.connect(town_db) as connection:
        (start,) = connection.execute(
            "select starts_at from duty_time where id = %s", [duty]
        ).fetchone()
    assert start == town.at(start.date(), "14:00")
    assert coordinator.post(f"{plan}/tid/{duty}/bort").status_code == 303
    other = re.search(r'action="(/min-vaktplan/\d+)"', own.get("/min-vaktplan").text).group(1)
    taken = other.rsplit("/", 1)[1]
    assert coordinator.post(f"{plan}/sporsmal/{taken}/trekk").status_code == 303
    own.post(other, data={"svar": "nei"})
    assert "ikke lenger mulig" in own.get("/min-vaktplan").text
    assert published(town_db, vikar) == 1


def test_nobody_answers_for_another(as_user, town_db, vikar):
    own = as_user("vikar")
    assert own.post("/min-vaktplan/999999", data={"svar": "ja"}).status_code == 404
    assert as_user("leder").get("/min-vaktplan").status_code == 403


def test_what_is_too_near_is_told_with_the_earliest_day_or_asked(as_user, town_db, vikar, plan):
    coordinator = as_user("koordinator")
    rows(town_db, "delete from duty_time where person_id = %s returning id", vikar)
    near = {**TIMES, "first_on": "2027-01-11", "last_on": "2027-01-11"}
    answer = coordinator.post(plan, data=near)
    assert answer.status_code == 422
    assert re.search(r"Tidligste dag er \S*\s?19\. ?jan", answer.text)
    asked = coordinator.post(plan, data={**near, "may_ask": "y"}, follow_redirects=True)
    assert "Personen er spurt." in asked.text


def test_a_plan_that_breaks_the_rules_is_told_with_its_paragraph(as_user, town_db, vikar, plan):
    coordinator = as_user("koordinator")
    answer = coordinator.post(plan, data={**TIMES, "weekdays": [str(day) for day in range(7)]})
    assert answer.status_code == 422
    assert "aml § 10-8" in answer.text
    assert published(town_db, vikar) == 0
    future = coordinator.post(plan, data={**TIMES, "discussed_on": "2027-01-06"})
    assert "Velg dagen planen ble drøftet, i dag eller før." in future.text
