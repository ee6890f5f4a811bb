"""Prove in whole numbers that no plan is cheaper, where float tolerances leave a doubt.

With whole coefficients everywhere, every column of the model is whole once the candidates'
columns are, so the model can be handed to CP-SAT, which reasons in integers only.
"""

from __future__ import annotations

from math import inf, isfinite
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from solver.model import Model

_MOST_MINUTES = 1 << 24  # more than any sum of minutes in a year


def no_cheaper(model: Model, most: int, seconds: float, work: float = inf) -> bool:
    """Tell whether it is proven that the model has no point that costs at most so much.

    Args:
        model: with its cuts; the constant is not in it.
        most: øre, the constant left out.
        seconds: wall clock.
        work: CP-SAT's own measure of work, about a second each, the same on every machine.

    Returns:
        True when it is proven; False says nothing.
    """
    rows = model.rows
    told = cp_model.CpModel()
    columns = [
        told.new_int_var(int(lower), int(upper) if isfinite(upper) else _MOST_MINUTES, "")
        for lower, upper in zip(rows.lower, rows.upper, strict=True)
    ]
    for entries, low, high in zip(rows.entries, rows.low, rows.high, strict=True):
        some = [columns[column] for column, _ in entries]
        total = cp_model.LinearExpr.weighted_sum(some, [value for _, value in entries])
        if isfinite(low):
            told.add(total >= int(low))
        if isfinite(high):
            told.add(total <= int(high))
    told.add(cp_model.LinearExpr.weighted_sum(columns, rows.cost) <= most)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.1, seconds)
    solver.parameters.max_deterministic_time = work
    solver.parameters.num_workers = 1
    return bool(solver.solve(told) == cp_model.INFEASIBLE)
