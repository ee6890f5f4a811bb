"""What one worker's set of items breaks and costs, exactly, in integers.

`judge` is the one place where a set is judged; search and bounds all ask it. Each limit
measures an excess, and a set is refused where the excess is above 0 and larger than with the
worker's fixed items alone. The functions run compiled; a `wide` problem is priced in Python.

Source: contract 2 (hard rules, objective), told here without their law.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.compiled import compiled
from solver.line.excess import SUNDAY_RUN, excesses, first_broken, width
from solver.line.walk import LAWFUL, RULES, SUMS, merge, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solver.problem import Arrays, Matrix, Problem

__all__ = ["LAWFUL", "RULES", "SUNDAY_RUN", "evaluate", "judge", "settle", "width"]


def price(
    items: Matrix,
    costs: Matrix,
    worker: Matrix,
    rates: Matrix,
    scalars: Matrix,
    rows: Matrix,
    sums: Matrix,
    pairs: int,
) -> int:
    """Return what a walked set costs.

    Args:
        items: matrix of items.
        costs: linear cost per item.
        worker: the worker's row.
        rates: the worker's prices.
        scalars: the single numbers.
        rows: the set.
        sums: of `walk` and `excesses`.
        pairs: quick returns.
    """
    cost = rates[c.QUICK] * pairs
    for k in range(scalars[c.FIRST_WEEK], scalars[c.END_WEEK]):
        paid = int(sums[0, k])
        over = int(sums[9, k])
        cost += rates[c.UNDER] * max(0, int(worker[c.CONTRACT]) - paid)
        cost += rates[c.OVER] * over + rates[c.ASSIGNED] * max(0, int(sums[1, k]) - over)
        if worker[c.COUNTS_EXTRA]:
            extra = min(paid, int(worker[c.FULL])) - int(worker[c.CONTRACT])
            cost += rates[c.EXTRA] * max(0, extra)
    weekend = 0
    for row in rows:
        if items[row, c.TASK] != c.NONE:
            cost += costs[row]
            weekend += int(items[row, c.WEEKEND])
    total: int = cost + rates[c.SQUARE] * weekend * weekend
    return total


_price = compiled(price)


@compiled
def judge(arrays: Arrays, worker: int, chosen: Matrix, strict: bool = True) -> tuple[int, int]:
    """Judge and price one worker's set in compiled code; not for a `wide` problem.

    Args:
        arrays: `Problem.arrays`.
        worker: index.
        chosen: rows of candidates, rising; the fixed items are added here.
        strict: False prices the set whatever week or window limit it breaks.

    Returns:
        The first rule broken (`LAWFUL` for none) and the cost, 0 when broken.
    """
    items, costs, fixed, pointer, workers, rates, weeks, travel, sundays, scalars, base = arrays
    own = fixed[pointer[worker] : pointer[worker + 1]]
    rows = merge(own, chosen)
    sums = np.empty((SUMS, len(weeks) - 1), np.int64)
    marked = np.empty((3, scalars[c.REDS]), np.int64)
    row = workers[worker]
    rule, pairs = walk(items, weeks, travel, scalars, row[c.CEILING], rows, sums, marked)
    if rule != LAWFUL:
        return rule, 0
    out = np.empty(base.shape[1], np.int64)
    excesses(row, sundays, scalars, sums, marked, out)
    if strict:
        count = len(weeks) - 1
        windows = max(0, count - scalars[c.WINDOW] + 1)
        rule = first_broken(count, windows, out, base[worker])
        if rule != LAWFUL:
            return rule, 0
    return LAWFUL, _price(items, costs, row, rates[worker], scalars, rows, sums, pairs)


def _judge_wide(problem: Problem, worker: int, chosen: Matrix) -> tuple[int, int]:
    """Judge compiled, price in Python integers."""
    rows = merge(_own(problem, worker), chosen)
    row = problem.workers[worker]
    rule, pairs, sums, out = _measure(problem, worker, rows)
    if rule == LAWFUL:
        windows = max(0, sums.shape[1] - problem.frame.window + 1)
        rule = first_broken(sums.shape[1], windows, out, problem.base[worker])
    if rule != LAWFUL:
        return rule, 0
    rates = problem.rates[worker]
    cost = price(problem.items, problem.costs, row, rates, problem.scalars, rows, sums, pairs)
    return LAWFUL, int(cost)


def _own(problem: Problem, worker: int) -> Matrix:
    """Return the rows of the worker's fixed items."""
    lo, hi = problem.fixed_pointer[worker : worker + 2]
    return problem.fixed[lo:hi]


def _measure(problem: Problem, worker: int, rows: Matrix) -> tuple[int, int, Matrix, Matrix]:
    """Return rule, quick returns, sums and excesses of a set of rows."""
    p = problem
    sums = np.empty((SUMS, len(p.weeks) - 1), np.int64)
    marked = np.empty((3, p.frame.reds), np.int64)
    row = p.workers[worker]
    rule, pairs = walk(p.items, p.weeks, p.travel, p.scalars, row[c.CEILING], rows, sums, marked)
    out = np.zeros(p.base.shape[1], np.int64)
    if rule == LAWFUL:
        excesses(row, p.sundays, p.scalars, sums, marked, out)
    return rule, pairs, sums, out


def evaluate(problem: Problem, worker: int, rows: Sequence[int] | Matrix) -> tuple[str, int]:
    """Judge and price one worker's set of candidates.

    Args:
        problem: the problem.
        worker: index.
        rows: rows of chosen candidates, any order.

    Returns:
        The name of the first rule broken, `lawful` for none, and the cost (0 when broken).
    """
    chosen = np.sort(np.asarray(rows, dtype=np.int64))
    if problem.wide:
        rule, cost = _judge_wide(problem, worker, chosen)
    else:
        rule, cost = judge(problem.arrays, worker, chosen)
    return RULES[rule], int(cost)


def settle(problem: Problem) -> None:
    """Work out what the fixed items alone exceed, into `base` and the items' run columns.

    Args:
        problem: freshly packed; changed in place.
    """
    p = problem
    _settle(
        *(p.items, p.fixed, p.fixed_pointer, p.workers, p.weeks, p.travel, p.sundays),
        *(p.scalars, p.base),
    )


@compiled
def _settle(
    items: Matrix,
    fixed: Matrix,
    pointer: Matrix,
    workers: Matrix,
    weeks: Matrix,
    travel: Matrix,
    sundays: Matrix,
    scalars: Matrix,
    base: Matrix,
) -> None:
    """Note the work periods of the fixed items of every worker, and what they exceed."""
    sums = np.empty((SUMS, len(weeks) - 1), np.int64)
    marked = np.empty((3, scalars[c.REDS]), np.int64)
    for worker in range(len(workers)):
        rows = fixed[pointer[worker] : pointer[worker + 1]]
        row = workers[worker]
        _note_runs(items, rows, scalars[c.SPAN], row[c.CEILING])
        rule, _ = walk(items, weeks, travel, scalars, row[c.CEILING], rows, sums, marked)
        base[worker] = 0
        if rule == LAWFUL:
            excesses(row, sundays, scalars, sums, marked, base[worker])


@compiled
def _note_runs(items: Matrix, rows: Matrix, span: int, ceiling: int) -> None:
    """Cut the fixed items of one worker into work periods and note each."""
    before = c.NONE
    first = 0
    for at in range(len(rows)):
        row = rows[at]
        if before != c.NONE:
            rest = max(items[before, c.REST], items[row, c.REST])
            if items[row, c.START] - items[before, c.END] >= rest:
                _note_run(items, rows[first:at], span, ceiling)
                first = at
        later = before == c.NONE or items[row, c.END] > items[before, c.END]
        if later or (
            items[row, c.END] == items[before, c.END] and items[row, c.TIE] > items[before, c.TIE]
        ):
            before = row
    if len(rows):
        _note_run(items, rows[first:], span, ceiling)


@compiled
def _note_run(items: Matrix, run: Matrix, span: int, ceiling: int) -> None:
    """Write one fixed-only work period into the run columns of its items."""
    start, end, rest = items[run[0], c.START], items[run[0], c.END], items[run[0], c.REST]
    day, paid = items[run[0], c.DAY], 0
    for row in run:
        start, end = min(start, items[row, c.START]), max(end, items[row, c.END])
        rest, day = max(rest, items[row, c.REST]), min(day, items[row, c.DAY])
        paid += items[row, c.PAID]
    for row in run:
        items[row, c.RUN] = run[0]
        items[row, c.RUN_SIZE] = len(run)
        items[row, c.RUN_SPAN] = max(0, end - start - (span - rest))
        items[row, c.RUN_PAID] = max(0, paid - max(day, ceiling))
