"""Hvorfor ikke jeg? for shifts that were given outside plans: by hand, by asking, in an exchange.

No frozen ground is kept of these, so the answer is how things stand now, of the one who asks
alone. Nothing is held against what anybody else has or costs, so nobody can feel their way to it
by changing facts of their own and asking again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, exists, literal, select, true
from sqlalchemy.orm import Session

from vikarsentral.tables import (
    OCCUPYING,
    AnswerState,
    CompoundPart,
    Decision,
    DecisionAct,
    Need,
    NeedStatus,
    Offer,
    OfferAnswer,
    Shift,
    ShiftKind,
    Unit,
)

BY_SEARCH = "callout"
"""What a search for cover is called in the record, where it books by a consent given before."""


class Way(StrEnum):
    """Name how a shift was given to somebody; by a search is without a question."""

    PLAN = "plan"
    BOOKING = "booking"
    SEARCH = "search"
    OFFER = "offer"
    COMBINED = "combined"


class Question(StrEnum):
    """Name what became of a question to the one who asks; each is about that person alone."""

    NONE = "none"
    NO = "no"
    YES = "yes"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Filled:
    """One need that somebody has.

    Attributes:
        need_id: row id.
        unit: the unit's name.
        starts_at: UTC.
        ends_at: UTC.
        person_id: who has it; never told to anybody else.
        given_at: when they got it, UTC.
    """

    need_id: int
    unit: str
    starts_at: datetime
    ends_at: datetime
    person_id: int
    given_at: datetime


def filled_near(
    session: Session, sectors: Collection[str], competences: Collection[str], *, now: datetime
) -> list[Filled]:
    """Return the coming needs somebody has that fit some sectors and competences.

    Args:
        session: an open session; one query.
        sectors: where the person may work.
        competences: what the person holds.
        now: UTC; what has begun is left out.
    """
    query = _filled().where(Need.starts_at > now, Unit.sector_code.in_(sectors))
    rows = session.execute(query.order_by(Need.starts_at, Unit.name, Need.id))
    return [_told(row) for row in rows if set(competences).issuperset(row.requires)]


def filled(session: Session, need_id: int) -> Filled | None:
    """Return one need somebody has; None where nobody has it.

    Args:
        session: an open session; one query.
        need_id: the need.
    """
    row = session.execute(_filled().where(Need.id == need_id)).first()
    return None if row is None else _told(row)


def _filled() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Need.id,
            Unit.name,
            Need.starts_at,
            Need.ends_at,
            Need.requires,
            Shift.person_id,
            Shift.created_at,
        )
        .join(Unit, Unit.id == Need.unit_id)
        .join(Shift, Shift.need_id == Need.id)
        .where(Need.status == NeedStatus.COVERED)
        .where(Shift.kind == ShiftKind.COVER, Shift.status.in_(OCCUPYING))
    )


def _told(row: Row[Any]) -> Filled:
    return Filled(row.id, row.name, row.starts_at, row.ends_at, row.person_id, row.created_at)


def way_of(session: Session, need_id: int) -> Way:
    """Return how a need was given the last time; by hand where no reasons are kept.

    Args:
        session: an open session; one query.
        need_id: the need.
    """
    is_part = exists().where(CompoundPart.need_id == need_id)
    newest = (
        select(Decision.act, Decision.decided_by)
        .where(Decision.need_id == need_id, Decision.act != DecisionAct.AGENCY)
        .order_by(Decision.id.desc())
        .limit(1)
        .subquery()
    )
    # One row in any case, with the decision's part empty where none is kept.
    query = select(is_part, newest.c.act, newest.c.decided_by)
    query = query.select_from(select(literal(1)).subquery().outerjoin(newest, true()))
    combined, act, decided_by = session.execute(query).one()
    if combined:
        return Way.COMBINED
    if act is DecisionAct.BOOKING and decided_by == BY_SEARCH:
        return Way.SEARCH
    return Way.BOOKING if act is None else Way(act)


def question_to(session: Session, need_id: int, person_id: int) -> Question:
    """Return what became of the newest question to somebody about a need.

    Args:
        session: an open session; one query.
        need_id: the need.
        person_id: who asks now.
    """
    query = (
        select(OfferAnswer.state, OfferAnswer.answered_at)
        .join(Offer, Offer.id == OfferAnswer.offer_id)
        .where(Offer.need_id == need_id, OfferAnswer.person_id == person_id)
    )
    row = session.execute(query.order_by(OfferAnswer.id.desc()).limit(1)).first()
    if row is None:
        return Question.NONE
    if row.state is AnswerState.DECLINED:
        return Question.NO
    return Question.SILENT if row.answered_at is None else Question.YES
