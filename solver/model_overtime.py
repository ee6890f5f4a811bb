"""Overtime of one week, as far as rows can show it, and limits that depend on the set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver import columns as c

if TYPE_CHECKING:
    from solver.model_part import Entries, Part


def overtime(part: Part, week: int, paid: Entries, start: int, most: int) -> int | None:
    """Add the week's overtime as a column, None when the rows show none."""
    full = part.facts[c.FULL]
    sure, parts = _above_day(part, week)
    if most <= full and not parts and not sure:
        return None
    column = part.rows.column(part.rates[c.OVER])
    if part.by_week.get(week):
        shift = max(0, part.base[2 * part.weeks + week])
        levels(part, week, c.OVER_WEEK, [(column, 1)], 0, shift)
    if most > full:
        part.rows.row([*paid, (column, -1)], high=float(full - start))
    if parts or sure:
        part.rows.row([*parts, (column, -1)], high=float(-sure))
    part.over[week] = column
    return column


def _above_day(part: Part, week: int) -> tuple[int, Entries]:
    """Return the paid minutes above the day that work periods of the week surely hold.

    Only items that no work period of the week before can reach count, and pairs that
    always merge. Over a whole work period of at most twice the day, every two pairs that
    hold more than the day share an item, so their sum is never too large; with more than
    one length of day that is not so, and pairs are left out.
    """
    rests = [row[c.REST] for row in part.table.values()]
    days = [row[c.DAY] for row in part.table.values()]
    if not part.steady or not rests or part.facts[c.CEILING] > 2 * min(days):
        return 0, []
    safe = int(part.problem.weeks[week]) + part.problem.frame.span - min(rests)
    mine = [
        row
        for row in (*part.by_week.get(week, ()), *part.fixed)
        if part.item(row, c.WEEK) == week and part.item(row, c.START) >= safe
    ]
    sure = 0
    parts = []
    for row in mine:
        above = part.item(row, c.PAID) - part.item(row, c.DAY)
        if above > 0 and row in part.columns:
            parts.append((part.x(row), above))
        elif above > 0:
            sure += above
    pairs = _merging(part, sorted(mine)) if min(days) == max(days) else []
    for i, j in pairs:
        extra = _pair_above(part, i, j)
        some = [(part.x(row), 1) for row in (i, j) if row in part.columns]
        if extra > 0 and some:
            both = part.rows.column(0, upper=1.0)
            part.rows.row([*some, (both, -1)], high=float(len(some) - 1))
            parts.append((both, extra))
        elif extra > 0:
            sure += extra
    return sure, parts


def _pair_above(part: Part, first: int, then: int) -> int:
    """Return what two merged items hold above the day besides what each holds alone."""
    paid = [part.item(row, c.PAID) for row in (first, then)]
    days = [part.item(row, c.DAY) for row in (first, then)]
    alone = sum(max(0, p - d) for p, d in zip(paid, days, strict=True))
    return sum(paid) - min(days) - alone


def _merging(part: Part, mine: list[int]) -> list[tuple[int, int]]:
    """Return the pairs of items that are one work period whenever both are chosen."""
    found = []
    for at, i in enumerate(mine):
        end = part.item(i, c.END)
        for j in mine[at + 1 :]:
            gap = part.item(j, c.START) - end
            if gap >= max(part.item(i, c.REST), part.item(j, c.REST)):
                continue
            if gap > part.problem.frame.span:
                break
            alone = i not in part.columns and j not in part.columns
            if (gap >= 0 or alone) and (i, j) not in part.clashes:
                found.append((i, j))
    return found


def levels(part: Part, week: int, name: int, entries: Entries, start: int, shift: int) -> None:
    """Let the strictest limit of a week's chosen items hold, not only the loosest.

    Args:
        part: of the worker.
        week: of the limit.
        name: column of the limit.
        entries: what is limited, besides `start`.
        start: added to it.
        shift: added to every limit.
    """
    loosest = part.loosest(week, name)
    values = {part.item(row, name) for row in part.by_week.get(week, ())}
    top = start + sum(value for _, value in entries) if name == c.WEEK_CAP else c.BIG
    for value in sorted(v for v in values if v < loosest and v + shift < top):
        rows = [row for row in part.by_week[week] if part.item(row, name) <= value]
        sure, some = part.any_of(rows)
        del sure
        slack = loosest - value
        part.rows.row(
            [*entries, *((column, slack) for column, _ in some)],
            high=float(loosest + shift - start),
        )
