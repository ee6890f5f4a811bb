"""Lower bounds in whole øre: from a model's float bound, and without any model.

A float bound is believed only after a margin is taken off that is larger than what the
tolerances of the solver can add up to, and it is rounded up to a whole number since every
plan costs a whole number. A bound above the cost of a plan at hand is wrong, whatever the
reason; it is thrown away and never clipped.
"""

from __future__ import annotations

from math import ceil, isfinite
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import line

if TYPE_CHECKING:
    from solver.problem import Problem

_PER_COLUMN = 2e-7  # twice the dual tolerance of the solver, per column of range one
_RELATIVE = 1e-9  # of all money in the problem, for rounding in sums


def safe(value: float, columns: int, scale: float, money: float) -> int | None:
    """Round a model's bound to a whole number that no tolerance can have lifted.

    Args:
        value: the bound the solver gives, without the constant.
        columns: number of columns.
        scale: costs were divided by this before they were handed to the solver.
        money: the sum of the absolute costs of the model's tasks.

    Returns:
        A whole number at or below every plan's cost without the constant; None when the
        value is not finite.
    """
    if not isfinite(value):
        return None
    margin = 1e-3 + _PER_COLUMN * columns * scale + _RELATIVE * money
    return ceil(value - margin)


def simple(problem: Problem) -> int:
    """Return a bound that needs no model.

    Every task costs at least the least of leaving it and the cheapest linear cost of doing
    it; a week costs at least what is missing when all that a worker may do in it is done.

    Args:
        problem: any.

    Returns:
        A lower bound on the cost of every plan, in exact integers.
    """
    items, rates = problem.items, problem.rates
    rows = np.flatnonzero(items[:, c.TASK] != c.NONE)
    money = problem.costs.dtype
    least = np.array([task.idle_cost for task in problem.tasks], dtype=money)
    np.minimum.at(least, items[rows, c.TASK], problem.costs[rows])
    total = problem.constant + sum(least.tolist())
    lo, hi = problem.frame.cost_weeks
    weeks = len(problem.weeks) - 1
    owner = np.repeat(np.arange(len(problem.workers)), np.diff(problem.pointer))
    paid = np.zeros(len(problem.workers) * weeks, dtype=np.int64)
    np.add.at(paid, owner * weeks + items[:, c.WEEK], items[:, c.PAID])
    missing = problem.workers[:, c.CONTRACT, np.newaxis] - paid.reshape(-1, weeks)[:, lo:hi]
    short = np.maximum(0, missing).sum(axis=1)
    return int(
        total
        + sum(rate * int(own) for rate, own in zip(rates[:, c.UNDER].tolist(), short, strict=True))
    )


def floor(problem: Problem) -> int:
    """Return what no plan can avoid: tasks that no one may do even alone, inside or outside.

    Args:
        problem: any.

    Returns:
        Øre; the open cost of those tasks.
    """
    rows = np.flatnonzero(problem.items[:, c.TASK] != c.NONE)
    tasks = problem.items[rows, c.TASK]
    rows = rows[np.argsort(tasks, kind="stable")]
    places = np.searchsorted(np.sort(tasks), np.arange(len(problem.tasks) + 1))
    owner = np.repeat(np.arange(len(problem.workers)), np.diff(problem.pointer))
    total = 0
    for number, task in enumerate(problem.tasks):
        if task.external_cost is not None or task.forced is not None:
            continue
        own = rows[places[number] : places[number + 1]].tolist()
        if not any(line.evaluate(problem, int(owner[row]), [row])[0] == "lawful" for row in own):
            total += task.open_cost
    return total
