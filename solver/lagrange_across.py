"""What limits a worker across weeks, as rows that person-weeks can share through prices.

Two kinds: the marked days worked of those judged for their share, and the overtime in a window
of weeks. Each row holds for every lawful set, whatever limits the set brings with it, and
leaves out what only makes it looser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags
    from solver.problem import Matrix, Problem

MINUTES = 1 << 20  # more than there are in 53 weeks with two around: no limit


class Across(NamedTuple):
    """Hold the rows.

    `days`: per worker and marked day, 1 where the day counts and no fixed item works it.
    `days_left`: per worker, how many of those a lawful set works at most. `shared`: per worker,
    whether there is such a row. `weeks`: per window and week, 1 where the week is in it, the
    last one being all that cost. `most`: per worker and window, the most minutes of overtime a
    lawful set has. `limited`: whether there is such a row.
    """

    days: Matrix
    days_left: Matrix
    shared: Flags
    weeks: Matrix
    most: Matrix
    limited: Flags


def across_of(problem: Problem) -> Across:
    """Return the rows of all workers.

    Args:
        problem: not `wide`.

    Source: contract 2 (`red_days`, `overtime`).
    """
    windows = _windows(problem)
    most = np.stack([_most_over(problem, at, row) for at, row in enumerate(windows)], axis=1)
    return Across(*_shares(problem), windows, *_only_limits(most))


def _only_limits(most: Matrix) -> tuple[Matrix, Flags]:
    """Return the limits with 0 for none, and where there is one."""
    limited = most < MINUTES
    return np.where(limited, np.maximum(most, 0), 0), limited


def _windows(problem: Problem) -> Matrix:
    """Return which weeks are in which window; the last row is the weeks that cost."""
    count, size = len(problem.weeks) - 1, problem.frame.window
    firsts = [(k, k + size) for k in range(max(0, count - size + 1))]
    week = np.arange(count)
    rows = [(week >= lo) & (week < hi) for lo, hi in [*firsts, problem.frame.cost_weeks]]
    return np.array(rows, dtype=np.int64)


def _most_over(problem: Problem, at: int, window: Matrix) -> Matrix:
    """Return per worker the most overtime in a window, by its loosest limit; `BIG` for none.

    A set without any stretch in the window has none, so some item there names the limit; where
    there are fixed ones, a set of these alone is held to theirs, which may be none.
    """
    items, workers, count = problem.items, problem.workers, len(problem.weeks) - 1
    is_total = at == max(0, count - problem.frame.window + 1)
    limit = items[:, c.OVER_TOTAL if is_total else c.OVER_WINDOW]
    inside = window[items[:, c.WEEK]] == 1
    owner = np.repeat(np.arange(len(workers)), np.diff(problem.pointer))
    fixed = inside & (items[:, c.TASK] == c.NONE)
    free = inside & (items[:, c.TASK] != c.NONE)
    sure = np.full(len(workers), c.BIG)
    np.minimum.at(sure, owner[fixed], limit[fixed])
    possible = np.full(len(workers), c.NONE)
    np.maximum.at(possible, owner[free], limit[free])
    named = np.isin(np.arange(len(workers)), owner[fixed])
    most = np.where(named, sure, np.where(possible == c.NONE, c.BIG, possible))
    most = most + np.maximum(0, problem.base[:, 4 * count + at])
    return most - workers[:, c.OVER_BASE] if is_total else most


def _shares(problem: Problem) -> tuple[Matrix, Matrix, Flags]:
    """Return which marked days count for whom, how many may be worked, and where that holds.

    A set that works none under an average works no two neighbouring ones, so at most half of
    them; that needs fixed items that keep to it too.
    """
    workers, days = problem.workers, max(1, problem.frame.reds)
    day = np.arange(days)
    counted = (day >= workers[:, [c.SHARE_LO]]) & (day < workers[:, [c.SHARE_HI]])
    held = _fixed_days(problem, days)
    half = (counted.sum(axis=1) + 1) // 2
    first = problem.base.shape[1] - 1 - _runs(problem) - max(0, problem.frame.reds - 1)
    pairs = problem.base[:, first : first + max(0, problem.frame.reds - 1)]
    cap = workers[:, c.SHARE_CAP] + np.maximum(0, problem.base[:, -1])
    left = np.maximum(cap, half) - (counted & held).sum(axis=1)
    shared = (pairs <= 0).all(axis=1) & (cap < c.BIG // 2) & (left >= 0)
    free = counted & ~held & shared[:, None]
    shared &= free.sum(axis=1) > left
    return free.astype(np.int64), np.where(shared, left, 0), shared


def _runs(problem: Problem) -> int:
    """Return how many runs of Sundays are judged."""
    from solver.line import SUNDAY_RUN

    return max(0, len(problem.frame.sundays) - SUNDAY_RUN + 1)


def _fixed_days(problem: Problem, days: int) -> Flags:
    """Tell which marked days the fixed items of each worker work."""
    held = np.zeros((len(problem.workers), days), np.bool_)
    owner = np.repeat(np.arange(len(problem.workers)), np.diff(problem.pointer))
    for row in problem.fixed:
        item = problem.items[row]
        held[owner[row], item[c.RED_LO] : item[c.RED_HI]] = True
    return held
