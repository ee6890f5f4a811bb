"""Price lines over all weeks: what ties the weeks of each worker, laid out for compiled code."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from solver import lagrange_grid as g
from solver.lagrange_case import cases_of
from solver.lagrange_join import Ties, price_workers, room_for
from solver.lagrange_label import MOST_REDS, worked
from solver.lagrange_line import scratch_for
from solver.lagrange_told import price_told

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags, Grid
    from solver.lagrange_line import Prices
    from solver.lagrange_told import Told
    from solver.problem import Matrix, Problem

MOST_WEEKS = 6  # costed weeks; with more, joined lines are too many


def can_be_whole(problem: Problem) -> bool:
    """Tell whether lines can be priced over all weeks.

    Args:
        problem: not `wide`.
    """
    low, high = problem.frame.cost_weeks
    return high - low <= MOST_WEEKS and problem.frame.reds <= MOST_REDS


class Whole:
    """Price the best line of each worker over all weeks."""

    def __init__(self, problem: Problem, grid: Grid, labels: int, told: Told) -> None:
        """Lay out what ties the weeks.

        Args:
            problem: one that `can_be_whole`.
            grid: its person-weeks.
            labels: most labels per item, 1 or more.
            told: workers who are told set by set; the others are told by lines.
        """
        self.grid = grid._replace(items=problem.items)
        self.labels = labels
        self.count = len(problem.workers)
        self.reds = max(1, problem.frame.reds)
        low, high = problem.frame.cost_weeks
        self.weeks = high - low
        self.ties = _ties(problem, self.grid)
        self.told = told
        self.others = np.setdiff1d(np.arange(self.count), told.workers)

    def price(self, prices: Prices, threads: int) -> tuple[Matrix, Flags]:
        """Price all workers, in as many threads as allowed.

        Args:
            prices: those of tasks; all others zero.
            threads: that price side by side.

        Returns:
            Per worker a number no lawful line goes below, multipliers counted; and per item row
            whether the line that gave it holds it.
        """
        values = np.zeros(self.count, np.int64)
        taken = np.zeros(len(self.grid.items), np.bool_)
        borders = np.linspace(0, len(self.others), threads + 1).astype(np.int64)

        def some(at: int) -> None:
            scratch = scratch_for(self.grid, self.labels)
            room = room_for(self.weeks, self.ties.base, self.reds)
            share = self.others[borders[at] : borders[at + 1]]
            price_workers(self.grid, prices, self.ties, scratch, room, share, values, taken)

        price_told(self.grid, self.told, prices.task, values, taken)
        if threads == 1:
            some(0)
        else:
            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(some, range(threads)))
        return values, taken


def _ties(problem: Problem, grid: Grid) -> Ties:
    """Return what ties the weeks of every worker."""
    count, (low, high) = len(problem.weeks) - 1, problem.frame.cost_weeks
    windows = max(0, count - problem.frame.window + 1)
    firsts = np.arange(windows)
    covers = (firsts <= low) & (high <= firsts + problem.frame.window)
    cases, cases_at = cases_of(problem, grid, covers.astype(np.int64))
    owner = np.repeat(np.arange(len(problem.workers)), np.diff(problem.pointer))
    held = np.zeros(len(problem.workers), np.int64)
    for row in problem.fixed:
        held[owner[row]] |= worked(problem.items, row)
    first = np.arange(len(problem.workers) + 1)
    return Ties(
        np.searchsorted(grid.cells[:, g.WORKER], first).astype(np.int64),
        *(cases, cases_at, held, problem.base[:, 4 * count + windows + 1 :].copy()),
        problem.sundays,
    )
