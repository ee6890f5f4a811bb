"""Hours as worked as pages and files read them: one query for any number of shifts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from vikarsentral.tables import (
    OCCUPYING,
    Person,
    Shift,
    ShiftKind,
    Side,
    Unit,
    Went,
    WorkedEntry,
    WorkedObjection,
)
from vikarsentral.worked.record import FURTHEST, left_midway, newest


@dataclass(frozen=True, slots=True)
class Line:
    """One shift that has begun, and what is told about it.

    Attributes:
        shift_id: the shift.
        person_id: whose.
        employee_no: their number.
        person: their name.
        unit_id: where.
        unit: the unit's name.
        is_cover: it covered a need.
        planned_starts_at: UTC.
        planned_ends_at: UTC.
        starts_at: UTC; None when the person did not come.
        ends_at: UTC; None when the person did not come.
        unpaid_break_minutes: minutes, 0 or more.
        minutes: paid minutes.
        went: how it went; None while nothing is told: of a shift that goes on, and, without
            times, of one the person went away from.
        side: who has told last; None while nothing is told.
        told_at: UTC; None while nothing is told.
        number: of the entry in force, 0 while nothing is told.
        objected_by: the side that objects to the entry in force, or None.
    """

    shift_id: int
    person_id: int
    employee_no: str
    person: str
    unit_id: int
    unit: str
    is_cover: bool
    planned_starts_at: datetime
    planned_ends_at: datetime
    starts_at: datetime | None
    ends_at: datetime | None
    unpaid_break_minutes: int
    minutes: int
    went: Went | None
    side: Side | None
    told_at: datetime | None
    number: int
    objected_by: Side | None


def of_unit(
    session: Session, unit_id: int, starts_at: datetime, ends_at: datetime, *, now: datetime
) -> list[Line]:
    """Return the shifts of a unit planned to begin in a time, those that have begun.

    Args:
        session: an open session.
        unit_id: the unit.
        starts_at: from, UTC.
        ends_at: to, UTC, not included.
        now: UTC.

    Returns:
        In the order of planned start and name.
    """
    return _read(session, _query(starts_at, min(ends_at, now)).where(Shift.unit_id == unit_id))


def of_person(
    session: Session, person_id: int, starts_at: datetime, ends_at: datetime, *, now: datetime
) -> list[Line]:
    """Return the shifts of a person planned to begin in a time, those that have begun.

    Args:
        session: an open session.
        person_id: the person.
        starts_at: from, UTC.
        ends_at: to, UTC, not included.
        now: UTC.

    Returns:
        In the order of planned start.
    """
    query = _query(starts_at, min(ends_at, now)).where(Shift.person_id == person_id)
    return _read(session, query)


def in_force(
    session: Session,
    starts_at: datetime,
    ends_at: datetime,
    *,
    now: datetime,
    unit_ids: Collection[int] | None = None,
) -> list[Line]:
    """Return all shifts planned to begin in a time, those that have begun.

    Args:
        session: an open session.
        starts_at: from, UTC.
        ends_at: to, UTC, not included.
        now: UTC.
        unit_ids: at these units; None for all.

    Returns:
        In the order of planned start and name.
    """
    query = _query(starts_at, min(ends_at, now))
    if unit_ids is not None:
        query = query.where(Shift.unit_id.in_(unit_ids))
    return _read(session, query)


def entries(
    session: Session,
    starts_at: datetime,
    ends_at: datetime,
    *,
    unit_ids: Collection[int] | None = None,
) -> list[Line]:
    """Return every entry of the record about shifts planned to begin in a time.

    Args:
        session: an open session.
        starts_at: from, UTC.
        ends_at: to, UTC, not included.
        unit_ids: at these units; None for all.

    Returns:
        In the order of planned start, shift and number; what no longer stands is among them.
    """
    query = (
        select(Shift, Person, Unit.name, WorkedEntry, WorkedObjection.side)
        .join(WorkedEntry, WorkedEntry.shift_id == Shift.id)
        .join(Person, Person.id == WorkedEntry.person_id)
        .join(Unit, Unit.id == WorkedEntry.unit_id)
        .outerjoin(WorkedObjection, WorkedObjection.entry_id == WorkedEntry.id)
        .where(WorkedEntry.planned_starts_at >= starts_at)
        .where(WorkedEntry.planned_starts_at < ends_at)
        .order_by(WorkedEntry.planned_starts_at, Shift.id, WorkedEntry.number)
    )
    if unit_ids is not None:
        query = query.where(WorkedEntry.unit_id.in_(unit_ids))
    return _read(session, query)


def one(session: Session, shift_id: int) -> Line | None:
    """Return one shift and what is told about it, or None when there is nothing to tell about.

    Args:
        session: an open session.
        shift_id: the shift.
    """
    found = _read(session, _joined().where(Shift.id == shift_id))
    return found[0] if found else None


def _query(starts_at: datetime, ends_at: datetime) -> Select[*tuple[Any, ...]]:
    begins = func.coalesce(WorkedEntry.planned_starts_at, Shift.starts_at)
    return (
        _joined()
        .where(begins >= starts_at, begins < ends_at)
        .where(Shift.starts_at >= starts_at - FURTHEST, Shift.starts_at < ends_at + FURTHEST)
        .order_by(begins, Person.name, Shift.id)
    )


def _joined() -> Select[*tuple[Any, ...]]:
    return (
        select(Shift, Person, Unit.name, WorkedEntry, WorkedObjection.side)
        .join(Person, Person.id == Shift.person_id)
        .join(Unit, Unit.id == Shift.unit_id)
        .outerjoin(WorkedEntry, (WorkedEntry.shift_id == Shift.id) & newest(WorkedEntry))
        .outerjoin(WorkedObjection, WorkedObjection.entry_id == WorkedEntry.id)
        .where(
            or_(
                Shift.status.in_(OCCUPYING),
                WorkedEntry.went == Went.DID_NOT_COME,
                left_midway(),
            )
        )
    )


def _read(session: Session, query: Select[*tuple[Any, ...]]) -> list[Line]:
    return [_line(*row) for row in session.execute(query)]


def _line(
    shift: Shift, person: Person, unit: str, entry: WorkedEntry | None, objected_by: Side | None
) -> Line:
    if shift.status not in OCCUPYING and (entry is None or entry.starts_at is not None):
        return _gone(shift, person, unit, entry)
    elapsed = int((shift.ends_at - shift.starts_at).total_seconds()) // 60
    return Line(
        shift_id=shift.id,
        person_id=person.id,
        employee_no=person.employee_no,
        person=person.name,
        unit_id=shift.unit_id,
        unit=unit,
        is_cover=shift.kind is ShiftKind.COVER,
        planned_starts_at=entry.planned_starts_at if entry else shift.starts_at,
        planned_ends_at=entry.planned_ends_at if entry else shift.ends_at,
        starts_at=entry.starts_at if entry else shift.starts_at,
        ends_at=entry.ends_at if entry else shift.ends_at,
        unpaid_break_minutes=entry.unpaid_break_minutes if entry else shift.unpaid_break_minutes,
        minutes=entry.minutes if entry else elapsed - shift.unpaid_break_minutes,
        went=entry.went if entry else None,
        side=entry.side if entry else None,
        told_at=entry.told_at if entry else None,
        number=entry.number if entry else 0,
        objected_by=objected_by,
    )


def _gone(shift: Shift, person: Person, unit: str, entry: WorkedEntry | None) -> Line:
    """Return a shift the person went away from; nothing is told of what they worked before."""
    return Line(
        shift_id=shift.id,
        person_id=person.id,
        employee_no=person.employee_no,
        person=person.name,
        unit_id=shift.unit_id,
        unit=unit,
        is_cover=False,
        planned_starts_at=entry.planned_starts_at if entry else shift.starts_at,
        planned_ends_at=entry.planned_ends_at if entry else shift.ends_at,
        starts_at=None,
        ends_at=None,
        unpaid_break_minutes=0,
        minutes=0,
        went=None,
        side=None,
        told_at=None,
        number=entry.number if entry else 0,
        objected_by=None,
    )
