"""Every lawful set of a worker, against judging every set there is."""

import itertools

import numpy as np
import pytest

from solver import columns as c
from solver import line
from solver.repair_sets import sets_of
from tests import random_problems
from tests.solver.test_chain import filled


def plain(state, worker, tasks):
    """Return cost by mask, every set judged one by one."""
    items, found = state.problem.items, {}
    kept = [int(row) for row in state.chosen(worker) if int(items[row, c.TASK]) not in tasks]
    own = [int(row) for row in state.problem.candidates(worker)]
    own = [row for row in own if int(items[row, c.TASK]) in tasks]
    for many in range(len(own) + 1):
        for rows in itertools.combinations(own, many):
            rule, cost = line.evaluate(state.problem, worker, sorted([*kept, *rows]))
            if rule == "lawful":
                found[sum(1 << tasks[int(items[row, c.TASK])] for row in rows)] = cost
    return found


def part_of(state, seed):
    """Return up to seven tasks that are not locked, and their bits."""
    draw = np.random.default_rng(seed)
    free = [int(one) for one in draw.permutation(np.flatnonzero(~state.locked))[:7]]
    return {task: place for place, task in enumerate(sorted(free))}


@pytest.mark.parametrize("seed", range(random_problems.cases(16)))
def test_the_sets_are_all_that_are_lawful_at_their_price(seed):
    state = filled(seed)
    tasks = part_of(state, seed)
    for worker in range(len(state.problem.workers)):
        found = sets_of(state, worker, tasks, 1 << 10)
        told = dict(zip(found.masks.tolist(), found.costs.tolist(), strict=True))
        assert len(told) == len(found.masks)
        assert told == plain(state, worker, tasks)


def test_too_many_sets_are_not_told():
    state = filled(2)
    tasks = part_of(state, 2)
    sizes = []
    for worker in range(len(state.problem.workers)):
        found = sets_of(state, worker, tasks, 1 << 10)
        sizes.append(len(found.masks))
        if len(found.masks) > 1:
            assert sets_of(state, worker, tasks, 1) is None
    assert max(sizes) > 1
