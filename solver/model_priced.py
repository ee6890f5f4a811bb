"""Rows that multipliers prove: what a person-week costs at least, whatever it holds.

For any multipliers the priced person-weeks give a row that every lawful set keeps: what the
week costs, less what its tasks gain, is at least the cheapest line. Together these rows lift
the model's own relaxation to the bound by prices, and its cuts go on from there.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import vstack

from solver import columns as c
from solver import lagrange_grid as g
from solver.bound import safe

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from solver.lagrange import Multipliers, Relaxation
    from solver.model import Model
    from solver.model_rows import Floats, Rows
    from solver.problem import Matrix
    from solver.scale import Prices

LARGEST_COST = 1e7  # what the solver of the rows is given at most
_LONGER = 4  # times as long as the first rows took must be left for more of them
BEYOND = 1e12  # øre or minutes: what no lawful plan needs of a column without an end


def add_priced(model: Model, relaxation: Relaxation, used: Multipliers) -> int:
    """Add a row for every person-week of a worker told by rows.

    Args:
        model: of the whole problem; gets the rows.
        relaxation: of the same problem.
        used: multipliers; overtime across weeks is left out.

    Returns:
        How many rows were added.
    """
    used = relaxation.lawful(replace(used, over=np.zeros_like(used.over)))
    values, prices = relaxation.week_values(used)
    added = 0
    for cell, value in zip(relaxation.grid.cells, values.tolist(), strict=True):
        worker = int(cell[g.WORKER])
        if worker not in model.paid:
            continue
        week = int(cell[g.WEEK])
        entries = dict(model.paid[worker].get(week, ()))
        for row in range(int(cell[g.LO]), int(cell[g.HI])):
            if model.column[row] != c.NONE:
                entries[int(model.column[row])] = _rate(relaxation, prices, worker, row)
        model.rows.row(entries.items(), low=float(value))
        added += 1
    return added


def add_priced_lines(model: Model, relaxation: Relaxation, used: Multipliers) -> int:
    """Add a row for every worker told by rows, over all weeks.

    Args:
        model: of the whole problem; gets the rows.
        relaxation: of the same problem, with lines that are whole.
        used: multipliers.

    Returns:
        How many rows were added.
    """
    values, prices = relaxation.line_values(relaxation.lawful(used))
    grid, added = relaxation.grid, 0
    owner, week = grid.cells[:, g.WORKER], grid.cells[:, g.WEEK]
    for worker, paid in model.paid.items():
        mine = set(week[owner == worker].tolist())
        if not mine:
            continue
        first, last = model.span[worker]
        weekly = {column for some in paid.values() for column, _ in some}
        own = {k: model.rows.cost[k] for k in range(first, last) if k not in weekly}
        for one in mine:
            own |= dict(paid.get(one, ()))
        lo, hi = relaxation.problem.pointer[worker : worker + 2].tolist()
        rows = [row for row in range(lo, hi) if model.column[row] != c.NONE]
        for row in rows:
            gained = int(prices.task[grid.items[row, c.TASK]]) - int(prices.row[row])
            own[int(model.column[row])] -= gained
        square, quick = relaxation.problem.rates[worker, [c.SQUARE, c.QUICK]].tolist()
        # what the model does not tell of weekends and quick returns is told here
        missing = float(square * len(rows) ** 2 + 2 * quick * len(rows))
        own[model.rows.column(1, upper=missing)] = 1
        model.rows.row(own.items(), low=float(values[worker]))
        added += 1
    return added


def _rate(relaxation: Relaxation, prices: tuple[Matrix, ...], worker: int, row: int) -> int:
    """Return what an item costs under the multipliers, besides its minutes."""
    task, day, step, _, besides = prices
    item = relaxation.grid.items[row]
    days = int(day[worker, 1 - item[c.AVERAGE], item[c.RED_LO] : item[c.RED_HI]].sum())
    weekend = int(step[worker] * item[c.WEEKEND])
    cost = int(relaxation.problem.costs[row]) + int(besides[row])
    return cost - int(task[item[c.TASK]]) + weekend + days


def bound_with_prices(model: Model, prices: Prices, seconds: float) -> int | None:
    """Bound the cost of every lawful plan by the model and the best prices together.

    Args:
        model: of the whole problem; as it was when this ends.
        prices: of the same problem.
        seconds: wall clock at most.

    Returns:
        A lower bound; None when there are no prices or time was short.
    """
    count, lower, began = len(model.rows.low), None, time.monotonic()
    for relaxation, proof in reversed(prices.proofs):  # the strongest rows first
        spent = time.monotonic() - began
        if _LONGER * spent > seconds:
            break
        add = add_priced_lines if proof.whole else add_priced
        add(model, relaxation, proof.multipliers)
        told = relaxed_bound(model, seconds - spent)
        if told is not None and (lower is None or told > lower):
            lower = told
    model.rows.keep(count)
    return None if lower is None else lower + model.problem.constant


def relaxed_bound(model: Model, seconds: float) -> int | None:
    """Bound the model's cost by its rows' prices, without asking for whole numbers.

    The bound is worked out from the prices, not taken from the solver: whatever they are, no
    point of the model costs less than they say.

    Args:
        model: any.
        seconds: wall clock at most.

    Returns:
        A lower bound, the problem's constant left out; None when time was short.

    Source: Neumaier & Shcherbina 2004.
    """
    rows = model.rows
    cost = np.array(rows.cost, dtype=np.float64)
    low, high, matrix = np.array(rows.low), np.array(rows.high), rows.matrix()
    scale = max(1.0, float(np.abs(cost).max(initial=0.0)) / LARGEST_COST)
    prices = _prices_of(cost / scale, rows, matrix, seconds)
    if prices is None:
        return None
    prices *= scale
    rest = cost - matrix.T @ prices
    least, most = np.array(rows.lower), np.array(rows.upper)
    most = np.where(np.isfinite(most), most, BEYOND)
    given = np.where(prices > 0, prices * np.where(prices > 0, low, 0.0), 0.0)
    given += np.where(prices < 0, prices * np.where(prices < 0, high, 0.0), 0.0)
    value = float(given.sum() + np.minimum(rest * least, rest * most).sum())
    return safe(value, 0, scale, float(np.abs(cost).sum() + np.abs(given).sum()))


def _prices_of(cost: Floats, rows: Rows, matrix: csr_array, seconds: float) -> Floats | None:
    """Return a price per row: at least 0 where it has no upper end, at most 0 without a lower."""
    low, high = np.array(rows.low), np.array(rows.high)
    same = low == high
    upper, lower = ~same & np.isfinite(high), ~same & np.isfinite(low)
    if (upper & lower).any():
        raise ValueError("a row has two ends")
    result = linprog(
        cost,
        A_ub=vstack([matrix[upper], -matrix[lower]]),
        b_ub=np.concatenate([high[upper], -low[lower]]),
        A_eq=matrix[same],
        b_eq=low[same],
        bounds=np.column_stack([rows.lower, rows.upper]),
        method="highs-ipm",
        options={"time_limit": max(0.1, seconds)},
    )
    if result.status != 0:
        return None
    prices = np.zeros(len(low))
    prices[same] = result.eqlin.marginals
    split = int(upper.sum())
    prices[upper] = np.minimum(result.ineqlin.marginals[:split], 0.0)
    prices[lower] = np.maximum(-result.ineqlin.marginals[split:], 0.0)
    return prices
