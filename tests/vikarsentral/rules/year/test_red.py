"""§ 10-8 (4): red days in turn, or the agreed average, on both sides of each edge."""

from datetime import date

import pytest

from tests.vikarsentral.rules.year.one import PLAIN, agreed, at, duty, flips, found, roster

MONDAYS = [PLAIN, date(2027, 10, 18), date(2028, 3, 13)]
over_clock_changes = pytest.mark.parametrize("monday", MONDAYS, ids=str)


def sundays(monday, which, start="10:00", **facts):
    """Return duties on some Sundays of many weeks."""
    duties = [duty(at(monday, start, 7 * week + 6), 120) for week in which]
    return roster(monday, *duties, weeks=facts.pop("weeks", 8), **facts)


@over_clock_changes
def test_10_8_4_the_next_red_day_is_free(monday):
    excess = flips("red_days", sundays(monday, [0, 2]), sundays(monday, [0, 1]))
    assert len(excess.numbers["days"]) == 2


@over_clock_changes
def test_10_8_4_a_red_day_is_worked_before_22_only(monday):
    first = duty(at(monday, "10:00", 6), 60)
    late = duty(at(monday, "22:00", 13), 60)
    early = duty(at(monday, "22:00", 13) - 1, 60)
    flips("red_days", roster(monday, first, late, weeks=2), roster(monday, first, early, weeks=2))


@over_clock_changes
def test_10_8_4_a_night_into_the_red_day_works_it(monday):
    first = duty(at(monday, "10:00", 6), 60)
    ends = duty(at(monday, "20:00", 12), 240)
    goes_on = duty(at(monday, "20:00", 12), 241)
    flips(
        "red_days", roster(monday, first, ends, weeks=2), roster(monday, first, goes_on, weeks=2)
    )


def test_10_8_4_two_holidays_in_a_row_are_two_red_days():
    monday = date(2027, 12, 20)
    inside = roster(monday, duty(at(monday, "10:00", 5), 60))
    outside = roster(monday, duty(at(monday, "10:00", 5), 60), duty(at(monday, "10:00", 6), 60))
    flips("red_days", inside, outside)


@over_clock_changes
def test_10_8_4_with_an_average_three_sundays_in_a_row_are_the_most(monday):
    signed = {"agreements": agreed(red_days="average"), "weeks": 20}
    flips(
        "red_days",
        sundays(monday, [0, 1, 2], **signed),
        sundays(monday, [0, 1, 2, 3], **signed),
    )


@over_clock_changes
def test_10_8_4_with_an_average_half_the_red_days_of_26_weeks_are_free(monday):
    signed = {"agreements": agreed(red_days="average"), "weeks": 26}
    from vikarsentral.rules.red_days import red_days_between

    first = monday.toordinal()
    half = -(-len(red_days_between(first, first + 7 * 26)) // 2)
    weeks = [week for week in range(26) if week % 4 != 3]
    flips(
        "red_days",
        sundays(monday, weeks[:half], **signed),
        sundays(monday, weeks[: half + 1], **signed),
    )


def test_10_8_4_the_windows_of_26_weeks_roll():
    signed = {"agreements": agreed(red_days="average"), "weeks": 30}
    weeks = [week for week in range(2, 30) if week % 4 != 3]
    told = found("red_days", sundays(PLAIN, weeks, **signed))
    assert {one.thing[0] for one in told} == {"share"}
    assert len(told) > 1
