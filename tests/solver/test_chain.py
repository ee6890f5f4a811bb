"""Chains against a plain search through every chain there is."""

import numpy as np
import pytest

from solver import columns as c
from solver import line
from solver.chain import Chains
from solver.search_local import Local
from solver.search_state import start
from tests import random_problems
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem


def filled(seed, size="small"):
    """Return a lawful plan of a random problem in which some tasks may stand open."""
    document = random_problems.problem(seed, size)
    problem = translate(read_problem(random_problems.problem_bytes(document))).problem
    state = start(problem)
    Local(state, 1).fill()
    return state


def open_tasks(state):
    return [int(task) for task in np.flatnonzero(state.row_of == c.NONE)]


def cost_of(state, worker, rows):
    rule, cost = line.evaluate(state.problem, worker, sorted(rows))
    return cost - int(state.cost[worker]) if rule == "lawful" else None


def row_for(state, worker, task):
    rows = state.task_rows[state.task_pointer[task] : state.task_pointer[task + 1]]
    own = [int(row) for row in rows if state.owner[row] == worker]
    return own[0] if own else None


def every_chain(state, task, depth, out=()):
    """Yield the cost of every chain of just so many steps, by plain recursion."""
    for worker in range(len(state.problem.workers)):
        row = row_for(state, worker, task)
        if worker in out or row is None:
            continue
        own = [int(one) for one in state.chosen(worker)]
        if depth == 1:
            cost = cost_of(state, worker, [*own, row])
            if cost is not None:
                yield cost
            continue
        for dropped in own:
            given = int(state.problem.items[dropped, c.TASK])
            cost = cost_of(state, worker, [*[one for one in own if one != dropped], row])
            if cost is not None and not state.locked[given]:
                for rest in every_chain(state, given, depth - 1, (*out, worker)):
                    yield cost + rest


def plain(state, task, depth=3):
    """Return steps and cost of the shortest, then cheapest chain."""
    for steps in range(1, depth + 1):
        found = list(every_chain(state, task, steps))
        if found:
            return steps, min(found) - int(state.idle[task])
    return None


@pytest.mark.parametrize("seed", range(random_problems.cases(12)))
def test_chains_are_the_shortest_and_of_those_the_cheapest(seed):
    state = filled(seed)
    looking = Chains(state)
    for task in open_tasks(state)[:3]:
        found = looking.best(task)
        told = None if found is None else (len(found.steps), found.cost)
        assert told == plain(state, task)


@pytest.mark.parametrize("seed", range(random_problems.cases(12)))
def test_a_chain_carried_out_is_lawful_and_costs_what_it_says(seed):
    state = filled(seed)
    for task in open_tasks(state)[:4]:
        found = Chains(state).best(task)
        if found is None:
            continue
        after = start(state.problem)
        rows = {
            int(state.problem.items[row, c.TASK]): int(row) for row in state.row_of if row >= 0
        }
        for step in found.steps:
            rows[step.task] = row_for(state, step.worker, step.task)
        for row in rows.values():
            if after.row_of[state.problem.items[row, c.TASK]] == c.NONE:
                assert after.take(row)
        assert after.objective == state.objective + found.cost
        assert len({step.worker for step in found.steps}) == len(found.steps)


def test_some_chains_of_two_and_three_steps_are_met():
    lengths = set()
    for seed in range(40):
        state = filled(seed)
        for task in open_tasks(state)[:3]:
            found = Chains(state).best(task)
            lengths.add(0 if found is None else len(found.steps))
    assert lengths >= {0, 2}


def test_depth_bounds_the_steps():
    for seed in range(12):
        state = filled(seed)
        for task in open_tasks(state)[:2]:
            found = Chains(state).best(task, depth=1)
            assert found is None or len(found.steps) == 1
