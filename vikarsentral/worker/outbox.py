"""Send what the stages have put in the outbox: at least once, never after its deadline.

A row is leased, then sent with no transaction open, then marked. A kill between sending and
marking sends it again when the lease is out, with the same key. Each channel is served on its
own, so that one gateway that hangs keeps no other waiting.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import Session

from vikarsentral import clock, db, delivery, push, settings
from vikarsentral.tables import (
    AnswerState,
    Message,
    MessageState,
    Offer,
    OfferAnswer,
    OfferState,
)
from vikarsentral.worker import caps, pushing
from vikarsentral.worker.channels import EMAIL, LONGEST_SEND, PUSH, SMS, NotSent, Outgoing, send

AT_ONCE = 20
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 8
FEW_ATTEMPTS = 3  # where the person can be reached another way
FIRST_WAIT = timedelta(seconds=5)
LONGEST_REFERENCE = 36
OTHER = "other"
CHANNELS = (PUSH, EMAIL, SMS, OTHER)

logger = logging.getLogger(__name__)


def send_waiting(channel: str | None = None) -> int:
    """Send all messages that wait now.

    Args:
        channel: one of `CHANNELS`; None for all, one after the other.

    Returns:
        How many left.

    Raises:
        ComponentMissing: the database is away.
    """
    return sum(_send_channel(one) for one in ([channel] if channel else CHANNELS))


def _send_channel(channel: str) -> int:
    sent = 0
    while leased := db.transaction(
        lambda session: lease(session, now=clock.now(), channel=channel)
    ):
        until = clock.now() + LEASE - LONGEST_SEND
        for number, message in leased:
            if clock.now() > until:
                break  # the rest is leased again, by whoever comes first
            sent += _send_one(number, message)
    return sent


def lease(
    session: Session, *, now: datetime, channel: str | None = None
) -> Sequence[tuple[int, Outgoing]]:
    """Take the next messages for a while; those of no use any more are closed instead.

    Args:
        session: the caller's session.
        now: UTC.
        channel: one of `CHANNELS`; None for all.

    Returns:
        Row number and message, the nearest deadline first, at most `AT_ONCE`; those that have
        no browser to be shown in are re-addressed, and not among them.
    """
    _close_useless(session, now, channel)
    rows = _take(session, now, channel)
    reached = push.browsers_of(
        session, {row.person_id for row in rows if row.channel == PUSH and row.person_id}
    )
    leaving = []
    for row in rows:
        browsers = reached.get(row.person_id or 0, [])
        if row.channel == PUSH and not browsers:
            if not delivery.re_address(session, row, now):
                row.state, row.last_fault = MessageState.FAILED, "no browser takes messages"
            continue
        row.attempts, row.next_attempt_at, row.held_since = row.attempts + 1, now + LEASE, None
        if row.channel == SMS:
            row.reference = row.key[-LONGEST_REFERENCE:]
        text = pushing.payload(session, row, now) if row.channel == PUSH else b""
        leaving.append((row.id, _outgoing(row, tuple(browsers), text)))
    return leaving


def _close_useless(session: Session, now: datetime, channel: str | None) -> None:
    """Close what is past its deadline, and questions that are answered or over."""
    asks = Message.kind == delivery.QUESTION
    over = exists().where(Offer.id == Message.offer_id, Offer.state != OfferState.OPEN)
    answered = exists().where(
        OfferAnswer.offer_id == Message.offer_id,
        OfferAnswer.person_id == Message.person_id,
        OfferAnswer.state != AnswerState.ASKED,
    )
    late = and_(Message.deadline_at.is_not(None), Message.deadline_at <= now)
    useless = or_(late, and_(asks, or_(over, answered)))
    # Two senders never wait for each other here: what one has in hand the other leaves alone.
    found = (
        select(Message.id)
        .where(Message.state == MessageState.QUEUED, useless, _of(channel))
        .with_for_update(skip_locked=True)
    )
    session.execute(
        update(Message)
        .where(Message.id.in_(found))
        .values(state=MessageState.EXPIRED)
        .execution_options(synchronize_session=False)
    )


def _take(session: Session, now: datetime, channel: str | None) -> list[Message]:
    ready = or_(Message.next_attempt_at.is_(None), Message.next_attempt_at <= now)
    query = (
        select(Message)
        .where(Message.state == MessageState.QUEUED, ready, _of(channel))
        .order_by(Message.deadline_at.asc().nulls_last(), Message.id)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    rows = list(session.scalars(query, execution_options={"populate_existing": True}))
    return caps.within(session, rows, settings.current(), now)


def _of(channel: str | None) -> ColumnElement[bool]:
    if channel is None:
        return Message.channel.is_not(None)
    if channel == OTHER:
        return Message.channel.not_in((PUSH, EMAIL, SMS))
    return Message.channel == channel


def _outgoing(row: Message, browsers: tuple[push.Browser, ...], text: bytes) -> Outgoing:
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
        browsers=browsers,
        push_text=text,
    )


def _send_one(number: int, message: Outgoing) -> bool:
    now = clock.now()
    if message.deadline_at is not None and message.deadline_at <= now:
        db.transaction(lambda session: _mark_late(session, number))
        return False
    try:
        posted = send(message, settings.current(), now)
    except NotSent as error:
        refused = error
        logger.warning("message %s was not sent: %s", number, refused)
        db.transaction(lambda session: _mark_failed(session, number, refused, now=clock.now()))
        return False
    db.transaction(lambda session: _mark_sent(session, number, posted, now=clock.now()))
    return True


def _mark_late(session: Session, number: int) -> None:
    session.get_one(Message, number, with_for_update=True).state = MessageState.EXPIRED


def _mark_sent(
    session: Session, number: int, posted: pushing.Posted | None, *, now: datetime
) -> None:
    row = session.get_one(Message, number, with_for_update=True)
    if row.state is not MessageState.DELIVERED:  # its report may be here before us
        row.state = MessageState.SENT
    row.sent_at, row.last_fault = now, None
    if posted is not None:
        push.note_sent(session, posted.taken, now)
        push.forget(session, posted.gone)


def _mark_failed(session: Session, number: int, refused: NotSent, *, now: datetime) -> None:
    """Wait and try again; go to the next way at once where this one will never take it."""
    row = session.get_one(Message, number, with_for_update=True)
    row.last_fault = str(refused)
    push.forget(session, refused.gone)
    # The wait is drawn, so that many do not knock again at the same moment.
    wait = FIRST_WAIT * 2 ** (row.attempts - 1) * random.uniform(0.5, 1.5)  # noqa: S311 - no secret
    row.next_attempt_at = now + wait
    is_enough = refused.is_final or row.attempts >= FEW_ATTEMPTS
    if is_enough and delivery.re_address(session, row, now):
        return
    # A gateway may say no for its own settings: without another way a text message is tried on.
    if row.attempts >= MOST_ATTEMPTS or (refused.is_final and row.channel != "sms"):
        row.state = MessageState.FAILED
