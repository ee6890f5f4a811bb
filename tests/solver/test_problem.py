"""A packed problem keeps order, tells candidates from fixed items, and sees large money."""

import numpy as np

from solver import columns as c
from solver.columns import START, TASK
from solver.problem import Items, lay, pack
from solver.rows import Frame, Stretch, Task, Worker
from tests.solver.packed import packed

FRAME = Frame(week_starts=[0, 10_080], cost_weeks=(0, 1))


def rows_of(problem, rows):
    """Return task and start of some item rows."""
    return [(int(problem.items[row, TASK]), int(problem.items[row, START])) for row in rows]


def test_items_lie_by_worker_in_order_of_time():
    late, early = Stretch(500, 600, 100, 0, task=1), Stretch(100, 200, 100, 0, task=0)
    fixed = Stretch(300, 400, 100, 0)
    tasks = [Task(100, 200, 9), Task(500, 600, 9)]
    workers = [Worker([late, fixed, early], full=2000), Worker([late], full=2000)]
    problem = pack(tasks, workers, FRAME, constant=5)
    assert problem.size == (2, 2, 3)
    assert rows_of(problem, range(3)) == [(0, 100), (-1, 300), (1, 500)]
    assert rows_of(problem, problem.candidates(0)) == [(0, 100), (1, 500)]
    assert rows_of(problem, problem.candidates(1)) == [(1, 500)]
    assert rows_of(problem, problem.fixed) == [(-1, 300)]


def test_a_worker_with_nothing_has_no_candidates():
    problem = pack([], [Worker([], full=2000)], FRAME, constant=0)
    assert problem.size == (1, 0, 0)
    assert len(problem.candidates(0)) == 0


def test_money_beyond_52_bits_is_kept_whole():
    one = Stretch(0, 480, 480, 0, task=0, cost=3)
    cheap = pack([Task(0, 480, 10**6)], [Worker([one], full=2000)], FRAME, constant=0)
    dear = pack([Task(0, 480, 10**16)], [Worker([one], full=2000)], FRAME, constant=0)
    assert not cheap.wide
    assert dear.wide
    assert dear.costs[0] == 3


def test_items_laid_out_as_matrices_make_the_same_problem():
    told = packed(3)
    again = lay(
        told.tasks,
        [
            Worker(
                (),
                *(row[c.FULL], row[c.CONTRACT], row[c.CEILING], row[c.EXTRA_CAP]),
                *(row[c.OVER_BASE], row[c.OVER_DEFAULT], bool(row[c.COUNTS_EXTRA])),
                *(rates[c.UNDER], rates[c.EXTRA], rates[c.OVER], rates[c.ASSIGNED]),
                rates[c.SQUARE],
                (row[c.SHARE_LO], row[c.SHARE_HI]),
                row[c.SHARE_CAP],
            )
            for row, rates in zip(told.workers.tolist(), told.rates.tolist(), strict=True)
        ],
        told.frame,
        told.constant,
        Items(told.items.copy(), told.costs.astype(object), told.pointer),
    )
    for one, other in zip(told.arrays, again.arrays, strict=True):
        assert np.array_equal(one, other)
    assert (again.wide, again.constant) == (told.wide, told.constant)
