"""Rota by hand as pages read it: who belongs to a unit, and a week of own shifts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from vikarsentral.db import norwegian_key
from vikarsentral.tables import OCCUPYING, Person, Post, Shift, ShiftKind, Unit


@dataclass(frozen=True, slots=True)
class RotaShift:
    """One own shift, or one away from it.

    Attributes:
        id: the shift.
        person_id: whose.
        person: their name.
        unit_id: where.
        unit: the unit's name.
        starts_at: UTC.
        ends_at: UTC.
        unpaid_break_minutes: 0 or more.
        requires: codes of competences.
        is_there: the person is to come; False when away or cancelled.
        is_rota: own rota and no cover.
    """

    id: int
    person_id: int
    person: str
    unit_id: int
    unit: str
    starts_at: datetime
    ends_at: datetime
    unpaid_break_minutes: int
    requires: tuple[str, ...]
    is_there: bool
    is_rota: bool


def staff(session: Session, unit_id: int, first_on: date, last_on: date) -> list[tuple[int, str]]:
    """Return the active people with a post at a unit in some days, by name.

    Args:
        session: an open session.
        unit_id: where.
        first_on: Oslo date.
        last_on: Oslo date, included.
    """
    query = (
        select(Person.id, Person.name)
        .join(Post)
        .where(Person.is_active, Post.unit_id == unit_id, Post.valid_from <= last_on)
        .where(or_(Post.valid_to.is_(None), Post.valid_to >= first_on))
        .distinct()
    )
    found = [(key, name) for key, name in session.execute(query)]
    return sorted(found, key=lambda one: (norwegian_key(one[1]), one[0]))


def of_unit(
    session: Session, unit_id: int, starts_at: datetime, ends_at: datetime
) -> list[RotaShift]:
    """Return the own shifts at a unit that begin in a time, by start.

    Args:
        session: an open session.
        unit_id: where.
        starts_at: from, UTC.
        ends_at: to, UTC, not included.
    """
    query = _query().where(Shift.unit_id == unit_id, Shift.kind == ShiftKind.ROTA)
    query = query.where(Shift.starts_at >= starts_at, Shift.starts_at < ends_at)
    query = query.where(Shift.status.in_(OCCUPYING)).order_by(Shift.starts_at, Shift.id)
    return [_shift(row) for row in session.execute(query)]


def shift(session: Session, shift_id: int) -> RotaShift | None:
    """Return one shift, or None when there is none.

    Args:
        session: an open session.
        shift_id: which.
    """
    row = session.execute(_query().where(Shift.id == shift_id)).one_or_none()
    return None if row is None else _shift(row)


def _query() -> Any:
    return (
        select(Shift, Person.name, Unit.name)
        .join(Person, Person.id == Shift.person_id)
        .join(Unit, Unit.id == Shift.unit_id)
    )


def _shift(found: Any) -> RotaShift:
    row, person, unit = found
    return RotaShift(
        id=row.id,
        person_id=row.person_id,
        person=person,
        unit_id=row.unit_id,
        unit=unit,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        unpaid_break_minutes=row.unpaid_break_minutes,
        requires=tuple(row.requires),
        is_there=row.status in OCCUPYING,
        is_rota=row.kind is ShiftKind.ROTA,
    )
