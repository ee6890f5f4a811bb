"""Make needs from an absence or from a wish for more hands, and withdraw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import absence, audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Conflict, Fault, NotFound
from vikarsentral.need.cover import decline_orders, release
from vikarsentral.need.price import PriceLine, agency_price, price_list
from vikarsentral.tables import (
    Competence,
    Need,
    NeedStatus,
    Pin,
    Post,
    Shift,
    Unit,
)

LONGEST = timedelta(hours=48)
PRIORITIES = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class FromAbsence:
    """What a reported absence led to: needs made anew, and needs that stand open again."""

    absence_id: int
    need_ids: tuple[int, ...]
    reopened: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NeedOrder:
    """What is asked for when a unit needs one more person.

    Attributes:
        unit_id: the unit.
        starts_at: UTC.
        ends_at: UTC, at most 48 hours later.
        unpaid_break_minutes: 0 or more, at most the whole stretch.
        requires: codes of competences.
        priority: 1 (first), 2 or 3.
    """

    unit_id: int
    starts_at: datetime
    ends_at: datetime
    unpaid_break_minutes: int = 0
    requires: tuple[str, ...] = ()
    priority: int = 2


def cover_absence(
    session: Session,
    *,
    person_id: int,
    starts_at: datetime,
    ends_at: datetime,
    actor: Actor,
    now: datetime,
) -> FromAbsence:
    """Report an absence and make a need of every own shift it releases.

    Times, unit and competences are those of the shift; nothing has to be typed. A cover shift
    of the absent person leaves its need open again.

    Args:
        session: an open session; the caller commits.
        person_id: who is away.
        starts_at: from, UTC.
        ends_at: to, UTC.
        actor: who reports.
        now: UTC.

    Returns:
        The absence and its needs, in the order of their starts.

    Raises:
        BadInput: the time is empty or too long.
        Conflict: `already_absent`.
        NotAllowed: the actor leads no unit of this person.
        NotFound: there is no such person.
    """
    reported = absence.report(
        session,
        person_id=person_id,
        starts_at=starts_at,
        ends_at=ends_at,
        actor=actor,
        now=now,
    )
    made = _from_shifts(session, reported, person_id, actor, now)
    reopened = tuple(_reopen(session, reported.cover))
    for need_id in (*made, *reopened):
        _record(session, need_id, "need.opened", actor, now, {"absence": reported.absence_id})
    return FromAbsence(reported.absence_id, made, reopened)


def _from_shifts(
    session: Session, reported: absence.Reported, person_id: int, actor: Actor, now: datetime
) -> tuple[int, ...]:
    query = select(Shift, Unit.sector_code).join(Unit).where(Shift.id.in_(reported.rota))
    rows = session.execute(query.order_by(Shift.starts_at, Shift.id)).all()
    prices = price_list(session, now.astimezone(OSLO).date())
    needs = []
    for shift, sector in rows:
        requires = shift.requires or _role_at(session, person_id, shift)
        order = NeedOrder(
            shift.unit_id,
            shift.starts_at,
            shift.ends_at,
            shift.unpaid_break_minutes,
            tuple(requires),
        )
        need = _need(order, _price(prices, sector, order), actor, now)
        need.absence_id = reported.absence_id
        need.replaces_shift_id = shift.id
        need.priority = urgency(shift.starts_at, now)
        needs.append(need)
    session.add_all(needs)
    session.flush()
    return tuple(need.id for need in needs)


def urgency(starts_at: datetime, now: datetime) -> int:
    """Return the priority of a need that an absence makes: 1 inside two days, else 2.

    Args:
        starts_at: when it starts, UTC.
        now: UTC.
    """
    return 1 if starts_at - now <= timedelta(days=2) else 2


def _role_at(session: Session, person_id: int, shift: Shift) -> list[str]:
    query = select(Post.role_code).where(Post.person_id == person_id)
    query = query.where((Post.unit_id == shift.unit_id) | Post.unit_id.is_(None))
    role = session.scalars(query.order_by(Post.unit_id.nulls_last(), Post.id)).first()
    return [] if role is None else [role]


def _price(prices: Sequence[PriceLine], sector: str, order: NeedOrder) -> int | None:
    return agency_price(
        prices,
        sector=sector,
        requires=order.requires,
        starts_at=order.starts_at,
        ends_at=order.ends_at,
    )


def _need(order: NeedOrder, price: int | None, actor: Actor, now: datetime) -> Need:
    return Need(
        unit_id=order.unit_id,
        starts_at=order.starts_at,
        ends_at=order.ends_at,
        unpaid_break_minutes=order.unpaid_break_minutes,
        requires=list(order.requires),
        priority=order.priority,
        is_agency_allowed=price is not None,
        agency_ore_per_hour=price,
        created_by=actor.label,
        created_at=now,
    )


def _reopen(session: Session, shift_ids: Sequence[int]) -> list[int]:
    query = select(Need).join(Shift, Shift.need_id == Need.id).where(Shift.id.in_(shift_ids))
    reopened = []
    for need in session.scalars(query.order_by(Need.id)):
        need.status = NeedStatus.OPEN
        reopened.append(need.id)
    session.flush()
    return reopened


def extra(session: Session, order: NeedOrder, *, actor: Actor, now: datetime) -> int:
    """Ask for one more person at a unit, without anybody being away.

    It may not go to an agency: nobody is replaced.

    Args:
        session: an open session; the caller commits.
        order: what is asked for.
        actor: who asks; must lead the unit.
        now: UTC.

    Returns:
        The need's id.

    Raises:
        BadInput: times, break, competences or priority are wrong; all faults at once.
        NotAllowed: the actor does not lead the unit.
        NotFound: there is no such unit.

    Source: AML § 14-12 (1), § 14-9 (2) b.
    """
    require(actor, Action.CREATE_NEED, order.unit_id)
    unit = session.get(Unit, order.unit_id)
    if unit is None or not unit.is_active:
        raise NotFound("unit", order.unit_id)
    if faults := _faults(session, order, now):
        raise BadInput(faults)
    need = _need(order, None, actor, now)
    session.add(need)
    session.flush()
    _record(session, need.id, "need.opened", actor, now, {})
    return need.id


def _faults(session: Session, order: NeedOrder, now: datetime) -> list[Fault]:
    faults = []
    length = order.ends_at - order.starts_at
    if not timedelta() < length <= LONGEST:
        faults.append(Fault("ends_at", "is not in the 48 hours after the start", "48 hours"))
    if order.ends_at <= now:
        faults.append(Fault("starts_at", "is over", "a time to come"))
    if (
        not timedelta()
        <= timedelta(minutes=order.unpaid_break_minutes)
        <= max(length, timedelta())
    ):
        faults.append(Fault("unpaid_break", "does not fit", "0 up to the whole stretch"))
    if order.priority not in PRIORITIES:
        faults.append(Fault("priority", f"{order.priority} is unknown", "1, 2 or 3"))
    known = set(session.scalars(select(Competence.code)))
    for index, code in enumerate(order.requires):
        if code not in known:
            allowed = "a competence of the register"
            faults.append(Fault(f"requires/{index}", f"{code!r} is unknown", allowed))
    return faults


def withdraw(session: Session, *, need_id: int, actor: Actor, now: datetime) -> None:
    """Withdraw a need that nobody is needed for any more; a cover is cancelled with notice.

    Args:
        session: an open session; the caller commits.
        need_id: the need.
        actor: who withdraws it; must lead the unit.
        now: UTC.

    Raises:
        Conflict: `need_withdrawn` when it already is, `need_begun` when it is covered and
            the work has begun.
        NotAllowed: the actor does not lead the unit.
        NotFound: there is no such need.
    """
    need = session.get(Need, need_id, with_for_update=True)
    if need is None:
        raise NotFound("need", need_id)
    require(actor, Action.CREATE_NEED, need.unit_id)
    if need.status is NeedStatus.WITHDRAWN:
        raise Conflict("need_withdrawn", {"need": need_id})
    if need.status is NeedStatus.COVERED and need.starts_at <= now:
        raise Conflict("need_begun", {"need": need_id})
    _close(session, [need], actor, now)


def _close(session: Session, needs: list[Need], actor: Actor, now: datetime) -> None:
    release(session, [need.id for need in needs], actor=actor, now=now)
    decline_orders(session, [need.id for need in needs])
    for need in needs:
        need.status = NeedStatus.WITHDRAWN
        if (pin := session.get(Pin, need.id)) is not None:
            session.delete(pin)
        _record(session, need.id, "need.withdrawn", actor, now, {})
    session.flush()


def withdraw_absence(
    session: Session, *, absence_id: int, actor: Actor, now: datetime
) -> tuple[int, ...]:
    """Take an absence back: the person comes after all.

    Needs that nobody has yet are withdrawn. Who has already been given a shift keeps it and
    is a reinforcement: what was promised is not taken back without somebody deciding so.

    Args:
        session: an open session; the caller commits.
        absence_id: the absence.
        actor: who takes it back.
        now: UTC.

    Returns:
        Ids of the needs that were withdrawn.

    Raises:
        Conflict: `absence_withdrawn`, or `person_busy` when the person has other work by now.
        NotAllowed: the actor leads no unit of this person.
        NotFound: there is no such absence.
    """
    back = absence.withdraw(session, absence_id=absence_id, actor=actor, now=now)
    query = (
        select(Need)
        .where(Need.absence_id == absence_id, Need.replaces_shift_id.in_(back))
        .where(Need.status.in_((NeedStatus.OPEN, NeedStatus.AGENCY)))
        .order_by(Need.id)
        .with_for_update()
    )
    needs = list(session.scalars(query))
    _close(session, needs, actor, now)
    return tuple(need.id for need in needs)


def _record(
    session: Session,
    need_id: int,
    kind: str,
    actor: Actor,
    now: datetime,
    data: dict[str, object],
) -> None:
    audit.write(
        session, actor=actor.label, now=now, kind=kind, subject=("need", need_id), data=data
    )
