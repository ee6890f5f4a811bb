"""One line per worker and no task twice, the cheapest of all ways."""

import itertools

import numpy as np
import pytest

from solver import columns as c
from solver.exact_choose import Lines, choose
from tests.solver.lines import lines_of, tried


def drawn(problem, seed):
    """Draw up to five lines of every worker, the emptiest among them, at drawn costs."""
    draw = np.random.default_rng(seed)
    found = []
    for worker in range(len(problem.workers)):
        own = list(lines_of(problem, worker))
        first = min(own, key=len)
        picked = [first, *(own[k] for k in draw.integers(len(own), size=3))]
        rows = np.array([row for line in picked for row in line], dtype=np.int64)
        sizes = np.array([len(line) for line in picked])
        over = draw.integers(0, 1_000, size=len(picked))
        found.append(Lines(over, over, sizes, rows))
    return found


def cheapest(problem, lines, slack):
    """Return the least cost of all ways that have no task twice."""
    pieces = [
        list(zip(own.over.tolist(), np.split(own.rows, np.cumsum(own.sizes)[:-1]), strict=True))
        for own in lines
    ]
    free = {k for k, task in enumerate(problem.tasks) if task.forced is None}
    best = None
    for way in itertools.product(*pieces):
        tasks = [int(t) for _, rows in way for t in problem.items[rows, c.TASK]]
        if len(set(tasks)) == len(tasks):
            idle = sum(int(slack[task]) for task in free - set(tasks))
            cost = sum(over for over, _ in way) + idle
            best = cost if best is None else min(best, cost)
    return best


@pytest.mark.parametrize("number", range(8))
def test_the_choice_is_the_cheapest_of_all(number):
    problem, _ = next(told for told in tried()[number:] if 4 ** len(told[0].workers) <= 20_000)
    lines = drawn(problem, number)
    slack = np.random.default_rng(number).integers(0, 500, size=len(problem.tasks))
    found = choose(problem, lines, slack, 10_000, (10.0, 10_000))
    best = cheapest(problem, lines, slack)
    if best is None:
        assert found.rows is None
    else:
        assert found.finished
        assert found.bound == best
