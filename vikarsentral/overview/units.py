"""A unit's days: who works, who is away, and who comes instead; three queries for any number."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from vikarsentral.db import norwegian_key
from vikarsentral.tables import (
    OCCUPYING,
    Need,
    NeedStatus,
    Person,
    Shift,
    ShiftKind,
    ShiftStatus,
    ShiftTemplate,
    Unit,
)


class Seen(StrEnum):
    """Name how a stretch looks to the unit's leader."""

    OWN = "own"
    COVER = "cover"
    ABSENT = "absent"
    OPEN = "open"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit as lists show it."""

    id: int
    code: str
    name: str
    sector: str
    area: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of work at a unit.

    Attributes:
        unit_id: where.
        unit: the unit's name.
        starts_at: UTC.
        ends_at: UTC.
        seen: what it is to the leader.
        shift_id: the shift, or None for a need nobody has yet.
        person_id: who has the shift, or None.
        person: their name, or empty.
        need_id: the need it covers, or the need its absence led to.
        comes_id: for an absence: who comes instead, or None.
        comes: their name, or empty.
        need_status: the need's status, or None without a need.
        absence_id: the absence that released it, or None.
        requires: competences the work asks for.
    """

    unit_id: int
    unit: str
    starts_at: datetime
    ends_at: datetime
    seen: Seen
    shift_id: int | None = None
    person_id: int | None = None
    person: str = ""
    need_id: int | None = None
    comes_id: int | None = None
    comes: str = ""
    need_status: NeedStatus | None = None
    absence_id: int | None = None
    requires: tuple[str, ...] = ()


def unit_lines(session: Session, unit_ids: Collection[int] | None) -> list[UnitLine]:
    """Return units in the order of their names.

    Args:
        session: an open session.
        unit_ids: only these; None for every active unit.
    """
    query = select(Unit.id, Unit.code, Unit.name, Unit.sector_code, Unit.area_code)
    query = query.where(Unit.is_active)
    if unit_ids is not None:
        query = query.where(Unit.id.in_(unit_ids))
    rows = session.execute(query)
    return sorted((UnitLine(*row) for row in rows), key=lambda line: norwegian_key(line.name))


def stretches(
    session: Session, unit_ids: Collection[int], starts_at: datetime, ends_at: datetime
) -> list[Stretch]:
    """Return all work at some units that overlaps a time, also what nobody has yet.

    Args:
        session: an open session.
        unit_ids: at which units.
        starts_at: from, UTC.
        ends_at: to, UTC.

    Returns:
        In the order of start, end and name. A cancelled shift is not among them; a shift whose
        person is away is, with who comes instead.
    """
    found = _shifts(session, unit_ids, starts_at, ends_at)
    found += _without_person(session, unit_ids, starts_at, ends_at)
    return sorted(found, key=lambda one: (one.starts_at, one.ends_at, norwegian_key(one.person)))


def _shifts(
    session: Session, unit_ids: Collection[int], starts_at: datetime, ends_at: datetime
) -> list[Stretch]:
    """Read the shifts, and for an absence its need and its cover."""
    cover, comes = aliased(Shift), aliased(Person)
    live_need = and_(Need.replaces_shift_id == Shift.id, Need.status != NeedStatus.WITHDRAWN)
    live_cover = and_(cover.need_id == Need.id, cover.status.in_(OCCUPYING))
    query = (
        select(Shift, Unit.name, Person.name, Need, comes.id, comes.name)
        .join(Unit, Unit.id == Shift.unit_id)
        .join(Person, Person.id == Shift.person_id)
        .outerjoin(Need, live_need)
        .outerjoin(cover, live_cover)
        .outerjoin(comes, comes.id == cover.person_id)
        .where(Shift.unit_id.in_(unit_ids))
        .where(Shift.starts_at < ends_at, Shift.ends_at > starts_at)
        .where(Shift.status != ShiftStatus.CANCELLED)
    )
    rows: Iterable[Any] = session.execute(query)  # what is joined from outside may be missing
    return [
        Stretch(
            unit_id=shift.unit_id,
            unit=unit,
            starts_at=shift.starts_at,
            ends_at=shift.ends_at,
            seen=_seen(shift),
            shift_id=shift.id,
            person_id=shift.person_id,
            person=person,
            need_id=shift.need_id if need is None else need.id,
            comes_id=comes_id,
            comes=comes_name or "",
            need_status=None if need is None else need.status,
            absence_id=None if need is None else need.absence_id,
            requires=tuple(shift.requires),
        )
        for shift, unit, person, need, comes_id, comes_name in rows
    ]


def _seen(shift: Shift) -> Seen:
    if shift.status is ShiftStatus.ABSENT:
        return Seen.ABSENT
    return Seen.COVER if shift.kind is ShiftKind.COVER else Seen.OWN


def _without_person(
    session: Session, unit_ids: Collection[int], starts_at: datetime, ends_at: datetime
) -> list[Stretch]:
    """Read the needs nobody covers: open, or left to an agency."""
    query = (
        select(Need, Unit.name)
        .join(Unit, Unit.id == Need.unit_id)
        .where(Need.unit_id.in_(unit_ids))
        .where(Need.starts_at < ends_at, Need.ends_at > starts_at)
        .where(Need.status.in_((NeedStatus.OPEN, NeedStatus.AGENCY)))
    )
    return [
        Stretch(
            unit_id=need.unit_id,
            unit=unit,
            starts_at=need.starts_at,
            ends_at=need.ends_at,
            seen=Seen.OPEN if need.status is NeedStatus.OPEN else Seen.AGENCY,
            need_id=need.id,
            need_status=need.status,
            absence_id=need.absence_id,
            requires=tuple(need.requires),
        )
        for need, unit in session.execute(query)
    ]


def unit_of_shift(session: Session, shift_id: int) -> int | None:
    """Return the unit a shift is at, or None when there is no such shift.

    Args:
        session: an open session.
        shift_id: the shift.
    """
    return session.scalar(select(Shift.unit_id).where(Shift.id == shift_id))


def need_of_released(session: Session, shift_id: int) -> int | None:
    """Return the need that stands instead of a shift whose person is away, or None.

    Args:
        session: an open session.
        shift_id: the shift.
    """
    query = (
        select(Need.id)
        .join(Shift, or_(Need.replaces_shift_id == Shift.id, Need.id == Shift.need_id))
        .where(Shift.id == shift_id, Shift.status == ShiftStatus.ABSENT)
        .where(Need.status != NeedStatus.WITHDRAWN)
        .order_by(Need.id)
    )
    return session.scalar(query.limit(1))


@dataclass(frozen=True, slots=True)
class UsualShift:
    """One usual shift of a unit, on the Oslo clock; `ends` before `starts` passes midnight."""

    id: int
    unit_id: int
    code: str
    starts: time
    ends: time
    unpaid_break_minutes: int
    requires: tuple[str, ...]


def usual_shifts(session: Session, unit_ids: Collection[int]) -> list[UsualShift]:
    """Return the usual shifts of some units, by unit and start.

    Args:
        session: an open session.
        unit_ids: which units.
    """
    query = (
        select(ShiftTemplate)
        .where(ShiftTemplate.unit_id.in_(unit_ids))
        .order_by(ShiftTemplate.unit_id, ShiftTemplate.starts, ShiftTemplate.code)
    )
    return [
        UsualShift(
            row.id,
            row.unit_id,
            row.code,
            row.starts,
            row.ends,
            row.unpaid_break_minutes,
            tuple(row.requires),
        )
        for row in session.scalars(query)
    ]
