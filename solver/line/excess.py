"""What a walked set exceeds, per week, window and marked day, against the fixed items alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver import columns as c
from solver.compiled import compiled
from solver.line.walk import (
    EXTRA_BROKEN,
    FREE_BROKEN,
    LAWFUL,
    OVER_BROKEN,
    RED_BROKEN,
    WEEK_BROKEN,
)

if TYPE_CHECKING:
    from solver.problem import Matrix
    from solver.rows import Frame

SUNDAY_RUN = 4


def width(weeks: int, frame: Frame) -> int:
    """Return how many excesses one worker has.

    Args:
        weeks: number of judged weeks.
        frame: what is common to all workers.
    """
    windows = max(0, weeks - frame.window + 1)
    runs = max(0, len(frame.sundays) - SUNDAY_RUN + 1)
    return 4 * weeks + windows + 1 + max(0, frame.reds - 1) + runs + 1


@compiled
def _windows(worker: Matrix, scalars: Matrix, sums: Matrix, out: Matrix, at: int) -> int:
    """Fill the excesses of overtime per window and in all; return the next place."""
    weeks = sums.shape[1]
    size = scalars[c.WINDOW]
    for k in range(weeks - size + 1):
        limit = c.BIG
        value = 0
        for j in range(k, k + size):
            limit = min(limit, sums[7, j])
            value += sums[9, j]
        out[at] = value - limit
        at += 1
    limit = c.BIG
    value = worker[c.OVER_BASE]
    for k in range(scalars[c.FIRST_WEEK], scalars[c.END_WEEK]):
        limit = min(limit, sums[8, k])
        value += sums[9, k]
    limit = limit if limit != c.BIG else worker[c.OVER_DEFAULT]
    out[at] = value - limit
    return at + 1


@compiled
def marked_days(
    worker: Matrix, sundays: Matrix, scalars: Matrix, marked: Matrix, out: Matrix, at: int
) -> None:
    """Fill the excesses of marked days: neighbours, runs of Sundays, share.

    Args:
        worker: the worker's row.
        sundays: indexes of marked days that are Sundays.
        scalars: the single numbers.
        marked: per day whether it is worked, worked without and worked with average.
        out: filled from *at*.
        at: where the first of them lies.
    """
    for day in range(scalars[c.REDS] - 1):
        both = marked[0, day] and marked[0, day + 1]
        out[at] = int(both and (marked[1, day] or marked[1, day + 1]))
        at += 1
    held = marked[2].any()
    for k in range(len(sundays) - SUNDAY_RUN + 1):
        run = held
        for j in range(k, k + SUNDAY_RUN):
            run = run and marked[0, sundays[j]] == 1
        out[at] = int(run)
        at += 1
    worked = marked[0, worker[c.SHARE_LO] : worker[c.SHARE_HI]].sum()
    out[at] = worked - worker[c.SHARE_CAP] if held else 0


@compiled
def excesses(
    worker: Matrix,
    sundays: Matrix,
    scalars: Matrix,
    sums: Matrix,
    marked: Matrix,
    out: Matrix,
) -> None:
    """Fill what a walked set exceeds, per week, window and marked day.

    Args:
        worker: the worker's row.
        sundays: indexes of marked days that are Sundays.
        scalars: the single numbers.
        sums: of `walk`; its last row is filled with overtime.
        marked: of `walk`.
        out: filled, `width` long; at most 0 where a limit is kept.
    """
    weeks = sums.shape[1]
    for k in range(weeks):
        sums[9, k] = max(0, sums[0, k] - worker[c.FULL], sums[2, k])
        limit = sums[4, k] if sums[4, k] != c.NONE else scalars[c.FREE_DEFAULT]
        out[k] = limit - sums[3, k]
        out[weeks + k] = sums[0, k] - sums[5, k]
        out[2 * weeks + k] = sums[9, k] - sums[6, k]
        extra = min(sums[0, k], worker[c.FULL]) - worker[c.CONTRACT]
        out[3 * weeks + k] = extra - worker[c.EXTRA_CAP] if worker[c.COUNTS_EXTRA] else 0
    at = _windows(worker, scalars, sums, out, 4 * weeks)
    marked_days(worker, sundays, scalars, marked, out, at)


@compiled
def first_broken(weeks: int, windows: int, out: Matrix, base: Matrix) -> int:
    """Return the first rule whose excess is above 0 and above that of the fixed items.

    Args:
        weeks: judged weeks.
        windows: windows of overtime.
        out: excesses of the set.
        base: excesses of the fixed items.
    """
    for k in range(len(out)):
        if out[k] > 0 and out[k] > base[k]:
            if k < weeks:
                return FREE_BROKEN
            if k < 2 * weeks:
                return WEEK_BROKEN
            if k < 3 * weeks:
                return OVER_BROKEN
            if k < 4 * weeks:
                return EXTRA_BROKEN
            if k < 4 * weeks + windows + 1:
                return OVER_BROKEN
            return RED_BROKEN
    return LAWFUL
