"""A yes that comes when the time to answer is out, while the search still looks.

It is no answer to the question, which is over and told as such. It is noted for the search: before
anybody else is asked, those who have said so are taken in the agreed order. Nobody is held to it,
and whoever was told that it is noted is told how it ended.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.orm import Session, aliased

from vikarsentral import audit
from vikarsentral.errors import Unlawful
from vikarsentral.offer import lawful, texts
from vikarsentral.offer.rows import ASKABLE, Held
from vikarsentral.offer.settle import settle
from vikarsentral.tables import (
    AnswerState,
    Callout,
    CalloutState,
    CalloutWave,
    Event,
    Need,
    NeedStatus,
    Offer,
    OfferAnswer,
    OfferState,
)

TAKEN_BACK = "offer.late_no"
_IS_LATE = (
    (Offer.state == OfferState.EXPIRED)
    & (OfferAnswer.state == AnswerState.CLOSED)
    & (OfferAnswer.answered_at >= Offer.settled_at)
)


def looks_on() -> ColumnElement[bool]:
    """Return whether the search that asked an offer's question still looks; beside `Offer`."""
    return (
        exists()
        .where(CalloutWave.offer_id == Offer.id, Callout.id == CalloutWave.callout_id)
        .where(Callout.state == CalloutState.RUNNING)
    )


def is_late_yes(offer: Offer, answer: OfferAnswer) -> bool:
    """Tell whether somebody has said yes after the question was over.

    Args:
        offer: the question.
        answer: theirs.
    """
    return (
        offer.state is OfferState.EXPIRED
        and answer.state is AnswerState.CLOSED
        and answer.answered_at is not None
        and offer.settled_at is not None
        and answer.answered_at >= offer.settled_at
    )


def take(session: Session, held: Held, answer: OfferAnswer, now: datetime) -> bool:
    """Note a yes for the search where its question is over; noted again it is one yes.

    Args:
        session: an open session; the caller commits.
        held: the locked rows of the offer.
        answer: whose yes.
        now: UTC.

    Returns:
        Whether it is noted; False where the question is not over, or nobody looks any more.

    Raises:
        Unlawful: it would break a rule as the roster is now; carries the receipts.
    """
    if not _may_be_late(session, held, now):
        return False
    settle(session, held, now)
    if held.offer.state is not OfferState.EXPIRED or answer.state is not AnswerState.CLOSED:
        return False
    if held.need.status not in ASKABLE:
        return False
    if is_late_yes(held.offer, answer):
        return True
    if receipts := lawful.receipts(session, held.need.id, [answer.person_id], now):
        raise Unlawful(receipts)
    # A request that began before the question was settled still comes after it.
    answer.answered_at = max(now, held.offer.settled_at or now)
    session.execute(
        update(Callout)
        .where(Callout.need_id == held.need.id, Callout.state == CalloutState.RUNNING)
        .values(next_at=now)
    )
    session.flush()
    _record(session, held, answer, "offer.late_yes", now)
    return True


def _may_be_late(session: Session, held: Held, now: datetime) -> bool:
    is_over = held.offer.state is OfferState.EXPIRED or (
        held.offer.state is OfferState.OPEN and held.offer.window_ends_at <= now
    )
    if not is_over or held.offer.compound_id is not None or held.need.ends_at <= now:
        return False
    return session.scalar(select(looks_on()).where(Offer.id == held.offer.id)) is True


def take_back(session: Session, held: Held, answer: OfferAnswer, now: datetime) -> bool:
    """Forget a late yes where its person cannot come after all.

    Args:
        session: an open session; the caller commits.
        held: the locked rows of the offer.
        answer: whose yes.
        now: UTC.

    Returns:
        Whether there was one.
    """
    if not is_late_yes(held.offer, answer) or held.need.status is NeedStatus.COVERED:
        return False
    answer.answered_at = None
    session.flush()
    _record(session, held, answer, TAKEN_BACK, now)
    return True


def is_taken_back(session: Session, held: Held, answer: OfferAnswer) -> bool:
    """Tell whether somebody has taken a late yes back; said again it is one no.

    Args:
        session: an open session.
        held: the locked rows of the offer.
        answer: theirs.
    """
    if answer.state is not AnswerState.CLOSED or answer.answered_at is not None:
        return False
    told = (
        select(Event.id)
        .where(Event.subject_kind == "need", Event.subject_id == str(held.need.id))
        .where(Event.kind == TAKEN_BACK)
        .where(Event.data.contains({"offer": held.offer.id, "person": answer.person_id}))
    )
    return session.scalars(told).first() is not None


def _record(session: Session, held: Held, answer: OfferAnswer, kind: str, now: datetime) -> None:
    audit.write(
        session,
        actor=f"p{answer.person_id}",
        now=now,
        kind=kind,
        subject=("need", held.need.id),
        data={"offer": held.offer.id, "person": answer.person_id},
    )


def waiting(session: Session, callout_id: int) -> dict[int, int]:
    """Return who has said yes too late in a search and has not been asked anew since.

    Args:
        session: an open session.
        callout_id: the search.

    Returns:
        Offer by person.
    """
    later_wave, later_answer = aliased(CalloutWave), aliased(OfferAnswer)
    anew = (
        exists()
        .where(later_wave.callout_id == callout_id, later_wave.number > CalloutWave.number)
        .where(later_answer.offer_id == later_wave.offer_id)
        .where(later_answer.person_id == OfferAnswer.person_id)
    )
    query = (
        select(OfferAnswer.person_id, func.max(OfferAnswer.offer_id))
        .join(Offer, Offer.id == OfferAnswer.offer_id)
        .join(CalloutWave, CalloutWave.offer_id == Offer.id)
        .where(CalloutWave.callout_id == callout_id, _IS_LATE, ~anew)
        .group_by(OfferAnswer.person_id)
    )
    return dict(session.execute(query).all())


def close(session: Session, callout_id: int, need: Need, now: datetime) -> None:
    """Tell those whose late yes was noted how the search ended.

    Args:
        session: an open session; the caller commits.
        callout_id: the search.
        need: what it looked for.
        now: UTC.
    """
    kind = texts.TAKEN if need.status is NeedStatus.COVERED else texts.OVER
    for person_id, offer_id in sorted(waiting(session, callout_id).items()):
        held = session.get_one(Offer, offer_id)
        texts.tell(session, held, need, kind, [person_id], now, step="late")
