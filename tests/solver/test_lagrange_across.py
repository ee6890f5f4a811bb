"""Limits across weeks: every lawful set keeps the rows, and they bind where they should."""

from itertools import combinations

import numpy as np
import pytest

from solver import columns as c
from solver import line
from solver.lagrange_across import across_of
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker
from tests import random_problems
from tests.solver.packed import narrow, packed


def worked(problem, rows, days):
    """Return which marked days a set of rows works."""
    out = np.zeros(days, dtype=int)
    for row in rows:
        out[problem.items[row, c.RED_LO] : problem.items[row, c.RED_HI]] = 1
    return out


def overtime(problem, worker, rows):
    """Return a worker's overtime per week that sums of paid minutes alone tell."""
    lo, hi = problem.fixed_pointer[worker : worker + 2]
    paid = np.zeros(len(problem.weeks) - 1, dtype=int)
    for row in [*rows, *problem.fixed[lo:hi]]:
        paid[problem.items[row, c.WEEK]] += problem.items[row, c.PAID]
    return np.maximum(0, paid - problem.workers[worker, c.FULL])


@pytest.mark.parametrize("seed", range(random_problems.cases(80)))
def test_every_lawful_set_keeps_the_rows(seed):
    problem = packed(seed, "tiny")
    if problem.wide:
        assert seed >= 0
        return
    across = across_of(problem)
    for worker in range(len(problem.workers)):
        rows = problem.candidates(worker).tolist()
        for size in range(1, len(rows) + 1):
            for chosen in combinations(rows, size):
                if line.evaluate(problem, worker, list(chosen))[0] != "lawful":
                    continue
                days = worked(problem, chosen, across.days.shape[1])
                if across.shared[worker]:
                    assert (days * across.days[worker]).sum() <= across.days_left[worker]
                over = across.weeks @ overtime(problem, worker, chosen)
                limited = across.limited[worker]
                assert (over <= across.most[worker])[limited].all()


def test_rows_bind_somewhere_and_count_no_day_a_fixed_item_works():
    shares = 0
    for problem in narrow(60):
        across = across_of(problem)
        shares += int(across.shared.sum())
        assert across.weeks.sum(axis=1)[:-1].tolist() == [problem.frame.window] * (
            len(across.weeks) - 1
        )
        for worker in np.flatnonzero(across.shared):
            lo, hi = problem.fixed_pointer[worker : worker + 2]
            fixed = worked(problem, problem.fixed[lo:hi], across.days.shape[1])
            assert not (fixed & across.days[worker]).any()
            assert across.days_left[worker] < across.days[worker].sum()
    assert shares


def test_fixed_work_without_a_limit_may_be_overtime_where_candidates_have_one():
    fixed = Stretch(0, 600, 600, 0)
    free = Stretch(1440, 1500, 60, 0, over_window=30, task=0)
    frame = Frame([0, 7 * 1440], (0, 1), window=1)
    worker = Worker([fixed, free], full=300, rate_over=5)
    problem = pack([Task(1440, 1500, 1000)], [worker], frame, 0)
    assert line.evaluate(problem, 0, []) == ("lawful", 1500)
    assert not across_of(problem).limited.any()
