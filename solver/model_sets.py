"""Tell a worker with few candidates set by set: every lawful set with its exact cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver.compiled import compiled
from solver.line import LAWFUL, judge

if TYPE_CHECKING:
    from solver.model_rows import Rows
    from solver.problem import Arrays, Matrix, Problem

MOST_CANDIDATES = 8
MOST_WITH_FEW_SETS = 12
FEW_SETS = 250


@compiled
def _judged(arrays: Arrays, worker: int, rows: Matrix) -> tuple[Matrix, Matrix]:
    """Return rule and cost of every set of some candidates, by its bits."""
    count = 1 << len(rows)
    rules = np.empty(count, np.int64)
    costs = np.empty(count, np.int64)
    chosen = np.empty(len(rows), np.int64)
    for bits in range(count):
        size = 0
        for i in range(len(rows)):
            if bits >> i & 1:
                chosen[size] = rows[i]
                size += 1
        rules[bits], costs[bits] = judge(arrays, worker, chosen[:size])
    return rules, costs


def lawful_sets(problem: Problem, worker: int, free: list[int]) -> list[tuple[int, int]] | None:
    """Return every lawful set of a worker's candidates, when they are few.

    Args:
        problem: not `wide`.
        worker: index.
        free: rows of candidates, rising.

    Returns:
        Pairs of the set's bits (bit i for the i-th of `free`) and its cost; None when there
        are too many.
    """
    if len(free) > MOST_WITH_FEW_SETS:
        return None
    rules, costs = _judged(problem.arrays, worker, np.array(free, dtype=np.int64))
    found = np.flatnonzero(rules == LAWFUL)
    if len(free) > MOST_CANDIDATES and len(found) > FEW_SETS:
        return None
    return [(int(bits), int(costs[bits])) for bits in found]


def add_sets(rows: Rows, columns: list[int], sets: list[tuple[int, int]]) -> None:
    """Add the choice of one of some sets; the candidates' columns follow from it.

    Args:
        rows: the growing model.
        columns: of the candidates, in the order of the bits.
        sets: pairs of bits and cost.
    """
    picked = [(rows.column(cost, upper=1.0), bits) for bits, cost in sets]
    rows.row([(column, 1) for column, _ in picked], 1.0, 1.0)
    for i, candidate in enumerate(columns):
        holding = [(column, 1) for column, bits in picked if bits >> i & 1]
        rows.row([*holding, (candidate, -1)], 0.0, 0.0)
