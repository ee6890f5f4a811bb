"""§ 10-2, § 10-10 and § 10-11: the red window and the night, on both sides of each edge."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.rules.year.one import (
    at,
    daily,
    duty,
    flips,
    found,
    over_clock_changes,
    roster,
)
from vikarsentral.rules.year.windows import is_eve

EASTER, CHRISTMAS, WHITSUN = date(2027, 3, 22), date(2027, 12, 20), date(2027, 5, 10)


def until(monday, days, clock, **facts):
    """Return a duty that ends at a time on the wall."""
    end = at(monday, clock, days)
    return roster(monday, duty(end - 240, 240, **facts))


def late(monday, days, clock, **facts):
    """Return the same duty a minute later."""
    end = at(monday, clock, days)
    return roster(monday, duty(end - 239, 240, **facts))


@over_clock_changes
@pytest.mark.parametrize("unit", ["nursery", "school", "floors"])
def test_10_10_the_red_window_opens_at_18_the_day_before(monday, unit):
    excess = flips(
        "red_window", until(monday, 5, "18:00", unit=unit), late(monday, 5, "18:00", unit=unit)
    )
    assert (excess.limit, excess.value) == (0, 1)


@pytest.mark.parametrize(
    ("monday", "days"), [(EASTER, 5), (CHRISTMAS, 4), (WHITSUN, 5)], ids=["Easter", "24", "Whit"]
)
def test_10_10_on_three_eves_it_opens_at_15(monday, days):
    unit = "floors"
    flips(
        "red_window",
        until(monday, days, "15:00", unit=unit),
        late(monday, days, "15:00", unit=unit),
    )


@over_clock_changes
def test_10_10_it_closes_at_22_on_the_last_red_day(monday):
    opened = duty(at(monday, "22:00", 6), 60, unit="floors")
    early = duty(at(monday, "22:00", 6) - 1, 60, unit="floors")
    flips("red_window", roster(monday, opened), roster(monday, early))


def test_10_10_holidays_in_a_row_are_one_window():
    friday_night = duty(at(CHRISTMAS, "22:30", 5), 60, unit="floors")
    (excess,) = found("red_window", roster(CHRISTMAS, friday_night))
    assert excess.value == 60


@over_clock_changes
def test_10_10_and_10_11_health_or_a_recorded_reason_may_work_then(monday):
    night = at(monday, "22:00", 5)
    for facts in ({"unit": "ward"}, {"unit": "floors", "necessary": True}):
        of = roster(monday, duty(night, 480, **facts))
        assert found("red_window", of) == found("night_work", of) == []


@over_clock_changes
def test_10_11_night_work_begins_at_21_where_it_is_not_usual(monday):
    flips(
        "night_work",
        until(monday, 5, "21:00", unit="floors"),
        late(monday, 5, "21:00", unit="floors"),
    )


@over_clock_changes
def test_10_11_the_night_ends_at_6_after_the_clock_change(monday):
    morning = duty(at(monday, "06:00", 6), 60, unit="floors")
    early = duty(at(monday, "06:00", 6) - 1, 60, unit="floors")
    flips("night_work", roster(monday, morning), roster(monday, early))


@over_clock_changes
def test_10_2_2_no_night_for_someone_exempt(monday):
    exempt = {"worker": {"night_exempt": True}}
    inside = roster(monday, duty(at(monday, "18:00", 5), 180), **exempt)
    outside = roster(monday, duty(at(monday, "18:00", 5), 181), **exempt)
    flips("night_exempt", inside, outside)
    assert found("night_exempt", roster(monday, duty(at(monday, "18:00", 5), 400))) == []


@over_clock_changes
def test_10_11_a_night_with_strain_lasts_eight_hours(monday):
    start = at(monday, "22:00", 5)
    flips(
        "night_strain",
        roster(monday, duty(start, 480, strain=True)),
        roster(monday, duty(start, 481, strain=True)),
    )


@over_clock_changes
def test_10_11_strain_with_three_hours_of_night_is_no_night(monday):
    ends = at(monday, "21:00", 5)
    flips(
        "night_strain",
        roster(monday, duty(ends - 360, 540, strain=True)),
        roster(monday, duty(ends - 359, 540, strain=True)),
        over=60,
    )


def nights(monday, last, count=4):
    """Return four weeks with some nights, and days that make the sum."""
    of_night = [duty(at(monday, "21:00", 7 * week + 5), 600) for week in range(count)]
    days = [
        one
        for week in range(4)
        for one in daily(monday + timedelta(days=7 * week), [500, 500, 500, 500])
    ]
    rest = last - sum(one.end - one.start for one in (*of_night, *days))
    return roster(monday, *of_night, *days, duty(at(monday, "08:00", 4), rest), weeks=4)


@over_clock_changes
def test_10_11_one_who_regularly_works_nights_has_8_hours_of_24_on_average(monday):
    excess = flips("night_average", nights(monday, 10_640), nights(monday, 10_641))
    assert (excess.limit, excess.numbers["nights"]) == (10_640, 4)


@over_clock_changes
def test_10_11_three_nights_in_four_weeks_are_not_regular(monday):
    flips("night_average", nights(monday, 10_641, count=3), nights(monday, 10_641, count=4))


def test_the_eves_are_three_a_year():
    first, last = date(2027, 1, 1).toordinal(), date(2027, 12, 31).toordinal()
    found_on = [date.fromordinal(on) for on in range(first, last + 1) if is_eve(on)]
    assert found_on == [date(2027, 3, 27), date(2027, 5, 15), date(2027, 12, 24)]
