"""The list to phone by when nothing else works: who, in which order, why, and on what number.

The order is the one people are asked in. Whoever has said no, or has been asked as often this week
as they allow, is left in peace here too. There is no cause in it, and nothing else about anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import need
from vikarsentral.callout.people import in_order
from vikarsentral.clock import OSLO
from vikarsentral.need import NeedView
from vikarsentral.offer.rows import ASKABLE
from vikarsentral.tables import (
    AnswerState,
    CalloutStage,
    CalloutWave,
    Need,
    Offer,
    OfferAnswer,
    OfferState,
    Person,
)

MOST = 24  # what one A4 page holds
AHEAD = timedelta(hours=36)
MOST_NEEDS = 100


class Standing(StrEnum):
    """Name why somebody stands where they stand."""

    SAID_YES = "said_yes"
    ASKED = "asked"
    NEXT = "next"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Callee:
    """One person to phone.

    Attributes:
        name: who.
        phone: the number as registered; None where there is none.
        stage: the group they are asked with; None where another than a search has asked them.
        standing: why they stand here.
        quiet_until: until when they have asked not to be disturbed, UTC; None where they may be
            phoned now.
    """

    name: str
    phone: str | None
    stage: CalloutStage | None
    standing: Standing
    quiet_until: datetime | None


@dataclass(frozen=True, slots=True)
class CallList:
    """Whom to phone about one need, in order.

    Attributes:
        need: what it is about.
        callees: at most `MOST`, the first to phone first.
        in_peace: how many could come and have been asked as often as they allow.
        more: how many stand after the last one shown.
        made_at: UTC.
    """

    need: NeedView
    callees: tuple[Callee, ...]
    in_peace: int
    more: int
    made_at: datetime


def call_list(session: Session, need_id: int, now: datetime) -> CallList:
    """Return whom to phone about a need, in order.

    Args:
        session: an open session.
        need_id: the need.
        now: UTC.

    Raises:
        NotFound: there is no such need.

    Source: the same order as `callout` asks in.
    """
    held = need.view(session, need_id)
    waiting = _waiting(session, need_id)
    left = in_order(session, need_id, now)
    in_peace = sum(one.askable_at is None for one in left)
    ids = {person_id for person_id, _, _ in waiting}
    rest = [one for one in left if one.askable_at is not None and one.person_id not in ids]
    people = _people(session, [*ids, *(one.person_id for one in rest)])
    callees = [
        Callee(*people[person_id], stage, standing, None) for person_id, stage, standing in waiting
    ]
    for one in sorted(rest, key=lambda one: one.askable_at != now):
        until = None if one.askable_at == now else one.askable_at
        standing = Standing.NEXT if until is None else Standing.QUIET
        callees.append(Callee(*people[one.person_id], one.stage, standing, until))
    return CallList(held, tuple(callees[:MOST]), in_peace, max(0, len(callees) - MOST), now)


def _waiting(session: Session, need_id: int) -> list[tuple[int, CalloutStage | None, Standing]]:
    """Return who is asked at this moment, those who have said yes first, by rank."""
    query = (
        select(OfferAnswer.person_id, CalloutWave.stage, OfferAnswer.state)
        .join(Offer, Offer.id == OfferAnswer.offer_id)
        .outerjoin(CalloutWave, CalloutWave.offer_id == Offer.id)
        .where(Offer.need_id == need_id, Offer.state == OfferState.OPEN)
        .where(OfferAnswer.state.in_((AnswerState.ASKED, AnswerState.NOTED)))
        .order_by(OfferAnswer.state != AnswerState.NOTED, Offer.id, OfferAnswer.rank)
    )
    standings = {AnswerState.NOTED: Standing.SAID_YES, AnswerState.ASKED: Standing.ASKED}
    return [(row_id, stage, standings[state]) for row_id, stage, state in session.execute(query)]


def _people(session: Session, ids: list[int]) -> dict[int, tuple[str, str | None]]:
    query = select(Person.id, Person.name, Person.phone).where(Person.id.in_(ids))
    return {row_id: (name, phone) for row_id, name, phone in session.execute(query)}


def open_needs(session: Session, now: datetime) -> list[int]:
    """Return the needs that somebody may have to phone about soon, the nearest first.

    Args:
        session: an open session.
        now: UTC.
    """
    query = (
        select(Need.id)
        .where(Need.status.in_(ASKABLE), Need.ends_at > now, Need.starts_at <= now + AHEAD)
        .order_by(Need.starts_at, Need.id)
        .limit(MOST_NEEDS)
    )
    return list(session.scalars(query))


STAGES = {
    CalloutStage.POOL: "vikarsentralen",
    CalloutStage.PART_TIME: "deltid med fortrinnsrett",
    CalloutStage.HOURLY: "timelønnet",
    CalloutStage.OVERTIME: "frivillig overtid",
    None: "spurt direkte",
}
WHY = {
    Standing.SAID_YES: "har sagt ja, venter på de foran",
    Standing.ASKED: "er spurt, har ikke svart",
    Standing.NEXT: "neste i avtalt rekkefølge",
    Standing.QUIET: "stille til kl. {until}",
}


def as_text(held: CallList) -> str:
    """Write a list as plain text that any machine can open and print on one page.

    Args:
        held: the list.

    Returns:
        Lines in bokmål.
    """
    one, made = held.need, held.made_at.astimezone(OSLO)
    starts, ends = one.starts_at.astimezone(OSLO), one.ends_at.astimezone(OSLO)
    lines = [
        f"RINGELISTE  {one.unit_name}",
        f"Vakt {starts:%d.%m.%Y %H:%M}-{ends:%H:%M}",
        f"Krever: {', '.join(one.requires) or 'ingenting særskilt'}",
        f"Laget {made:%d.%m.%Y %H:%M}. Ring ovenfra og ned.",
        "Spør bare om personen kan, aldri hvorfor ikke.",
        "",
    ]
    for place, callee in enumerate(held.callees, 1):
        until = callee.quiet_until and f"{callee.quiet_until.astimezone(OSLO):%H:%M}"
        why = WHY[callee.standing].format(until=until)
        lines.append(f"{place:>2}. {callee.name:<32.32} {callee.phone or 'uten telefon':<16}")
        lines.append(f"    {STAGES[callee.stage]}; {why}")
    if not held.callees:
        lines.append("Ingen av kommunens egne kan lovlig ta vakten slik det står nå.")
    lines.append("")
    if held.more:
        lines.append(f"{held.more} til kan; se behovet når tjenesten er oppe.")
    if held.in_peace:
        lines.append(f"{held.in_peace} er spurt så ofte de tillater, og skal ikke ringes.")
    lines.append("Makuler listen når vakten er dekket.")
    return "\r\n".join(lines) + "\r\n"
