"""Pairs of neighbours that cost, and the squared count of weekend tasks."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from solver import columns as c

if TYPE_CHECKING:
    from solver.model_part import Part

STEPS = 64  # of the squared count; beyond them the last slope holds


def add_squares(part: Part) -> None:
    """Price the square of the number of weekend tasks."""
    square = part.rates[c.SQUARE]
    some = [part.x(row) for row in part.free if part.item(row, c.WEEKEND)]
    if not square or not some:
        return
    steps = []
    for k in range(min(len(some), STEPS)):
        last = k == STEPS - 1
        steps.append(part.rows.column(square * (2 * k + 1), upper=inf if last else 1.0))
    part.rows.row([*((x, 1) for x in some), *((s, -1) for s in steps)], 0.0, 0.0)


def add_quick(part: Part) -> None:
    """Price neighbours that follow one another quickly."""
    cost = part.rates[c.QUICK]
    limit = part.problem.frame.quick_gap
    fixed = set(part.fixed)
    mine = sorted([*part.free, *fixed])
    if not cost or not mine or min(part.item(row, c.REST) for row in mine) >= limit:
        return
    longest = max(part.item(row, c.END) - part.item(row, c.START) for row in mine)
    for j, after in enumerate(mine):
        before = {}
        start = part.item(after, c.START)
        for row in reversed(mine[:j]):
            if start - part.item(row, c.START) > limit + longest:
                break
            rest = max(part.item(row, c.REST), part.item(after, c.REST))
            task = row not in fixed or after not in fixed
            if rest <= start - part.item(row, c.END) < limit and task:
                between = _between(part, mine, row, after)
                if not fixed & between:
                    before[row] = between
        if before:
            _quick_after(part, cost, before, after)


def _between(part: Part, mine: list[int], before: int, after: int) -> set[int]:
    """Return the other items that can be the neighbour of the second, or are."""
    end, start = part.item(before, c.END), part.item(after, c.START)
    return {
        row
        for row in mine
        if row not in (before, after)
        and part.item(row, c.START) <= start
        and (
            part.item(row, c.START) >= end if row in part.columns else part.item(row, c.END) >= end
        )
        and (before, row) not in part.clashes
        and (min(row, after), max(row, after)) not in part.clashes
    }


def _quick_after(part: Part, cost: int, before: dict[int, set[int]], after: int) -> None:
    """Price the items that come quickly before one, in groups that exclude each other.

    Args:
        part: of the worker.
        cost: of each.
        before: the items, and with each what comes between where it is chosen.
        after: the one.
    """
    groups: list[list[int]] = []
    for row in sorted(before):
        for group in groups:
            if all(_overlap(part, row, one) for one in group):
                group.append(row)
                break
        else:
            groups.append([row])
    for group in groups:
        column = part.rows.column(cost, upper=1.0)
        some = [row for row in (*group, after) if row in part.columns]
        sure = len(group) + 1 - len(some)
        between = sorted(set().union(*(before[row] for row in group)) - set(some))
        if sure <= 1:
            entries = [(part.x(row), 1) for row in some] + [(part.x(row), -1) for row in between]
            part.rows.row([*entries, (column, -1)], high=float(1 - sure))


def _overlap(part: Part, one: int, other: int) -> bool:
    """Tell whether two items overlap in time."""
    starts = max(part.item(row, c.START) for row in (one, other))
    return starts < min(part.item(row, c.END) for row in (one, other))
