"""Candidates fixed while prices move: lawful together, among those told, until no more can be."""

import numpy as np
import pytest

from solver import columns as c
from solver import search_mip
from solver.dive_fix import Fixing
from solver.scale import Prices
from solver.search_local import Local
from solver.search_state import start
from tests import random_problems
from tests.solver.packed import narrow
from tests.solver.test_scale_sweep import is_sound


def begun(problem, every=1):
    """Return a plan, prices, the rows to choose among and a fixing of them."""
    plan = start(problem)
    Local(plan, 1).fill()
    prices = Prices(plan, 1)
    prices.advance(40)
    keep = np.zeros(len(problem.items), np.bool_)
    keep[np.flatnonzero(problem.items[:, c.TASK] != c.NONE)[::every]] = True
    keep[plan.row_of[plan.locked]] = True
    fixing = Fixing(plan, keep, prices.proof.multipliers, 1)
    fixing.begin(prices.average)
    return plan, keep, fixing


@pytest.mark.parametrize("seed", range(random_problems.cases(8)))
def test_what_is_fixed_is_lawful_and_among_those_told(seed):
    problem = narrow(8)[seed % 8]
    plan, keep, fixing = begun(problem, 1 + seed % 2)
    assert fixing.run(lambda: False)
    chosen = fixing.chosen
    assert keep[chosen].all()
    tasks = problem.items[chosen, c.TASK]
    assert len(set(tasks.tolist())) == len(tasks)
    state = search_mip.adopt(problem, np.sort(chosen))
    assert (state.row_of != c.NONE).sum() == len(chosen)
    assert is_sound(state)
    assert (state.row_of[plan.locked] != c.NONE).all()


def test_fixing_ends_when_told_with_what_is_lawful_so_far():
    problem = narrow(1)[0]
    _, _, fixing = begun(problem)
    asked = iter([False] * 4)
    assert not fixing.run(lambda: next(asked, True))
    assert is_sound(search_mip.adopt(problem, np.sort(fixing.chosen)))


def test_a_task_fixed_is_left_to_its_holder():
    for problem in narrow(4):
        _, _, fixing = begun(problem)
        fixing.run(lambda: False)
        grid, state = fixing._relaxation.grid, fixing._state
        held = state.row_of[state.row_of != c.NONE]
        for row in held.tolist():
            others = np.flatnonzero(fixing._task_of == fixing._task_of[row])
            assert (grid.gains[others[others != row]] == c.BIG).all()
            assert grid.gains[row] < c.BIG
