"""Prove a small problem: prices, the lines that can matter at them, and one choice among them.

Prices on tasks give a bound. A line whose cost at these prices is further above its worker's
cheapest than the best plan is above the bound is in no better plan, so when all others are at
hand the best choice among them is the best plan of all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.exact_cells import SCALE, cells_of
from solver.exact_choose import choose
from solver.exact_master import Master
from solver.exact_prices import Prices
from solver.search_mip import adopt

if TYPE_CHECKING:
    from collections.abc import Callable

    from solver.exact_choose import Lines
    from solver.problem import Problem
    from solver.search_state import State

COURSE_STEPS, LINE_STEPS, LIFTS = 400, 40, 12
POOL, MOST_LINES, MOST_IN_ALL = 60, 1_500, 4_000
NODES = 2_000


def whole_lines(
    problem: Problem, best: State, over: Callable[[], bool], left: Callable[[], float]
) -> Whole | None:
    """Begin to plan a small problem by whole lines.

    Args:
        problem: not `wide`.
        best: a lawful plan.
        over: asked now and then; True ends the work.
        left: tells the seconds left.

    Returns:
        What is known then; None where there is too much to try.
    """
    cells = cells_of(problem, over)
    if cells is None:
        return None
    work = Whole(problem, best, Prices(problem, cells, over), left)
    work.prices.ascend(work.goal, COURSE_STEPS, 1.0)
    if not work.prices.by_lines():
        return None
    if work.gap >= 0:
        for worker, own in enumerate(work.choose_nearest()):
            work.master.add(worker, own)
    return work


class Whole:
    """Hold the best plan and the prices.

    Attributes:
        state: the best plan so far.
        prices: the best ones so far, and the bound they give.
        master: lines at hand.
        proven: whether no better plan is left.
    """

    def __init__(
        self, problem: Problem, state: State, prices: Prices, left: Callable[[], float]
    ) -> None:
        """Begin with a plan."""
        self.problem, self.state, self.prices, self.left = problem, state, prices, left
        self.master = Master(prices)
        self.proven = False

    def run(self, state: State, rounds: int) -> None:
        """Raise the bound and improve the plan, until nothing better is left to be found.

        Args:
            state: the best plan that is known.
            rounds: at most.
        """
        if state.objective < self.state.objective:
            self.state = state
        for turn in range(rounds):
            if self.proven or self.gap < 0 or self.prices.over() or self.left() <= 0:
                return
            self.prices.ascend(self.goal, LINE_STEPS, 1.0)
            if turn:
                self.master.lift(self.goal, LIFTS)
            if self.gap >= 0:
                self._finish()

    @property
    def goal(self) -> int:
        """Return what the plan costs, in parts of an øre, the constant left out."""
        return SCALE * (self.state.objective - self.problem.constant)

    @property
    def gap(self) -> int:
        """Return how far above the prices a better plan lies at most; below 0: there is none."""
        return self.goal - SCALE - self.prices.bound

    @property
    def bound(self) -> int:
        """Return a whole number of øre that no plan costs less than."""
        if self.proven or self.gap < 0:
            return self.state.objective
        return -(-self.prices.bound // SCALE) + self.problem.constant

    def choose_nearest(self) -> list[Lines]:
        """Choose among the lines that are nearest to the cheapest, and return them."""
        lines = self.prices.lines(self.state, self.gap, POOL, nearer=True)
        if lines is not None:
            self._choose(lines)
        return lines or []

    def _finish(self) -> None:
        """Choose among all lines that can matter, or among the nearest where they are many."""
        lines = self.prices.lines(self.state, self.gap, MOST_LINES, nearer=False)
        if lines is None or sum(len(own.over) for own in lines) > MOST_IN_ALL:
            self.choose_nearest()
        else:
            bound = self._choose(lines)
            self.proven = bound is not None and bound > self.gap  # a better plan narrows it

    def _choose(self, lines: list[Lines]) -> int | None:
        """Choose among some lines and keep a better plan; return how far above prices all are."""
        slack = (self.prices.idle - self.prices.prices[:-1]).clip(max=self.gap + 1)
        found = choose(self.problem, lines, slack, self.gap + 1, (self.left(), NODES))
        if found.rows is not None:
            new = adopt(self.problem, found.rows)
            if new.objective < self.state.objective:
                self.state = new
        return found.bound
