"""From when to when, and for which units: read and checked once for every file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Fault
from vikarsentral.tables import Unit

LONGEST = timedelta(days=6 * 366)
FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """Hold what a file is about.

    Attributes:
        first_on: first Oslo date, included.
        last_on: last Oslo date, included.
        unit_ids: only these units; None for all.
        label: the units' code for file names, or empty.
    """

    first_on: date
    last_on: date
    unit_ids: Collection[int] | None = None
    label: str = ""

    @property
    def starts_at(self) -> datetime:
        """Return the instant the first date begins, UTC."""
        return _midnight(self.first_on)

    @property
    def ends_at(self) -> datetime:
        """Return the instant the last date ends, UTC."""
        return _midnight(self.last_on + timedelta(days=1))

    def name(self, kind: str) -> str:
        """Return a name for a file of this kind about this, without its ending.

        Args:
            kind: such as `timer`.
        """
        about = [kind, self.label, f"{self.first_on}", f"{self.last_on}"]
        return "-".join(part for part in about if part)


def period(
    session: Session,
    *,
    first_on: date,
    last_on: date,
    unit: str | None = None,
    allowed: Collection[int] | None = None,
) -> Period:
    """Check what a file is to be about.

    Args:
        session: an open session.
        first_on: first Oslo date, included.
        last_on: last Oslo date, included, not before the first.
        unit: code of one unit; None for every unit that is allowed.
        allowed: ids of the units the one who asks may see; None for all.

    Raises:
        BadInput: dates in the wrong order, out of reach or too far apart, or a unit that is
            not there or not allowed; all faults at once.
    """
    faults = []
    if last_on < first_on:
        faults.append(Fault("--to", f"{last_on} is before {first_on}", "the same day or later"))
    if last_on - first_on > LONGEST:
        faults.append(Fault("--to", f"{last_on} is too far away", "six years at most"))
    if not (FIRST <= first_on < LAST and FIRST <= last_on < LAST):
        faults.append(Fault("--from", "is out of reach", f"{FIRST} to {LAST}"))
    unit_ids = allowed
    if unit is not None:
        found = session.scalar(select(Unit.id).where(Unit.code == unit))
        if found is None or (allowed is not None and found not in allowed):
            faults.append(Fault("--unit", f"{unit} is unknown", "code of a unit"))
        else:
            unit_ids = (found,)
    if faults:
        raise BadInput(faults)
    return Period(first_on, last_on, unit_ids, unit or "")


def day_of(text: str) -> date:
    """Read a date as people write it: 2027-01-31 or 31.01.2027.

    Args:
        text: anything.

    Raises:
        ValueError: it is no such date.
    """
    told = text.strip()
    if len(told) == len("31.01.2027") and told[2] == told[5] == ".":
        told = f"{told[6:]}-{told[3:5]}-{told[:2]}"
    if len(told) != len("2027-01-31") or not told.isascii():
        raise ValueError(text)
    return date.fromisoformat(told)


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), OSLO).astimezone(UTC)
