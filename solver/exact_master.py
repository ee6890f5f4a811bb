"""Move prices towards those of a linear program over lines at hand, and gather lines on the way.

The program's own prices fit only the lines it has. Prices part of the way from the best ones
known give a bound nearly as good as those and show the lines that are missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csc_array

from solver import columns as c
from solver.exact_cells import SCALE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from solver.exact_choose import Lines
    from solver.exact_prices import Prices
    from solver.problem import Matrix

SHARE, LEAST_SHARE, MOST_SHARE = 0.4, 0.1, 0.9  # of the way to the program's prices
_LONGER, _SHORTER = 1.3, 0.7  # after a better bound, and after none


class Master:
    """Hold lines of all workers and the program over them."""

    def __init__(self, prices: Prices) -> None:
        """Begin without lines."""
        self.prices = prices
        self.free: Matrix = np.flatnonzero(prices.free)
        place = np.full(len(prices.free), c.NONE, dtype=np.int64)
        place[self.free] = np.arange(len(self.free))
        self.place: Matrix = place
        self.seen: set[tuple[int, bytes]] = set()
        self.costs: list[int] = []
        self.entries: list[Matrix] = []

    def add(self, worker: int, lines: Lines) -> None:
        """Take a worker's lines in."""
        pieces = np.split(lines.rows, np.cumsum(lines.sizes)[:-1])
        for cost, rows in zip(lines.costs.tolist(), pieces, strict=True):
            key = (worker, rows.tobytes())
            if key not in self.seen:
                self.seen.add(key)
                tasks = self.place[self.prices.problem.items[rows, c.TASK]]
                self.costs.append(cost)
                self.entries.append(np.append(tasks[tasks != c.NONE], len(self.free) + worker))

    def lift(self, goal: int, steps: int) -> None:
        """Raise the bound of the prices.

        Args:
            goal: cost of the best plan in parts of an øre, the constant left out.
            steps: programs to solve, at most.
        """
        prices, share = self.prices, SHARE
        for _ in range(steps):
            if prices.bound > goal - SCALE or prices.over():
                return
            target = self._solved()
            if target is None:
                return
            tried = prices.prices + (share * (target - prices.prices)).astype(np.int64)
            better = prices.try_at(tried)
            if better is None:
                return
            for worker, lines in enumerate(prices.cheapest):
                self.add(worker, lines)
            share = min(MOST_SHARE, max(LEAST_SHARE, share * (_LONGER if better else _SHORTER)))

    def _solved(self) -> Matrix | None:
        """Return the prices of the program over the lines at hand."""
        idle = self.prices.idle[self.free] // SCALE
        height = len(self.free) + len(self.prices.steady)
        pieces: Iterable[Matrix] = [*self.entries, np.arange(len(self.free))]
        sizes = [*(len(own) for own in self.entries), *([1] * len(self.free))]
        places = np.concatenate(list(pieces))
        matrix = csc_array(
            (np.ones(len(places)), places, np.concatenate(([0], np.cumsum(sizes)))),
            shape=(height, len(sizes)),
        )
        found = linprog(
            np.concatenate([np.array(self.costs, dtype=np.float64), idle]),
            A_eq=matrix,
            b_eq=np.ones(height),
            method="highs-ds",
        )
        if found.status != 0:
            return None
        out = np.zeros(len(self.prices.prices), dtype=np.int64)
        out[self.free] = np.round(SCALE * found.eqlin.marginals[: len(self.free)])
        out[:-1] = np.minimum(out[:-1], self.prices.idle)
        return out
