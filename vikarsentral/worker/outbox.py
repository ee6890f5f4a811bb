"""Send what the stages have put in the outbox: at least once, never after its deadline.

A row is leased, then sent with no transaction open, then marked. A kill between sending and
marking sends it again when the lease is out, with the same key.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from vikarsentral import clock, db, settings
from vikarsentral.tables import Message, MessageState
from vikarsentral.worker.channels import NotSent, Outgoing, send

AT_ONCE = 20
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=5)

logger = logging.getLogger(__name__)


def send_waiting() -> int:
    """Send all messages that wait now.

    Returns:
        How many left.

    Raises:
        ComponentMissing: the database is away.
    """
    sent = 0
    while leased := db.transaction(lambda session: lease(session, now=clock.now())):
        sent += sum(_send_one(number, message) for number, message in leased)
    return sent


def lease(session: Session, *, now: datetime) -> Sequence[tuple[int, Outgoing]]:
    """Take the next messages for a while; those past their deadline are closed instead.

    Args:
        session: the caller's session.
        now: UTC.

    Returns:
        Row number and message, oldest first, at most `AT_ONCE`.
    """
    waiting = Message.state == MessageState.QUEUED
    late = (waiting, Message.deadline_at.is_not(None), Message.deadline_at <= now)
    session.execute(update(Message).where(*late).values(state=MessageState.EXPIRED))
    rows = session.scalars(
        select(Message)
        .where(waiting, or_(Message.next_attempt_at.is_(None), Message.next_attempt_at <= now))
        .order_by(Message.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.attempts, row.next_attempt_at = row.attempts + 1, now + LEASE
    return [(row.id, _outgoing(row)) for row in rows]


def _outgoing(row: Message) -> Outgoing:
    return Outgoing(
        key=row.key,
        to=row.recipient,
        channel=row.channel,
        kind=row.kind,
        need=row.need_id,
        offer=row.offer_id,
        body=row.body,
        links=tuple(row.links),
        deadline_at=row.deadline_at,
    )


def _send_one(number: int, message: Outgoing) -> bool:
    try:
        send(message, settings.current(), clock.now())
    except NotSent as error:
        fault = str(error)
        logger.warning("message %s was not sent: %s", number, fault)
        db.transaction(lambda session: _mark_failed(session, number, fault, now=clock.now()))
        return False
    db.transaction(lambda session: _mark_sent(session, number, now=clock.now()))
    return True


def _mark_sent(session: Session, number: int, *, now: datetime) -> None:
    row = session.get_one(Message, number, with_for_update=True)
    row.state, row.sent_at, row.last_fault = MessageState.SENT, now, None


def _mark_failed(session: Session, number: int, fault: str, *, now: datetime) -> None:
    row = session.get_one(Message, number, with_for_update=True)
    row.last_fault = fault
    # The wait is drawn, so that many do not knock again at the same moment.
    wait = FIRST_WAIT * 2 ** (row.attempts - 1) * random.uniform(0.5, 1.5)  # noqa: S311 - no secret
    row.next_attempt_at = now + wait
    if row.attempts >= MOST_ATTEMPTS:
        row.state = MessageState.FAILED
