"""A part planned anew against every way to plan that part."""

import itertools

import numpy as np
import pytest

from solver import columns as c
from solver import line
from solver.chain import Chains
from solver.repair import neighbourhood, repair
from tests import random_problems
from tests.solver.test_chain import filled, open_tasks, row_for

PLENTY = 600.0


def best_way(state, task, workers):
    """Return the least cost of a plan in which these workers' tasks and one more lie free."""
    held = [int(one) for one in np.flatnonzero(state.row_of != c.NONE)]
    ours = [one for one in held if int(state.owner[state.row_of[one]]) in workers]
    fixed = state.objective - sum(int(state.cost[worker]) for worker in workers)
    fixed -= int(state.idle[task])
    least = None
    for way in itertools.product([None, *workers], repeat=len(ours) + 1):
        cost = cost_of_way(state, dict(zip([*ours, task], way, strict=True)), workers)
        if cost is not None and (least is None or cost < least):
            least = cost
    return None if least is None else fixed + least


def cost_of_way(state, way, workers):
    total = 0
    for one, worker in way.items():
        if state.locked[one] and worker != int(state.owner[state.row_of[one]]):
            return None
        total += int(state.idle[one]) if worker is None else 0
    for worker in workers:
        rows = [row_for(state, worker, one) for one, who in way.items() if who == worker]
        if None in rows:
            return None
        rule, cost = line.evaluate(state.problem, worker, sorted(rows))
        if rule != "lawful":
            return None
        total += cost
    return total


def held_by(state, workers):
    rows = state.row_of[state.row_of != c.NONE]
    return sum(int(state.owner[row]) in workers for row in rows)


@pytest.mark.parametrize("seed", range(random_problems.cases(16)))
def test_a_proven_repair_is_the_best_of_every_way(seed):
    state = filled(seed, "tiny")
    looking = Chains(state)
    for task in open_tasks(state)[:2]:
        workers = neighbourhood(looking, task, looking.best(task), 3)
        if (len(workers) + 1) ** (held_by(state, workers) + 1) > 5_000:
            continue
        found = repair(state, task, workers, PLENTY)
        assert found.is_proven
        assert found.state.objective == best_way(state, task, workers)


@pytest.mark.parametrize("seed", range(random_problems.cases(6)))
def test_a_repair_is_no_dearer_than_the_chain_and_moves_only_its_part(seed):
    state = filled(seed)
    looking = Chains(state)
    for task in open_tasks(state)[:2]:
        chain = looking.best(task)
        workers = neighbourhood(looking, task, chain)
        found = repair(state, task, workers, PLENTY)
        assert found.state.objective <= state.objective
        if chain is not None:
            assert {step.worker for step in chain.steps} <= set(workers)
            assert found.state.objective <= state.objective + chain.cost
        for one in range(len(state.row_of)):
            if state.row_of[one] == found.state.row_of[one]:
                assert one not in found.moved
                continue
            assert one in found.moved
            for row in (state.row_of[one], found.state.row_of[one]):
                assert row == c.NONE or int(state.owner[row]) in workers


def test_with_nobody_to_plan_anew_nothing_changes():
    state = filled(3)
    found = repair(state, open_tasks(state)[0], [], PLENTY)
    assert (found.moved, found.state.objective) == ((), state.objective)
