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
from solver.lagrange_gather import gather, note

if TYPE_CHECKING:
    from solver.lagrange_grid import Grid
    from solver.problem import Matrix

# places after the items of a line: the fixed neighbours outside the week, and the pool
BEFORE, AFTER, POOL, PLACES = 0, 1, 2, 3
_ALL_POOLED = 2  # the last stage of an item whose labels are in the pool


class Prices(NamedTuple):
    """Hold the multipliers, as whole øre.

    `task`: what is gained by each task. `day`: per worker, what working each marked day costs:
    first with an average, then without one. `row`: per item row, what it costs besides.
    `step`: per worker, what each counted weekend task costs. `over`: per worker and week, what
    each minute of overtime costs besides what it is paid.
    """

    task: Matrix
    day: Matrix
    step: Matrix
    over: Matrix
    row: Matrix


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
def _reach(
    line: Matrix,
    limits: Matrix,
    day_price: Matrix,
    stage: Matrix,
    held: Matrix,
    labels: Matrix,
    j: int,
    since: int,
    furthest: int,
) -> None:
    """Make the labels of item *j* from those of the items since the last fixed one.

    Items that end long before are seen through the pool. A marked day is not priced there when
    one of them works it too: the one that reaches furthest tells, and *furthest* is that of
    those before *since*.
    """
    far = max(limits[b.QUICK_GAP], line[j, b.REST])
    gain, shared, worked = line[j, b.GAIN], -1, line[j, b.RED_LO]
    if furthest >= 0 and line[furthest, b.RED_HI] > worked:
        shared, worked = furthest, line[furthest, b.RED_HI]
    held[j] = stage[j] = 0
    for i in range(since, j):
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
        note(grid.items, cell[g.BEFORE], line, before, 0, 0)
    if cell[g.AFTER] != c.NONE:
        after = len(line) - PLACES + AFTER
        note(grid.items, cell[g.AFTER], line, after, 0, 0)
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
    since, furthest, is_first = 0, -1, True
    held[pool] = 0
    for j in range(n):
        _reach(line, limits, day_price, stage, held, labels, j, since, furthest)
        if is_first:
            _reach_first(line, limits, day_price, held, labels, j, before)
        if not line[j, b.IS_TASK]:
            since, furthest, is_first = j, -1, False
            held[pool] = 0
        while since < j and stage[since] == _ALL_POOLED:
            if furthest < 0 or line[since, b.RED_HI] > line[furthest, b.RED_HI]:
                furthest = since
            since += 1


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
    n = gather(grid, prices, cell, line, case)
    before, after = _outside(grid, cell, line)
    day = prices.day[cell[g.WORKER]]
    _run(line, limits, day, scratch.stage, scratch.held, scratch.labels, n, before)
    return n, after
