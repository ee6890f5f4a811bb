"""Price tasks so that whole days of workers tell a bound, and hire workers by those days.

A task's price is what it pays the worker who does it; a worker costs one. A worker's worth is
that of the dearest set of tasks that do not overlap, found exactly by going through the tasks in
order of their ends. The prices of all tasks, less what workers are worth above their cost, are a
lower bound on the workers needed. It is counted in whole parts of a worker, so nothing is lost
or won by rounding.

Source: Lagrangian relaxation with deflected subgradient steps (Held, Wolfe & Crowder 1974;
Camerini, Fratta & Maffioli 1975), on the columns that Smet et al. 2014 price for SMPTSP.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from solver.benchmarks.smptsp_greedy import Days
from solver.compiled import compiled, draw_below

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
UNIT = 1 << 24  # parts of a worker that prices are counted in
DEFLECT = 0.7  # share of the last direction that goes into the next
STALL = 15  # steps without a better bound before they get shorter
SHORTER = 0.7
GRAIN = 1 << 20
NO_BOUND = -(1 << 60)  # below what any prices say


class Market(NamedTuple):
    """Prices and what they say; arrays change in place.

    `price` and `best` are in workers per task, `best` where the bound was highest; `way` is the
    last direction. `worth` is per worker, in parts of a worker. `done_by` counts the lines that
    hold each task. `pace` holds the length of steps; `counts` the highest bound in parts of a
    worker and the steps since it rose.
    """

    price: Floats
    best: Floats
    way: Floats
    worth: Longs
    done_by: Ints
    pace: Floats
    counts: Longs
    seed: NDArray[np.uint64]


class Hiring(NamedTuple):
    """Who is hired and what each does; arrays change in place.

    `assigned` is -1 where a task is left over; `counts` holds the hires that are left.
    """

    assigned: Ints
    hired: Flags
    counts: Longs


def market_of(days: Days, clique: Sequence[int], seed: int) -> Market:
    """Start with prices from the busiest moments and from tasks that clash.

    Args:
        days: the instance.
        clique: tasks that need a worker each; may be empty.
        seed: of the noise.

    Returns:
        Half of a price is how near the task's moments come to the busiest; the other half is
        for the tasks of the clique. No bound yet.
    """
    tasks = len(days.first)
    running = np.zeros(len(days.moments) + 1)
    np.add.at(running, days.first, 1)
    np.add.at(running, days.last, -1)
    busy = np.cumsum(running)
    pairs = zip(days.first, days.last, strict=True)
    price = np.array([busy[a:b].max() for a, b in pairs]) / (2 * busy.max())
    price[clique] += 0.5
    return Market(
        price=price,
        best=price.copy(),
        way=np.zeros(tasks),
        worth=np.zeros(len(days.held_at) - 1, np.int64),
        done_by=np.zeros(tasks, np.int32),
        pace=np.ones(1),
        counts=np.array([NO_BOUND, 0], np.int64),
        seed=np.random.default_rng(seed).integers(1, 2**63, 1, dtype=np.uint64),
    )


def bound_of(market: Market) -> int:
    """Return the highest bound so far, in whole workers."""
    return -(-int(market.counts[0]) // UNIT)


def fresh_hiring(days: Days, hires: int) -> Hiring:
    """Start with nobody hired.

    Args:
        days: the instance.
        hires: how many may be hired, 1 or more.

    Returns:
        Nobody hired, every task left over.
    """
    return Hiring(
        assigned=np.full(len(days.first), -1, np.int32),
        hired=np.zeros(len(days.held_at) - 1, np.bool_),
        counts=np.array([hires], np.int64),
    )


@compiled
def _line(days: Days, pays: Longs, worker: int, value: Longs, line: Ints) -> int:
    """Find a worker's dearest line of tasks that pay; return its length, its worth first."""
    begin = days.held_at[worker]
    count = days.held_at[worker + 1] - begin
    value[0] = 0
    for at in range(count):
        value[at + 1] = value[at]
        gain = pays[days.held[begin + at]]
        if gain > 0:
            value[at + 1] = max(value[at], value[days.before[begin + at]] + gain)
    length = 0
    at = count - 1
    while at >= 0:
        if value[at + 1] > value[at]:
            line[length] = days.held[begin + at]
            length += 1
            at = days.before[begin + at] - 1
        else:
            at -= 1
    value[0] = value[count]
    return length


@compiled
def climb(days: Days, market: Market, goal: int, steps: int) -> int:
    """Take subgradient steps towards the highest bound.

    Args:
        days: the instance.
        market: changed in place.
        goal: workers of a cover, or what is hoped for; steps end where the bound reaches it.
        steps: at most so many, 1 or more.

    Returns:
        The highest bound so far, in parts of a worker.
    """
    tasks = len(days.first)
    value = np.zeros(tasks + 1, np.int64)
    line = np.zeros(tasks, np.int32)
    pays = np.zeros(tasks, np.int64)
    for _ in range(steps):
        if market.counts[0] > (goal - 1) * UNIT:
            break
        total = 0
        for task in range(tasks):
            pays[task] = int(market.price[task] * UNIT)
            total += pays[task]
            market.done_by[task] = 0
        for worker in range(len(market.worth)):
            length = _line(days, pays, worker, value, line)
            market.worth[worker] = value[0]
            if value[0] > UNIT:
                total -= value[0] - UNIT
                for at in range(length):
                    market.done_by[line[at]] += 1
        _step(market, total, goal)
    return int(market.counts[0])


@compiled
def _step(market: Market, total: int, goal: int) -> None:
    """Note the bound and move the prices."""
    market.counts[1] += 1
    if total > market.counts[0]:
        market.counts[0] = total
        market.counts[1] = 0
        market.best[:] = market.price
    elif market.counts[1] >= STALL:
        market.counts[1] = 0
        market.pace[0] *= SHORTER
        market.price[:] = market.best
        market.way[:] = 0
        return
    norm = 0.0
    for task in range(len(market.price)):
        market.way[task] = DEFLECT * market.way[task] + 1 - market.done_by[task]
        norm += market.way[task] ** 2
    length = market.pace[0] * (1.02 * goal - total / UNIT) / max(norm, 1.0)
    for task in range(len(market.price)):
        market.price[task] = max(0.0, market.price[task] + length * market.way[task])


@compiled
def _draw_up(
    days: Days, market: Market, hiring: Hiring, noise: float, pays: Longs, value: Longs, line: Ints
) -> Floats:
    """Return the worth of each worker not yet hired, drawn up a little; 0 for the others."""
    for task in range(len(pays)):
        pays[task] = 0
        if hiring.assigned[task] < 0:
            pays[task] = int(market.price[task] * UNIT) + 1
    drawn = np.zeros(len(market.worth))
    for worker in range(len(market.worth)):
        if not hiring.hired[worker]:
            _line(days, pays, worker, value, line)
            drawn[worker] = value[0] * (1 + noise * draw_below(market.seed, GRAIN) / GRAIN)
    return drawn


@compiled
def hire(days: Days, market: Market, hiring: Hiring, pace: float, noise: float) -> int:
    """Hire the worthiest, then move the prices of what is left over once.

    Args:
        days: the instance.
        market: its prices change in place.
        hiring: changed in place.
        pace: what a task's price goes up where nobody of those to hire would do it, in workers.
        noise: share by which a worth is drawn up, 0 or more.

    Returns:
        The hires that are left; 0 when nothing is left to do.
    """
    tasks = len(days.first)
    value = np.zeros(tasks + 1, np.int64)
    line = np.zeros(tasks, np.int32)
    pays = np.zeros(tasks, np.int64)
    drawn = _draw_up(days, market, hiring, noise, pays, value, line)
    if drawn.max() <= 0:
        return 0
    market.done_by[:] = 0
    order = np.argsort(-drawn)[: hiring.counts[0]]
    for worker in order:
        length = _line(days, pays, worker, value, line)
        for at in range(length):
            market.done_by[line[at]] += 1
            if worker == order[0]:
                hiring.assigned[line[at]] = worker
                pays[line[at]] = 0
    hiring.hired[order[0]] = True
    hiring.counts[0] -= 1
    for task in range(tasks):
        if hiring.assigned[task] < 0:
            moved = market.price[task] + pace * (1 - market.done_by[task])
            market.price[task] = max(0.0, moved)
    return int(hiring.counts[0])
