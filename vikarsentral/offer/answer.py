"""Say yes or no to an offer. The same answer twice is one answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from vikarsentral.access import Action, Actor, require
from vikarsentral.errors import Conflict, NotFound, Unlawful
from vikarsentral.offer import late, lawful, noting, together
from vikarsentral.offer.ending import end
from vikarsentral.offer.glance import LATE_CODES, Glance, glance
from vikarsentral.offer.rows import Held, hold, lock_need
from vikarsentral.offer.settle import give, settle
from vikarsentral.offer.wave import siblings
from vikarsentral.tables import (
    OCCUPYING,
    AnswerState,
    NeedStatus,
    OfferAnswer,
    OfferMode,
    OfferState,
    Shift,
)


@dataclass(frozen=True, slots=True)
class Answered:
    """Where one person stands after an answer.

    Attributes:
        offer_id: the offer.
        need_id: what it asks about; for one who won a like need, that need.
        person_id: who.
        state: `noted`, `yours`, `declined` or `closed`.
        window_ends_at: UTC; until when `noted` may last.
        shift_id: the shift, where it is `yours`.
    """

    offer_id: int
    need_id: int
    person_id: int
    state: AnswerState
    window_ends_at: datetime
    shift_id: int | None


def accept(session: Session, *, offer_id: int, actor: Actor, now: datetime) -> Answered:
    """Say yes; a repeated yes gets the same answer.

    Args:
        session: an open session; the caller commits.
        offer_id: the offer.
        actor: whose yes; must be one of those asked.
        now: UTC.

    Returns:
        `yours` where it is decided, else `noted`; also where it came too late for its question
        and is noted for the search, which still looks.

    Raises:
        Conflict: `offer_taken`, `offer_withdrawn` or `offer_expired`.
        NotAllowed: the actor may not answer offers.
        NotFound: there is no such offer for this person.
        Unlawful: it would break a rule as the roster is now; carries the receipts.

    Source: contract 5 (accept is idempotent per person).
    """
    seen = _seen(session, offer_id, actor)
    refused = _judged(session, seen, actor, now)
    noted = _noted(session, seen, actor, AnswerState.NOTED, now, refused)
    if noted is not None:
        return noted
    held, answer = _own(session, offer_id, actor)
    if answer.state is AnswerState.YOURS:
        return _answered(session, held, answer)
    if late.take(session, held, answer, now):
        return replace(
            _answered(session, held, answer),
            state=AnswerState.NOTED,
            window_ends_at=held.need.ends_at,
        )
    if (won := _won_late(session, held, answer)) is not None:
        return won
    _refuse_over(held, now)
    if refused:
        raise Unlawful(refused)
    if held.offer.mode is OfferMode.OPEN:
        _take_place(session, held, answer, now)
    else:
        answer.state, answer.answered_at = AnswerState.NOTED, now
        session.flush()
        settle(session, held, now)
    return _answered(session, held, answer)


def decline(session: Session, *, offer_id: int, actor: Actor, now: datetime) -> Answered:
    """Say no; no reason is asked, and a repeated no is one no.

    Args:
        session: an open session; the caller commits.
        offer_id: the offer.
        actor: whose no; must be one of those asked.
        now: UTC.

    Returns:
        `declined`.

    Raises:
        Conflict: `already_yours`; `offer_taken`, `offer_withdrawn` or `offer_expired`.
        NotAllowed: the actor may not answer offers.
        NotFound: there is no such offer for this person.
    """
    seen = _seen(session, offer_id, actor)
    noted = _noted(session, seen, actor, AnswerState.DECLINED, now)
    if noted is not None:
        return noted
    held, answer = _own(session, offer_id, actor)
    if answer.state is AnswerState.DECLINED:
        return _answered(session, held, answer)
    if answer.state is AnswerState.YOURS:
        raise Conflict("already_yours", {"offer": offer_id})
    taken_back = late.take_back(session, held, answer, now)
    if taken_back or late.is_taken_back(session, held, answer):
        return replace(_answered(session, held, answer), state=AnswerState.DECLINED)
    _refuse_over(held, now)
    answer.state, answer.answered_at = AnswerState.DECLINED, now
    session.flush()
    settle(session, held, now)
    return _answered(session, held, answer)


def opened(session: Session, *, offer_id: int, person_id: int, now: datetime) -> None:
    """Note that a question has been looked at; looking decides nothing.

    Args:
        session: an open session; the caller commits.
        offer_id: the offer.
        person_id: one of those asked; for others nothing is noted.
        now: UTC.
    """
    session.execute(
        update(OfferAnswer)
        .where(OfferAnswer.offer_id == offer_id, OfferAnswer.person_id == person_id)
        .where(OfferAnswer.opened_at.is_(None))
        .values(opened_at=now)
    )


def _seen(session: Session, offer_id: int, actor: Actor) -> Glance:
    """Look up where somebody stands; who comes too late is told so without waiting for a lock."""
    require(actor, Action.ANSWER_OFFER)
    seen = glance(session, offer_id, actor.person_id)
    if seen is None:
        raise NotFound("offer", offer_id)
    seen.refuse_ended()
    return seen


def _judged(session: Session, seen: Glance, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Read the rules before anything is locked, so that many can answer at once.

    Where nothing has changed for them since they were asked, the rules still say yes. Where the
    yes is turned into a shift they are read again, with the person locked.
    """
    if seen.state is not OfferState.OPEN or actor.person_id is None or seen.is_judged:
        return []
    if seen.compound_id is not None:
        return together.receipts(session, seen.offer_id, now)
    return lawful.receipts(session, seen.need_id, [actor.person_id], now)


def _noted(
    session: Session,
    seen: Glance,
    actor: Actor,
    state: AnswerState,
    now: datetime,
    refused: list[dict[str, Any]] | None = None,
) -> Answered | None:
    """Note an answer that decides nothing yet; None where everybody's must be read.

    Raises:
        Unlawful: a yes would break a rule.
    """
    if seen.state is not OfferState.OPEN or seen.compound_id is not None:
        return None
    need, person_id = lock_need(session, seen.need_id), actor.person_id or 0
    is_yes = state is AnswerState.NOTED
    found = noting.undecided(session, need, seen.offer_id, person_id, now, is_yes=is_yes)
    if found is None:
        return None
    if refused:
        raise Unlawful(refused)
    offer, own = found
    if own.state is not state:
        own.state, own.answered_at = state, now
        session.flush()
    return Answered(offer.id, need.id, person_id, state, offer.window_ends_at, None)


def _own(session: Session, offer_id: int, actor: Actor) -> tuple[Held, OfferAnswer]:
    held = hold(session, offer_id)
    return held, held.answer_of(actor.person_id or 0)


def _refuse_over(held: Held, now: datetime) -> None:
    """Tell one who comes too late why, each way of being too late by its own name."""
    code = LATE_CODES.get(held.offer.state)
    if code is None and held.need.status is NeedStatus.WITHDRAWN:
        code = "offer_withdrawn"
    if code is None and held.need.status is NeedStatus.COVERED and held.offer.places == 1:
        code = "offer_taken"
    if code is None and held.offer.window_ends_at <= now:
        code = "offer_expired"
    if code is not None:
        raise Conflict(code, {"offer": held.offer.id})


def _won_late(session: Session, held: Held, answer: OfferAnswer) -> Answered | None:
    """Return where one stands who has said yes too late and says it again, None without a yes.

    Raises:
        Conflict: `offer_taken`: somebody else got the shift.
    """
    if not late.is_late_yes(held.offer, answer):
        return None
    query = select(Shift.id).where(Shift.need_id == held.need.id, Shift.status.in_(OCCUPYING))
    own = session.scalars(query.where(Shift.person_id == answer.person_id)).first()
    if own is not None:
        return replace(_answered(session, held, answer), state=AnswerState.YOURS, shift_id=own)
    if held.need.status is NeedStatus.COVERED:
        raise Conflict("offer_taken", {"offer": held.offer.id})
    return None


def _take_place(session: Session, held: Held, answer: OfferAnswer, now: datetime) -> None:
    """Give the first free place to a yes in an open offer; the last one ends it."""
    answer.answered_at = now
    given = sum(each.state is AnswerState.YOURS for each in held.answers)
    free = siblings(session, held.need)
    if given >= held.offer.places or not free:
        raise Conflict("offer_taken", {"offer": held.offer.id})
    if not give(session, held, free[0], answer, now):
        raise Conflict("person_busy", {"offer": held.offer.id})
    if given + 1 == held.offer.places or len(free) == 1:
        end(session, held, OfferState.SETTLED, now)


def _answered(session: Session, held: Held, answer: OfferAnswer) -> Answered:
    shift = None
    if answer.state is AnswerState.YOURS:
        shift = session.execute(
            select(Shift.id, Shift.need_id)
            .where(Shift.person_id == answer.person_id, Shift.status.in_(OCCUPYING))
            .where(Shift.unit_id == held.need.unit_id)
            .where(Shift.starts_at == (held.offer.starts_at or held.need.starts_at))
        ).first()
    return Answered(
        held.offer.id,
        shift.need_id if shift is not None else held.need.id,
        answer.person_id,
        answer.state,
        held.offer.window_ends_at,
        shift.id if shift is not None else None,
    )
