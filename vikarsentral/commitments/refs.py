"""Ids of rows as a problem file writes them, and instants on the Oslo clock."""

from __future__ import annotations

from datetime import datetime

from vikarsentral.clock import OSLO
from vikarsentral.errors import NotFound


def person_ref(row_id: int) -> str:
    """Return a person's id as files write it."""
    return f"p{row_id}"


def need_ref(row_id: int) -> str:
    """Return a need's id as files write it."""
    return f"n{row_id}"


def person_id(ref: str) -> int:
    """Return the row id of a person.

    Args:
        ref: as `person_ref` writes it.

    Raises:
        NotFound: it is no such text.
    """
    return _row_id("person", "p", ref)


def need_id(ref: str) -> int:
    """Return the row id of a need.

    Args:
        ref: as `need_ref` writes it.

    Raises:
        NotFound: it is no such text.
    """
    return _row_id("need", "n", ref)


MAX_DIGITS = 18


def _row_id(kind: str, letter: str, ref: str) -> int:
    digits = ref[1:]
    if ref[:1] != letter or not digits.isascii() or not digits.isdigit():
        raise NotFound(kind, ref)
    if len(digits) > MAX_DIGITS:
        raise NotFound(kind, ref)
    return int(digits)


def local(instant: datetime) -> str:
    """Write an instant as a problem file does: ISO 8601 on the Oslo clock with its offset.

    Args:
        instant: with a time zone.
    """
    return instant.astimezone(OSLO).isoformat()
