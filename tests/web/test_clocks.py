"""Times on forms over both clock changes: asked about where they come twice, never guessed."""

import re
from datetime import UTC, datetime

import pytest

from tests.web.conftest import rows
from web import clocks
from web.hours.told import nearest

wall = datetime.fromisoformat
FOLD, GAP = "2027-10-31", "2027-03-28"
TWICE = wall("2027-10-31T02:30")
NEVER = wall("2027-03-28T02:30")


def asked(app, walls, **form):
    with app.test_request_context("/", method="POST", data=form):
        try:
            return clocks.instants(walls)
        except clocks.UnclearTimes as unclear:
            return [(one.name, len(one.choices)) for one in unclear.asked]


def test_a_time_that_comes_once_is_read(app):
    found = asked(app, {"start": wall("2027-10-31T01:59"), "slutt": TWICE.replace(hour=3)})
    assert [at.astimezone(UTC).isoformat() for at in found.values()] == [
        "2027-10-30T23:59:00+00:00",
        "2027-10-31T02:30:00+00:00",
    ]


@pytest.mark.parametrize(("turn", "hour"), [("1", 0), ("2", 1)])
def test_a_time_that_comes_twice_is_the_one_chosen(app, turn, hour):
    found = asked(app, {"start": TWICE}, **{"omgang-start": turn})
    assert found["start"].astimezone(UTC) == datetime(2027, 10, 31, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize("turn", ["", "0", "3", "x", "١"])
def test_without_a_choice_it_is_asked(app, turn):
    assert asked(app, {"start": TWICE}, **{"omgang-start": turn}) == [("start", 2)]


def test_a_time_that_does_not_exist_has_no_choice(app):
    assert asked(app, {"start": NEVER}, **{"omgang-start": "1"}) == [("start", 0)]


def test_all_unclear_times_are_asked_at_once(app):
    both = {"start": TWICE, "slutt": TWICE.replace(minute=45)}
    assert asked(app, both) == [("start", 2), ("slutt", 2)]
    assert asked(app, both, **{"omgang-start": "1"}) == [("slutt", 2)]


@pytest.mark.parametrize(
    ("text", "planned", "told"),
    [
        ("07:30", datetime(2027, 10, 31, 6, 30, tzinfo=UTC), wall("2027-10-31T07:30")),
        ("23:50", datetime(2027, 10, 31, 0, 30, tzinfo=UTC), wall("2027-10-30T23:50")),
        ("02:30", datetime(2027, 10, 31, 6, 30, tzinfo=UTC), TWICE),
        ("02:30", datetime(2027, 3, 28, 5, 30, tzinfo=UTC), NEVER),
        ("x", datetime(2027, 3, 28, 5, 30, tzinfo=UTC), None),
    ],
)
def test_a_typed_time_is_the_one_nearest_on_the_wall(text, planned, told):
    assert nearest(text, planned) == told


@pytest.fixture
def night(town_db, as_user):
    """The leader, and a usual shift that begins in the hour of both clock changes."""
    rows(
        town_db,
        "insert into shift_template (unit_id, code, starts, ends, unpaid_break_minutes, requires)"
        " select id, 'X', '02:30', '09:00', 0, '{}' from unit where code = 'solvang' returning id",
    )
    leader = as_user("leder")
    page = leader.get("/ekstra").text
    usual = re.search(r'value="(\d+)"[^>]*>\s*<label[^>]*>02:30', page)[1]
    return leader, usual


def needs(url):
    query = "select starts_at from need where starts_at > '2027-02-01' order by starts_at"
    return [at.astimezone(UTC) for (at,) in rows(url, query)]


def test_an_extra_person_in_the_hour_that_comes_twice_is_asked_about(night, town_db):
    leader, usual = night
    sent = {"usual": usual, "day": FOLD, "priority": "1"}
    page = leader.post("/ekstra", data=sent)
    assert page.status_code == 422
    assert "kommer to ganger" in page.text
    assert page.text.count(f'name="omgang-starts-{FOLD}"') == 2
    assert f'value="{usual}" checked' in page.text
    assert needs(town_db) == []
    done = leader.post("/ekstra", data={**sent, f"omgang-starts-{FOLD}": "2"})
    assert done.status_code == 303
    assert needs(town_db) == [datetime(2027, 10, 31, 1, 30, tzinfo=UTC)]


def test_an_extra_person_in_the_hour_that_is_skipped_is_refused(night, town_db):
    leader, usual = night
    page = leader.post("/ekstra", data={"usual": usual, "day": GAP, "priority": "1"})
    assert page.status_code == 422
    assert "finnes ikke" in page.text
    assert "før 02:00, eller fra 03:00" in page.text
    assert 'name="omgang-' not in page.text
    assert needs(town_db) == []


@pytest.fixture
def worked_night(town_db, as_user):
    """A shift of yesterday's leader moved to the night the clock goes back; and its id."""
    ((shift,),) = rows(
        town_db,
        "select s.id from shift s join person p on p.id = s.person_id where p.name = 'Frida Foss'"
        " and (s.starts_at at time zone 'Europe/Oslo')::date = '2027-01-04'"
        " and s.status <> 'cancelled'",
    )
    return shift


def test_told_hours_in_the_hour_that_comes_twice_are_asked_about(
    worked_night, town_db, as_user, monkeypatch
):
    query = "update shift set starts_at = %s, ends_at = %s where id = %s returning id"
    rows(town_db, query, "2027-10-30T20:00Z", "2027-10-31T06:30Z", worked_night)
    monkeypatch.setenv("VIKARSENTRAL_NOW", "2027-10-31T12:00:00+00:00")
    leader = as_user("leder")
    address, sent = f"/timer/{worked_night}", {"sagt": "times", "fra": "22:00", "til": "02:30"}
    page = leader.post(address, data=sent)
    assert page.status_code == 422
    assert page.text.count('name="omgang-til"') == 2
    done = leader.post(address, data={**sent, "omgang-til": "1"})
    assert done.status_code == 303
    ends = rows(town_db, "select ends_at from shift where id = %s", worked_night)
    assert ends[0][0].astimezone(UTC) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
