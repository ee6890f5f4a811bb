"""Fix the candidates that most lines hold, some at a time, while prices move on.

Nothing here proves anything: what is fixed is lawful, and that is all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.lagrange import LABELS, WHOLE_LABELS, Multipliers, Relaxation
from solver.lagrange_ascent import Ascent
from solver.lagrange_whole import can_be_whole
from solver.narrow import narrowed
from solver.search_state import start

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.problem import Matrix
    from solver.search_state import State

    Flags = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]

STEPS = 3  # of the prices between two fixings
SCALE, LEAST_SCALE, AVERAGING = 0.3, 0.02, 0.2
AHEAD = 0.5  # of the cost: what a step aims at above what is proven, for prices to move far
SURE, HARDLY = 0.8, 0.05  # share of late lines from which one is fixed; where there are few such
MANY, FEW = 0.04, 0.005  # of the tasks: fixed at once at most, and at least
DEAR = 3  # times the dearest task that nobody does: what a fixed one is worth


class Fixing:
    """Choose among some candidates of a problem, until nothing more can be chosen."""

    def __init__(self, best: State, keep: Flags, used: Multipliers, threads: int) -> None:
        """Lay out what there is to choose.

        Args:
            best: a plan at hand, of the whole problem.
            keep: per item row, whether it may be chosen.
            used: the multipliers to begin with.
            threads: that price side by side, 1 or more.
        """
        problem = best.problem
        few = narrowed(problem, keep)
        whole = can_be_whole(problem)
        labels = WHOLE_LABELS if whole else LABELS
        self._relaxation = Relaxation(few, threads, labels, whole=whole)
        self._back = np.flatnonzero(keep | (problem.items[:, c.TASK] == c.NONE))
        self._state = start(few)
        self._task_of = few.items[:, c.TASK]
        self._order = np.argsort(self._task_of, kind="stable")
        every = np.arange(len(few.tasks) + 1)
        self._pointer = np.searchsorted(self._task_of[self._order], every)
        self._gone: Flags = self._task_of == c.NONE
        self._multipliers = used
        self._worth = DEAR * int(self._relaxation.idle.max(initial=0))
        self._aim = max(1, int(AHEAD * abs(best.objective)))

    @property
    def chosen(self) -> Matrix:
        """Return the rows fixed so far, as rows of the whole problem."""
        rows = self._state.row_of
        found: Matrix = self._back[rows[rows != c.NONE]]
        return found

    def begin(self, average: Floats) -> None:
        """Begin to price.

        Args:
            average: per item row of the whole problem, the share of late lines that held it.
        """
        task = self._multipliers.task.copy()
        first = self._state.row_of != c.NONE
        for number in np.flatnonzero(first):
            self._leave_one(int(self._state.row_of[number]))
        task[first] = self._worth
        used = replace(self._multipliers, task=task)
        self._ascent = Ascent(self._relaxation, 0, used)
        self._ascent.average = average[self._back]
        self._ascent.can_widen = False
        self._ascent.scale, self._ascent.averaging = SCALE, AVERAGING
        self._ascent.target = self._ascent.best.bound + self._aim

    def run(self, over: Callable[[], bool]) -> bool:
        """Fix until nothing more can be; tell whether that came about.

        Args:
            over: asked before every step; True ends it.
        """
        while True:
            for _ in range(STEPS):
                if over():
                    return False
                self._step()
            rows = self._next()
            if not len(rows):
                return True
            for row in rows:
                self._fix(int(row))

    def _step(self) -> None:
        """Let the prices move."""
        ascent = self._ascent
        ascent.step()
        ascent.scale = max(ascent.scale, LEAST_SCALE)
        ascent.target = max(ascent.target, ascent.last.bound + self._aim)

    def _next(self) -> Matrix:
        """Return the rows to fix next, the surest first."""
        share = np.where(self._gone, 0.0, self._ascent.average)
        tasks = len(self._pointer) - 1
        most, few = max(1, int(MANY * tasks)), max(1, int(FEW * tasks))
        rows = np.flatnonzero(share >= SURE)
        if len(rows) < few:
            rows, most = np.flatnonzero(share >= HARDLY), few
        return rows[np.argsort(-share[rows], kind="stable")[:most]]

    def _fix(self, row: int) -> None:
        """Choose a row if it is lawful; it is not asked about again."""
        if self._gone[row]:
            return
        self._gone[row] = True
        if not self._state.take(row):
            self._relaxation.grid.gains[row] = c.BIG
            return
        self._leave_one(row)
        self._ascent.worth_at_least(int(self._task_of[row]), self._worth)

    def _leave_one(self, row: int) -> None:
        """Leave a task nobody but its holder, at any price."""
        task = self._task_of[row]
        rows = self._order[self._pointer[task] : self._pointer[task + 1]]
        self._gone[rows] = True
        self._relaxation.grid.gains[rows[rows != row]] = c.BIG
        self._relaxation.most[task] = 2 * self._worth
