"""Price the best set of items for each person-week under given multipliers.

Labels run through the items in order of time. A label is dropped when another at the same item
costs no more, has no more paid minutes, no more minutes above the day's and no less free time:
whatever can follow the first can follow the second at no higher cost, since no price and no
limit falls with minutes once each paid minute carries the price of the contract minute it fills.
Where labels are too many the last of them are merged into one that is better than each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver import lagrange_case as v
from solver import lagrange_grid as g
from solver import lagrange_label as b
from solver.compiled import compiled

if TYPE_CHECKING:
    from solver.lagrange_grid import Grid
    from solver.problem import Matrix

# places after the items of a line: the fixed neighbours outside the week, and the pool
BEFORE, AFTER, POOL, PLACES = 0, 1, 2, 3


class Prices(NamedTuple):
    """Hold the multipliers, as whole øre.

    `task`: what is gained by each task. `day`: per worker and marked day, what working it costs.
    `step`: per worker, what each counted weekend task costs. `over`: per worker and week, what
    each minute of overtime costs besides what it is paid.
    """

    task: Matrix
    day: Matrix
    step: Matrix
    over: Matrix


class Scratch(NamedTuple):
    """Hold the working arrays of one thread; the pool's labels have the last place.

    `stage` tells how much of an item's labels is in the pool: 0 nothing, 1 as they are, 2 with
    the week's free time.
    """

    line: Matrix
    stage: Matrix
    held: Matrix
    labels: Matrix


def scratch_for(grid: Grid, labels: int) -> Scratch:
    """Make working arrays for the largest person-week.

    Args:
        grid: the person-weeks.
        labels: most labels per item, 1 or more; fewer are quicker and give a lower bound.
    """
    widest = PLACES + int((grid.cells[:, g.HI] - grid.cells[:, g.LO]).max(initial=0))
    return Scratch(
        np.zeros((widest, b.LINE_COLUMNS), np.int64),
        np.zeros(widest, np.int64),
        np.zeros(widest, np.int64),
        np.zeros((widest, labels, b.LABEL_COLUMNS), np.int64),
    )


@compiled
def _note(items: Matrix, row: int, line: Matrix, at: int, above: int, gain: int) -> None:
    """Write an item into the line."""
    line[at, b.ROW] = row
    line[at, b.START], line[at, b.END] = items[row, c.START], items[row, c.END]
    line[at, b.REST], line[at, b.DAY] = items[row, c.REST], items[row, c.DAY]
    line[at, b.PAID] = items[row, c.PAID]
    line[at, b.ABOVE], line[at, b.GAIN] = above, gain
    line[at, b.RED_LO], line[at, b.RED_HI] = items[row, c.RED_LO], items[row, c.RED_HI]
    line[at, b.IS_TASK] = items[row, c.TASK] != c.NONE
    line[at, b.WORKED] = line[at, b.WEEKEND] = 0


@compiled
def _gather(grid: Grid, prices: Prices, cell: Matrix, line: Matrix, case: Matrix) -> int:
    """List the fixed items and the useful candidates in order; return how many.

    Of candidates alike in all that limits read only the most gainful is kept. One that costs
    is left out: here nothing becomes dearer or unlawful when an item is left out.
    """
    items, costs, task, dead = grid.items, grid.costs, prices.task, grid.dead
    under, step = grid.rates[cell[g.WORKER], c.UNDER], prices.step[cell[g.WORKER]]
    ceiling = grid.workers[cell[g.WORKER], c.CEILING]
    day = grid.scalars[c.SPAN] + cell[g.SPAN_MORE]
    week = grid.weeks[cell[g.WEEK]]
    n = 0
    for row in range(cell[g.LO], cell[g.HI]):
        if items[row, c.TASK] == c.NONE:
            if not cell[g.LOOSE]:
                _note(items, row, line, n, 0, 0)
                n += 1
            continue
        cost = costs[row] - task[items[row, c.TASK]]
        cost += step * items[row, c.WEEKEND] - under * items[row, c.PAID]
        if cost >= 0 or dead[row]:
            continue
        paid = max(items[row, c.DAY], ceiling) + cell[g.PAID_MORE]
        span = day - items[row, c.REST]
        if items[row, c.END] - items[row, c.START] > span or items[row, c.PAID] > paid:
            continue
        if len(case) and v.is_stricter(items, row, case):
            continue
        at = b.alike(items, line, n, row, len(case) > 0)
        if at >= 0 and cost >= line[at, b.GAIN]:
            continue
        if at < 0:
            at = n
            n += 1
        above = max(0, items[row, c.PAID] - items[row, c.DAY])
        _note(items, row, line, at, above if items[row, c.END] > week + span else 0, cost)
        if len(case):
            line[at, b.WORKED] = b.worked(items, row)
            line[at, b.WEEKEND] = items[row, c.WEEKEND]
    return n


@compiled
def _reach(
    line: Matrix,
    limits: Matrix,
    day_price: Matrix,
    stage: Matrix,
    held: Matrix,
    labels: Matrix,
    j: int,
    since: int,
) -> None:
    """Make the labels of item *j* from those of the items since the last fixed one.

    Items that end long before are seen through the pool. A marked day is not priced there when
    one of them works it too: the one that reaches furthest tells.
    """
    far = max(limits[b.QUICK_GAP], line[j, b.REST])
    gain, shared, worked = line[j, b.GAIN], -1, line[j, b.RED_LO]
    held[j] = stage[j] = 0
    for i in range(max(0, since), j):
        gap = line[j, b.START] - line[i, b.END]
        free = int(gap >= limits[b.FREE_NEED])
        if gap >= max(far, line[i, b.REST]):
            if stage[i] < 1 + free:
                stage[i] = 1 + free
                b.pool(labels, held, i, free)
            if line[i, b.RED_HI] > worked:
                shared, worked = i, line[i, b.RED_HI]
            continue
        step = b.step(line, limits, i, j)
        if step >= 0:
            cost = gain + step + b.days(line, day_price, i, j)
            b.follow(line, limits, labels, held, i, j, cost, free)
    cost = gain + b.days(line, day_price, shared, j)
    b.follow(line, limits, labels, held, len(labels) - 1, j, cost, 0)


@compiled
def _reach_first(
    line: Matrix,
    limits: Matrix,
    day_price: Matrix,
    held: Matrix,
    labels: Matrix,
    j: int,
    before: int,
) -> None:
    """Begin at item *j*, where the neighbour *before* the week (-1: not known) allows it."""
    step = b.step(line, limits, before, j) if before >= 0 else 0
    if step >= 0:
        free = int(line[j, b.START] - limits[b.FREE_FROM] >= limits[b.FREE_NEED])
        cost = line[j, b.GAIN] + step + b.days(line, day_price, before, j)
        b.begin(line, limits, labels, held, j, cost, free)


@compiled
def _outside(grid: Grid, cell: Matrix, line: Matrix) -> tuple[int, int]:
    """Write the fixed neighbours outside the week; return their places, -1 for none."""
    before = after = -1
    if cell[g.BEFORE] != c.NONE:
        before = len(line) - PLACES + BEFORE
        _note(grid.items, cell[g.BEFORE], line, before, 0, 0)
    if cell[g.AFTER] != c.NONE:
        after = len(line) - PLACES + AFTER
        _note(grid.items, cell[g.AFTER], line, after, 0, 0)
    return before, after


@compiled
def _run(
    line: Matrix,
    limits: Matrix,
    day_price: Matrix,
    stage: Matrix,
    held: Matrix,
    labels: Matrix,
    n: int,
    before: int,
) -> None:
    """Run the labels through the items of the line; fixed items are passed by all."""
    pool = len(labels) - 1
    since = -1
    held[pool] = 0
    for j in range(n):
        _reach(line, limits, day_price, stage, held, labels, j, since)
        if since < 0:
            _reach_first(line, limits, day_price, held, labels, j, before)
        if not line[j, b.IS_TASK]:
            since = j
            held[pool] = 0


@compiled
def lines_of(
    grid: Grid, prices: Prices, scratch: Scratch, cell: Matrix, limits: Matrix, case: Matrix
) -> tuple[int, int]:
    """Make the labels of a person-week.

    Args:
        grid: the person-weeks.
        prices: the multipliers.
        scratch: filled.
        cell: of the person-week.
        limits: filled.
        case: limits that the week is held to (`solver.lagrange_case`), and labels then tell
            marked days and weekend tasks too; empty for the loosest ones.

    Returns:
        How many items there are, and the place of the fixed one after the week, -1 for none.
    """
    line = scratch.line
    g.limits_of(grid, cell, limits)
    if len(case):
        limits[b.CAP], limits[b.OVER_CAP] = case[v.CAP], case[v.OVER_CAP]
        limits[b.FREE_NEED] = case[v.FREE_NEED]
    n = _gather(grid, prices, cell, line, case)
    before, after = _outside(grid, cell, line)
    day = prices.day[cell[g.WORKER]]
    _run(line, limits, day, scratch.stage, scratch.held, scratch.labels, n, before)
    return n, after
