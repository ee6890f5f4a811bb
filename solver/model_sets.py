"""Tell a worker with few lawful sets set by set: every one with its exact cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver.line import LAWFUL
from solver.model_conflicts import regular
from solver.repair_sets import grow

if TYPE_CHECKING:
    from solver.model_rows import Rows
    from solver.problem import Problem

FEW_SETS, MOST_SETS = 256, 640  # that are lawful; that are looked at
_BITS = 62


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
    if len(free) > _BITS:
        return None
    rows, none = np.array(free, dtype=np.int64), np.zeros(0, dtype=np.int64)
    steady = regular(problem, worker)
    bits, rules, costs, count = grow(problem.arrays, worker, none, rows, steady, MOST_SETS)
    found = np.flatnonzero(rules[:count] == LAWFUL)
    if not count or len(found) > FEW_SETS:
        return None
    return [(int(bits[k]), int(costs[k])) for k in found]


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
