"""Which limits are in force: scope, dates, loosest of several, default."""

import pytest

from tests.builders import agreement, need, only_person, problem, stretches
from vikarsentral.rules.agreements import default_limits, limits_of, travel_minutes

TIMES = ("2027-01-05 08:00", "2027-01-05 12:00")


def limits(*agreements, times=TIMES, **parts):
    made = problem(needs=[need("n1", *times)], agreements=list(agreements), **parts)
    return limits_of(made, only_person(made), stretches(made)[0])


def test_without_an_agreement_the_law_holds():
    found = limits()
    assert found == default_limits(0)
    assert (found.daily_rest, found.weekly_rest, found.day_minutes, found.week_minutes) == (
        *(660, 2100, 540, 2880),
    )
    assert (found.overtime_week, found.overtime_4_weeks, found.overtime_52_weeks) == (
        *(600, 1500, 12000),
    )
    assert found.red_days == "each"


@pytest.mark.parametrize(
    ("scope", "rest"),
    [
        ({}, 480),
        ({"units": ["u1"]}, 480),
        ({"units": ["u2"]}, 660),
        ({"people": ["p1"]}, 480),
        ({"people": ["someone else"]}, 660),
        ({"units": ["u1"], "people": ["p1"]}, 480),
        ({"units": ["u2"], "people": ["p1"]}, 660),
        ({"units": []}, 660),
    ],
)
def test_scope_must_match_both_unit_and_person(scope, rest):
    assert limits(agreement({"daily_rest": 480}, scope=scope)).daily_rest == rest


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "rest"),
    [
        ("2027-01-05", "2027-01-05", 480),
        ("2027-01-06", "2027-12-31", 660),
        ("2026-01-01", "2027-01-04", 660),
    ],
)
def test_the_start_date_decides_both_days_included(valid_from, valid_to, rest):
    signed = agreement({"daily_rest": 480}, valid_from=valid_from, valid_to=valid_to)
    assert limits(signed).daily_rest == rest
    into_the_6th = ("2027-01-05 22:00", "2027-01-06 06:00")
    assert limits(signed, times=into_the_6th).daily_rest == rest


def test_of_several_the_loosest_holds_even_when_all_are_stricter_than_the_law():
    found = limits(
        agreement({"daily_rest": 700, "day_minutes": 400}, id="A"),
        agreement({"daily_rest": 800, "day_minutes": 500, "red_days": "average"}, id="B"),
        agreement({"red_days": "each"}, id="C", level="INDIVIDUAL"),
    )
    assert (found.daily_rest, found.day_minutes, found.red_days) == (700, 500, "average")
    assert found.weekly_rest == 2100


def test_travel_is_written_one_way_the_other_way_or_not_at_all():
    travel = {"a": {"b": 10, "a": 99}, "c": {"a": 7}}
    assert travel_minutes(travel, "a", "b") == travel_minutes(travel, "b", "a") == 10
    assert travel_minutes(travel, "a", "c") == 7
    assert travel_minutes(travel, "b", "c") == 0
    assert travel_minutes(travel, "a", "a") == 0
