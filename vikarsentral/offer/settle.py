"""Decide an offer: the highest-ranked yes, the first yes, or nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit, need, preference
from vikarsentral.access import system
from vikarsentral.errors import Conflict
from vikarsentral.offer import lawful, texts, together
from vikarsentral.offer.ending import ALIVE, close, end
from vikarsentral.offer.rows import ASKABLE, Held, hold, lock_person
from vikarsentral.tables import (
    AnswerState,
    Need,
    NeedStatus,
    Offer,
    OfferAnswer,
    OfferMode,
    OfferState,
    ShiftStatus,
)


def due(session: Session, now: datetime, *, need_id: int | None = None) -> list[int]:
    """Find the open offers whose window has ended or whose need is gone.

    Args:
        session: an open session; nothing is locked.
        now: UTC.
        need_id: only offers about this need; None for all.

    Returns:
        Row ids, in the order of needs.
    """
    query = (
        select(Offer.id)
        .join(Need, Need.id == Offer.need_id)
        .where(Offer.state == OfferState.OPEN)
        .where((Offer.window_ends_at <= now) | Need.status.not_in(ASKABLE))
        .order_by(Need.id, Offer.id)
    )
    if need_id is not None:
        query = query.where(Offer.need_id == need_id)
    return list(session.scalars(query))


def settle_one(session: Session, offer_id: int, now: datetime) -> None:
    """Decide one offer as far as it can be decided now; one that is over stays as it is.

    Args:
        session: an open session; the caller commits.
        offer_id: the offer.
        now: UTC.

    Raises:
        NotFound: there is no such offer.
    """
    settle(session, hold(session, offer_id), now)


def settle_due(session: Session, now: datetime, *, need_id: int | None = None) -> int:
    """Decide every offer that is due, in one transaction.

    Args:
        session: an open session; the caller commits.
        now: UTC.
        need_id: only offers about this need; None for all.

    Returns:
        How many were due.
    """
    found = due(session, now, need_id=need_id)
    for offer_id in found:
        settle_one(session, offer_id, now)
    return len(found)


def close_for_need(session: Session, need_id: int, now: datetime) -> None:
    """End what is asked about a need that was booked by hand or withdrawn.

    Args:
        session: an open session; the caller commits.
        need_id: the need.
        now: UTC.
    """
    settle_due(session, now, need_id=need_id)


def settle(session: Session, held: Held, now: datetime) -> None:
    """Decide one offer as far as it can be decided now.

    Args:
        session: an open session; the caller commits.
        held: the locked rows.
        now: UTC.

    Source: contract 5 (the highest-ranked yes wins when the window ends or all above it have
        answered).
    """
    if held.offer.state is not OfferState.OPEN:
        return
    if held.offer.compound_id is not None:
        together.settle(session, held, now)
        return
    if held.need.status not in ASKABLE and not _has_places(held):
        gone = held.need.status is NeedStatus.WITHDRAWN
        end(session, held, OfferState.WITHDRAWN if gone else OfferState.SETTLED, now)
        return
    over = held.offer.window_ends_at <= now
    if held.offer.mode is OfferMode.EXCLUSIVE:
        while (winner := _winner(held.answers, over=over)) is not None:
            if give(session, held, held.need, winner, now):
                end(session, held, OfferState.SETTLED, now)
                return
            close(session, held, [winner], texts.OVER, now)
    if over or not any(answer.state in ALIVE for answer in held.answers):
        won = any(answer.state is AnswerState.YOURS for answer in held.answers)
        end(session, held, OfferState.SETTLED if won else OfferState.EXPIRED, now)


def _has_places(held: Held) -> bool:
    """Tell whether an open offer of several places may still have one."""
    return held.offer.places > 1 and held.need.status is NeedStatus.COVERED


def _winner(answers: Iterable[OfferAnswer], *, over: bool) -> OfferAnswer | None:
    """Return the highest-ranked yes that nobody above can overtake any more."""
    for answer in answers:
        if answer.state is AnswerState.NOTED:
            return answer
        if answer.state is AnswerState.ASKED and not over:
            return None
    return None


def give(session: Session, held: Held, wanted: Need, answer: OfferAnswer, now: datetime) -> bool:
    """Give a need to the one who said yes, if the rules allow it as the roster is now.

    Args:
        session: an open session; the caller commits.
        held: the locked rows of the offer.
        wanted: the need to give, locked.
        answer: whose yes.
        now: UTC.

    Returns:
        Whether it was given; where not, nothing has changed.
    """
    lock_person(session, answer.person_id)
    if lawful.receipts(session, wanted.id, [answer.person_id], now):
        return False
    try:
        with session.begin_nested():
            preference.witness(
                session,
                need_id=wanted.id,
                person_id=answer.person_id,
                actor=system("offer"),
                now=now,
            )
            need.assign(
                session,
                [need.Assignment(wanted.id, answer.person_id)],
                status=ShiftStatus.CONFIRMED,
                actor=system("offer"),
                now=now,
                tell=False,
            )
    except Conflict:
        return False
    answer.state = AnswerState.YOURS
    session.flush()
    texts.tell(session, held.offer, wanted, texts.YOURS, [answer.person_id], now)
    audit.write(
        session,
        actor="offer",
        now=now,
        kind="offer.won",
        subject=("need", wanted.id),
        data={"offer": held.offer.id, "person": answer.person_id, "rank": answer.rank},
    )
    return True
