"""Price the best line of work for each worker under given multipliers, over all weeks.

Labels run through the items in order of time. A label is dropped when another at the same item
costs no more and has used no more of anything that a limit or a price looks at: whatever can
follow the first can follow the second at no higher cost, since no price and no limit falls with
minutes once each paid minute carries the price of the contract minute it fills. At a week's end
the week is paid for; what is left to remember is the last item where it is near, the last
marked day, and the overtime so far. Where labels are too many the last of them are merged into
one that is better than each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver import lagrange_grid as g
from solver import lagrange_label as b
from solver import lagrange_limits as m
from solver.compiled import compiled
from solver.lagrange_week import HISTORY, ROOTS, Scratch, begin, end_week

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags, Grid
    from solver.problem import Matrix


class Prices(NamedTuple):
    """Hold the multipliers, as whole øre.

    `task`: what is gained by each task. `step`: per worker, what each counted weekend task costs.
    """

    task: Matrix
    step: Matrix


def scratch_for(grid: Grid, labels: int) -> Scratch:
    """Make working arrays for the widest week.

    Args:
        grid: the weeks.
        labels: most labels per item, 1 or more; fewer are quicker and give a lower bound.
    """
    kinds = grid.cells[:, m.KIND_HI] - grid.cells[:, m.KIND_LO]
    widest = ROOTS + 1 + int(kinds.max(initial=0))
    return Scratch(
        np.zeros((widest, b.LINE_COLUMNS), np.int64),
        np.zeros(widest, np.int64),
        np.zeros(widest, np.int64),
        np.zeros((widest, labels + 1, b.LABEL_COLUMNS), np.int64),
        np.zeros((ROOTS, b.LINE_COLUMNS), np.int64),
        np.zeros(ROOTS, np.int64),
        np.zeros((ROOTS, labels + 1, b.LABEL_COLUMNS), np.int64),
        np.zeros((HISTORY, 2), np.int64),
    )


@compiled
def _gather(grid: Grid, prices: Prices, cell: Matrix, line: Matrix) -> int:
    """List the fixed items and the useful kinds in order; return the place after the last.

    Of each kind only the most gainful candidate is kept. A kind that costs is left out: here
    nothing becomes dearer or unlawful when an item is left out.
    """
    first, kinds = cell[m.KIND_LO], cell[m.KIND_HI] - cell[m.KIND_LO]
    for at in range(kinds):
        line[ROOTS + at, b.GAIN] = 0
    step = prices.step[cell[m.WORKER]]
    for at in range(cell[m.LO], cell[m.HI]):
        cost = grid.cost[at] - prices.task[grid.task[at]] + step * grid.weekend[at]
        place = ROOTS + grid.kind[at]
        if cost < line[place, b.GAIN]:
            line[place, b.GAIN], line[place, b.ROW] = cost, grid.row[at]
    n = ROOTS
    for at in range(kinds):
        gain, row = line[ROOTS + at, b.GAIN], line[ROOTS + at, b.ROW]
        kind = grid.kinds[first + at]
        if kind[b.IS_TASK] and gain >= 0:
            continue
        for column in range(b.LINE_COLUMNS):
            line[n, column] = kind[column]
        if kind[b.IS_TASK]:
            line[n, b.GAIN], line[n, b.ROW] = gain, row
        else:
            line[n, b.GAIN] = 0
        n += 1
    return n


@compiled
def _reach(scratch: Scratch, limits: Matrix, reds: Flags, j: int, since: int) -> None:
    """Make the labels of item *j* from those of the items since the last fixed one.

    Items that end long before are seen through the pool.
    """
    line, stage, held, labels = scratch.line, scratch.stage, scratch.held, scratch.labels
    far = max(limits[b.QUICK_GAP], line[j, b.REST])
    gain = line[j, b.GAIN]
    held[j] = stage[j] = 0
    for i in range(since, j):
        if held[i] == 0:
            continue
        gap = line[j, b.START] - line[i, b.END]
        free = int(line[j, b.START] - line[i, b.FREE_END] >= limits[b.FREE_NEED])
        if gap >= max(far, line[i, b.REST]):
            if stage[i] < 1 + free:
                stage[i] = 1 + free
                b.pool(labels, held, i, free)
            continue
        step = b.step(line, limits, i, j)
        if step >= 0:
            b.follow(line, limits, reds, labels, held, i, j, gain + step, free)
    b.follow(line, limits, reds, labels, held, len(labels) - 1, j, gain, 0)


@compiled
def _run(scratch: Scratch, limits: Matrix, reds: Flags, n: int) -> int:
    """Run the labels through the items of the line; fixed items are passed by all.

    Returns:
        The place of the last fixed item, 0 without one.
    """
    pool = len(scratch.labels) - 1
    since = 0
    scratch.held[pool] = 0
    for j in range(ROOTS, n):
        _reach(scratch, limits, reds, j, since)
        if not scratch.line[j, b.IS_TASK]:
            since = j
            scratch.held[pool] = 0
    return since


@compiled
def price_lines(
    grid: Grid, prices: Prices, scratch: Scratch, ends: Matrix, values: Matrix, taken: Flags
) -> None:
    """Price the lines of the workers from ends[0] to ends[1], counted in `grid.cells`.

    Args:
        grid: the weeks.
        prices: the multipliers.
        scratch: of this thread.
        ends: the first worker and the one after the last.
        values: filled per worker with a number no lawful set goes below, multipliers counted.
        taken: per item row; set for the rows of the best set found.
    """
    limits = np.zeros(b.LIMITS, np.int64)
    weeks = len(grid.weeks) - 1
    for number in range(ends[0], ends[1]):
        scratch.history[0, 0] = 0
        scratch.carried[:] = 0
        scratch.carried[0] = 1
        scratch.carry[0, 0] = 0
        scratch.carry[0, 0, b.FROM] = scratch.carry[0, 0, b.FROM_LABEL] = c.NONE
        root = scratch.root[0]
        root[:] = 0
        root[b.ROW], root[b.IS_TASK] = c.NONE, 1
        root[b.START] = root[b.END] = root[b.FREE_END] = grid.weeks[0]
        for k in range(weeks):
            cell = grid.cells[number * weeks + k]
            w = cell[m.WORKER]
            before = grid.cells[number * weeks + max(0, k - 1)]
            g.limits_of(grid, cell, before, limits)
            begin(scratch, limits)
            n = _gather(grid, prices, cell, scratch.line)
            since = _run(scratch, limits, grid.reds[w], n)
            border = grid.weeks[k + 1]
            end_week(scratch, limits, grid.workers[w], grid.rates[w], (since, n), border)
        values[number] = _best(scratch, taken)


@compiled
def _best(scratch: Scratch, taken: Flags) -> int:
    """Return the cheapest line's cost, and mark its rows."""
    best, at = c.BIG, c.NONE
    for place in range(ROOTS):
        for n in range(scratch.carried[place]):
            if scratch.carry[place, n, b.COST] < best:
                best, at = scratch.carry[place, n, b.COST], scratch.carry[place, n, b.FROM_LABEL]
    while at >= 0:
        taken[scratch.history[at, 0]] = True
        at = scratch.history[at, 1]
    return int(best)
