"""Messages that have not left, did not arrive, or left too late to matter, at some units."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.tables import Message, MessageState, Need, Person, Unit

LATELY = timedelta(days=1)
MOST = 100


@dataclass(frozen=True, slots=True)
class Undelivered:
    """One message.

    Attributes:
        person: the receiver's name.
        kind: what it is about, such as `offer_asked`.
        channel: the way it waits for or was last tried by.
        tried: the ways it did not get through by before that.
        state: `queued`, `failed` or `expired`.
        is_held: a cap holds it back.
        attempts: how often it was tried by that way.
        fault: what went wrong last, in the words of the one who refused it; empty where nothing.
        created_at: UTC.
        need_id: what it is about.
        unit: name of the need's unit.
        starts_at: when the need begins, UTC.
        ends_at: UTC.
    """

    person: str
    kind: str
    channel: str
    tried: tuple[str, ...]
    state: MessageState
    is_held: bool
    attempts: int
    fault: str
    created_at: datetime
    need_id: int
    unit: str
    starts_at: datetime
    ends_at: datetime


def undelivered(
    session: Session, units: Collection[int] | None, now: datetime
) -> list[Undelivered]:
    """Return messages that have not arrived, about needs of some units; one query.

    What waits is listed however old it is; what failed or came to nothing, for a day.

    Args:
        session: an open session.
        units: row ids; None for all.
        now: UTC.

    Returns:
        Those that failed first, then by age, the oldest first; at most 100.
    """
    lately = Message.created_at > now - LATELY
    gone = Message.state.in_((MessageState.FAILED, MessageState.EXPIRED))
    lost = gone & lately & Message.last_fault.is_not(None)
    query = (
        select(Message, Person.name, Need, Unit.name)
        .join(Person, Person.id == Message.person_id)
        .join(Need, Need.id == Message.need_id)
        .join(Unit, Unit.id == Need.unit_id)
        .where((Message.state == MessageState.QUEUED) | lost)
        .order_by(Message.state != MessageState.FAILED, Message.created_at, Message.id)
        .limit(MOST)
    )
    if units is not None:
        query = query.where(Need.unit_id.in_(units))
    return [
        Undelivered(
            person=person,
            kind=row.kind,
            channel=row.channel,
            tried=tuple(row.tried),
            state=row.state,
            is_held=row.held_since is not None,
            attempts=row.attempts,
            fault=row.last_fault or "",
            created_at=row.created_at,
            need_id=need.id,
            unit=unit,
            starts_at=need.starts_at,
            ends_at=need.ends_at,
        )
        for row, person, need, unit in session.execute(query)
    ]
