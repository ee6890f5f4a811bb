"""Which broken sets nothing added can mend, so that no larger set need be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.compiled import compiled
from solver.line.walk import (
    EXTRA_BROKEN,
    FREE_BROKEN,
    OVER_BROKEN,
    OVERLAP,
    RED_BROKEN,
    WEEK_BROKEN,
    merge,
)

if TYPE_CHECKING:
    from solver.problem import Arrays, Matrix


@compiled
def lasts(arrays: Arrays, worker: int, chosen: Matrix, rule: int, steady: bool) -> bool:
    """Tell whether a set stays broken whatever is added to it.

    Free time only shrinks with more work; for the others see `solver.model_conflicts`.

    Args:
        arrays: of the problem.
        worker: index.
        chosen: rows of candidates, rising.
        rule: the first that they break.
        steady: `solver.model_conflicts.regular` of the worker.
    """
    if rule in (OVERLAP, FREE_BROKEN):
        return True
    if rule == OVER_BROKEN:
        return _over_lasts(arrays, worker, chosen)
    grows = rule < FREE_BROKEN or rule == WEEK_BROKEN
    return bool(steady and (grows or rule in (EXTRA_BROKEN, RED_BROKEN)))


@compiled
def _over_lasts(arrays: Arrays, worker: int, chosen: Matrix) -> bool:
    """Tell whether minutes above full weeks alone are too much overtime.

    They only grow, and limits only fall; what lies above a day's minutes can move to another
    week when something is put between, so it is left out.
    """
    items, _, fixed, pointer, workers, _, week_starts, _, _, scalars, base = arrays
    weeks = len(week_starts) - 1
    paid = np.zeros(weeks, np.int64)
    limits = np.full((3, weeks), c.BIG, np.int64)
    for row in merge(fixed[pointer[worker] : pointer[worker + 1]], chosen):
        week = items[row, c.WEEK]
        paid[week] += items[row, c.PAID]
        for kind in range(3):
            limits[kind, week] = min(limits[kind, week], items[row, c.OVER_WEEK + kind])
    over = np.maximum(0, paid - workers[worker, c.FULL])
    for week in range(weeks):
        excess = over[week] - limits[0, week]
        if excess > 0 and excess > base[worker, 2 * weeks + week]:
            return True
    size = scalars[c.WINDOW]
    for week in range(weeks - size + 1):
        excess = over[week : week + size].sum() - limits[1, week : week + size].min()
        if excess > 0 and excess > base[worker, 4 * weeks + week]:
            return True
    lo, hi = scalars[c.FIRST_WEEK], scalars[c.END_WEEK]
    limit = c.BIG
    for week in range(lo, hi):
        limit = min(limit, limits[2, week])
    if limit == c.BIG:  # the default holds, and an item with a limit of its own may lift it
        return False
    excess = workers[worker, c.OVER_BASE] + over[lo:hi].sum() - limit
    return bool(excess > 0 and excess > base[worker, 4 * weeks + max(0, weeks - size + 1)])
