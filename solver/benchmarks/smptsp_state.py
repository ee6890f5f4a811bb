"""Where a colouring search stands: who has which task, what clashes, what is left over."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.benchmarks.smptsp_file import Instance

Ints = NDArray[np.int32]
Flags = NDArray[np.bool_]
HOLD = 4000  # steps in which a worker opened lately is not closed again


class Layout(NamedTuple):
    """One instance as arrays; lists of lists are flat with their offsets."""

    overlap_at: Ints
    overlaps: Ints
    may_at: Ints
    may: Ints
    allowed: Flags


class State(NamedTuple):
    """Where one search stands; arrays change in place.

    `counts` holds the length of the queue, the step, and the step of the last levelling.
    """

    worker_of: Ints
    is_open: Flags
    load: Ints
    clash: Ints
    weight: Ints
    tabu_until: NDArray[np.int64]
    queue: Ints
    counts: NDArray[np.int64]
    best: Ints
    opened_at: NDArray[np.int64]
    seed: NDArray[np.uint64]


def layout_of(instance: Instance) -> Layout:
    """Lay out an instance for the compiled search."""
    times = np.array(instance.tasks, dtype=np.int64).reshape(-1, 2)
    start, end = times[:, 0], times[:, 1]
    clash = (start[:, None] < end[None, :]) & (start[None, :] < end[:, None])
    np.fill_diagonal(clash, val=False)
    allowed = np.zeros((len(instance.tasks), len(instance.workers)), dtype=np.bool_)
    for worker, held in enumerate(instance.workers):
        allowed[list(held), worker] = True
    return Layout(*_flat(clash), *_flat(allowed), allowed)


def _flat(matrix: Flags) -> tuple[Ints, Ints]:
    """Return offsets and column numbers of the true entries, row by row."""
    counts = matrix.sum(axis=1)
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    return offsets, np.nonzero(matrix)[1].astype(np.int32)


def fresh_state(layout: Layout, seed: int) -> State:
    """Start a search with every worker open and every task uncovered."""
    tasks, workers = layout.allowed.shape
    rng = np.random.default_rng(seed)
    return State(
        worker_of=np.full(tasks, -1, np.int32),
        is_open=np.ones(workers, np.bool_),
        load=np.zeros(workers, np.int32),
        clash=np.zeros((tasks, workers), np.int32),
        weight=np.ones(tasks, np.int32),
        tabu_until=np.zeros((tasks, workers), np.int64),
        queue=rng.permutation(tasks).astype(np.int32),
        counts=np.array([tasks, 0, 0], np.int64),
        best=np.full(tasks, -1, np.int32),
        opened_at=np.full(workers, -HOLD, np.int64),
        seed=rng.integers(1, 2**63, 1, dtype=np.uint64),
    )


def started_from(layout: Layout, assignment: Ints, workers: int, seed: int) -> State:
    """Start a search from a cover that leaves some tasks over.

    Args:
        layout: the instance.
        assignment: per task its worker, -1 where it is left over; nobody's tasks overlap.
        workers: how many are open, at least those the assignment uses.
        seed: of the search.
    """
    state = fresh_state(layout, seed)
    state.worker_of[:] = assignment
    left_over = np.flatnonzero(assignment < 0)
    state.queue[: len(left_over)] = left_over
    state.counts[0] = len(left_over)
    for task in np.flatnonzero(assignment >= 0):
        at = layout.overlaps[layout.overlap_at[task] : layout.overlap_at[task + 1]]
        state.clash[at, assignment[task]] += 1
        state.load[assignment[task]] += 1
    idle = np.random.default_rng(seed).permutation(np.flatnonzero(state.load == 0))
    spare = workers - int((state.load > 0).sum())
    state.is_open[idle[max(0, spare) :]] = False
    return state
