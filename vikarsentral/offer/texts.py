"""What people are told about an offer: asked, yours, taken by another, over.

Each one asked gets one question and one last word. Nobody is named, and no reason is asked.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from vikarsentral import contact, notice
from vikarsentral.clock import OSLO
from vikarsentral.offer import links
from vikarsentral.tables import Message, MessageState, Need, Offer, Person, Unit

ASKED = "offer_asked"
YOURS = "offer_yours"
TAKEN = "offer_taken"
OVER = "offer_over"

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
}


def tell(
    session: Session,
    offer: Offer,
    need: Need,
    kind: str,
    person_ids: Collection[int],
    now: datetime,
) -> None:
    """Put one message per person in the outbox, in the same transaction as the act.

    Args:
        session: the caller commits.
        offer: what it is about.
        need: the shift's time and place.
        kind: a key of `TEXTS`.
        person_ids: the receivers.
        now: UTC.
    """
    if not person_ids:
        return
    unit = session.scalars(select(Unit.name).where(Unit.id == need.unit_id)).one()
    facts = {
        "when": notice.when(need.starts_at, need.ends_at),
        "unit": unit,
        "until": f"{offer.window_ends_at.astimezone(OSLO):%d.%m. %H:%M}",
    }
    step = "ask" if kind == ASKED else "final"
    wishes = contact.wishes_of(session, person_ids)
    people = select(Person).where(Person.id.in_(person_ids)).order_by(Person.id)
    for person in session.scalars(people):
        facts["code"] = links.code(offer.id, person.id)
        notice.write(
            session,
            person=person,
            channel=wishes[person.id].channel,
            kind=kind,
            key=f"offer:{offer.id}:{person.id}:{step}",
            body=TEXTS[kind][person.language].format(**facts),
            links=[links.address(offer.id, person.id)] if kind == ASKED else (),
            now=now,
            need_id=need.id,
            offer_id=offer.id,
            deadline_at=offer.window_ends_at if kind == ASKED else None,
        )
    notice.send_soon(session)


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
