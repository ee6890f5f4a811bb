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
from solver.compiled import compiled

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags, Grid
    from solver.problem import Matrix

# columns of a label, and of an item of the week's line
COST, MINUTES, OVER_DAY, FREE, FROM, FROM_LABEL = range(6)
LABEL_COLUMNS = 6
ROW, START, END, REST, PAID, DAY, ABOVE, GAIN, RED_LO, RED_HI, IS_TASK = range(11)
LINE_COLUMNS = 11
# places after the items of a line: the fixed neighbours outside the week, and the pool
BEFORE, AFTER, POOL, PLACES = 0, 1, 2, 3


class Prices(NamedTuple):
    """Hold the multipliers, as whole øre.

    `task`: what is gained by each task. `day`: per worker and marked day, what working it costs.
    `step`: per worker, what each counted weekend task costs.
    """

    task: Matrix
    day: Matrix
    step: Matrix


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
        np.zeros((widest, LINE_COLUMNS), np.int64),
        np.zeros(widest, np.int64),
        np.zeros(widest, np.int64),
        np.zeros((widest, labels, LABEL_COLUMNS), np.int64),
    )


@compiled
def _note(items: Matrix, row: int, line: Matrix, at: int, above: int, gain: int) -> None:
    """Write an item into the line."""
    line[at, ROW] = row
    line[at, START], line[at, END] = items[row, c.START], items[row, c.END]
    line[at, REST], line[at, DAY] = items[row, c.REST], items[row, c.DAY]
    line[at, PAID] = items[row, c.PAID]
    line[at, ABOVE], line[at, GAIN] = above, gain
    line[at, RED_LO], line[at, RED_HI] = items[row, c.RED_LO], items[row, c.RED_HI]
    line[at, IS_TASK] = items[row, c.TASK] != c.NONE


@compiled
def _alike(items: Matrix, line: Matrix, n: int, row: int) -> int:
    """Find a listed candidate that differs in its task, place and cost only; -1 for none."""
    for at in range(n - 1, -1, -1):
        if line[at, START] != items[row, c.START] or line[at, IS_TASK] == 0:
            break
        other = line[at, ROW]
        same = True
        for column in range(c.END, c.WEEKEND + 1):
            if column != c.AREA and items[other, column] != items[row, column]:
                same = False
                break
        if same:
            return at
    return -1


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
        at = _alike(items, line, n, row)
        if at >= 0 and cost >= line[at, GAIN]:
            continue
        if at < 0:
            at = n
            n += 1
        above = max(0, items[row, c.PAID] - items[row, c.DAY])
        _note(items, row, line, at, above if items[row, c.END] > week + span else 0, cost)
    return n


@compiled
def _step(line: Matrix, limits: Matrix, i: int, j: int) -> int:
    """Return what it costs that *j* follows *i*, -1 when it cannot.

    Only what stays true when items between the two are left out is counted. If the two are too
    close and yet lawful with something between, one of the gaps on the way is at least the
    least rest of the week, and what is between has a length: hence `CURE`. A quick return is
    priced only where the two cannot lie in one work period, for then there is one on the way.
    Travel is left out.
    """
    if not line[i, IS_TASK] and not line[j, IS_TASK]:
        return 0
    gap = line[j, START] - line[i, END]
    if gap < 0:
        return -1
    rest = max(line[i, REST], line[j, REST])
    if limits[LOOSE] or gap >= max(rest, limits[QUICK_GAP]):
        return 0
    too_long = line[j, END] - line[i, START] > limits[SPAN] - rest
    if gap >= rest:
        return int(limits[QUICK]) if too_long else 0
    if gap >= limits[CURE]:
        return 0
    most = max(min(line[i, DAY], line[j, DAY]), limits[CEILING]) + limits[PAID_MORE]
    return -1 if too_long or line[i, PAID] + line[j, PAID] > most else 0


# places in the vector of a person-week's limits
LOOSE, QUICK_GAP, SPAN, QUICK, CURE, CEILING, PAID_MORE = range(7)
FULL, CONTRACT, CAP, OVER_CAP, EXTRA_CAP, FREE_NEED, FREE_FROM, PAID_FIXED, ABOVE_FIXED = range(
    7, 16
)
LIMITS = 16


@compiled
def _limits(grid: Grid, cell: Matrix, out: Matrix) -> None:
    """Write the numbers the labels are held to into one vector."""
    w = cell[g.WORKER]
    out[LOOSE], out[CURE], out[PAID_MORE] = cell[g.LOOSE], cell[g.CURE], cell[g.PAID_MORE]
    out[QUICK_GAP], out[QUICK] = grid.scalars[c.QUICK_GAP], grid.rates[w, c.QUICK]
    out[SPAN] = grid.scalars[c.SPAN] + cell[g.SPAN_MORE]
    out[CEILING], out[FULL] = grid.workers[w, c.CEILING], grid.workers[w, c.FULL]
    out[CONTRACT], out[CAP] = grid.workers[w, c.CONTRACT], cell[g.CAP]
    out[OVER_CAP], out[EXTRA_CAP] = cell[g.OVER_CAP], cell[g.EXTRA_CAP]
    out[FREE_NEED], out[FREE_FROM] = cell[g.FREE_NEED], cell[g.FREE_FROM]
    out[PAID_FIXED], out[ABOVE_FIXED] = cell[g.PAID], cell[g.ABOVE]


@compiled
def _days(line: Matrix, day_price: Matrix, i: int, j: int) -> int:
    """Return the prices of the marked days that *j* works and *i* (-1: none) does not."""
    total = 0
    if line[j, IS_TASK]:
        for day in range(line[j, RED_LO], line[j, RED_HI]):
            if i < 0 or not line[i, RED_LO] <= day < line[i, RED_HI]:
                total += day_price[day]
    return total


@compiled
def _insert(
    labels: Matrix,
    held: Matrix,
    j: int,
    cost: int,
    minutes: int,
    above: int,
    free: int,
    i: int,
    at: int,
) -> None:
    """Keep a label at place *j* unless another is as good; drop those it beats.

    Where there is no room it is merged with the last one held into one better than both.
    """
    kept = 0
    for n in range(held[j]):
        no_more = labels[j, n, MINUTES] <= minutes and labels[j, n, OVER_DAY] <= above
        if no_more and labels[j, n, COST] <= cost and labels[j, n, FREE] >= free:
            return
    for n in range(held[j]):
        no_less = labels[j, n, MINUTES] >= minutes and labels[j, n, OVER_DAY] >= above
        if no_less and labels[j, n, COST] >= cost and labels[j, n, FREE] <= free:
            continue
        if kept != n:
            for column in range(LABEL_COLUMNS):
                labels[j, kept, column] = labels[j, n, column]
        kept += 1
    if kept == labels.shape[1]:
        kept -= 1
        if labels[j, kept, COST] < cost:
            cost = labels[j, kept, COST]
            i, at = labels[j, kept, FROM], labels[j, kept, FROM_LABEL]
        minutes = min(minutes, labels[j, kept, MINUTES])
        above = min(above, labels[j, kept, OVER_DAY])
        free = max(free, labels[j, kept, FREE])
    labels[j, kept, COST], labels[j, kept, MINUTES] = cost, minutes
    labels[j, kept, OVER_DAY], labels[j, kept, FREE] = above, free
    labels[j, kept, FROM], labels[j, kept, FROM_LABEL] = i, at
    held[j] = kept + 1


@compiled
def _within(limits: Matrix, minutes: int, above: int) -> bool:
    """Tell whether sums keep the week's limits."""
    over = max(0, minutes - limits[FULL], above)
    extra = min(minutes, limits[FULL]) - limits[CONTRACT]
    return bool(minutes <= limits[CAP] and over <= limits[OVER_CAP] and extra <= limits[EXTRA_CAP])


@compiled
def _begin(
    line: Matrix, limits: Matrix, labels: Matrix, held: Matrix, j: int, cost: int, free: int
) -> None:
    """Begin a label at item *j*: it is the week's first."""
    minutes, above = limits[PAID_FIXED], limits[ABOVE_FIXED]
    if line[j, IS_TASK]:
        minutes += line[j, PAID]
        above += line[j, ABOVE]
        if not _within(limits, minutes, above):
            return
    _insert(labels, held, j, cost, minutes, above, free, -1, 0)


@compiled
def _follow(
    line: Matrix,
    limits: Matrix,
    labels: Matrix,
    held: Matrix,
    i: int,
    j: int,
    cost: int,
    free: int,
) -> None:
    """Extend the labels at place *i* by item *j*; what comes from the pool keeps its origin."""
    is_task = line[j, IS_TASK]
    pooled = i == len(labels) - 1
    for n in range(held[i]):
        minutes, above = labels[i, n, MINUTES], labels[i, n, OVER_DAY]
        if is_task:
            minutes += line[j, PAID]
            above += line[j, ABOVE]
            if not _within(limits, minutes, above):
                continue
        origin, at = i, n
        if pooled:
            origin, at = labels[i, n, FROM], labels[i, n, FROM_LABEL]
        freed = max(free, labels[i, n, FREE])
        _insert(labels, held, j, labels[i, n, COST] + cost, minutes, above, freed, origin, at)


@compiled
def _pool(labels: Matrix, held: Matrix, i: int, freed: int) -> None:
    """Put the labels of item *i* into the pool."""
    pool = len(labels) - 1
    for n in range(held[i]):
        free = max(labels[i, n, FREE], freed)
        minutes, above = labels[i, n, MINUTES], labels[i, n, OVER_DAY]
        _insert(labels, held, pool, labels[i, n, COST], minutes, above, free, i, n)


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
    one of them works it too.
    """
    far = max(limits[QUICK_GAP], line[j, REST])
    gain, shared = line[j, GAIN], -1
    held[j] = stage[j] = 0
    for i in range(max(0, since), j):
        gap = line[j, START] - line[i, END]
        free = int(gap >= limits[FREE_NEED])
        if gap >= max(far, line[i, REST]):
            if stage[i] < 1 + free:
                stage[i] = 1 + free
                _pool(labels, held, i, free)
            if line[i, RED_HI] > line[j, RED_LO]:
                shared = i
            continue
        step = _step(line, limits, i, j)
        if step >= 0:
            cost = gain + step + _days(line, day_price, i, j)
            _follow(line, limits, labels, held, i, j, cost, free)
    cost = gain + _days(line, day_price, shared, j)
    _follow(line, limits, labels, held, len(labels) - 1, j, cost, 0)


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
    step = _step(line, limits, before, j) if before >= 0 else 0
    if step >= 0:
        free = int(line[j, START] - limits[FREE_FROM] >= limits[FREE_NEED])
        cost = line[j, GAIN] + step + _days(line, day_price, before, j)
        _begin(line, limits, labels, held, j, cost, free)


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
        if not line[j, IS_TASK]:
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
) -> tuple[int, int, int]:
    """Find the best end of the week; return cost, place and label (-1: nothing is taken)."""
    best = g.week_cost(worker, rates, limits[PAID_FIXED], 0, limits[ABOVE_FIXED])
    last, last_label = -1, 0
    for j in range(n - 1, -1, -1):
        step = _step(line, limits, j, after) if after >= 0 else 0
        rests = limits[LOOSE] or week_end - line[j, END] >= limits[FREE_NEED]
        for at in range(held[j] if step >= 0 else 0):
            if not rests and labels[j, at, FREE] == 0:
                continue
            assigned = labels[j, at, MINUTES] - limits[PAID_FIXED]
            cost = labels[j, at, COST] + step + rates[c.UNDER] * assigned
            paid, above = labels[j, at, MINUTES], labels[j, at, OVER_DAY]
            cost += g.week_cost(worker, rates, paid, assigned, above)
            if cost < best:
                best, last, last_label = cost, j, at
        if not line[j, IS_TASK]:
            break
    return best, last, last_label


@compiled
def price_cells(
    grid: Grid, prices: Prices, scratch: Scratch, ends: Matrix, values: Matrix, taken: Flags
) -> None:
    """Price the person-weeks from ends[0] to ends[1].

    Args:
        grid: the person-weeks.
        prices: the multipliers.
        scratch: of this thread.
        ends: the first cell and the one after the last.
        values: filled per cell with a number no lawful set goes below, multipliers counted.
        taken: per item row; set for the rows of the best set found.
    """
    line, stage, held, labels = scratch.line, scratch.stage, scratch.held, scratch.labels
    limits = np.zeros(LIMITS, np.int64)
    for number in range(ends[0], ends[1]):
        cell = grid.cells[number]
        w = cell[g.WORKER]
        _limits(grid, cell, limits)
        n = _gather(grid, prices, cell, line)
        before, after = _outside(grid, cell, line)
        _run(line, limits, prices.day[w], stage, held, labels, n, before)
        week_end = grid.weeks[cell[g.WEEK] + 1]
        best, last, at = _best_end(
            line, limits, labels, held, grid.workers[w], grid.rates[w], n, after, week_end
        )
        values[number] = best
        while last >= 0:
            if line[last, IS_TASK]:
                taken[line[last, ROW]] = True
            last, at = labels[last, at, FROM], labels[last, at, FROM_LABEL]
