"""Price workers with few lawful sets exactly: every set with its own cost.

Lines made week by week leave out what ties a worker's fixed items, such as minutes above the
day's in a work period of two. Where all lawful sets can be told, their costs leave out nothing.

Source: Lagrangian relaxation (Geoffrion 1974); what is minimised here is told set by set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver.compiled import compiled
from solver.model_sets import lawful_sets

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags, Grid
    from solver.problem import Matrix, Problem


class Told(NamedTuple):
    """Hold the lawful sets of some workers, one worker's after another's.

    Attributes:
        workers: indexes, rising.
        first: per worker the first set, and the end.
        cost: per set what it costs, whole øre.
        begin: per set the first of its rows, and the end.
        rows: of the sets, one set's after another's.
    """

    workers: Matrix
    first: Matrix
    cost: Matrix
    begin: Matrix
    rows: Matrix

    def cut(self, keep: Flags) -> Told:
        """Return the sets of a problem with fewer candidates, in its rows.

        Args:
            keep: per item row, whether it stays.
        """
        gone = _pointer(~keep[self.rows])
        stays = gone[self.begin[1:]] == gone[self.begin[:-1]]
        sizes = np.diff(self.begin)
        rows = self.rows[np.repeat(stays, sizes)]
        return Told(
            *(self.workers, _pointer(stays)[self.first], self.cost[stays]),
            *(_pointer(sizes[stays]), _pointer(keep)[rows]),
        )


NOBODY = Told(*(np.zeros(size, np.int64) for size in (0, 1, 0, 1, 0)))
"""Everyone is told by lines, as in certificates made before there were sets."""


def told_of(problem: Problem, dead: Flags) -> Told:
    """Return every lawful set of the workers who have few.

    Args:
        problem: not `wide`.
        dead: per item row, whether no lawful plan holds it.
    """
    workers: list[int] = []
    counts: list[int] = []
    costs: list[int] = []
    sizes: list[int] = []
    rows: list[int] = []
    for worker in range(len(problem.workers)):
        own = problem.candidates(worker)
        free = [int(row) for row in own if not dead[row]]
        sets = lawful_sets(problem, worker, free)
        if not sets or all(bits for bits, _ in sets):  # to hold nothing is always lawful
            continue
        workers.append(worker)
        counts.append(len(sets))
        for bits, cost in sets:
            held = [row for i, row in enumerate(free) if bits >> i & 1]
            costs.append(cost)
            sizes.append(len(held))
            rows += held
    return Told(
        np.array(workers, np.int64),
        *(_pointer(np.array(counts, np.int64)), np.array(costs, np.int64)),
        *(_pointer(np.array(sizes, np.int64)), np.array(rows, np.int64)),
    )


def _pointer(sizes: Matrix | Flags) -> Matrix:
    """Return where each of some lists begins, and the end of the last."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))


@compiled
def price_told(grid: Grid, told: Told, task: Matrix, values: Matrix, taken: Flags) -> None:
    """Price the cheapest set of each worker who is told set by set.

    Args:
        grid: the person-weeks; a candidate that gains `BIG` is left out.
        told: the sets.
        task: multiplier per task.
        values: filled per told worker with what no lawful set goes below.
        taken: per item row; set for the rows of the cheapest set.
    """
    for n, w in enumerate(told.workers):
        best, at = c.BIG, c.NONE
        for s in range(told.first[n], told.first[n + 1]):
            cost = told.cost[s]
            for row in told.rows[told.begin[s] : told.begin[s + 1]]:
                if grid.gains[row] >= c.BIG:
                    cost = c.BIG
                    break
                cost -= task[grid.items[row, c.TASK]]
            if cost < best:
                best, at = cost, s
        values[w] = best
        for row in told.rows[told.begin[at] : told.begin[at + 1]]:
            taken[row] = True
