"""Where and when someone may work, on both sides of each edge."""

from tests.vikarsentral.rules.year.one import at, duty, flips, found, over_clock_changes, roster
from vikarsentral.rules.stretch import Span

TRAVEL = {"travel_minutes": {"nord": {"sor": 25}}}


@over_clock_changes
def test_a_sector_and_a_unit_of_the_employment(monday):
    inside = duty(at(monday, "08:00", 6), 300, unit="ward")
    outside = duty(at(monday, "08:00", 6), 300, unit="school")
    for worker in ({"sectors": frozenset({"health"})}, {"units": frozenset({"ward"})}):
        flips(
            "place",
            roster(monday, inside, worker=worker),
            roster(monday, outside, worker=worker),
        )


@over_clock_changes
def test_10_2_time_off_is_kept_to_the_minute(monday):
    away = Span(at(monday, "01:00", 6), at(monday, "08:00", 6))
    also = Span(at(monday, "00:30", 6), at(monday, "04:00", 6))
    worker = {"unavailable": (away, also)}
    flips(
        "available",
        roster(monday, duty(away.end, 60), worker=worker),
        roster(monday, duty(away.end - 1, 60), worker=worker),
    )
    (excess,) = found("available", roster(monday, duty(also.start - 60, 1200), worker=worker))
    assert excess.value == away.end - also.start


@over_clock_changes
def test_there_is_time_to_travel_in_either_direction(monday):
    for first, then in (("ward", "school"), ("school", "ward")):
        before = duty(at(monday, "22:00", 5), 240, unit=first)
        flips(
            "travel",
            roster(monday, before, duty(before.end + 25, 60, unit=then), **TRAVEL),
            roster(monday, before, duty(before.end + 24, 60, unit=then), **TRAVEL),
        )


@over_clock_changes
def test_no_travel_in_the_same_area_and_none_twice_where_work_overlaps(monday):
    before = duty(at(monday, "22:00", 5), 240, unit="ward")
    same = roster(monday, before, duty(before.end, 60, unit="floors"), **TRAVEL)
    overlapping = roster(monday, before, duty(before.end - 1, 60, unit="school"), **TRAVEL)
    assert found("travel", same) == found("travel", overlapping) == []
