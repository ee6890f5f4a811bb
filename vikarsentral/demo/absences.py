"""Absence patterns: spells by sector, weekday and length, until a wanted number of shifts is open.

Source: law.md 5.3 (spell sampler; estimates).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from vikarsentral.clock import OSLO
from vikarsentral.commitments.window import midnight
from vikarsentral.demo.places import SECTOR
from vikarsentral.demo.staff import Member

Row = dict[str, Any]

LENGTHS = ((1, 1), (2, 2), (3, 3), (4, 8), (9, 16), (17, 39), (40, 84))
CHANCES = (0.32, 0.21, 0.12, 0.14, 0.08, 0.06, 0.07)
WEEKDAYS = (1.20, 1.05, 1.00, 0.95, 0.90, 0.90, 0.95)
LONGEST_SHARE = 6
"""One spell makes at most one in so many of the wanted open shifts."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One absence and the shifts it releases."""

    person_id: int
    starts_at: datetime
    ends_at: datetime
    shifts: tuple[Row, ...]


def spells(
    members: Sequence[Member],
    rotas: dict[int, list[Row]],
    *,
    first: datetime,
    last: datetime,
    wanted: int,
    rng: random.Random,
) -> list[Spell]:
    """Draw absences until they release a wanted number of shifts.

    Args:
        members: unit staff.
        rotas: own shifts by person id, in order; those already released are left alone.
        first: released shifts start at or after this, UTC.
        last: and before this, UTC.
        wanted: number of released shifts, reached exactly while there are shifts enough.
        rng: decides who, when and how long.

    Returns:
        The spells in the order they were drawn.
    """
    drawn: list[Spell] = []
    left = wanted
    weights = [SECTOR[member.sectors[0]].spells for member in members]
    away: dict[int, list[tuple[datetime, datetime]]] = {}
    for _ in range(wanted * 50):
        if left <= 0:
            break
        member = rng.choices(members, weights)[0]
        drawn_start, drawn_end = _when(first, last, rng)
        start, end = max(drawn_start, first), min(drawn_end, last)
        if any(a < end and start < b for a, b in away.get(member.id, ())):
            continue
        most = min(left, max(3, wanted // LONGEST_SHARE))
        shifts = _released(rotas.get(member.id, []), start, end, most)
        if not shifts:
            continue
        ends_at = shifts[-1]["ends_at"] if len(shifts) == most else end
        away.setdefault(member.id, []).append((start, end))
        drawn.append(Spell(member.id, start, ends_at, tuple(shifts)))
        left -= len(shifts)
    return drawn


def _when(first: datetime, last: datetime, rng: random.Random) -> tuple[datetime, datetime]:
    """Draw the Oslo days of a spell; it may have begun up to four weeks before."""
    low, high = rng.choices(LENGTHS, CHANCES)[0]
    length = rng.randint(low, high)
    start_on = first.astimezone(OSLO).date()
    days = (last - first).days
    back = min(length - 1, 28)
    offsets = range(-back, days)
    chances = [WEEKDAYS[(start_on + timedelta(days=offset)).weekday()] for offset in offsets]
    on = start_on + timedelta(days=rng.choices(offsets, chances)[0])
    return midnight(on), midnight(on + timedelta(days=length))


def _released(shifts: Sequence[Row], start: datetime, end: datetime, most: int) -> list[Row]:
    found = [
        row for row in shifts if row["status"] == "planned" and start <= row["starts_at"] < end
    ]
    return found[:most]
