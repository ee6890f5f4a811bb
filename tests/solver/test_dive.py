"""Plans by fixing what late lines hold: lawful, for everyone or part by part, and repeatable."""

import pytest

from solver import columns as c
from solver.dive import Dive
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
def test_parts_planned_anew_are_lawful_and_never_dearer(monkeypatch, seed):
    monkeypatch.setattr("solver.dive.SIZES", (3, 6))
    problem = narrow(8)[seed % 8]
    best, prices = priced(problem)
    before, value = best.row_of.copy(), best.objective
    dive = Dive(prices, seed=seed)
    for threads in (1, 2, 3):
        plan = dive.by_parts(best, lambda: False, threads)
        assert is_sound(plan)
        assert prices.bound <= plan.objective <= best.objective
        assert (plan.row_of[best.locked] == best.row_of[best.locked]).all()
    assert (best.row_of == before).all()
    assert best.objective == value


def test_parts_fill_a_plan_where_nobody_holds_anything(monkeypatch):
    monkeypatch.setattr("solver.dive.SIZES", (6, 12))
    gained = possible = 0
    for problem in narrow(6):
        filled, prices = priced(problem)
        best, dive = start(problem), Dive(prices)
        value = best.objective
        for _ in range(4):
            best = dive.by_parts(best, lambda: False)
        gained += value - best.objective
        possible += value - filled.objective
    assert gained >= 0.9 * possible > 0


@pytest.mark.parametrize("way", [Dive.plan, Dive.by_parts])
def test_the_same_prices_and_seed_give_the_same_plan_on_one_thread_and_two(monkeypatch, way):
    monkeypatch.setattr("solver.dive.SIZES", (4,))
    problem = narrow(3)[2]
    plans = []
    for threads in (1, 2):
        best, prices = priced(problem)
        plans.append(way(Dive(prices, 5), best, lambda: False, threads).row_of.tolist())
    assert plans[0] == plans[1]


def test_there_is_no_plan_without_prices_or_time():
    problem = narrow(1)[0]
    best, prices = priced(problem)
    assert Dive(Prices(best, 1)).plan(best, lambda: False) is None
    assert Dive(Prices(best, 1)).by_parts(best, lambda: False) is None
    assert Dive(prices).plan(best, lambda: True) is None
    assert Dive(prices).by_parts(best, lambda: True).row_of.tolist() == best.row_of.tolist()
