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
