"""Plans by fixing what late lines hold: lawful, for everyone or for some, and repeatable."""

import numpy as np
import pytest

from solver import columns as c
from solver.dive import Dive, homes
from solver.scale import Prices
from solver.search_local import Local
from solver.search_state import start
from tests import random_problems
from tests.solver.packed import narrow
from tests.solver.test_scale_sweep import is_sound


def priced(problem, steps=60):
    """Return a plan at hand and prices that have taken some steps."""
    plan = start(problem)
    Local(plan, 1).fill()
    prices = Prices(plan, 1)
    prices.advance(steps)
    return plan, prices


@pytest.mark.parametrize("seed", range(random_problems.cases(8)))
def test_plans_are_lawful_above_the_bound_and_keep_what_is_locked(seed):
    problem = narrow(8)[seed % 8]
    best, prices = priced(problem)
    dive = Dive(prices)
    plan = dive.plan(best, lambda: False)
    assert plan is not best
    assert dive.turn == 1
    assert is_sound(plan)
    assert prices.bound <= plan.objective
    assert (plan.row_of[best.locked] != c.NONE).all()


@pytest.mark.parametrize("seed", range(random_problems.cases(8)))
def test_where_some_are_planned_anew_all_others_keep_what_they_hold(seed):
    problem = narrow(8)[seed % 8]
    best, prices = priced(problem)
    before = best.row_of.copy()
    dive = Dive(prices, seed=seed)
    freed = dive.drawn(best)
    plan = dive.plan(best, lambda: False, 1, freed)
    assert is_sound(plan)
    held = before != c.NONE
    stays = held & ~freed[best.owner[np.maximum(before, 0)]]
    assert (plan.row_of[stays] == before[stays]).all()
    assert (best.row_of == before).all()


def test_the_same_prices_and_seed_give_the_same_plan_on_one_thread_and_two():
    problem = narrow(3)[2]
    plans = []
    for threads in (1, 2):
        best, prices = priced(problem)
        plans.append(Dive(prices, 5).plan(best, lambda: False, threads).row_of.tolist())
    assert plans[0] == plans[1]


def test_there_is_no_plan_without_prices_or_time():
    problem = narrow(1)[0]
    best, prices = priced(problem)
    assert Dive(Prices(best, 1)).plan(best, lambda: False) is None
    assert Dive(prices).plan(best, lambda: True) is None


def test_some_are_drawn_at_random_or_by_areas_and_others_the_next_time():
    problem = narrow(1)[0]
    best, prices = priced(problem)
    dive, seen = Dive(prices), set()
    for _ in range(12):
        dive.turn += 1
        freed = dive.drawn(best)
        assert len(freed) == problem.size[0]
        seen.add(tuple(freed.tolist()))
    assert len(seen) > 6
    assert any(0 < sum(one) < problem.size[0] for one in seen)


def test_a_home_is_the_area_of_most_candidates():
    for problem in narrow(4):
        area = homes(problem)
        for worker in range(problem.size[0]):
            own = problem.items[problem.pointer[worker] : problem.pointer[worker + 1], c.AREA]
            most = max((np.sum(own == one) for one in set(own.tolist())), default=0)
            assert np.sum(own == area[worker]) == most
