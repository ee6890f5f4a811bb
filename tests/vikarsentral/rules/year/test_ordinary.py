"""§ 10-4 (6): a counted rota has between 36 and 38 hours, by its nights and red days."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.rules.year.one import (
    PLAIN,
    agreed,
    at,
    daily,
    duty,
    flips,
    found,
    over_clock_changes,
    roster,
)
from vikarsentral.rules.year import Averaging, Post

COUNTED = {"regime": "ROTA_COUNTED"}


def week(monday, *duties, **worker):
    return roster(monday, *duties, worker={**COUNTED, **worker})


def days(monday, minutes):
    return daily(monday, minutes, "08:00")


@over_clock_changes
def test_10_4_6_without_nights_or_red_days_38_hours_are_the_roof(monday):
    inside, outside = [456] * 5, [456, 456, 456, 456, 457]
    excess = flips(
        "ordinary_average",
        week(monday, *days(monday, inside)),
        week(monday, *days(monday, outside)),
    )
    assert (excess.limit, excess.value) == (2280, 2281)


@over_clock_changes
def test_10_4_6_each_night_hour_takes_a_quarter_off(monday):
    nights = [duty(at(monday, "21:00", place), 240) for place in range(3)]
    limit = 2400 - 3 * 240 // 4

    def of(last):
        work = ((3, "12:00", 500), (4, "12:00", 500), (5, "09:00", last))
        days = [duty(at(monday, clock, place), minutes) for place, clock, minutes in work]
        return week(monday, *nights, *days)

    excess = flips("ordinary_average", of(500), of(501))
    assert excess.limit == limit == 2220
    assert excess.numbers["night_worked"] == 3 * 240


@over_clock_changes
def test_10_4_6_it_is_never_below_36_hours(monday):
    nights = [duty(at(monday, "21:00", place), 540) for place in range(4)]
    inside = week(monday, *nights)
    assert found("ordinary_average", inside) == []
    full = [duty(at(monday, "21:00", 4), 1), *nights]
    excess = flips("ordinary_average", inside, week(monday, *full))
    assert (excess.limit, excess.value) == (2160, 2161)


@over_clock_changes
def test_10_4_6_a_red_hour_takes_ten_minutes_off(monday):
    sunday = duty(at(monday, "10:00", 6), 480)
    limit = 2280
    work = [480, 480, 480, 360]
    inside = week(monday, *days(monday, work), sunday)
    assert found("ordinary_average", inside) == []
    excess = flips(
        "ordinary_average", inside, week(monday, *days(monday, [480, 480, 480, 361]), sunday)
    )
    assert excess.limit == limit
    assert excess.numbers["red_worked"] == 480


def test_10_4_6_many_red_hours_go_below_the_roof():
    monday = date(2027, 3, 22)
    easter = [duty(at(monday, "08:00", place), 480) for place in (3, 4, 6)]
    red = 3 * 480
    limit = 2400 - red // 6
    assert 2160 <= limit < 2280
    rest = [480, limit - red - 480]
    inside = week(monday, *days(monday, rest), *easter)
    outside = week(monday, *days(monday, [rest[0], rest[1] + 1]), *easter)
    assert flips("ordinary_average", inside, outside).limit == limit


def test_10_5_a_counted_rota_is_averaged_as_a_whole():
    posts = (Post("a", "part_time", 2400, 10_000),)
    worker = {
        **COUNTED,
        "posts": posts,
        "averaging": (Averaging(PLAIN.toordinal(), 2),),
    }
    heavy, light = [480] * 5, [540, 540, 540, 540]

    def two(last):
        later = [
            duty(at(PLAIN + timedelta(days=7), "08:00", place), minutes)
            for place, minutes in enumerate([*light[:3], last])
        ]
        return roster(
            PLAIN,
            *days(PLAIN, heavy),
            *later,
            weeks=2,
            worker=worker,
            agreements=agreed(averaging_weeks=2),
        )

    excess = flips("ordinary_average", two(540), two(541))
    assert (excess.limit, excess.value) == (2 * 2280, 2 * 2280 + 1)


@pytest.mark.parametrize("regime", ["DAY", "ROTA_38", "ROTA_36"])
def test_other_regimes_count_an_hour_as_an_hour(regime):
    nights = [duty(at(PLAIN, "21:00", place), 540) for place in range(4)]
    made = roster(PLAIN, *nights, worker={"regime": regime})
    assert found("ordinary_average", made) == []
