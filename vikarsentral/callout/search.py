"""A search for cover: start it, let it go on wave by wave, stop it.

Everyone lawful is asked in the agreed order, a few at a time. In a wave the highest-ranked yes
wins, however fast the others are. When nobody is left to ask, the search says so, and that is
what opens the gate to a staffing agency.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from vikarsentral import audit, compound, offer, shift
from vikarsentral.access import Action, Actor, require, system
from vikarsentral.callout import chances, widening
from vikarsentral.callout.people import Askable, in_order
from vikarsentral.callout.step import Step, next_step
from vikarsentral.errors import Conflict, NotFound, Unlawful
from vikarsentral.offer import late
from vikarsentral.offer.rows import ASKABLE, lock_need
from vikarsentral.tables import (
    Callout,
    CalloutState,
    CalloutWave,
    Compound,
    CompoundState,
    Need,
    NeedStatus,
    Offer,
    OfferMode,
    OfferState,
)

WHO = "callout"


def start(session: Session, *, need_id: int, actor: Actor, now: datetime) -> Callout:
    """Start to look for cover; one that runs already is left as it is.

    Args:
        session: an open session; the caller commits.
        need_id: the need.
        actor: who starts it; must lead the unit or coordinate.
        now: UTC.

    Returns:
        The search, with its first wave sent where anybody may be asked now.

    Raises:
        Conflict: `need_not_open`.
        NotAllowed: the actor may not send offers at the unit.
        NotFound: there is no such need.
    """
    need = lock_need(session, need_id)
    require(actor, Action.SEND_OFFER, need.unit_id)
    running = running_of(session, need_id)
    if running is not None:
        return running
    if need.status not in ASKABLE or need.ends_at <= now:
        raise Conflict("need_not_open", {"need": need_id, "status": need.status.value})
    row = Callout(need_id=need_id, started_by=actor.label, started_at=now, next_at=now)
    session.add(row)
    session.flush()
    _record(session, row, "callout.started", actor.label, now)
    _go_on(session, row, need, now)
    return row


def stop(session: Session, *, need_id: int, actor: Actor, now: datetime) -> None:
    """Stop looking; everyone who still waits gets a last word. Stopped again changes nothing.

    Args:
        session: an open session; the caller commits.
        need_id: the need.
        actor: who stops it; must lead the unit or coordinate.
        now: UTC.

    Raises:
        NotAllowed: the actor may not send offers at the unit.
        NotFound: there is no such need.
    """
    need = lock_need(session, need_id)
    require(actor, Action.SEND_OFFER, need.unit_id)
    row = running_of(session, need_id)
    if row is None:
        return
    for offer_id in _open_offers(session, need_id):
        offer.withdraw(session, offer_id=offer_id, actor=system(WHO), now=now)
    _end(session, row, CalloutState.STOPPED, now, actor.label)


def due(session: Session, now: datetime) -> list[int]:
    """Find the needs whose search has something to do.

    Args:
        session: an open session; nothing is locked.
        now: UTC.

    Returns:
        Ids of needs, in order.
    """
    # A wave whose people have all answered is over before its window is.
    wave_over = (
        exists()
        .where(CalloutWave.callout_id == Callout.id, Offer.id == CalloutWave.offer_id)
        .where(Offer.state != OfferState.OPEN, Offer.window_ends_at == Callout.next_at)
    )
    parts_over = exists().where(
        Compound.need_id == Callout.need_id,
        Compound.state == CompoundState.FAILED,
        Compound.window_ends_at == Callout.next_at,
    )
    query = (
        select(Callout.need_id)
        .join(Need, Need.id == Callout.need_id)
        .where(Callout.state == CalloutState.RUNNING)
        .where((Callout.next_at <= now) | Need.status.not_in(ASKABLE) | wave_over | parts_over)
        .order_by(Callout.need_id)
    )
    return list(session.scalars(query))


def go_on(session: Session, need_id: int, now: datetime) -> None:
    """Take the next step of a need's search, if it runs.

    Args:
        session: an open session; the caller commits.
        need_id: the need.
        now: UTC.

    Raises:
        NotFound: there is no such need.
    """
    need = lock_need(session, need_id)
    row = running_of(session, need_id)
    if row is not None:
        offer.settle_due(session, now, need_id=need_id)
        session.refresh(need)
        _go_on(session, row, need, now)


def _go_on(session: Session, row: Callout, need: Need, now: datetime) -> None:
    if need.status is NeedStatus.COVERED:
        _end(session, row, CalloutState.COVERED, now)
        return
    if need.status not in ASKABLE or need.ends_at <= now:
        _end(session, row, CalloutState.STOPPED, now)
        return
    widening.widen(session, need, now)
    if waiting := _open_offers(session, need.id):
        row.next_at = session.scalars(
            select(func.min(Offer.window_ends_at)).where(Offer.id.in_(waiting))
        ).one()
        return
    _ask_next(session, row, need, now)


def _ask_next(session: Session, row: Callout, need: Need, now: datetime) -> None:
    left = in_order(session, need.id, now)
    row.left_in_peace = len(left)
    if _take_late(session, row, need, left, now):
        return
    step = next_step(left, starts_at=need.starts_at, ends_at=need.ends_at, now=now)
    if step.stage is None:
        if step.until is None:
            _put_together(session, row, need, now)
        else:
            row.next_at = step.until
        return
    if step.chosen[0].is_direct_ok and _book(session, need, step.chosen[0], now):
        _end(session, row, CalloutState.COVERED, now)
        return
    _send(session, row, need, step, now)
    row.left_in_peace = len(left) - len(step.chosen)


def _take_late(
    session: Session, row: Callout, need: Need, left: Sequence[Askable], now: datetime
) -> bool:
    """Take the first of those who said yes when their question was over; False without any."""
    noted = late.waiting(session, row.id)
    chosen = tuple(one for one in left if one.person_id in noted)[:1]
    if not chosen:
        return False
    until = chances.window(need.starts_at, need.ends_at, now)
    sent = _send(session, row, need, Step(chosen[0].stage, chosen, until), now, is_yes=True)
    offer.settle_one(session, sent, now)
    session.refresh(need)
    if need.status is NeedStatus.COVERED:
        _end(session, row, CalloutState.COVERED, now)
    return True


def _put_together(session: Session, row: Callout, need: Need, now: datetime) -> None:
    """Try with several people where nobody is left who can come for the whole shift."""
    until = chances.window(need.starts_at, need.ends_at, now)
    tried = compound.put_together(session, need, until=until, actor=system(WHO), now=now)
    if tried.is_booked:
        _end(session, row, CalloutState.COVERED, now)
    elif tried.compound_id is not None:
        row.next_at = until
    elif later := widening.wait_until(need, tried.wait_until, now):
        row.next_at = later
    else:
        _end(session, row, CalloutState.EXHAUSTED, now)
    session.flush()


def _book(session: Session, need: Need, one: Askable, now: datetime) -> bool:
    """Book one who has said yes beforehand; False when the roster says otherwise by now."""
    try:
        with session.begin_nested():
            shift.book(
                session, need_id=need.id, person_id=one.person_id, actor=system(WHO), now=now
            )
    except (Conflict, NotFound, Unlawful):
        return False
    return True


def _send(
    session: Session,
    row: Callout,
    need: Need,
    step: Step,
    now: datetime,
    *,
    is_yes: bool = False,
) -> int:
    until = step.until or need.ends_at
    ids = tuple(one.person_id for one in step.chosen)
    order = offer.OfferOrder(
        need.id,
        ids,
        until,
        OfferMode.EXCLUSIVE,
        yes_from=frozenset(ids if is_yes else ()),
    )
    offer_id = offer.send(session, order, actor=system(WHO), now=now)
    number = (
        1
        + session.scalars(
            select(func.count()).select_from(CalloutWave).where(CalloutWave.callout_id == row.id)
        ).one()
    )
    wave = CalloutWave(callout_id=row.id, offer_id=offer_id, stage=step.stage, number=number)
    session.add(wave)
    row.next_at = until
    session.flush()
    return offer_id


def _open_offers(session: Session, need_id: int) -> list[int]:
    query = select(Offer.id).where(Offer.need_id == need_id, Offer.state == OfferState.OPEN)
    return list(session.scalars(query.order_by(Offer.id)))


def running_of(session: Session, need_id: int) -> Callout | None:
    """Return the search that runs for a need, as it is now; None where none does.

    Args:
        session: an open session that holds the need's lock.
        need_id: the need.
    """
    query = select(Callout).where(
        Callout.need_id == need_id, Callout.state == CalloutState.RUNNING
    )
    return session.scalars(query, execution_options={"populate_existing": True}).one_or_none()


def _end(
    session: Session, row: Callout, state: CalloutState, now: datetime, who: str = WHO
) -> None:
    row.state, row.ended_at, row.next_at = state, now, None
    session.flush()
    late.close(session, row.id, session.get_one(Need, row.need_id), now)
    _record(session, row, f"callout.{state.value}", who, now)


def _record(session: Session, row: Callout, kind: str, who: str, now: datetime) -> None:
    audit.write(
        session,
        actor=who,
        now=now,
        kind=kind,
        subject=("need", row.need_id),
        data={"callout": row.id, "left_in_peace": row.left_in_peace},
    )
