"""Whole solves: the contract's examples, awkward input, and what a plan says of itself."""

import itertools
import json
import time
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from solver import search
from solver.answer import Limits
from tests import builders, random_problems
from vikarsentral.plan.solving import solve_problem
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
EXPECTED = json.loads((EXAMPLES / "expected.json").read_text())


def solved(problem, **limits):
    """Solve and judge; every plan must be lawful and cost what it says."""
    plan = solve_problem(problem, **{"seconds": 10, "workers": 1, **limits})
    verdict = check(problem, plan)
    assert verdict.lawful, [one.document() for one in verdict.breaches]
    assert verdict.objective == plan["objective"] == sum(plan["terms"].values())
    assert plan["bound"] <= plan["objective"]
    return plan


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_examples_reach_their_optimum_with_proof(name):
    plan = solved(read_problem(EXAMPLES / name))
    assert plan["objective"] == EXPECTED[name]["objective"]
    assert {term: ore for term, ore in plan["terms"].items() if ore} == EXPECTED[name]["terms"]
    assert (plan["status"], plan["gap"]) == ("proven", 0.0)


def test_a_plan_holds_all_that_the_contract_promises():
    plan = solved(read_problem(EXAMPLES / "01_daily_rest.json"), seed=5)
    assert list(plan) == [
        *("format", "problem_sha256", "assignments", "agency", "open", "refused_pins"),
        *("objective", "terms", "bound", "gap", "status", "seconds", "seed", "workers"),
        *("versions", "repeatable"),  # the last one is told, never written to a file
    ]
    assert plan["format"] == "vikarsentral/plan/1"
    assert (plan["seed"], plan["workers"]) == (5, 1)
    assert len(plan["problem_sha256"]) == 64


def test_no_people_leaves_every_need_and_is_proven():
    needs = [
        builders.need("n1", "2027-01-05 08:00", "2027-01-05 15:00"),
        builders.need("n2", "2027-01-05 08:00", "2027-01-05 15:00", agency=None),
    ]
    plan = solved(builders.problem(needs=needs, people=[]))
    assert (plan["agency"], plan["open"], plan["status"]) == (["n1"], ["n2"], "proven")


def test_no_needs_is_proven():
    plan = solved(builders.problem(needs=[]))
    assert plan["assignments"] == []
    assert plan["status"] == "proven"
    assert plan["terms"]["unused"] == 2130 * 300


def test_nothing_at_all_is_proven():
    assert solved(builders.problem(needs=[], people=[]))["objective"] == 0


def test_weights_of_zero_still_give_a_lawful_plan():
    weights = {
        "open_ore_per_minute": {"1": 0, "2": 0, "3": 0},
        **dict.fromkeys(
            (
                *("agency_surcharge_ore_per_minute", "merarbeid_ore_per_minute"),
                *("overtime_factor_percent", "overtime_surcharge_ore_per_minute"),
                *("hourly_ore_per_minute", "unused_ore_per_minute", "unknown_unit_ore"),
                *("quick_return_ore", "weekend_share_ore", "change_ore"),
            ),
            0,
        ),
    }
    needs = [builders.need(f"n{i}", "2027-01-05 08:00", "2027-01-05 15:00") for i in range(3)]
    plan = solved(builders.problem(needs=needs, objective=weights))
    assert (plan["objective"], plan["status"]) == (0, "proven")


@pytest.mark.parametrize("weight", [10**6, 10**9])
def test_great_weights_give_a_lawful_plan_and_a_true_bound(weight):
    needs = [
        builders.need(f"n{i}", f"2027-01-{4 + i:02} 08:00", f"2027-01-{4 + i:02} 15:30")
        for i in range(6)
    ]
    weights = {"open_ore_per_minute": dict.fromkeys("123", weight), "weekend_share_ore": weight}
    plan = solved(builders.problem(needs=needs, objective=weights))
    assert len(plan["assignments"]) == 4  # the contract's 2130 minutes hold no fifth one
    assert len(plan["agency"]) == 2


def test_one_person_and_very_many_needs_end_in_time():
    needs = [
        builders.need(
            f"n{day}-{hour}-{i}",
            f"2027-01-{day:02} {hour:02}:00",
            f"2027-01-{day:02} {hour + 2}:00",
        )
        for day in range(4, 11)
        for on in [f"2027-01-{day:02}"]
        for hour in range(8, 20)
        for i in range(15)
    ]
    plan = solved(builders.problem(needs=needs), seconds=2)
    assert plan["assignments"]


def test_an_unlawful_rota_does_not_stop_the_plan():
    rota = [
        builders.rota("2027-01-04 08:00", "2027-01-05 06:00"),
        builders.rota("2027-01-05 05:00", "2027-01-05 20:00"),
    ]
    needs = [builders.need("n1", "2027-01-08 08:00", "2027-01-08 12:00")]
    problem = builders.problem(needs=needs, people=[builders.person(rota=rota)])
    assert check(problem, builders.plan({"n1": "open"})).existing_breaches
    solved(problem)


def test_pins_that_cannot_hold_are_refused_with_the_rules():
    needs = [
        builders.need("n1", "2027-01-05 08:00", "2027-01-05 12:00", pinned="p1"),
        builders.need("n2", "2027-01-05 11:00", "2027-01-05 13:00", pinned="p1"),
        builders.need("n3", "2027-01-06 08:00", "2027-01-06 15:00", pinned="p1", unit="k1"),
    ]
    plan = solved(builders.problem(needs=needs))
    assert {"need": "n1", "person": "p1"} in plan["assignments"]
    assert plan["refused_pins"] == [
        {"need": "n2", "person": "p1", "rules": ["overlap"]},
        {"need": "n3", "person": "p1", "rules": ["place"]},
    ]


def test_same_seed_gives_the_same_plan():
    problem = read_problem(random_problems.problem(3, "small"))
    first, second = (solved(problem) for _ in range(2))
    assert first["status"] == "proven"
    assert first["assignments"] == second["assignments"]


def town(people, needs):
    """Make a problem too large for every plan to be tried."""
    drawn = Random(people * 1000 + needs)
    rows = []
    for i in range(needs):
        day, hour = drawn.randrange(14), drawn.choice((7, 8, 14, 15, 22))
        begin = datetime.fromisoformat(f"2027-01-04 {hour:02}:00") + timedelta(days=day)
        end = begin + timedelta(minutes=drawn.choice((300, 420, 450, 480)))
        rows.append(builders.need(f"n{i}", f"{begin:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}"))
        rows[-1]["agency"] = {"ore_per_hour": drawn.randrange(80_000, 120_000)}
    kinds = ("pool", "hourly", "part_time")
    accepts = {"merarbeid_minutes_week": 900, "overtime": True, "night": True}
    some = [
        builders.person(
            f"p{i}",
            kind=kinds[i % 3],
            stillingsprosent=(10_000, 0, 5_000)[i % 3],
            accepts={**accepts, "overtime": i % 4 == 0, "night": i % 2 == 0},
        )
        for i in range(people)
    ]
    return builders.problem(needs=rows, people=some, end="2027-01-18")


@pytest.fixture(params=["model", "decomposition"])
def way(request, monkeypatch):
    """Send problems of the same size both ways that a solve by rounds can go."""
    if request.param == "decomposition":
        monkeypatch.setattr("solver.search_best.SMALL", 0)


@pytest.mark.usefixtures("way")
def test_the_same_rounds_give_the_same_plan_on_one_worker_and_on_two():
    problem = town(4, 20)
    first, second = (solved(problem, rounds=1, seconds=600, workers=workers) for workers in (1, 2))
    assert first["repeatable"]
    same = ("assignments", "agency", "open", "objective", "bound", "status", "repeatable")
    assert {key: first[key] for key in same} == {key: second[key] for key in same}


def test_rounds_that_follow_chains_are_the_same_on_one_worker_and_on_two(monkeypatch):
    monkeypatch.setattr("solver.search_best.SMALL", 0)
    problem = translate(town(6, 30)).problem
    told = []
    for workers in (1, 2):
        limits = Limits(seconds=600, workers=workers, seed=1, rounds=2)
        one = search.Search(problem, limits, lambda _: None, lambda: False)
        one.begin()
        one.by_rounds(2)
        assert one.worth is not None, "too few prices for a chain to be followed"
        told.append((one.value, one.bound, one.best.row_of.tolist()))
    assert told[0] == told[1]


def test_a_round_is_no_worse_than_none(monkeypatch):
    monkeypatch.setattr("solver.search_best.SMALL", 0)
    problem = town(4, 20)
    none, one = (solved(problem, rounds=rounds, seconds=600) for rounds in (0, 1))
    assert one["objective"] <= none["objective"]
    assert none["bound"] <= one["bound"]


def test_a_plan_that_the_clock_ended_says_that_it_is_not_repeatable(monkeypatch):
    monkeypatch.setattr("solver.search_best.SMALL", 0)
    assert not solved(town(6, 40), seconds=0.5)["repeatable"]
    assert not solved(town(6, 40), rounds=10_000, seconds=0.5)["repeatable"]


def test_a_small_problem_is_the_same_every_time_whatever_the_clock():
    problem = read_problem(EXAMPLES / "01_daily_rest.json")
    plans = [solved(problem, seconds=seconds, workers=1) for seconds in (1, 5)]
    assert all(plan["repeatable"] for plan in plans)
    assert plans[0]["assignments"] == plans[1]["assignments"]


@pytest.mark.parametrize("people", [2, 60])
def test_a_start_that_took_all_the_time_still_gives_people_their_shifts(people):
    late = time.monotonic() - 30
    plan = solved(town(people, 5 * people), seconds=1, began=late)
    assert len(plan["assignments"]) > people


def test_asked_to_stop_it_still_gives_a_plan():
    problem = read_problem(random_problems.problem(4, "small"))
    plan = solved(problem, seconds=600, stop=lambda: True)
    assert plan["status"] in ("proven", "best_in_time")


def test_progress_only_ever_gets_better():
    seen = []
    solved(read_problem(random_problems.problem(5, "small")), progress=seen.append)
    values = [(at["objective"], -at["bound"]) for at in seen]
    assert values
    assert all(a >= b for a, b in itertools.pairwise(values))
