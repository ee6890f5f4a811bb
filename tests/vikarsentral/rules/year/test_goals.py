"""Each goal counts what it says, and nothing one step before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.vikarsentral.rules.year.one import (
    PLAIN,
    at,
    duty,
    held,
    over_clock_changes,
    roster,
)
from vikarsentral.rules.year.facts import Children
from vikarsentral.rules.year.goal_table import count_goals
from vikarsentral.rules.year.goals import missing_adults


def counted(goal, of):
    """Return what a goal counts of Anna."""
    return count_goals(of)[goal]["anna"]


def starting(monday, clocks, minutes=300, **facts):
    """Return one duty a day that starts at some times; None for a free day."""
    return [
        duty(at(monday, clock, days), minutes, **facts)
        for days, clock in enumerate(clocks)
        if clock
    ]


@over_clock_changes
def test_evenings_and_nights_grow_with_their_square(monday):
    evenings = starting(monday, ["11:59", "12:00", "12:01", "16:00"])
    nights = starting(monday, [None] * 4 + ["19:00", "19:01", "19:01"])
    of = roster(monday, *evenings, *nights)
    assert counted("evening_share", of) == 3**2
    assert counted("night_share", of) == 2**2


def test_unpopular_places_are_shared():
    duties = [*starting(PLAIN, ["08:00", "08:00"]), *starting(PLAIN, ["14:00"], unit="floors")]
    assert counted("unpopular_share", roster(PLAIN, *duties)) == 0
    assert counted("unpopular_share", roster(PLAIN, *duties, unpopular=frozenset({"ward"}))) == 4


def test_travel_counts_on_the_same_date():
    travel = {"travel_minutes": {"nord": {"sor": 25}}}
    first = duty(at(PLAIN, "08:00"), 180)
    same = duty(at(PLAIN, "14:00"), 180, unit="school")
    next_day = duty(at(PLAIN, "08:00", 1), 180, unit="school")
    assert counted("travel_time", roster(PLAIN, first, same, **travel)) == 25
    assert counted("travel_time", roster(PLAIN, first, next_day, **travel)) == 0


@over_clock_changes
def test_nights_beyond_three_in_a_row(monday):
    night = ["22:00"]
    of = roster(monday, *starting(monday, night * 3, 480))
    assert counted("nights_in_a_row", of) == 0
    of = roster(monday, *starting(monday, night * 5, 480))
    assert counted("nights_in_a_row", of) == 2
    of = roster(monday, *starting(monday, [*night * 3, None, *night], 480))
    assert counted("nights_in_a_row", of) == 0


@over_clock_changes
def test_rotation_goes_forward_on_the_clock(monday):
    forward = starting(monday, [None] * 5 + ["08:00", "08:00"])
    backward = starting(monday, [None] * 5 + ["08:01", "08:00"])
    assert counted("rotation", roster(monday, *forward)) == 0
    assert counted("rotation", roster(monday, *backward)) == 1


@pytest.mark.parametrize(("free", "count"), [(0, 0), (1, 1), (2, 0)])
def test_single_free_days(free, count):
    of = roster(PLAIN, *starting(PLAIN, ["08:00", *[None] * free, "08:00"]))
    assert counted("single_free_days", of) == count


def test_units_beyond_two_in_a_week():
    units = ["ward", "floors", "ward", "school"]
    duties = [
        replace(one, unit=unit)
        for one, unit in zip(starting(PLAIN, ["08:00"] * 4), units, strict=True)
    ]
    assert counted("units_per_week", roster(PLAIN, *duties[:3])) == 0
    assert counted("units_per_week", roster(PLAIN, *duties)) == 1


def test_hours_wanted_and_not_given():
    duties = starting(PLAIN, ["08:00"] * 2)
    assert counted("wanted_hours", roster(PLAIN, *duties)) == 0
    wants = {"worker": {"wanted_week_minutes": 601}}
    assert counted("wanted_hours", roster(PLAIN, *duties, **wants)) == 1


def test_overtime_grows_with_its_square():
    assert counted("overtime_spread", roster(PLAIN, *starting(PLAIN, ["08:00"] * 5, 491))) == 0
    assert counted("overtime_spread", roster(PLAIN, *starting(PLAIN, ["08:00"] * 5, 504))) == 4


def test_scarce_competence_is_kept_for_what_requires_it():
    holds = {"worker": {"competences": {"nurse": held()}}}
    plain = starting(PLAIN, ["08:00"])
    needed = starting(PLAIN, ["08:00"], requires=("nurse",))
    scarce = {"scarce": frozenset({"nurse"})}
    assert counted("scarce_competence", roster(PLAIN, *plain, **holds)) == 0
    assert counted("scarce_competence", roster(PLAIN, *needed, **holds, **scarce)) == 0
    assert counted("scarce_competence", roster(PLAIN, *plain, **holds, **scarce)) == 1


def test_teaching_without_the_requirement():
    teaching = starting(PLAIN, ["08:00"], unit="school", teaching=True)
    formal = {"worker": {"teacher_from": PLAIN.toordinal()}}
    assert counted("untrained_teaching", roster(PLAIN, *teaching, **formal)) == 0
    assert counted("untrained_teaching", roster(PLAIN, *teaching)) == 1


@pytest.mark.parametrize(
    ("small", "large", "missing"),
    [(3, 0, 0), (4, 0, 1), (0, 6, 0), (0, 7, 1), (2, 2, 0), (2, 3, 1)],
)
def test_26_one_adult_for_three_small_or_six_large_children(small, large, missing):
    on = (PLAIN + timedelta(days=1)).toordinal()
    of = roster(
        PLAIN,
        *starting(PLAIN, [None, "08:00"], unit="nursery"),
        children=(Children("nursery", on, small, large),),
    )
    assert missing_adults(of) == missing
