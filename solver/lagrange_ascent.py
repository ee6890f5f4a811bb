"""Raise a Lagrangian bound step by step.

Source: deflected subgradients with Polyak's step (Camerini, Fratta & Maffioli 1975); averages
of the lines as in the volume algorithm (Barahona & Anbil 2000).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.lagrange import WHOLE_LABELS, Multipliers, Proof, Relaxation
from solver.lagrange_moving import SHIFT, Moving, moving, useful, weights, whole
from solver.lagrange_whole import can_be_whole

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.problem import Matrix

    Floats = npt.NDArray[np.float64]

START_STEP, LEAST_STEP = 0.8, 1e-3
STALL, SHRINK, DEFLECTION = 8, 0.7, 0.7
DEAR = 400_000  # candidates from which steps are dear, and the next three rule them
SHORT_OF, AHEAD_OF = 0.2, 0.5  # of the rise hoped for: shrink, grow
GROWTH = 1.4
CALM_STEP = 0.1  # from multipliers that are good already
WHOLE_FROM, WHOLE_STEP = 0.2, 0.4  # step at which lines over all weeks take over; their first
AVERAGING = 0.03
DEAR_WHOLE_FROM, DEAR_WHOLE_STEP = 0.004, 0.1  # the same where steps are dear
TANGENTS_EVERY = 15
FORCED = 3  # times the dearest idle task: what a forced one is worth at first
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
    forced = relaxation.most > relaxation.idle
    task[forced] = FORCED * int(relaxation.idle.max(initial=0))
    return replace(zero, task=task.astype(np.int64))


class Ascent:
    """Raise the bound of one problem; every step's bound holds.

    Attributes:
        relaxation: the problem.
        best: the highest bound so far, with its multipliers.
        average: per item row, the share of late steps whose line held it.
        steps: taken so far.
        target: cost of the cheapest plan at hand; may be lowered between steps.
        scale: length of a step, as a share of what is missing to the target.
        averaging: share of the last line in the average.
        last: what was priced last.
        can_widen: whether lines over all weeks may take over.
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
        self._ended: list[tuple[Relaxation, Proof]] = []
        self.average: Floats = self.best.taken.astype(np.float64)
        self.steps = 0
        self.scale, self.averaging = START_STEP, AVERAGING
        self._stalled = 0
        self.last = self._own = self.best
        self._at = moving(self.best.multipliers)
        self._drift = Moving(*(np.zeros_like(one) for one in self._at))
        problem = relaxation.problem
        self._weight = weights(relaxation)
        self._marked = self.best.bound
        self._is_dear = problem.size[2] > DEAR
        self.can_widen = not relaxation.whole and can_be_whole(problem)

    @property
    def proofs(self) -> list[tuple[Relaxation, Proof]]:
        """Return the best proof of each way to price lines, week by week first."""
        return [*self._ended, (self.relaxation, self._own)]

    def widen(self) -> None:
        """Price lines over all weeks from here on, where that can be; from the best prices."""
        if not self.can_widen:
            return
        self.can_widen = False
        old = self.relaxation
        self._ended.append((old, self.best))
        made = old.problem, old.threads, WHOLE_LABELS
        self.relaxation = Relaxation(*made, whole=True, older=old, told=old.told)
        self._own = start = self.relaxation.bound(self.best.multipliers)
        self._begin_at(start)
        self.scale = DEAR_WHOLE_STEP if self._is_dear else WHOLE_STEP
        self._stalled, self._marked = 0, start.bound

    def go_on_from(self, multipliers: Multipliers, average: Floats) -> Proof:
        """Price at other multipliers, and take the next step from there.

        Args:
            multipliers: found elsewhere.
            average: per item row, the share of late lines that held it there.

        Returns:
            What was priced.
        """
        proof = self.relaxation.bound(multipliers)
        self.steps += 1
        self.average = average
        if proof.bound > self._own.bound:
            self._own = proof
        self._begin_at(proof)
        return proof

    def _begin_at(self, proof: Proof) -> None:
        """Take the next step from here, with no way behind it."""
        if proof.bound > self.best.bound:
            self.best = proof
        self.last, self._at = proof, moving(proof.multipliers)
        self._drift = Moving(*(np.zeros_like(one) for one in self._at))

    def worth_at_least(self, task: int, worth: int) -> None:
        """Raise the multiplier of a task, for the steps from here on.

        Args:
            task: index.
            worth: øre.
        """
        self._at.task[task] = max(self._at.task[task], worth)

    def share_threads(self, threads: int) -> None:
        """Price in so many threads from the next step on.

        Args:
            threads: 1 or more.
        """
        self.relaxation.threads = threads

    def calm(self) -> None:
        """Take short steps from here on: the multipliers are good already."""
        self.scale = min(self.scale, CALM_STEP)

    def run(self, over: Callable[[], bool]) -> Proof:
        """Take steps until nothing moves or *over* says so.

        Args:
            over: asked before every step.

        Returns:
            The highest bound and what proves it.
        """
        while self.scale > LEAST_STEP and self.best.bound < self.target and not over():
            self.step()
        return self.best

    def step(self) -> None:
        """Move along the deflected subgradient, price, and keep what is better."""
        if self.can_widen and self.scale <= (DEAR_WHOLE_FROM if self._is_dear else WHOLE_FROM):
            self.widen()
        proof = self.relaxation.bound(self._moved())
        self.steps += 1
        self.average += self.averaging * (proof.taken - self.average)
        self.last = proof
        self._stalled += 1
        if proof.bound > self._own.bound:
            self._own = proof
            if proof.bound > self.best.bound:
                self.best = proof
            if not self._is_dear:
                self._stalled = 0
        if self._stalled >= STALL:
            self._stalled = 0
            self._rescale()

    def _rescale(self) -> None:
        """Take shorter steps from here on, or longer ones where many rose by what was hoped."""
        gain, self._marked = self._own.bound - self._marked, self._own.bound
        hoped = self.scale * (self.target - self._own.bound)
        if gain <= SHORT_OF * hoped or not self._is_dear:
            self.scale *= SHRINK
        elif gain > AHEAD_OF * hoped:
            self.scale = min(START_STEP, self.scale * GROWTH)

    def _moved(self) -> Multipliers:
        """Return the multipliers one step on."""
        slopes = self._slopes()
        drift = [one + DEFLECTION * old for one, old in zip(slopes, self._drift, strict=True)]
        self._drift = Moving(*drift)
        ways = [self._weight * drift[0], *drift[1:]]
        norm = sum(float((one * way).sum()) for one, way in zip(drift, ways, strict=True))
        length = self.scale * max(1, self.target - self.last.bound) / max(1.0, norm)
        moved = Moving(*(at + length * way for at, way in zip(self._at, ways, strict=True)))
        self._at = Moving(
            np.minimum(moved.task, self.relaxation.most),
            *(np.maximum(one, 0.0) for one in moved[1:]),
        )
        return Multipliers(
            *(whole(self._at.task), whole(self._at.day), self._tangents()),
            *(whole(self._at.share), whole(self._at.over / SHIFT)),
            *(whole(self._at.mixed), whole(self._at.border)),
        )

    def _slopes(self) -> Moving:
        """Return how the bound rises with each multiplier, at the last lines."""
        relaxation, taken, at = self.relaxation, self.last.taken, self._at
        items = relaxation.grid.items
        rows = relaxation.rows[taken[relaxation.rows]]
        held = np.bincount(items[rows, c.TASK], minlength=len(relaxation.idle))
        lack: Floats = 1.0 - held.astype(np.float64)
        at_most = self.last.multipliers.task >= relaxation.most
        lack[at_most & (lack > 0)] = 0.0
        worked = np.zeros((len(relaxation.problem.workers), at.day.shape[1] + 1))
        for offset in range(RED_SPAN):
            day = items[rows, c.RED_LO] + offset
            red = day < items[rows, c.RED_HI]
            worked[relaxation.owner[rows[red]], day[red]] = 1
        clash = worked[:, :-1] + worked[:, 1:] - 1
        across = relaxation.across
        share = (worked[:, :-1] * across.days).sum(axis=1) - across.days_left
        over = (self.last.over @ across.weeks.T - across.most) / SHIFT
        return Moving(
            lack,
            useful(clash, at.day, relaxation.grid.reds),
            useful(share, at.share, across.shared),
            useful(over, at.over, across.limited),
            useful(self._mixed(rows, worked), at.mixed, relaxation.grid.mixed),
            useful(self._borders(), at.border, relaxation.bordered),
        )

    def _mixed(self, rows: Matrix, worked: Floats) -> Floats:
        """Return by how much the last lines break what days without an average exclude."""
        relaxation, items = self.relaxation, self.relaxation.grid.items
        rows = rows[items[rows, c.AVERAGE] == 0]
        strict = np.zeros_like(worked)
        for offset in range(RED_SPAN):
            day = items[rows, c.RED_LO] + offset
            red = day < items[rows, c.RED_HI]
            strict[relaxation.owner[rows[red]], day[red]] = 1
        earlier = strict[:, :-1] + worked[:, 1:] - 1
        return np.concatenate((earlier, worked[:, :-1] + strict[:, 1:] - 1), axis=1)

    def _borders(self) -> Floats:
        """Return by how much the last lines break what excludes each other over a week's end."""
        held = self.last.taken.astype(np.int64)
        over: Floats = (self.relaxation.borders.matrix @ held - 1).astype(np.float64)
        return over

    def _tangents(self) -> npt.NDArray[np.int64]:
        """Return where the tangents touch: near the average number of weekend tasks."""
        used = self.last.multipliers.step
        if self.steps % TANGENTS_EVERY != TANGENTS_EVERY - 1:
            return used
        relaxation = self.relaxation
        weekend = relaxation.problem.items[:, c.WEEKEND] * self.average
        count = np.bincount(
            relaxation.owner, weights=weekend, minlength=len(relaxation.problem.workers)
        )
        return np.floor(count).astype(np.int64)
