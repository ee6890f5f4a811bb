"""List what can be worth its place in a person-week's best set, under given multipliers.

What costs is left out, and so is what another candidate beats: here nothing becomes dearer
(where it could, the item stays) or unlawful when an item is left out, or gives way to one that
lies within it, is paid no longer, needs no longer rest and gains no less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver import columns as c
from solver import lagrange_case as v
from solver import lagrange_grid as g
from solver import lagrange_label as b
from solver.compiled import compiled

if TYPE_CHECKING:
    from solver.lagrange_grid import Grid
    from solver.lagrange_line import Prices
    from solver.problem import Matrix

_BEATEN = -1  # in place of whether an item is a task


@compiled
def note(items: Matrix, row: int, line: Matrix, at: int, above: int, gain: int) -> None:
    """Write an item into the line.

    Args:
        items: of the person-weeks.
        row: of the item.
        line: changed.
        at: the place.
        above: minutes above the day's that count in the week.
        gain: what it costs, its multipliers counted.
    """
    line[at, b.ROW] = row
    line[at, b.START], line[at, b.END] = items[row, c.START], items[row, c.END]
    line[at, b.REST], line[at, b.DAY] = items[row, c.REST], items[row, c.DAY]
    line[at, b.PAID] = items[row, c.PAID]
    line[at, b.ABOVE], line[at, b.GAIN] = above, gain
    line[at, b.RED_LO], line[at, b.RED_HI] = items[row, c.RED_LO], items[row, c.RED_HI]
    line[at, b.IS_TASK] = items[row, c.TASK] != c.NONE
    line[at, b.WORKED] = line[at, b.WEEKEND] = 0
    line[at, b.STRICT] = 1 - items[row, c.AVERAGE]


@compiled
def _spares(grid: Grid, row: int, day_price: Matrix) -> bool:
    """Tell whether a candidate can spare the next one a price for days without an average.

    The first item of a marked day tells what the day costs (`solver.lagrange_label.days`).
    """
    item = grid.items[row]
    if item[c.AVERAGE] == 0 or grid.gains[row] == c.BIG:
        return False
    for day in range(item[c.RED_LO], item[c.RED_HI]):
        if day_price[1, day] > day_price[0, day]:
            return True
    return False


@compiled
def gather(grid: Grid, prices: Prices, cell: Matrix, line: Matrix, case: Matrix) -> int:
    """List the fixed items and the useful candidates in order; return how many.

    Args:
        grid: the person-weeks.
        prices: the multipliers.
        cell: of the person-week.
        line: filled.
        case: as `solver.lagrange_line.lines_of` takes it.
    """
    items, task, own = grid.items, prices.task, prices.step[cell[g.WORKER]]
    day = prices.day[cell[g.WORKER]]
    span, week = grid.scalars[c.SPAN] + cell[g.SPAN_MORE], grid.weeks[cell[g.WEEK]]
    n = 0
    for row in range(cell[g.LO], cell[g.HI]):
        if grid.tasks[row] == c.NONE:
            if not cell[g.LOOSE]:
                note(items, row, line, n, 0, 0)
                n += 1
            continue
        cost = grid.gains[row] - task[grid.tasks[row]] + prices.row[row]
        if cost >= 0 and not _spares(grid, row, day):
            continue
        cost += own * items[row, c.WEEKEND]
        if cost >= 0 and not _spares(grid, row, day):
            continue
        if len(case) and v.is_stricter(items, row, case):
            continue
        at = b.alike(items, line, n, row)
        if at >= 0 and cost >= line[at, b.GAIN]:
            continue
        if at < 0:
            at = n
            n += 1
        is_late = items[row, c.END] > week + span - items[row, c.REST]
        above = max(0, items[row, c.PAID] - items[row, c.DAY])
        note(items, row, line, at, above if is_late else 0, cost)
        if len(case):
            line[at, b.WORKED] = b.worked(items, row)
            line[at, b.WEEKEND] = items[row, c.WEEKEND]
    return n if len(case) else _unbeaten(line, n)


@compiled
def _unbeaten(line: Matrix, n: int) -> int:
    """Keep the fixed items and the candidates that no other one beats; return how many."""
    first = 0
    for i in range(n):
        if line[i, b.START] != line[first, b.START]:
            first = i
        j = first
        while line[i, b.IS_TASK] == 1 and j < n and line[j, b.START] < line[i, b.END]:
            if j != i and _beats(line[j], line[i]):
                line[i, b.IS_TASK] = _BEATEN
            j += 1
    kept = 0
    for i in range(n):
        if line[i, b.IS_TASK] != _BEATEN:
            if kept != i:
                line[kept] = line[i]
            kept += 1
    return kept


@compiled
def _beats(one: Matrix, other: Matrix) -> bool:
    """Tell whether a candidate that starts no earlier is as good in all as another one."""
    if one[b.END] > other[b.END] or one[b.GAIN] > other[b.GAIN] or one[b.IS_TASK] != 1:
        return False
    if one[b.PAID] > other[b.PAID] or one[b.ABOVE] > other[b.ABOVE]:
        return False
    if one[b.REST] > other[b.REST] or one[b.DAY] < other[b.DAY]:
        return False
    if one[b.STRICT] > other[b.STRICT] and one[b.RED_LO] < one[b.RED_HI]:
        return False
    return bool(one[b.RED_LO] == other[b.RED_LO] and one[b.RED_HI] == other[b.RED_HI])
