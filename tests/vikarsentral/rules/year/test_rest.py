"""§ 10-8: rest each day and week, and rest owed, on both sides of each edge."""

from datetime import timedelta

from tests.vikarsentral.rules.year.one import (
    PLAIN,
    agreed,
    at,
    duty,
    flips,
    found,
    over_clock_changes,
    roster,
)
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year.columns import Columns
from vikarsentral.rules.year.rest import rest_owed


@over_clock_changes
def test_two_places_at_once_over_one_minute(monday):
    first = duty(at(monday, "20:00", 5), 600)
    inside = roster(monday, first, duty(first.end, 60))
    excess = flips("overlap", inside, roster(monday, first, duty(first.end - 1, 60)))
    assert (excess.limit, excess.value) == (0, 1)


@over_clock_changes
def test_10_8_1_a_period_over_the_change_spans_13_hours_at_most(monday):
    start = at(monday, "20:00", 5)
    inside, outside = roster(monday, duty(start, 780)), roster(monday, duty(start, 781))
    assert flips("daily_rest", inside, outside).numbers["rest"] == 660


@over_clock_changes
def test_10_8_1_a_gap_of_11_hours_parts_two_periods_and_a_minute_less_does_not(monday):
    first = duty(at(monday, "15:00", 5), 420)
    inside = roster(monday, first, duty(first.end + 660, 420))
    outside = roster(monday, first, duty(first.end + 659, 420))
    assert flips("daily_rest", inside, outside, over=719).value == 1499


@over_clock_changes
def test_10_8_3_an_agreement_lets_a_period_span_16_hours(monday):
    start = at(monday, "20:00", 5)
    signed = agreed(daily_rest=480)
    flips(
        "daily_rest",
        roster(monday, duty(start, 960), agreements=signed),
        roster(monday, duty(start, 961), agreements=signed),
    )


def a_week(monday, free):
    """Return short duties every day, after which the week has *free* minutes left."""
    ends = at(monday, days=7) - free
    short = [duty(at(monday, "06:00", days), 60) for days in range(6)]
    return [*short, duty(ends - 60, 60)]


@over_clock_changes
def test_10_8_2_the_long_free_time_is_35_elapsed_hours(monday):
    inside, outside = roster(monday, *a_week(monday, 2100)), roster(monday, *a_week(monday, 2099))
    excess = flips("weekly_rest", inside, outside)
    assert excess.limit == 2100


@over_clock_changes
def test_10_8_3_an_agreement_lets_it_be_28_hours(monday):
    signed = agreed(weekly_rest=1680)
    flips(
        "weekly_rest",
        roster(monday, *a_week(monday, 1680), agreements=signed),
        roster(monday, *a_week(monday, 1679), agreements=signed),
    )


def short_rest(monday, longer):
    """Return nine hours of rest, then five weeks of eleven hours, one of them *longer*."""
    first = duty(at(monday, "12:00"), 480)
    duties = [first, duty(first.end + 540, 480)]
    for number in range(28):
        gap = 660 + (longer if number == 4 else 0)
        duties.append(duty(duties[-1].end + gap, 600))
    return roster(monday, *duties, weeks=6, agreements=agreed(daily_rest=480))


@over_clock_changes
def test_10_8_3_rest_owed_is_given_back_by_a_rest_that_is_as_much_longer(monday):
    inside, outside = short_rest(monday, 120), short_rest(monday, 119)
    excess = flips("compensating_rest", inside, outside, over=120)
    due = monday + timedelta(days=1 + 14)
    assert (excess.numbers["rest"], excess.numbers["due"]) == (540, due.isoformat())


def back_at(monday, end):
    """Return nine hours of rest, many of a little more than eleven, and a long one from *end*."""
    first = duty(at(monday, "12:00"), 480)
    second = duty(first.end + 540, 60)
    total = end - 30 - second.end
    steps = total // 725
    starts = [second.end + total * step // steps for step in range(1, steps + 1)]
    days = [duty(start, 30) for start in starts]
    return roster(
        monday,
        *(first, second, *days, duty(end + 900, 60)),
        weeks=4,
        agreements=agreed(daily_rest=480),
    )


@over_clock_changes
def test_10_8_3_the_longer_rest_begins_by_the_due_date(monday):
    after_due = at(monday, days=1 + 14 + 1)
    inside, outside = back_at(monday, after_due - 1), back_at(monday, after_due)
    flips("compensating_rest", inside, outside, over=120)


def test_10_8_3_one_long_rest_pays_for_one_short_rest_only():
    signed = agreed(daily_rest=480)
    first = duty(at(PLAIN, "12:00"), 480)
    second = duty(first.end + 540, 480)
    third = duty(second.end + 540, 480)
    back = duty(third.end + 800, 480)
    columns = Columns(roster(PLAIN, first, second, third, back, agreements=signed), ALL_VALUES)
    owed = rest_owed(columns)
    assert [one.minutes for one in owed] == [120, 120]
    assert [one.given for one in owed] == [third.end, back.end]


def test_10_8_3_rest_as_long_as_the_laws_own_owes_nothing():
    signed = agreed(daily_rest=480)
    first = duty(at(PLAIN, "12:00"), 480)
    second = duty(first.end + 660, 480)
    assert found("compensating_rest", roster(PLAIN, first, second, agreements=signed)) == []
    assert rest_owed(Columns(roster(PLAIN, first, second, agreements=signed), ALL_VALUES)) == []
