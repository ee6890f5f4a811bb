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
from solver import lagrange_grid as g
from solver import lagrange_label as b
from solver.compiled import compiled

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags, Grid
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


@compiled
def _gather(grid: Grid, prices: Prices, cell: Matrix, line: Matrix) -> int:
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
        at = b.alike(items, line, n, row)
        if at >= 0 and cost >= line[at, b.GAIN]:
            continue
        if at < 0:
            at = n
            n += 1
        above = max(0, items[row, c.PAID] - items[row, c.DAY])
        _note(items, row, line, at, above if items[row, c.END] > week + span else 0, cost)
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
    line, stage, held, labels = scratch.line, scratch.stage, scratch.held, scratch.labels
    limits = np.zeros(b.LIMITS, np.int64)
    for number in range(ends[0], ends[1]):
        cell = grid.cells[number]
        w = cell[g.WORKER]
        g.limits_of(grid, cell, limits)
        n = _gather(grid, prices, cell, line)
        before, after = _outside(grid, cell, line)
        _run(line, limits, prices.day[w], stage, held, labels, n, before)
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
