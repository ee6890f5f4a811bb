"""Times on forms over both clock changes: asked about where they come twice, never guessed."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.web import town
from tests.web.admin.conftest import seen
from tests.web.conftest import rows
from web import clocks, orderfields
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


BEGUN = {
    "duty_time": "select starts_at from duty_time"
    " where person_id = %s and starts_at > '2027-03-20'",
    "shift": "select starts_at from shift where person_id = %s and starts_at > '2027-03-20'",
}


def starts(url, table, person):
    return [at.astimezone(UTC).isoformat() for (at,) in rows(url, BEGUN[table], person)]


def person(url, name):
    return rows(url, "select id from person where name = %s", name)[0][0]


@pytest.mark.parametrize(("turn", "instant"), [("1", "00:30:00"), ("2", "01:30:00")])
def test_a_duty_plan_in_the_hour_that_comes_twice_asks_which(town_db, as_user, turn, instant):
    bo, browser = person(town_db, town.POOL_NAMES[1]), as_user("koordinator")
    page = f"/admin/vaktplan/{bo}"
    sent = {"first_on": FOLD, "last_on": FOLD, "weekdays": ["6"], "discussed_on": "2027-01-04"}
    sent |= {"starts": "02:30", "ends": "09:00", "said_yes": "y", "is_needed": "y"}
    asked_first = browser.post(page, data=sent)
    assert asked_first.status_code == 422
    assert "Klokken 02:30 kommer to ganger" in asked_first.text
    assert asked_first.text.count('name="omgang-2027-10-31-0230"') == 2
    assert starts(town_db, "duty_time", bo) == []
    answer = browser.post(page, data={**sent, "omgang-2027-10-31-0230": turn})
    assert answer.status_code == 303
    assert starts(town_db, "duty_time", bo) == [f"2027-10-31T{instant}+00:00"]


def test_a_duty_plan_in_the_hour_that_is_skipped_is_told_which_times_are(town_db, as_user):
    bo, browser = person(town_db, town.POOL_NAMES[1]), as_user("koordinator")
    sent = {"first_on": GAP, "last_on": GAP, "weekdays": ["6"], "discussed_on": "2027-01-04"}
    answer = browser.post(
        f"/admin/vaktplan/{bo}", data={**sent, "starts": "02:30", "ends": "09:00"}
    )
    assert answer.status_code == 422
    assert "Bruk en tid før 02:00, eller fra 03:00." in answer.text
    assert starts(town_db, "duty_time", bo) == []


def test_a_published_time_moved_into_the_hour_that_comes_twice_asks_which(town_db, as_user):
    bo, browser = person(town_db, town.POOL_NAMES[1]), as_user("koordinator")
    ((duty,),) = rows(
        town_db,
        "insert into duty_time (person_id, starts_at, ends_at, published_at)"
        " values (%s, '2027-10-30T05:00Z', '2027-10-30T13:00Z', '2027-01-04T05:00Z') returning id",
        bo,
    )
    page, sent = (
        f"/admin/vaktplan/{bo}/tid/{duty}",
        {"on": "2027-10-30", "starts": "20:00", "ends": "02:30"},
    )
    first = browser.post(page, data=sent)
    assert first.status_code == 422
    assert first.text.count('name="omgang-2027-10-31-0230"') == 2
    assert browser.post(page, data={**sent, "omgang-2027-10-31-0230": "2"}).status_code == 303
    ((ends_at,),) = rows(town_db, "select ends_at from duty_change where duty_time_id = %s", duty)
    assert ends_at.astimezone(UTC) == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_rota_by_hand_in_the_hour_that_comes_twice_asks_which(night, town_db):
    leader, usual = night
    dina = person(town_db, "Dina Dal")
    ((unit,),) = rows(town_db, "select id from unit where code = 'solvang'")
    page = f"/admin/turnus/{unit}/{dina}/ny?dag={FOLD}"
    ticked = {"said_yes": "y", "is_needed": "y", "is_averaged": "y"}
    sent = {"weekdays": ["6"], "every": "1", "vakt": usual, **ticked}
    first = leader.post(page, data=sent)
    assert first.status_code == 422
    assert first.text.count('name="omgang-2027-10-31-0230"') == 2
    assert starts(town_db, "shift", dina) == []
    key = "omgang-2027-10-31-0230"
    assert leader.post(page, data={**sent, key: "2"}).status_code == 303
    assert starts(town_db, "shift", dina) == ["2027-10-31T01:30:00+00:00"]
    ((shift,),) = rows(town_db, "select id from shift where starts_at > '2027-10-30'")
    moved = {"on": FOLD, "starts": "02:30", "ends": "08:00", **ticked}
    moved["seen"] = seen(leader.get(f"/admin/turnus/vakt/{shift}").text)
    assert leader.post(f"/admin/turnus/vakt/{shift}", data=moved).status_code == 422
    answer = leader.post(f"/admin/turnus/vakt/{shift}", data={**moved, key: "1"})
    assert answer.status_code == 303
    assert starts(town_db, "shift", dina) == ["2027-10-31T00:30:00+00:00"]
    gap = f"/admin/turnus/{unit}/{dina}/ny?dag={GAP}"
    answer = leader.post(gap, data={**sent, key: "2"})
    assert answer.status_code == 422
    assert "Klokken 02:30 finnes ikke" in answer.text


@pytest.mark.parametrize(
    ("first", "core", "found"),
    [
        ("2027-10-30T20:00Z", "02:30", None),
        ("2027-10-31T00:45Z", "02:30", "2027-10-31T01:30Z"),
        ("2027-10-30T20:00Z", "03:30", "2027-10-31T02:30Z"),
        ("2027-03-27T20:00Z", "02:30", None),
        ("2027-03-27T20:00Z", "03:30", "2027-03-28T01:30Z"),
    ],
)
def test_the_core_of_a_request_is_asked_about_where_two_times_fit(app, first, core, found):
    begins = datetime.fromisoformat(first)
    ends = begins.replace(hour=6) + timedelta(days=begins.hour // 20)
    with app.test_request_context("/", method="POST", data={"core_from": core}):
        if found is None:
            with pytest.raises(clocks.UnclearTimes, match="core_from"):
                orderfields.details(begins, ends)
        else:
            told = orderfields.details(begins, ends).core_starts_at
            assert told == datetime.fromisoformat(found)
