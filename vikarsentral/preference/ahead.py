"""Who of some part-timers still comes first for a need, in one statement for a page."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ScalarSelect, and_, select
from sqlalchemy.orm import Session

from vikarsentral.preference.people import reaches
from vikarsentral.preference.turn import answered_before
from vikarsentral.tables import (
    Offer,
    OfferAnswer,
    Person,
    Post,
    PreferenceArea,
    PreferenceScope,
    Unit,
)


def still_ahead(
    session: Session,
    need: tuple[int, int, date],
    part_timers: Collection[int],
    *,
    at: datetime,
) -> frozenset[int]:
    """Return those of some part-timers who come first for a need and have not had their turn.

    Args:
        session: an open session; one query.
        need: its id, its unit's id and the Oslo date it begins.
        part_timers: ids of part-timers who could lawfully have it.
        at: UTC; asked and over before then.

    Source: AML § 14-3.
    """
    need_id, unit_id, on = need
    query = (
        select(
            Post.person_id,
            Post.unit_id,
            Unit.sector_code,
            _scope(on).label("scope"),
            _sector(unit_id).label("sector"),
            OfferAnswer,
            Offer,
        )
        .join(Person, Person.id == Post.person_id)
        .outerjoin(Unit, Unit.id == Post.unit_id)
        .outerjoin(Offer, Offer.need_id == need_id)
        .outerjoin(
            OfferAnswer,
            and_(OfferAnswer.offer_id == Offer.id, OfferAnswer.person_id == Post.person_id),
        )
        .where(Post.person_id.in_(part_timers), Person.accepts_merarbeid_minutes_week > 0)
        .where(Post.valid_from <= on, Post.valid_to.is_(None) | (Post.valid_to >= on))
    )
    rows = session.execute(query).all()
    inside = {
        row.person_id
        for row in rows
        if reaches(
            row.scope or PreferenceScope.MUNICIPALITY,
            (unit_id, row.sector),
            (row.unit_id, row.sector_code),
        )
    }
    pairs = [(row.OfferAnswer, row.Offer) for row in rows if row.OfferAnswer is not None]
    return frozenset(inside) - answered_before(pairs, at)


def _scope(on: date) -> ScalarSelect[PreferenceScope]:
    """Return how far the area reaches on a date, null where nothing was decided."""
    query = select(PreferenceArea.scope).where(PreferenceArea.valid_from <= on)
    return query.order_by(PreferenceArea.valid_from.desc()).limit(1).scalar_subquery()


def _sector(unit_id: int) -> ScalarSelect[str]:
    return select(Unit.sector_code).where(Unit.id == unit_id).scalar_subquery()
