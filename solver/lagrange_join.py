"""Price the best line of each worker over all weeks: person-weeks joined by what ties them.

Each person-week leaves its ends: what it can cost, with the overtime, the marked days and the
weekend tasks that come with it. Ends of week after week are joined; limits on marked days and on
overtime in all are kept, and weekend tasks cost the square of their number. Whatever ties weeks
besides is left out, so the value is never above what a lawful line costs. Of ends and of joined
ones another is dropped when one costs no more and brings no more of anything; where there are
too many, the last are merged into one that is better than each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver import lagrange_case as v
from solver import lagrange_grid as g
from solver import lagrange_label as b
from solver.compiled import compiled
from solver.lagrange_line import lines_of
from solver.line.excess import marked_days

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags, Grid
    from solver.lagrange_line import Prices, Scratch
    from solver.problem import Matrix

MOST_ENDS, MOST_JOINED = 512, 512
LONGEST = 24  # rows of a week that are told; more are priced and not told
OVER, CAP = b.MINUTES, b.OVER_DAY  # of ends: overtime, and less the most of it in all
NOTHING = -1


class Ties(NamedTuple):
    """Hold what ties the weeks of each worker.

    `cells`: where each worker's person-weeks begin. `cases`, `cases_at`: the limits that each
    person-week may be held to (`solver.lagrange_case`). `held`: marked days of fixed items, as
    bits. `base`: excesses of marked days with the fixed items alone. `sundays`: which marked
    days are Sundays.
    """

    cells: Matrix
    cases: Matrix
    cases_at: Matrix
    held: Matrix
    base: Matrix
    sundays: Matrix


class Room(NamedTuple):
    """Hold the working arrays of one thread; labels as `solver.lagrange_label` has them."""

    ends: Matrix
    ends_held: Matrix
    rows: Matrix
    joined: Matrix
    joined_held: Matrix
    marked: Matrix
    out: Matrix


def room_for(weeks: int, base: Matrix, reds: int) -> Room:
    """Make working arrays.

    Args:
        weeks: most person-weeks of a worker.
        base: excesses of marked days.
        reds: number of marked days.
    """
    return Room(
        np.zeros((weeks, MOST_ENDS, b.LABEL_COLUMNS), np.int64),
        np.zeros(weeks, np.int64),
        np.zeros((weeks, 2 * MOST_ENDS, LONGEST), np.int64),
        np.zeros((weeks + 1, MOST_JOINED, b.LABEL_COLUMNS), np.int64),
        np.zeros(weeks + 1, np.int64),
        np.zeros((3, reds), np.int64),
        np.zeros(base.shape[1], np.int64),
    )


@compiled
def _keep_ends(
    grid: Grid,
    cell: Matrix,
    scratch: Scratch,
    limits: Matrix,
    n: int,
    after: int,
    room: Room,
    k: int,
    cap: int,
) -> None:
    """Keep what a person-week can end with, where overtime in all is at most *cap*."""
    line, labels, held = scratch.line, scratch.labels, scratch.held
    worker, rates = grid.workers[cell[g.WORKER]], grid.rates[cell[g.WORKER]]
    week_end, full = grid.weeks[cell[g.WEEK] + 1], worker[c.FULL]
    for j in range(n - 1, -1, -1):
        step = b.step(line, limits, j, after) if after >= 0 else 0
        rests = limits[b.LOOSE] or week_end - line[j, b.END] >= limits[b.FREE_NEED]
        for at in range(held[j] if step >= 0 else 0):
            label = labels[j, at]
            if not rests and label[b.FREE] == 0:
                continue
            paid, above = label[b.MINUTES], label[b.OVER_DAY]
            assigned = paid - limits[b.PAID_FIXED]
            cost = label[b.COST] + step + rates[c.UNDER] * assigned
            cost += g.week_cost(worker, rates, paid, assigned, above)
            over = max(0, paid - full, above)
            told = (cost, over, -cap, 1, label[b.MARKS], label[b.COUNT])
            b.insert(room.ends, room.ends_held, k, told, j, at)
        if not line[j, b.IS_TASK]:
            break


@compiled
def _note_rows(scratch: Scratch, room: Room, k: int, slot: int) -> int:
    """Write the rows of new ends into slots of their own; return the next slot."""
    line, labels = scratch.line, scratch.labels
    for end in room.ends[k, : room.ends_held[k]]:
        i, at = end[b.FROM], end[b.FROM_LABEL]
        if at == NOTHING:
            continue
        end[b.FROM], end[b.FROM_LABEL] = slot, NOTHING
        size = 0
        while i >= 0 and size < LONGEST:
            if line[i, b.IS_TASK]:
                room.rows[k, slot, size] = line[i, b.ROW]
                size += 1
            i, at = labels[i, at, b.FROM], labels[i, at, b.FROM_LABEL]
        if size < LONGEST:
            room.rows[k, slot, size] = NOTHING
        slot = min(slot + 1, room.rows.shape[1] - 1)
    return slot


@compiled
def _week(
    grid: Grid, prices: Prices, ties: Ties, scratch: Scratch, number: int, room: Room, k: int
) -> None:
    """Make the ends of a person-week, case by case."""
    cell = grid.cells[number]
    limits = np.zeros(b.LIMITS, np.int64)
    room.ends_held[k] = slot = 0
    for at in range(ties.cases_at[number], ties.cases_at[number + 1]):
        case = ties.cases[at]
        n, after = lines_of(grid, prices, scratch, cell, limits, case)
        if room.ends_held[k] == 0:
            worker, rates = grid.workers[cell[g.WORKER]], grid.rates[cell[g.WORKER]]
            paid, above = limits[b.PAID_FIXED], limits[b.ABOVE_FIXED]
            cost = g.week_cost(worker, rates, paid, 0, above)
            told = (cost, max(0, paid - worker[c.FULL], above), -c.BIG, 1, 0, 0)
            b.insert(room.ends, room.ends_held, k, told, NOTHING, NOTHING)
        _keep_ends(grid, cell, scratch, limits, n, after, room, k, case[v.MOST])
        slot = _note_rows(scratch, room, k, slot)


@compiled
def _keeps_days(
    worker: Matrix, sundays: Matrix, scalars: Matrix, base: Matrix, marks: int, room: Room
) -> bool:
    """Tell whether some marked days together keep the limits."""
    marked, out = room.marked, room.out
    for day in range(marked.shape[1]):
        marked[1, day] = marks >> day & 1
        marked[2, day] = marks >> (day + b.MOST_REDS) & 1
        marked[0, day] = marked[1, day] | marked[2, day]
    marked_days(worker, sundays, scalars, marked, out, 0)
    kept = True
    for at in range(len(out)):
        kept = kept and (out[at] <= 0 or out[at] <= base[at])
    return kept


@compiled
def _join(
    grid: Grid, ties: Ties, w: int, count: int, limit: int, lows: Matrix, room: Room
) -> None:
    """Join the ends of a worker's weeks, but for what costs more than *limit* in all.

    `lows`: what the weeks from each on cost at least.
    """
    worker, square = grid.workers[w], grid.rates[w, c.SQUARE]
    joined, held, ends = room.joined, room.joined_held, room.ends
    held[0] = 0
    b.insert(joined, held, 0, (0, 0, -c.BIG, 1, 0, 0), NOTHING, NOTHING)
    for k in range(count):
        held[k + 1] = 0
        for s in range(held[k]):
            state = joined[k, s]
            for e in range(room.ends_held[k]):
                end = ends[k, e]
                number = state[b.COUNT] + end[b.COUNT]
                cost = state[b.COST] + end[b.COST]
                cost += square * (number**2 - state[b.COUNT] ** 2)
                over, cap = state[OVER] + end[OVER], max(state[CAP], end[CAP])
                if cost + lows[k + 1] > limit or over > -cap:
                    continue
                marks = state[b.MARKS] | end[b.MARKS]
                if marks != state[b.MARKS]:
                    days = marks | ties.held[w]
                    if not _keeps_days(
                        worker, ties.sundays, grid.scalars, ties.base[w], days, room
                    ):
                        continue
                b.insert(joined, held, k + 1, (cost, over, cap, 1, marks, number), e, s)


@compiled
def _worker(grid: Grid, ties: Ties, w: int, count: int, room: Room) -> tuple[int, int]:
    """Join a worker's weeks; return what the best line costs and its place among the joined."""
    lows = np.zeros(count + 1, np.int64)
    for k in range(count - 1, -1, -1):
        least = room.ends[k, : room.ends_held[k], b.COST].min()
        lows[k] = lows[k + 1] + least
    reach = 1 << 12
    while True:
        _join(grid, ties, w, count, lows[0] + reach, lows, room)
        if room.joined_held[count] > 0:
            last = room.joined[count, : room.joined_held[count], b.COST].argmin()
            return int(room.joined[count, last, b.COST]), int(last)
        if reach > c.BIG:
            return int(lows[0]), NOTHING
        reach <<= 2


@compiled
def price_workers(
    grid: Grid,
    prices: Prices,
    ties: Ties,
    scratch: Scratch,
    room: Room,
    some: Matrix,
    values: Matrix,
    taken: Flags,
) -> None:
    """Price the lines of some workers.

    Args:
        grid: the person-weeks, with every marked day named.
        prices: those of tasks; all others zero.
        ties: of the workers' weeks.
        scratch: of this thread.
        room: the same.
        some: the workers.
        values: filled per worker with a number no lawful line goes below, multipliers counted.
        taken: per item row; set for the rows of the best line found.
    """
    for w in some:
        first, count = ties.cells[w], ties.cells[w + 1] - ties.cells[w]
        for k in range(count):
            _week(grid, prices, ties, scratch, first + k, room, k)
        values[w], s = _worker(grid, ties, w, count, room)
        for k in range(count, 0 if s != NOTHING else count, -1):
            slot = room.ends[k - 1, room.joined[k, s, b.FROM], b.FROM]
            s = room.joined[k, s, b.FROM_LABEL]
            for row in room.rows[k - 1, max(0, slot)]:
                if row == NOTHING or slot == NOTHING:
                    break
                taken[row] = True
