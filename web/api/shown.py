"""Views of the stages as the API shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from vikarsentral import need, offer
from vikarsentral.need import NeedView
from vikarsentral.offer import Answered, OfferView, Question
from vikarsentral.shift import OwnShift
from web.api.refs import need_ref, person_ref, ref

Shown = dict[str, Any]


def shown_offer(told: OfferView) -> Shown:
    """Show one wave of asking."""
    return {
        "id": ref("offer", told.id),
        "need": need_ref(told.need_id),
        "mode": told.mode.value,
        "state": told.state.value,
        "places": told.places,
        "case": told.stated_case,
        "window_ends": told.window_ends_at,
        "people": [
            {"person": person_ref(each.person_id), "rank": each.rank, "state": each.state.value}
            for each in told.people
        ],
    }


def shown_answer(told: Answered) -> Shown:
    """Show where one person stands in an offer."""
    return {
        "offer": ref("offer", told.offer_id),
        "need": need_ref(told.need_id),
        "person": person_ref(told.person_id),
        "state": told.state.value,
        "window_ends": told.window_ends_at,
        "shift": None if told.shift_id is None else ref("shift", told.shift_id),
    }


def shown_question(told: Question) -> Shown:
    """Show one question to the one who is asked."""
    return {
        "offer": ref("offer", told.offer_id),
        "need": need_ref(told.need_id),
        "unit_name": told.unit,
        "area_name": told.area,
        "start": told.starts_at,
        "end": told.ends_at,
        "unpaid_break": told.unpaid_break_minutes,
        "mode": told.mode.value,
        "state": told.standing.value,
        "window_ends": told.window_ends_at,
    }


def shown_need(told: NeedView, offers: Iterable[OfferView]) -> Shown:
    """Show the live state of one need."""
    return {
        "id": need_ref(told.id),
        "unit": told.unit_code,
        "unit_name": told.unit_name,
        "start": told.starts_at,
        "end": told.ends_at,
        "unpaid_break": told.unpaid_break_minutes,
        "requires": list(told.requires),
        "priority": told.priority,
        "status": told.status.value,
        "absence": None if told.absence_id is None else ref("absence", told.absence_id),
        "person": None if told.person_id is None else person_ref(told.person_id),
        "shift": None if told.shift_id is None else ref("shift", told.shift_id),
        "core": _core(told),
        "lower": _lower(told),
        "order": told.order_uid,
        "offers": [shown_offer(each) for each in offers],
    }


def _core(told: NeedView) -> Shown | None:
    if told.core_starts_at is None:
        return None
    return {"start": told.core_starts_at, "end": told.core_ends_at}


def _lower(told: NeedView) -> Shown | None:
    if told.lower_requires is None:
        return None
    return {"requires": list(told.lower_requires), "since": told.lower_from}


def live_need(session: Session, number: int) -> Shown:
    """Read and show one need as it is now.

    Args:
        session: the request's session.
        number: row id.

    Raises:
        NotFound: there is no such need.
    """
    told = need.view(session, number)
    return shown_need(told, offer.offers_of(session, [number]).get(number, []))


def shown_shift(told: OwnShift, person: int) -> Shown:
    """Show one shift."""
    return {
        "id": ref("shift", told.id),
        "uid": told.uid,
        "person": person_ref(person),
        "need": None if told.need_id is None else need_ref(told.need_id),
        "unit": told.unit_code,
        "unit_name": told.unit_name,
        "area": told.area,
        "start": told.starts_at,
        "end": told.ends_at,
        "unpaid_break": told.unpaid_break_minutes,
        "kind": told.kind.value,
        "status": told.status.value,
    }
