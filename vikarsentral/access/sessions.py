"""Server-side sessions: a random handle for the cookie, only its hash in the database."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from vikarsentral.errors import NotFound
from vikarsentral.tables import User, WebSession

SESSION_LIFE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=5)


def digest(secret: str) -> str:
    """Return the hash under which a random secret is stored.

    Args:
        secret: at least 128 random bits as text; a fast hash is enough for those.

    Returns:
        64 hexadecimal digits.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def open_session(
    session: Session, *, user_id: int, now: datetime, life: timedelta = SESSION_LIFE
) -> str:
    """Open a session for a user who has signed in.

    Args:
        session: an open session.
        user_id: who signed in.
        now: UTC.
        life: how long the session lasts.

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
            expires_at=now + life,
        )
    )
    return handle


def user_of_session(session: Session, handle: str, now: datetime) -> int | None:
    """Return whose session a handle is, and note that it was seen.

    Args:
        session: an open session.
        handle: from the cookie.
        now: UTC.

    Returns:
        The user's id; None when the session has ended, was closed, or never was.
    """
    row = session.get(WebSession, digest(handle))
    if row is None or row.expires_at <= now:
        return None
    user = session.get(User, row.user_id)
    if user is None or not user.is_active or user.session_key != row.session_key:
        return None
    if now - row.last_seen_at > SEEN_EVERY:
        row.last_seen_at = now
    return user.id


def close_session(session: Session, handle: str) -> None:
    """End one session.

    Args:
        session: an open session.
        handle: from the cookie; an unknown one changes nothing.
    """
    session.execute(delete(WebSession).where(WebSession.handle_hash == digest(handle)))
