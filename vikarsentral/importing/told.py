"""A row of rota as the file tells it, and instants as minutes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from vikarsentral.clock import OSLO


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


def instant_of(minute: int) -> datetime:
    """Return minutes since 1970 as an instant."""
    return datetime.fromtimestamp(minute * 60, UTC)


def when(starts: int, ends: int) -> str:
    """Return a stretch on the Oslo clock, from minutes since 1970."""
    return f"{instant_of(starts).astimezone(OSLO):%d.%m.%Y %H:%M}–{clock_of(ends)}"


def clock_of(minute: int) -> str:
    """Return minutes since 1970 as a time of day in Oslo."""
    return f"{instant_of(minute).astimezone(OSLO):%H:%M}"
