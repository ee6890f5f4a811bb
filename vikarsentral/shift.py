"""Shifts: booked by hand, cancelled, and a person's own; every booking is judged by the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import emergency, need, preference
from vikarsentral.access import Action, Actor, require
from vikarsentral.errors import Conflict, NotFound, Unlawful
from vikarsentral.explain import kept
from vikarsentral.plan import judge
from vikarsentral.tables import (
    OCCUPYING,
    DecisionAct,
    EmergencyException,
    Need,
    Person,
    Shift,
    ShiftKind,
    ShiftStatus,
    Unit,
)


@dataclass(frozen=True, slots=True)
class OwnShift:
    """One shift as its person sees it.

    Attributes:
        id: row id.
        uid: stable id in calendars.
        starts_at: UTC.
        ends_at: UTC.
        unpaid_break_minutes: 0 or more.
        unit_code: the unit's code.
        unit_name: the unit's name.
        area: code of the unit's area.
        kind: own rota or cover.
        status: where it stands.
        need_id: the need it covers, if any.
    """

    id: int
    uid: str
    starts_at: datetime
    ends_at: datetime
    unpaid_break_minutes: int
    unit_code: str
    unit_name: str
    area: str
    kind: ShiftKind
    status: ShiftStatus
    need_id: int | None


def book(
    session: Session,
    *,
    need_id: int,
    person_id: int,
    actor: Actor,
    now: datetime,
    reason: preference.Aside | None = None,
    asks_reason: bool = False,
) -> Shift:
    """Give a need to a person by hand, such as after a phone call.

    Args:
        session: an open session; the caller commits.
        need_id: the need.
        person_id: who gets it.
        actor: who books; must lead the unit or coordinate.
        now: UTC.
        reason: why it goes to an hourly person before part-timers have had their turn.
        asks_reason: whether to refuse where such a reason is needed and none is told.

    Returns:
        The new shift, confirmed.

    Raises:
        Conflict: `need_taken`, `need_withdrawn`, `need_over`, or `person_busy`.
        NotAllowed: the actor may not book at the unit.
        NotFound: there is no such need or active person.
        ReasonMissing: it goes past part-timers whose turn has not come, and no reason is told.
        Unlawful: it would break a rule that no emergency exception opens; carries the receipts.

    Source: contract 5 (book); AML § 10-12 (3), § 14-3.
    """
    row = session.get(Need, need_id, with_for_update=True)
    if row is None:
        raise NotFound("need", need_id)
    require(actor, Action.BOOK, row.unit_id)
    if row.ends_at <= now:
        raise Conflict("need_over", {"need": need_id})
    # The person's row is locked, so that two bookings are judged one after the other.
    person = session.get(Person, person_id, with_for_update=True)
    if person is None or not person.is_active:
        raise NotFound("person", person_id)
    opened = _opened(session, need_id, person_id, now)
    weighed = kept.weigh(session, need_id, [person_id], now=now)
    preference.witness(
        session,
        need_id=need_id,
        person_id=person_id,
        actor=actor,
        now=now,
        reason=reason,
        asks_reason=asks_reason,
    )
    assignment = need.Assignment(need_id, person_id)
    (made,) = need.assign(
        session, [assignment], status=ShiftStatus.CONFIRMED, actor=actor, now=now
    )
    kept.keep(
        session, weighed, act=DecisionAct.BOOKING, reference_id=made.id, actor=actor, now=now
    )
    if opened is not None:
        emergency.use(session, opened, made, actor=actor, now=now)
    return made


def _opened(
    session: Session, need_id: int, person_id: int, now: datetime
) -> EmergencyException | None:
    """Return the emergency exception that a booking rests on; None where the rules allow it.

    Raises:
        Unlawful: it would break a rule that no exception opens.
    """
    broken = judge.excesses(session, need_id, person_id)
    if not broken:
        return None
    opened = emergency.opening(session, need_id=need_id, person_id=person_id, excesses=broken)
    if opened is None:
        raise Unlawful(judge.breaches(session, need_id, person_id, now=now))
    return opened


def cancel(session: Session, *, shift_id: int, actor: Actor, now: datetime) -> None:
    """Take a cover shift back before it begins; its need stands open again.

    Args:
        session: an open session; the caller commits.
        shift_id: the shift.
        actor: who cancels; must lead the unit or coordinate.
        now: UTC.

    Raises:
        Conflict: `shift_not_cover` for own rota, `shift_begun`, or `shift_cancelled` when it
            no longer occupies anybody.
        NotAllowed: the actor may not book at the unit.
        NotFound: there is no such shift.
    """
    row = session.get(Shift, shift_id, with_for_update=True)
    if row is None:
        raise NotFound("shift", shift_id)
    require(actor, Action.BOOK, row.unit_id)
    if row.kind is not ShiftKind.COVER or row.need_id is None:
        raise Conflict("shift_not_cover", {"shift": shift_id})
    if row.status not in OCCUPYING:
        raise Conflict("shift_cancelled", {"shift": shift_id})
    if row.starts_at <= now:
        raise Conflict("shift_begun", {"shift": shift_id})
    need.release(session, [row.need_id], actor=actor, now=now)


def own_shifts(
    session: Session, *, person_id: int, starts_at: datetime, ends_at: datetime
) -> list[OwnShift]:
    """Return a person's shifts in a time, the cancelled ones too; one query.

    Args:
        session: an open session.
        person_id: whose.
        starts_at: shifts that end after this, UTC.
        ends_at: shifts that start before this, UTC.

    Returns:
        The shifts in the order of their starts.
    """
    query = (
        select(Shift, Unit.code, Unit.name, Unit.area_code)
        .join(Unit)
        .where(Shift.person_id == person_id)
        .where(Shift.ends_at > starts_at, Shift.starts_at < ends_at)
        .order_by(Shift.starts_at, Shift.id)
    )
    return [
        OwnShift(
            id=row.id,
            uid=row.uid,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            unpaid_break_minutes=row.unpaid_break_minutes,
            unit_code=code,
            unit_name=name,
            area=area,
            kind=row.kind,
            status=row.status,
            need_id=row.need_id,
        )
        for row, code, name, area in session.execute(query)
    ]
