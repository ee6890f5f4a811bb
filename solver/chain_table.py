"""What every worker could take beside, or instead of, what they have: judged once, kept by row.

A row is judged when it is first asked for. A set that breaks a limit tells where: only what
lies there can be given up to mend it, so few of a worker's tasks are tried. After a change only
the rows of the workers concerned are judged anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver.compiled import compiled
from solver.line import LAWFUL, price
from solver.line.excess import excesses, first_broken
from solver.line.walk import (
    DAY_BROKEN,
    FREE_BROKEN,
    OVER_BROKEN,
    RED_BROKEN,
    SUMS,
    merge,
    walk,
)
from solver.search_line import with_row

if TYPE_CHECKING:
    from solver.problem import Arrays, Matrix
    from solver.search_moves import Plan

NEVER = 1 << 60
UNKNOWN, TAKEN, EXCHANGED = range(3)
FULL = -1  # what a compiled loop answers when the pool has no room left

_price = compiled(price)


class Table(NamedTuple):
    """Hold what is known of each row.

    Attributes:
        known: `UNKNOWN`, `TAKEN` (`take` is filled) or `EXCHANGED` (the exchanges too).
        take: change in cost when the worker just takes the row's task, `NEVER` when unlawful.
        place: what the set with the row breaks, as `_verdict` tells; `LAWFUL` rows have -1.
        first: where the row's exchanges begin in `pool`.
        many: how many exchanges the row has.
        pool: rows given up, and the change in cost.
        used: entries of the pool in use, one number.
        reach: the longest rest or travel that any item asks for, one number, minutes.
    """

    known: Matrix
    take: Matrix
    place: Matrix
    first: Matrix
    many: Matrix
    pool: Matrix
    used: Matrix
    reach: Matrix


def empty(items: Matrix, travel: Matrix, room: int) -> Table:
    """Make a table that knows nothing.

    Args:
        items: matrix of items.
        travel: minutes between areas.
        room: entries in the pool, 1 or more.
    """
    many = len(items)
    reach = max(int(items[:, c.REST].max(initial=0)), int(travel.max(initial=0)))
    return Table(
        *(np.zeros(many, np.int64), np.empty(many, np.int64), np.empty(many, np.int64)),
        *(np.zeros(many, np.int64), np.zeros(many, np.int64), np.empty((room, 2), np.int64)),
        *(np.zeros(1, np.int64), np.array([reach], np.int64)),
    )


@compiled
def _verdict(arrays: Arrays, worker: int, chosen: Matrix) -> tuple[int, int, int]:
    """Judge and price a set as `solver.line.judge` does, and tell which excess is broken.

    Returns:
        Rule, cost (0 when broken), and the place among the excesses, -1 where it is none.
    """
    items, costs, fixed, pointer, workers, rates, weeks, travel, sundays, scalars, base = arrays
    rows = merge(fixed[pointer[worker] : pointer[worker + 1]], chosen)
    sums = np.empty((SUMS, len(weeks) - 1), np.int64)
    marked = np.empty((3, scalars[c.REDS]), np.int64)
    row = workers[worker]
    rule, pairs = walk(items, weeks, travel, scalars, row[c.CEILING], rows, sums, marked)
    if rule != LAWFUL:
        return rule, 0, -1
    out = np.empty(base.shape[1], np.int64)
    excesses(row, sundays, scalars, sums, marked, out)
    count = len(weeks) - 1
    windows = max(0, count - scalars[c.WINDOW] + 1)
    rule = first_broken(count, windows, out, base[worker])
    if rule != LAWFUL:
        place = 0
        while out[place] <= 0 or out[place] <= base[worker, place]:
            place += 1
        return rule, 0, place
    cost = _price(items, costs, row, rates[worker], scalars, rows, sums, pairs)
    return LAWFUL, cost, -1


@compiled
def _met(items: Matrix, plan: Plan, worker: int, row: int) -> tuple[int, int]:
    """Return how many of the worker's tasks a row overlaps, counted to two, and the first."""
    start, end = items[row, c.START], items[row, c.END]
    lo = plan.lists.room[worker]
    many, first = 0, c.NONE
    for at in range(lo, lo + plan.lists.sizes[worker]):
        held = plan.lists.rows[at]
        if items[held, c.START] >= end:
            break
        if items[held, c.END] > start:
            first = held if many == 0 else first
            many += 1
            if many == 2:
                break
    return many, first


@compiled
def _near(items: Matrix, rows: Matrix, row: int, reach: int) -> tuple[int, int]:
    """Return from when to when giving work up could change the work period about a row.

    Work is cut where a gap is as long as any rest or travel. What lies next to the row's piece
    on either side is counted in, since it decides whether a period begins there.
    """
    before, start, end, inside = -c.BIG, -c.BIG, -c.BIG, False
    for one in rows:
        if items[one, c.START] - end >= reach:
            if inside:
                return before, int(items[one, c.START])
            before, start = end, int(items[one, c.START])
        inside = inside or one == row
        end = max(end, items[one, c.END])
    return before, max(start, end)


@compiled
def _may_cure(arrays: Arrays, rule: int, place: int, span: tuple[int, int], held: int) -> bool:
    """Tell whether giving a row up could mend what a set breaks; True when in doubt."""
    items, weeks, scalars = arrays[0], arrays[6], arrays[9]
    week = items[held, c.WEEK]
    count = len(weeks) - 1
    if rule <= DAY_BROKEN:
        return bool(items[held, c.START] <= span[1] and items[held, c.END] >= span[0])
    if rule == FREE_BROKEN:
        touches = items[held, c.START] <= weeks[place + 1] and items[held, c.END] >= weeks[place]
        return bool(week == place or touches)
    if rule == RED_BROKEN:
        return bool(items[held, c.RED_HI] > items[held, c.RED_LO])
    if place < 4 * count:
        far = abs(week - place % count)
        return bool(far <= (1 if rule == OVER_BROKEN else 0))
    start = place - 4 * count
    if start < max(0, count - scalars[c.WINDOW] + 1):
        return bool(start - 1 <= week <= start + scalars[c.WINDOW])
    return True


@compiled
def _take(arrays: Arrays, plan: Plan, table: Table, row: int) -> None:
    """Judge what a worker has with one more row, and note it."""
    table.many[row] = 0
    worker = plan.owner[row]
    table.take[row] = NEVER
    table.known[row] = TAKEN
    many, first = _met(arrays[0], plan, worker, row)
    if many:
        table.place[row] = -2 - first if many == 1 else -1
        table.known[row] = TAKEN if many == 1 else EXCHANGED
        return
    wider = with_row(plan.lists, worker, row)
    rule, cost, place = _verdict(arrays, worker, wider)
    table.place[row] = rule + (place + 1) * 16
    if rule == LAWFUL:
        table.take[row] = cost - plan.cost[worker]


@compiled
def _try(arrays: Arrays, plan: Plan, table: Table, wider: Matrix, row: int, held: int) -> None:
    """Judge one exchange, and note it when it is lawful."""
    worker = plan.owner[row]
    if plan.locked[arrays[0][held, c.TASK]]:
        return
    rest = np.empty(len(wider) - 1, np.int64)
    kept = 0
    for one in wider:
        if one != held:
            rest[kept] = one
            kept += 1
    rule, cost, _ = _verdict(arrays, worker, rest)
    if rule == LAWFUL:
        at = table.first[row] + table.many[row]
        table.pool[at, 0] = held
        table.pool[at, 1] = cost - plan.cost[worker]
        table.many[row] += 1


@compiled
def _exchange(arrays: Arrays, plan: Plan, table: Table, row: int) -> bool:
    """Judge every exchange of a row, and note the lawful ones; False when there is no room."""
    if table.known[row] == UNKNOWN:
        _take(arrays, plan, table, row)
    if table.known[row] == EXCHANGED:
        return True
    worker = plan.owner[row]
    lo, size = plan.lists.room[worker], plan.lists.sizes[worker]
    if table.used[0] + size > len(table.pool):
        return False
    table.first[row], table.many[row] = table.used[0], 0
    wider = with_row(plan.lists, worker, row)
    told = table.place[row]
    if told <= -2:
        _try(arrays, plan, table, wider, row, -2 - told)
    else:
        rule, place = told % 16, told // 16 - 1
        fixed, pointer = arrays[2], arrays[3]
        whole = merge(fixed[pointer[worker] : pointer[worker + 1]], wider)
        span = _near(arrays[0], whole, row, table.reach[0])
        for at in range(lo, lo + size):
            held = plan.lists.rows[at]
            if rule == LAWFUL or _may_cure(arrays, rule, place, span, held):
                _try(arrays, plan, table, wider, row, held)
    table.used[0] += table.many[row]
    table.known[row] = EXCHANGED
    return True


@compiled
def know(arrays: Arrays, plan: Plan, table: Table, task: int, depth: int) -> bool:
    """Fill the table for all who could take a task.

    Args:
        arrays: `Problem.arrays`.
        plan: lawful.
        table: filled.
        task: index.
        depth: `TAKEN` for who can just take it, `EXCHANGED` for exchanges too.

    Returns:
        False when the pool has no room left; what was filled stands.
    """
    for at in range(plan.task_pointer[task], plan.task_pointer[task + 1]):
        row = plan.task_rows[at]
        if plan.row_of[task] == row or table.known[row] >= depth:
            continue
        if depth == TAKEN:
            _take(arrays, plan, table, row)
        elif not _exchange(arrays, plan, table, row):
            return False
    return True
