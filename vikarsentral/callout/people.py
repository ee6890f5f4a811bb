"""Who may be asked, in the agreed order, and from when.

Source: contract 2 (the order pool inside contract hours, part-timers, hourly, overtime);
    AML § 14-3 (part-timers before hire).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, cast, exists, func, select
from sqlalchemy.orm import Session

from vikarsentral import contact
from vikarsentral.commitments import person_id
from vikarsentral.explain.live import able_now
from vikarsentral.offer import asked_lately
from vikarsentral.rules.facts import Kind
from vikarsentral.rules.options import Option
from vikarsentral.tables import (
    AnswerState,
    Callout,
    CalloutStage,
    CalloutWave,
    Event,
    Offer,
    OfferAnswer,
)

ORDER = tuple(CalloutStage)
MOVED = "need.moved"
_BY_KIND: dict[Kind, CalloutStage] = {
    "pool": CalloutStage.POOL,
    "part_time": CalloutStage.PART_TIME,
    "hourly": CalloutStage.HOURLY,
    "staff": CalloutStage.OVERTIME,
}


@dataclass(frozen=True, slots=True)
class Askable:
    """One person who may lawfully take the need.

    Attributes:
        person_id: who.
        stage: the group they are asked with.
        askable_at: the first instant they may be asked, UTC; None when they have been asked as
            often this week as they allow.
        is_direct_ok: they have said yes beforehand to being booked.
    """

    person_id: int
    stage: CalloutStage
    askable_at: datetime | None
    is_direct_ok: bool


def stage_of(option: Option) -> CalloutStage:
    """Return the group a lawful option is asked with; what brings overtime comes last.

    Args:
        option: one person considered for the need.
    """
    if option.terms.get("overtime", 0) > 0:
        return CalloutStage.OVERTIME
    return _BY_KIND[option.person.kind]


def in_order(session: Session, need_id: int, now: datetime) -> list[Askable]:
    """Return everyone who may lawfully take a need and has not been asked about it, in order.

    Args:
        session: an open session.
        need_id: the need.
        now: UTC.

    Returns:
        By group, then by the agreed weights, then by id.
    """
    case, able = able_now(session, need_id)
    found = [case.asked(one.id) for one in able[: able.lawful]]
    before = asked_before(session, need_id)
    # Equals come by row id as a number: as text p10 would come before p9.
    ranked = sorted(
        (ORDER.index(stage_of(one)), one.marginal, person_id(one.person.id)) for one in found
    )
    chosen = [(row_id, ORDER[place]) for place, _, row_id in ranked if row_id not in before]
    ids = [row_id for row_id, _ in chosen]
    wishes = contact.wishes_of(session, ids)
    lately = asked_lately(session, ids, now)
    return [
        askable(row_id, stage, wishes[row_id], lately.get(row_id, 0), now)
        for row_id, stage in chosen
    ]


def askable(
    row_id: int, stage: CalloutStage, wishes: contact.Wishes, lately: int, now: datetime
) -> Askable:
    """Tell from when one person may be asked.

    Args:
        row_id: who.
        stage: the group they are asked with.
        wishes: how they want to be reached.
        lately: questions they have had in the last seven days.
        now: UTC.
    """
    may = lately < wishes.most_a_week
    at = contact.askable_from(wishes, now) if may else None
    return Askable(row_id, stage, at, wishes.is_direct_booking_ok)


def asked_before(session: Session, need_id: int) -> set[int]:
    """Return who has been asked about a need in any search for it and has not said yes.

    Who said yes and did not get it is the nearest next when the one who got it cannot come. What
    was asked about other times, before the need was moved, was another question. A no to a
    question that the leader sent by hand is a no as well.

    Args:
        session: an open session.
        need_id: the need.
    """
    query = (
        select(OfferAnswer.person_id)
        .join(CalloutWave, CalloutWave.offer_id == OfferAnswer.offer_id)
        .join(Callout, Callout.id == CalloutWave.callout_id)
        .where(Callout.need_id == need_id, Callout.id > _before_moved(need_id))
        .where((OfferAnswer.state == AnswerState.DECLINED) | OfferAnswer.answered_at.is_(None))
    )
    return set(session.scalars(query)) | _no_by_hand(session, need_id)


def _no_by_hand(session: Session, need_id: int) -> set[int]:
    """Return who has said no to a question about a need, as it is now, outside any search."""
    moved = select(func.max(Event.at)).where(
        Event.subject_kind == "need", Event.subject_id == str(need_id), Event.kind == MOVED
    )
    last = moved.scalar_subquery()
    query = (
        select(OfferAnswer.person_id)
        .join(Offer, Offer.id == OfferAnswer.offer_id)
        .where(Offer.need_id == need_id, Offer.compound_id.is_(None))
        .where(OfferAnswer.state == AnswerState.DECLINED)
        .where(last.is_(None) | (Offer.created_at > last))
        .where(~exists().where(CalloutWave.offer_id == Offer.id))
    )
    return set(session.scalars(query))


def last_search(session: Session, need_id: int) -> int:
    """Return the newest search for a need, 0 without one.

    Args:
        session: an open session.
        need_id: the need.
    """
    query = select(func.coalesce(func.max(Callout.id), 0)).where(Callout.need_id == need_id)
    return session.scalars(query).one()


def _before_moved(need_id: int) -> ColumnElement[int]:
    """Return the last search about the times a need had before it was moved, 0 without one."""
    told = cast(Event.data["last_search"].astext, BigInteger)
    return (
        select(func.coalesce(func.max(told), 0))
        .where(Event.subject_kind == "need", Event.subject_id == str(need_id))
        .where(Event.kind == MOVED)
        .scalar_subquery()
    )
