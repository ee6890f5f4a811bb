"""Bearer tokens for the HTTP API: shown once, stored as a hash, revocable."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access.actors import Actor, actor_by_login
from vikarsentral.access.sessions import digest
from vikarsentral.errors import NotFound
from vikarsentral.tables import ApiToken, User

USED_EVERY = timedelta(minutes=5)


def add_token(session: Session, *, login: str, actor: Actor, now: datetime) -> str:
    """Make a bearer token that acts as a user.

    Args:
        session: an open session.
        login: whose token it is.
        actor: who makes it.
        now: UTC.

    Returns:
        The secret, which is not stored and cannot be shown again.

    Raises:
        NotFound: there is no such active user.
    """
    owner = actor_by_login(session, login)
    secret = secrets.token_urlsafe(32)
    token = ApiToken(token_hash=digest(secret), user_id=owner.user_id, created_at=now)
    session.add(token)
    session.flush()
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="token.added",
        subject=("user", owner.login),
        data={"token": token.id},
    )
    return secret


def user_of_token(session: Session, secret: str, now: datetime) -> int | None:
    """Return whose token a secret is, and note that it was used.

    Args:
        session: an open session.
        secret: from the request.
        now: UTC.

    Returns:
        The user's id; None when the token is unknown or revoked or the user is not active.
    """
    query = (
        select(ApiToken)
        .join(User, User.id == ApiToken.user_id)
        .where(ApiToken.token_hash == digest(secret), ApiToken.revoked_at.is_(None))
        .where(User.is_active)
    )
    token = session.scalar(query)
    if token is None:
        return None
    if token.last_used_at is None or now - token.last_used_at > USED_EVERY:
        token.last_used_at = now
    return token.user_id


def revoke_token(session: Session, *, token_id: int, actor: Actor, now: datetime) -> None:
    """Make a token useless from now on.

    Args:
        session: an open session.
        token_id: the token's id.
        actor: who revokes it.
        now: UTC.

    Raises:
        NotFound: there is no such token.
    """
    token = session.get(ApiToken, token_id)
    if token is None:
        raise NotFound("token", token_id)
    if token.revoked_at is None:
        token.revoked_at = now
        audit.write(
            session,
            actor=actor.label,
            now=now,
            kind="token.revoked",
            subject=("token", token_id),
        )
