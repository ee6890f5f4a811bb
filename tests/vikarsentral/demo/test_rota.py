from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from vikarsentral.demo import rota
from vikarsentral.demo.places import DAY, EVENING, NIGHT, SHORT, UnitPlan
from vikarsentral.demo.staff import Member
from vikarsentral.tables import PostKind

MONDAY = date(2027, 1, 11)
HOME = UnitPlan(1, "u", "U", "health", "nord")
PAID = {DAY: 450, EVENING: 450, NIGHT: 585, SHORT: 330}


def member(kind=PostKind.STAFF, turn=0, sectors=("health",), unit=HOME, is_night=False):
    return Member(
        1, "N", kind, "sykepleier", sectors, unit, turn, 10_000, 2130, "ROTA_38", 0, is_night
    )


HEALTH = [
    (PostKind.STAFF, False, 2130),
    (PostKind.PART_TIME, False, 1350),
    (PostKind.PART_TIME, True, 1755),
]


@pytest.mark.parametrize(("kind", "is_night", "most"), HEALTH)
@pytest.mark.parametrize("turn", range(4))
def test_no_week_has_more_than_the_post(kind, is_night, most, turn):
    person = member(kind, turn, is_night=is_night)
    for week in range(6):
        shifts = rota.week(person, MONDAY + timedelta(weeks=week))
        assert sum(PAID[shift] for _, shift in shifts) <= most


@pytest.mark.parametrize(("kind", "is_night", "most"), HEALTH)
@pytest.mark.parametrize("turn", range(4))
def test_every_third_weekend_and_rest_of_eight_hours(kind, is_night, most, turn):
    person = member(kind, turn, is_night=is_night)
    listed = [
        (on, *rota.instants(on, shift.starts, shift.ends))
        for week in range(9)
        for on, shift in rota.week(person, MONDAY + timedelta(weeks=week))
    ]
    sundays = [on for on, *_ in listed if on.weekday() == 6]
    assert len(sundays) == 3
    assert all(b - a == timedelta(weeks=3) for a, b in pairwise(sundays))
    rests = [start - end for (_, _, end), (_, start, _) in pairwise(listed)]
    assert min(rests) >= timedelta(hours=8)


def test_day_sectors_do_not_work_red_days():
    person = member(sectors=("school",))
    easter = rota.week(person, date(2027, 3, 22))
    assert [on.day for on, _ in easter] == [22, 23, 24]


def test_pool_has_no_rota_but_known_times():
    person = member(PostKind.POOL, unit=None)
    assert rota.week(person, MONDAY) == []
    times = rota.duty_times(person, MONDAY)
    assert times
    assert all(start < end for start, end in times)
    assert all(a[1] <= b[0] for a, b in pairwise(times))


@pytest.mark.parametrize(
    ("on", "hours"),
    [(date(2027, 1, 11), 9.75), (date(2027, 3, 27), 8.75), (date(2027, 10, 30), 10.75)],
)
def test_night_over_a_clock_change_is_an_hour_off(on, hours):
    start, end = rota.instants(on, time(21, 45), time(7, 30))
    assert end - start == timedelta(hours=hours)
    assert start.tzinfo is UTC
    assert isinstance(end, datetime)
