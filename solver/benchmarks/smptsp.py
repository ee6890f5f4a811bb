"""Cover all tasks of an SMPTSP instance with as few workers as can be found, with a bound."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Lock
from time import monotonic

import numpy as np

from solver.benchmarks import smptsp_greedy, smptsp_prices, smptsp_state, smptsp_tabu
from solver.benchmarks.smptsp_bound import busiest_moment, clashing_tasks
from solver.benchmarks.smptsp_exact import fewer
from solver.benchmarks.smptsp_file import Instance
from solver.benchmarks.smptsp_greedy import Days
from solver.benchmarks.smptsp_refit import Refit
from solver.benchmarks.smptsp_state import Ints, Layout, State

EXACT_PAIRS = 3_000  # above this a MIP solver gets nowhere in a minute
EARLY = 0.1  # of the time: before a MIP solver is asked
ROUNDS = ((0.05, 0.15), (0.25, 0.45), (0.55, 0.75), (0.85, 1.0))  # of the time: proof, search
PROOF = 40_000_000  # work of a proof between two looks at the clock, in tasks x steps
TICK = 0.01  # the least time the MIP solver is given
QUICK_STEPS, LONG_STEPS = 20_000, 100_000
CHUNK = 4_000_000  # work of a search between two looks at the clock, in tasks x steps
PASSES = 12_000_000  # the same for greedy passes, in passes x pairs of task and worker
SWAPS = (10, 0, 1)  # of the colouring, seat by seat; see smptsp_tabu.run
SPAN = 0.2  # seconds of one turn of colouring
TASTES = ((1.5, 1.05), (1.0, 1.02), (2.0, 1.1), (1.5, 1.1))  # see smptsp_greedy.run
PACES = (0.01, 0.03, 0.1, 0.003)  # see smptsp_prices.hire
NOISE = 0.02  # the same
CLIMBS = 30  # steps of the prices before each hiring
SELDOM = 8  # turns between hirings where they leave too many tasks over
REFIT = 1.5  # seconds of one turn of giving anew
MEND = 8  # tasks left over that a search may still find a place for


@dataclass(frozen=True, slots=True)
class Cover:
    """An answer: per task its worker (empty when none was found), and what is proven.

    `workers` is None when no cover was found; `bound` is a lower bound on it. When `bound` is
    larger than the number of workers there are, no cover exists.
    """

    assignment: tuple[int, ...]
    workers: int | None
    bound: int

    @property
    def is_proven(self) -> bool:
        """Return True when no cover uses fewer workers."""
        return self.workers == self.bound


def solve(instance: Instance, seconds: float, threads: int = 1, seed: int = 1) -> Cover:
    """Cover all tasks with as few workers as can be found in the time.

    Args:
        instance: the tasks and workers; each task has one who may do it.
        seconds: wall time, more than 0.
        threads: searches side by side, 1 or more.
        seed: of the searches.

    Returns:
        The best cover found, and a proven lower bound.
    """
    if not instance.tasks:
        return Cover((), 0, 0)
    started = monotonic()
    end = started + seconds
    peak = len(busiest_moment(instance))
    clique = clashing_tasks(instance, QUICK_STEPS, seed)
    skilled = len(clique) > peak  # who may do what decides, not only the time of day
    team = _Team(instance, clique, max(1, threads), seed)
    exact = sum(len(held) for held in instance.workers) <= EXACT_PAIRS
    for proof, search in ROUNDS if skilled else ROUNDS[-1:]:
        if skilled:
            team.prove(started + seconds * proof)
        team.search(started + seconds * (min(search, EARLY) if exact else search))
        if exact or team.is_done():
            break
    if exact and not team.is_done():
        team.take(_finish(instance, team.cover, max(TICK, (end - monotonic()) / 2)))
        if not team.is_done() and monotonic() < end:
            team.search(end)
    return team.cover


def _finish(instance: Instance, cover: Cover, seconds: float) -> Cover:
    """Ask the MIP solver for a better cover, or for the proof that there is none."""
    below = len(instance.workers) + 1 if cover.workers is None else cover.workers
    outcome = fewer(instance, cover.bound, below, seconds)
    if outcome.assignment is None:
        return Cover(cover.assignment, cover.workers, outcome.bound)
    return Cover(outcome.assignment, len(set(outcome.assignment)), outcome.bound)


def prepare() -> None:
    """Compile what is compiled, so that a first run after set-up is timed like any other."""
    instance = Instance("prepare", ((0, 2), (1, 3)), ((0, 1), (0, 1)))
    solve(instance, seconds=0.01)
    days = smptsp_greedy.days_of(instance)
    smptsp_greedy.run(days, smptsp_greedy.fresh(days, 1), 2, 1, *TASTES[0])
    market = smptsp_prices.market_of(days, [0], 1)
    smptsp_prices.climb(days, market, 2, 1)
    smptsp_prices.hire(days, market, smptsp_prices.fresh_hiring(days, 2), 0.1, NOISE)
    state = smptsp_state.started_from(
        smptsp_state.layout_of(instance), np.array([0, 1], np.int32), 2, 1
    )
    smptsp_tabu.run(smptsp_state.layout_of(instance), state, 1, 1, 1)


class _Team:
    """Hold searches side by side, from round to round, and the best that they have found."""

    def __init__(self, instance: Instance, clique: list[int], threads: int, seed: int) -> None:
        self.instance, self.threads, self.seed = instance, threads, seed
        self.best = _Best(len(clique), len(instance.workers) + 1)
        layout = smptsp_state.layout_of(instance)
        days = smptsp_greedy.days_of(instance)
        self.seats = [_Seat(self, layout, days, clique, n) for n in range(threads)]

    @property
    def cover(self) -> Cover:
        """Return the best cover so far with what is proven."""
        best = self.best
        return Cover(best.assignment, best.workers if best.assignment else None, best.bound)

    def is_done(self) -> bool:
        """Return True when the best is proven, or that there is no cover."""
        return self.best.is_enough or self.best.bound > len(self.instance.workers)

    def take(self, cover: Cover) -> None:
        """Take over what another way has found and proven."""
        self.best.prove(cover.bound)
        if cover.workers is not None:
            self.best.note(cover.workers, cover.assignment)

    def search(self, until: float) -> None:
        """Search until the bound is reached or the time is up, once at least."""
        with ThreadPoolExecutor(self.threads) as pool:
            for job in [pool.submit(_one_search, seat, self.best, until) for seat in self.seats]:
                job.result()

    def prove(self, until: float) -> None:
        """Look for more tasks that clash, until they are enough or time is up."""
        steps = max(100, min(LONG_STEPS, PROOF // len(self.instance.tasks)))
        with ThreadPoolExecutor(self.threads) as pool:
            while not self.is_done() and monotonic() < until:
                seeds = [self.seed + 1000 * n for n in range(1, self.threads + 1)]
                self.seed = seeds[-1]
                for tasks in pool.map(partial(clashing_tasks, self.instance, steps), seeds):
                    self.best.prove(len(tasks))


class _Best:
    """Hold the best cover of all searches; a cover that is not better changes nothing."""

    def __init__(self, bound: int, workers: int) -> None:
        self.bound = bound
        self.workers = workers
        self.assignment: tuple[int, ...] = ()
        self._lock = Lock()

    def note(self, workers: int, assignment: Sequence[int]) -> None:
        """Keep a cover that uses fewer workers than the best so far."""
        with self._lock:
            if workers < self.workers:
                self.workers, self.assignment = workers, tuple(assignment)

    def prove(self, bound: int) -> None:
        """Keep a lower bound that is higher than the one so far."""
        with self._lock:
            self.bound = max(self.bound, bound)

    def goal(self, turn: int) -> int:
        """Return how many workers to try: mostly the bound, else one below the best."""
        with self._lock:
            return self.bound if turn % 3 else max(self.bound, self.workers - 1)

    @property
    def is_enough(self) -> bool:
        """Return True when nobody can find fewer workers."""
        return self.workers <= self.bound


class _Seat:
    """Hold what one of the searches side by side keeps from turn to turn."""

    def __init__(
        self, team: _Team, layout: Layout, days: Days, clique: list[int], number: int
    ) -> None:
        self.instance, self.layout, self.days = team.instance, layout, days
        self.refit: Refit | None = None
        self.seed = team.seed + 1000 * number
        self.swaps = SWAPS[number % len(SWAPS)]
        self.state = smptsp_state.fresh_state(layout, self.seed)
        self.own = len(days.held_at)
        self.learnt = [smptsp_greedy.fresh(days, self.seed + n) for n in range(len(TASTES))]
        self.market = smptsp_prices.market_of(days, clique, self.seed)
        self.over = 0
        self.turn = 0
        self.steps = max(100, CHUNK // len(days.first))
        self.passes = max(10, PASSES // len(days.held))


def _one_search(seat: _Seat, best: _Best, until: float) -> None:
    """Colour, give days and hire in turn, until the best is enough or time is up."""
    done = 0
    while done == 0 or (not best.is_enough and monotonic() < until):
        WAYS[seat.turn % len(WAYS)](seat, best, until)
        seat.turn += 1
        done += 1


def _colour(seat: _Seat, best: _Best, until: float) -> None:
    """Search on from the seat's own cover, or from the best where that is better."""
    if best.workers < seat.own and best.assignment:
        found = np.array(best.assignment, np.int32)
        seat.own = len(set(best.assignment))
        seat.state = smptsp_state.started_from(seat.layout, found, seat.own, seat.seed + seat.turn)
    seat.own = _run(seat, best, seat.state, seat.swaps, until) or seat.own


def _run(seat: _Seat, best: _Best, state: State, swaps: int, until: float) -> int:
    """Colour for a turn or until time is up; return the workers of the last cover, 0 for none."""
    last = 0
    stop = min(until, monotonic() + SPAN)
    while True:
        found = smptsp_tabu.run(seat.layout, state, best.bound, seat.steps, swaps)
        if found:
            last = found
            best.note(found, state.best.tolist())
        if best.is_enough or monotonic() >= stop:
            return last


def _give_days(seat: _Seat, best: _Best, until: float) -> None:
    """Make greedy passes for fewer workers than the best; mend what leaves few tasks over."""
    turn = seat.turn // len(WAYS)
    workers = min(best.goal(turn), seat.layout.allowed.shape[1])
    taste = turn % len(TASTES)
    learnt = seat.learnt[taste]
    smptsp_greedy.run(seat.days, learnt, workers, seat.passes, *TASTES[taste])
    _mend(seat, best, learnt.best, workers, until)


def _hire(seat: _Seat, best: _Best, until: float) -> None:
    """Hire workers one by one by the prices; seldom where that leaves many tasks over."""
    turn = seat.turn // len(WAYS)
    if seat.over > MEND and turn % SELDOM:
        return
    days, market = seat.days, seat.market
    for _ in range(CLIMBS):
        if monotonic() < until:
            smptsp_prices.climb(days, market, best.workers, 1)
    best.prove(smptsp_prices.bound_of(market))
    workers = min(best.goal(turn), seat.layout.allowed.shape[1])
    hiring = smptsp_prices.fresh_hiring(days, workers)
    prices = market.price.copy()
    market.price[:] = market.best
    pace = PACES[turn % len(PACES)]
    while smptsp_prices.hire(days, market, hiring, pace, NOISE) and monotonic() < until:
        pass
    market.price[:] = prices
    seat.over = _mend(seat, best, hiring.assigned, workers, until)


def _mend(seat: _Seat, best: _Best, given: Ints, workers: int, until: float) -> int:
    """Note a cover; search on from it or from what leaves few tasks over; return how many."""
    over = int((given < 0).sum())
    if 0 < over <= 2 * MEND and workers == best.workers - 1 and seat.refit is None:
        seed = seat.seed + seat.turn
        seat.refit = Refit(seat.instance, seat.layout, given.copy(), workers, seed)
    if over == 0:
        best.note(len(set(given.tolist())), given.tolist())
    if over > MEND or best.is_enough:
        return over
    state = smptsp_state.started_from(seat.layout, given, workers, seat.seed + seat.turn)
    _run(seat, best, state, seat.turn % 3, until)
    return over


def _give_anew(seat: _Seat, best: _Best, until: float) -> None:
    """Free some of a cover by one worker fewer than the best that leaves few tasks over."""
    stop = min(until, monotonic() + REFIT)
    while (refit := seat.refit) and not best.is_enough and (now := monotonic()) < stop:
        if refit.is_stale or refit.most >= best.workers:
            seat.refit = None
        elif refit.turn(max(TICK, until - now)) == 0:
            best.note(len(set(refit.given.tolist())), refit.given.tolist())


WAYS = (_colour, _give_days, _hire, _give_anew)
