"""Cover all tasks of an SMPTSP instance with as few workers as can be found, with a bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

from solver.benchmarks import smptsp_tabu
from solver.benchmarks.smptsp_bound import busiest_moment, clashing_tasks
from solver.benchmarks.smptsp_exact import fewer
from solver.benchmarks.smptsp_file import Instance
from solver.benchmarks.smptsp_tabu import Layout, State

EXACT_PAIRS = 3_000  # above this a MIP solver gets nowhere in a minute
EARLY, SHARE, LATE = 0.1, 0.6, 0.8  # of the time: first bound, search, second bound
QUICK_STEPS, LONG_STEPS = 20_000, 100_000
CHUNK = 4_000_000  # work of a search between two looks at the clock, in tasks x steps


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
    until = started + seconds * (SHARE if exact or skilled else 1)
    cover = _search(instance, bound, until, max(1, threads), seed)
    if skilled and cover.workers is not None:
        bound = _raise(instance, bound, cover.workers, started + seconds * LATE, seed + 1)
        cover = Cover(cover.assignment, cover.workers, bound)
    left = end - monotonic()
    return _finish(instance, cover, left) if exact and left > 0 else cover


def _raise(instance: Instance, bound: int, enough: int, until: float, seed: int) -> int:
    """Raise the bound by longer searches for clashing tasks, until it is enough or time is up."""
    while bound < enough and monotonic() < until:
        seed += 1000
        bound = max(bound, len(clashing_tasks(instance, LONG_STEPS, seed)))
    return bound


def _finish(instance: Instance, cover: Cover, seconds: float) -> Cover:
    """Ask the MIP solver for a better cover, or for the proof that there is none."""
    if cover.is_proven:
        return cover
    below = len(instance.workers) + 1 if cover.workers is None else cover.workers
    outcome = fewer(instance, cover.bound, below, seconds)
    if outcome.assignment is None:
        return Cover(cover.assignment, cover.workers, outcome.bound)
    return Cover(outcome.assignment, len(set(outcome.assignment)), outcome.bound)


def prepare() -> None:
    """Compile what is compiled, so that a first run after set-up is timed like any other."""
    solve(Instance("prepare", ((0, 2), (1, 3)), ((0, 1), (0, 1))), seconds=0.01)


def _search(instance: Instance, bound: int, until: float, threads: int, seed: int) -> Cover:
    """Run searches side by side until one reaches the bound or the time is up."""
    layout = smptsp_tabu.layout_of(instance)
    states = [smptsp_tabu.fresh_state(layout, seed + 1000 * n) for n in range(threads)]
    best: tuple[int, ...] = ()
    used = len(instance.workers) + 1

    def note(workers: int, assignment: Sequence[int]) -> bool:
        nonlocal best, used
        if workers < used:
            best, used = tuple(assignment), workers
        return used <= bound

    with ThreadPoolExecutor(threads) as pool:
        jobs = [
            pool.submit(_one_search, layout, state, bound, until, n, note)
            for n, state in enumerate(states)
        ]
        for job in jobs:
            job.result()
    return Cover(best, used if best else None, bound)


def _one_search(
    layout: Layout,
    state: State,
    bound: int,
    until: float,
    number: int,
    note: Callable[[int, Sequence[int]], bool],
) -> None:
    """Search in chunks, telling *note* of each cover, until it says enough or time is up."""
    steps = max(100, CHUNK // len(state.worker_of))
    swaps = 1 if number % 2 == 0 else 10
    done = False
    first = True
    while first or (not done and monotonic() < until):
        first = False
        workers = smptsp_tabu.run(layout, state, bound, steps, swaps)
        done = note(workers or len(state.load) + 1, state.best.tolist())
