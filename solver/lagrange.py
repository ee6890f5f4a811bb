"""Bound the cost of every lawful plan by pricing each person-week on its own.

"Each task exactly once" is relaxed with one multiplier per task, "not two neighbouring marked
days" with one per worker and day, and the square of a worker's weekend tasks is replaced by a
tangent. What is left falls apart into person-weeks. Everything is whole øre, so the bound
holds exactly, whatever the multipliers are.

Source: Lagrangian relaxation (Geoffrion 1974).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import lagrange_grid as g
from solver.lagrange_line import Prices, price_cells, scratch_for

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags
    from solver.problem import Matrix, Problem


LABELS = 128
LARGEST = 1 << 40  # øre; sums of larger multipliers could leave 64 bits


@dataclass(frozen=True, slots=True)
class Multipliers:
    """Hold what proves a bound.

    Attributes:
        task: whole øre per task, at most what the task costs when nobody does it.
        day: whole øre, 0 or more, per worker and marked day with the next one.
        step: per worker the number of weekend tasks at which the tangent touches, 0 or more.
    """

    task: Matrix
    day: Matrix
    step: Matrix


@dataclass(frozen=True, slots=True)
class Proof:
    """Hold a bound, its multipliers and the rows of the lines that gave it."""

    bound: int
    multipliers: Multipliers
    taken: Flags


@dataclass(slots=True)
class Relaxation:
    """Hold a problem cut into person-weeks, ready to be priced.

    Attributes:
        problem: not `wide`.
        threads: that price side by side, 1 or more.
        labels: most labels per item, 1 or more; a proof names the number it was made with.
    """

    problem: Problem
    threads: int = 1
    labels: int = LABELS
    grid: g.Grid = field(init=False)
    empty: int = field(init=False)
    idle: Matrix = field(init=False)
    rows: Matrix = field(init=False)
    owner: Matrix = field(init=False)

    def __post_init__(self) -> None:
        problem = self.problem
        self.grid, self.empty = g.grid_of(problem)
        self.idle = np.array([task.idle_cost for task in problem.tasks], dtype=np.int64)
        self.rows = np.flatnonzero(problem.items[:, c.TASK] != c.NONE)
        sizes = np.diff(problem.pointer)
        self.owner = np.repeat(np.arange(len(problem.workers)), sizes)

    def none(self) -> Multipliers:
        """Return multipliers that are all zero."""
        workers = len(self.problem.workers)
        days = self.grid.reds.shape[1]
        return Multipliers(
            np.zeros(len(self.idle), np.int64),
            np.zeros((workers, days), np.int64),
            np.zeros(workers, np.int64),
        )

    def lawful(self, multipliers: Multipliers) -> Multipliers:
        """Return multipliers cut to what the proof allows.

        Args:
            multipliers: whole numbers of any size.
        """
        return Multipliers(
            np.minimum(np.maximum(multipliers.task, -LARGEST), self.idle),
            np.where(self.grid.reds, np.clip(multipliers.day, 0, LARGEST), 0),
            np.clip(multipliers.step, 0, len(self.idle)),
        )

    def bound(self, multipliers: Multipliers) -> Proof:
        """Price every person-week and add up.

        Args:
            multipliers: cut to what is allowed first.

        Returns:
            A bound no lawful plan goes below, in exact whole øre.
        """
        used = self.lawful(multipliers)
        square = self.problem.rates[:, c.SQUARE]
        days = used.day.copy()
        days[:, 1:] += used.day[:, :-1]
        prices = Prices(used.task, days, (2 * used.step + 1) * square)
        values, taken = self._price(prices)
        tangents = (used.step * (used.step + 1) * square).sum()
        total = self.problem.constant + self.empty + int(used.task.sum()) + int(values.sum())
        return Proof(total - int(tangents) - int(used.day.sum()), used, taken)

    def _price(self, prices: Prices) -> tuple[Matrix, Flags]:
        """Price all person-weeks, in as many threads as allowed."""
        cells = len(self.grid.cells)
        values = np.zeros(cells, np.int64)
        taken = np.zeros(len(self.problem.items), np.bool_)
        borders = np.linspace(0, cells, self.threads + 1).astype(np.int64)
        if self.threads == 1:
            price_cells(
                self.grid, prices, scratch_for(self.grid, self.labels), borders, values, taken
            )
            return values, taken
        with ThreadPoolExecutor(self.threads) as pool:
            jobs = [
                pool.submit(
                    price_cells,
                    *(self.grid, prices, scratch_for(self.grid, self.labels), borders[n : n + 2]),
                    *(values, taken),
                )
                for n in range(self.threads)
            ]
            for job in jobs:
                job.result()
        return values, taken
