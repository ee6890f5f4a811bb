"""Match tasks with workers at least cost, where each task may also be left to nobody.

Tasks enter one at a time along the cheapest chain of exchanges; what a worker costs more than
without its place is kept as a price, so that no chain is searched twice. Whole numbers only.

Source: shortest augmenting paths (Jonker & Volgenant 1987), on lists of offers.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver.compiled import compiled

if TYPE_CHECKING:
    from solver.problem import Matrix


class Offers(NamedTuple):
    """Hold what workers ask for tasks.

    The offers for task t are those from pointer[t] to pointer[t + 1]: `column` names the worker,
    0 or more, at most once a task, and `cost` the price. `idle` is the price of leaving a task.
    """

    pointer: Matrix
    column: Matrix
    cost: Matrix
    idle: Matrix


class _Paths(NamedTuple):
    """Hold a search: per worker the least distance, the task before it, and whether it is final.

    `seen` lists the final ones; `touched` those with a distance.
    """

    distance: Matrix
    before: Matrix
    final: Matrix
    seen: Matrix
    touched: Matrix


@compiled
def cheapest(offers: Offers, workers: int) -> Matrix:
    """Return per task the number of the offer taken, `NONE` for none, at least cost in all.

    Args:
        offers: whole numbers; their sums keep to 64 bits.
        workers: how many there are.
    """
    tasks = len(offers.idle)
    taken = np.full(tasks, c.NONE, np.int64)
    holder = np.full(workers, c.NONE, np.int64)
    price = np.zeros(workers, np.int64)
    paths = _Paths(
        np.full(workers, c.BIG, np.int64),
        np.full(workers, c.NONE, np.int64),
        np.zeros(workers, np.int64),
        np.zeros(workers, np.int64),
        np.zeros(workers, np.int64),
    )
    for task in range(tasks):
        _enter(offers, paths, task, taken, holder, price)
    return taken


@compiled
def _enter(
    offers: Offers, paths: _Paths, task: int, taken: Matrix, holder: Matrix, price: Matrix
) -> None:
    """Give a task its place, along the cheapest chain of exchanges."""
    heap = [(0, 0) for _ in range(0)]
    at, base = task, 0
    left, least = task, c.BIG
    end, seen, touched = c.NONE, 0, 0
    while True:
        if offers.idle[at] - base < least:
            left, least = at, offers.idle[at] - base
        for n in range(offers.pointer[at], offers.pointer[at + 1]):
            worker = offers.column[n]
            far = offers.cost[n] - price[worker] - base
            if paths.final[worker] or far >= paths.distance[worker] or far >= least:
                continue
            if paths.distance[worker] == c.BIG:
                paths.touched[touched] = worker
                touched += 1
            paths.distance[worker], paths.before[worker] = far, at
            heapq.heappush(heap, (far, worker))
        far, worker = _nearest(heap, paths.final)
        if worker == c.NONE or far >= least:
            break
        if holder[worker] == c.NONE:
            end, least = worker, far
            break
        paths.final[worker], paths.seen[seen] = 1, worker
        seen += 1
        at = holder[worker]
        base = _asked(offers, taken[at]) - price[worker] - far
    for n in range(seen):
        price[paths.seen[n]] += paths.distance[paths.seen[n]] - least
    _exchange(offers, paths, (task, left, end), taken, holder)
    for n in range(touched):
        worker = paths.touched[n]
        paths.distance[worker], paths.final[worker] = c.BIG, 0


@compiled
def _asked(offers: Offers, number: int) -> int:
    """Return the price of an offer."""
    return int(offers.cost[number])


@compiled
def _nearest(heap: list[tuple[int, int]], final: Matrix) -> tuple[int, int]:
    """Take the nearest worker that is not final from the heap; `NONE` when there is none."""
    while len(heap):
        far, worker = heapq.heappop(heap)
        if not final[worker]:
            return far, worker
    return c.BIG, c.NONE


@compiled
def _exchange(
    offers: Offers, paths: _Paths, ends: tuple[int, int, int], taken: Matrix, holder: Matrix
) -> None:
    """Move every task of a chain on to its next worker.

    Args:
        offers: as given.
        paths: of the search that ended.
        ends: the task that enters; the one left to nobody where the chain ends so; the free
            worker where it ends there, or `NONE`.
        taken: per task the offer, changed.
        holder: per worker the task, changed.
    """
    task, left, worker = ends
    if worker == c.NONE:
        if taken[left] == c.NONE:
            return
        worker = offers.column[taken[left]]
        taken[left] = c.NONE
    while True:
        at = paths.before[worker]
        back = c.NONE if taken[at] == c.NONE else offers.column[taken[at]]
        for n in range(offers.pointer[at], offers.pointer[at + 1]):
            if offers.column[n] == worker:
                taken[at] = n
                break
        holder[worker] = at
        if at == task:
            return
        worker = back
