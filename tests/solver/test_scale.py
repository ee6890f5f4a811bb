"""Prices beside a search: the bound holds, in a thread and in turns, and plans are lawful."""

import time

import pytest

from solver.scale import WORTH, Prices
from solver.search_local import Local
from solver.search_state import start
from tests.solver.packed import narrow
from tests.solver.test_scale_sweep import is_sound


def plan_of(problem):
    state = start(problem)
    Local(state, 1).fill()
    return state


def test_turns_raise_a_bound_below_every_plan():
    for problem in narrow(5):
        plan = plan_of(problem)
        with Prices(plan, threads=1) as prices:
            assert prices.bound is None
            assert prices.guided(1) is None
            prices.turn(0.0)
            first = prices.bound
            for _ in range(WORTH):
                prices.turn(0.0)
            assert first <= prices.bound <= plan.objective
            guided = prices.guided(1)
            if guided is not None:
                assert is_sound(guided)
                assert prices.bound <= guided.objective


@pytest.mark.parametrize("threads", [2, 3])
def test_a_thread_ends_with_its_context(threads):
    plan = plan_of(narrow(1)[0])
    with Prices(plan, threads) as prices:
        prices.turn(5.0)
        end = time.monotonic() + 60
        while prices.bound is None and time.monotonic() < end:
            time.sleep(0.01)
    assert prices.bound <= plan.objective
    assert not prices.is_running


def test_steps_are_counted_and_a_closer_target_holds_too():
    problem = narrow(1)[0]
    plan = plan_of(problem)
    prices = Prices(plan, threads=1, side_by_side=2)
    prices.advance(3)
    assert prices.steps <= 3
    first = prices.bound
    prices.aim(plan.objective)
    prices.advance(WORTH + 10)
    assert first <= prices.bound <= plan.objective
    prices.advance(5, lambda: True)
    cut = prices.guided(1, lambda: True)
    assert cut is None or is_sound(cut)


def test_pricing_side_by_side_gives_the_same_bounds():
    problem = narrow(1)[0]
    plan = plan_of(problem)
    bounds = []
    for many in (1, 2, 3):
        prices = Prices(plan, threads=1, side_by_side=many)
        prices.advance(20)
        bounds.append(prices.bound)
    assert len(set(bounds)) == 1
