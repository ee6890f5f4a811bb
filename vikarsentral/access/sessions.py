"""Server-side sessions: a random handle for the cookie, only its hash in the database.

A session lasts a working day, or thirty days on a device that is to be remembered. What is
delicate asks for the password anew when it has not been given for half an hour.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session, joinedload

from vikarsentral.access.actors import Actor, as_actor, led_units
from vikarsentral.db.base import UtcDateTime
from vikarsentral.errors import NotFound
from vikarsentral.tables import User, WebSession

SESSION_LIFE = timedelta(hours=12)
DEVICE_LIFE = timedelta(days=30)
FRESH_FOR = timedelta(minutes=30)
SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Held:
    """What a session says of the one who holds its handle.

    Attributes:
        user_id: whose session.
        is_device: it is remembered on a device for thirty days.
        is_fresh: the password has been given lately enough for what is delicate.
    """

    user_id: int
    is_device: bool
    is_fresh: bool


def digest(secret: str) -> str:
    """Return the hash under which a random secret is stored.

    Args:
        secret: at least 128 random bits as text; a fast hash is enough for those.

    Returns:
        64 hexadecimal digits.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def open_session(
    session: Session,
    *,
    user_id: int,
    now: datetime,
    is_device: bool = False,
    agent: str | None = None,
) -> str:
    """Open a session for a user who has signed in.

    Args:
        session: an open session.
        user_id: who signed in.
        now: UTC.
        is_device: the device is to be remembered; the session lasts thirty days.
        agent: the kind of browser and machine in plain words.

    Returns:
        The handle for the cookie; it is not stored anywhere.

    Raises:
        NotFound: there is no such user.
    """
    user = session.get(User, user_id)
    if user is None:
        raise NotFound("user", user_id)
    session.execute(delete(WebSession).where(WebSession.expires_at <= now))
    handle = secrets.token_urlsafe(32)
    session.add(
        WebSession(
            handle_hash=digest(handle),
            user_id=user_id,
            session_key=user.session_key,
            created_at=now,
            last_seen_at=now,
            expires_at=now + life(is_device=is_device),
            fresh_until=now + FRESH_FOR,
            is_device=is_device,
            agent=agent,
        )
    )
    return handle


def life(*, is_device: bool) -> timedelta:
    """Return how long a session lasts.

    Args:
        is_device: the device is to be remembered.
    """
    return DEVICE_LIFE if is_device else SESSION_LIFE


def held_actor(session: Session, handle: str, now: datetime) -> tuple[Held, Actor] | None:
    """Return what a handle opens and who acts with it, and note that it was seen; one query.

    Args:
        session: an open session.
        handle: from the cookie.
        now: UTC.

    Returns:
        None when the session has ended, was closed, or never was.
    """
    found = _living(session, handle, now)
    if found is None:
        return None
    row, actor = found
    if now - row.last_seen_at > SEEN_EVERY:
        row.last_seen_at = now
    return Held(row.user_id, row.is_device, now < row.fresh_until), actor


_NOW = bindparam("now", type_=UtcDateTime)
_LIVING = (
    select(WebSession, User, led_units(_NOW))
    .join(User, User.id == WebSession.user_id)
    .options(joinedload(User.roles))
    .where(WebSession.handle_hash == bindparam("hash"), WebSession.expires_at > _NOW)
    .where(User.is_active, User.session_key == WebSession.session_key)
)


def _living(session: Session, handle: str, now: datetime) -> tuple[WebSession, Actor] | None:
    told = {"hash": digest(handle), "now": now}
    row = session.execute(_LIVING, told).unique(lambda row: row[0]).one_or_none()
    return None if row is None else (row[0], as_actor(row[1], row[2], now))


def refresh_session(session: Session, handle: str, now: datetime) -> None:
    """Note that the password was given now; nothing happens to a session that has ended.

    Args:
        session: an open session.
        handle: from the cookie.
        now: UTC.
    """
    held = (WebSession.handle_hash == digest(handle)) & (WebSession.expires_at > now)
    session.execute(update(WebSession).where(held).values(fresh_until=now + FRESH_FOR))


def close_session(session: Session, handle: str) -> None:
    """End one session.

    Args:
        session: an open session.
        handle: from the cookie; an unknown one changes nothing.
    """
    session.execute(delete(WebSession).where(WebSession.handle_hash == digest(handle)))
