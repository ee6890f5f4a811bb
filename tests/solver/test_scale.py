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
