"""Offers as the leader sees them: who was asked, in what order, and where each stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from vikarsentral.errors import NotFound
from vikarsentral.tables import AnswerState, Need, Offer, OfferAnswer, OfferMode, OfferState

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One person's place in an offer; `opened_at` is when the question was looked at, UTC."""

    person_id: int
    rank: int
    state: AnswerState
    opened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OfferView:
    """One wave of asking.

    Attributes:
        id: row id.
        need_id: what it asks about.
        unit_id: the need's unit.
        mode: how it is settled.
        state: where it stands.
        places: how many may say yes.
        stated_case: why the first yes may win, where it may.
        window_ends_at: UTC.
        people: in the order of rank.
    """

    id: int
    need_id: int
    unit_id: int
    mode: OfferMode
    state: OfferState
    places: int
    stated_case: str | None
    window_ends_at: datetime
    people: tuple[AnswerView, ...]


def view(session: Session, offer_id: int) -> OfferView:
    """Return one offer.

    Args:
        session: an open session.
        offer_id: row id.

    Raises:
        NotFound: there is no such offer.
    """
    found = _views(session, Offer.id == offer_id)
    if not found:
        raise NotFound("offer", offer_id)
    return found[0]


def offers_of(session: Session, need_ids: Collection[int]) -> dict[int, list[OfferView]]:
    """Return the offers about some needs, two queries for any number.

    Args:
        session: an open session.
        need_ids: row ids.

    Returns:
        By need id, oldest first; a need without offers is not there.
    """
    by_need: dict[int, list[OfferView]] = defaultdict(list)
    for offer in _views(session, Offer.need_id.in_(need_ids)):
        by_need[offer.need_id].append(offer)
    return dict(by_need)


def _views(session: Session, wanted: ColumnElement[bool]) -> list[OfferView]:
    query = select(Offer, Need.unit_id).join(Need, Need.id == Offer.need_id)
    offers = session.execute(query.where(wanted).order_by(Offer.id)).all()
    people: dict[int, list[AnswerView]] = defaultdict(list)
    answers = select(OfferAnswer).where(OfferAnswer.offer_id.in_([row.id for row, _ in offers]))
    for answer in session.scalars(answers.order_by(OfferAnswer.offer_id, OfferAnswer.rank)):
        people[answer.offer_id].append(
            AnswerView(answer.person_id, answer.rank, answer.state, answer.opened_at)
        )
    return [
        OfferView(
            offer.id,
            offer.need_id,
            unit_id,
            offer.mode,
            offer.state,
            offer.places,
            offer.stated_case,
            offer.window_ends_at,
            tuple(people[offer.id]),
        )
        for offer, unit_id in offers
    ]


def asked_lately(session: Session, ids: Collection[int], now: datetime) -> dict[int, int]:
    """Return how many questions people got in the last seven days; one query.

    Args:
        session: an open session.
        ids: of people.
        now: UTC.

    Returns:
        By id; who got none is left out.
    """
    query = (
        select(OfferAnswer.person_id, func.count())
        .where(OfferAnswer.person_id.in_(ids), OfferAnswer.asked_at > now - WEEK)
        .group_by(OfferAnswer.person_id)
    )
    return dict(session.execute(query).all())
