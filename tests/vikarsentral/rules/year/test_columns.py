"""Duties in columns: order, neighbours, dates and weeks, over both clock changes."""

from datetime import timedelta

from tests.vikarsentral.rules.year.one import PLAIN, at, daily, duty, over_clock_changes, roster
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year.columns import Columns


def columns(*told, **facts):
    """Return the columns of a roster."""
    return Columns(roster(*told, **facts), ALL_VALUES)


def test_duties_stand_by_start_end_and_id():
    start = at(PLAIN, "08:00")
    duties = [duty(start, 60, id="b"), duty(start, 60, id="a"), duty(start, 30, id="c")]
    assert [one.id for one in columns(PLAIN, *duties).duties] == ["c", "a", "b"]


def test_the_neighbour_before_is_the_one_that_ends_last():
    start = at(PLAIN, "08:00")
    long, short = duty(start, 600, id="long"), duty(start + 60, 60, id="short")
    told = columns(PLAIN, long, short, duty(start + 700, 60, id="then"))
    assert told.before.tolist() == [-1, 0, 0]
    equal = duty(start + 60, 540, id="zz")
    told = columns(PLAIN, long, equal, duty(start + 700, 60, id="then"))
    assert told.before.tolist() == [-1, 0, 1]


@over_clock_changes
def test_dates_and_weeks_follow_the_wall(monday):
    night = duty(at(monday, "23:59", 5), 2)
    sunday = duty(at(monday, "23:00", 6), 60)
    told = columns(monday, night, sunday, duty(at(monday, days=7), 60), weeks=2)
    first = monday.toordinal()
    assert (told.first_on - first).tolist() == [5, 6, 7]
    assert (told.last_on - first).tolist() == [6, 6, 7]
    assert told.week.tolist() == [0, 0, 1]
    assert told.date_of(night.end) - first == 6
    assert told.monday(1)[:10] == (monday + timedelta(days=7)).isoformat()


def test_sums_by_week_and_the_duties_of_weeks():
    told = columns(PLAIN, *daily(PLAIN, [60, 0, 120]), *daily(PLAIN + timedelta(7), [30]), weeks=3)
    assert told.paid_by_week.tolist() == [[180, 30, 0]]
    assert told.starting(0, range(1, 3)) == [2]
    assert told.ids([2, 0, 0]) == tuple(sorted({told.duties[0].id, told.duties[2].id}))


def test_a_roster_without_duties_is_lawful():
    told = columns(PLAIN)
    assert told.before.tolist() == told.follows.tolist() == []
    assert told.paid_by_week.tolist() == [[0]]
