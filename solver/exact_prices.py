"""Raise the bound of whole lines by moving prices on tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.exact_cells import SCALE
from solver.exact_choose import Lines
from solver.exact_lines import Priced, asked_for, price, walk
from solver.model_conflicts import regular

if TYPE_CHECKING:
    from collections.abc import Callable

    from solver.exact_cells import Cells
    from solver.problem import Matrix, Problem
    from solver.search_state import State

PATIENCE, LEAST_PACE = 8, 1e-3
FAR = 1 << 60


class Prices:
    """Hold the best prices so far, the bound they give and each worker's cheapest line.

    Everything is in parts of an øre (`solver.exact_cells.SCALE`).
    """

    def __init__(self, problem: Problem, cells: Cells, over: Callable[[], bool]) -> None:
        """Begin with every task at half its idle cost."""
        self.problem, self.cells, self.over = problem, cells, over
        self.free = np.array([task.forced is None for task in problem.tasks], dtype=np.bool_)
        idle = [SCALE * task.idle_cost if task.forced is None else 0 for task in problem.tasks]
        self.idle: Matrix = np.array(idle, dtype=np.int64)
        self.prices: Matrix = np.append(self.idle // 2, 0)
        self.steady = [regular(problem, worker) for worker in range(len(problem.workers))]
        self.priced = Priced(
            np.empty(len(cells.least), np.int64),
            np.empty(len(cells.groups) - 1, np.int64),
            np.empty(len(cells.courses), np.int64),
        )
        self.asked = np.zeros(len(idle) + 1, np.int64)
        self.bound = -FAR
        self.least: list[int] = []
        self.cheapest: list[Lines] = []

    def by_lines(self) -> bool:
        """Judge lines whole from here on; False where the cheapest cannot be found."""
        self.bound = -FAR
        return self.try_at(self.prices.copy()) is not None

    def try_at(self, prices: Matrix) -> bool | None:
        """Judge lines whole at some prices and keep the prices where the bound is better.

        Args:
            prices: per task, at most its idle cost, and 0 after the last.

        Returns:
            Whether it is; None where the cheapest lines cannot be found.
        """
        told = self._by_lines(prices)
        if told is None or told <= self.bound:
            return None if told is None else False
        self.bound, self.least = told, [int(own.over[0]) for own in self.cheapest]
        self.prices[:] = prices
        return True

    def ascend(self, goal: int, steps: int, pace: float) -> None:
        """Raise the bound by moving prices, with lines judged whole once `by_lines` was asked.

        Args:
            goal: cost of the best plan, the constant left out.
            steps: at most.
            pace: share of the way to *goal* that a step aims at.
        """
        prices, still = self.prices.copy(), 0
        for _ in range(steps):
            bound = self._by_lines(prices) if self.least else self._by_courses(prices)
            if bound is None:
                return
            if bound > self.bound:
                self.least = [int(own.over[0]) for own in self.cheapest]
                self.bound, still = bound, 0
                self.prices[:] = prices
            else:
                still += 1
            if self.bound > goal - SCALE or pace < LEAST_PACE or self.over():
                return
            if still == PATIENCE:
                pace, still = pace / 2, 0
                prices[:] = self.prices
                continue
            wrong = np.where(self.free, 1 - self.asked[:-1], 0)
            wrong[(wrong > 0) & (prices[:-1] == self.idle)] = 0
            norm = int((wrong * wrong).sum())
            if norm == 0:
                return
            step = pace * max(1, goal - bound) / norm
            moved = prices[:-1] + (step * wrong).astype(np.int64)
            prices[:-1] = np.minimum(self.idle, moved)

    def _by_courses(self, prices: Matrix) -> int:
        """Return the bound of courses at some prices."""
        price(self.cells, prices, self.priced)
        return int(prices.sum()) + asked_for(self.cells, self.priced, self.asked)

    def _by_lines(self, prices: Matrix) -> int | None:
        """Return the bound of lines at some prices; None where a walk was given up."""
        price(self.cells, prices, self.priced)
        self.cheapest = []
        self.asked[:] = 0
        for worker in range(len(self.steady)):
            own = self._walk(worker, FAR, 0)
            if own is None or self.over():
                return None
            self.cheapest.append(own)
            np.add.at(self.asked, self.problem.items[own.rows, c.TASK], 1)
        return int(prices.sum()) + sum(int(own.over[0]) for own in self.cheapest)

    def _walk(self, worker: int, limit: int, most: int) -> Lines | None:
        """Return a worker's lines at the prices that stand, by reduced cost; None: too many."""
        who = (worker, self.steady[worker])
        bag, ended = walk(self.problem.arrays, self.cells, self.priced, who, limit, most)
        found, _, used, _, _ = bag.counts.tolist()
        if not ended:
            return None
        return Lines(bag.values[:found], bag.costs[:found], bag.sizes[:found], bag.rows[:used])

    def lines(self, best: State, gap: int, most: int, nearer: bool) -> list[Lines] | None:
        """Return of every worker the lines whose cost at the best prices is near the cheapest.

        Args:
            best: a plan, whose lines are among them.
            gap: how near.
            most: of one worker.
            nearer: whether to come nearer where they are more; else there is no answer.

        Returns:
            Lines, per worker; None also where the work was ended.
        """
        price(self.cells, self.prices, self.priced)
        found = []
        for worker, least in enumerate(self.least):
            reach, told = gap, self._walk(worker, least + gap, most)
            while told is None and nearer and not self.over():
                reach //= 2
                told = self._walk(worker, least + reach, most if reach else 0)
            if told is None or self.over():
                return None
            found.append(_with(told, least, self._held(best, worker)))
        return found

    def _held(self, best: State, worker: int) -> Lines:
        """Return the worker's line in a plan."""
        own, tasks = best.chosen(worker), self.problem.items[best.chosen(worker), c.TASK]
        paid = self.prices[:-1][tasks[self.free[tasks]]]
        cost = int(best.cost[worker])
        value = SCALE * cost - int(paid.sum())
        return Lines(np.array([value]), np.array([cost]), np.array([len(own)]), own)


def _with(some: Lines, least: int, held: Lines) -> Lines:
    """Return lines and one more, told by what they lie above the cheapest."""
    return Lines(
        np.append(some.over, held.over) - least,
        np.append(some.costs, held.costs),
        np.append(some.sizes, held.sizes),
        np.append(some.rows, held.rows),
    )
