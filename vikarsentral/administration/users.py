"""Users and roles, as an administrator gives and takes them; somebody can always get in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import access
from vikarsentral.access import Action, RoleName, require
from vikarsentral.administration.changes import Act
from vikarsentral.administration.last_admin import keep_an_admin, one_at_a_time
from vikarsentral.administration.shift_leads import tell_ended
from vikarsentral.errors import Conflict, NotFound
from vikarsentral.tables import ApiToken, Person, RoleGrant, Unit, User

PASSWORD_BYTES = 12


@dataclass(frozen=True, slots=True)
class Grant:
    """One role a user holds; the days are a deputy's."""

    role: RoleName
    unit_code: str | None
    unit: str | None
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class UserView:
    """One user with roles, and the person they are, if any."""

    id: int
    login: str
    name: str
    is_active: bool
    person_id: int | None
    person: str | None
    grants: tuple[Grant, ...]


def user(session: Session, user_id: int) -> UserView:
    """Return one user.

    Args:
        session: an open session.
        user_id: who.

    Raises:
        NotFound: there is no such user.
    """
    row = session.get(User, user_id)
    if row is None:
        raise NotFound("user", user_id)
    held = (
        select(RoleGrant, Unit.code, Unit.name)
        .outerjoin(Unit, Unit.id == RoleGrant.unit_id)
        .where(RoleGrant.user_id == user_id)
        .order_by(RoleGrant.role, Unit.name)
    )
    grants = tuple(
        Grant(grant.role, code, name, grant.valid_from, grant.valid_to)
        for grant, code, name in session.execute(held)
    )
    person = session.get(Person, row.person_id) if row.person_id is not None else None
    return UserView(
        row.id,
        row.login,
        row.name,
        row.is_active,
        row.person_id,
        person.name if person else None,
        grants,
    )


def names(session: Session) -> list[tuple[str, str]]:
    """Return login and name of everybody who may sign in, in the order of logins.

    Args:
        session: an open session.
    """
    query = select(User.login, User.name).where(User.is_active).order_by(User.login)
    return [(login, name) for login, name in session.execute(query)]


def add_user(
    session: Session, *, login: str, name: str, employee_no: str | None, act: Act
) -> tuple[int, str]:
    """Make a user with a new password; who is an employee gets that role at once.

    Args:
        session: an open session; the caller commits.
        login: 2 to 100 of a-z, 0-9 and `._@-`.
        name: shown in the pages.
        employee_no: the person the user is, if any.
        act: who and when.

    Returns:
        The user's id, and the password, which is not stored.

    Raises:
        BadInput: login or name is not usable.
        Conflict: `login_taken`, or `person_has_user`.
        NotAllowed: the actor may not.
        NotFound: there is no person with that number.
    """
    require(act.actor, Action.MANAGE_USERS)
    if employee_no is not None:
        query = select(User.id).join(Person, Person.id == User.person_id)
        if session.scalars(query.where(Person.employee_no == employee_no)).first() is not None:
            raise Conflict("person_has_user", {"employee_no": employee_no})
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    made = access.add_user(
        session,
        login=login,
        name=name,
        password=password,
        employee_no=employee_no,
        actor=act.actor,
        now=act.now,
    )
    if employee_no is not None:
        access.grant_role(
            session,
            login=login,
            role=RoleName.EMPLOYEE,
            unit_code=None,
            actor=act.actor,
            now=act.now,
        )
    return made, password


def new_password(session: Session, user_id: int, *, act: Act) -> str:
    """Give a user a new password and end every session.

    Args:
        session: an open session; the caller commits.
        user_id: whose.
        act: who and when.

    Returns:
        The password, which is not stored.

    Raises:
        NotAllowed: the actor may not.
        NotFound: there is no such user.
    """
    require(act.actor, Action.MANAGE_USERS)
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    login = user(session, user_id).login
    access.set_password(session, login=login, password=password, actor=act.actor, now=act.now)
    return password


def give_role(
    session: Session,
    user_id: int,
    role: RoleName,
    unit_code: str | None,
    *,
    valid_from: date | None = None,
    valid_to: date | None = None,
    act: Act,
) -> None:
    """Give a user a role.

    Args:
        session: an open session; the caller commits.
        user_id: who.
        role: the role.
        unit_code: a manager's unit; None for the others.
        valid_from: first day, Oslo; None holds at once.
        valid_to: last day; None holds until taken away.
        act: who and when.

    Raises:
        BadInput: role and unit do not fit, or days in wrong order.
        Conflict: `last_admin`: nobody else could administer any more.
        NotAllowed: the actor may not.
        NotFound: there is no such user or unit.
    """
    require(act.actor, Action.MANAGE_USERS)
    one_at_a_time(session)
    login = user(session, user_id).login
    access.grant_role(
        session,
        login=login,
        role=role,
        unit_code=unit_code,
        actor=act.actor,
        now=act.now,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    keep_an_admin(session, act.now)


def take_role(
    session: Session, user_id: int, role: RoleName, unit_code: str | None, *, act: Act
) -> None:
    """Take a role from a user.

    Args:
        session: an open session; the caller commits.
        user_id: who.
        role: the role.
        unit_code: the unit it was for, if any.
        act: who and when.

    Raises:
        Conflict: `last_admin`.
        NotAllowed: the actor may not.
        NotFound: there is no such user, or the user does not have the role.
    """
    require(act.actor, Action.MANAGE_USERS)
    one_at_a_time(session)
    login = user(session, user_id).login
    ended = access.revoke_role(
        session, login=login, role=role, unit_code=unit_code, actor=act.actor, now=act.now
    )
    tell_ended(session, ended, act)
    keep_an_admin(session, act.now)


def shut_out(session: Session, user_id: int, *, act: Act) -> None:
    """Shut a user out at once: sessions and tokens end.

    Args:
        session: an open session; the caller commits.
        user_id: who.
        act: who and when.

    Raises:
        Conflict: `last_admin`.
        NotAllowed: the actor may not.
        NotFound: there is no such user.
    """
    require(act.actor, Action.MANAGE_USERS)
    one_at_a_time(session)
    held = user(session, user_id)
    live = select(ApiToken.id).where(ApiToken.user_id == user_id, ApiToken.revoked_at.is_(None))
    for token_id in list(session.scalars(live)):
        access.revoke_token(session, token_id=token_id, actor=act.actor, now=act.now)
    access.deactivate_user(session, login=held.login, actor=act.actor, now=act.now)
    keep_an_admin(session, act.now)


def let_in(session: Session, user_id: int, *, act: Act) -> None:
    """Let a user sign in again.

    Args:
        session: an open session; the caller commits.
        user_id: who.
        act: who and when.

    Raises:
        NotAllowed: the actor may not.
        NotFound: there is no such user.
    """
    require(act.actor, Action.MANAGE_USERS)
    login = user(session, user_id).login
    access.reactivate_user(session, login=login, actor=act.actor, now=act.now)
