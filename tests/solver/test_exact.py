"""Trying every plan: optimal with pins, with huge weights, and left alone when there are many."""

import pytest

from solver import exact
from tests import random_problems
from tests.reference.exhaustive import optimum
from tests.reference.verdict import held_pins
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile.read import read_problem


def told(problem):
    """Translate a random problem."""
    return translate(read_problem(random_problems.problem_bytes(problem)))


@pytest.mark.parametrize("seed", range(random_problems.cases(20)))
def test_finds_the_optimum_and_keeps_pins(seed):
    problem = random_problems.problem(seed, "tiny", frozenset({"pins", "rota", "chain", "wishes"}))
    translation = told(problem)
    state = exact.best_of_all(translation.problem)
    assert state is not None
    assert state.objective == optimum(problem).objective
    holders = dict(zip(translation.needs, state.holders(), strict=True))
    held, _ = held_pins(problem)
    assert {need: translation.people[holders[need]] for need in held} == held


def test_weights_beyond_64_bits_are_added_exactly():
    problem = random_problems.problem(4, "tiny", frozenset({"hourly", "night", "rota"}))
    problem["objective"] = {
        "open_ore_per_minute": {"1": 10**9, "2": 10**9, "3": 10**9},
        "weekend_share_ore": 10**9,
        "unused_ore_per_minute": 10**9,
        "overtime_factor_percent": 10**9,
    }
    for person in problem["people"]:
        person["hourly_cost_ore"] = 10**9
    translation = told(problem)
    assert translation.problem.wide
    state = exact.best_of_all(translation.problem)
    assert state is not None
    assert state.objective == optimum(problem).objective


def test_many_candidates_are_left_to_the_search():
    problem = random_problems.problem(1, "long", frozenset({"rota"}))
    assert len(problem["needs"]) > 0
    while len(problem["needs"]) <= exact.MOST_TASKS:
        more = [{**need, "id": f"{need['id']}x"} for need in problem["needs"]]
        problem["needs"] = [*problem["needs"], *more]
    for need in problem["needs"]:
        need["requires"] = []
    for person in problem["people"]:
        person["accepts"]["night"] = True
    assert exact.best_of_all(told(problem).problem) is None
