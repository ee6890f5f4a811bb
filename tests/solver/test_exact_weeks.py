"""Weeks told set by set: never above the best plan, never below what rows alone say."""

import numpy as np
import pytest

from solver import columns as c
from solver import exact_weeks, model_sets
from solver.exact_weeks import add_weeks, build_by_weeks
from solver.model import build
from solver.model_cuts import add_cuts
from solver.model_priced import relaxed_bound
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker
from solver.search_mip import run
from tests import random_problems
from tests.reference.exhaustive import optimum
from tests.solver.packed import narrow
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem

CASES = random_problems.cases(30)
ROUNDS, DAY = 6, 1440


@pytest.fixture
def every_week(monkeypatch):
    """Let weeks with a single candidate be told set by set too."""
    monkeypatch.setattr(exact_weeks, "LEAST_CANDIDATES", 1)


@pytest.mark.usefixtures("every_week")
@pytest.mark.parametrize(
    ("size", "seed"),
    [("tiny", 900 + seed) for seed in range(CASES)] + [("few", 700 + s) for s in range(CASES)],
)
def test_no_bound_is_above_the_optimum_with_or_without_cuts(size, seed):
    drawn = random_problems.problem(seed, size)
    best = optimum(drawn).objective
    problem = translate(read_problem(drawn)).problem
    if problem.wide:
        return
    model = build(problem, by_sets=False)
    add_weeks(model)
    for _ in range(ROUNDS):
        found = run(model, 20)
        assert found.bound is not None
        assert found.bound + problem.constant <= best
        if not add_cuts(model, found.values)[0]:
            value = float(np.array(model.rows.cost) @ found.values)
            assert value == pytest.approx(best - problem.constant, rel=1e-9, abs=1e-3)
            break


@pytest.mark.usefixtures("every_week")
def test_weeks_only_lift_what_fractions_are_worth():
    weeks = lifted = 0
    for problem in narrow(20):
        model = build(problem, by_sets=False)
        plain = relaxed_bound(model, 20)
        weeks += add_weeks(model)
        told = relaxed_bound(model, 20)
        assert told >= plain - 2
        lifted += told > plain + 1000
    assert weeks > 20
    assert lifted >= 3


def quick(between):
    """Return two tasks ten hours apart that one worker should do, and one they may do too."""
    times = [(0, 480), (1080, 1560), between]
    tasks = [
        Task(start, end, cost) for (start, end), cost in zip(times, (9000, 9000, 0), strict=True)
    ]
    stretches = [
        Stretch(task.start, task.end, 60, 0, rest=480, free=2000, task=i)
        for i, task in enumerate(tasks)
    ]
    frame = Frame([0, 7 * DAY], cost_weeks=(0, 1), quick_gap=660, quick_cost=500)
    return pack(tasks, [Worker(stretches, full=2130)], frame, 0)


@pytest.mark.parametrize("between", [(1080, 1500), (1000, 1100), (900, 1000)])
def test_what_cannot_come_between_leaves_a_quick_return_its_price(between):
    problem = quick(between)
    model = build(problem, by_sets=False)
    found = run(model, 20)
    assert found.finished
    assert problem.items[model.chosen(found.values), c.TASK].tolist() == [0, 1]
    assert float(np.array(model.rows.cost) @ found.values) == pytest.approx(500)


def test_prices_that_could_fall_are_told_by_rows():
    problem = narrow(1)[0]
    problem.rates[0, c.ASSIGNED] = problem.rates[0, c.OVER] + 1
    assert add_weeks(build(problem, by_sets=False)) == 0


@pytest.mark.usefixtures("every_week")
def test_a_whole_problem_is_built_with_its_weeks(monkeypatch):
    monkeypatch.setattr(model_sets, "FEW_SETS", 0)  # nobody is told whole
    told = 0
    for problem in narrow(6):
        plain, model = build(problem), build_by_weeks(problem)
        assert len(model.rows.cost) >= len(plain.rows.cost)
        told += len(model.rows.cost) > len(plain.rows.cost)
    assert told
