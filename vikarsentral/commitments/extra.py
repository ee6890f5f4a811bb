"""Own rota that lasted longer than planned: the minutes beyond the plan are no rota.

They are counted as cover is: inside the post, merarbeid or overtime, whichever the week says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from vikarsentral.commitments.sources import Stint
from vikarsentral.rules.pay import Part
from vikarsentral.tables import Shift, ShiftKind, WorkedEntry


@dataclass(frozen=True, slots=True)
class Extra:
    """Hold the paid minutes of a rota shift beyond its plan, and whether they came first."""

    minutes: int
    is_first: bool

    def halves(self, whole: Stint) -> tuple[Stint, Stint]:
        """Part a stretch into what was planned and what came on top.

        Args:
            whole: the shift as it was worked.

        Returns:
            The planned stretch and the extra one, side by side.
        """
        planned = whole.paid - self.minutes
        if self.is_first:
            border = whole.start + self.minutes
            rota = replace(whole, start=border, paid=planned)
            return rota, replace(whole, end=border, paid=self.minutes)
        border = whole.end - self.minutes
        rota = replace(whole, end=border, paid=planned)
        return rota, replace(whole, start=border, paid=self.minutes)

    def around(self, planned: tuple[Part, ...], extra: tuple[Part, ...]) -> tuple[Part, ...]:
        """Put the parts of the planned and the extra minutes in the order they were worked."""
        return extra + planned if self.is_first else planned + extra


def extras(session: Session, shifts: Iterable[Shift]) -> dict[int, Extra]:
    """Return the rota shifts that were worked for longer than planned; one query.

    Args:
        session: an open session.
        shifts: any shifts, with the times in force on their rows.

    Source: contract 2 (overtime, merarbeid); AML § 10-7.
    """
    ids = [shift.id for shift in shifts if shift.kind is ShiftKind.ROTA]
    if not ids:
        return {}
    later = aliased(WorkedEntry)
    newer = select(later.id).where(
        later.shift_id == WorkedEntry.shift_id, later.number > WorkedEntry.number
    )
    found = {}
    for row in session.scalars(
        select(WorkedEntry).where(WorkedEntry.shift_id.in_(ids), ~newer.exists())
    ):
        elapsed = int((row.planned_ends_at - row.planned_starts_at).total_seconds()) // 60
        more = row.minutes - (elapsed - row.planned_break_minutes)
        if more > 0 and row.starts_at is not None and row.ends_at is not None:
            before = row.planned_starts_at - row.starts_at
            after = row.ends_at - row.planned_ends_at
            found[row.shift_id] = Extra(more, is_first=before > after)
    return found
