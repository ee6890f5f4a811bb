"""Bound the cost of every lawful plan by pricing each worker on their own.

"Each task exactly once" is relaxed with one multiplier per task, "not two neighbouring marked
days" with one per worker and day, and the square of a worker's weekend tasks is replaced by a
tangent. What is left falls apart into person-weeks. Where lines are priced over all weeks only
the first is relaxed, and what is left falls apart into workers. Everything is whole øre, so the
bound holds exactly, whatever the multipliers are.

Source: Lagrangian relaxation (Geoffrion 1974).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import lagrange_grid as g
from solver.lagrange_across import Across, across_of
from solver.lagrange_border import Borders, borders_of
from solver.lagrange_line import Prices, scratch_for
from solver.lagrange_told import Told, told_of
from solver.lagrange_week import price_cells
from solver.lagrange_whole import Whole

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags
    from solver.problem import Matrix, Problem


LABELS, WHOLE_LABELS = 256, 1024
LARGEST = 1 << 40  # øre; sums of larger multipliers could leave 64 bits
LARGEST_MINUTE = 1 << 24  # øre per minute; the same


def _nothing() -> Matrix:
    """Return no multipliers."""
    return np.zeros(0, np.int64)


def _used(values: Matrix, limited: Flags, most: int) -> Matrix:
    """Return multipliers cut to what is allowed; zeros where they are left out."""
    if values.shape != limited.shape:
        return np.zeros(limited.shape, np.int64)
    return np.where(limited, np.clip(values, 0, most), 0)


@dataclass(frozen=True, slots=True)
class Multipliers:
    """Hold what proves a bound.

    Attributes:
        task: whole øre per task, at most what the task costs when nobody does it; a forced one
            has no such end, since somebody always does it.
        day: whole øre, 0 or more, per worker and marked day with the next one.
        step: per worker the number of weekend tasks at which the tangent touches, 0 or more.
        share: whole øre, 0 or more, per worker, for each marked day of the judged share; may be
            left out, and counts as zero then.
        over: whole øre, 0 or more, per worker and window, for each minute of overtime in it; the
            same.
        mixed: whole øre, 0 or more, per worker, for neighbouring marked days of which one is
            worked without an average (`solver.lagrange_grid.Grid.mixed`); the same.
        border: whole øre, 0 or more, per clique over the end of a week
            (`solver.lagrange_border`); the same.
    """

    task: Matrix
    day: Matrix
    step: Matrix
    share: Matrix = field(default_factory=_nothing)
    over: Matrix = field(default_factory=_nothing)
    mixed: Matrix = field(default_factory=_nothing)
    border: Matrix = field(default_factory=_nothing)

    def of(self, workers: Matrix, tasks: Matrix) -> Multipliers:
        """Return those of some workers and some tasks; of the ends of weeks there are none then.

        Args:
            workers: indexes.
            tasks: indexes.
        """
        return Multipliers(
            *(self.task[tasks], self.day[workers], self.step[workers], self.share[workers]),
            *(self.over[workers], self.mixed[workers]),
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """Hold a bound, its multipliers, the rows of the lines that gave it and their overtime.

    Attributes:
        bound: whole øre.
        multipliers: as they were used.
        taken: per item row.
        over: minutes, by worker and week; zeros where lines are `whole`.
        labels: most labels per item that it was made with.
        whole: whether lines were priced over all weeks.
    """

    bound: int
    multipliers: Multipliers
    taken: Flags
    over: Matrix
    labels: int = LABELS
    whole: bool = False


@dataclass(slots=True)
class Relaxation:
    """Hold a problem cut into person-weeks, ready to be priced.

    Attributes:
        problem: not `wide`.
        threads: that price side by side, 1 or more.
        labels: most labels per item, 1 or more; a proof names the number it was made with.
        whole: whether lines are priced over all weeks (`solver.lagrange_whole`); the only
            multipliers are then those of tasks and over the ends of weeks.
        cliques: over the ends of weeks, where they are known already.
        told: lawful sets of workers who have few, where known already; used where `whole`.
        older: the same problem cut before, whose person-weeks are taken over.
    """

    problem: Problem
    threads: int = 1
    labels: int = LABELS
    whole: bool = False
    cliques: Borders | None = None
    told: Told | None = None
    older: Relaxation | None = None
    lines: Whole | None = field(init=False, default=None)
    grid: g.Grid = field(init=False)
    across: Across = field(init=False)
    borders: Borders = field(init=False)
    bordered: Flags = field(init=False)
    empty: Matrix = field(init=False)
    idle: Matrix = field(init=False)
    most: Matrix = field(init=False)
    rows: Matrix = field(init=False)
    owner: Matrix = field(init=False)

    def __post_init__(self) -> None:
        problem = self.problem
        if self.older is None:
            self.grid, self.empty = g.grid_of(problem)
        else:
            self.grid, self.empty = g.copied(self.older.grid), self.older.empty
            self.cliques, self.older = self.older.borders, None
        self.across = across_of(problem)
        self.borders = self.cliques or borders_of(problem, self.grid.dead)
        self.bordered = np.ones(len(self.borders.owner), np.bool_)
        self.idle = np.array([task.idle_cost for task in problem.tasks], dtype=np.int64)
        forced = np.array([task.forced is not None for task in problem.tasks], dtype=np.bool_)
        self.most = np.where(forced, LARGEST, self.idle)
        self.rows = np.flatnonzero(problem.items[:, c.TASK] != c.NONE)
        sizes = np.diff(problem.pointer)
        self.owner = np.repeat(np.arange(len(problem.workers)), sizes)
        if self.whole:
            self.told = self.told or told_of(problem, self.grid.dead)
            self.lines = Whole(problem, self.grid, self.labels, self.told)
            self.bordered[np.isin(self.borders.owner, self.told.workers)] = False
            self.empty = self.empty.copy()
            self.empty[self.told.workers] = 0
            self.grid.reds[:] = self.grid.mixed[:] = False
            self.across.shared[:] = False
            self.across.limited[:] = False

    def none(self) -> Multipliers:
        """Return multipliers that are all zero."""
        workers = len(self.problem.workers)
        days = self.grid.reds.shape[1]
        return Multipliers(
            np.zeros(len(self.idle), np.int64),
            np.zeros((workers, days), np.int64),
            np.zeros(workers, np.int64),
            np.zeros(workers, np.int64),
            np.zeros(self.across.most.shape, np.int64),
            np.zeros(self.grid.mixed.shape, np.int64),
            np.zeros(len(self.bordered), np.int64),
        )

    def lawful(self, multipliers: Multipliers) -> Multipliers:
        """Return multipliers cut to what the proof allows.

        Args:
            multipliers: whole numbers of any size.
        """
        return Multipliers(
            np.minimum(np.maximum(multipliers.task, -LARGEST), self.most),
            np.where(self.grid.reds, np.clip(multipliers.day, 0, LARGEST), 0),
            np.clip(multipliers.step, 0, 0 if self.whole else len(self.idle)),
            _used(multipliers.share, self.across.shared, LARGEST),
            _used(multipliers.over, self.across.limited, LARGEST_MINUTE),
            _used(multipliers.mixed, self.grid.mixed, LARGEST),
            _used(multipliers.border, self.bordered, LARGEST),
        )

    def bound(self, multipliers: Multipliers) -> Proof:
        """Price every person-week and add up.

        Args:
            multipliers: cut to what is allowed first.

        Returns:
            A bound no lawful plan goes below, in exact whole øre.
        """
        used = self.lawful(multipliers)
        if self.lines is not None:
            return self._by_lines(used, self.lines)
        square = self.problem.rates[:, c.SQUARE]
        values, taken, over = self._price(self._prices(used), self.grid)
        tangents = (used.step * (used.step + 1) * square).sum()
        total = self._besides(used) + int(values.sum())
        across = used.share @ self.across.days_left + (used.over * self.across.most).sum()
        total -= int(tangents) + int(used.day.sum()) + int(across)
        total -= int(used.mixed.sum()) + int(used.border.sum())
        return Proof(total, used, taken, over, self.labels)

    def _besides(self, used: Multipliers) -> int:
        """Return what the bound holds besides lines and what multipliers of workers take off."""
        return self.problem.constant + int(self.empty.sum()) + int(used.task.sum())

    def _by_lines(self, used: Multipliers, lines: Whole) -> Proof:
        """Price every worker's line over all weeks and add up."""
        values, taken = lines.price(self._prices(used), self.threads)
        total = self._besides(used) + int(values.sum()) - int(used.border.sum())
        over = np.zeros((len(values), len(self.problem.weeks) - 1), np.int64)
        return Proof(total, used, taken, over, self.labels, whole=True)

    def line_values(self, used: Multipliers) -> tuple[Matrix, Prices]:
        """Price every worker's line over all weeks.

        Args:
            used: as `lawful` leaves them.

        Returns:
            Per worker a number no lawful line goes below, and the prices.

        Raises:
            ValueError: lines are not `whole` here.
        """
        if self.lines is None:
            raise ValueError("lines are priced week by week")
        prices = self._prices(used)
        return self.lines.price(prices, self.threads)[0], prices

    def week_values(self, used: Multipliers) -> tuple[Matrix, Prices]:
        """Price every person-week, quick returns left out.

        Args:
            used: as `lawful` leaves them.

        Returns:
            Per person-week a number no lawful set goes below, and the prices.
        """
        rates = self.grid.rates.copy()
        rates[:, c.QUICK] = 0
        prices = self._prices(used)
        return self._price(prices, self.grid._replace(rates=rates))[0], prices

    def _prices(self, used: Multipliers) -> Prices:
        """Return what multipliers make of tasks, days, weekends and overtime."""
        count = used.day.shape[1]
        first, second = used.mixed[:, :count], used.mixed[:, count:]
        days = np.repeat(used.day[:, None, :], 2, axis=1)
        days[:, :, 1:] += (used.day + first)[:, None, :-1]
        days += (self.across.days * used.share[:, None] + second)[:, None, :]
        days[:, 1] += first
        days[:, 1, 1:] += second[:, :-1]
        square = 0 if self.whole else self.problem.rates[:, c.SQUARE]
        minutes = used.over @ self.across.weeks
        rows = self.borders.matrix.T @ used.border
        return Prices(used.task, days, (2 * used.step + 1) * square, minutes, rows)

    def _price(self, prices: Prices, grid: g.Grid) -> tuple[Matrix, Flags, Matrix]:
        """Price all person-weeks, in as many threads as allowed."""
        cells = len(grid.cells)
        values = np.zeros(cells, np.int64)
        over = np.zeros(prices.over.shape, np.int64)
        taken = np.zeros(len(self.problem.items), np.bool_)
        borders = np.linspace(0, cells, self.threads + 1).astype(np.int64)
        if self.threads == 1:
            scratch = scratch_for(grid, self.labels)
            price_cells(grid, prices, scratch, borders, values, taken, over)
            return values, taken, over
        with ThreadPoolExecutor(self.threads) as pool:
            jobs = [
                pool.submit(
                    price_cells,
                    *(grid, prices, scratch_for(grid, self.labels), borders[n : n + 2]),
                    *(values, taken, over),
                )
                for n in range(self.threads)
            ]
            for job in jobs:
                job.result()
        return values, taken, over
