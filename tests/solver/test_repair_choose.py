"""One set per worker at the least cost, against trying every choice."""

import itertools

import numpy as np
import pytest

from solver import repair_choose
from solver.repair_choose import choose
from tests import random_problems


def drawn(seed):
    """Return sets of three or four workers over a few tasks; the first of each is empty."""
    draw = np.random.default_rng(seed)
    workers, tasks = int(draw.integers(1, 5)), int(draw.integers(1, 7))
    masks, costs, pointer = [], [], [0]
    for _ in range(workers):
        some = draw.integers(1, 1 << tasks, size=int(draw.integers(0, 7)))
        masks += [0, *(int(one) for one in np.unique(some))]
        costs += [int(one) for one in draw.integers(-50, 900, size=len(masks) - len(costs))]
        pointer.append(len(masks))
    idle = draw.integers(-20, 1000, size=tasks)
    return tuple(np.array(one, dtype=np.int64) for one in (masks, costs, pointer, idle))


def cost_of(masks, costs, idle, picks):
    total, taken = 0, 0
    for one in picks:
        if int(masks[one]) & taken:
            return None
        total, taken = total + int(costs[one]), taken | int(masks[one])
    return total + sum(int(v) for place, v in enumerate(idle) if not taken >> place & 1)


def least_of_all(masks, costs, pointer, idle):
    ways = itertools.product(
        *(range(lo, hi) for lo, hi in itertools.pairwise(int(one) for one in pointer))
    )
    told = (cost_of(masks, costs, idle, way) for way in ways)
    return min(one for one in told if one is not None)


@pytest.mark.parametrize("seed", range(random_problems.cases(120)))
def test_the_choice_is_the_cheapest_of_all(seed):
    masks, costs, pointer, idle = drawn(seed)
    best, proven = choose(masks, costs, pointer, idle, pointer[:-1].copy())
    assert proven
    assert cost_of(masks, costs, idle, best) == least_of_all(masks, costs, pointer, idle)
    for worker, pick in enumerate(best):
        assert pointer[worker] <= pick < pointer[worker + 1]


def test_a_hint_that_nothing_beats_is_kept():
    masks, costs, pointer, idle = drawn(7)
    best, _ = choose(masks, costs, pointer, idle, pointer[:-1].copy())
    again, proven = choose(masks, costs, pointer, idle, best)
    assert proven
    assert list(again) == list(best)


def test_prices_reach_the_optimum_or_stay_below():
    for seed in range(60):
        masks, costs, pointer, idle = drawn(seed)
        least = least_of_all(masks, costs, pointer, idle)
        laid = repair_choose._laid_out(masks)
        bound, prices = repair_choose._priced(laid, costs, pointer, idle, least + 10)
        assert bound <= least
        assert (prices <= idle).all()


def test_no_price_is_above_what_an_idle_task_costs_from_the_start():
    seen = set()
    for seed in range(60):
        masks, costs, pointer, idle = drawn(seed)
        laid = repair_choose._laid_out(masks)
        _, prices = repair_choose._priced(laid, costs, pointer, idle, -(1 << 40))
        assert (prices <= idle).all()
        seen.add(bool((idle < 0).any()))
    assert seen == {True, False}
