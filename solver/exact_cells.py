"""What each worker could do in each week: every set of a week's candidates, with a least cost.

A set of a week is kept unless nothing added could mend what it breaks. Its cost is told without
what lies between weeks and within days, so the sum over weeks is never above what the whole
line of a worker costs. Sets of a week that work the same marked days and as many weekend tasks
are one *group*; a *course* is one group per week whose marked days are lawful together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver.compiled import compiled
from solver.exact_courses import courses_of
from solver.model_conflicts import regular
from solver.repair_sets import grow

if TYPE_CHECKING:
    from collections.abc import Callable

    from solver.problem import Arrays, Matrix, Problem

MOST_OF_CELL, MOST_SETS = 30_000, 100_000
SCALE = 1024  # parts of an øre: costs here are in these, so that prices can lie between
_BITS, _REDS, _MONEY = 62, 30, 1 << 46


class Cells(NamedTuple):
    """Hold the sets of all workers and weeks, as arrays for compiled code.

    Attributes:
        first: rows of set s are rows[first[s]..first[s + 1]], rising.
        rows: of candidates.
        tasks: of each of `rows`; forced ones as one past the last task.
        least: of every set, in parts of an øre, a cost that no line holding it has less than in
            that week.
        groups: sets of group g are groups[g]..groups[g + 1].
        course_at: courses of worker w are course_at[w]..course_at[w + 1].
        courses: per course and week its group.
        square: per course, what its weekend tasks cost together, in parts of an øre.
        longest: rows that a line has at most.
    """

    first: Matrix
    rows: Matrix
    tasks: Matrix
    least: Matrix
    groups: Matrix
    course_at: Matrix
    courses: Matrix
    square: Matrix
    longest: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold the sets of one worker in one week, group by group.

    Attributes:
        sizes: candidates of every set.
        rows: of the candidates, set by set.
        least: cost of every set.
        groups: sets of group g are groups[g]..groups[g + 1].
        marks: per group the days worked without and with average, and its weekend tasks.
    """

    sizes: Matrix
    rows: Matrix
    least: Matrix
    groups: Matrix
    marks: Matrix


def cells_of(problem: Problem, over: Callable[[], bool]) -> Cells | None:
    """Return every set of every worker and week.

    Args:
        problem: not `wide`.
        over: asked between weeks; True ends the work.

    Returns:
        None where they are too many, where the work was ended, or where costs could fall as a
        set grows in ways that the least costs do not tell.
    """
    if not rises(problem) or problem.frame.reds > _REDS or not _is_modest(problem):
        return None
    found: list[Cell] = []
    left = MOST_SETS
    for worker in range(len(problem.workers)):
        own = problem.candidates(worker)
        steady = regular(problem, worker)
        for week in range(len(problem.weeks) - 1):
            if over():
                return None
            rows = own[problem.items[own, c.WEEK] == week]
            cell = cell_of(problem, (worker, week), rows, steady, min(left, MOST_OF_CELL))
            if cell is None:
                return None
            left -= len(cell.sizes)
            found.append(cell)
    return _joined(problem, found)


def _joined(problem: Problem, found: list[Cell]) -> Cells | None:
    """Lay the cells of all workers out one after another; None where courses are too many."""
    told = courses_of(problem, [cell.marks for cell in found])
    if told is None:
        return None
    rows = np.concatenate([cell.rows for cell in found])
    tasks = problem.items[rows, c.TASK]
    forced = np.array([task.forced is not None for task in problem.tasks], dtype=np.bool_)
    tasks[forced[tasks]] = len(problem.tasks)
    sizes = np.concatenate([cell.sizes for cell in found])
    per_group = np.concatenate([np.diff(cell.groups) for cell in found])
    return Cells(
        *(_pointer(sizes), rows, tasks, SCALE * np.concatenate([cell.least for cell in found])),
        *(_pointer(per_group), told[0], told[1], SCALE * told[2]),
        max(1, (len(problem.weeks) - 1) * int(sizes.max(initial=0))),
    )


def _is_modest(problem: Problem) -> bool:
    """Tell whether sums of costs in parts of an øre stay far below what a number holds."""
    minutes = float(problem.items[:, c.PAID].sum() + problem.workers[:, c.FULL].sum() * 60)
    money = sum(task.idle_cost for task in problem.tasks) + float(np.abs(problem.costs).sum())
    return bool(money + minutes * float(problem.rates.max(initial=0)) * 4 < _MONEY)


def _pointer(sizes: Matrix) -> Matrix:
    """Return where each of some pieces begins, and where the last one ends."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))


def rises(problem: Problem) -> bool:
    """Tell whether a week's minutes cost no less the more of them there are."""
    rates = problem.rates
    return not ((rates < 0).any() or (rates[:, c.OVER] < rates[:, c.ASSIGNED]).any())


def cell_of(
    problem: Problem, cell: tuple[int, int], rows: Matrix, steady: bool, most: int
) -> Cell | None:
    """Return a worker's sets in a week.

    Args:
        problem: not `wide`, and one that `rises`.
        cell: worker and week.
        rows: of candidates in that week, rising.
        steady: `solver.model_conflicts.regular` of the worker.
        most: sets at most.

    Returns:
        Those that hold what is forced there; None for too many.
    """
    worker, week = cell
    must = 0
    may: list[int] = []
    for row in rows:
        forced = problem.tasks[int(problem.items[row, c.TASK])].forced
        if forced is None or forced == worker:
            must |= (forced is not None) << len(may)
            may.append(int(row))
    if len(may) > _BITS or most < 1:
        return None
    own = np.array(may, dtype=np.int64)
    nothing = np.zeros(0, dtype=np.int64)
    bits, _, _, count = grow(problem.arrays, worker, nothing, own, steady, most)
    bits = bits[:count]
    bits = bits[(bits & must) == must]
    if not len(bits):
        return None
    marks = _marks(problem.items, own, bits)
    kinds, kind = np.unique(marks, axis=0, return_inverse=True)
    order = np.argsort(kind, kind="stable")
    fixed = problem.fixed[problem.fixed_pointer[worker] : problem.fixed_pointer[worker + 1]]
    held = int(problem.items[fixed[problem.items[fixed, c.WEEK] == week], c.PAID].sum())
    told = _told(problem.arrays, (worker, week, held), own, bits[order])
    return Cell(*told, _pointer(np.bincount(kind)), kinds)


@compiled
def _marks(items: Matrix, rows: Matrix, bits: Matrix) -> Matrix:
    """Return per set the marked days worked without and with average, and weekend tasks."""
    out = np.zeros((len(bits), 3), np.int64)
    for s in range(len(bits)):
        for i in range(len(rows)):
            if bits[s] >> i & 1:
                row = rows[i]
                for day in range(items[row, c.RED_LO], items[row, c.RED_HI]):
                    out[s, items[row, c.AVERAGE]] |= 1 << day
                out[s, 2] += items[row, c.WEEKEND]
    return out


@compiled
def _told(
    arrays: Arrays, cell: tuple[int, int, int], rows: Matrix, bits: Matrix
) -> tuple[Matrix, Matrix, Matrix]:
    """Return sizes, rows and least costs of sets given as bits of some rows."""
    items, costs, _, _, workers, rates, _, _, _, scalars, _ = arrays
    worker, week, held = cell
    sizes = np.zeros(len(bits), np.int64)
    least = np.zeros(len(bits), np.int64)
    flat = np.empty(len(bits) * len(rows), np.int64)
    at = 0
    contract, full, rate = workers[worker, c.CONTRACT], workers[worker, c.FULL], rates[worker]
    for s in range(len(bits)):
        assigned = 0
        for i in range(len(rows)):
            if bits[s] >> i & 1:
                flat[at] = rows[i]
                at += 1
                sizes[s] += 1
                assigned += items[rows[i], c.PAID]
                least[s] += costs[rows[i]]
        if scalars[c.FIRST_WEEK] <= week < scalars[c.END_WEEK]:
            paid = held + assigned
            over = max(0, paid - full)
            least[s] += rate[c.UNDER] * max(0, contract - paid) + rate[c.OVER] * over
            least[s] += rate[c.ASSIGNED] * max(0, assigned - over)
            if workers[worker, c.COUNTS_EXTRA]:
                least[s] += rate[c.EXTRA] * max(0, min(paid, full) - contract)
    return sizes, flat[:at].copy(), least
