"""Lay workers out as rows of weeks, each with the limits that surely hold in it.

A week is the items of one worker that start in it. Where a limit depends on which items are
chosen together the loosest one is kept: every lawful set of work stays possible, so what is
cheapest here bounds its cost. Candidates alike in all that limits read are one *kind*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver import lagrange_label as b
from solver import lagrange_limits as m
from solver.compiled import compiled

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.problem import Matrix, Problem

    Flags = npt.NDArray[np.bool_]
    Small = npt.NDArray[np.int32]


class Grid(NamedTuple):
    """Hold the weeks of every worker who has a live candidate, and what their pricing reads.

    `cells` holds the weeks, `span` of them for each worker, worker by worker. `kinds` are the
    fixed items and the kinds of candidates of every week in order of time, laid out like the
    items of a line. The candidates of a cell are `row[LO..HI]`; beside them the task, the linear
    cost less the contract minutes they fill, whether they count as weekend work, and the kind
    (counted from the cell's first). `dead` marks rows no lawful plan holds; `reds` marks, per
    worker, marked days that exclude the next one.
    """

    workers: Matrix
    rates: Matrix
    weeks: Matrix
    scalars: Matrix
    cells: Matrix
    kinds: Matrix
    row: Small
    task: Small
    cost: Matrix
    weekend: Small
    kind: Small
    dead: Flags
    reds: Flags

    @property
    def span(self) -> int:
        """Return how many weeks each worker has."""
        return len(self.weeks) - 1


def grid_of(problem: Problem) -> tuple[Grid, int]:
    """Lay a problem out.

    Args:
        problem: not `wide`.

    Returns:
        The weeks of the workers with a live candidate, and what those of all others cost.

    Raises:
        ValueError: a candidate starts in a week that costs nothing.
    """
    low, high = problem.frame.cost_weeks
    weeks = problem.items[problem.items[:, c.TASK] != c.NONE, c.WEEK]
    if ((weeks < low) | (weeks >= high)).any():
        raise ValueError("a candidate starts outside the costed weeks")
    items, count = problem.items, len(problem.workers)
    dead = np.zeros(len(items), np.bool_)
    reds = np.ones((count, max(1, problem.frame.reds)), np.bool_)
    cells = np.zeros((count * (len(problem.weeks) - 1), m.CELL_COLUMNS), np.int64)
    kinds = np.zeros((len(items), b.LINE_COLUMNS), np.int64)
    row = np.zeros(len(items), np.int32)
    kind = np.zeros(len(items), np.int32)
    _mark_dead(problem.arrays, problem.pointer, dead, reds)
    sizes = _fill(problem.arrays, problem.pointer, dead, reds, cells, kinds, row, kind)
    held = cells[: sizes[0]].copy()
    rows = row[: sizes[2]].copy()
    owner = np.repeat(held[:, m.WORKER], held[:, m.HI] - held[:, m.LO])
    under = problem.rates[owner, c.UNDER] * items[rows, c.PAID]
    grid = Grid(
        workers=problem.workers,
        rates=problem.rates,
        weeks=problem.weeks,
        scalars=problem.scalars,
        cells=held,
        kinds=kinds[: sizes[1]].copy(),
        row=rows,
        task=items[rows, c.TASK].astype(np.int32),
        cost=problem.costs[rows] - under,
        weekend=items[rows, c.WEEKEND].astype(np.int32),
        kind=kind[: sizes[2]].copy(),
        dead=dead,
        reds=reds,
    )
    return grid, int(sizes[3])


@compiled
def _mark_dead(arrays: tuple[Matrix, ...], pointer: Matrix, dead: Flags, reds: Flags) -> None:
    """Mark candidates that no lawful plan holds, and marked days that exclude each other."""
    items, _, fixed, fixed_pointer, workers, _, weeks, _, _, scalars, base = arrays
    first_red = 4 * (len(weeks) - 1) + max(0, len(weeks) - scalars[c.WINDOW]) + 1
    for w in range(len(workers)):
        own = fixed[fixed_pointer[w] : fixed_pointer[w + 1]]
        more = np.zeros(2, np.int64)  # the most a fixed work period exceeds: span, paid
        for row in own:
            more[0] = max(more[0], items[row, c.RUN_SPAN])
            more[1] = max(more[1], items[row, c.RUN_PAID])
        for day in range(scalars[c.REDS]):
            last = day == scalars[c.REDS] - 1
            reds[w, day] = not last and base[w, first_red + day] <= 0
        for row in range(pointer[w], pointer[w + 1]):
            if items[row, c.TASK] != c.NONE:
                dead[row] = _too_much(items, row, workers[w, c.CEILING], scalars[c.SPAN], more)
                dead[row] |= _breaks_days(items, row, reds[w])
                dead[row] |= _meets_fixed(items, row, own)


@compiled
def _too_much(items: Matrix, row: int, ceiling: int, span: int, more: Matrix) -> bool:
    """Tell whether a candidate alone is a longer work period than any may be."""
    length = items[row, c.END] - items[row, c.START]
    too_long = length > span - items[row, c.REST] + more[0]
    return bool(too_long or items[row, c.PAID] > max(items[row, c.DAY], ceiling) + more[1])


@compiled
def _breaks_days(items: Matrix, row: int, reds: Flags) -> bool:
    """Tell whether a candidate alone works two marked days that exclude each other."""
    for day in range(items[row, c.RED_LO], items[row, c.RED_HI] - 1):
        if reds[day] and not items[row, c.AVERAGE]:
            return True
    return False


@compiled
def _meets_fixed(items: Matrix, row: int, own: Matrix) -> bool:
    """Tell whether a candidate overlaps a fixed item."""
    for other in own:
        before = items[row, c.START] < items[other, c.END]
        if before and items[other, c.START] < items[row, c.END]:
            return True
    return False


@compiled
def week_cost(worker: Matrix, rates: Matrix, paid: int, assigned: int, above: int) -> int:
    """Return a lower bound on what a week costs; it never falls with `above`.

    It is exact unless a minute of overtime is cheaper than a minute of tasks.
    """
    over = max(0, paid - worker[c.FULL], above)
    each = min(rates[c.ASSIGNED], rates[c.OVER])
    cost = rates[c.UNDER] * max(0, worker[c.CONTRACT] - paid)
    cost += rates[c.OVER] * over + each * max(0, assigned - over)
    if worker[c.COUNTS_EXTRA]:
        cost += rates[c.EXTRA] * max(0, min(paid, worker[c.FULL]) - worker[c.CONTRACT])
    return int(cost)


@compiled
def _fill(
    arrays: tuple[Matrix, ...],
    pointer: Matrix,
    dead: Flags,
    reds: Flags,
    cells: Matrix,
    kinds: Matrix,
    rows: Small,
    kind: Small,
) -> tuple[int, int, int, int]:
    """Fill the cells; return how many cells, kinds and candidates there are, and the rest."""
    items, _, _, _, workers, rates, weeks, _, _, scalars, _ = arrays
    span = len(weeks) - 1
    cell = kind_at = at = empty = 0
    for w in range(len(workers)):
        own = cells[cell : cell + span]
        own[:] = 0
        lo, some = pointer[w], at
        first_kind = kind_at
        loose = False
        for k in range(span):
            hi = lo
            while hi < pointer[w + 1] and items[hi, c.WEEK] == k:
                hi += 1
            own[k, m.WORKER], own[k, m.WEEK], own[k, m.LO], own[k, m.KIND_LO] = w, k, at, kind_at
            m.week_limits(arrays, dead, own[k], lo, hi)
            loose = loose or own[k, m.LOOSE]
            kind_at, at = _kinds(arrays, dead, own[k], (lo, hi), kinds, rows, kind, at)
            own[k, m.HI], own[k, m.KIND_HI] = at, kind_at
            lo = hi
        if at > some:
            if loose:
                reds[w] = False
            m.day_limits(scalars, own, kinds, loose)
            m.cumulate(arrays, dead, own, pointer[w], pointer[w + 1])
            cell += span
            continue
        kind_at = first_kind
        for k in range(span):
            if own[k, m.COSTED]:
                empty += week_cost(workers[w], rates[w], own[k, m.PAID], 0, own[k, m.ABOVE])
    return cell, kind_at, at, empty


@compiled
def _kinds(
    arrays: tuple[Matrix, ...],
    dead: Flags,
    cell: Matrix,
    span: tuple[int, int],
    kinds: Matrix,
    rows: Small,
    kind: Small,
    at: int,
) -> tuple[int, int]:
    """List the fixed items and the kinds of candidates of a week, and its candidates."""
    items, _, _, _, _, _, weeks, _, _, scalars, _ = arrays
    first = n = cell[m.KIND_LO]
    for row in range(span[0], span[1]):
        is_task = items[row, c.TASK] != c.NONE
        if dead[row] or (not is_task and cell[m.LOOSE]):
            continue
        same = n
        while is_task and same > first and kinds[same - 1, b.START] == items[row, c.START]:
            same -= 1
            if kinds[same, b.IS_TASK] and _alike(items, kinds[same, b.ROW], row):
                break
        if same == n or not (kinds[same, b.IS_TASK] and _alike(items, kinds[same, b.ROW], row)):
            same = n
            _note(items, weeks, scalars, cell, row, kinds[n])
            n += 1
        if is_task:
            rows[at], kind[at] = row, same - first
            at += 1
    return n, at


@compiled
def _alike(items: Matrix, one: int, other: int) -> bool:
    """Tell whether two candidates differ in their task, place and cost only."""
    for column in range(c.START, c.WEEKEND + 1):
        if column != c.AREA and items[one, column] != items[other, column]:
            return False
    return True


@compiled
def _note(
    items: Matrix, weeks: Matrix, scalars: Matrix, cell: Matrix, row: int, out: Matrix
) -> None:
    """Write an item as a line reads it; a fixed item's minutes are in the cell already.

    Minutes above the day's count only where they surely count in the item's own week: a work
    period that began in the week before counts there.
    """
    out[b.ROW] = row
    out[b.START], out[b.END] = items[row, c.START], items[row, c.END]
    out[b.REST], out[b.DAY] = items[row, c.REST], items[row, c.DAY]
    out[b.PAID], out[b.FREE_END] = items[row, c.PAID], items[row, c.END]
    out[b.RED_LO], out[b.RED_HI] = items[row, c.RED_LO], items[row, c.RED_HI]
    out[b.STRICT] = 1 - items[row, c.AVERAGE]
    out[b.IS_TASK] = items[row, c.TASK] != c.NONE
    out[b.ABOVE] = 0
    span = scalars[c.SPAN] - items[row, c.REST] + cell[m.SPAN_MORE]
    if out[b.IS_TASK] and items[row, c.END] > weeks[cell[m.WEEK]] + span:
        out[b.ABOVE] = max(0, items[row, c.PAID] - items[row, c.DAY])


@compiled
def limits_of(grid: Grid, cell: Matrix, before: Matrix, out: Matrix) -> None:
    """Write the numbers the labels are held to into one vector; *before* is the week before."""
    w = cell[m.WORKER]
    out[b.LOOSE], out[b.PAID_MORE] = cell[m.LOOSE] | before[m.LOOSE], cell[m.PAID_MORE]
    out[b.CURE] = min(cell[m.CURE], before[m.CURE])
    out[b.QUICK_GAP], out[b.QUICK] = grid.scalars[c.QUICK_GAP], grid.rates[w, c.QUICK]
    out[b.SPAN] = grid.scalars[c.SPAN] + cell[m.SPAN_MORE]
    out[b.CEILING], out[b.FULL] = grid.workers[w, c.CEILING], grid.workers[w, c.FULL]
    out[b.CONTRACT], out[b.CAP] = grid.workers[w, c.CONTRACT], cell[m.CAP]
    out[b.OVER_CAP], out[b.EXTRA_CAP] = cell[m.OVER_CAP], cell[m.EXTRA_CAP]
    out[b.FREE_NEED] = cell[m.FREE_NEED]
    out[b.PAID_FIXED], out[b.ABOVE_FIXED] = cell[m.PAID], cell[m.ABOVE]
    out[b.FAR], out[b.COSTED] = cell[m.FAR], cell[m.COSTED]
    out[b.NEXT_RED], out[b.SUM_CAP] = cell[m.NEXT_RED], cell[m.SUM_CAP]
