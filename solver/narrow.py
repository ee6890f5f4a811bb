"""A problem with few of its candidates: what lines hold at all, or what a part is planned with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.problem import Matrix, Problem

    Flags = npt.NDArray[np.bool_]


def narrowed(problem: Problem, keep: Flags) -> Problem:
    """Return a problem with few of its candidates, and all its tasks and fixed items.

    Args:
        problem: the whole one.
        keep: per item row, whether a candidate stays; a fixed item stays in any case.
    """
    stays = keep | (problem.items[:, c.TASK] == c.NONE)
    before = np.concatenate((np.zeros(1, np.int64), np.cumsum(stays, dtype=np.int64)))
    pointer: Matrix = before[problem.pointer]
    items = problem.items[stays]
    fixed = np.flatnonzero(items[:, c.TASK] == c.NONE)
    return replace(
        problem,
        items=items,
        costs=problem.costs[stays],
        pointer=pointer,
        fixed=fixed,
        fixed_pointer=np.searchsorted(fixed, pointer),
    )


def carved(problem: Problem, workers: Matrix, tasks: Matrix) -> tuple[Problem, Matrix]:
    """Return some workers and some tasks as a problem of their own, which costs them alone.

    Args:
        problem: the whole one.
        workers: indexes, rising.
        tasks: indexes, rising; a forced one's worker must be among the workers.

    Returns:
        The problem, its workers and tasks in the same order, and per row of it the row it was.
    """
    task_now = np.full(len(problem.tasks) + 1, c.NONE, np.int64)
    task_now[tasks] = np.arange(len(tasks))
    sizes = (problem.pointer[1:] - problem.pointer[:-1])[workers]
    starts = np.cumsum(sizes) - sizes
    rows = np.arange(sizes.sum()) + np.repeat(problem.pointer[workers] - starts, sizes)
    told = problem.items[rows, c.TASK]
    now = task_now[told]  # the last place, read for fixed items, stays NONE
    stays = (told == c.NONE) | (now != c.NONE)
    before = np.concatenate((np.zeros(1, np.int64), np.cumsum(stays, dtype=np.int64)))
    pointer: Matrix = before[np.append(starts, len(rows))]
    back: Matrix = rows[stays]
    items = problem.items[back]
    items[:, c.TASK] = now[stays]
    fixed = np.flatnonzero(items[:, c.TASK] == c.NONE)
    worker_now = {int(worker): at for at, worker in enumerate(workers)}
    whole = [problem.tasks[task] for task in tasks.tolist()]
    small = replace(
        problem,
        tasks=[t if t.forced is None else replace(t, forced=worker_now[t.forced]) for t in whole],
        items=items,
        costs=problem.costs[back],
        pointer=pointer,
        fixed=fixed,
        fixed_pointer=np.searchsorted(fixed, pointer),
        workers=problem.workers[workers],
        rates=problem.rates[workers],
        base=problem.base[workers],
        constant=0,
    )
    return small, back
