"""Sign in with a password: argon2, a lock-out counter in the database, equal time for all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.tables import User

MAX_FAILED = 5
LOCKED_FOR = timedelta(minutes=15)
MAX_PASSWORD = 200


@dataclass(frozen=True, slots=True)
class SignIn:
    """Answer to an attempt to sign in.

    `locked_until` is set when the attempt was refused unread because of too many failed ones.
    """

    user_id: int | None
    locked_until: datetime | None = None


@cache
def hasher() -> PasswordHasher:
    """Return the password hasher with the library's own parameters."""
    return PasswordHasher()


@cache
def _nobody() -> str:
    return hasher().hash("no such user")


def sign_in(session: Session, *, login: str, password: str, now: datetime) -> SignIn:
    """Check a login name and password, and count failed attempts.

    The caller commits also when the answer is no, so that the count is kept.

    Args:
        session: an open session.
        login: the login name, in any case.
        password: as typed.
        now: UTC.

    Returns:
        The user's id when name and password belong together and the user is active.
    """
    query = select(User).where(User.login == login.strip().lower()).with_for_update()
    user = session.scalar(query)
    if user is None or not user.is_active:
        _verify(_nobody(), password)
        return SignIn(None)
    if user.locked_until is not None and user.locked_until > now:
        return SignIn(None, user.locked_until)
    if not _verify(user.password_hash, password):
        return _count_failure(user, now)
    user.failed_logins = 0
    user.locked_until = None
    if hasher().check_needs_rehash(user.password_hash):
        user.password_hash = hasher().hash(password)
    return SignIn(user.id)


def _verify(stored: str, password: str) -> bool:
    if len(password) > MAX_PASSWORD:
        return False
    try:
        return hasher().verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _count_failure(user: User, now: datetime) -> SignIn:
    user.failed_logins += 1
    if user.failed_logins < MAX_FAILED:
        return SignIn(None)
    user.failed_logins = 0
    user.locked_until = now + LOCKED_FOR
    return SignIn(None, user.locked_until)
