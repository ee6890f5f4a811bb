"""Cover all tasks of an SMPTSP instance with as few workers as can be found, with a bound."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import inf
from threading import Lock
from time import monotonic

from solver.benchmarks import smptsp_greedy, smptsp_state, smptsp_tabu
from solver.benchmarks.smptsp_bound import busiest_moment, clashing_tasks
from solver.benchmarks.smptsp_exact import fewer
from solver.benchmarks.smptsp_file import Instance
from solver.benchmarks.smptsp_greedy import Days
from solver.benchmarks.smptsp_state import Layout

EXACT_PAIRS = 3_000  # above this a MIP solver gets nowhere in a minute
EARLY, SHARE, LATE = 0.1, 0.6, 0.8  # of the time: first bound, search, second bound
TICK = 0.01  # the least time the MIP solver is given
QUICK_STEPS, LONG_STEPS = 20_000, 100_000
CHUNK = 4_000_000  # work of a search between two looks at the clock, in tasks x steps
PASSES = 30_000_000  # the same for greedy passes, in passes x pairs of task and worker
TASTES = ((1.5, 1.05), (1.0, 1.02), (2.0, 1.1), (1.5, 1.1))  # see smptsp_greedy.run
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
    bound = len(clashing_tasks(instance, QUICK_STEPS, seed))
    skilled = bound > peak  # who may do what decides, not only the time of day
    if skilled:
        bound = _raise(instance, bound, len(instance.workers), started + seconds * EARLY, seed)
    exact = sum(len(held) for held in instance.workers) <= EXACT_PAIRS
    until = started + seconds * (EARLY if exact else SHARE if skilled else 1)
    cover = _search(instance, bound, until, max(1, threads), seed)
    if skilled and cover.workers is not None:
        bound = _raise(instance, bound, cover.workers, started + seconds * LATE, seed + 1)
        cover = Cover(cover.assignment, cover.workers, bound)
    if exact and not cover.is_proven:
        cover = _finish(instance, cover, max(TICK, (end - monotonic()) / 2))
    possible = cover.bound <= len(instance.workers)
    if possible and not cover.is_proven and monotonic() < end:
        again = _search(instance, cover.bound, end, max(1, threads), seed + 1)
        cover = again if (again.workers or inf) < (cover.workers or inf) else cover
    return cover


def _raise(instance: Instance, bound: int, enough: int, until: float, seed: int) -> int:
    """Raise the bound by longer searches for clashing tasks, until it is enough or time is up."""
    while bound < enough and monotonic() < until:
        seed += 1000
        bound = max(bound, len(clashing_tasks(instance, LONG_STEPS, seed)))
    return bound


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


def _search(instance: Instance, bound: int, until: float, threads: int, seed: int) -> Cover:
    """Run searches side by side until one reaches the bound or the time is up."""
    layout = smptsp_state.layout_of(instance)
    days = smptsp_greedy.days_of(instance)
    best = _Best(bound, len(instance.workers) + 1)
    with ThreadPoolExecutor(threads) as pool:
        jobs = [
            pool.submit(_one_search, _Seat(layout, days, number, seed), best, until)
            for number in range(threads)
        ]
        for job in jobs:
            job.result()
    return Cover(best.assignment, best.workers if best.assignment else None, bound)


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

    @property
    def is_enough(self) -> bool:
        """Return True when nobody can find fewer workers."""
        return self.workers <= self.bound


class _Seat:
    """Hold what one of the searches side by side keeps from turn to turn."""

    def __init__(self, layout: Layout, days: Days, number: int, seed: int) -> None:
        self.layout, self.days = layout, days
        self.seed = seed + 1000 * number
        self.swaps = 1 if number % 2 == 0 else 10
        self.state = smptsp_state.fresh_state(layout, self.seed)
        self.learnt = [smptsp_greedy.fresh(days, self.seed + n) for n in range(len(TASTES))]
        self.steps = max(100, CHUNK // len(days.first))
        self.passes = max(10, PASSES // len(days.held))


def _one_search(seat: _Seat, best: _Best, until: float) -> None:
    """Colour and give days in turn, until the best is enough or time is up."""
    turn = 0
    while turn == 0 or (not best.is_enough and monotonic() < until):
        workers = smptsp_tabu.run(seat.layout, seat.state, best.bound, seat.steps, seat.swaps)
        if workers:
            best.note(workers, seat.state.best.tolist())
        if not best.is_enough and monotonic() < until:
            _give_days(seat, best, turn)
        turn += 1


def _give_days(seat: _Seat, best: _Best, turn: int) -> None:
    """Make greedy passes for fewer workers than the best; mend what leaves few tasks over."""
    everybody = seat.layout.allowed.shape[1]
    workers = best.bound if turn % 3 else max(best.bound, best.workers - 1)
    workers = min(workers, everybody)
    taste = turn % len(TASTES)
    learnt = seat.learnt[taste]
    over = smptsp_greedy.run(seat.days, learnt, workers, seat.passes, *TASTES[taste])
    if over == 0:
        best.note(len(set(learnt.best.tolist())), learnt.best.tolist())
    elif over <= MEND:
        state = smptsp_state.started_from(seat.layout, learnt.best, workers, seat.seed + turn)
        found = smptsp_tabu.run(seat.layout, state, workers, seat.steps, turn % 3)
        if found:
            best.note(found, state.best.tolist())
