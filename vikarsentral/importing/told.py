"""A row of rota as the file tells it, and instants as minutes."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from vikarsentral.clock import OSLO

KEPT = 16_384
"""How many instants are kept: many people begin and end work at the same time."""


class Told(NamedTuple):
    """One row of the file: who, where and when in minutes since 1970; no unit is the duty plan.

    `unpaid_break` and `requires` are None where the file has no such column.
    """

    row: int
    person_id: int
    unit_id: int | None
    starts: int
    ends: int
    unpaid_break: int | None
    requires: tuple[str, ...] | None


def minute_of(instant: datetime) -> int:
    """Return an instant as minutes since 1970."""
    return int(instant.timestamp()) // 60


@lru_cache(maxsize=KEPT)
def instant_of(minute: int) -> datetime:
    """Return minutes since 1970 as an instant."""
    return datetime.fromtimestamp(minute * 60, UTC)


def when(starts: int, ends: int) -> str:
    """Return a stretch on the Oslo clock, from minutes since 1970."""
    return f"{instant_of(starts).astimezone(OSLO):%d.%m.%Y %H:%M}–{clock_of(ends)}"


@lru_cache(maxsize=KEPT)
def iso_of(minute: int) -> str:
    """Return minutes since 1970 as an instant in ISO 8601, UTC."""
    return instant_of(minute).isoformat()


def clock_of(minute: int) -> str:
    """Return minutes since 1970 as a time of day in Oslo."""
    return f"{instant_of(minute).astimezone(OSLO):%H:%M}"


def fits(starts_at: datetime, ends_at: datetime) -> bool:
    """Tell whether a stretch can be written as one date with two clock times.

    Args:
        starts_at: UTC.
        ends_at: UTC.
    """
    start, end = starts_at.astimezone(OSLO), ends_at.astimezone(OSLO)
    bare_start, bare_end = (one.replace(tzinfo=UTC) for one in (start, end))
    length, day_long = bare_end - bare_start, timedelta(days=1)
    is_day = length == day_long and start.time() == time()
    is_whole = starts_at.second == ends_at.second == 0
    return is_whole and (timedelta(0) < length < day_long or is_day)
