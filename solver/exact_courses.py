"""Which marked days a worker may work in all, told week by week.

Marked days are what most often ties one week to another. They only add up, so a choice of
groups that breaks a limit by itself is left at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.compiled import compiled
from solver.line.excess import marked_days

if TYPE_CHECKING:
    from solver.problem import Arrays, Matrix, Problem

MOST_OF_WORKER, MOST_COURSES = 20_000, 200_000
MOST_STEPS = 500_000  # of one worker, before the courses are given up


def courses_of(problem: Problem, marks: list[Matrix]) -> tuple[Matrix, Matrix, Matrix] | None:
    """Return the courses of every worker.

    Args:
        problem: the problem.
        marks: per worker and week its groups: days worked without and with average, as bits,
            and weekend tasks.

    Returns:
        Where each worker's courses begin, per course and week the group counted from the first
        worker's first, and what each course's weekend tasks cost; None where they are too many.
    """
    weeks = len(problem.weeks) - 1
    found, squares, sizes = [], [], [0]
    first = 0
    for worker in range(len(problem.workers)):
        own = marks[worker * weeks : (worker + 1) * weeks]
        pointer = np.cumsum([0, *(len(week) for week in own)]).astype(np.int64)
        told, weekends, count = _courses(
            problem.arrays, worker, np.concatenate(own), pointer, MOST_OF_WORKER
        )
        if count == 0 or sizes[-1] + count > MOST_COURSES:
            return None
        found.append(told[:count] + first)
        squares.append(problem.rates[worker, c.SQUARE] * weekends[:count] ** 2)
        sizes.append(sizes[-1] + count)
        first += int(pointer[-1])
    if not found:
        return None
    return np.array(sizes, np.int64), np.concatenate(found), np.concatenate(squares)


@compiled
def _courses(
    arrays: Arrays, worker: int, marks: Matrix, pointer: Matrix, most: int
) -> tuple[Matrix, Matrix, int]:
    """Return groups and weekend tasks of a worker's courses, and their number; 0 for too many."""
    weeks = len(pointer) - 1
    out = np.empty((most, weeks), np.int64)
    weekends = np.zeros(most, np.int64)
    at = np.zeros(weeks + 1, np.int64)
    found = depth = steps = 0
    at[0] = pointer[0]
    while depth >= 0:
        steps += 1
        if steps > MOST_STEPS:
            return out, weekends, 0
        if at[depth] == pointer[depth + 1]:
            depth -= 1
            continue
        at[depth] += 1
        if not _fits(arrays, worker, marks, at[: depth + 1] - 1):
            continue
        if depth + 1 < weeks:
            depth += 1
            at[depth] = pointer[depth]
            continue
        if found == most:
            return out, weekends, 0
        out[found] = at[:weeks] - 1
        for group in out[found]:
            weekends[found] += marks[group, 2]
        found += 1
    return out, weekends, found


@compiled
def _fits(arrays: Arrays, worker: int, marks: Matrix, groups: Matrix) -> bool:
    """Tell whether the marked days of some groups keep the limits beside the fixed items."""
    items, _, fixed, pointer, workers, _, weeks, _, sundays, scalars, base = arrays
    marked = np.zeros((3, scalars[c.REDS]), np.int64)
    for row in fixed[pointer[worker] : pointer[worker + 1]]:
        for day in range(items[row, c.RED_LO], items[row, c.RED_HI]):
            marked[0, day] = 1
            marked[1 + items[row, c.AVERAGE], day] = 1
    for group in groups:
        for kind in range(2):
            for day in range(scalars[c.REDS]):
                if marks[group, kind] >> day & 1:
                    marked[0, day] = 1
                    marked[1 + kind, day] = 1
    count = len(weeks) - 1
    first = 4 * count + max(0, count - scalars[c.WINDOW] + 1) + 1
    out = np.zeros(base.shape[1], np.int64)
    marked_days(workers[worker], sundays, scalars, marked, out, first)
    broken = (out[first:] > 0) & (out[first:] > base[worker, first:])
    return not broken.any()
