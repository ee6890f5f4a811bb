"""The slow reading is itself checked: by the given optima, by hand and by brute force."""

import json
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from dateutil.easter import easter

from tests import random_problems, reference
from tests.reference import clock
from tests.reference.exhaustive import Best, optimum

EXAMPLES = Path(__file__).parents[1] / "data" / "examples"
EXPECTED = json.loads((EXAMPLES / "expected.json").read_text())


def as_plan(problem: dict[str, Any], takers: dict[str, str]) -> dict[str, Any]:
    """Write who takes each need as a plan file."""
    rows = [
        {"need": need, "person": taker}
        for need, taker in takers.items()
        if taker not in {"agency", "open"}
    ]
    agency = [need for need, taker in takers.items() if taker == "agency"]
    left = [need for need, taker in takers.items() if taker == "open"]
    return random_problems.plan_file(problem, rows, agency, left)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_examples_have_the_optimum_they_promise(name):
    problem = json.loads((EXAMPLES / name).read_text())
    best = optimum(problem)
    verdict = reference.check(problem, as_plan(problem, best.takers))
    assert best.objective == EXPECTED[name]["objective"]
    assert verdict["lawful"]
    assert {term: ore for term, ore in verdict["terms"].items() if ore} == EXPECTED[name]["terms"]


@pytest.mark.parametrize("year", range(1990, 2101))
def test_easter_agrees_with_the_library(year):
    assert clock.easter_sunday(year) == easter(year)


def test_red_days_of_2027():
    days = [date(2027, 1, 1) + timedelta(days=number) for number in range(365)]
    red = {day.isoformat() for day in days if clock.is_red(day) and day.weekday() != 6}
    assert red == {
        *("2027-01-01", "2027-03-25", "2027-03-26", "2027-03-29", "2027-05-01", "2027-05-06"),
        *("2027-05-17", "2027-12-25"),
    }


def test_night_minutes_count_what_passes_when_the_clock_moves():
    spring = clock.instant("2027-03-27T21:00:00+01:00"), clock.instant("2027-03-28T06:00:00+02:00")
    autumn = clock.instant("2027-10-30T21:00:00+02:00"), clock.instant("2027-10-31T06:00:00+01:00")
    assert clock.night_minutes(*spring) == 8 * 60
    assert clock.night_minutes(*autumn) == 10 * 60


def brute_force(problem: dict[str, Any]) -> Best:
    """Judge every plan whole, without taking people apart."""
    best = None
    choices = [*(person["id"] for person in problem["people"]), "agency", "open"]
    for takers in product(choices, repeat=len(problem["needs"])):
        given = {need["id"]: taker for need, taker in zip(problem["needs"], takers, strict=True)}
        verdict = reference.check(problem, as_plan(problem, given))
        if verdict["lawful"] and (best is None or verdict["objective"] < best.objective):
            best = Best(verdict["objective"], given)
    assert best is not None
    return best


def test_taking_people_apart_finds_what_judging_whole_plans_finds():
    rng = Random(11)
    tried = 0
    while tried < random_problems.cases(12):
        problem = random_problems.problem(rng.randrange(10**9), "tiny")
        if (2 + len(problem["people"])) ** len(problem["needs"]) <= 256:
            assert optimum(problem).objective == brute_force(problem).objective
            tried += 1


@pytest.mark.parametrize("size", sorted(random_problems.SIZES))
def test_the_same_seed_draws_the_same_problem_and_plan(size):
    one, other = (random_problems.problem(5, size) for _ in range(2))
    assert one == other
    assert random_problems.plan(one, 3) == random_problems.plan(other, 3)


def test_random_plans_meet_every_rule_on_both_sides():
    rules, lawful = set(), 0
    for seed in range(160):
        size = ("tiny", "few", "small", "long")[seed % 4]
        problem = random_problems.problem(seed, size)
        verdict = reference.check(problem, random_problems.plan(problem, seed))
        lawful += verdict["lawful"]
        rules |= {found["rule"] for found in verdict["breaches"]}
    for seed in range(20):
        problem = random_problems.problem(seed, "tiny")
        broken = reference.check(problem, random_problems.broken_plan(problem, seed))
        rules |= {found["rule"] for found in broken["breaches"]}
    assert lawful > 10
    assert rules == {
        *("once", "plan", "agency", "overlap", "competence", "place", "available", "travel"),
        *("daily_rest", "weekly_rest", "day_minutes", "week_minutes", "overtime", "merarbeid"),
        *("red_days", "pinned"),
    }
