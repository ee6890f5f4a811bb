"""Which limits a person-week may be held to: one case for each choice of the strictest.

Where stretches are judged together the strictest of their limits holds. A set of a week is
therefore lawful just when it is in the case that its own stretches name: none of them is
stricter than the case, and the case's limits are kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import lagrange_grid as g
from solver.compiled import compiled

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags, Grid
    from solver.problem import Matrix, Problem

# columns of a case: the limits named, then what the week and all overtime are held to
FREE, WEEK_CAP, OVER_WEEK, OVER_WINDOW, OVER_TOTAL, CAP, OVER_CAP, FREE_NEED, MOST = range(9)
CASE_COLUMNS = 9
NAMED = 5
MOST_CASES = 16  # of a person-week; where there are more, only the loosest is kept


@compiled
def is_stricter(items: Matrix, row: int, case: Matrix) -> bool:
    """Tell whether a candidate names a limit stricter than the case's."""
    stricter = items[row, c.FREE] > case[FREE]
    for at in range(1, NAMED):
        stricter = stricter or items[row, c.FREE + at] < case[at]
    return bool(stricter)


@compiled
def _join(one: Matrix, other: Matrix) -> Matrix:
    """Return the strictest of two."""
    out = np.minimum(one, other)
    out[FREE] = max(one[FREE], other[FREE])
    return out


@compiled
def _add(found: Matrix, count: int, case: Matrix) -> int:
    """Add a case unless it is there; return how many there are."""
    for at in range(count):
        if (found[at] == case).all():
            return count
    if count < len(found):
        found[count] = case
    return count + 1


@compiled
def _named(items: Matrix, dead: Flags, cell: Matrix, found: Matrix) -> int:
    """Write every choice of the strictest limits; return how many, more than fit if too many."""
    fixed = np.full(NAMED, c.BIG)
    fixed[FREE] = c.NONE
    for row in range(cell[g.LO], cell[g.HI]):
        if items[row, c.TASK] == c.NONE:
            fixed = _join(fixed, items[row, c.FREE : c.FREE + NAMED])
    count = 0
    for row in range(cell[g.LO], cell[g.HI]):
        if items[row, c.TASK] != c.NONE and not dead[row]:
            one = _join(fixed, items[row, c.FREE : c.FREE + NAMED])
            known = count
            for at in range(known):
                if count <= len(found):
                    count = _add(found, count, _join(found[at], one))
            if count <= len(found):
                count = _add(found, count, one)
    return count


@compiled
def _fill(
    grid: Grid, base: Matrix, windows: Matrix, cases: Matrix, pointer: Matrix, named: Matrix
) -> int:
    """Fill the cases of all person-weeks; return how many."""
    at = 0
    n = len(grid.weeks) - 1
    for number in range(len(grid.cells)):
        cell = grid.cells[number]
        w, k = cell[g.WORKER], cell[g.WEEK]
        pointer[number] = at
        count = _named(grid.items, grid.dead, cell, named)
        if count > len(named):
            case = cases[at]
            case[FREE], case[1:NAMED] = c.BIG, -c.BIG
            case[CAP], case[OVER_CAP] = cell[g.CAP], cell[g.OVER_CAP]
            case[FREE_NEED], case[MOST] = cell[g.FREE_NEED], c.BIG
            at += 1
            continue
        for one in named[:count]:
            case = cases[at]
            case[:NAMED] = one
            case[CAP] = one[WEEK_CAP] + max(0, base[w, n + k])
            case[OVER_CAP] = one[OVER_WEEK] + max(0, base[w, 2 * n + k])
            case[FREE_NEED] = one[FREE] - max(0, base[w, k])
            total = base[w, 4 * n + len(windows)]
            case[MOST] = one[OVER_TOTAL] + max(0, total) - grid.workers[w, c.OVER_BASE]
            for window in range(len(windows)):
                if windows[window]:
                    most = one[OVER_WINDOW] + max(0, base[w, 4 * n + window])
                    case[MOST] = min(case[MOST], most)
            at += 1
    pointer[len(grid.cells)] = at
    return at


def cases_of(problem: Problem, grid: Grid, covers: Matrix) -> tuple[Matrix, Matrix]:
    """Return the cases of all person-weeks, and where those of each begin.

    Args:
        problem: not `wide`.
        grid: its person-weeks.
        covers: per window of overtime, 1 where all costed weeks are in it.
    """
    count = len(grid.cells)
    cases = np.zeros((count * MOST_CASES, CASE_COLUMNS), np.int64)
    pointer = np.zeros(count + 1, np.int64)
    named = np.zeros((MOST_CASES, NAMED), np.int64)
    size = _fill(grid, problem.base, covers, cases, pointer, named)
    return cases[:size].copy(), pointer
