"""Give one worker after another a whole day of tasks, with weights that learn.

Each worker gets the heaviest set of tasks that do not overlap, found exactly by going through
the tasks in order of their ends. A task weighs more the fewer workers are left who may do it,
and the more often it was left over in earlier passes. A moment weighs more the closer the
number of tasks that run then comes to the number of workers left: where they are equal, nobody
may be idle.

Source: the worker by worker greedy of Hojati 2018, with weights learnt from what is left over.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.benchmarks.smptsp_file import Instance
from solver.compiled import compiled, draw_below

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
FULL = 10.0  # what a unit of time weighs where nobody may be idle
NOISE = 0.2  # share by which a task's weight is drawn up
GRAIN = 1 << 20
LEVEL_EVERY = 50


class Days(NamedTuple):
    """One instance as arrays.

    `moments` are the stretches of time between two neighbouring starts or ends, in mean task
    lengths; a task runs from moment `first` up to, not with, moment `last`. `held` lists the
    tasks of each worker by end, from `held_at`; `before` counts, for each of them, the worker's
    tasks that end before it starts.
    """

    first: Ints
    last: Ints
    moments: Floats
    held_at: Ints
    held: Ints
    before: Ints


class Learnt(NamedTuple):
    """What the passes have learnt and found; arrays change in place.

    `counts` holds the passes made and the fewest tasks left over.
    """

    weight: Floats
    assigned: Ints
    best: Ints
    counts: NDArray[np.int64]
    seed: NDArray[np.uint64]


def days_of(instance: Instance) -> Days:
    """Lay out an instance for the compiled passes."""
    times = np.array(instance.tasks, dtype=np.int64).reshape(-1, 2)
    edges = np.unique(times)
    offsets, held, before = [0], [], []
    for tasks in instance.workers:
        order = sorted(tasks, key=lambda task: (times[task, 1], task))
        ends = times[order, 1]
        held.extend(order)
        before.extend(np.searchsorted(ends, times[order, 0], side="right").tolist())
        offsets.append(len(held))
    return Days(
        first=np.searchsorted(edges, times[:, 0]).astype(np.int32),
        last=np.searchsorted(edges, times[:, 1]).astype(np.int32),
        moments=np.diff(edges) / (times[:, 1] - times[:, 0]).mean(),
        held_at=np.array(offsets, np.int32),
        held=np.array(held, np.int32),
        before=np.array(before, np.int32),
    )


def fresh(days: Days, seed: int) -> Learnt:
    """Start with equal weights and nothing found."""
    tasks = len(days.first)
    return Learnt(
        weight=np.ones(tasks),
        assigned=np.full(tasks, -1, np.int32),
        best=np.full(tasks, -1, np.int32),
        counts=np.array([0, tasks + 1], np.int64),
        seed=np.random.default_rng(seed).integers(1, 2**63, 1, dtype=np.uint64),
    )


@compiled
def _give_a_day(
    days: Days, learnt: Learnt, worker: int, left: int, running: Ints, able: Ints, power: float
) -> None:
    """Give one worker the heaviest set of tasks that nobody has yet."""
    so_far = np.zeros(len(days.moments) + 1)
    for at in range(len(days.moments)):
        spare = left - running[at]
        price = FULL if spare <= 0 else 1.0 / (1 + spare)
        so_far[at + 1] = so_far[at] + price * days.moments[at]
    begin = days.held_at[worker]
    count = days.held_at[worker + 1] - begin
    value = np.zeros(count + 1)
    taken = np.zeros(count, np.bool_)
    for at in range(count):
        task = days.held[begin + at]
        value[at + 1] = value[at]
        if learnt.assigned[task] < 0:
            drawn = 1 + NOISE * draw_below(learnt.seed, GRAIN) / GRAIN
            gain = so_far[days.last[task]] - so_far[days.first[task]]
            gain += learnt.weight[task] * drawn / max(able[task], 1) ** power
            if value[days.before[begin + at]] + gain > value[at]:
                value[at + 1] = value[days.before[begin + at]] + gain
                taken[at] = True
    at = count - 1
    while at >= 0:
        if taken[at]:
            task = days.held[begin + at]
            learnt.assigned[task] = worker
            for moment in range(days.first[task], days.last[task]):
                running[moment] -= 1
            at = days.before[begin + at] - 1
        else:
            at -= 1


@compiled
def _one_pass(days: Days, learnt: Learnt, workers: int, power: float) -> None:
    """Give *workers* of the workers, drawn at random, a day each."""
    running = np.zeros(len(days.moments), np.int32)
    able = np.zeros(len(days.first), np.int32)
    for task in range(len(days.first)):
        learnt.assigned[task] = -1
        for moment in range(days.first[task], days.last[task]):
            running[moment] += 1
    for at in range(len(days.held)):
        able[days.held[at]] += 1
    everybody = len(days.held_at) - 1
    order = np.arange(everybody)
    left = workers
    for at in range(everybody):
        other = at + draw_below(learnt.seed, everybody - at)
        worker = order[other]
        order[other] = order[at]
        # Each of those still undrawn is as likely as the other to be among the chosen.
        if draw_below(learnt.seed, everybody - at) < left:
            _give_a_day(days, learnt, worker, left, running, able, power)
            left -= 1
        for own in range(days.held_at[worker], days.held_at[worker + 1]):
            able[days.held[own]] -= 1


@compiled
def run(days: Days, learnt: Learnt, workers: int, passes: int, power: float, factor: float) -> int:
    """Make passes until one leaves no task over.

    Args:
        days: the instance.
        learnt: changed in place; `best` is the assignment with the fewest tasks left over in
            this run, -1 where a task is left over.
        workers: how many may work, 1 up to all.
        passes: at most so many, 1 or more.
        power: how much few able workers count, 0 or more.
        factor: a task left over becomes so many times heavier, more than 1.

    Returns:
        Tasks left over in `best`.
    """
    fewest = len(days.first) + 1
    for _ in range(passes):
        _one_pass(days, learnt, workers, power)
        learnt.counts[0] += 1
        over = 0
        for task in range(len(days.first)):
            if learnt.assigned[task] < 0:
                over += 1
                learnt.weight[task] *= factor
        if over < fewest:
            fewest = over
            learnt.best[:] = learnt.assigned
        if over == 0:
            break
        if learnt.counts[0] % LEVEL_EVERY == 0:
            learnt.weight[:] /= np.exp(np.log(learnt.weight).mean())
    learnt.counts[1] = fewest
    return fewest
