"""What people are told about an offer: asked, yours, taken by another, over.

Each one asked gets one question and one last word. Nobody is named, and no reason is asked.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from vikarsentral import contact, notice
from vikarsentral.clock import OSLO
from vikarsentral.offer import links
from vikarsentral.tables import (
    OCCUPYING,
    CompoundPart,
    Message,
    MessageState,
    Need,
    Offer,
    Person,
    Shift,
    Unit,
)

ASKED = "offer_asked"
YOURS = "offer_yours"
TAKEN = "offer_taken"
OVER = "offer_over"

ASKED_PART = "offer_asked_part"
ASKED_MOVE = "offer_asked_move"
OVER_PART = "offer_over_part"

TEXTS: dict[str, dict[str, str]] = {
    ASKED: {
        "nb": "Kan du ta vakten {when}, {unit}? Svar JA {code} eller NEI {code} innen {until}."
        " Du kan svare nei uten grunn.",
        "nn": "Kan du ta vakta {when}, {unit}? Svar JA {code} eller NEI {code} innan {until}."
        " Du kan svare nei utan grunn.",
        "en": "Can you take the shift {when}, {unit}? Answer JA {code} or NEI {code} by {until}."
        " A no needs no reason.",
    },
    YOURS: {
        "nb": "Vakten {when}, {unit}, er din.",
        "nn": "Vakta {when}, {unit}, er di.",
        "en": "The shift {when}, {unit}, is yours.",
    },
    TAKEN: {
        "nb": "Vakten {when}, {unit}, er dekket av en annen. Du trenger ikke gjøre noe.",
        "nn": "Vakta {when}, {unit}, er dekt av ein annan. Du treng ikkje gjere noko.",
        "en": "The shift {when}, {unit}, is covered by someone else. You need do nothing.",
    },
    OVER: {
        "nb": "Spørsmålet om vakten {when}, {unit}, er avsluttet. Du trenger ikke gjøre noe.",
        "nn": "Spørsmålet om vakta {when}, {unit}, er avslutta. Du treng ikkje gjere noko.",
        "en": "The question about the shift {when}, {unit}, is closed. You need do nothing.",
    },
    ASKED_PART: {
        "nb": "Kan du ta en del av en vakt: {when}, {unit}? Svar JA {code} eller NEI {code} innen"
        " {until}. Den er din først når hele vakten er dekket. Du kan svare nei uten grunn.",
        "nn": "Kan du ta ein del av ei vakt: {when}, {unit}? Svar JA {code} eller NEI {code} innan"
        " {until}. Han er din først når heile vakta er dekt. Du kan svare nei utan grunn.",
        "en": "Can you take part of a shift: {when}, {unit}? Answer JA {code} or NEI {code} by"
        " {until}. It is yours once the whole shift is covered. A no needs no reason.",
    },
    ASKED_MOVE: {
        "nb": "Kan du arbeide på {unit} i stedet for {left}: {when}? Svar JA {code} eller NEI"
        " {code} innen {until}. Du kan svare nei uten grunn.",
        "nn": "Kan du arbeide på {unit} i staden for {left}: {when}? Svar JA {code} eller NEI"
        " {code} innan {until}. Du kan svare nei utan grunn.",
        "en": "Can you work at {unit} instead of {left}: {when}? Answer JA {code} or NEI {code}"
        " by {until}. A no needs no reason.",
    },
    OVER_PART: {
        "nb": "Spørsmålet om {when}, {unit}, er avsluttet. Et ja fra deg binder deg ikke. Du"
        " trenger ikke gjøre noe.",
        "nn": "Spørsmålet om {when}, {unit}, er avslutta. Eit ja frå deg bind deg ikkje. Du treng"
        " ikkje gjere noko.",
        "en": "The question about {when}, {unit}, is closed. A yes from you does not bind you."
        " You need do nothing.",
    },
}


def tell(
    session: Session,
    offer: Offer,
    need: Need,
    kind: str,
    person_ids: Collection[int],
    now: datetime,
    *,
    step: str = "",
) -> None:
    """Put one message per person in the outbox, in the same transaction as the act.

    Args:
        session: the caller commits.
        offer: what it is about.
        need: the shift's time and place.
        kind: a key of `TEXTS`.
        person_ids: the receivers; who has the shift is not told that another one has.
        now: UTC.
        step: part of the message's key; empty takes the question's or the last word's own.
    """
    if kind == TAKEN:
        person_ids = set(person_ids) - _holders(session, need)
    if not person_ids:
        return
    unit = session.scalars(select(Unit.name).where(Unit.id == need.unit_id)).one()
    wording, left = _wording(session, offer, kind)
    facts = {
        "when": notice.when(offer.starts_at or need.starts_at, offer.ends_at or need.ends_at),
        "left": left,
        "unit": unit,
        "until": f"{offer.window_ends_at.astimezone(OSLO):%d.%m. %H:%M}",
    }
    step = step or ("ask" if kind == ASKED else "final")
    wishes = contact.wishes_of(session, person_ids)
    dead = _dead(session, offer) if kind != ASKED else {}
    people = select(Person).where(Person.id.in_(person_ids)).order_by(Person.id)
    letters = []
    for person in session.scalars(people):
        facts["code"] = links.code(offer.id, person.id) if kind == ASKED else ""
        letter = notice.Letter(
            person=person,
            channel=wishes[person.id].channel,
            dead=dead.get(person.id, ()),
            kind=kind,
            key=f"offer:{offer.id}:{person.id}:{step}",
            body=TEXTS[wording][person.language].format(**facts),
            links=[links.address(offer.id, person.id)] if kind == ASKED else (),
            now=now,
            need_id=need.id,
            offer_id=offer.id,
            deadline_at=offer.window_ends_at if kind == ASKED else None,
        )
        letters.append(letter)
    notice.write_all(session, letters)
    notice.send_soon(session)


def _dead(session: Session, offer: Offer) -> dict[int, list[str]]:
    """Return the channels by which what an offer said before did not get through, by person."""
    query = select(Message.person_id, Message.tried, Message.channel, Message.state).where(
        Message.need_id == offer.need_id,
        Message.offer_id == offer.id,
        (Message.state == MessageState.FAILED) | (func.cardinality(Message.tried) > 0),
    )
    return {
        person_id: [*tried, channel] if state is MessageState.FAILED else tried
        for person_id, tried, channel, state in session.execute(query.order_by(Message.id))
        if person_id is not None
    }


def _holders(session: Session, need: Need) -> set[int]:
    query = select(Shift.person_id).where(Shift.need_id == need.id, Shift.status.in_(OCCUPYING))
    return set(session.scalars(query))


def _wording(session: Session, offer: Offer, kind: str) -> tuple[str, str]:
    """Return which sentence tells of a whole shift, a part or a move, and the unit left."""
    if offer.compound_id is None or kind not in (ASKED, OVER):
        return kind, ""
    left = session.scalars(
        select(Unit.name)
        .join(Shift, Shift.unit_id == Unit.id)
        .join(CompoundPart, CompoundPart.moved_shift_id == Shift.id)
        .where(CompoundPart.offer_id == offer.id)
    ).first()
    if kind == OVER:
        return OVER_PART, ""
    return (ASKED_PART, "") if left is None else (ASKED_MOVE, left)


def drop_questions(session: Session, offer_id: int) -> None:
    """Keep questions that have not left yet from leaving after the answer is given.

    Args:
        session: the caller commits.
        offer_id: whose questions.
    """
    session.execute(
        update(Message)
        .where(Message.offer_id == offer_id, Message.kind == ASKED)
        .where(Message.state == MessageState.QUEUED)
        .values(state=MessageState.EXPIRED)
        .execution_options(synchronize_session=False)
    )
