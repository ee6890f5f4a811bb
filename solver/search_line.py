"""What each worker holds, as short sorted lists that compiled moves change in place.

A worker's list has room for as many candidates as can lie side by side in time, since a worker
never does two things at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver.compiled import compiled

if TYPE_CHECKING:
    from solver.problem import Matrix


class Lists(NamedTuple):
    """Hold the lists: worker w has rows[room[w]..room[w] + sizes[w]], rising."""

    room: Matrix
    sizes: Matrix
    rows: Matrix


def empty_lists(items: Matrix, pointer: Matrix) -> Lists:
    """Make a list for every worker, with nothing in it.

    Args:
        items: matrix of items.
        pointer: items of worker w are pointer[w]..pointer[w + 1].

    Returns:
        The lists.
    """
    room = np.concatenate((np.zeros(1, np.int64), np.cumsum(_room(items, pointer))))
    return Lists(room, np.zeros(len(pointer) - 1, np.int64), np.zeros(int(room[-1]), np.int64))


@compiled
def _room(items: Matrix, pointer: Matrix) -> Matrix:
    """Return how many candidates of each worker can lie side by side in time, at most."""
    out = np.zeros(len(pointer) - 1, np.int64)
    for worker in range(len(out)):
        end = -c.BIG
        for row in range(pointer[worker], pointer[worker + 1]):
            if items[row, c.TASK] == c.NONE:
                continue
            if items[row, c.START] >= end:
                out[worker] += 1
                end = items[row, c.END]
            else:
                end = min(end, items[row, c.END])
    return out


@compiled
def with_row(lists: Lists, worker: int, extra: int) -> Matrix:
    """Return a worker's rows with one more.

    Args:
        lists: of all workers.
        worker: index.
        extra: a row of this worker that is not in the list.

    Returns:
        Rows, rising.
    """
    lo, count = lists.room[worker], lists.sizes[worker]
    out = np.empty(count + 1, np.int64)
    at = 0
    while at < count and lists.rows[lo + at] < extra:
        out[at] = lists.rows[lo + at]
        at += 1
    out[at] = extra
    for rest in range(at, count):
        out[rest + 1] = lists.rows[lo + rest]
    return out


@compiled
def without_row(lists: Lists, worker: int, row: int) -> Matrix:
    """Return a worker's rows but one.

    Args:
        lists: of all workers.
        worker: index.
        row: a row in the list, or `NONE` for none.

    Returns:
        Rows, rising.
    """
    lo, count = lists.room[worker], lists.sizes[worker]
    out = np.empty(count, np.int64)
    kept = 0
    for at in range(lo, lo + count):
        if lists.rows[at] != row:
            out[kept] = lists.rows[at]
            kept += 1
    return out[:kept]


@compiled
def put_row(lists: Lists, worker: int, row: int) -> None:
    """Put a row into a worker's list.

    Args:
        lists: changed in place.
        worker: index.
        row: a row of this worker that is not in the list and overlaps nothing in it.
    """
    lo = lists.room[worker]
    at = lo + lists.sizes[worker]
    while at > lo and lists.rows[at - 1] > row:
        lists.rows[at] = lists.rows[at - 1]
        at -= 1
    lists.rows[at] = row
    lists.sizes[worker] += 1


@compiled
def drop_row(lists: Lists, worker: int, row: int) -> None:
    """Take a row out of a worker's list.

    Args:
        lists: changed in place.
        worker: index.
        row: a row in the list.
    """
    lo = lists.room[worker]
    kept = lo
    for at in range(lo, lo + lists.sizes[worker]):
        if lists.rows[at] != row:
            lists.rows[kept] = lists.rows[at]
            kept += 1
    lists.sizes[worker] = kept - lo


@compiled
def is_busy(items: Matrix, lists: Lists, worker: int, row: int) -> bool:
    """Tell whether a row overlaps something in the worker's list.

    Args:
        items: matrix of items.
        lists: of all workers.
        worker: index.
        row: a candidate.
    """
    start, end = items[row, c.START], items[row, c.END]
    lo = lists.room[worker]
    for at in range(lo, lo + lists.sizes[worker]):
        held = lists.rows[at]
        if items[held, c.START] >= end:
            return False
        if items[held, c.END] > start:
            return True
    return False


@compiled
def free_candidates(
    items: Matrix, pointer: Matrix, fixed: Matrix, fixed_pointer: Matrix
) -> Matrix:
    """Return the candidates that overlap nothing fixed; the others no lawful plan holds.

    Args:
        items: matrix of items.
        pointer: items of worker w are pointer[w]..pointer[w + 1].
        fixed: rows of fixed items.
        fixed_pointer: fixed items of worker w are fixed[fixed_pointer[w]..].

    Returns:
        Rows, rising.
    """
    out = np.empty(len(items), np.int64)
    count = 0
    for worker in range(len(pointer) - 1):
        own = fixed[fixed_pointer[worker] : fixed_pointer[worker + 1]]
        for row in range(pointer[worker], pointer[worker + 1]):
            free = items[row, c.TASK] != c.NONE
            for other in own:
                if items[other, c.START] >= items[row, c.END]:
                    break
                free = free and items[other, c.END] <= items[row, c.START]
            if free:
                out[count] = row
                count += 1
    return out[:count]


@compiled
def in_the_way(items: Matrix, lists: Lists, worker: int, row: int) -> tuple[int, int]:
    """Tell what of a worker's rows overlaps a row.

    Args:
        items: matrix of items.
        lists: chosen rows of all workers.
        worker: index.
        row: any row.

    Returns:
        How many rows there are, and the last of them, `NONE` for none.
    """
    lo, many, last = lists.room[worker], 0, c.NONE
    for at in range(lo, lo + lists.sizes[worker]):
        held = lists.rows[at]
        if items[held, c.START] >= items[row, c.END]:
            break
        if items[held, c.END] > items[row, c.START]:
            many += 1
            last = held
    return many, last


@compiled
def swapped(lists: Lists, worker: int, row: int, gone: int) -> Matrix:
    """Return a worker's rows with one more and one less, rising.

    Args:
        lists: chosen rows of all workers.
        worker: index.
        row: the one more.
        gone: the one less, chosen.
    """
    own = with_row(lists, worker, row)
    out = np.empty(len(own) - 1, np.int64)
    kept = 0
    for one in own:
        if one != gone:
            out[kept] = one
            kept += 1
    return out
