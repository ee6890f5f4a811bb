"""Parts planned anew: lawful, never dearer, apart from one another, the rest as it is."""

import time
from math import inf

import numpy as np
import pytest

from solver import columns as c
from solver import exact
from solver.scale import Prices
from solver.search_anew import (
    COLUMNS,
    LEAST_COLUMNS,
    MOST_COLUMNS,
    QUICK,
    Effort,
    anew,
    neighbourhood,
    parts_around,
    resized,
)
from solver.search_local import Local
from solver.search_state import start
from tests import random_problems
from tests.solver.packed import narrow, packed
from tests.solver.test_scale_sweep import is_sound

TINY = [seed for seed in range(random_problems.cases(40)) if not packed(seed, "tiny").wide]


def drawn(seed):
    """Return random draws."""
    return np.random.default_rng(seed)


def filled(problem):
    """Return a plan at hand."""
    plan = start(problem)
    Local(plan, 1).fill()
    return plan


@pytest.mark.parametrize("seed", TINY)
def test_everyone_planned_anew_is_never_dearer_and_never_below_the_best(seed):
    problem = packed(seed, "tiny")
    best = filled(problem)
    before = best.row_of.copy()
    plan = anew(best, None, drawn(seed), Effort(inf, columns=100_000))
    least = exact.best_of_all(problem).objective
    if plan is not None:
        assert is_sound(plan)
        assert least <= plan.objective < best.objective
    assert (best.row_of == before).all()


def test_some_plans_get_cheaper_and_reach_the_best():
    gained = reached = 0
    for seed in TINY:
        problem = packed(seed, "tiny")
        best = filled(problem)
        least = exact.best_of_all(problem).objective
        plan = anew(best, None, drawn(seed), Effort(inf, columns=100_000))
        gained += plan is not None
        reached += plan is not None and plan.objective == least
    assert gained >= reached > 0


@pytest.mark.parametrize("parts", [1, 2, 3])
@pytest.mark.parametrize("seed", range(random_problems.cases(4)))
def test_parts_side_by_side_stand_together_and_leave_the_rest(seed, parts):
    problem = narrow(4)[seed % 4]
    best = filled(problem)
    prices = Prices(best, 1)
    prices.advance(60)
    effort = Effort(inf, columns=60, parts=parts)
    plan = anew(best, prices.average, drawn(seed), effort)
    if plan is not None:
        assert is_sound(plan)
        assert prices.bound <= plan.objective < best.objective
        assert (plan.row_of[best.locked] == best.row_of[best.locked]).all()


@pytest.mark.parametrize("seed", range(random_problems.cases(4)))
def test_parts_share_neither_workers_nor_tasks_and_keep_what_their_workers_hold(seed):
    best = filled(narrow(4)[seed % 4])
    parts = parts_around(best, Effort(inf, columns=60, parts=3), drawn(seed))
    workers = np.concatenate([part.workers for part in parts])
    tasks = np.concatenate([part.tasks for part in parts])
    assert len(np.unique(workers)) == len(workers)
    assert len(np.unique(tasks)) == len(tasks)
    for part in parts:
        held = [best.problem.items[best.chosen(worker), c.TASK] for worker in part.workers]
        own = np.concatenate([some[some != c.NONE] for some in held])
        assert set(own.tolist()) <= set(part.tasks.tolist())


def test_who_is_out_is_not_drawn():
    best = filled(narrow(1)[0])
    first = neighbourhood(best, 15, drawn(1))
    out = np.zeros(len(best.problem.workers), np.bool_)
    out[first] = True
    others = neighbourhood(best, 15, drawn(1), out)
    assert len(first) > 0
    assert len(others) > 0
    assert not set(first.tolist()) & set(others.tolist())
    assert len(neighbourhood(best, 60, drawn(1), np.ones(len(out), np.bool_))) == 0


def test_no_solve_is_begun_when_time_is_up():
    best = filled(packed(TINY[0], "tiny"))
    assert anew(best, None, drawn(1), Effort(time.monotonic() - 1.0)) is None


def test_parts_grow_while_they_are_quick_and_shrink_where_they_are_not():
    assert resized(COLUMNS, QUICK / 2) > COLUMNS > resized(COLUMNS, 2 * QUICK)
    assert resized(LEAST_COLUMNS, 2 * QUICK) == LEAST_COLUMNS
    assert resized(MOST_COLUMNS, QUICK / 2) == MOST_COLUMNS
