"""Needs as pages and the API show them; one query each, the same number for any number of rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from vikarsentral.errors import NotFound
from vikarsentral.tables import (
    OCCUPYING,
    AgencyOrder,
    AgencyStatus,
    Need,
    NeedStatus,
    Person,
    Pin,
    Shift,
    Unit,
)


class NeedUnit(NamedTuple):
    """Tell at which unit a need is.

    Attributes:
        id: row id of the need.
        unit_id: row id of the unit.
        unit_name: the unit's name.
    """

    id: int
    unit_id: int
    unit_name: str


@dataclass(frozen=True, slots=True)
class NeedView:
    """One need with who covers it.

    Attributes:
        id: row id.
        unit_id: row id of the unit.
        unit_code: the unit's code.
        unit_name: the unit's name.
        sector: code of the unit's sector.
        starts_at: UTC.
        ends_at: UTC.
        unpaid_break_minutes: 0 or more.
        requires: codes of competences.
        priority: 1, 2 or 3.
        status: where it stands.
        absence_id: the absence it comes from, if any.
        person_id: who covers it, if anybody.
        person_name: their name.
        shift_id: their shift.
        pinned_person_id: who must have it in the next plan, if anybody.
        order_id: the live agency order, if any.
        order_status: where the order stands.
        agency_ore_per_hour: the agency's price; None where an agency may not have it.
        core_starts_at: from when somebody must be there, UTC; None for the whole need.
        core_ends_at: until when, UTC.
        lower_requires: competences that are enough from `lower_from` on, None without.
        lower_from: UTC.
        handover_note: to the one who comes, None without.
        order_uid: of the request it was asked for in, None without.
        part_of_id: the need it is a part of, None without.
    """

    id: int
    unit_id: int
    unit_code: str
    unit_name: str
    sector: str
    starts_at: datetime
    ends_at: datetime
    unpaid_break_minutes: int
    requires: tuple[str, ...]
    priority: int
    status: NeedStatus
    absence_id: int | None
    person_id: int | None
    person_name: str | None
    shift_id: int | None
    pinned_person_id: int | None
    order_id: int | None
    order_status: AgencyStatus | None
    agency_ore_per_hour: int | None
    core_starts_at: datetime | None = None
    core_ends_at: datetime | None = None
    lower_requires: tuple[str, ...] | None = None
    lower_from: datetime | None = None
    handover_note: str | None = None
    order_uid: str | None = None
    part_of_id: int | None = None


def _query() -> Select[*tuple[Any, ...]]:
    live = and_(AgencyOrder.need_id == Need.id, AgencyOrder.status != AgencyStatus.DECLINED)
    occupied = and_(Shift.need_id == Need.id, Shift.status.in_(OCCUPYING))
    return (
        select(
            Need,
            Unit.code,
            Unit.name,
            Unit.sector_code,
            Shift.id,
            Person.id,
            Person.name,
            Pin.person_id,
            AgencyOrder.id,
            AgencyOrder.status,
        )
        .join(Unit, Unit.id == Need.unit_id)
        .outerjoin(Shift, occupied)
        .outerjoin(Person, Person.id == Shift.person_id)
        .outerjoin(Pin, Pin.need_id == Need.id)
        .outerjoin(AgencyOrder, live)
    )


def _view(row: Any) -> NeedView:
    need, code, name, sector, shift_id, person_id, person_name, pinned, order_id, order = row
    return NeedView(
        id=need.id,
        unit_id=need.unit_id,
        unit_code=code,
        unit_name=name,
        sector=sector,
        starts_at=need.starts_at,
        ends_at=need.ends_at,
        unpaid_break_minutes=need.unpaid_break_minutes,
        requires=tuple(need.requires),
        priority=need.priority,
        status=need.status,
        absence_id=need.absence_id,
        person_id=person_id,
        person_name=person_name,
        shift_id=shift_id,
        pinned_person_id=pinned,
        order_id=order_id,
        order_status=order,
        agency_ore_per_hour=need.agency_ore_per_hour if need.is_agency_allowed else None,
        core_starts_at=need.core_starts_at,
        core_ends_at=need.core_ends_at,
        lower_requires=None if need.lower_requires is None else tuple(need.lower_requires),
        lower_from=need.lower_from,
        handover_note=need.handover_note,
        order_uid=need.order_uid,
        part_of_id=need.part_of_id,
    )


def view(session: Session, need_id: int) -> NeedView:
    """Return one need.

    Args:
        session: an open session.
        need_id: row id.

    Raises:
        NotFound: there is no such need.
    """
    row = session.execute(_query().where(Need.id == need_id)).first()
    if row is None:
        raise NotFound("need", need_id)
    return _view(row)


def unit_of(session: Session, need_id: int) -> NeedUnit:
    """Return at which unit a need is, and nothing else of it.

    Args:
        session: an open session.
        need_id: row id.

    Raises:
        NotFound: there is no such need.
    """
    query = select(Need.id, Need.unit_id, Unit.name).join(Unit, Unit.id == Need.unit_id)
    row = session.execute(query.where(Need.id == need_id)).first()
    if row is None:
        raise NotFound("need", need_id)
    return NeedUnit(*row)


def needs_of(
    session: Session,
    *,
    starts_at: datetime,
    ends_at: datetime,
    unit_ids: Collection[int] | None = None,
    statuses: Collection[NeedStatus] | None = None,
) -> list[NeedView]:
    """Return the needs that start in a time.

    Args:
        session: an open session.
        starts_at: from, UTC.
        ends_at: before, UTC.
        unit_ids: only these units; None for all.
        statuses: only these states; None for all.

    Returns:
        The needs in the order of their starts.
    """
    query = _query().where(Need.starts_at >= starts_at, Need.starts_at < ends_at)
    if unit_ids is not None:
        query = query.where(Need.unit_id.in_(unit_ids))
    if statuses is not None:
        query = query.where(Need.status.in_(statuses))
    return [_view(row) for row in session.execute(query.order_by(Need.starts_at, Need.id))]


def views_of_order(session: Session, key: str) -> list[NeedView]:
    """Return the needs that were asked for in one go, by start; one query.

    Args:
        session: an open session.
        key: of the request.
    """
    query = _query().where(Need.order_uid == key).order_by(Need.starts_at, Need.id)
    return [_view(row) for row in session.execute(query)]
