"""Bound the cost of every lawful plan by pricing each worker's line on its own.

"Each task exactly once" is relaxed with one multiplier per task, and the square of a worker's
weekend tasks is replaced by a tangent. What is left falls apart into the workers' lines, which
are priced over all weeks. Everything is whole øre, so the bound holds exactly, whatever the
multipliers are.

Source: Lagrangian relaxation (Geoffrion 1974).
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import lagrange_grid as g
from solver.lagrange_line import Prices, price_lines, scratch_for

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags
    from solver.lagrange_week import Scratch
    from solver.problem import Matrix, Problem


LABELS = 512
PIECES = 8  # per thread: the last to end is not far behind
LARGEST = 1 << 40  # øre; sums of larger multipliers could leave 64 bits


@dataclass(frozen=True, slots=True)
class Multipliers:
    """Hold what proves a bound.

    Attributes:
        task: whole øre per task, at most what the task costs when nobody does it.
        step: per worker the number of weekend tasks at which the tangent touches, 0 or more.
    """

    task: Matrix
    step: Matrix


@dataclass(frozen=True, slots=True)
class Proof:
    """Hold a bound, its multipliers and the rows of the lines that gave it."""

    bound: int
    multipliers: Multipliers
    taken: Flags


@dataclass(slots=True)
class Relaxation:
    """Hold a problem laid out as lines of work, ready to be priced.

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
    scratch: list[Scratch] = field(init=False)

    def __post_init__(self) -> None:
        problem = self.problem
        self.grid, self.empty = g.grid_of(problem)
        self.idle = np.array([task.idle_cost for task in problem.tasks], dtype=np.int64)
        self.rows = np.flatnonzero(problem.items[:, c.TASK] != c.NONE)
        sizes = np.diff(problem.pointer)
        self.owner = np.repeat(np.arange(len(problem.workers)), sizes)
        self.scratch = [scratch_for(self.grid, self.labels) for _ in range(self.threads)]

    def none(self) -> Multipliers:
        """Return multipliers that are all zero."""
        workers = len(self.problem.workers)
        return Multipliers(np.zeros(len(self.idle), np.int64), np.zeros(workers, np.int64))

    def lawful(self, multipliers: Multipliers) -> Multipliers:
        """Return multipliers cut to what the proof allows.

        Args:
            multipliers: whole numbers of any size.
        """
        return Multipliers(
            np.minimum(np.maximum(multipliers.task, -LARGEST), self.idle),
            np.clip(multipliers.step, 0, len(self.idle)),
        )

    def bound(self, multipliers: Multipliers) -> Proof:
        """Price every line and add up.

        Args:
            multipliers: cut to what is allowed first.

        Returns:
            A bound no lawful plan goes below, in exact whole øre.
        """
        used = self.lawful(multipliers)
        square = self.problem.rates[:, c.SQUARE]
        values, taken = self._price(Prices(used.task, (2 * used.step + 1) * square))
        tangents = (used.step * (used.step + 1) * square).sum()
        total = self.problem.constant + self.empty + int(used.task.sum()) + int(values.sum())
        return Proof(total - int(tangents), used, taken)

    def _price(self, prices: Prices) -> tuple[Matrix, Flags]:
        """Price all lines, in as many threads as allowed."""
        lines = len(self.grid.cells) // self.grid.span
        values = np.zeros(lines, np.int64)
        taken = np.zeros(len(self.problem.items), np.bool_)
        if self.threads == 1:
            self._run(0, _Turns(lines, lines), (prices, values, taken))
            return values, taken
        turns = _Turns(lines, max(1, lines // (PIECES * self.threads)))
        with ThreadPoolExecutor(self.threads) as pool:
            jobs = [
                pool.submit(self._run, number, turns, (prices, values, taken))
                for number in range(self.threads)
            ]
            for job in jobs:
                job.result()
        return values, taken

    def _run(self, number: int, turns: _Turns, told: tuple[Prices, Matrix, Flags]) -> None:
        """Price pieces until none is left, in the working arrays of one thread."""
        for ends in turns:
            price_lines(self.grid, told[0], self.scratch[number], ends, told[1], told[2])


class _Turns:
    """Hand out pieces of work to whoever asks."""

    def __init__(self, count: int, size: int) -> None:
        """Cut.

        Args:
            count: of lines.
            size: of a piece, in lines.
        """
        borders = [*range(0, count, max(1, size)), count]
        self._pieces = iter([np.array(ends, np.int64) for ends in pairwise(borders)])
        self._lock = Lock()

    def __iter__(self) -> Iterator[Matrix]:
        """Return pieces, each to one thread only."""
        while True:
            with self._lock:
                piece = next(self._pieces, None)
            if piece is None:
                return
            yield piece
