"""Raise a Lagrangian bound step by step.

Source: deflected subgradients with Polyak's step (Camerini, Fratta & Maffioli 1975); averages
of the lines as in the volume algorithm (Barahona & Anbil 2000).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.lagrange import Multipliers, Proof, Relaxation

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

START_STEP, LEAST_STEP = 0.4, 1e-3
STALL, SHRINK, DEFLECTION = 10, 0.8, 0.9
AVERAGING, EARLY = 0.03, 2.0  # the first lines, which say little, are soon forgotten
TANGENTS_EVERY = 15


def guess(relaxation: Relaxation) -> Multipliers:
    """Return multipliers to begin with: what each task costs at the least.

    Args:
        relaxation: the problem.
    """
    problem, rows = relaxation.problem, relaxation.rows
    rates = problem.rates[relaxation.owner[rows]]
    rate = np.maximum(rates[:, c.EXTRA], rates[:, c.ASSIGNED])
    price = problem.costs[rows] + rate * problem.items[rows, c.PAID]
    task = relaxation.idle.copy()
    np.minimum.at(task, problem.items[rows, c.TASK], price)
    return Multipliers(task, relaxation.none().step)


class Ascent:
    """Raise the bound of one problem; every step's bound holds.

    Attributes:
        relaxation: the problem.
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
        self.relaxation = relaxation
        self.target = target
        self.best = relaxation.bound(start)
        self.average: Floats = self.best.taken.astype(np.float64)
        self.steps = 0
        self._scale = START_STEP
        self._stalled = 0
        used = self.best.multipliers
        self._last = self.best
        self._task = used.task.astype(np.float64)
        self._drift = np.zeros_like(self._task)
        tasks = relaxation.problem.tasks
        length = np.array([task.end - task.start for task in tasks], dtype=np.float64)
        self._weight: Floats = length / max(1.0, float(length.mean()) if len(length) else 1.0)

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
        """Move along the deflected subgradient, price, and keep what is better.

        Long tasks, which are worth more, move further.
        """
        proof = self.relaxation.bound(self._moved())
        self.steps += 1
        self.average += max(AVERAGING, EARLY / (self.steps + EARLY)) * (proof.taken - self.average)
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
        self._drift = self._slope() + DEFLECTION * self._drift
        norm = float((self._weight * self._drift**2).sum())
        length = self._scale * max(1, self.target - self._last.bound) / max(1.0, norm)
        self._task = np.minimum(
            self._task + length * self._weight * self._drift, self.relaxation.idle
        )
        return Multipliers(np.rint(self._task).astype(np.int64), self._tangents())

    def _slope(self) -> Floats:
        """Return how the bound rises with each multiplier, at the last lines."""
        relaxation, taken = self.relaxation, self._last.taken
        rows = relaxation.rows[taken[relaxation.rows]]
        tasks = relaxation.problem.items[rows, c.TASK]
        held = np.bincount(tasks, minlength=len(relaxation.idle))
        lack: Floats = 1.0 - held.astype(np.float64)
        at_most = self._last.multipliers.task >= relaxation.idle
        lack[at_most & (lack > 0)] = 0.0
        return lack

    def _tangents(self) -> npt.NDArray[np.int64]:
        """Return where the tangents touch: near the average number of weekend tasks."""
        used = self._last.multipliers.step
        if self.steps % TANGENTS_EVERY != TANGENTS_EVERY - 1:
            return used
        relaxation = self.relaxation
        weekend = relaxation.problem.items[:, c.WEEKEND] * self.average
        count = np.bincount(
            relaxation.owner, weights=weekend, minlength=len(relaxation.problem.workers)
        )
        return np.floor(count).astype(np.int64)
