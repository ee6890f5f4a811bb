"""Answers that come as text messages: a word, and the code from the question.

The sender's number and the code together find the question. A message that cannot be read
decides nothing and is told what it may say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import access, contact
from vikarsentral.errors import Conflict, Unlawful
from vikarsentral.offer.answer import accept, decline
from vikarsentral.offer.links import code
from vikarsentral.tables import AnswerState, Offer, OfferAnswer, OfferState, Person

COUNTRY = "47"
LOCAL_LENGTH = 8
LONGEST = 500
YES = {"ja", "j", "yes", "ok"}
NO = {"nei", "n", "no"}
PAUSE = {"pause"}
_WORD = re.compile(r"\s*(\w+)\b[\s,.:;!-]*(\d{4})?")


class Said(StrEnum):
    """Name how an answer by text message was taken."""

    YOURS = "yours"
    NOTED = "noted"
    DECLINED = "declined"
    PAUSED = "paused"
    TAKEN = "taken"
    OVER = "over"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    HELD = "held"
    FOREIGN = "foreign"
    UNLAWFUL = "unlawful"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"


TEXTS: dict[Said, dict[str, str]] = {
    Said.YOURS: {
        "nb": "Takk. Vakten er din.",
        "nn": "Takk. Vakta er di.",
        "en": "Thank you. The shift is yours.",
    },
    Said.NOTED: {
        "nb": "Takk. Svaret ditt er notert. Du får beskjed så snart det er avgjort.",
        "nn": "Takk. Svaret ditt er notert. Du får melding så snart det er avgjort.",
        "en": "Thank you. Your yes is noted. You will be told as soon as it is decided.",
    },
    Said.DECLINED: {
        "nb": "Takk for svaret. Du trenger ikke gjøre noe mer.",
        "nn": "Takk for svaret. Du treng ikkje gjere noko meir.",
        "en": "Thank you for answering. You need do nothing more.",
    },
    Said.PAUSED: {
        "nb": "Du blir ikke spurt mer denne uken.",
        "nn": "Du blir ikkje spurd meir denne veka.",
        "en": "You will not be asked again this week.",
    },
    Said.TAKEN: {
        "nb": "Vakten er dekket av en annen. Du trenger ikke gjøre noe.",
        "nn": "Vakta er dekt av ein annan. Du treng ikkje gjere noko.",
        "en": "The shift is covered by someone else. You need do nothing.",
    },
    Said.OVER: {
        "nb": "Spørsmålet er avsluttet. Du trenger ikke gjøre noe.",
        "nn": "Spørsmålet er avslutta. Du treng ikkje gjere noko.",
        "en": "The question is closed. You need do nothing.",
    },
    Said.EXPIRED: {
        "nb": "Spørsmålet er avsluttet, for fristen er ute. Du trenger ikke gjøre noe.",
        "nn": "Spørsmålet er avslutta, for fristen er ute. Du treng ikkje gjere noko.",
        "en": "The question is closed, as the time to answer is out. You need do nothing.",
    },
    Said.WITHDRAWN: {
        "nb": "Spørsmålet er avsluttet, for det er trukket tilbake. Du trenger ikke gjøre noe.",
        "nn": "Spørsmålet er avslutta, for det er trekt tilbake. Du treng ikkje gjere noko.",
        "en": "The question is closed, as it was taken back. You need do nothing.",
    },
    Said.HELD: {
        "nb": "Vakten er alt din. Kan du ikke komme, meld det under «Mine vakter» eller ring.",
        "nn": "Vakta er alt di. Kan du ikkje kome, meld det under «Mine vakter» eller ring.",
        "en": "The shift is yours already. If you cannot come, tell it in “My shifts” or phone.",
    },
    Said.FOREIGN: {
        "nb": "Tallet hører ikke til et spørsmål til deg. Se tallet i meldingen du fikk.",
        "nn": "Talet høyrer ikkje til eit spørsmål til deg. Sjå talet i meldinga du fekk.",
        "en": "The number belongs to no question to you. See the number in your message.",
    },
    Said.UNLAWFUL: {
        "nb": "Du kan ikke lenger ta vakten etter arbeidstidsreglene. Se «Mine vakter».",
        "nn": "Du kan ikkje lenger ta vakta etter arbeidstidsreglane. Sjå «Mine vakter».",
        "en": "You can no longer take the shift under the working time rules. See “My shifts”.",
    },
    Said.UNCLEAR: {
        "nb": "Vi forsto ikke svaret. Skriv JA, NEI eller PAUSE og tallet fra meldingen.",
        "nn": "Vi forstod ikkje svaret. Skriv JA, NEI eller PAUSE og talet frå meldinga.",
        "en": "We did not understand. Write JA, NEI or PAUSE and the number in the message.",
    },
    Said.UNKNOWN: {"nb": "", "nn": "", "en": ""},
}
"""What goes back; nothing to a number nobody here has."""

REFUSED = {
    "offer_taken": Said.TAKEN,
    "offer_expired": Said.EXPIRED,
    "offer_withdrawn": Said.WITHDRAWN,
    "already_yours": Said.HELD,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """How a text message was taken, and what goes back to its sender."""

    said: Said
    text: str


def plain_number(told: str) -> str:
    """Return a telephone number as digits with country code; a Norwegian one gets its own.

    Args:
        told: as people and gateways write it.
    """
    digits = re.sub(r"\D", "", told).removeprefix("00")
    return COUNTRY + digits if len(digits) == LOCAL_LENGTH else digits


def by_text_message(session: Session, *, sender: str, text: str, now: datetime) -> Reply:
    """Take an answer that came as a text message; the same one twice is one answer.

    Args:
        session: an open session; the caller commits.
        sender: the sender's number as the gateway tells it.
        text: the whole message.
        now: UTC.

    Returns:
        How it was taken, with the sentence that goes back.
    """
    person = _person(session, sender)
    if person is None:
        return Reply(Said.UNKNOWN, "")
    said = _take(session, person, text[:LONGEST], now)
    return Reply(said, TEXTS[said][person.language])


def by_tap(
    session: Session, *, offer_id: int, person_id: int, is_yes: bool, now: datetime
) -> Reply:
    """Take an answer by a tap in a notification; the same one twice is one answer.

    Args:
        session: an open session; the caller commits.
        offer_id: what is answered.
        person_id: who was asked.
        is_yes: yes, or no.
        now: UTC.

    Returns:
        How it was taken, with the sentence to show.

    Raises:
        NotFound: there is no such question, or the person has left.
    """
    language = access.person_alone(session, person_id).language
    said = _answer(session, person_id, offer_id, is_yes=is_yes, now=now)
    return Reply(said, TEXTS[said][language])


def _person(session: Session, sender: str) -> Person | None:
    wanted = plain_number(sender)
    query = select(Person).where(Person.is_active, Person.phone.is_not(None))
    tail = wanted[-LOCAL_LENGTH:]
    if len(tail) < LOCAL_LENGTH:
        return None
    spaced = "%".join(tail)
    found = [
        person
        for person in session.scalars(query.where(Person.phone.like(f"%{spaced}")))
        if plain_number(person.phone or "") == wanted
    ]
    return found[0] if len(found) == 1 else None


def _take(session: Session, person: Person, text: str, now: datetime) -> Said:
    found = _WORD.match(text)
    word = found[1].lower() if found else ""
    if found is None or word not in YES | NO | PAUSE:
        return Said.UNCLEAR
    offer_id = _asked_by(session, person.id, found[2])
    if word in PAUSE:
        if offer_id is not None:
            _answer(session, person.id, offer_id, is_yes=False, now=now)
        contact.pause_this_week(session, person_id=person.id, now=now)
        return Said.PAUSED
    if offer_id is None:
        return Said.FOREIGN if found[2] else Said.UNCLEAR
    return _answer(session, person.id, offer_id, is_yes=word in YES, now=now)


def _asked_by(session: Session, person_id: int, told: str | None) -> int | None:
    """Return the one offer that a code, or a single open question without code, points to."""
    query = (
        select(Offer.id, Offer.state, OfferAnswer.state)
        .join(OfferAnswer, OfferAnswer.offer_id == Offer.id)
        .where(OfferAnswer.person_id == person_id)
        .order_by(Offer.id.desc())
        .limit(100)
    )
    rows = session.execute(query).all()
    if told is not None:
        hits = [offer_id for offer_id, _, _ in rows if code(offer_id, person_id) == told]
        return hits[0] if hits else None
    waiting = (AnswerState.ASKED, AnswerState.NOTED)
    live = [one for one, state, own in rows if state is OfferState.OPEN and own in waiting]
    return live[0] if len(live) == 1 else None


def _answer(
    session: Session, person_id: int, offer_id: int, *, is_yes: bool, now: datetime
) -> Said:
    actor = access.person_alone(session, person_id)
    act = accept if is_yes else decline
    try:
        taken = act(session, offer_id=offer_id, actor=actor, now=now)
    except Unlawful:
        return Said.UNLAWFUL
    except Conflict as refused:
        said = REFUSED.get(refused.code, Said.OVER)
        return Said.OVER if said is Said.EXPIRED and _is_early(session, offer_id, now) else said
    states = {AnswerState.YOURS: Said.YOURS, AnswerState.NOTED: Said.NOTED}
    return states.get(taken.state, Said.DECLINED)


def _is_early(session: Session, offer_id: int, now: datetime) -> bool:
    """Tell whether a question is over though its time to answer is not out."""
    ends_at = session.scalar(select(Offer.window_ends_at).where(Offer.id == offer_id))
    return ends_at is not None and now < ends_at
