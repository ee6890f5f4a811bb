"""Raise a Lagrangian bound step by step.

Source: deflected subgradients with Polyak's step (Camerini, Fratta & Maffioli 1975); averages
of the lines as in the volume algorithm (Barahona & Anbil 2000).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.lagrange import Multipliers, Proof, Relaxation

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.problem import Matrix

    Floats = npt.NDArray[np.float64]

START_STEP, LEAST_STEP = 0.4, 1e-3
STALL, SHRINK, DEFLECTION = 10, 0.8, 0.9
AVERAGING = 0.03
TANGENTS_EVERY = 15
RED_SPAN = 4  # marked days one item can touch: it is no longer than two days


def guess(relaxation: Relaxation, row_of: Sequence[int] | Matrix) -> Multipliers:
    """Return multipliers to begin with: roughly what each task is worth.

    Args:
        relaxation: the problem.
        row_of: per task the candidate chosen in a plan at hand, `NONE` where nobody does it.
    """
    problem, rows = relaxation.problem, relaxation.rows
    rates = problem.rates[relaxation.owner[rows]]
    rate = np.maximum(rates[:, c.EXTRA], rates[:, c.ASSIGNED])
    price = problem.costs[rows] + rate * problem.items[rows, c.PAID]
    cheapest = np.full(len(relaxation.idle), c.BIG)
    np.minimum.at(cheapest, problem.items[rows, c.TASK], price)
    held = np.asarray(row_of) != c.NONE
    zero = relaxation.none()
    task = np.where(held, np.minimum(cheapest, relaxation.idle), relaxation.idle)
    return Multipliers(task.astype(np.int64), zero.day, zero.step)


class Ascent:
    """Raise the bound of one problem; every step's bound holds.

    Attributes:
        best: the highest bound so far, with its multipliers.
        average: per item row, the share of late steps whose line held it.
        steps: taken so far.
        target: cost of the cheapest plan at hand; may be lowered between steps.
    """

    def __init__(self, relaxation: Relaxation, target: int, start: Multipliers) -> None:
        """Price once.

        Args:
            relaxation: the problem.
            target: cost of a plan at hand.
            start: multipliers to begin with: `guess`, or those of yesterday's plan.
        """
        self._relaxation = relaxation
        self.target = target
        self.best = relaxation.bound(start)
        self.average: Floats = self.best.taken.astype(np.float64)
        self.steps = 0
        self._scale = START_STEP
        self._stalled = 0
        used = self.best.multipliers
        self._last = self.best
        self._task = used.task.astype(np.float64)
        self._day = used.day.astype(np.float64)
        self._drift_task = np.zeros_like(self._task)
        self._drift_day = np.zeros_like(self._day)

    def run(self, over: Callable[[], bool]) -> Proof:
        """Take steps until nothing moves or *over* says so.

        Args:
            over: asked before every step.

        Returns:
            The highest bound and what proves it.
        """
        while self._scale > LEAST_STEP and self.best.bound < self.target and not over():
            self.step()
        return self.best

    def step(self) -> None:
        """Move along the deflected subgradient, price, and keep what is better."""
        proof = self._relaxation.bound(self._moved())
        self.steps += 1
        self.average += AVERAGING * (proof.taken - self.average)
        self._last = proof
        if proof.bound > self.best.bound:
            self._stalled = 0
            self.best = proof
            return
        self._stalled += 1
        if self._stalled >= STALL:
            self._stalled = 0
            self._scale *= SHRINK

    def _moved(self) -> Multipliers:
        """Return the multipliers one step on."""
        lack, clash = self._slopes()
        self._drift_task = lack + DEFLECTION * self._drift_task
        self._drift_day = clash + DEFLECTION * self._drift_day
        norm = float((self._drift_task**2).sum() + (self._drift_day**2).sum())
        length = self._scale * max(1, self.target - self._last.bound) / max(1.0, norm)
        idle = self._relaxation.idle
        self._task = np.minimum(self._task + length * self._drift_task, idle)
        self._day = np.maximum(self._day + length * self._drift_day, 0)
        return Multipliers(
            np.rint(self._task).astype(np.int64),
            np.rint(self._day).astype(np.int64),
            self._tangents(),
        )

    def _slopes(self) -> tuple[Floats, Floats]:
        """Return how the bound rises with each multiplier, at the last lines."""
        relaxation, taken = self._relaxation, self._last.taken
        items = relaxation.problem.items
        rows = relaxation.rows[taken[relaxation.rows]]
        held = np.bincount(items[rows, c.TASK], minlength=len(relaxation.idle))
        lack: Floats = 1.0 - held.astype(np.float64)
        at_most = self._last.multipliers.task >= relaxation.idle
        lack[at_most & (lack > 0)] = 0.0
        worked = np.zeros((len(relaxation.problem.workers), self._day.shape[1] + 1))
        for offset in range(RED_SPAN):
            day = items[rows, c.RED_LO] + offset
            red = day < items[rows, c.RED_HI]
            worked[relaxation.owner[rows[red]], day[red]] = 1
        clash: Floats = worked[:, :-1] + worked[:, 1:] - 1
        clash[(self._day <= 0) & (clash < 0)] = 0.0
        clash[~relaxation.grid.reds] = 0.0
        return lack, clash

    def _tangents(self) -> npt.NDArray[np.int64]:
        """Return where the tangents touch: near the average number of weekend tasks."""
        used = self._last.multipliers.step
        if self.steps % TANGENTS_EVERY != TANGENTS_EVERY - 1:
            return used
        relaxation = self._relaxation
        weekend = relaxation.problem.items[:, c.WEEKEND] * self.average
        count = np.bincount(
            relaxation.owner, weights=weekend, minlength=len(relaxation.problem.workers)
        )
        return np.floor(count).astype(np.int64)
