"""Odd problems end in a lawful plan, with a bound below it, and without hanging."""

import json
import math
import time
from datetime import datetime, timedelta

import pytest

from tests import builders, random_problems
from vikarsentral.plan import solving
from vikarsentral.plan.solving import solve_problem, wishes_floor
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check

HANG = 60.0  # seconds over the limit; far above what a slow machine takes


def many(count, *, start="2027-01-04 00:00", weeks=4, hours=1, **more):
    """Make needs of some hours, spread over some weeks."""
    first = datetime.fromisoformat(start)
    space = weeks * 7 * 1440 - 60 * hours
    found = []
    for i in range(count):
        begin = first + timedelta(minutes=i * 37 % space // 15 * 15)
        end = begin + timedelta(hours=hours)
        found.append(builders.need(f"n{i}", f"{begin:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}"))
    return [{**one, **more} for one in found]


def solved(problem, **limits):
    """Solve and judge: lawful, priced right, bound below, gap a number not below zero."""
    limits = {"seconds": 1.0, "workers": 1, **limits}
    began = time.monotonic()
    plan = solve_problem(problem, **limits)
    assert time.monotonic() - began < limits["seconds"] + HANG
    verdict = check(problem, plan)
    assert verdict.lawful, [one.document() for one in verdict.breaches]
    assert verdict.objective == plan["objective"] == sum(plan["terms"].values())
    assert plan["bound"] <= plan["objective"]
    assert plan["gap"] >= 0
    assert math.isfinite(plan["gap"])
    assert (plan["status"] == "proven") == (plan["bound"] == plan["objective"])
    json.dumps(plan, allow_nan=False)
    return plan


@pytest.mark.parametrize("workers", [1, 2])
def test_one_person_and_ten_thousand_needs(workers):
    plan = solved(
        builders.problem(needs=many(10_000), end="2027-02-01"), seconds=3, workers=workers
    )
    assert plan["assignments"]


def test_all_needs_pinned():
    needs = many(60, weeks=1, hours=7)
    people = [builders.person(f"p{i}") for i in range(20)]
    pinned = [{**need, "pinned": f"p{i % 20}"} for i, need in enumerate(needs)]
    plan = solved(builders.problem(needs=pinned, people=people))
    held = {(one["need"], one["person"]) for one in plan["assignments"]}
    refused = {one["need"] for one in plan["refused_pins"]}
    assert held
    assert refused
    for need in pinned:
        assert (need["id"], need["pinned"]) in held or need["id"] in refused


def test_fifty_three_weeks():
    needs = many(400, weeks=53, hours=7)
    people = [builders.person(f"p{i}", units=None) for i in range(6)]
    plan = solved(builders.problem(needs=needs, people=people, end="2028-01-10"), workers=2)
    assert plan["assignments"]


@pytest.mark.parametrize(
    ("start", "end"), [("2027-03-22", "2027-04-05"), ("2027-10-25", "2027-11-08")]
)
def test_weeks_with_a_change_of_the_clock(start, end):
    needs = many(80, start=f"{start} 00:00", weeks=2, hours=8)
    people = [builders.person(f"p{i}") for i in range(6)]
    plan = solved(builders.problem(needs=needs, people=people, start=start, end=end))
    assert plan["assignments"]


@pytest.mark.parametrize("weight", [0, 10**9])
def test_every_weight_at_the_ends_of_what_the_contract_allows(weight):
    names = (
        *("agency_surcharge_ore_per_minute", "merarbeid_ore_per_minute"),
        *("overtime_factor_percent", "overtime_surcharge_ore_per_minute"),
        *("hourly_ore_per_minute", "unused_ore_per_minute", "unknown_unit_ore"),
        *("quick_return_ore", "weekend_share_ore", "change_ore"),
    )
    weights = {**dict.fromkeys(names, weight), "open_ore_per_minute": dict.fromkeys("123", weight)}
    drawn = random_problems.problem(11, "small")
    solved(read_problem({**drawn, "objective": weights}))


def test_a_rota_that_breaks_everything():
    rota = [
        builders.rota(f"2027-01-{day:02} 06:00", f"2027-01-{day + 1:02} 05:00")
        for day in range(4, 17)
    ]
    needs = many(40, weeks=2, hours=6)
    people = [builders.person("p1", rota=rota), builders.person("p2")]
    problem = builders.problem(needs=needs, people=people, end="2027-01-18")
    assert check(problem, builders.plan({need["id"]: "open" for need in needs})).existing_breaches
    solved(problem)


def test_everyone_away_all_the_time():
    away = [builders.span("2027-01-04 00:00", "2027-01-11 00:00")]
    people = [builders.person(f"p{i}", unavailable=away) for i in range(3)]
    plan = solved(builders.problem(needs=many(30, weeks=1), people=people))
    assert (plan["assignments"], plan["status"]) == ([], "proven")


@pytest.mark.parametrize("seconds", [0.1, 0.5])
@pytest.mark.parametrize("size", ["tiny", "small", "long"])
def test_hardly_any_time(seconds, size):
    solved(read_problem(random_problems.problem(12, size)), seconds=seconds)


def test_a_clock_that_has_run_out_with_long_work_ahead_gives_the_plan_of_pins_alone(monkeypatch):
    monkeypatch.setattr(solving, "_LATE", -1.0)  # as if any work ahead were too long
    needs = [
        builders.need("n1", "2027-01-05 08:00", "2027-01-05 15:00", pinned="p1"),
        builders.need("n2", "2027-01-06 08:00", "2027-01-06 15:00"),
        builders.need("n3", "2027-01-06 08:00", "2027-01-06 15:00", agency=None),
    ]
    wish = [{**builders.span("2027-01-06 00:00", "2027-01-07 00:00"), "ore": -700}]
    problem = builders.problem(needs=needs, people=[builders.person(wishes=wish)])
    plan = solved(problem, began=time.monotonic() - 1000)
    assert plan["assignments"] == [{"need": "n1", "person": "p1"}]
    assert (plan["agency"], plan["open"]) == (["n2"], ["n3"])
    assert (plan["bound"], plan["repeatable"]) == (-1400, False)


@pytest.mark.parametrize("seed", range(random_problems.cases(40)))
def test_the_bound_that_needs_no_search_is_below_every_plan(seed):
    drawn = random_problems.problem(8000 + seed, "few")
    problem = read_problem(drawn)
    for number in range(5):
        verdict = check(problem, random_problems.plan(drawn, number))
        assert wishes_floor(problem) <= verdict.objective
