"""How many a unit must keep on duty, and whose shifts are above that.

The unit's own leader sets the floor. Without one nobody is asked to leave the unit, and a floor is
never gone below: that is checked again when somebody is moved.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Fault, NotFound
from vikarsentral.tables import (
    OCCUPYING,
    Need,
    Shift,
    ShiftKind,
    ShiftStatus,
    StaffingFloor,
    Unit,
)

EDGES = ((7, "day"), (15, "evening"), (22, "night"))
MOST = 50
QUARTER = timedelta(minutes=15)
MOVABLE = (ShiftStatus.PLANNED, ShiftStatus.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Floor:
    """How many must stay: by day (07–15), evening (15–22) and night; each 1 to 50."""

    day: int
    evening: int
    night: int


def floor_of(session: Session, unit_id: int) -> Floor | None:
    """Return a unit's floor, None where none is set.

    Args:
        session: an open session.
        unit_id: the unit.
    """
    row = session.get(StaffingFloor, unit_id)
    return None if row is None else Floor(row.day, row.evening, row.night)


def set_floor(
    session: Session, unit_id: int, floor: Floor | None, *, actor: Actor, now: datetime
) -> None:
    """Keep how many a unit must keep on duty; None lets nobody be asked to leave it.

    Args:
        session: an open session; the caller commits.
        unit_id: the unit.
        floor: by day, evening and night.
        actor: who decides; must lead the unit.
        now: UTC.

    Raises:
        BadInput: a number is out of bounds; all faults at once.
        NotAllowed: the actor does not lead the unit.
        NotFound: there is no such unit.
    """
    require(actor, Action.MANAGE_UNIT, unit_id)
    if session.get(Unit, unit_id, with_for_update=True) is None:
        raise NotFound("unit", unit_id)
    numbers = {} if floor is None else {name: getattr(floor, name) for _, name in EDGES}
    faults = [
        Fault(name, str(number), f"1 to {MOST}")
        for name, number in numbers.items()
        if not 1 <= number <= MOST
    ]
    if faults:
        raise BadInput(faults)
    row = session.get(StaffingFloor, unit_id)
    if floor is None and row is not None:
        session.delete(row)
    elif floor is not None:
        session.merge(StaffingFloor(unit_id=unit_id, **numbers))
    session.flush()
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="floor.set",
        subject=("unit", unit_id),
        data=dict(numbers),
    )


def movable(session: Session, need: Need, now: datetime) -> list[Shift]:
    """Return own shifts at other units of the sector that the unit could spare for a need.

    Args:
        session: an open session; three queries.
        need: the need.
        now: UTC; nothing that has passed counts.

    Returns:
        Shifts that overlap the need, in the order of their ids; the unit stays at its floor
        for as long as both last.
    """
    sector = select(Unit.sector_code).where(Unit.id == need.unit_id).scalar_subquery()
    query = (
        select(Shift, StaffingFloor)
        .join(StaffingFloor, StaffingFloor.unit_id == Shift.unit_id)
        .join(Unit, Unit.id == Shift.unit_id)
        .where(Unit.sector_code == sector, Unit.id != need.unit_id)
        .where(Shift.kind == ShiftKind.ROTA, Shift.status.in_(MOVABLE))
        .where(Shift.starts_at < need.ends_at, Shift.ends_at > max(need.starts_at, now))
        .order_by(Shift.id)
    )
    rows = session.execute(query).all()
    there = _present(session, {shift.unit_id for shift, _ in rows}, need)
    return [
        shift
        for shift, floor in rows
        if _spare(shift, floor, there, max(need.starts_at, now), need.ends_at)
    ]


def may_leave(session: Session, shift: Shift, starts_at: datetime, ends_at: datetime) -> bool:
    """Tell whether a unit stays at its floor when somebody leaves; the floor is locked.

    Args:
        session: an open session.
        shift: the own shift that would be left.
        starts_at: from, UTC.
        ends_at: to, UTC.
    """
    query = select(StaffingFloor).where(StaffingFloor.unit_id == shift.unit_id)
    floor = session.scalars(query.with_for_update()).one_or_none()
    if floor is None or shift.status not in MOVABLE:
        return False
    around = Need(starts_at=starts_at, ends_at=ends_at)
    there = _present(session, {shift.unit_id}, around)
    return _spare(shift, floor, there, starts_at, ends_at)


def _present(session: Session, unit_ids: Collection[int], need: Need) -> Sequence[Shift]:
    if not unit_ids:
        return []
    query = (
        select(Shift)
        .where(Shift.unit_id.in_(unit_ids), Shift.status.in_(OCCUPYING))
        .where(Shift.starts_at < need.ends_at, Shift.ends_at > need.starts_at)
    )
    return list(session.scalars(query))


def _spare(
    shift: Shift,
    floor: StaffingFloor,
    there: Sequence[Shift],
    starts_at: datetime,
    ends_at: datetime,
) -> bool:
    """Tell whether enough others are there at every instant something changes."""
    first, last = max(shift.starts_at, starts_at), min(shift.ends_at, ends_at)
    if first >= last:
        return False
    others = [one for one in there if one.unit_id == shift.unit_id and one.id != shift.id]
    changes = {first, *(one.ends_at for one in others)}
    quarter = first.replace(minute=first.minute // 15 * 15, second=0, microsecond=0)
    while (quarter := quarter + QUARTER) < last:
        changes.add(quarter)  # day, evening and night begin on one of these
    return all(
        sum(one.starts_at <= at < one.ends_at for one in others) >= _least(floor, at)
        for at in changes
        if first <= at < last
    )


def _least(floor: StaffingFloor, at: datetime) -> int:
    hour = at.astimezone(OSLO).hour
    names = [name for edge, name in EDGES if edge <= hour]
    return int(getattr(floor, names[-1] if names else "night"))
