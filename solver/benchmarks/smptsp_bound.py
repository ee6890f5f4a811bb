"""Prove that fewer workers cannot do: tasks of which no two can have the same worker.

Two tasks clash when they overlap in time or when no worker may do both. Any set of tasks that
clash pairwise needs as many workers as it has tasks.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.benchmarks.smptsp_file import Instance
from solver.compiled import compiled, draw_below

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]
PAUSE = 7


class Growth(NamedTuple):
    """A set of pairwise clashing tasks and, per task, how many in it do not clash with it."""

    clash: Flags
    inside: Flags
    missing: Ints
    tabu_until: NDArray[np.int64]
    seed: NDArray[np.uint64]


def clashing_tasks(instance: Instance, steps: int = 20_000, seed: int = 1) -> list[int]:
    """Find many tasks that clash pairwise.

    Args:
        instance: the tasks and workers.
        steps: moves of the search, 0 or more.
        seed: of the search.

    Returns:
        The tasks, in order; their number is a lower bound on the workers needed.
    """
    times = np.array(instance.tasks, dtype=np.int64).reshape(-1, 2)
    start, end = times[:, 0], times[:, 1]
    allowed = np.zeros((len(instance.tasks), len(instance.workers)), dtype=np.float32)
    for worker, held in enumerate(instance.workers):
        allowed[list(held), worker] = 1
    clash = (start[:, None] < end[None, :]) & (start[None, :] < end[:, None])
    clash |= allowed @ allowed.T == 0
    np.fill_diagonal(clash, val=False)
    return _grow(clash, busiest_moment(instance), steps, seed)


def busiest_moment(instance: Instance) -> list[int]:
    """List the tasks that run when most tasks run."""
    times = np.array(instance.tasks, dtype=np.int64).reshape(-1, 2)
    start, end = times[:, 0], times[:, 1]
    running = [np.flatnonzero((start <= s) & (end > s)).tolist() for s in np.unique(start)]
    return max(running, key=len, default=[])


def _grow(clash: Flags, first: list[int], steps: int, seed: int) -> list[int]:
    """Grow the set *first* by additions and exchanges; return the largest set seen."""
    if len(clash) == 0:
        return []
    tasks = len(clash)
    growth = Growth(
        clash=clash,
        inside=np.zeros(tasks, np.bool_),
        missing=np.zeros(tasks, np.int32),
        tabu_until=np.zeros(tasks, np.int64),
        seed=np.random.default_rng(seed).integers(1, 2**63, 1, dtype=np.uint64),
    )
    for task in first:
        _add(growth, task)
    best = growth.inside.copy()
    _search(growth, best, steps)
    return [int(task) for task in np.flatnonzero(best)]


@compiled
def _add(growth: Growth, task: int) -> None:
    """Take a task in."""
    growth.inside[task] = True
    for other in range(len(growth.missing)):
        if not growth.clash[task, other] and other != task:
            growth.missing[other] += 1


@compiled
def _drop(growth: Growth, task: int) -> None:
    """Put a task out."""
    growth.inside[task] = False
    for other in range(len(growth.missing)):
        if not growth.clash[task, other] and other != task:
            growth.missing[other] -= 1


@compiled
def _draw(growth: Growth, missing: int, step: int) -> int:
    """Draw a task outside that misses so many inside; -1 when all such are tabu."""
    found, ties = -1, 0
    for task in range(len(growth.missing)):
        if growth.missing[task] != missing or growth.inside[task]:
            continue
        if missing > 0 and growth.tabu_until[task] > step:
            continue
        ties += 1
        if draw_below(growth.seed, ties) == 0:
            found = task
    return found


@compiled
def _exchange(growth: Growth, task: int, step: int) -> None:
    """Take a task in and put out those inside that do not clash with it."""
    for other in range(len(growth.missing)):
        if growth.inside[other] and not growth.clash[task, other]:
            _drop(growth, other)
            growth.tabu_until[other] = step + PAUSE + draw_below(growth.seed, PAUSE)
    _add(growth, task)


@compiled
def _search(growth: Growth, best: Flags, steps: int) -> None:
    """Add where possible, else exchange one, else exchange several; note the best in *best*."""
    largest = best.sum()
    for step in range(steps):
        task = _draw(growth, 0, step)
        if task < 0:
            task = _draw(growth, 1, step)
        if task < 0:
            task = draw_below(growth.seed, len(growth.missing))
        if growth.inside[task]:
            continue
        _exchange(growth, task, step)
        if growth.inside.sum() > largest:
            largest = growth.inside.sum()
            best[:] = growth.inside
