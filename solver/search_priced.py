"""The search where prices lead: they bound the cost, and say which candidates to plan with."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from solver import columns as c
from solver.dive import Dive
from solver.scale import HUGE, WORTH, prices_beside
from solver.search_best import Best
from solver.search_likely import Likely

if TYPE_CHECKING:
    from solver.search_state import State

WARM = 0.3  # of the usual heat, once a plan is fair
SWEEP_EVERY = 6  # turns between plans made day by day
_GUIDED = 40  # steps between plans of what late lines hold
_TURN = 0.3  # seconds of pricing at a time where there is no thread for it
_PATIENCE, _LAST = 1.0, 0.5  # seconds: over the time for a small model; nothing new begun
_END = 3.0  # seconds that the end of a MIP solver's work is waited for
_ASK = 0.05  # seconds between questions while another thread works
_DIVE_FROM = 200  # steps before a plan is made by fixing candidates
_OTHERWISE, _LOCAL = 12, 0.5  # turns between those of local search; seconds of one
_LIKELY_FROM = 0.4  # of the time: from here on plans of likely candidates are made
_LIKELY_WARM = 0.2  # the same, from prices given
_LIKELY_LEAST, _LIKELY_SHARE = 2.0, 0.6  # seconds left for one; of them, for this one
_HUGE_LEAST = 60.0  # seconds left for one where all threads share each step
_MARGIN = 1.5  # seconds kept of what is left, for overruns

Found = TypeVar("Found")


@dataclass
class Priced(Best):
    """Take bounds and plans from prices at work in other threads."""

    posted: deque[int | None] = field(default_factory=deque)
    guided: deque[State | None] = field(default_factory=deque)
    guided_at: int = WORTH
    dive_at: int = _DIVE_FROM
    dived: bool = False

    def without_model(self) -> None:
        """Raise the bound by decomposition alone; its prices guide the search."""
        with prices_beside(self.best, self.limits.workers, self.given) as prices:
            self.prices = prices
            dive, turn = Dive(prices, self.limits.seed), 0
            while not self.over:
                prices.aim(self.value)
                prices.turn(min(_TURN, self.left), self.hurries)
                if self.dived or prices.steps >= self.dive_at:
                    self._dive(dive)
                elif prices.steps >= self.guided_at:
                    self.guided_at = prices.steps + _GUIDED
                    self._pursue(prices.guided(self.limits.seed, self.hurries))
                if not self.dived or turn % _OTHERWISE == 0:
                    self._improve(min(_LOCAL, self.left), WARM * (1.0 - self._spent_share))
                    self._pursue()
                self.prove(prices.bound, "decomposition")
                turn += 1
        self.prove(prices.bound, "decomposition")

    def _dive(self, dive: Dive) -> None:
        """Make a plan of late prices, for everyone where they are much later, else for some."""
        prices, everyone = dive.prices, dive.prices.steps >= self.dive_at
        is_huge = self.problem.size[2] > HUGE
        freed = None if everyone else dive.drawn(self.best)
        if everyone:
            self.dive_at, self.dived = 2 * prices.steps, True
        with prices.paused() if is_huge else nullcontext():
            plan = dive.plan(self.best, self.hurries, self.limits.workers if is_huge else 1, freed)
        if plan is None:
            return
        holds = np.maximum(plan.row_of, 0)
        among = (plan.row_of == c.NONE) | (freed is None or freed[plan.owner[holds]])
        self._pursue(plan, among)

    def _by_likely(self, likely: Likely) -> None:
        """Plan with likely candidates, once prices have had their time."""
        left, is_huge = self.left - _MARGIN, self.problem.size[2] > HUGE
        first = _LIKELY_FROM if self.given is None else _LIKELY_WARM
        if self._spent_share < first or left < _LIKELY_LEAST or self.over:
            return
        if is_huge and (left < _HUGE_LEAST or not likely.prices.is_whole):
            return  # such plans are worth less than better prices
        is_alone = is_huge or not likely.prices.is_running
        threads = self.limits.workers if is_alone else 1
        self.is_deep = True
        with likely.prices.paused() if is_huge else nullcontext():
            share = _LIKELY_SHARE * left
            plan = self._aside(lambda: likely.plan(self.best, share, threads, self.hurries))
        if plan is not None:
            self._improve(min(0.5, self.left), WARM * (1.0 - self._spent_share), plan=plan)

    def _aside(
        self, work: Callable[[], Found], meanwhile: Callable[[], None] | None = None
    ) -> Found | None:
        """Run work in a thread, with something else meanwhile or nothing; None when time is up."""
        box: list[Found] = []
        thread = threading.Thread(target=lambda: box.append(work()), daemon=True)
        thread.start()
        over = -_PATIENCE if self.is_small else 0.0
        while thread.is_alive() and self.left > over and not self.stop():
            if meanwhile is None or self.left < _LAST:
                thread.join(_ASK)
            else:
                meanwhile()
            self._heed()
        thread.join(_END if self.is_deep else 0.0)  # it would break off the program's end
        self._heed()
        return box[0] if box else None

    def _heed(self) -> None:
        """Take up the bounds and plans that the other thread has posted."""
        while self.posted:
            self.prove(self.posted.popleft(), "decomposition")
        while self.guided:
            plan = self.guided.popleft()
            if plan is not None:
                self._improve(min(0.5, self.left), WARM, plan=plan)
