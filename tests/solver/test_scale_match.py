"""Matchings cost as little as those that a library finds in the whole table."""

import numpy as np
from scipy.optimize import linear_sum_assignment

from solver import columns as c
from solver.scale_match import Offers, cheapest

NEVER = 1e12


def drawn(draw, tasks, workers):
    """Return offers with many ties, some tasks without any, some dearer than nobody."""
    is_offered = draw.random((tasks, workers)) < draw.choice([0.1, 0.4, 0.9])
    cost = draw.integers(-50, draw.choice([0, 60, 10**9]), (tasks, workers))
    idle = draw.integers(-20, draw.choice([30, 10**9]), tasks)
    task, column = np.nonzero(is_offered)
    pointer = np.searchsorted(task, np.arange(tasks + 1))
    return Offers(pointer, column, cost[is_offered], idle)


def least(offers, workers):
    """Return the least cost by the whole table, with a column of nobody per task."""
    tasks = len(offers.idle)
    table = np.full((tasks, workers + tasks), NEVER)
    for task in range(tasks):
        mine = slice(offers.pointer[task], offers.pointer[task + 1])
        table[task, offers.column[mine]] = offers.cost[mine]
        table[task, workers + task] = offers.idle[task]
    return int(table[linear_sum_assignment(table)].sum())


def test_no_matching_is_cheaper():
    draw = np.random.default_rng(7)
    exchanged = 0
    for _ in range(300):
        workers = int(draw.integers(1, 12))
        offers = drawn(draw, int(draw.integers(0, 14)), workers)
        taken = cheapest(offers, workers)
        for task, number in enumerate(taken):
            if number != c.NONE:
                assert offers.pointer[task] <= number < offers.pointer[task + 1]
        used = offers.column[taken[taken != c.NONE]]
        assert len(set(used.tolist())) == len(used)
        cost = int(offers.cost[taken[taken != c.NONE]].sum())
        cost += int(offers.idle[taken == c.NONE].sum())
        assert cost == least(offers, workers)
        exchanged += len(used) > 1
    assert exchanged > 100


def test_a_chain_moves_everybody_on_for_the_last_task():
    offers = Offers(
        np.array([0, 2, 4, 5]),
        np.array([0, 1, 1, 2, 0]),
        np.array([1, 2, 1, 2, 1]),
        np.array([100, 100, 100]),
    )
    taken = cheapest(offers, 3)
    assert offers.column[taken].tolist() == [1, 2, 0]


def test_what_is_cheapest_is_left_to_nobody():
    offers = Offers(np.array([0, 1, 2]), np.array([0, 0]), np.array([5, 5]), np.array([9, 30]))
    assert cheapest(offers, 1).tolist() == [c.NONE, 1]
