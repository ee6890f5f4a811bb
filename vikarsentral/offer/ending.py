"""End an offer: everyone who still waits gets a last word."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from vikarsentral.offer import texts
from vikarsentral.offer.rows import Held
from vikarsentral.tables import AnswerState, OfferAnswer, OfferState

ALIVE = (AnswerState.ASKED, AnswerState.NOTED)


def end(session: Session, held: Held, state: OfferState, now: datetime) -> None:
    """Close an offer and give everyone who still waits their last word.

    Args:
        session: an open session; the caller commits.
        held: the locked rows.
        state: how it ended.
        now: UTC.
    """
    held.offer.state = state
    held.offer.settled_at = now
    texts.drop_questions(session, held.offer.id)
    kind = texts.TAKEN if state is OfferState.SETTLED else texts.OVER
    if held.offer.compound_id is not None:
        kind = texts.OVER
    waiting = [answer for answer in held.answers if answer.state in ALIVE]
    close(session, held, waiting, kind, now)


def close(
    session: Session, held: Held, answers: list[OfferAnswer], kind: str, now: datetime
) -> None:
    """End some people's part in an offer and tell them."""
    for answer in answers:
        answer.state = AnswerState.CLOSED
    session.flush()
    texts.tell(session, held.offer, held.need, kind, [each.person_id for each in answers], now)
