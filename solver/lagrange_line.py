"""Price the best set of items for each person-week under given multipliers.

Labels run through the items in order of time. A label is dropped when another at the same item
costs no more, has no more paid minutes, no more minutes above the day's and no less free time:
whatever can follow the first can follow the second at no higher cost, since no price and no
limit falls with minutes once each paid minute carries the price of the contract minute it fills.
Where labels are too many the worst of them are merged into one that is better than each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver import lagrange_grid as g
from solver.compiled import compiled

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags, Grid, Matrix

LABELS = 48  # per item; one more holds what is merged
COST, MINUTES, OVER_DAY, FREE, FROM, FROM_LABEL = range(6)
LABEL_COLUMNS = 6


class Prices(NamedTuple):
    """Hold the multipliers, as whole øre.

    `task`: what is gained by each task. `day`: per worker and marked day, what working it costs.
    `step`: per worker, what each counted weekend task costs.
    """

    task: Matrix
    day: Matrix
    step: Matrix


class Scratch(NamedTuple):
    """Hold the working arrays of one thread."""

    seq: Matrix
    gain: Matrix
    count: Matrix
    labels: Matrix


def scratch_for(grid: Grid) -> Scratch:
    """Make working arrays for the largest person-week."""
    widest = 2 + int((grid.cells[:, g.HI] - grid.cells[:, g.LO]).max(initial=0))
    return Scratch(
        np.zeros(widest, np.int64),
        np.zeros(widest, np.int64),
        np.zeros(widest, np.int64),
        np.zeros((widest, LABELS + 1, LABEL_COLUMNS), np.int64),
    )


@compiled
def _fits_alone(grid: Grid, cell: Matrix, row: int) -> bool:
    """Tell whether one item can stand in a work period at all."""
    items = grid.items
    span = grid.scalars[c.SPAN] - items[row, c.REST] + cell[g.SPAN_MORE]
    most = max(items[row, c.DAY], grid.workers[cell[g.WORKER], c.CEILING]) + cell[g.PAID_MORE]
    return bool(
        items[row, c.END] - items[row, c.START] <= span and items[row, c.PAID] <= most
    )


@compiled
def _step(grid: Grid, cell: Matrix, i: int, j: int) -> int:
    """Return what it costs that *j* follows *i*, -1 when it cannot.

    A quick return is priced only where no third item between could have joined the two.
    """
    items = grid.items
    if items[i, c.TASK] == c.NONE and items[j, c.TASK] == c.NONE:
        return 0
    gap = items[j, c.START] - items[i, c.END]
    if cell[g.LOOSE]:
        return 0 if gap >= 0 else -1
    if gap < 0 or gap < grid.travel[items[i, c.AREA], items[j, c.AREA]]:
        return -1
    rest = max(items[i, c.REST], items[j, c.REST])
    whole = items[j, c.END] - items[i, c.START]
    span = grid.scalars[c.SPAN] - rest + cell[g.SPAN_MORE]
    if gap >= rest:
        quick = gap < grid.scalars[c.QUICK_GAP] and (whole > span or not cell[g.UNIFORM])
        return int(grid.rates[cell[g.WORKER], c.QUICK]) if quick else 0
    day = max(min(items[i, c.DAY], items[j, c.DAY]), grid.workers[cell[g.WORKER], c.CEILING])
    paid = items[i, c.PAID] + items[j, c.PAID]
    return -1 if whole > span or paid > day + cell[g.PAID_MORE] else 0


@compiled
def _days(grid: Grid, prices: Prices, worker: int, i: int, j: int) -> int:
    """Return the prices of the marked days that *j* works and *i* before it does not."""
    items = grid.items
    total = 0
    for day in range(items[j, c.RED_LO], items[j, c.RED_HI]):
        if i == c.NONE or not items[i, c.RED_LO] <= day < items[i, c.RED_HI]:
            total += prices.day[worker, day]
    return total


@compiled
def _gather(grid: Grid, prices: Prices, cell: Matrix, scratch: Scratch) -> int:
    """List the fixed items and the useful candidates in order; return how many.

    Of candidates alike in all that limits read only the most gainful is kept. One that costs
    is left out where leaving an item out is never unlawful (`UNIFORM`).
    """
    items, worker = grid.items, cell[g.WORKER]
    under = grid.rates[worker, c.UNDER]
    n = 0
    for row in range(cell[g.LO], cell[g.HI]):
        if items[row, c.TASK] == c.NONE:
            if not cell[g.LOOSE]:
                scratch.seq[n], scratch.gain[n] = row, 0
                n += 1
            continue
        if grid.dead[row] or not _fits_alone(grid, cell, row):
            continue
        cost = grid.costs[row] - prices.task[items[row, c.TASK]]
        cost += prices.step[worker] * items[row, c.WEEKEND] - under * items[row, c.PAID]
        if cost >= 0 and cell[g.UNIFORM]:
            continue
        if n > 0 and _alike(items, scratch.seq[n - 1], row):
            if cost < scratch.gain[n - 1]:
                scratch.seq[n - 1], scratch.gain[n - 1] = row, cost
            continue
        scratch.seq[n], scratch.gain[n] = row, cost
        n += 1
    return n


@compiled
def _alike(items: Matrix, one: int, other: int) -> bool:
    """Tell whether two candidates differ only in their task and its cost."""
    if items[one, c.TASK] == c.NONE:
        return False
    for column in range(c.START, c.WEEKEND + 1):
        if items[one, column] != items[other, column]:
            return False
    return True


@compiled
def _insert(scratch: Scratch, j: int, label: Matrix) -> None:
    """Keep a label at item *j* unless another is as good; drop those it beats."""
    held = scratch.labels[j]
    n = scratch.count[j]
    for at in range(n):
        if (
            held[at, COST] <= label[COST]
            and held[at, MINUTES] <= label[MINUTES]
            and held[at, OVER_DAY] <= label[OVER_DAY]
            and held[at, FREE] >= label[FREE]
        ):
            return
    kept = 0
    for at in range(n):
        beaten = (
            label[COST] <= held[at, COST]
            and label[MINUTES] <= held[at, MINUTES]
            and label[OVER_DAY] <= held[at, OVER_DAY]
            and label[FREE] >= held[at, FREE]
        )
        if not beaten:
            if kept != at:
                held[kept] = held[at]
            kept += 1
    if kept == LABELS:
        _merge(held, label)
        kept -= 1
    held[kept] = label
    scratch.count[j] = kept + 1


@compiled
def _merge(held: Matrix, label: Matrix) -> None:
    """Make *label* better than the last label held, which it then replaces."""
    last = held[LABELS - 1]
    if last[COST] < label[COST]:
        label[COST] = last[COST]
        label[FROM] = last[FROM]
        label[FROM_LABEL] = last[FROM_LABEL]
    label[MINUTES] = min(label[MINUTES], last[MINUTES])
    label[OVER_DAY] = min(label[OVER_DAY], last[OVER_DAY])
    label[FREE] = max(label[FREE], last[FREE])


@compiled
def _within(grid: Grid, cell: Matrix, minutes: int, above: int) -> bool:
    """Tell whether sums keep the week's limits."""
    worker = grid.workers[cell[g.WORKER]]
    over = max(0, minutes - worker[c.FULL], above)
    extra = min(minutes, worker[c.FULL]) - worker[c.CONTRACT]
    return bool(
        minutes <= cell[g.CAP] and over <= cell[g.OVER_CAP] and extra <= cell[g.EXTRA_CAP]
    )


@compiled
def _grow(
    grid: Grid, prices: Prices, cell: Matrix, scratch: Scratch, i: int, j: int
) -> None:
    """Extend all labels at place *i* of the sequence (-1: the week's start) by item *j*."""
    items, row = grid.items, scratch.seq[j]
    before = scratch.seq[i] if i >= 0 else cell[g.BEFORE]
    step = _step(grid, cell, before, row) if before != c.NONE else 0
    if step < 0:
        return
    free_from = items[before, c.END] if i >= 0 else cell[g.FREE_FROM]
    free = int(items[row, c.START] - free_from >= cell[g.FREE_NEED])
    is_task = items[row, c.TASK] != c.NONE
    cost = step + scratch.gain[j]
    if is_task:
        cost += _days(grid, prices, cell[g.WORKER], before, row)
    minutes = items[row, c.PAID] if is_task else 0
    above = g.above_day(items, grid.weeks, grid.scalars, cell, row) if is_task else 0
    label = np.empty(LABEL_COLUMNS, np.int64)
    for at in range(scratch.count[i] if i >= 0 else 1):
        if i >= 0:
            old = scratch.labels[i, at]
            label[:FROM] = old[:FROM]
        else:
            label[COST], label[MINUTES] = 0, cell[g.PAID]
            label[OVER_DAY], label[FREE] = cell[g.ABOVE], 0
        label[COST] += cost
        label[MINUTES] += minutes
        label[OVER_DAY] += above
        label[FREE] = max(label[FREE], free)
        label[FROM], label[FROM_LABEL] = i, at
        if not is_task or _within(grid, cell, label[MINUTES], label[OVER_DAY]):
            _insert(scratch, j, label)


@compiled
def _last_gap(grid: Grid, cell: Matrix, row: int, label: Matrix) -> int:
    """Return what it costs that the week ends with *row*, -1 when it cannot."""
    step = 0
    if cell[g.AFTER] != c.NONE:
        step = _step(grid, cell, row, cell[g.AFTER])
    rest = grid.weeks[cell[g.WEEK] + 1] - grid.items[row, c.END]
    if label[FREE] == 0 and rest < cell[g.FREE_NEED] and not cell[g.LOOSE]:
        return -1
    return step


@compiled
def price_cell(
    grid: Grid, prices: Prices, cell: Matrix, scratch: Scratch, taken: Flags
) -> int:
    """Price one person-week.

    Args:
        grid: the person-weeks.
        prices: the multipliers.
        cell: one row of `Grid.cells`.
        scratch: of this thread.
        taken: per item row; set for the rows of the best set found.

    Returns:
        A number no lawful set of this person-week goes below, multipliers counted.
    """
    worker = grid.workers[cell[g.WORKER]]
    rates = grid.rates[cell[g.WORKER]]
    n = _gather(grid, prices, cell, scratch)
    best = g.week_cost(worker, rates, cell[g.PAID], 0, cell[g.ABOVE])
    last, last_label = -1, 0
    for j in range(n):
        scratch.count[j] = 0
        row = scratch.seq[j]
        for i in range(j - 1, -2, -1):
            _grow(grid, prices, cell, scratch, i, j)
            if i >= 0 and grid.items[scratch.seq[i], c.TASK] == c.NONE:
                break
    for j in range(n - 1, -1, -1):
        row = scratch.seq[j]
        for at in range(scratch.count[j]):
            label = scratch.labels[j, at]
            step = _last_gap(grid, cell, row, label)
            if step < 0:
                continue
            paid = label[MINUTES]
            cost = label[COST] + step + rates[c.UNDER] * (paid - cell[g.PAID])
            cost += g.week_cost(worker, rates, paid, paid - cell[g.PAID], label[OVER_DAY])
            if cost < best:
                best, last, last_label = cost, j, at
        if grid.items[row, c.TASK] == c.NONE:
            break
    while last >= 0:
        row = scratch.seq[last]
        taken[row] = grid.items[row, c.TASK] != c.NONE
        label = scratch.labels[last, last_label]
        last, last_label = label[FROM], label[FROM_LABEL]
    return int(best)


@compiled
def price_cells(
    grid: Grid, prices: Prices, scratch: Scratch, ends: Matrix, values: Matrix, taken: Flags
) -> None:
    """Price the person-weeks from ends[0] to ends[1] into *values* and *taken*."""
    for at in range(ends[0], ends[1]):
        values[at] = price_cell(grid, prices, grid.cells[at], scratch, taken)
