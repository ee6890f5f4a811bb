"""Bound and guide the search where a problem is too large for a model as a whole.

Multipliers are raised beside the search, in a thread of their own or in turns with it. The
bound holds at any time; the lines seen late say which candidates are worth trying first.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.given import Given, first_of
from solver.lagrange import Proof, Relaxation
from solver.lagrange_ascent import Ascent
from solver.lagrange_sift import Sift
from solver.scale_sweep import sweep
from solver.search_local import Local
from solver.search_state import start

if TYPE_CHECKING:
    from solver.lagrange_moving import Floats
    from solver.problem import Matrix, Problem
    from solver.search_state import State

SELDOM = 0.02  # share of late lines below which a candidate is no use
LIKELY = 0.2  # share of late lines from which a candidate is tried first
PATIENCE = 2.0  # seconds a step may take to end; the thread then ends by itself
HUGE = 400_000  # candidates from which first plans take long, and chains wait for prices
ASKED_EVERY = 0.1  # seconds between questions
WORTH, WARM_WORTH = 30, 8  # steps before the lines say anything; from prices given


def _never() -> bool:
    """Go on."""
    return False


class Prices:
    """Raise multipliers beside a search.

    Use as a context: leaving it ends the thread.

    Attributes:
        bound: the highest bound so far, None before the first.
    """

    def __init__(
        self, plan: State, threads: int, side_by_side: int = 1, given: Given | None = None
    ) -> None:
        """Prepare.

        Args:
            plan: a plan at hand, of a problem that is not `wide`.
            threads: 2 or more: a thread of its own; 1: the search calls `turn` now and then.
            side_by_side: threads that share the work of each step.
            given: what an earlier solve left.
        """
        self.bound: int | None = None
        self._problem: Problem = plan.problem
        self._row_of = plan.row_of.copy()
        self._target = plan.objective
        self._ascent: Ascent | None = None
        self._sift: Sift | None = None
        self._side_by_side = side_by_side
        self._given = given
        self._needed = WARM_WORTH if given is not None and given.is_near else WORTH
        self._ended = threading.Event()
        self._free = threading.Event()
        self._free.set()
        self._thread = threading.Thread(target=self._all, daemon=True) if threads > 1 else None

    def __enter__(self) -> Prices:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._free.set()
        if self._thread:
            self._thread.join(PATIENCE)

    @property
    def proof(self) -> Proof | None:
        """Return the highest bound so far with its multipliers."""
        return self._ascent.best if self._ascent else None

    @property
    def proofs(self) -> list[tuple[Relaxation, Proof]]:
        """Return the best proof of each way to price lines, week by week first."""
        return self._ascent.proofs if self._ascent else []

    @property
    def steps(self) -> int:
        """Return the steps taken."""
        return self._ascent.steps if self._ascent else 0

    @property
    def is_whole(self) -> bool:
        """Tell whether lines are priced over all weeks by now."""
        return self._ascent is not None and self._ascent.relaxation.whole

    @property
    def worth(self) -> Matrix | None:
        """Return what each task is worth by the best prices; None while steps are too few."""
        ascent = self._ascent
        if ascent is None or ascent.steps < self._needed:
            return None
        return ascent.best.multipliers.task

    @property
    def average(self) -> Floats | None:
        """Return per item row the share of late lines that held it; None before any line."""
        return self._ascent.average if self._ascent else None

    def likely(self, most: int) -> Matrix:
        """Return the rows that late lines hold most often.

        Args:
            most: rows, 0 or more.
        """
        ascent = self._ascent
        if ascent is None or ascent.steps < self._needed:
            return np.zeros(0, np.int64)
        share = ascent.average
        rows = np.flatnonzero(share >= SELDOM)
        return rows[np.argsort(-share[rows], kind="stable")[:most]]

    @property
    def is_running(self) -> bool:
        """Tell whether a thread is at work."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def is_settled(self) -> bool:
        """Tell whether multipliers hardly move any more."""
        return self._sift is not None and self._sift.is_over

    def aim(self, target: int) -> None:
        """Tell the cost of a better plan, which the steps are measured by.

        Args:
            target: cost of a plan at hand.
        """
        self._target = target
        if self._ascent is not None:
            self._ascent.target = target

    def advance(self, steps: int, over: Callable[[], bool] = _never) -> None:
        """Take a number of steps, as many as are worth anything; for use without a thread.

        Args:
            steps: at most.
            over: asked before every step; True ends it.
        """
        sift = self._ready()
        ascent = sift.ascent
        last = ascent.steps + steps
        sift.run(lambda: ascent.steps >= last or over())
        self.bound = ascent.best.bound

    def turn(self, seconds: float, over: Callable[[], bool] = _never) -> None:
        """Take steps for a while when there is no thread for them, or leave all threads to them.

        Args:
            seconds: wall clock; one step is always taken.
            over: asked now and then while all threads are left to the steps; True ends that.
        """
        if not self._thread:
            self._work(time.monotonic() + seconds)
        else:
            until = time.monotonic() + seconds
            while self.is_running and time.monotonic() < until and not over():
                self._thread.join(ASKED_EVERY)

    def share(self, workers: int) -> int:
        """Leave half of the threads to others from the next step on; return how many those are.

        Args:
            workers: threads that may work at once, 1 or more.
        """
        others = max(1, workers // 2)
        if self._ascent is not None:
            self._ascent.share_threads(max(1, workers - others))
        return others

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let the thread wait for a while; as a context."""
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()

    def guided(self, seed: int, over: Callable[[], bool] = _never) -> State | None:
        """Make a plan from the candidates that late lines hold, and plan its days anew once.

        Args:
            seed: of the filling of what they leave free.
            over: asked now and then; True ends the planning as far as it has come.

        Returns:
            A lawful plan; None while too few steps are taken.
        """
        ascent = self._ascent
        if ascent is None or ascent.steps < self._needed:
            return None
        share = ascent.average.copy()
        state = start(self._problem)
        rows = np.flatnonzero(share >= LIKELY)
        for row in rows[np.argsort(-share[rows], kind="stable")]:
            if over():
                break
            if state.row_of[self._problem.items[row, c.TASK]] == c.NONE:
                state.take(int(row))
        Local(state, seed).fill(over)
        sweep(state, over)
        Local(state, seed).fill(over)
        return state

    def _all(self) -> None:
        """Take steps until told to end."""
        self._work(None)

    def _work(self, until: float | None) -> None:
        """Take steps until a moment, or until nothing moves."""
        sift = self._ready()
        ascent = sift.ascent

        def over() -> bool:
            self.bound = ascent.best.bound
            self._free.wait()
            return self._ended.is_set() or (until is not None and time.monotonic() > until)

        sift.run(over)
        self.bound = ascent.best.bound

    def _ready(self) -> Sift:
        """Return the ascent, begun at the first call."""
        if self._sift is None:
            relaxation = Relaxation(self._problem, self._side_by_side)
            first = first_of(relaxation, self._row_of, self._given)
            self._ascent = Ascent(relaxation, self._target, first)
            is_near = self._given is not None and self._given.is_near
            if is_near:
                self._ascent.widen()
                self._ascent.calm()
            is_given = self._given is not None and self._given.multipliers is not None
            self._sift = Sift(self._ascent, given=is_given, near=is_near)
        return self._sift


def prices_beside(plan: State, workers: int, given: Given | None) -> Prices:
    """Return prices to be raised beside a search that has no model.

    Args:
        plan: as `Prices` takes it.
        workers: threads that may work at once, 1 or more.
        given: what an earlier solve left.
    """
    return Prices(plan, workers, workers, given)
