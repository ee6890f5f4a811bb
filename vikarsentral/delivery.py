"""What became of messages: taken, arrived, or not, and by which way it is tried next.

A gateway tells what became of a message by its reference. What it tells changes the state of
that message and nothing else: no answer, no offer and no shift follows from it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from vikarsentral import notice, push
from vikarsentral.tables import Message, MessageState, Person

QUESTION = "offer_asked"
LONGEST_FAULT = 200
LOCAL_DIGITS = 8
LATELY = timedelta(days=1)
# A report may be here before the sender has noted that the message left.
REPORTED = (
    MessageState.QUEUED,
    MessageState.SENT,
    MessageState.DELIVERED,
    MessageState.FAILED,
)


class Outcome(StrEnum):
    """Name what a gateway can tell of a message it has taken."""

    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"


def report(
    session: Session, *, reference: str, number: str, outcome: Outcome, fault: str, now: datetime
) -> bool:
    """Take what a gateway tells of a message; told again it changes nothing.

    A message that has arrived stays so. A question that did not arrive goes by the person's next
    way, if it is still of use.

    Args:
        session: an open session; the caller commits.
        reference: what we called the message.
        number: the receiver's number as the gateway writes it; empty where it tells none.
        outcome: what became of it.
        fault: why it did not arrive, in the gateway's words or code.
        now: UTC.

    Returns:
        Whether it was a message of ours that had been sent.
    """
    row = _sent(session, reference, number)
    if row is None:
        return False
    if outcome is Outcome.DELIVERED and row.state is not MessageState.DELIVERED:
        row.state, row.delivered_at, row.last_fault = MessageState.DELIVERED, now, None
        row.sent_at = row.sent_at or now
    elif outcome is Outcome.FAILED and row.state is MessageState.SENT:
        row.last_fault = f"the gateway: {_plain(fault)}"[:LONGEST_FAULT]
        if not re_address(session, row, now):
            row.state = MessageState.FAILED
    session.flush()
    return True


def _sent(session: Session, reference: str, number: str) -> Message | None:
    query = (
        select(Message)
        .where(Message.reference == reference, Message.channel == "sms")
        .where(Message.state.in_(REPORTED), Message.attempts > 0)
        .with_for_update()
    )
    found = [
        row
        for row in session.scalars(query, execution_options={"populate_existing": True})
        if not number or _tail(row.recipient) == _tail(number)
    ]
    return found[0] if len(found) == 1 else None


def _tail(number: str) -> str:
    return re.sub(r"\D", "", number)[-LOCAL_DIGITS:]


def _plain(fault: str) -> str:
    return "".join(sign for sign in fault if sign.isprintable()) or "not delivered"


def re_address(session: Session, row: Message, now: datetime) -> bool:
    """Send a message by the next way its person is reached by, where there is one in time.

    Args:
        session: an open session; the caller commits.
        row: a message that did not get through; locked by the caller.
        now: UTC.

    Returns:
        Whether it waits to leave by another way now.
    """
    way = next_way(session, row)
    if way is None or (row.deadline_at is not None and row.deadline_at <= now):
        return False
    row.tried = [*row.tried, row.channel]
    row.channel, row.recipient = way
    row.state, row.attempts, row.reference = MessageState.QUEUED, 0, None
    row.sent_at, row.next_attempt_at, row.held_since = None, now, None
    session.flush()
    notice.send_soon(session)
    return True


def next_way(session: Session, row: Message) -> tuple[str, str] | None:
    """Return the channel and address to try after those a message has been tried by.

    Args:
        session: an open session.
        row: the message.

    Returns:
        None where there is no other way.
    """
    person = None if row.person_id is None else session.get(Person, row.person_id)
    if person is None or not person.is_active:
        return None
    found = list(notice.ways(person))
    if push.how_many(session, person.id):
        found.append(("push", person.employee_no))
    done = {*row.tried, row.channel}
    return next(((channel, to) for channel, to in found if channel not in done), None)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Messages of one channel that have not left.

    Attributes:
        channel: such as `sms`.
        number: how many wait, those held included.
        held: how many a cap holds back.
        failed: how many could not be sent or did not arrive in the last day.
        oldest_at: when the oldest of those that wait was written, UTC; None where none waits.
    """

    channel: str
    number: int
    held: int
    failed: int
    oldest_at: datetime | None


def waiting(session: Session, now: datetime, *, need_id: int | None = None) -> list[Waiting]:
    """Return what has not left or not arrived, by channel; one query.

    Args:
        session: an open session.
        now: UTC.
        need_id: only messages about this need; None for all.
    """
    is_waiting = Message.state == MessageState.QUEUED
    is_failed = (Message.state == MessageState.FAILED) & (Message.created_at > now - LATELY)
    query = (
        select(
            Message.channel,
            func.count().filter(is_waiting),
            func.count().filter(is_waiting, Message.held_since.is_not(None)),
            func.count().filter(is_failed),
            func.min(Message.created_at).filter(is_waiting),
        )
        .where(or_(is_waiting, is_failed))
        .group_by(Message.channel)
        .order_by(Message.channel)
    )
    if need_id is not None:
        query = query.where(Message.need_id == need_id)
    return [Waiting(*row) for row in session.execute(query)]
