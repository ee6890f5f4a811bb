"""Messages to people: written to the outbox in the act's own transaction, sent by the worker.

A message has a stable key, so one that is written or sent twice is known as the same. Who gets
it by what channel is decided here; how it is sent is the worker's.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Required, TypedDict, Unpack

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from vikarsentral import jobs
from vikarsentral.clock import OSLO
from vikarsentral.tables import Message, MessageState, Person

TEXTS: dict[str, dict[str, str]] = {
    "contact_changed": {
        "nb": "Telefon eller e-post er endret i vikarsentralen. Var det ikke deg, si fra i dag.",
        "nn": "Telefon eller e-post er endra i vikarsentralen. Var det ikkje deg, sei frå i dag.",
        "en": "Phone or e-mail is changed at the vikarsentral. If it was not you, tell us today.",
    },
    "shift_given": {
        "nb": "Du har fått vakt: {when}, {unit}.",
        "nn": "Du har fått vakt: {when}, {unit}.",
        "en": "You have a shift: {when}, {unit}.",
    },
    "shift_cancelled": {
        "nb": "Vakten din er avlyst: {when}, {unit}.",
        "nn": "Vakta di er avlyst: {when}, {unit}.",
        "en": "Your shift is cancelled: {when}, {unit}.",
    },
    "swap_agreed": {
        "nb": "{who} har notert at du sa ja til byttet: {when}, {unit}."
        " Er det feil, ring enheten.",
        "nn": "{who} har notert at du sa ja til bytet: {when}, {unit}. Er det feil, ring eininga.",
        "en": "{who} has noted your yes to the exchange: {when}, {unit}."
        " If that is wrong, phone the unit.",
    },
    "plan_published": {
        "nb": "Ny vaktplan er klar. Nye vakter: {given}. Avlyst: {cancelled}. Se «Mine vakter».",
        "nn": "Ny vaktplan er klar. Nye vakter: {given}. Avlyste: {cancelled}. Sjå «Mine vakter».",
        "en": "A new plan is ready. New shifts: {given}. Cancelled: {cancelled}. See “My shifts”.",
    },
}


def text(kind: str, language: str, **facts: object) -> str:
    """Return the sentence of a message.

    Args:
        kind: a key of `TEXTS`.
        language: `nb`, `nn` or `en`.
        **facts: what the sentence names.
    """
    return TEXTS[kind][language].format(**facts)


def when(starts_at: datetime, ends_at: datetime) -> str:
    """Write a stretch as people read it: date and times on the Oslo clock.

    Args:
        starts_at: UTC.
        ends_at: UTC.
    """
    start, end = starts_at.astimezone(OSLO), ends_at.astimezone(OSLO)
    return f"{start:%d.%m.%Y %H:%M}–{end:%H:%M}"


def channel_of(
    person: Person, wanted: str | None = None, dead: Collection[str] = ()
) -> tuple[str, str]:
    """Return the channel and address a person is reached at.

    Args:
        person: the receiver.
        dead: channels that did not get through lately; used only where there is no other.
        wanted: `push`, `sms` or `email` where the person has chosen; followed when there is an
            address. A push message without a browser is re-addressed before it leaves.

    Returns:
        `sms` where there is a phone, else `email`, else `console` and the employee number, so
        that the operator sees what could not be delivered.
    """
    if wanted == "push" and wanted not in dead:
        return "push", person.employee_no
    found = dict(ways(person))
    found = {by: to for by, to in found.items() if by not in dead} or found
    if wanted in found:
        return wanted or "", found[wanted or ""]
    return next(iter(found.items()), ("console", person.employee_no))


def ways(person: Person) -> list[tuple[str, str]]:
    """Return the channels and addresses a person is registered with, text message first.

    Args:
        person: the receiver.
    """
    told = (("sms", person.phone), ("email", person.email))
    return [(channel, address) for channel, address in told if address]


class Letter(TypedDict, total=False):
    """One message for the outbox.

    Attributes:
        person: the receiver.
        kind: what it is about, such as `shift_given`.
        key: stable and unique for this act and receiver.
        body: the sentence, without anybody else's data.
        now: UTC.
        need_id: the need it is about, if any.
        offer_id: the offer it is about, if any.
        links: addresses to follow.
        channel: what the person has chosen; None takes what is registered.
        dead: channels that did not get through lately.
        deadline_at: after this instant it must not be sent any more, UTC.
    """

    person: Required[Person]
    kind: Required[str]
    key: Required[str]
    body: Required[str]
    now: Required[datetime]
    need_id: int | None
    offer_id: int | None
    links: Iterable[str]
    channel: str | None
    dead: Collection[str]
    deadline_at: datetime | None


def write(session: Session, **letter: Unpack[Letter]) -> None:
    """Put one message in the outbox; a key that is already there changes nothing.

    Args:
        session: the transaction of the act the message tells about.
        **letter: what `Letter` names.
    """
    write_all(session, [letter])


def write_all(session: Session, letters: Sequence[Letter]) -> None:
    """Put messages in the outbox at once; a key that is already there changes nothing.

    Args:
        session: the transaction of the act the messages tell about.
        letters: any number.
    """
    if letters:
        into = insert(Message).on_conflict_do_nothing(index_elements=["key"])
        session.execute(into, [_row(letter) for letter in letters])


def _row(letter: Letter) -> dict[str, Any]:
    """Return a message as the outbox holds it."""
    person, now = letter["person"], letter["now"]
    by, address = channel_of(person, letter.get("channel"), letter.get("dead", ()))
    return {
        "key": letter["key"],
        "person_id": person.id,
        "recipient": address,
        "channel": by,
        "kind": letter["kind"],
        "need_id": letter.get("need_id"),
        "offer_id": letter.get("offer_id"),
        "body": letter["body"],
        "links": list(letter.get("links", ())),
        "state": MessageState.QUEUED,
        "attempts": 0,
        "created_at": now,
        "deadline_at": letter.get("deadline_at"),
        "next_attempt_at": now,
    }


def reply(session: Session, *, to: str, body: str, now: datetime) -> None:
    """Answer a text message that has come in.

    Args:
        session: the transaction in which it was taken.
        to: the sender's number.
        body: the sentence.
        now: UTC.
    """
    session.add(
        Message(
            key=f"reply:{uuid.uuid4()}",
            recipient=to,
            channel="sms",
            kind="reply",
            body=body,
            links=[],
            state=MessageState.QUEUED,
            attempts=0,
            created_at=now,
            next_attempt_at=now,
        )
    )
    session.flush()
    send_soon(session)


def send_soon(session: Session) -> None:
    """Ask the worker to send what waits in the outbox, when this transaction is committed.

    Args:
        session: the transaction that wrote the messages.
    """
    jobs.enqueue(session, jobs.SEND_MESSAGES)
