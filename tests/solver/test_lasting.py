"""What is told to stay broken is broken in every larger set."""

import itertools
import random

import numpy as np
import pytest

from solver.lasting import lasts
from solver.line import LAWFUL, judge
from solver.model_conflicts import regular
from tests import random_problems
from tests.solver.packed import narrow
from tests.solver.test_lagrange_whole import problem_of

FEW = 9


def is_kept(problem, worker):
    """Tell whether no set that is said to last has a larger lawful one."""
    own = problem.candidates(worker)[:FEW].tolist()
    steady = regular(problem, worker)
    judged = {
        rows: judge(problem.arrays, worker, np.array(rows, dtype=np.int64))[0]
        for many in range(len(own) + 1)
        for rows in itertools.combinations(own, many)
    }
    lawful = [set(rows) for rows, rule in judged.items() if rule == LAWFUL]
    lost = [
        set(rows)
        for rows, rule in judged.items()
        if rule != LAWFUL
        and lasts(problem.arrays, worker, np.array(rows, dtype=np.int64), rule, steady)
    ]
    return not any(some <= other for some in lost for other in lawful)


def test_no_larger_set_of_one_that_lasts_is_lawful():
    for problem in narrow(25):
        assert all(is_kept(problem, worker) for worker in range(len(problem.workers)))


MENDED = (7010, 7055, 7064)
"""Drawn where an item that names a limit on overtime in all lifts the default for another."""


@pytest.mark.parametrize("seed", [*MENDED, *range(random_problems.cases(40))])
def test_limits_that_only_some_items_name_break_no_larger_set_for_good(seed):
    problem = problem_of(random.Random(seed))
    assert all(is_kept(problem, worker) for worker in range(len(problem.workers)))
