"""Who was asked before agencies and hourly people in the weeks behind, as the record shows it.

Part-timers who could have had the need were asked and said no. In the last days they were not,
so that the page on their preference has something to show.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from vikarsentral.demo.ledger import WHO, Life
from vikarsentral.preference import CHECKED
from vikarsentral.preference.walk import APPROVED
from vikarsentral.tables import AnswerState, OfferMode, OfferState, PreferenceScope

Row = dict[str, Any]

FIRST_QUESTION = timedelta(minutes=5)
WINDOW = timedelta(minutes=30)
DECIDED = timedelta(minutes=50)
FORGOTTEN = timedelta(days=8)
"""How long before now part-timers were last asked; nobody's questions of the week are used up."""


def ordered(
    life: Life, need: Row, able: Sequence[int], inside: Sequence[tuple[int, int]], now: datetime
) -> None:
    """Write down whose turn came before the newest order from an agency.

    Args:
        life: rows, with the order last.
        need: what was ordered.
        able: ids of part-timers who could have had it.
        inside: all part-timers there were, with the size of their posts.
        now: UTC.
    """
    order = life.orders[-1]
    order["approved_at"] = need["created_at"] + DECIDED
    told = _turn(life, need, able, inside, now)
    data = {"order": order["id"], "basis": order["basis"].value, "preference": told}
    life.events.append(_event(APPROVED, need, order["approved_at"], data))


def hired(
    life: Life, need: Row, able: Sequence[int], inside: Sequence[tuple[int, int]], now: datetime
) -> None:
    """Write down whose turn came before the newest shift of an hourly person.

    Args:
        life: rows, with the shift last among those that cover.
        need: what it covers.
        able: ids of part-timers who could have had it.
        inside: all part-timers there were, with the size of their posts.
        now: UTC.
    """
    row = life.cover[-1]
    row["created_at"] = row["changed_at"] = need["created_at"] + DECIDED
    told = _turn(life, need, able, inside, now)
    data = {"person": row["person_id"], **told}
    life.events.append(_event(CHECKED, need, row["created_at"], data))


def _turn(
    life: Life, need: Row, able: Sequence[int], inside: Sequence[tuple[int, int]], now: datetime
) -> Row:
    """Ask those who could have had it, and return what the record keeps about it."""
    is_asked = bool(able) and need["created_at"] < now - FORGOTTEN
    if is_asked:
        _ask(life, need, able)
    return {
        "scope": PreferenceScope.MUNICIPALITY.value,
        "considered": len(inside),
        "inside": [list(one) for one in inside],
        "had_turn": list(able) if is_asked else [],
        "passed_over": [] if is_asked else list(able),
    }


def _ask(life: Life, need: Row, able: Sequence[int]) -> None:
    asked_at = need["created_at"] + FIRST_QUESTION
    ends_at = asked_at + WINDOW
    number = len(life.offers) + 1
    life.offers.append(
        {
            "id": number,
            "need_id": need["id"],
            "mode": OfferMode.EXCLUSIVE,
            "places": 1,
            "stated_case": None,
            "window_ends_at": ends_at,
            "state": OfferState.EXPIRED,
            "created_by": WHO,
            "created_at": asked_at,
            "settled_at": ends_at,
        }
    )
    for rank, person in enumerate(able, 1):
        life.answers.append(
            {
                "id": len(life.answers) + 1,
                "offer_id": number,
                "person_id": person,
                "rank": rank,
                "state": AnswerState.DECLINED,
                "asked_at": asked_at,
                "answered_at": ends_at,
                "opened_at": asked_at,
            }
        )


def _event(kind: str, need: Row, at: datetime, data: Row) -> Row:
    return {
        "at": at,
        "actor": WHO,
        "kind": kind,
        "subject_kind": "need",
        "subject_id": str(need["id"]),
        "data": data,
    }
