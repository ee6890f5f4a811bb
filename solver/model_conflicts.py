"""Which two candidates of a worker can never be held together, as cliques.

Two candidates conflict only where no further item could make the pair lawful again. That is
so for a `regular` worker: gaps that merge two stretches still merge them whatever lies
between, so a broken set stays broken when it grows. For other workers only overlaps count;
the rest is left to cuts (`solver.model_cuts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.compiled import compiled
from solver.line import judge
from solver.line.walk import EXTRA_BROKEN, OVERLAP, RED_BROKEN, WEEK_BROKEN

if TYPE_CHECKING:
    from solver.problem import Arrays, Matrix, Problem

REACH = 4320  # further apart than this, two stretches share no work period that matters


def regular(problem: Problem, worker: int, rows: Matrix | None = None) -> bool:
    """Tell whether a broken set of the worker stays broken whatever is added.

    That holds for pairs and work periods when nothing fits between two items whose gap is
    too short to travel, when nothing between two items that merge leaves a gap as long as
    the shortest rest (so they merge whatever lies between), and when the fixed items alone
    break nothing there. Sums over weeks and marked days only grow.

    Args:
        problem: the problem.
        worker: index.
        rows: all that a set may hold, rising; None for every item of the worker.

    Returns:
        True when it is proven so.
    """
    if rows is None:
        rows = np.arange(problem.pointer[worker], problem.pointer[worker + 1])
    items = problem.items[rows]
    if (items[:, c.RUN_SPAN] > 0).any() or (items[:, c.RUN_PAID] > 0).any():
        return False
    return bool(_steady(items, problem.travel)) if len(items) else True


@compiled
def _steady(items: Matrix, travel: Matrix) -> bool:
    """Tell whether nothing can be put between two items so that their gap counts no more."""
    least = items[:, c.REST].min()
    longest = (items[:, c.END] - items[:, c.START]).max()
    shortest = (items[:, c.END] - items[:, c.START]).min()
    reach = max(items[:, c.REST].max(), travel.max())
    for i in range(len(items)):
        end = items[i, c.END]
        for j in range(i + 1, len(items)):
            gap = items[j, c.START] - end
            if gap < shortest:
                continue
            if gap >= reach:
                if items[j, c.START] - items[i, c.START] > reach + longest:
                    break
                continue
            near = gap < travel[items[i, c.AREA], items[j, c.AREA]]
            if near or least + shortest <= gap < max(items[i, c.REST], items[j, c.REST]):
                for k in range(i + 1, j):
                    if items[k, c.START] < end or items[k, c.END] > items[j, c.START]:
                        continue
                    if near or gap - (items[k, c.END] - items[k, c.START]) >= least:
                        return False
    return True


@compiled
def _pairs(arrays: Arrays, worker: int, rows: Matrix, steady: bool) -> Matrix:
    """Return which candidates are out alone (diagonal) or in pairs."""
    items = arrays[0]
    out = np.zeros((len(rows), len(rows)), np.int64)
    pair = np.empty(2, np.int64)
    for i in range(len(rows)):
        rule, _ = judge(arrays, worker, rows[i : i + 1])
        out[i, i] = _never(rule, steady)
    for i in range(len(rows)):
        if out[i, i]:
            continue
        for j in range(i + 1, len(rows)):
            if items[rows[j], c.START] - items[rows[i], c.END] > REACH:
                break
            if not out[j, j]:
                pair[0] = rows[i]
                pair[1] = rows[j]
                rule, _ = judge(arrays, worker, pair)
                out[i, j] = out[j, i] = _never(rule, steady)
    return out


@compiled
def _never(rule: int, steady: bool) -> int:
    """Return 1 when nothing added can cure what a set breaks."""
    if rule == OVERLAP:
        return 1
    grows = OVERLAP <= rule <= 4 or rule == WEEK_BROKEN
    return int(steady and (grows or rule in (EXTRA_BROKEN, RED_BROKEN)))


def conflicts(problem: Problem, worker: int) -> tuple[list[int], list[list[int]]]:
    """Return the worker's candidates that are out, and cliques of the rest.

    Args:
        problem: not `wide`.
        worker: index.

    Returns:
        Rows that can never be chosen; lists of rows of which at most one can be, together
        covering every pair found.
    """
    rows = problem.candidates(worker)
    table = _pairs(problem.arrays, worker, rows, regular(problem, worker))
    gone = [int(rows[i]) for i in range(len(rows)) if table[i, i]]
    masks = [sum(1 << int(j) for j in np.flatnonzero(line)) for line in table]
    for i in range(len(rows)):
        if table[i, i]:
            masks[i] = 0
    left = list(masks)
    cliques: list[list[int]] = []
    for i in range(len(rows)):
        while later := left[i] >> (i + 1):
            j = i + (later & -later).bit_length()
            clique = _grow(masks, i, j)
            _cross_off(left, clique)
            cliques.append([int(rows[k]) for k in clique])
    return gone, cliques


def _grow(masks: list[int], i: int, j: int) -> list[int]:
    """Return a largest-by-greed clique that holds two conflicting candidates."""
    clique = [i, j]
    common = masks[i] & masks[j]
    while common:
        low = common & -common
        k = low.bit_length() - 1
        clique.append(k)
        common &= masks[k]
    return sorted(clique)


def _cross_off(left: list[int], clique: list[int]) -> None:
    """Take the pairs of a clique off what is left to cover."""
    whole = sum(1 << k for k in clique)
    for k in clique:
        left[k] &= ~whole
