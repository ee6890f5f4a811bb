"""Weeks as tables, and days told in addresses."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from vikarsentral.overview import Seen, Stretch
from web import weeks

MONDAY = date(2027, 3, 22)
NIGHT = Stretch(
    unit_id=1,
    unit="Solvang",
    starts_at=datetime(2027, 3, 27, 20, 45, tzinfo=UTC),
    ends_at=datetime(2027, 3, 28, 5, 30, tzinfo=UTC),
    seen=Seen.OWN,
    shift_id=1,
    person_id=1,
    person="Åse",
)


@pytest.fixture
def table(one_app):
    """A function from stretches to the week's table."""

    def make(*held):
        with one_app.test_request_context():
            return weeks.table(held, MONDAY, date(2027, 3, 24))

    return make


def test_night_over_the_clock_change_stands_once_on_the_day_it_starts(table):
    week = table(NIGHT)
    assert [len(cell) for cell in week.rows[0].cells] == [0, 0, 0, 0, 0, 1, 0]
    assert week.rows[0].cells[5][0].text == "21:45–07:30"


def test_night_from_the_week_before_is_not_in_this_week(table):
    early = replace(NIGHT, starts_at=NIGHT.starts_at - timedelta(days=6))
    assert table(replace(early, ends_at=early.starts_at + timedelta(hours=9))).rows == []


def test_rows_stand_open_first_then_own_then_cover_in_norwegian_order(table):
    own = [replace(NIGHT, person_id=i, person=n) for i, n in enumerate(("Øyvind", "Zoe", "Åse"))]
    cover = replace(NIGHT, person_id=9, person="Anne", seen=Seen.COVER)
    hole = replace(NIGHT, person_id=None, person="", seen=Seen.OPEN, need_id=4)
    titles = [row.title for row in table(cover, *own, hole).rows]
    assert titles == ["Uten egen person", "Zoe", "Øyvind", "Åse", "Anne"]


def test_today_is_marked_once(table):
    assert [day.is_today for day in table(NIGHT).days].count(True) == 1


@pytest.mark.parametrize(
    ("seen", "more", "words"),
    [
        (Seen.OWN, {}, ""),
        (Seen.COVER, {}, "Vikar"),
        (Seen.OPEN, {}, "Ingen ennå"),
        (Seen.AGENCY, {}, "Foreslått til bemanningsforetak"),
        (Seen.ABSENT, {}, "Borte"),
        (Seen.ABSENT, {"need_id": 1}, "Borte – ingen ennå"),
        (Seen.ABSENT, {"need_id": 1, "comes": "Bo"}, "Borte – Bo kommer"),
    ],
)
def test_words_say_what_the_colour_says(one_app, seen, more, words):
    with one_app.test_request_context():
        assert weeks.note(replace(NIGHT, seen=seen, **more)) == words


@pytest.mark.parametrize("told", [None, "", "tull", "2027-13-01", "1999-12-31", "2100-01-02"])
def test_day_when_it_cannot_be_used_then_none(told):
    assert weeks.day_told(told) is None


def test_monday_when_far_away_then_this_week():
    assert weeks.monday_told("2040-01-01", MONDAY) == MONDAY
    assert weeks.monday_told("2027-03-28", MONDAY) == MONDAY
    assert weeks.monday_told("2027-03-29", MONDAY) == MONDAY + timedelta(days=7)
