"""Raise a bound by the candidates that lines hold now and then, and by all of them at times.

Lines hold few of a large problem's candidates. Steps over those few are many times quicker, and
their multipliers are nearly as good for the whole; pricing everything tells by how much, and
which candidates were missed. Bounds come from the whole problem alone.

Source: sifting (Bixby, Gregory, Lustig, Marsten & Shanno 1992).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.lagrange import Proof, Relaxation
from solver.lagrange_ascent import Ascent
from solver.narrow import narrowed

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags

MANY = 40_000  # candidates from which steps over few of them pay
FIRST, FIRST_GIVEN, FIRST_NEAR = 40, 12, 8  # steps over all before; from multipliers given
STEPS = 15  # over few candidates, between two over all
HELD, SELDOM = 0.03, 0.003  # share of late lines: kept at first; dropped below
REACH, REACH_NEAR, LEAST_REACH = 0.05, 0.01, 2e-4  # of the plan's cost: what a step aims above
WIDEN_AT, REACH_WHOLE = 0.01, 0.02  # reach at which lines over all weeks take over; then
SHORT_OF, SHRINK = 0.2, 0.7  # of what was aimed at: less gained than this; a shorter reach
SCALE, AVERAGING = 0.5, 0.1  # of steps over few candidates


class Sift:
    """Run an ascent, at first over few candidates at a time.

    Attributes:
        ascent: over all candidates; its bounds hold.
    """

    def __init__(self, ascent: Ascent, *, given: bool = False, near: bool = False) -> None:
        """Begin.

        Args:
            ascent: not begun.
            given: whether most of its multipliers are of a like problem.
            near: its multipliers are good already, and lines are over all weeks.
        """
        self.ascent = ascent
        self._reach = REACH_NEAR if near else REACH
        self._first = FIRST_NEAR if near else FIRST_GIVEN if given else FIRST
        problem = ascent.relaxation.problem
        self._sifts = problem.size[2] > MANY
        self._fixed: Flags = problem.items[:, c.TASK] == c.NONE
        self._keep: Flags | None = None

    @property
    def is_over(self) -> bool:
        """Tell whether steps are over all candidates from here on, though few paid before."""
        return self._keep is not None and not self._sifts

    def run(self, over: Callable[[], bool]) -> None:
        """Take steps until nothing moves or *over* says so.

        Args:
            over: asked before every step.
        """
        ascent = self.ascent
        while self._sifts and ascent.best.bound < ascent.target and not over():
            if ascent.steps < self._first:
                ascent.step()
            else:
                self._cycle(over)
        if not self._sifts:
            ascent.run(over)

    def _cycle(self, over: Callable[[], bool]) -> None:
        """Take steps over few candidates, then price all of them."""
        ascent = self.ascent
        if self._reach <= WIDEN_AT and ascent.can_widen:
            ascent.widen()
            self._reach = REACH_WHOLE
        keep, before = self._kept(), ascent.last.bound
        few = self._few(keep)
        for _ in range(STEPS):
            if over():
                return
            few.step()
            few.target = max(few.target, self._aim(few.best))
        average = np.zeros_like(ascent.average)
        average[keep] = few.average
        steps = ascent.steps
        proof = ascent.go_on_from(few.best.multipliers, average)
        ascent.steps = steps + STEPS + 1
        self._keep = (keep & ((average >= SELDOM) | self._fixed)) | proof.taken
        if proof.bound - before < SHORT_OF * self._reach * abs(ascent.target):
            self._shorten()

    def _kept(self) -> Flags:
        """Return which candidates steps are taken over."""
        if self._keep is None:
            self._keep = self._fixed | (self.ascent.average >= HELD) | self.ascent.best.taken
        return self._keep

    def _few(self, keep: Flags) -> Ascent:
        """Return an ascent over few candidates from where the other one is."""
        ascent, whole = self.ascent, self.ascent.relaxation
        problem = narrowed(whole.problem, keep)
        cliques = whole.borders.cut(keep)
        told = whole.told.cut(keep) if whole.told else None
        made = Relaxation(problem, whole.threads, whole.labels, whole.whole, cliques, told)
        few = Ascent(made, ascent.target, ascent.last.multipliers)
        few.average = ascent.average[keep]
        few.can_widen, few.scale, few.averaging = False, SCALE, AVERAGING
        few.target = self._aim(few.best)
        return few

    def _aim(self, proof: Proof) -> int:
        """Return a cost that steps aim at: a little above what is proven of few candidates."""
        return proof.bound + max(1, int(self._reach * abs(self.ascent.target)))

    def _shorten(self) -> None:
        """Aim less high; in the end take steps over all candidates."""
        self._reach *= SHRINK
        if self._reach < LEAST_REACH:
            self._sifts = False
            self.ascent.calm()
