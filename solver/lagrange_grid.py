"""Cut a problem into person-weeks, each with the limits that surely hold in it.

A person-week is the items of one worker that start in one week. What the limits say across
weeks is left out, and where a limit depends on which items are chosen together the loosest
one is kept: every lawful plan stays possible, so what is cheapest here bounds the plan's cost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver import lagrange_label as b
from solver.compiled import compiled
from solver.lagrange_alive import cut_days, mark_dead, mark_mixed
from solver.model_conflicts import regular

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.problem import Matrix, Problem

    Flags = npt.NDArray[np.bool_]

# columns of `Grid.cells`
WORKER, WEEK, LO, HI, BEFORE, AFTER, FREE_FROM, FREE_NEED = range(8)
CAP, OVER_CAP, EXTRA_CAP, PAID, ABOVE, CURE, LOOSE, SPAN_MORE, PAID_MORE = range(8, 17)
CELL_COLUMNS = 17


class Grid(NamedTuple):
    """Hold the person-weeks with a candidate in them, and what their pricing reads.

    `items` are the problem's, but a candidate names no marked day that one of the same worker
    from a later week works too: a price for the day is paid in one person-week only. `dead`
    marks rows no lawful plan holds; `reds` marks, per worker, neighbouring marked days (told by
    the earlier one) that no lawful plan has both worked and that no fixed item works; `mixed`
    the same where one of them must be worked without an average: first the earlier, then the
    later (`solver.lagrange_alive.mark_mixed`). `tasks`
    and `gains` tell, per row, its task and what it costs less the contract minutes it fills;
    `BIG` where it is in no lawful set.
    """

    items: Matrix
    costs: Matrix
    workers: Matrix
    rates: Matrix
    weeks: Matrix
    scalars: Matrix
    cells: Matrix
    dead: Flags
    reds: Flags
    mixed: Flags
    tasks: Matrix
    gains: Matrix


def grid_of(problem: Problem) -> tuple[Grid, Matrix]:
    """Cut a problem into person-weeks.

    Args:
        problem: not `wide`.

    Returns:
        The person-weeks that hold a candidate, and what all other costed weeks of each worker
        cost together.

    Raises:
        ValueError: a candidate starts in a week that costs nothing.
    """
    low, high = problem.frame.cost_weeks
    weeks = problem.items[problem.items[:, c.TASK] != c.NONE, c.WEEK]
    if ((weeks < low) | (weeks >= high)).any():
        raise ValueError("a candidate starts outside the costed weeks")
    workers = problem.workers
    dead = _forced_elsewhere(problem)
    reds = np.ones((len(workers), max(1, problem.frame.reds)), np.bool_)
    mark_dead(problem.arrays, problem.pointer, dead, reds)
    mixed = np.zeros((len(reds), 2 * reds.shape[1]), np.bool_)
    mark_mixed(problem.arrays, problem.pointer, dead, reds, mixed)
    items = _named_once(problem, dead)
    cells = np.zeros((len(workers) * (len(problem.weeks) - 1), CELL_COLUMNS), np.int64)
    count, empty = _fill_cells(problem.arrays, problem.pointer, dead, cells)
    steady = np.array([regular(problem, worker) for worker in range(len(workers))], np.bool_)
    cells[steady[cells[:, WORKER]], CURE] = c.BIG
    grid = Grid(
        *(items, problem.costs, workers, problem.rates, problem.weeks, problem.scalars),
        *(cells[:count].copy(), dead, reds, mixed),
        *(items[:, c.TASK].copy(), np.full(len(items), c.BIG, np.int64)),
    )
    _fill_gains(grid)
    return grid, empty


def copied(grid: Grid) -> Grid:
    """Return the same person-weeks, whose marked days can be changed without changing these.

    Args:
        grid: as `grid_of` leaves it.
    """
    return grid._replace(reds=grid.reds.copy(), mixed=grid.mixed.copy())


def _forced_elsewhere(problem: Problem) -> Flags:
    """Return which rows are candidates for tasks that are forced on another worker."""
    forced = np.array([c.NONE if t.forced is None else t.forced for t in problem.tasks], np.int64)
    forced = np.append(forced, c.NONE)  # what is no task has the last place
    owner = np.repeat(np.arange(len(problem.workers)), np.diff(problem.pointer))
    mine = forced[problem.items[:, c.TASK]]
    elsewhere: Flags = (mine != c.NONE) & (mine != owner)
    return elsewhere


def _named_once(problem: Problem, dead: Flags) -> Matrix:
    """Return the items with each marked day named from one week only, per worker."""
    high = problem.items[:, c.RED_HI].copy()
    cut_days(problem.items, problem.pointer, dead, problem.frame.reds, high)
    if (high == problem.items[:, c.RED_HI]).all():
        return problem.items
    items = problem.items.copy()
    items[:, c.RED_HI] = high
    return items


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
def _fill_cells(
    arrays: tuple[Matrix, ...], pointer: Matrix, dead: Flags, cells: Matrix
) -> tuple[int, Matrix]:
    """Fill the cells; return how many there are, and by worker what other weeks cost."""
    items, _, _, _, workers, rates, weeks, _, _, scalars, _ = arrays
    count = 0
    empty = np.zeros(len(workers), np.int64)
    for w in range(len(workers)):
        lo = pointer[w]
        latest = -c.BIG
        latest_row = c.NONE
        for k in range(len(weeks) - 1):
            hi = lo
            while hi < pointer[w + 1] and items[hi, c.WEEK] == k:
                hi += 1
            cell = cells[count]
            cell[WORKER], cell[WEEK], cell[LO], cell[HI] = w, k, lo, hi
            before = latest_row if lo > pointer[w] and latest_row == lo - 1 else c.NONE
            cell[BEFORE], cell[FREE_FROM] = before, max(weeks[k], latest)
            follows = hi < pointer[w + 1] and items[hi, c.TASK] == c.NONE
            cell[AFTER] = hi if follows else c.NONE
            if _fill_cell(arrays, dead, cell):
                count += 1
            elif scalars[c.FIRST_WEEK] <= k < scalars[c.END_WEEK]:
                empty[w] += week_cost(workers[w], rates[w], cell[PAID], 0, cell[ABOVE])
            for row in range(lo, hi):
                if items[row, c.TASK] == c.NONE and items[row, c.END] > latest:
                    latest, latest_row = items[row, c.END], row
            lo = hi
    return count, empty


@compiled
def _fill_gains(grid: Grid) -> None:
    """Fill what living candidates cost; one too long for any work period has no place."""
    items = grid.items
    for cell in grid.cells:
        w = cell[WORKER]
        for row in range(cell[LO], cell[HI]):
            paid = max(items[row, c.DAY], grid.workers[w, c.CEILING]) + cell[PAID_MORE]
            span = grid.scalars[c.SPAN] + cell[SPAN_MORE] - items[row, c.REST]
            is_short = items[row, c.END] - items[row, c.START] <= span
            if is_short and items[row, c.PAID] <= paid and not grid.dead[row]:
                filled = grid.rates[w, c.UNDER] * items[row, c.PAID]
                grid.gains[row] = grid.costs[row] - filled


@compiled
def _least_rest(items: Matrix, one: int, other: int) -> int:
    """Return the smaller rest of two rows, `BIG` for none."""
    rest = items[one, c.REST] if one != c.NONE else c.BIG
    return int(min(rest, items[other, c.REST]) if other != c.NONE else rest)


@compiled
def _fill_cell(arrays: tuple[Matrix, ...], dead: Flags, cell: Matrix) -> bool:
    """Fill what depends on the items of the week; True when it has a candidate."""
    items, _, fixed, fixed_pointer, workers, _, weeks, _, _, scalars, base = arrays
    w, k, n = cell[WORKER], cell[WEEK], len(weeks) - 1
    own = np.array([c.BIG, c.BIG, -1])  # of the fixed items: week cap, overtime cap, free
    may = np.array([-1, -1, c.BIG])  # of the candidates, the loosest
    paid = above = 0
    some = loose = False
    end = -c.BIG
    shortest = c.BIG
    rest = _least_rest(items, cell[BEFORE], cell[AFTER])
    for f in range(fixed_pointer[w], fixed_pointer[w + 1]):
        cell[SPAN_MORE] = max(cell[SPAN_MORE], items[fixed[f], c.RUN_SPAN])
        cell[PAID_MORE] = max(cell[PAID_MORE], items[fixed[f], c.RUN_PAID])
    for row in range(cell[LO], cell[HI]):
        if items[row, c.TASK] == c.NONE:
            loose = loose or items[row, c.START] < end
            end = max(end, items[row, c.END])
            paid += items[row, c.PAID]
            above += above_day(items, weeks, scalars, cell, row)
            own[0] = min(own[0], items[row, c.WEEK_CAP])
            own[1] = min(own[1], items[row, c.OVER_WEEK])
            own[2] = max(own[2], items[row, c.FREE])
        elif dead[row]:
            continue
        else:
            some = True
            may[0] = max(may[0], items[row, c.WEEK_CAP])
            may[1] = max(may[1], items[row, c.OVER_WEEK])
            may[2] = min(may[2], items[row, c.FREE])
        rest = min(rest, items[row, c.REST])
        shortest = min(shortest, items[row, c.END] - items[row, c.START])
    cell[PAID], cell[ABOVE], cell[CURE], cell[LOOSE] = paid, above, rest + shortest, loose
    cell[FREE_NEED] = max(own[2], may[2]) - max(0, base[w, k])
    cell[CAP] = min(own[0], may[0]) + max(0, base[w, n + k])
    cell[OVER_CAP] = min(own[1], may[1]) + max(0, base[w, 2 * n + k])
    cell[EXTRA_CAP] = c.BIG
    if workers[w, c.COUNTS_EXTRA]:
        cell[EXTRA_CAP] = workers[w, c.EXTRA_CAP] + max(0, base[w, 3 * n + k])
    if loose:
        cell[BEFORE] = cell[AFTER] = c.NONE
    return some


@compiled
def limits_of(grid: Grid, cell: Matrix, out: Matrix) -> None:
    """Write the numbers the labels are held to into one vector."""
    w = cell[WORKER]
    out[b.LOOSE], out[b.CURE], out[b.PAID_MORE] = cell[LOOSE], cell[CURE], cell[PAID_MORE]
    out[b.QUICK_GAP], out[b.QUICK] = grid.scalars[c.QUICK_GAP], grid.rates[w, c.QUICK]
    out[b.SPAN] = grid.scalars[c.SPAN] + cell[SPAN_MORE]
    out[b.CEILING], out[b.FULL] = grid.workers[w, c.CEILING], grid.workers[w, c.FULL]
    out[b.CONTRACT], out[b.CAP] = grid.workers[w, c.CONTRACT], cell[CAP]
    out[b.OVER_CAP], out[b.EXTRA_CAP] = cell[OVER_CAP], cell[EXTRA_CAP]
    out[b.FREE_NEED], out[b.FREE_FROM] = cell[FREE_NEED], cell[FREE_FROM]
    out[b.PAID_FIXED], out[b.ABOVE_FIXED] = cell[PAID], cell[ABOVE]
