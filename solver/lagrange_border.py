"""Which candidates on both sides of a week's end exclude each other, as cliques.

A set of one week is lawful beside another one only where the last stretch of the first and the
first of the second are; person-weeks priced by themselves do not see that. Each clique gives a
row: at most one of its candidates is chosen. Only workers whose broken sets stay broken
(`solver.model_conflicts.regular`) have them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from solver import columns as c
from solver.compiled import compiled
from solver.line import judge
from solver.line.walk import DAY_BROKEN, OVERLAP
from solver.model_conflicts import regular

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags
    from solver.problem import Arrays, Matrix, Problem

MOST = 64  # candidates about one border that are looked at, alike ones counted once


class Borders(NamedTuple):
    """Hold the cliques of all workers, those of one worker together.

    `matrix`: per clique and item row, 1 where the row is in the clique. `owner`: per clique the
    worker.
    """

    matrix: csr_array
    owner: Matrix

    def cut(self, keep: Flags) -> Borders:
        """Return the same cliques in a problem of fewer items.

        Args:
            keep: per item row, whether it stays.
        """
        return Borders(self.matrix[:, np.flatnonzero(keep)], self.owner)


def borders_of(problem: Problem, dead: Flags) -> Borders:
    """Return the cliques over the ends of weeks.

    Args:
        problem: not `wide`.
        dead: per item row, whether no lawful plan holds it.
    """
    rows, sizes, owner = [], [], []
    for worker in range(len(problem.workers)):
        own = problem.candidates(worker)
        own = own[~dead[own]]
        if len(own) < 2 or not regular(problem, worker):
            continue
        found, many = _cliques(problem.arrays, worker, own)
        rows.append(found)
        sizes.append(many)
        owner.append(np.full(len(many), worker, np.int64))
    empty = [np.zeros(0, np.int64)]
    flat, size = np.concatenate(rows or empty), np.concatenate(sizes or empty)
    pointer = np.concatenate((np.zeros(1, np.int64), np.cumsum(size)))
    shape = (len(size), len(problem.items))
    matrix = csr_array((np.ones(len(flat), np.int64), flat, pointer), shape=shape)
    return Borders(matrix, np.concatenate(owner or empty))


@compiled
def _cliques(arrays: Arrays, worker: int, own: Matrix) -> tuple[Matrix, Matrix]:
    """Return the rows of the worker's cliques one after another, and the size of each."""
    items, weeks = arrays[0], arrays[6]
    rows, sizes = np.empty(0, np.int64), np.empty(0, np.int64)
    for week in range(1, len(weeks) - 1):
        near = _near(items, own, week, weeks[week])
        kind, first = _kinds(items, near)
        before = np.empty(len(first), np.bool_)
        for n, row in enumerate(first):
            before[n] = items[row, c.WEEK] < week
        places, many = _cover(_pairs(arrays, worker, first), before)
        at = 0
        for size in many:
            inside = np.zeros(len(first), np.bool_)
            inside[places[at : at + size]] = True
            at += size
            clique = near[_chosen(inside, kind)]
            rows, sizes = np.concatenate((rows, clique)), np.append(sizes, len(clique))
    return rows, sizes


@compiled
def _near(items: Matrix, own: Matrix, week: int, border: int) -> Matrix:
    """Return the rows of two weeks that lie less than a rest from the border between them."""
    near = np.empty(len(own), np.int64)
    n = 0
    for row in own:
        rest = items[row, c.REST]
        before = items[row, c.WEEK] == week - 1 and items[row, c.END] > border - rest
        after = items[row, c.WEEK] == week and items[row, c.START] < border + 2 * rest
        if before or after:
            near[n] = row
            n += 1
    return near[:n]


@compiled
def _kinds(items: Matrix, near: Matrix) -> tuple[Matrix, Matrix]:
    """Number rows that no pair's rules tell apart; return the numbers and the first of each.

    Those beyond the most have the number of none. Rows alike are at the same time, so they
    exclude each other.
    """
    kind, first = np.full(len(near), c.NONE, np.int64), np.empty(len(near), np.int64)
    count = 0
    for n, row in enumerate(near):
        for other in range(count - 1, -1, -1):
            if _alike(items[row], items[first[other]]):
                kind[n] = other
                break
        if kind[n] == c.NONE and count < MOST:
            kind[n], first[count] = count, row
            count += 1
    return kind, first[:count]


@compiled
def _alike(one: Matrix, other: Matrix) -> bool:
    """Tell whether two items are at the same time and place, and under the same limits."""
    for column in range(len(one)):
        if column not in (c.TASK, c.TIE) and one[column] != other[column]:
            return False
    return True


@compiled
def _chosen(inside: Flags, kind: Matrix) -> Matrix:
    """Return the places of rows of some kinds."""
    found = np.empty(len(kind), np.int64)
    n = 0
    for place, number in enumerate(kind):
        if number != c.NONE and inside[number]:
            found[n] = place
            n += 1
    return found[:n]


@compiled
def _pairs(arrays: Arrays, worker: int, rows: Matrix) -> Flags:
    """Tell which pairs break what nothing added can mend."""
    items = arrays[0]
    out = np.zeros((len(rows), len(rows)), np.bool_)
    for i in range(len(rows)):
        for j in range(i + 1, len(rows)):
            one, two = rows[i], rows[j]
            gap = items[two, c.START] - items[one, c.END]
            if gap < max(items[one, c.REST], items[two, c.REST]):
                rule, _ = judge(arrays, worker, np.array([one, two]))
                out[i, j] = out[j, i] = OVERLAP <= rule <= DAY_BROKEN
    return out


@compiled
def _cover(out: Flags, before: Flags) -> tuple[Matrix, Matrix]:
    """Find cliques that together hold every pair with one on each side.

    Returns their places one after another, and the size of each.
    """
    n = len(out)
    left = out.copy()
    places, sizes = np.empty(0, np.int64), np.empty(0, np.int64)
    for i in range(n):
        for j in range(n):
            if not before[i] or before[j] or not left[i, j]:
                continue
            inside = np.zeros(n, np.bool_)
            inside[i] = inside[j] = True
            for k in range(n):
                if not inside[k] and not (inside & ~out[k]).any():
                    inside[k] = True
            clique = np.flatnonzero(inside)
            for one in clique:
                left[one] &= ~inside
            places, sizes = np.concatenate((places, clique)), np.append(sizes, len(clique))
    return places, sizes
