"""The search where prices lead: they bound the cost, and say which candidates to plan with."""

from __future__ import annotations

import atexit
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakSet

from solver.dive import Dive
from solver.scale import Prices, prices_beside
from solver.search_best import FIRST_SWEEPS, Best
from solver.search_likely import Likely

if TYPE_CHECKING:
    from solver.search_state import State

WARM = 0.3  # of the usual heat, once a plan is fair
SWEEP_EVERY = 6  # turns between plans made day by day
_TURN = 0.3  # seconds of pricing at a time, while no plan is made of the prices
_PATIENCE, _LAST = 1.0, 0.5  # seconds: over the time for a small model; nothing new begun
_END = 3.0  # seconds that the program's end waits for the end of a MIP solver's work
_ASK = 0.05  # seconds between questions while another thread works
_DIVE_FROM, _DIVE_STEPS = 0.4, 500  # of the time, or steps, before candidates are fixed
_BESIDE_STEPS = 150  # the same beside a model
_OTHERWISE, _LOCAL = 4, 2.0  # turns between those of local search; seconds of one
_STALE, _LEAST_GAIN = 6, 1e-4  # turns that gain less than this share: likely candidates' turn
_LIKELY_LEAST, _LIKELY_SHARE = 2.0, 0.6  # seconds left for one; of them, for this one
_LIKELY_SECONDS = 40.0  # for one, at most
_MARGIN = 1.5  # seconds kept of what is left, for overruns

Found = TypeVar("Found")
_DEEP: WeakSet[threading.Thread] = WeakSet()  # they would break off the program's end


@atexit.register
def _wait_for_deep() -> None:
    """Let threads in a MIP solver's code come to their end, for a moment."""
    end = time.monotonic() + _END
    for thread in list(_DEEP):
        thread.join(max(0.0, end - time.monotonic()))


@dataclass
class Priced(Best):
    """Take bounds and plans from prices at work in other threads."""

    posted: deque[int | None] = field(default_factory=deque)
    guided: deque[State | None] = field(default_factory=deque)
    dive: Dive | None = None
    dive_at: int = _BESIDE_STEPS

    def without_model(self) -> None:
        """Raise the bound by decomposition alone; its prices guide the search."""
        with prices_beside(self.best, self.limits.workers, self.given) as prices:
            self.prices = prices
            self._price_alone(prices)
            if not self.over:
                self._dive(prices)
        self.prove(prices.bound, "decomposition")

    def _price_alone(self, prices: Prices) -> None:
        """Leave all threads to the prices until they are worth a plan; make one on the way."""
        is_guided = self.is_beside or self.given is not None  # one on the way would take too long
        if self.is_beside:
            self._sweep(FIRST_SWEEPS)
        while not self.over and not prices.is_settled:
            prices.aim(self.value)
            prices.turn(min(_TURN, self.left), self.hurries)
            self.prove(prices.bound, "decomposition")
            if self._spent_share >= _DIVE_FROM or prices.steps >= _DIVE_STEPS:
                return
            if not is_guided and self.worth is not None:
                is_guided = True
                self._pursue(prices.guided(self.limits.seed, self.hurries))

    def _dive(self, prices: Prices) -> None:
        """Make plans of late prices: one for everyone, then of part after part."""
        dive, likely = Dive(prices, self.limits.seed), Likely(prices, self.limits.seed)
        many = self.limits.workers
        with prices.paused():
            plan = dive.plan(self.best, self.hurries, many)
        if plan is not None:
            self._pursue(plan)
        threads, seen = prices.share(many), deque([self.value], _STALE)
        while not self.over:
            began = time.monotonic()
            prices.aim(self.value)
            new = dive.by_parts(self.best, self.hurries, threads if prices.is_running else many)
            if new is not None:
                self.take(new, "part by part")
            if dive.turn % _OTHERWISE == 0:
                self._improve(min(_LOCAL, self.left), WARM * (1.0 - self._spent_share))
                self._pursue()
            seen.append(self.value)
            if len(seen) == _STALE and seen[0] - seen[-1] < _LEAST_GAIN * abs(self.value):
                self._by_likely(likely)
                seen.clear()
            if not prices.is_running:
                prices.turn(min(time.monotonic() - began, self.left), self.hurries)
            self.prove(prices.bound, "decomposition")

    @property
    def is_dive_due(self) -> bool:
        """Tell whether prices beside a model are so much later that everyone is planned anew."""
        return self.prices is not None and self.prices.steps >= self.dive_at

    def dive_on(self, prices: Prices, threads: int) -> None:
        """Plan everyone anew where that is due, else part after part.

        Args:
            prices: at work or not.
            threads: that may work at once, 1 or more.
        """
        if self.is_dive_due:
            self.dive_at = 2 * prices.steps
            self.dive = self.dive or Dive(prices, self.limits.seed)
            plan = self.dive.plan(self.best, self.hurries, threads)
            if plan is not None:
                self._pursue(plan)
        elif self.dive is not None:
            plan = self.dive.by_parts(self.best, self.hurries, threads)
            if plan is not None:
                self.take(plan, "part by part")

    def _by_likely(self, likely: Likely) -> None:
        """Plan with likely candidates, while there is time for it."""
        left = self.left - _MARGIN
        if left < _LIKELY_LEAST or self.over:
            return
        threads = 1 if likely.prices.is_running else self.limits.workers
        self.is_deep = True
        share = min(_LIKELY_SECONDS, _LIKELY_SHARE * left)
        plan = self._aside(lambda: likely.plan(self.best, share, threads, self.hurries))
        if plan is not None:
            self.take(plan, "part by part")

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
        if self.is_deep:
            _DEEP.add(thread)
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
