"""Users: made, listed, given passwords, and deactivated; never deleted."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access.actors import Actor
from vikarsentral.access.signin import MAX_PASSWORD, hasher
from vikarsentral.errors import BadInput, Conflict, Fault, NotFound
from vikarsentral.tables import Person, Unit, User, WebSession
from vikarsentral.tables.columns import Language

MIN_PASSWORD = 12
LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,99}")


@dataclass(frozen=True, slots=True)
class UserLine:
    """One user as lists show it; roles as `role` or `role:unit code`."""

    id: int
    login: str
    name: str
    is_active: bool
    roles: tuple[str, ...]


def add_user(
    session: Session,
    *,
    login: str,
    name: str,
    password: str,
    actor: Actor,
    now: datetime,
    employee_no: str | None = None,
) -> int:
    """Make a user without roles.

    Args:
        session: an open session.
        login: 2 to 100 of a-z, 0-9 and `._@-`; stored in lower case.
        name: shown in the pages.
        password: at least 12 characters.
        actor: who makes it.
        now: UTC.
        employee_no: the person the user is, if any.

    Returns:
        The user's id.

    Raises:
        BadInput: login, name or password is not usable; all faults at once.
        Conflict: `login_taken`.
        NotFound: there is no person with that number.
    """
    login = login.strip().lower()
    _check(login, name, password)
    if session.scalar(select(User.id).where(User.login == login)) is not None:
        raise Conflict("login_taken", {"login": login})
    user = User(
        login=login,
        name=name.strip(),
        password_hash=hasher().hash(password),
        person_id=_person_id(session, employee_no),
        session_key=secrets.token_hex(32),
        created_at=now,
    )
    session.add(user)
    session.flush()
    _record(session, actor, now, "user.added", login)
    return user.id


def _check(login: str, name: str, password: str) -> None:
    faults = [] if LOGIN.fullmatch(login) else [_fault("login", login, "a-z, 0-9 and . _ @ -")]
    if not 1 <= len(name.strip()) <= 100:
        faults.append(_fault("name", name, "1 to 100 characters"))
    faults.extend(_password_faults(password))
    if faults:
        raise BadInput(faults)


def _password_faults(password: str) -> list[Fault]:
    if MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        return []
    allowed = f"{MIN_PASSWORD} to {MAX_PASSWORD} characters"
    return [Fault("password", f"has {len(password)} characters", allowed)]


def _fault(where: str, value: str, allowed: str) -> Fault:
    return Fault(where, f"{value!r} is not usable", allowed)


def _person_id(session: Session, employee_no: str | None) -> int | None:
    if employee_no is None:
        return None
    person_id = session.scalar(select(Person.id).where(Person.employee_no == employee_no))
    if person_id is None:
        raise NotFound("person", employee_no)
    return person_id


def user_named(session: Session, login: str) -> User:
    """Return a user, active or not.

    Args:
        session: an open session.
        login: the login name, in any case.

    Raises:
        NotFound: there is no such user.
    """
    user = session.scalar(select(User).where(User.login == login.strip().lower()))
    if user is None:
        raise NotFound("user", login)
    return user


def _record(session: Session, actor: Actor, now: datetime, kind: str, login: str) -> None:
    audit.write(session, actor=actor.label, now=now, kind=kind, subject=("user", login))


def set_password(
    session: Session, *, login: str, password: str, actor: Actor, now: datetime
) -> None:
    """Change a password and end all sessions of the user.

    Args:
        session: an open session.
        login: whose password.
        password: at least 12 characters.
        actor: who changes it.
        now: UTC.

    Raises:
        BadInput: the password is too short or too long.
        NotFound: there is no such user.
    """
    user = user_named(session, login)
    if faults := _password_faults(password):
        raise BadInput(faults)
    user.password_hash = hasher().hash(password)
    user.failed_logins = 0
    user.locked_until = None
    _end_sessions(session, user)
    _record(session, actor, now, "user.password_changed", user.login)


def _end_sessions(session: Session, user: User) -> None:
    user.session_key = secrets.token_hex(32)
    session.execute(delete(WebSession).where(WebSession.user_id == user.id))


def deactivate_user(session: Session, *, login: str, actor: Actor, now: datetime) -> None:
    """Shut a user out at once.

    Args:
        session: an open session.
        login: who is shut out.
        actor: who does it.
        now: UTC.

    Raises:
        NotFound: there is no such user.
    """
    user = user_named(session, login)
    _end_sessions(session, user)
    if not user.is_active:
        return
    user.is_active = False
    _record(session, actor, now, "user.deactivated", user.login)


def reactivate_user(session: Session, *, login: str, actor: Actor, now: datetime) -> None:
    """Let a user sign in again, with the password and the roles held before.

    Args:
        session: an open session.
        login: who is let in.
        actor: who does it.
        now: UTC.

    Raises:
        NotFound: there is no such user.
    """
    user = user_named(session, login)
    if user.is_active:
        return
    user.is_active = True
    _record(session, actor, now, "user.reactivated", user.login)


def set_language(session: Session, *, user_id: int, language: str) -> None:
    """Change the language a user reads.

    Args:
        session: an open session.
        user_id: whose language.
        language: `nb`, `nn` or `en`.

    Raises:
        BadInput: another language.
        NotFound: there is no such user.
    """
    user = session.get(User, user_id)
    if user is None:
        raise NotFound("user", user_id)
    if language not in tuple(Language):
        raise BadInput([Fault("language", f"{language!r} is not known", "nb, nn or en")])
    user.language = Language(language)


def list_users(session: Session) -> list[UserLine]:
    """List every user, also the deactivated.

    Args:
        session: an open session.

    Returns:
        The users in the order of login names.
    """
    codes = dict(session.execute(select(Unit.id, Unit.code)).all())
    return [
        UserLine(
            user.id,
            user.login,
            user.name,
            user.is_active,
            tuple(
                sorted(
                    grant.role.value
                    if grant.unit_id is None
                    else f"{grant.role.value}:{codes[grant.unit_id]}"
                    for grant in user.roles
                )
            ),
        )
        for user in session.scalars(select(User).order_by(User.login))
    ]
