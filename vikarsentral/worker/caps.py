"""How many messages may leave in an hour and in a day, by channel; the rest waits and says so.

The last fifth is kept for what is about a shift, so that news for everybody never stands in the
way of a question that somebody waits for.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from vikarsentral.settings import Settings
from vikarsentral.tables import Message, MessageState

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KEPT_SHARE = 5
LOCK = text("select pg_advisory_xact_lock(hashtext('vikarsentral.outbox'))")


def limits(settings: Settings) -> dict[str, tuple[int, int]]:
    """Return how many may leave in an hour and in a day, by channel.

    Args:
        settings: the values in force.
    """
    return {
        "sms": (settings.sms_per_hour, settings.sms_per_day),
        "email": (settings.email_per_hour, settings.email_per_day),
        "push": (settings.push_per_hour, settings.push_per_day),
    }


def within(
    session: Session, rows: list[Message], settings: Settings, now: datetime
) -> list[Message]:
    """Return the messages that may leave now; the others are marked as held.

    Args:
        session: an open session; other processes wait here until it is committed.
        rows: messages that want to leave, locked, in order.
        settings: the values in force.
        now: UTC.
    """
    if not rows:
        return rows
    session.execute(LOCK)
    room = {
        channel: _room(session, channel, caps, now)
        for channel, caps in limits(settings).items()
        if any(row.channel == channel for row in rows)
    }
    leaving = []
    for row in rows:
        acute, plain = room.get(row.channel, (1, 1))
        if (acute if is_acute(row) else plain) <= 0:
            _hold(session, row, now)
            continue
        if row.channel in room:
            room[row.channel] = (acute - 1, plain - 1)
        leaving.append(row)
    return leaving


def is_acute(row: Message) -> bool:
    """Tell whether a message is about a shift, or answers somebody.

    Args:
        row: the message.
    """
    return row.need_id is not None or row.deadline_at is not None or row.kind == "reply"


def _room(session: Session, channel: str, caps: tuple[int, int], now: datetime) -> tuple[int, int]:
    """Return how many more may leave: all told, and of those that are about no shift."""
    acute, plain = [], []
    for cap, span in zip(caps, (HOUR, DAY), strict=True):
        used = _left_since(session, channel, now - span) + _leaving(session, channel, now)
        acute.append(cap - used)
        plain.append(cap - cap // KEPT_SHARE - used)
    return min(acute), min(plain)


def _left_since(session: Session, channel: str, since: datetime) -> int:
    query = select(func.count()).where(Message.channel == channel, Message.sent_at > since)
    return session.scalars(query).one()


def _leaving(session: Session, channel: str, now: datetime) -> int:
    """Count what another process is sending at this moment."""
    query = (
        select(func.count())
        .where(Message.channel == channel, Message.state == MessageState.QUEUED)
        .where(Message.attempts > 0, Message.last_fault.is_(None), Message.next_attempt_at > now)
    )
    return session.scalars(query).one()


WAIT = timedelta(seconds=20)


def _hold(session: Session, row: Message, now: datetime) -> None:
    """Let a message wait; it is looked at again in a while, and shown as held meanwhile."""
    rows = update(Message).where(Message.id == row.id)
    since = row.held_since or now
    session.execute(rows.values(held_since=since, next_attempt_at=now + WAIT))
