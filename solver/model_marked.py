"""Marked days: neighbours, and what is agreed on average."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from solver import columns as c
from solver.line import SUNDAY_RUN

if TYPE_CHECKING:
    from solver.model_part import Part, Presence


def add_marked(part: Part) -> None:
    """Keep one of two neighbouring marked days free, or what the average asks for."""
    worked: dict[int, list[int]] = defaultdict(list)
    strict: dict[int, list[int]] = defaultdict(list)
    for row in [*part.free, *part.fixed]:
        for day in range(part.item(row, c.RED_LO), part.item(row, c.RED_HI)):
            worked[day].append(row)
            if not part.item(row, c.AVERAGE):
                strict[day].append(row)
    any_of = {day: part.any_of(rows) for day, rows in worked.items()}
    hard = {
        day: any_of[day] if len(rows) == len(worked[day]) else part.any_of(rows)
        for day, rows in strict.items()
    }
    windows = max(0, part.weeks - part.problem.frame.window + 1)
    at = 4 * part.weeks + windows + 1
    for day in sorted(worked):
        if day + 1 in worked and part.base[at + day] <= 0:
            if day in hard:
                _sum_at_most(part, [hard[day], any_of[day + 1]], 1)
            if day + 1 in hard:
                _sum_at_most(part, [any_of[day], hard[day + 1]], 1)
    _average(part, worked, any_of, at + max(0, part.problem.frame.reds - 1))


def _sum_at_most(part: Part, parts: list[Presence], most: int) -> None:
    """Limit a sum of what `Part.any_of` returned, unless it can never pass the limit."""
    sure = sum(known for known, _ in parts)
    entries: dict[int, int] = defaultdict(int)
    for _, some in parts:
        for column, value in some:
            entries[column] += value
    if entries and sure + sum(entries.values()) > most:
        part.rows.row(entries.items(), high=float(most - sure))


def _average(
    part: Part,
    worked: dict[int, list[int]],
    any_of: dict[int, Presence],
    at: int,
) -> None:
    """Limit runs of Sundays and the share of marked days, for whom it is agreed."""
    agreed = [
        row
        for row in sorted({row for rows in worked.values() for row in rows})
        if part.item(row, c.AVERAGE)
    ]
    if not agreed:
        return
    everyone = all(part.item(row, c.AVERAGE) for rows in worked.values() for row in rows)
    held = (1, []) if everyone else part.any_of(agreed)
    sundays = [int(day) for day in part.problem.sundays]
    runs = max(0, len(sundays) - SUNDAY_RUN + 1)
    for k in range(runs):
        days = sundays[k : k + SUNDAY_RUN]
        if all(day in any_of for day in days) and part.base[at + k] <= 0:
            _when(part, held, [any_of[day] for day in days], SUNDAY_RUN - 1)
    share = range(part.facts[c.SHARE_LO], part.facts[c.SHARE_HI])
    cap = part.facts[c.SHARE_CAP] + max(0, part.base[at + runs])
    _when(part, held, [any_of[day] for day in share if day in any_of], cap)


def _when(
    part: Part,
    held: Presence,
    parts: list[Presence],
    most: int,
) -> None:
    """Limit a sum where a condition holds."""
    loose = len(parts) - most
    if loose <= 0:
        return
    sure, entries = held
    scaled = (sure * loose, [(column, value * loose) for column, value in entries])
    _sum_at_most(part, [*parts, scaled], len(parts))
