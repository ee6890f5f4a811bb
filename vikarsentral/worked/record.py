"""The record of hours as worked: one entry per telling, numbered within its shift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, aliased

from vikarsentral.errors import BadInput, Fault
from vikarsentral.tables import (
    Absence,
    Shift,
    ShiftKind,
    ShiftStatus,
    Side,
    Went,
    WorkedEntry,
)

FURTHEST = timedelta(hours=12)
"""How far from its plan a shift may have begun or ended."""


@dataclass(frozen=True, slots=True)
class Times:
    """Hold when somebody was at work: from, to (UTC), and the unpaid minutes between."""

    starts_at: datetime
    ends_at: datetime
    unpaid_break_minutes: int

    @property
    def minutes(self) -> int:
        """Return the paid minutes: elapsed minutes less the unpaid break."""
        elapsed = int((self.ends_at - self.starts_at).total_seconds()) // 60
        return elapsed - self.unpaid_break_minutes


@dataclass(frozen=True, slots=True)
class Told:
    """Hold who told, from which side, and when (UTC)."""

    side: Side
    by: str
    at: datetime


def newest(entry: type[WorkedEntry]) -> ColumnElement[bool]:
    """Return the condition that an entry is the one in force of its shift.

    Args:
        entry: the table, or an alias of it.
    """
    later = aliased(WorkedEntry)
    return ~(
        select(later.id)
        .where(later.shift_id == entry.shift_id, later.number > entry.number)
        .exists()
    )


def last_entry(session: Session, shift_id: int) -> WorkedEntry | None:
    """Return the entry in force of a shift, or None when nothing has been told.

    Args:
        session: an open session.
        shift_id: the shift.
    """
    query = select(WorkedEntry).where(WorkedEntry.shift_id == shift_id)
    return session.scalars(query.order_by(WorkedEntry.number.desc()).limit(1)).first()


def planned(shift: Shift, before: WorkedEntry | None) -> Times:
    """Return what was planned, however often the shift has been corrected.

    Args:
        shift: the shift as it stands.
        before: its entry in force, if any.
    """
    if before is None:
        return Times(shift.starts_at, shift.ends_at, shift.unpaid_break_minutes)
    return Times(before.planned_starts_at, before.planned_ends_at, before.planned_break_minutes)


def went(plan: Times, times: Times | None) -> Went:
    """Name how a shift went, seen from its plan.

    Args:
        plan: what was planned.
        times: what was worked; None when the person did not come.
    """
    if times is None:
        return Went.DID_NOT_COME
    if times == plan:
        return Went.AS_PLANNED
    if times.ends_at == plan.ends_at and times.starts_at > plan.starts_at:
        return Went.LATE
    if times.starts_at == plan.starts_at and times.ends_at != plan.ends_at:
        return Went.STAYED_ON if times.ends_at > plan.ends_at else Went.LEFT_EARLY
    return Went.OTHER_TIMES


def left_midway() -> ColumnElement[bool]:
    """Return the condition that the person of an own shift went away after it had begun.

    What they worked before that is theirs to be paid for, although the shift has been given up.
    """
    return and_(
        Shift.status == ShiftStatus.ABSENT,
        Shift.kind == ShiftKind.ROTA,
        select(Absence.id)
        .where(Absence.person_id == Shift.person_id, Absence.withdrawn_at.is_(None))
        .where(Absence.starts_at > Shift.starts_at, Absence.starts_at < Shift.ends_at)
        .exists(),
    )


def check(times: Times, plan: Times, now: datetime) -> None:
    """Stop times that cannot be.

    Args:
        times: what is told.
        plan: what was planned.
        now: UTC.

    Raises:
        BadInput: they are turned around, in the future, or far from the plan; all at once.
    """
    faults = []
    if times.ends_at <= times.starts_at:
        faults.append(Fault("ends_at", "is not after the start", "a later time"))
    if times.starts_at > now:
        faults.append(Fault("starts_at", "is in the future", "now or earlier"))
    if times.ends_at > max(now, plan.ends_at):
        faults.append(Fault("ends_at", "is in the future", "now, the planned end, or earlier"))
    if abs(times.starts_at - plan.starts_at) > FURTHEST:
        faults.append(Fault("starts_at", "is far from the plan", "within 12 hours of it"))
    if abs(times.ends_at - plan.ends_at) > FURTHEST:
        faults.append(Fault("ends_at", "is far from the plan", "within 12 hours of it"))
    if times.unpaid_break_minutes < 0 or times.minutes < 0:
        faults.append(Fault("unpaid_break_minutes", "does not fit", "0 to the whole time"))
    if any(at.second or at.microsecond for at in (times.starts_at, times.ends_at)):
        faults.append(Fault("starts_at", "is not a whole minute", "whole minutes"))
    if faults:
        raise BadInput(faults)


def write(
    session: Session, shift: Shift, before: WorkedEntry | None, times: Times | None, told: Told
) -> WorkedEntry:
    """Add one entry to the record.

    Args:
        session: the transaction of the telling.
        shift: the shift, its row locked by the caller.
        before: its entry in force, if any.
        times: what was worked; None when the person did not come.
        told: who told.

    Returns:
        The entry, now in force.
    """
    plan = planned(shift, before)
    row = WorkedEntry(
        shift_id=shift.id,
        number=1 if before is None else before.number + 1,
        person_id=shift.person_id,
        unit_id=shift.unit_id,
        went=went(plan, times),
        planned_starts_at=plan.starts_at,
        planned_ends_at=plan.ends_at,
        planned_break_minutes=plan.unpaid_break_minutes,
        starts_at=times and times.starts_at,
        ends_at=times and times.ends_at,
        unpaid_break_minutes=times.unpaid_break_minutes if times else 0,
        minutes=times.minutes if times else 0,
        side=told.side,
        told_by=told.by,
        told_at=told.at,
    )
    session.add(row)
    session.flush()
    return row
