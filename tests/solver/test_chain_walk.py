"""Chains when the table runs out of room, and when somebody may not be in them."""

import numpy as np
import pytest

from solver import chain_table
from solver.chain import Chains
from tests import random_problems
from tests.solver.test_chain import filled, open_tasks


def narrow(state):
    """Return a search whose table has room for a single exchange."""
    looking = Chains(state)
    problem = state.problem
    looking._table = chain_table.empty(problem.items, problem.travel, 1)
    return looking


@pytest.mark.parametrize("seed", range(random_problems.cases(8)))
def test_a_full_table_is_widened_and_the_search_goes_on(seed):
    state = filled(seed)
    for task in open_tasks(state)[:3]:
        assert narrow(state).best(task) == Chains(state).best(task)


@pytest.mark.parametrize("seed", range(random_problems.cases(8)))
def test_who_is_out_is_in_no_chain(seed):
    state = filled(seed)
    looking = Chains(state)
    for task in open_tasks(state)[:3]:
        found = looking.best(task)
        if found is None:
            continue
        out = [step.worker for step in found.steps]
        without = looking.best(task, out=out)
        if without is not None:
            assert not {step.worker for step in without.steps} & set(out)
            shorter = len(without.steps) < len(found.steps)
            assert not shorter
            assert len(without.steps) > len(found.steps) or without.cost >= found.cost
        assert looking.best(task) == found


def test_asking_again_and_preparing_first_change_nothing():
    state = filled(5)
    looking, ready = Chains(state), Chains(state)
    ready.prepare()
    for task in np.array(open_tasks(state)):
        assert looking.best(task) == looking.best(task) == ready.best(task)
