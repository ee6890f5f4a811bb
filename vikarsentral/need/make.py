"""Make needs from an absence, and withdraw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import absence
from vikarsentral.access import Action, Actor, require
from vikarsentral.clock import OSLO
from vikarsentral.errors import Conflict, NotFound
from vikarsentral.need.cover import decline_orders, release
from vikarsentral.need.extra import NeedOrder, need_row, record
from vikarsentral.need.price import PriceLine, agency_price, price_list
from vikarsentral.tables import (
    Need,
    NeedStatus,
    Pin,
    Post,
    Shift,
    Unit,
)


@dataclass(frozen=True, slots=True)
class FromAbsence:
    """What a reported absence led to: needs made anew, and needs that stand open again."""

    absence_id: int
    need_ids: tuple[int, ...]
    reopened: tuple[int, ...]


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
        record(session, need_id, "need.opened", actor, now, {"absence": reported.absence_id})
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
        need = need_row(order, _price(prices, sector, order), actor, now)
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


def _reopen(session: Session, shift_ids: Sequence[int]) -> list[int]:
    query = select(Need).join(Shift, Shift.need_id == Need.id).where(Shift.id.in_(shift_ids))
    reopened = []
    for need in session.scalars(query.order_by(Need.id)):
        need.status = NeedStatus.OPEN
        reopened.append(need.id)
    session.flush()
    return reopened


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
        record(session, need.id, "need.withdrawn", actor, now, {})
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
