"""The limits that surely hold in a worker's weeks, whatever is chosen in them.

Where a limit depends on the items chosen the loosest of those that may be chosen is kept, with
what the fixed items alone exceed added, so that no lawful set is shut out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import lagrange_label as b
from solver.compiled import compiled

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.problem import Matrix

    Flags = npt.NDArray[np.bool_]

# columns of `lagrange_grid.Grid.cells`
WORKER, WEEK, LO, HI, KIND_LO, KIND_HI, FREE_NEED = range(7)
CAP, OVER_CAP, EXTRA_CAP, PAID, ABOVE, CURE, LOOSE, SPAN_MORE, PAID_MORE = range(7, 16)
FAR, NEXT_RED, SUM_CAP, COSTED = range(16, 20)
CELL_COLUMNS = 20


@compiled
def above_day(items: Matrix, weeks: Matrix, scalars: Matrix, cell: Matrix, row: int) -> int:
    """Return minutes of an item above the day's that surely count in its own week.

    An item in a work period that began in the week before counts there.
    """
    span = scalars[c.SPAN] - items[row, c.REST] + cell[SPAN_MORE]
    if items[row, c.END] <= weeks[cell[WEEK]] + span:
        return 0
    return int(max(0, items[row, c.PAID] - items[row, c.DAY]))


@compiled
def week_limits(arrays: tuple[Matrix, ...], dead: Flags, cell: Matrix, lo: int, hi: int) -> None:
    """Fill what depends on the items of one week.

    Args:
        arrays: `Problem.arrays`.
        dead: per item row, whether no lawful plan holds it.
        cell: filled; its worker and week are there already.
        lo: first row of the week.
        hi: the row after its last.
    """
    items, _, fixed, fixed_pointer, workers, _, weeks, _, _, scalars, base = arrays
    w, k, n = cell[WORKER], cell[WEEK], len(weeks) - 1
    own = np.array([c.BIG, c.BIG, -1])  # of the fixed items: week cap, overtime cap, free
    may = np.array([-1, -1, c.BIG])  # of the candidates, the loosest
    end = -c.BIG
    shortest = rest = c.BIG
    for f in range(fixed_pointer[w], fixed_pointer[w + 1]):
        cell[SPAN_MORE] = max(cell[SPAN_MORE], items[fixed[f], c.RUN_SPAN])
        cell[PAID_MORE] = max(cell[PAID_MORE], items[fixed[f], c.RUN_PAID])
    for row in range(lo, hi):
        if items[row, c.TASK] == c.NONE:
            cell[LOOSE] |= items[row, c.START] < end
            end = max(end, items[row, c.END])
            cell[PAID] += items[row, c.PAID]
            cell[ABOVE] += above_day(items, weeks, scalars, cell, row)
            own[0] = min(own[0], items[row, c.WEEK_CAP])
            own[1] = min(own[1], items[row, c.OVER_WEEK])
            own[2] = max(own[2], items[row, c.FREE])
        elif dead[row]:
            continue
        else:
            may[0] = max(may[0], items[row, c.WEEK_CAP])
            may[1] = max(may[1], items[row, c.OVER_WEEK])
            may[2] = min(may[2], items[row, c.FREE])
        rest = min(rest, items[row, c.REST])
        shortest = min(shortest, items[row, c.END] - items[row, c.START])
    cell[CURE] = rest + shortest
    cell[COSTED] = scalars[c.FIRST_WEEK] <= k < scalars[c.END_WEEK]
    cell[FREE_NEED] = max(own[2], may[2]) - max(0, base[w, k])
    cell[CAP] = min(own[0], may[0]) + max(0, base[w, n + k])
    cell[OVER_CAP] = min(own[1], may[1]) + max(0, base[w, 2 * n + k])
    cell[EXTRA_CAP] = c.BIG
    if workers[w, c.COUNTS_EXTRA]:
        cell[EXTRA_CAP] = workers[w, c.EXTRA_CAP] + max(0, base[w, 3 * n + k])


@compiled
def day_limits(scalars: Matrix, own: Matrix, kinds: Matrix, loose: bool) -> None:
    """Fill what depends on marked days and on rest, for all weeks of one worker.

    Where fixed items overlap the order of the days worked is not known: none is counted.

    Args:
        scalars: the single numbers.
        own: the weeks of the worker, filled.
        kinds: of all workers; the marked days are wiped out where they are not counted.
        loose: fixed items overlap.
    """
    far = scalars[c.QUICK_GAP]
    following = strict = c.BIG
    end = -c.BIG
    for at in range(own[0, KIND_LO], own[-1, KIND_HI]):
        if not kinds[at, b.IS_TASK]:
            loose = loose or kinds[at, b.START] < end
            end = max(end, kinds[at, b.END])
    for k in range(len(own) - 1, -1, -1):
        own[k, NEXT_RED] = following
        for at in range(own[k, KIND_HI] - 1, own[k, KIND_LO] - 1, -1):
            kinds[at, b.LATER_RED], kinds[at, b.LATER_STRICT] = following, strict
            far = max(far, kinds[at, b.REST])
            if loose:
                kinds[at, b.RED_HI] = kinds[at, b.RED_LO]
            if kinds[at, b.RED_LO] < kinds[at, b.RED_HI]:
                following = min(following, kinds[at, b.RED_LO])
                if kinds[at, b.STRICT]:
                    strict = min(strict, kinds[at, b.RED_LO])
    own[:, FAR] = far


@compiled
def cumulate(arrays: tuple[Matrix, ...], dead: Flags, own: Matrix, lo: int, hi: int) -> None:
    """Fill how much overtime there may be from the first costed week to each week's end.

    Windows that begin later are left out.

    Args:
        arrays: `Problem.arrays`.
        dead: per item row, whether no lawful plan holds it.
        own: the weeks of the worker, filled; `BIG` where overtime is not summed.
        lo: first row of the worker.
        hi: the row after the last.
    """
    items, _, _, _, workers, _, weeks, _, _, scalars, base = arrays
    w, span = own[0, WORKER], len(weeks) - 1
    first, end, size = scalars[c.FIRST_WEEK], scalars[c.END_WEEK], scalars[c.WINDOW]
    held = np.full((2, span), c.BIG)
    may = np.full((2, span), -1)
    for row in range(lo, hi):
        k = items[row, c.WEEK]
        if items[row, c.TASK] == c.NONE:
            held[0, k] = min(held[0, k], items[row, c.OVER_WINDOW])
            held[1, k] = min(held[1, k], items[row, c.OVER_TOTAL])
        elif not dead[row]:
            may[0, k] = max(may[0, k], items[row, c.OVER_WINDOW])
            may[1, k] = max(may[1, k], items[row, c.OVER_TOTAL])
    own[:, SUM_CAP] = c.BIG
    if may.max() <= 0:
        return
    full = workers[w, c.FULL]
    for start in range(max(0, first - size + 1), min(first, span - size) + 1):
        more = max(0, base[w, 4 * span + start])
        _cap(own, held[0], may[0], (start, first, start + size), full, more)
    more = max(0, base[w, 4 * span + max(0, span - size + 1)]) - workers[w, c.OVER_BASE]
    _cap(own, held[1], may[1], (first, first, end), full, more)


@compiled
def _cap(
    own: Matrix, held: Matrix, may: Matrix, weeks: tuple[int, int, int], full: int, more: int
) -> None:
    """Lower the caps of the weeks from the second number to the third.

    What the fixed items alone come to is always lawful: no cap goes below it.
    """
    least, most, alone = c.BIG, -1, 0
    for k in range(weeks[0], weeks[2]):
        least, most = min(least, held[k]), max(most, may[k])
        over = max(0, own[k, PAID] - full, own[k, ABOVE])
        if k < weeks[1]:
            more -= over
        else:
            alone += over
    cap = max(min(least, most) + more, alone)
    for k in range(weeks[1], weeks[2]):
        own[k, SUM_CAP] = min(own[k, SUM_CAP], cap)
