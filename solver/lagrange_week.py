"""Price the best set of items of each person-week by itself, under given multipliers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import lagrange_grid as g
from solver import lagrange_label as b
from solver.compiled import compiled
from solver.lagrange_line import lines_of

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags, Grid
    from solver.lagrange_line import Prices, Scratch
    from solver.problem import Matrix


@compiled
def _best_end(
    line: Matrix,
    limits: Matrix,
    labels: Matrix,
    held: Matrix,
    worker: Matrix,
    rates: Matrix,
    n: int,
    after: int,
    week_end: int,
    each: int,
) -> tuple[int, int, int, int]:
    """Find the best end of the week; return cost, place, label (-1: nothing) and overtime.

    Each minute of overtime costs `each` more.
    """
    full = worker[c.FULL]
    most = max(0, limits[b.PAID_FIXED] - full, limits[b.ABOVE_FIXED])
    best = g.week_cost(worker, rates, limits[b.PAID_FIXED], 0, limits[b.ABOVE_FIXED])
    best += each * most
    last, last_label = -1, 0
    for j in range(n - 1, -1, -1):
        step = b.step(line, limits, j, after) if after >= 0 else 0
        rests = limits[b.LOOSE] or week_end - line[j, b.END] >= limits[b.FREE_NEED]
        for at in range(held[j] if step >= 0 else 0):
            if not rests and labels[j, at, b.FREE] == 0:
                continue
            assigned = labels[j, at, b.MINUTES] - limits[b.PAID_FIXED]
            cost = labels[j, at, b.COST] + step + rates[c.UNDER] * assigned
            paid, above = labels[j, at, b.MINUTES], labels[j, at, b.OVER_DAY]
            over = max(0, paid - full, above)
            cost += g.week_cost(worker, rates, paid, assigned, above) + each * over
            if cost < best:
                best, last, last_label, most = cost, j, at, over
        if not line[j, b.IS_TASK]:
            break
    return best, last, last_label, most


@compiled
def price_cells(
    grid: Grid,
    prices: Prices,
    scratch: Scratch,
    ends: Matrix,
    values: Matrix,
    taken: Flags,
    over: Matrix,
) -> None:
    """Price the person-weeks from ends[0] to ends[1].

    Args:
        grid: the person-weeks.
        prices: the multipliers.
        scratch: of this thread.
        ends: the first cell and the one after the last.
        values: filled per cell with a number no lawful set goes below, multipliers counted.
        taken: per item row; set for the rows of the best set found.
        over: by worker and week, filled with the overtime of that set.
    """
    line, held, labels = scratch.line, scratch.held, scratch.labels
    limits, loosest = np.zeros(b.LIMITS, np.int64), np.zeros(0, np.int64)
    for number in range(ends[0], ends[1]):
        cell = grid.cells[number]
        w = cell[g.WORKER]
        n, after = lines_of(grid, prices, scratch, cell, limits, loosest)
        week_end = grid.weeks[cell[g.WEEK] + 1]
        worker, rates, each = grid.workers[w], grid.rates[w], prices.over[w, cell[g.WEEK]]
        best, last, at, most = _best_end(
            line, limits, labels, held, worker, rates, n, after, week_end, each
        )
        values[number], over[w, cell[g.WEEK]] = best, most
        while last >= 0:
            if line[last, b.IS_TASK]:
                taken[line[last, b.ROW]] = True
            last, at = labels[last, at, b.FROM], labels[last, at, b.FROM_LABEL]
