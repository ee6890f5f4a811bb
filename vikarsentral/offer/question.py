"""A question as the one who is asked sees it: when, where, until when, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import Session, aliased

from vikarsentral.errors import NotFound
from vikarsentral.offer.late import is_late_yes, looks_on
from vikarsentral.tables import (
    OCCUPYING,
    AnswerState,
    Area,
    CompoundPart,
    Need,
    NeedStatus,
    Offer,
    OfferAnswer,
    OfferMode,
    OfferState,
    Shift,
    Unit,
)


class Standing(StrEnum):
    """Name where a question stands for the one who was asked."""

    ASKED = "asked"
    NOTED = "noted"
    YOURS = "yours"
    DECLINED = "declined"
    TAKEN = "taken"
    OVER = "over"
    LATE = "late"
    LATE_YES = "late_yes"


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one person; nobody else's data.

    Attributes:
        offer_id: the offer.
        person_id: who is asked.
        need_id: what it is about.
        unit: the unit's name.
        area: the area's name.
        starts_at: UTC.
        ends_at: UTC.
        unpaid_break_minutes: 0 or more.
        window_ends_at: until when one may answer, UTC.
        mode: how it is settled.
        standing: where it stands.
        is_part: it is about a part of a shift; a yes counts when the whole shift is covered.
        leaves: name of the unit whose own shift they would leave; empty where none.
        is_taken_back: where it is over, it was withdrawn, and not left until its time was out.
        is_time_out: the time to answer is out; a question may be over before that.
    """

    offer_id: int
    person_id: int
    need_id: int
    unit: str
    area: str
    starts_at: datetime
    ends_at: datetime
    unpaid_break_minutes: int
    window_ends_at: datetime
    mode: OfferMode
    standing: Standing
    is_part: bool = False
    leaves: str = ""
    is_taken_back: bool = False
    is_time_out: bool = False


def question(session: Session, *, offer_id: int, person_id: int, now: datetime) -> Question:
    """Return one person's question in an offer.

    Args:
        session: an open session.
        offer_id: the offer.
        person_id: who was asked.
        now: UTC.

    Raises:
        NotFound: the person was not asked; told as if the offer did not exist.
    """
    wanted = (OfferAnswer.offer_id == offer_id) & (OfferAnswer.person_id == person_id)
    found = _questions(session, wanted, now)
    if not found:
        raise NotFound("offer", offer_id)
    return found[0]


def questions_to(session: Session, person_id: int, now: datetime) -> list[Question]:
    """Return what a person is asked and has not been told the end of, by start; one query.

    Args:
        session: an open session.
        person_id: who.
        now: UTC.
    """
    wanted = (
        (OfferAnswer.person_id == person_id)
        & (Offer.state == OfferState.OPEN)
        & OfferAnswer.state.in_((AnswerState.ASKED, AnswerState.NOTED))
    )
    found = _questions(session, wanted, now)
    return [one for one in found if one.standing in (Standing.ASKED, Standing.NOTED)]


def _query() -> Select[OfferAnswer, Offer, Need, str, str, CompoundPart, str, bool, bool]:
    left, moved = aliased(Unit), aliased(Shift)
    return (
        select(
            OfferAnswer,
            Offer,
            Need,
            Unit.name,
            Area.name,
            CompoundPart,
            left.name,
            and_(looks_on(), Offer.compound_id.is_(None)),
            _has_it(),
        )
        .join(Offer, Offer.id == OfferAnswer.offer_id)
        .join(Need, Need.id == Offer.need_id)
        .join(Unit, Unit.id == Need.unit_id)
        .join(Area, Area.code == Unit.area_code)
        .outerjoin(CompoundPart, CompoundPart.offer_id == Offer.id)
        .outerjoin(moved, moved.id == CompoundPart.moved_shift_id)
        .outerjoin(left, left.id == moved.unit_id)
    )


def _questions(session: Session, wanted: ColumnElement[bool], now: datetime) -> list[Question]:
    query = _query().where(wanted).order_by(Need.starts_at, Offer.id)
    return [
        Question(
            offer_id=offer.id,
            person_id=answer.person_id,
            need_id=need.id,
            unit=unit,
            area=area,
            starts_at=offer.starts_at or need.starts_at,
            ends_at=offer.ends_at or need.ends_at,
            unpaid_break_minutes=(part if offer.compound_id else need).unpaid_break_minutes,
            window_ends_at=offer.window_ends_at,
            mode=offer.mode,
            standing=Standing.YOURS if has_it else _standing(answer, offer, need, now, looks),
            is_part=offer.compound_id is not None,
            leaves=leaves or "",
            is_taken_back=offer.state is OfferState.WITHDRAWN
            or need.status is NeedStatus.WITHDRAWN,
            is_time_out=offer.window_ends_at <= now,
        )
        for answer, offer, need, unit, area, part, leaves, looks, has_it in session.execute(query)
    ]


def _has_it() -> ColumnElement[bool]:
    """Return whether the one who was asked has the whole shift, by whatever way."""
    return (
        exists()
        .where(Shift.need_id == Offer.need_id, Shift.person_id == OfferAnswer.person_id)
        .where(Shift.status.in_(OCCUPYING), Offer.compound_id.is_(None))
        .correlate(Offer, OfferAnswer)
    )


def _standing(
    answer: OfferAnswer,
    offer: Offer,
    need: Need,
    now: datetime,
    looks: bool,
) -> Standing:
    if answer.state in (AnswerState.YOURS, AnswerState.DECLINED):
        return Standing(answer.state.value)
    covered = need.status is NeedStatus.COVERED and offer.places == 1
    if offer.state is OfferState.SETTLED or covered:
        return Standing.TAKEN
    over = offer.state is not OfferState.OPEN or need.status is NeedStatus.WITHDRAWN
    if over or answer.state is AnswerState.CLOSED or offer.window_ends_at <= now:
        return _when_over(answer, offer, need, now) if looks else Standing.OVER
    return Standing(answer.state.value)


def _when_over(answer: OfferAnswer, offer: Offer, need: Need, now: datetime) -> Standing:
    """Tell where a question stands that is over while the search still looks."""
    if is_late_yes(offer, answer):
        return Standing.LATE_YES
    is_open = offer.state is OfferState.OPEN and answer.state is AnswerState.ASKED
    is_over = offer.state is OfferState.EXPIRED or is_open
    return Standing.LATE if is_over and need.ends_at > now else Standing.OVER
