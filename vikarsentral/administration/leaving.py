"""Someone leaves: they are shut out at once, asked no more, and their work to come is freed.

What they have worked stays. Everything happens in one transaction, or not at all.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from vikarsentral import commitments, ical, need
from vikarsentral.access import Action, deactivate_user, require
from vikarsentral.administration.changes import Act
from vikarsentral.administration.last_admin import admins, keep_an_admin, one_at_a_time
from vikarsentral.administration.people import person_row
from vikarsentral.clock import OSLO
from vikarsentral.commitments.labour import week_of
from vikarsentral.need.extra import NeedOrder, need_row, record
from vikarsentral.need.make import urgency
from vikarsentral.need.price import price_list
from vikarsentral.offer import settle
from vikarsentral.offer.rows import hold
from vikarsentral.tables import (
    OCCUPYING,
    AnswerState,
    ApiToken,
    Contact,
    DutyChange,
    DutyChangeState,
    Message,
    MessageState,
    Offer,
    OfferAnswer,
    OfferState,
    Pin,
    Post,
    PushSubscription,
    Shift,
    ShiftKind,
    ShiftLead,
    ShiftStatus,
    Unit,
    User,
)

ALIVE = (AnswerState.ASKED, AnswerState.NOTED)


@dataclass(frozen=True, slots=True)
class Left:
    """How much ended when a person left."""

    users: int
    tokens: int
    feeds: int
    offers: int
    needs: int


def deactivate_person(session: Session, person_id: int, *, act: Act) -> Left:
    """Shut a person out at once and free their work to come into needs.

    Args:
        session: an open session; the caller commits.
        person_id: who leaves.
        act: who decides and when.

    Returns:
        How much ended; nothing the second time.

    Raises:
        Conflict: `last_admin`: nobody else could administer any more.
        NotAllowed: the actor may not.
        NotFound: there is no such person.
    """
    require(act.actor, Action.MANAGE_PEOPLE)
    # Offers first: whatever decides about a need locks the need before the person.
    offers = _leave_offers(session, person_id, act)
    person = person_row(session, person_id)
    if not person.is_active:
        return Left(0, 0, 0, 0, 0)
    person.is_active = False
    session.flush()
    users, tokens = _shut_out(session, person_id, act)
    feeds = int(ical.revoke(session, person_id, act.now))
    needs = _free_shifts(session, person_id, act)
    session.execute(delete(Pin).where(Pin.person_id == person_id))
    _close_questions(session, person_id, act)
    left = Left(users, tokens, feeds, offers, needs)
    act.record(session, "person.deactivated", ("person", person_id), asdict(left))
    return left


def reactivate_person(session: Session, person_id: int, *, act: Act) -> None:
    """Count a person among the active again; user, calendar and shifts do not come back.

    Args:
        session: an open session; the caller commits.
        person_id: who.
        act: who decides and when.

    Raises:
        NotAllowed: the actor may not.
        NotFound: there is no such person.
    """
    require(act.actor, Action.MANAGE_PEOPLE)
    person = person_row(session, person_id)
    if person.is_active:
        return
    person.is_active = True
    session.flush()
    act.record(session, "person.reactivated", ("person", person_id))


def _leave_offers(session: Session, person_id: int, act: Act) -> int:
    query = (
        select(Offer.id)
        .join(OfferAnswer, OfferAnswer.offer_id == Offer.id)
        .where(Offer.state == OfferState.OPEN)
        .where(OfferAnswer.person_id == person_id, OfferAnswer.state.in_(ALIVE))
        .order_by(Offer.need_id, Offer.id)
    )
    left = 0
    for offer_id in list(session.scalars(query)):
        held = hold(session, offer_id)
        own = held.answer_of(person_id)
        if held.offer.state is OfferState.OPEN and own.state in ALIVE:
            own.state = AnswerState.CLOSED
            session.flush()
            settle.settle(session, held, act.now)
            left += 1
    return left


def _shut_out(session: Session, person_id: int, act: Act) -> tuple[int, int]:
    user = session.scalar(select(User).where(User.person_id == person_id))
    if user is None:
        return 0, 0
    one_at_a_time(session)
    _end_leads(session, user, act)
    live = select(ApiToken).where(ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None))
    tokens = list(session.scalars(live.with_for_update()))
    for token in tokens:
        token.revoked_at = act.now
    if not user.is_active:
        return 0, len(tokens)
    was_admin = user.id in admins(session, act.now)
    deactivate_user(session, login=user.login, actor=act.actor, now=act.now)
    if was_admin:
        keep_an_admin(session, act.now)
    return 1, len(tokens)


def _end_leads(session: Session, user: User, act: Act) -> None:
    """End the times the user leads a shift, now and later, with a line in the record for each."""
    query = (
        select(ShiftLead)
        .where(ShiftLead.user_id == user.id, ShiftLead.ended_at.is_(None))
        .where(ShiftLead.ends_at > act.now)
        .order_by(ShiftLead.id)
        .with_for_update()
    )
    for row in list(session.scalars(query)):
        row.ended_at = act.now
        unit = session.get_one(Unit, row.unit_id)
        span = {"starts_at": row.starts_at.isoformat(), "ends_at": row.ends_at.isoformat()}
        facts = {"id": row.id, "login": user.login, **span}
        act.record(session, "shift_lead.ended", ("unit", unit.code), facts)
    session.flush()


def _free_shifts(session: Session, person_id: int, act: Act) -> int:
    query = (
        select(Shift)
        .where(Shift.person_id == person_id, Shift.status.in_(OCCUPYING))
        .where(Shift.starts_at > act.now)
        .order_by(Shift.starts_at, Shift.id)
        .with_for_update()
    )
    shifts = list(session.scalars(query))
    cover = [one.need_id for one in shifts if one.need_id is not None]
    need.release(session, cover, actor=act.actor, now=act.now, tell=False)
    for need_id in cover:
        record(session, need_id, "need.opened", act.actor, act.now, {"person": person_id})
    rota = [one for one in shifts if one.kind is ShiftKind.ROTA]
    _open_needs(session, person_id, rota, act)
    return len(shifts)


def _open_needs(session: Session, person_id: int, rota: list[Shift], act: Act) -> None:
    for shift in rota:
        shift.status = ShiftStatus.CANCELLED
        shift.sequence += 1
        shift.changed_at = act.now
    session.flush()
    prices = price_list(session, act.now.astimezone(OSLO).date())
    units = select(Unit.id, Unit.sector_code).where(Unit.id.in_({one.unit_id for one in rota}))
    sectors: dict[int, str] = dict(session.execute(units).all())
    role = session.scalars(
        select(Post.role_code).where(Post.person_id == person_id).order_by(Post.id)
    ).first()
    for shift in rota:
        order = NeedOrder(
            shift.unit_id,
            shift.starts_at,
            shift.ends_at,
            shift.unpaid_break_minutes,
            tuple(shift.requires or ([role] if role else [])),
        )
        price = need.agency_price(
            prices,
            sector=sectors[shift.unit_id],
            requires=order.requires,
            starts_at=order.starts_at,
            ends_at=order.ends_at,
        )
        row = need_row(order, price, act.actor, act.now)
        row.replaces_shift_id = shift.id
        row.priority = urgency(shift.starts_at, act.now)
        session.add(row)
        session.flush()
        record(session, row.id, "need.opened", act.actor, act.now, {"person": person_id})
    commitments.recount(session, {week_of(shift) for shift in rota})


def _close_questions(session: Session, person_id: int, act: Act) -> None:
    """Ask nothing more, and let nothing leave that was written to them.

    A yes to being booked unasked does not come back should they begin again.
    """
    session.execute(
        update(Contact)
        .where(Contact.person_id == person_id, Contact.is_direct_booking_ok)
        .values(is_direct_booking_ok=False, version=Contact.version + 1)
        .execution_options(synchronize_session="fetch")
    )
    session.execute(delete(PushSubscription).where(PushSubscription.person_id == person_id))
    session.execute(
        update(DutyChange)
        .where(DutyChange.person_id == person_id, DutyChange.state == DutyChangeState.ASKED)
        .values(state=DutyChangeState.CLOSED, answered_at=act.now)
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(Message)
        .where(Message.person_id == person_id, Message.state == MessageState.QUEUED)
        .values(state=MessageState.EXPIRED)
        .execution_options(synchronize_session=False)
    )
