"""Work periods: merged by the rest due, with the strictest limits in them."""

from dataclasses import replace

from tests.vikarsentral.rules.year.one import PLAIN, agreed, at, duty, over_clock_changes, roster
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year.columns import Columns
from vikarsentral.rules.year.periods import gaps, periods_of


@over_clock_changes
def test_a_gap_below_the_rest_merges_and_one_as_long_does_not(monday):
    first = duty(at(monday, "20:00", 5), 300, unpaid_break=30)
    second = duty(first.end + 659, 120)
    third = duty(second.end + 660, 60)
    columns = Columns(roster(monday, first, second, third, weeks=2), ALL_VALUES)
    told = periods_of(columns)
    assert told.first.tolist() == [0, 2]
    assert list(told.duties(0)) == [0, 1]
    assert (told.end - told.start).tolist() == [1079, 60]
    assert told.paid.tolist() == [390, 60]
    gap, rest = gaps(columns)
    assert (gap.tolist(), rest.tolist()) == ([659, 660], [660, 660])


def test_the_longer_rest_of_two_neighbours_is_due_and_the_shorter_day_holds():
    (signed,) = agreed(daily_rest=480, day_minutes=700)
    ward = replace(signed, units=frozenset({"ward"}))
    first = duty(at(PLAIN, "08:00"), 60)
    second = duty(first.end + 500, 60, unit="school")
    told = periods_of(Columns(roster(PLAIN, first, second, agreements=(ward,)), ALL_VALUES))
    assert told.first.tolist() == [0]
    assert (told.rest.tolist(), told.day.tolist(), told.total.tolist()) == ([660], [540], [780])


def test_without_duties_there_are_no_periods():
    assert periods_of(Columns(roster(PLAIN), ALL_VALUES)).first.tolist() == []
