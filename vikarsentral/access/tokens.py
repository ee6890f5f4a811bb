"""Bearer tokens for the HTTP API: shown once, stored as a hash, revocable."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from vikarsentral import audit
from vikarsentral.access.actors import Actor, actor_by_login, as_actor, led_units
from vikarsentral.access.sessions import digest
from vikarsentral.db.base import UtcDateTime
from vikarsentral.errors import NotFound
from vikarsentral.tables import ApiToken, User

USED_EVERY = timedelta(minutes=5)

_IN_FORCE = (
    select(ApiToken, User, led_units(bindparam("now", type_=UtcDateTime)))
    .join(User, User.id == ApiToken.user_id)
    .options(joinedload(User.roles))
    .where(ApiToken.token_hash == bindparam("hash"), ApiToken.revoked_at.is_(None))
    .where(User.is_active)
)


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


def actor_of_token(session: Session, secret: str, now: datetime) -> Actor | None:
    """Return who acts with a token, and note that it was used; one query.

    Args:
        session: an open session.
        secret: from the request.
        now: UTC.

    Returns:
        None when the token is unknown or revoked or the user is not active.
    """
    told = {"hash": digest(secret), "now": now}
    found = session.execute(_IN_FORCE, told).unique(lambda row: row[0]).one_or_none()
    if found is None:
        return None
    token, user, leads = found
    if token.last_used_at is None or now - token.last_used_at > USED_EVERY:
        token.last_used_at = now
    return as_actor(user, leads, now)


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
