"""What one week of a worker may hold and what it costs, and overtime over several weeks.

Each week also has a column for what the rows of `solver.model_priced` ask beyond its other
columns; without such rows it stays zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver import columns as c
from solver.model_overtime import levels, overtime

if TYPE_CHECKING:
    from solver.model_part import Entries, Part

_MINUTES = 3 * 7 * 1440  # more than the stretches of a week can hold


def add_week(part: Part, week: int) -> None:
    """Add what one week may hold and what it costs."""
    free = part.by_week.get(week, [])
    lo, hi = part.problem.frame.cost_weeks
    costed = lo <= week < hi
    if not free and not costed:
        return
    start, most = part.fixed_paid(week), _most_paid(part, week)
    paid = [(part.x(row), part.item(row, c.PAID)) for row in free]
    if start + sum(minutes for _, minutes in paid) > most:
        part.rows.row(paid, high=float(most - start))
    shift = max(0, part.base[part.weeks + week])
    levels(part, week, c.WEEK_CAP, paid, start, shift)
    if costed:
        _price(part, week, paid, start, most)
        if free:
            column = part.rows.column(1, upper=float(_dearest(part)))
            part.paid[week].append((column, 1))


def _dearest(part: Part) -> int:
    """Return a cost that the minutes of no week pass."""
    under, extra, over, assigned = (
        part.rates[name] for name in (c.UNDER, c.EXTRA, c.OVER, c.ASSIGNED)
    )
    full = max(part.facts[c.FULL], part.facts[c.CONTRACT])
    return (under + extra) * full + (over + assigned) * _MINUTES


def _most_paid(part: Part, week: int) -> int:
    """Return a number of paid minutes that no lawful week passes."""
    start = part.fixed_paid(week)
    full, contract = part.facts[c.FULL], part.facts[c.CONTRACT]
    most = part.loosest(week, c.WEEK_CAP) + max(0, part.base[part.weeks + week])
    over = part.loosest(week, c.OVER_WEEK) + max(0, part.base[2 * part.weeks + week])
    most = min(most, full + over)
    allowed = part.facts[c.EXTRA_CAP] + max(0, part.base[3 * part.weeks + week])
    if part.facts[c.COUNTS_EXTRA] and contract + allowed < full:
        most = min(most, contract + allowed)
    possible = start + sum(part.item(row, c.PAID) for row in part.by_week.get(week, ()))
    return max(start, min(most, possible))


def _price(part: Part, week: int, paid: Entries, start: int, most: int) -> None:
    """Add what the week's minutes cost: below the contract, extra, over, assigned."""
    full, contract = part.facts[c.FULL], part.facts[c.CONTRACT]
    under, extra, over, assigned = (
        part.rates[name] for name in (c.UNDER, c.EXTRA, c.OVER, c.ASSIGNED)
    )
    if under and start < contract:
        column = part.rows.column(under)
        part.paid[week].append((column, under))
        part.rows.row([*paid, (column, 1)], low=float(contract - start))
    beyond = overtime(part, week, paid, start, most)
    if beyond is not None:
        part.paid[week].append((beyond, over))
    counts = bool(part.facts[c.COUNTS_EXTRA])
    if counts and extra and most > contract:
        top = full - contract
        # paid minutes above full are no longer extra; exact where over >= extra
        column = part.rows.column(extra, upper=float(top))
        part.paid[week].append((column, extra))
        above = [] if beyond is None else [(beyond, -1)]
        if beyond is None or over >= extra:
            part.rows.row([*paid, (column, -1), *above], high=float(contract - start))
    if assigned and over >= assigned:
        # overtime that no row shows lowers this too, so it must have a column
        above_all = part.rows.column(over) if beyond is None else beyond
        if beyond is None:
            part.paid[week].append((above_all, over))
        column = part.rows.column(assigned)
        part.paid[week].append((column, assigned))
        part.rows.row([*paid, (column, -1), (above_all, -1)], high=0.0)


def add_windows(part: Part) -> None:
    """Limit overtime over several weeks, and in all."""
    size = part.problem.frame.window
    at = 4 * part.weeks
    for first in range(part.weeks - size + 1):
        _window(part, range(first, first + size), c.OVER_WINDOW, 0, at)
        at += 1
    before = part.facts[c.OVER_BASE]
    _window(part, range(*part.problem.frame.cost_weeks), c.OVER_TOTAL, before, at)


def _window(part: Part, weeks: range, name: int, before: int, at: int) -> None:
    """Limit overtime over a range of weeks by the loosest limit any set can have."""
    some = [(part.over[week], 1) for week in weeks if week in part.over]
    sure = [part.item(row, name) for row in part.fixed if part.item(row, c.WEEK) in weeks]
    possible = [part.item(row, name) for week in weeks for row in part.by_week.get(week, ())]
    limit = min(sure) if sure else max(possible, default=c.BIG)
    limit += max(0, part.base[at]) - before
    if some and 0 <= limit < c.BIG // 2:
        part.rows.row(some, high=float(limit))
