"""Walk a set of items in order: pairs and work periods are judged, weeks are summed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.compiled import compiled

if TYPE_CHECKING:
    from solver.problem import Matrix

LAWFUL, OVERLAP, TRAVEL, REST_BROKEN, DAY_BROKEN, FREE_BROKEN, WEEK_BROKEN = range(7)
OVER_BROKEN, EXTRA_BROKEN, RED_BROKEN = range(7, 10)
RULES = (
    *("lawful", "overlap", "travel", "rest", "day", "free", "week"),
    *("over", "extra", "red"),
)
SUMS = 10


@compiled
def merge(own: Matrix, chosen: Matrix) -> Matrix:
    """Return fixed and chosen rows as one list in order.

    Args:
        own: rows of the worker's fixed items, rising.
        chosen: rows of the chosen candidates, rising.

    Returns:
        All rows, rising.
    """
    out = np.empty(len(own) + len(chosen), np.int64)
    i = j = 0
    for k in range(len(out)):
        if j == len(chosen) or (i < len(own) and own[i] < chosen[j]):
            out[k] = own[i]
            i += 1
        else:
            out[k] = chosen[j]
            j += 1
    return out


@compiled
def _free_time(weeks: Matrix, longest: Matrix, start: int, end: int) -> None:
    """Note a time free of stretches in every week it touches."""
    k = max(0, int(np.searchsorted(weeks, start, side="right")) - 1)
    while k < len(longest) and weeks[k] < end:
        piece = min(end, weeks[k + 1]) - max(start, weeks[k])
        longest[k] = max(longest[k], piece)
        k += 1


@compiled
def _pair(items: Matrix, travel: Matrix, before: int, row: int, end: int, end_task: int) -> int:
    """Judge an item against the neighbour before it; overlap and travel only."""
    start = items[row, c.START]
    is_task = items[row, c.TASK] != c.NONE
    if start < (end if is_task else end_task):
        return OVERLAP
    if not is_task and items[before, c.TASK] == c.NONE:
        return LAWFUL
    if start - end < travel[items[before, c.AREA], items[row, c.AREA]]:
        return TRAVEL
    return LAWFUL


@compiled
def _period(state: Matrix, ceiling: int, span: int) -> int:
    """Judge one finished work period; `state` is laid out by `_open`."""
    excess = state[1] - state[0] - (span - state[2])
    if excess > 0 and excess > state[6]:
        return REST_BROKEN
    excess = state[4] - max(state[3], ceiling)
    if excess > 0 and excess > state[7]:
        return DAY_BROKEN
    return LAWFUL


@compiled
def _extend(state: Matrix, items: Matrix, row: int, joined: bool) -> None:
    """Add an item to the work period in `state`, or open a new one with it.

    Laid out as start, end, rest, day, paid, week, largest span and paid excess of the
    fixed-only periods inside, the fixed-only period being counted, members seen.
    """
    if not joined:
        state[0] = items[row, c.START]
        state[1] = items[row, c.END]
        state[2] = items[row, c.REST]
        state[3] = items[row, c.DAY]
        state[4:] = 0
        state[5] = items[row, c.WEEK]
        state[8] = c.NONE
    state[1] = max(state[1], items[row, c.END])
    state[2] = max(state[2], items[row, c.REST])
    state[3] = min(state[3], items[row, c.DAY])
    state[4] += items[row, c.PAID]
    if items[row, c.TASK] == c.NONE:
        if state[8] != items[row, c.RUN]:
            state[8] = items[row, c.RUN]
            state[9] = 0
        state[9] += 1
        if state[9] == items[row, c.RUN_SIZE]:
            state[6] = max(state[6], items[row, c.RUN_SPAN])
            state[7] = max(state[7], items[row, c.RUN_PAID])


@compiled
def _count(items: Matrix, row: int, sums: Matrix, marked: Matrix) -> None:
    """Add an item to the sums and limits of its week and to the marked days it works."""
    k = items[row, c.WEEK]
    sums[0, k] += items[row, c.PAID]
    if items[row, c.TASK] != c.NONE:
        sums[1, k] += items[row, c.PAID]
    sums[4, k] = max(sums[4, k], items[row, c.FREE])
    sums[5, k] = min(sums[5, k], items[row, c.WEEK_CAP])
    sums[6, k] = min(sums[6, k], items[row, c.OVER_WEEK])
    sums[7, k] = min(sums[7, k], items[row, c.OVER_WINDOW])
    sums[8, k] = min(sums[8, k], items[row, c.OVER_TOTAL])
    for day in range(items[row, c.RED_LO], items[row, c.RED_HI]):
        marked[0, day] = 1
        marked[1 + items[row, c.AVERAGE], day] = 1


@compiled
def walk(
    items: Matrix,
    weeks: Matrix,
    travel: Matrix,
    scalars: Matrix,
    ceiling: int,
    rows: Matrix,
    sums: Matrix,
    marked: Matrix,
) -> tuple[int, int]:
    """Walk the items in order; judge pairs and work periods, sum what weeks hold.

    Args:
        items: matrix of items.
        weeks: borders of the judged weeks.
        travel: minutes between areas.
        scalars: the single numbers.
        ceiling: of the worker.
        rows: the set, rising.
        sums: filled; rows paid, assigned, above day, longest free, then the strictest
            limits free, week, overtime per week, per window, in all; then overtime.
        marked: filled; rows worked, worked not under average, worked under average.

    Returns:
        The first rule broken and the number of quick returns.
    """
    sums[:5] = 0
    sums[5:] = c.BIG
    sums[4] = c.NONE
    marked[:] = 0
    state = np.zeros(10, np.int64)
    end = end_task = -c.BIG
    before = c.NONE
    pairs = 0
    for row in rows:
        start = items[row, c.START]
        is_task = items[row, c.TASK] != c.NONE
        joined = False
        if before != c.NONE:
            rule = _pair(items, travel, before, row, end, end_task)
            if rule != LAWFUL:
                return rule, 0
            rest = max(items[before, c.REST], items[row, c.REST])
            joined = start - end < rest
            if not joined and start - end < scalars[c.QUICK_GAP]:
                pairs += int(is_task or items[before, c.TASK] != c.NONE)
            if not joined:
                sums[2, state[5]] += max(0, state[4] - state[3])
                rule = _period(state, ceiling, scalars[c.SPAN])
                if rule != LAWFUL:
                    return rule, 0
        _extend(state, items, row, joined)
        _count(items, row, sums, marked)
        _free_time(weeks, sums[3], max(end, weeks[0]), start)
        last = items[row, c.END]
        if last > end or (last == end and items[row, c.TIE] > items[before, c.TIE]):
            before = row
        end = max(end, last)
        end_task = max(end_task, last) if is_task else end_task
    _free_time(weeks, sums[3], max(end, weeks[0]), weeks[-1])
    if before == c.NONE:
        return LAWFUL, 0
    sums[2, state[5]] += max(0, state[4] - state[3])
    return _period(state, ceiling, scalars[c.SPAN]), pairs
