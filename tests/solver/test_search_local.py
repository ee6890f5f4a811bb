"""Filling and improving keep every worker's line lawful and its price exact."""

import pytest

from solver import line, search_local
from solver.columns import NONE, TASK
from solver.search_local import Local, fill_wide
from solver.search_state import start
from tests import random_problems
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile.read import read_problem


def problem_of(seed):
    """Translate a random problem of some size."""
    drawn = random_problems.problem(seed, "small")
    return translate(read_problem(random_problems.problem_bytes(drawn))).problem


def assert_exact(state):
    """Judge every worker of a plan again."""
    for worker in range(len(state.problem.workers)):
        rule, cost = line.evaluate(state.problem, worker, state.chosen(worker))
        assert (rule, cost) == ("lawful", int(state.cost[worker]))
    tasks = state.problem.items[:, TASK]
    for task, row in enumerate(state.row_of):
        chosen = [int(r) for r in state.task_rows if state.taken[r] and tasks[r] == task]
        assert chosen == ([] if row == NONE else [row])


@pytest.mark.parametrize("seed", range(random_problems.cases(8)))
def test_filling_and_improving_keep_the_plan_exact(seed):
    problem = problem_of(seed)
    state = start(problem)
    empty = state.objective
    local = Local(state, seed)
    local.fill()
    assert_exact(state)
    filled = state.objective
    local.run(seconds=30, rounds=640, cooling=(1.0, 0.5))
    assert_exact(state)
    assert state.objective <= filled <= empty


@pytest.mark.parametrize("seed", range(3))
def test_the_same_seed_and_rounds_make_the_same_plan(seed):
    plans = []
    for _ in range(2):
        state = start(problem_of(seed))
        local = Local(state, seed)
        local.fill()
        local.run(seconds=600, rounds=256, cooling=(0.0, 0.0))
        plans.append((state.objective, state.holders()))
    assert plans[0] == plans[1]


def test_wide_filling_keeps_the_plan_exact():
    drawn = random_problems.problem(3, "few", frozenset({"rota"}))
    drawn["objective"] = {"weekend_share_ore": 10**9, "unused_ore_per_minute": 10**9}
    drawn["objective"]["open_ore_per_minute"] = {"1": 10**9, "2": 10**9, "3": 10**9}
    for person in drawn["people"]:
        person["hourly_cost_ore"] = 10**9
    drawn["objective"]["overtime_factor_percent"] = 10**9
    problem = translate(read_problem(random_problems.problem_bytes(drawn))).problem
    assert problem.wide
    state = start(problem)
    empty = state.objective
    fill_wide(state)
    assert_exact(state)
    assert state.objective <= empty


def test_a_filling_in_a_hurry_stops_after_its_first_tasks(monkeypatch):
    monkeypatch.setattr(search_local, "FILLED", 1)
    problem = next(p for p in map(problem_of, range(50)) if not p.wide and p.size[2] > 20)
    state, whole = start(problem), start(problem)
    Local(state, 1).fill(lambda: True)
    Local(whole, 1).fill()
    assert_exact(state)
    given = [sum(row != NONE for row in one.row_of) for one in (start(problem), state, whole)]
    assert given[1] - given[0] <= 1
    assert given[1] < given[2]
