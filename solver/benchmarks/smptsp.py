"""Cover all tasks of an SMPTSP instance with as few workers as can be found, with a bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

from solver.benchmarks import smptsp_tabu
from solver.benchmarks.smptsp_bound import clashing_tasks
from solver.benchmarks.smptsp_exact import fewer
from solver.benchmarks.smptsp_file import Instance
from solver.benchmarks.smptsp_tabu import Layout, State

EXACT_PAIRS = 20_000  # above this a MIP solver gets nowhere in a minute
SHARE = 0.5  # of the time for the search, where the MIP solver is asked after it
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
    end = monotonic() + seconds
    bound = len(clashing_tasks(instance, seed=seed))
    pairs = sum(len(held) for held in instance.workers)
    exact = pairs <= EXACT_PAIRS
    until = monotonic() + (end - monotonic()) * (SHARE if exact else 1)
    cover = _search(instance, bound, until, max(1, threads), seed)
    left = end - monotonic()
    if not exact or left <= 0 or cover.is_proven:
        return cover
    below = len(instance.workers) + 1 if cover.workers is None else cover.workers
    outcome = fewer(instance, bound, below, left)
    if outcome.assignment is None:
        return Cover(cover.assignment, cover.workers, outcome.bound)
    return Cover(outcome.assignment, len(set(outcome.assignment)), outcome.bound)


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
    while not done and monotonic() < until:
        workers = smptsp_tabu.run(layout, state, bound, steps, swaps)
        done = note(workers or len(state.load) + 1, state.best.tolist())
