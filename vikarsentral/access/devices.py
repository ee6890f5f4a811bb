"""A user's own devices: the list of living sessions, and ending one or all the others."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access.actors import Actor
from vikarsentral.access.sessions import digest
from vikarsentral.errors import NotFound
from vikarsentral.tables import User, WebSession

SHORT = 16


@dataclass(frozen=True, slots=True)
class Device:
    """One place where a user is signed in.

    Attributes:
        id: a short name of the session; of no use as a handle.
        agent: the kind of browser and machine in plain words, None where unknown.
        is_device: it is remembered for thirty days.
        is_this: the one that asks.
        created_at: when the password was given, UTC.
        last_seen_at: UTC, to within some minutes.
        expires_at: UTC.
    """

    id: str
    agent: str | None
    is_device: bool
    is_this: bool
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


def devices(session: Session, *, actor: Actor, handle: str, now: datetime) -> list[Device]:
    """Return where a user is signed in, the one that asks first, then the latest seen.

    Args:
        session: an open session.
        actor: whose.
        handle: of the session that asks.
        now: UTC.
    """
    own = digest(handle)
    rows = sorted(_living(session, actor, now), key=lambda row: row.last_seen_at, reverse=True)
    return [
        Device(
            row.handle_hash[:SHORT],
            row.agent,
            row.is_device,
            row.handle_hash == own,
            row.created_at,
            row.last_seen_at,
            row.expires_at,
        )
        for row in sorted(rows, key=lambda row: row.handle_hash != own)
    ]


def end_device(session: Session, *, actor: Actor, device_id: str, now: datetime) -> None:
    """End one of the user's own sessions.

    Args:
        session: an open session; the caller commits.
        actor: whose.
        device_id: from the list.
        now: UTC.

    Raises:
        NotFound: the user has no such session.
    """
    told = device_id.encode()
    hit = [
        row
        for row in _living(session, actor, now)
        if hmac.compare_digest(row.handle_hash[:SHORT].encode(), told)
    ]
    if not hit:
        raise NotFound("device", device_id)
    _end(session, hit, actor, now)


def end_other_devices(session: Session, *, actor: Actor, handle: str, now: datetime) -> int:
    """End every session of the user but the one that asks.

    Args:
        session: an open session; the caller commits.
        actor: whose.
        handle: of the session that asks.
        now: UTC.

    Returns:
        How many were ended.
    """
    own = digest(handle)
    others = [row for row in _living(session, actor, now) if row.handle_hash != own]
    _end(session, others, actor, now)
    return len(others)


def _living(session: Session, actor: Actor, now: datetime) -> list[WebSession]:
    query = (
        select(WebSession)
        .join(User, User.id == WebSession.user_id)
        .where(WebSession.user_id == actor.user_id, WebSession.expires_at > now)
        .where(WebSession.session_key == User.session_key)
    )
    return list(session.scalars(query))


def _end(session: Session, rows: list[WebSession], actor: Actor, now: datetime) -> None:
    for row in rows:
        session.delete(row)
    session.flush()
    if rows:
        audit.write(
            session,
            actor=actor.label,
            now=now,
            kind="session.ended",
            subject=("user", actor.login),
            data={"sessions": len(rows)},
        )
