"""Prices never claim too much, and hired workers do lawful days."""

from itertools import pairwise

import numpy as np
import pytest

from solver.benchmarks import smptsp_greedy, smptsp_prices
from solver.benchmarks.smptsp_bound import clashing_tasks
from tests.solver.benchmarks.instances import drawn, fewest


def priced(instance, goal, steps=200, clique=(), seed=1):
    days = smptsp_greedy.days_of(instance)
    market = smptsp_prices.market_of(days, list(clique), seed)
    smptsp_prices.climb(days, market, goal, steps)
    return days, market


def hired(instance, hires, seed=1):
    days, market = priced(instance, hires, 20, seed=seed)
    hiring = smptsp_prices.fresh_hiring(days, hires)
    while smptsp_prices.hire(days, market, hiring, 0.03, 0.02):
        continue
    return hiring


@pytest.mark.parametrize("seed", range(60))
def test_a_bound_is_never_above_the_fewest_workers(seed):
    instance = drawn(seed)
    best = fewest(instance)
    for goal in (best or 1, len(instance.workers) + 1):
        bound = smptsp_prices.bound_of(priced(instance, goal)[1])
        assert bound > 0
        assert best is None or bound <= best


def test_a_bound_reaches_the_fewest_workers_of_most_small_instances():
    cases = [(one, best) for one in map(drawn, range(60)) if (best := fewest(one))]
    reached = [smptsp_prices.bound_of(priced(one, best)[1]) == best for one, best in cases]
    assert sum(reached) > 0.9 * len(reached)


def test_prices_of_a_clique_alone_tell_its_size():
    instance = drawn(5, tasks=40, workers=12)
    clique = clashing_tasks(instance)
    days, market = priced(instance, 12, 1, clique)
    market.price[:] = 0
    market.price[clique] = 1
    smptsp_prices.climb(days, market, 100, 1)
    assert smptsp_prices.bound_of(market) >= len(clique)


def test_steps_raise_the_bound():
    instance = drawn(7, tasks=60, workers=20)
    few, many = (priced(instance, 20, steps)[1].counts[0] for steps in (1, 300))
    assert many > few


@pytest.mark.parametrize("seed", range(20))
def test_the_hired_do_only_what_they_may_one_at_a_time(seed):
    instance = drawn(seed, tasks=40, workers=12)
    hiring = hired(instance, 8, seed)
    given = hiring.assigned.tolist()
    assert set(given) - {-1} == set(np.flatnonzero(hiring.hired).tolist())
    assert len(set(given) - {-1}) <= 8
    for worker in set(given) - {-1}:
        own = sorted(instance.tasks[t] for t, w in enumerate(given) if w == worker)
        assert all(before[1] <= after[0] for before, after in pairwise(own))
        assert all(t in instance.workers[worker] for t, w in enumerate(given) if w == worker)


def test_hiring_ends_when_all_tasks_are_done():
    instance = drawn(3, tasks=10, workers=30)
    hiring = hired(instance, 30)
    assert (hiring.assigned >= 0).all()
    assert hiring.hired.sum() < 30


def test_a_dearer_task_is_done_first():
    instance = drawn(9, tasks=40, workers=12)
    days, market = priced(instance, 12, 1)
    dear = 17
    market.price[:] = 0.01
    market.price[dear] = 5
    hiring = smptsp_prices.fresh_hiring(days, 1)
    assert smptsp_prices.hire(days, market, hiring, 0.0, 0.0) == 0
    assert hiring.assigned[dear] >= 0


def test_the_same_seed_hires_the_same():
    instance = drawn(4, tasks=60, workers=20)
    first, second = (hired(instance, 9, seed=3).assigned for _ in range(2))
    assert np.array_equal(first, second)
