"""The walk finds the cheapest line and every line under a limit, against listing them all."""

import numpy as np
import pytest

from solver import columns as c
from solver.exact_cells import SCALE
from solver.exact_lines import asked_for, price, walk
from tests.solver.lines import lines_of, prices_of, tried


def reduced(problem, prices, rows, cost):
    """Return what a line costs less the prices of its tasks."""
    tasks = problem.items[list(rows), c.TASK]
    free = [task for task in tasks.tolist() if problem.tasks[task].forced is None]
    return SCALE * cost - int(prices[free].sum())


def drawn(work, seed):
    """Draw prices up to the idle costs."""
    draw = np.random.default_rng(seed)
    return np.append((work.idle * draw.random(len(work.idle))).astype(np.int64), 0)


@pytest.mark.parametrize("number", range(12))
def test_the_walk_finds_what_listing_finds(number):
    problem, cells = tried()[number]
    work = prices_of(problem, cells)
    prices = drawn(work, number)
    price(cells, prices, work.priced)
    for worker in range(len(problem.workers)):
        values = {
            rows: reduced(problem, prices, rows, cost)
            for rows, cost in lines_of(problem, worker).items()
        }
        who = (worker, work.steady[worker])
        least = min(values.values())
        bag, ended = walk(problem.arrays, cells, work.priced, who, 1 << 60, 0)
        assert ended
        assert bag.values[0] == least
        limit = least + SCALE * 200_000
        bag, ended = walk(problem.arrays, cells, work.priced, who, limit, 2_000)
        assert ended
        assert sorted(bag.values[: bag.counts[0]]) == sorted(
            value for value in values.values() if value <= limit
        )


@pytest.mark.parametrize("number", range(6))
def test_courses_together_are_never_above_the_cheapest_lines(number):
    problem, cells = tried()[number]
    work = prices_of(problem, cells)
    prices = drawn(work, number)
    price(cells, prices, work.priced)
    least = sum(
        min(reduced(problem, prices, rows, cost) for rows, cost in own.items())
        for own in (lines_of(problem, worker) for worker in range(len(problem.workers)))
    )
    assert asked_for(cells, work.priced, work.asked) <= least


def test_more_lines_than_wanted_are_told():
    problem, cells = next(
        (problem, cells)
        for problem, cells in tried()
        if any(len(lines_of(problem, w)) > 1 for w in range(len(problem.workers)))
    )
    work = prices_of(problem, cells)
    price(cells, work.prices, work.priced)
    worker = next(w for w in range(len(problem.workers)) if len(lines_of(problem, w)) > 1)
    who = (worker, work.steady[worker])
    assert not walk(problem.arrays, cells, work.priced, who, 1 << 60, 1)[1]
