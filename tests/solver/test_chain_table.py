"""The table of takes and exchanges against judging every set there is, one by one."""

import numpy as np
import pytest

from solver import columns as c
from solver import line
from solver.chain import Chains, Step
from tests import random_problems
from tests.solver.test_chain import cost_of, filled


def every_take(state, task):
    """Return who can take a task beside what they have, judged plainly."""
    found = []
    for row in rows_of(state, task):
        worker = int(state.owner[row])
        cost = cost_of(state, worker, [*state.chosen(worker), row])
        if cost is not None:
            found.append(Step(worker, task, None, cost))
    return sorted(found, key=lambda one: (one.cost, one.worker))


def every_exchange(state, task):
    """Return who can take a task instead of one they have, judged plainly."""
    found = []
    for row in rows_of(state, task):
        worker = int(state.owner[row])
        own = [int(one) for one in state.chosen(worker)]
        for held in own:
            given = int(state.problem.items[held, c.TASK])
            cost = cost_of(state, worker, [*[one for one in own if one != held], row])
            if cost is not None and not state.locked[given]:
                found.append(Step(worker, task, given, cost))
    return sorted(found, key=lambda one: (one.cost, one.worker, one.given))


def rows_of(state, task):
    rows = state.task_rows[state.task_pointer[task] : state.task_pointer[task + 1]]
    return [int(row) for row in rows if row != state.row_of[task]]


def agree(looking, state):
    for task in range(len(state.row_of)):
        assert looking.takers(task) == every_take(state, task)
        assert looking.exchanges(task) == every_exchange(state, task)


@pytest.mark.parametrize("seed", range(random_problems.cases(16)))
def test_what_is_kept_is_what_judging_every_set_gives(seed):
    state = filled(seed)
    agree(Chains(state), state)


@pytest.mark.parametrize("seed", range(random_problems.cases(6)))
def test_after_a_change_the_workers_in_it_are_judged_anew(seed):
    state = filled(seed)
    looking = Chains(state)
    looking.prepare()
    held = np.flatnonzero((state.row_of != c.NONE) & ~state.locked)
    changed = set()
    for task in held[:2]:
        row = int(state.row_of[task])
        worker = int(state.owner[row])
        rest = [int(one) for one in state.chosen(worker) if one != row]
        rule, cost = line.evaluate(state.problem, worker, rest)
        if rule == "lawful":
            state.drop(row, cost)
            changed.add(worker)
    looking.forget(changed)
    agree(looking, state)


@pytest.mark.parametrize("seed", [10, 22, 33])
def test_what_was_given_up_and_taken_back_leaves_no_old_exchanges(seed):
    state = filled(seed)
    looking = Chains(state)
    held = [int(state.row_of[task]) for task in np.flatnonzero(state.row_of != c.NONE)]
    dropped = []
    for row in held:
        worker = int(state.owner[row])
        rest = [int(one) for one in state.chosen(worker) if one != row]
        rule, cost = line.evaluate(state.problem, worker, rest)
        if rule == "lawful" and not state.locked[state.problem.items[row, c.TASK]]:
            dropped.append(row)
            state.drop(row, cost)
    looking.forget(range(len(state.problem.workers)))
    looking.prepare()
    assert all(state.take(row) for row in reversed(dropped))
    looking.forget(range(len(state.problem.workers)))
    agree(looking, state)


def test_exchanges_that_break_something_are_met_too():
    seen = set()
    for seed in range(8):
        state = filled(seed)
        looking = Chains(state)
        for task in range(len(state.row_of)):
            seen.add(bool(looking.exchanges(task)) and not looking.takers(task))
    assert seen == {True, False}
