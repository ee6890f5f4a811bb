"""Read single fields of a file: type, range and form, each fault noted with its place.

Every function gives back a value of the right type even when it noted a fault, so that
reading goes on and all faults are told at once; what was read is then thrown away.

Source: contract 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from vikarsentral.problemfile.text import Faults, Repeated, shown

Path = tuple[str | int, ...]

MOST_MONEY = 1_000_000_000
"""Largest price, weight or wish, in øre."""
MOST = 1_000_000
"""Largest other number."""

_TIME = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?(Z|[+-]\d\d(?::?\d\d)?)", re.ASCII
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_EPOCH = date(1970, 1, 1).toordinal()
_MINUTES_PER_DAY = 1440
_TIME_FORM = "ISO 8601 med tidssone, som 2027-01-04T07:30:00+01:00, i hele minutter"


class BadTime(ValueError):
    """Say what is wrong with a written time."""


@lru_cache(maxsize=200_000)
def minutes_of(text: str) -> int:
    """Turn a written instant into UTC minutes since 1970.

    Any offset is read, not only Oslo's: an instant is an instant.

    Args:
        text: ISO 8601 with offset, in whole minutes.

    Returns:
        The instant.

    Raises:
        BadTime: another form, no such time, no offset, or not a whole minute.

    Source: contract 2 (times are ISO 8601 with offset).
    """
    match = _TIME.fullmatch(text)
    if match is None:
        raise BadTime("er ikke et tidspunkt med tidssone")
    stem, seconds, fraction, offset = match.groups()
    try:
        local = datetime.fromisoformat(stem)
    except ValueError as error:
        raise BadTime("er ikke et tidspunkt som finnes") from error
    if int(seconds or 0) or int(fraction or 0):
        raise BadTime("er ikke i hele minutter")
    ahead = 0
    if offset != "Z":
        hours, minutes = int(offset[1:3]), int(offset[3:].lstrip(":") or 0)
        if hours > 23 or minutes > 59:
            raise BadTime("har en tidssone som ikke finnes")
        ahead = (hours * 60 + minutes) * (-1 if offset[0] == "-" else 1)
    days = local.toordinal() - _EPOCH
    return days * _MINUTES_PER_DAY + local.hour * 60 + local.minute - ahead


class Fields:
    """Read fields and note faults."""

    def __init__(self, faults: Faults) -> None:
        """Keep where faults are noted."""
        self.faults = faults

    def object(
        self, value: Any, path: Path, required: Iterable[str], optional: Iterable[str] = ()
    ) -> dict[str, Any]:
        """Read an object with exactly known keys.

        Args:
            value: what stands there.
            path: where it stands.
            required: keys that must be there.
            optional: keys that may be there.

        Returns:
            The object; empty when it is none.
        """
        if not isinstance(value, dict):
            self.faults.add(path, f"{shown(value)} er ikke et objekt", "et objekt")
            return {}
        self.no_key_twice(value, path)
        known = [*required, *optional]
        for key in value:
            if key not in known:
                self.faults.add((*path, key), "ukjent nøkkel", "en av " + ", ".join(known))
        for key in required:
            if key not in value:
                self.faults.add((*path, key), "mangler", "nøkkelen må være med")
        return value

    def no_key_twice(self, value: dict[str, Any], path: Path) -> None:
        """Note each key that stands twice in one object."""
        if isinstance(value, Repeated):
            for key in value.keys_twice:
                self.faults.add((*path, key), "nøkkelen står to ganger", "hver nøkkel én gang")

    def items(self, value: Any, path: Path) -> list[Any]:
        """Read a list; empty when it is none."""
        if isinstance(value, list):
            return value
        self.faults.add(path, f"{shown(value)} er ikke en liste", "en liste")
        return []

    def whole(self, value: Any, path: Path, least: int = 0, most: int = MOST) -> int:
        """Read a whole number; a boolean is none.

        Args:
            value: what stands there.
            path: where it stands.
            least: smallest allowed.
            most: largest allowed.

        Returns:
            The number, or *least* after a fault.
        """
        if type(value) is int and least <= value <= most:
            return value
        what = shown(value) if type(value) is int else f"{shown(value)} er ikke et helt tall"
        self.faults.add(path, what, f"et helt tall fra {least} til {most}")
        return least

    def flag(self, value: Any, path: Path) -> bool:
        """Read true or false."""
        if isinstance(value, bool):
            return value
        self.faults.add(path, f"{shown(value)} er ikke sann eller usann", "true eller false")
        return False

    def text(self, value: Any, path: Path) -> str:
        """Read a name or id: a string with at least one sign, and no half surrogates."""
        if not isinstance(value, str):
            self.faults.add(path, f"{shown(value)} er ikke en tekst", "en tekst som ikke er tom")
            return ""
        if not value:
            self.faults.add(path, "er tom", "en tekst som ikke er tom")
        elif not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
            self.faults.add(path, "har halve tegn", "hele Unicode-tegn")
        return value

    def one_of(self, value: Any, path: Path, allowed: Sequence[str | int]) -> Any:
        """Read one of a few values; the first after a fault."""
        for choice in allowed:
            if type(value) is type(choice) and value == choice:
                return choice
        names = ", ".join(str(choice) for choice in allowed)
        self.faults.add(path, shown(value), f"en av {names}" if len(allowed) > 1 else names)
        return allowed[0]

    def ids(
        self, value: Any, path: Path, known: Iterable[str] | None = None, what: str = ""
    ) -> tuple[str, ...]:
        """Read a list of different ids.

        Args:
            value: what stands there.
            path: where it stands.
            known: the ids that may be named; None when any may.
            what: what the ids name, for the fault.

        Returns:
            The ids in the order of the file.
        """
        seen: dict[str, None] = {}
        for place, one in enumerate(self.items(value, path)):
            here = (*path, place)
            key = self.reference(one, here, known, what)
            if key in seen and key:
                self.faults.add(here, f"{shown(key)} står to ganger", "hver id én gang")
            seen[key] = None
        return tuple(seen)

    def reference(self, value: Any, path: Path, known: Iterable[str] | None, what: str) -> str:
        """Read an id that must be one of *known* (None: any)."""
        key = self.text(value, path)
        if key and known is not None and key not in known:
            self.faults.add(path, f"{shown(key)} finnes ikke", f"id-en til {what} i filen")
        return key

    def time(self, value: Any, path: Path) -> int:
        """Read an instant as UTC minutes since 1970; 0 after a fault."""
        if not isinstance(value, str):
            self.faults.add(path, f"{shown(value)} er ikke et tidspunkt", _TIME_FORM)
            return 0
        try:
            return minutes_of(value)
        except BadTime as error:
            self.faults.add(path, f"{shown(value)} {error}", _TIME_FORM)
            return 0

    def span(self, body: dict[str, Any], path: Path) -> tuple[int, int]:
        """Read `start` and `end` of an object, the end after the start.

        Args:
            body: the object.
            path: where it stands.

        Returns:
            Both in UTC minutes; (0, 1) when they cannot be compared.
        """
        before = len(self.faults)
        start = self.time(body["start"], (*path, "start")) if "start" in body else None
        end = self.time(body["end"], (*path, "end")) if "end" in body else None
        if start is None or end is None or len(self.faults) > before:
            return (0, 1)
        if end <= start:
            self.faults.add((*path, "end"), "slutten er ikke etter starten", "en senere tid")
            return (0, 1)
        return (start, end)

    def day(self, value: Any, path: Path) -> int | None:
        """Read a date as ordinal; None after a fault."""
        if isinstance(value, str) and _DATE.fullmatch(value):
            try:
                return date.fromisoformat(value).toordinal()
            except ValueError:
                pass
        self.faults.add(path, f"{shown(value)} er ikke en dato", "en dato som 2027-01-04")
        return None

    def days(self, body: dict[str, Any], path: Path) -> tuple[int | None, int | None]:
        """Read `valid_from` and `valid_to`, both days included, where they are given."""
        first, last = (
            self.day(body[key], (*path, key)) if key in body else None
            for key in ("valid_from", "valid_to")
        )
        if first is not None and last is not None and last < first:
            self.faults.add(
                (*path, "valid_to"), "siste dag er før første", "samme dag eller senere"
            )
        return (first, last)
