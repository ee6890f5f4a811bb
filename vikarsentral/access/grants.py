"""Roles of users: given and taken, always with a line in the record."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access.actors import Actor
from vikarsentral.access.users import user_named
from vikarsentral.errors import BadInput, Fault, NotFound
from vikarsentral.tables import RoleGrant, RoleName, Unit


def grant_role(
    session: Session,
    *,
    login: str,
    role: RoleName,
    unit_code: str | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Give a user a role; giving it twice changes nothing.

    Args:
        session: an open session.
        login: who gets it.
        role: the role.
        unit_code: the unit it is for; a manager must have one, the others none.
        actor: who gives it.
        now: UTC.

    Raises:
        BadInput: a manager without a unit, or another role with one.
        NotFound: there is no such user or unit.
    """
    user = user_named(session, login)
    if (role is RoleName.MANAGER) != (unit_code is not None):
        allowed = "a manager has a unit, the other roles have none"
        raise BadInput([Fault("unit", f"{unit_code!r} with the role {role}", allowed)])
    unit_id = _unit_id(session, unit_code)
    if any(grant.role is role and grant.unit_id == unit_id for grant in user.roles):
        return
    user.roles.append(RoleGrant(role=role, unit_id=unit_id))
    session.flush()
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="role.granted",
        subject=("user", user.login),
        data={"role": role.value, "unit": unit_code},
    )


def revoke_role(
    session: Session,
    *,
    login: str,
    role: RoleName,
    unit_code: str | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Take a role from a user.

    Args:
        session: an open session.
        login: who loses it.
        role: the role.
        unit_code: the unit it was for, if any.
        actor: who takes it.
        now: UTC.

    Raises:
        NotFound: there is no such user or unit, or the user does not have the role.
    """
    user = user_named(session, login)
    unit_id = _unit_id(session, unit_code)
    held = [grant for grant in user.roles if grant.role is role and grant.unit_id == unit_id]
    if not held:
        raise NotFound("role", role.value)
    for grant in held:
        user.roles.remove(grant)
    session.flush()
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="role.revoked",
        subject=("user", user.login),
        data={"role": role.value, "unit": unit_code},
    )


def _unit_id(session: Session, code: str | None) -> int | None:
    if code is None:
        return None
    unit_id = session.scalar(select(Unit.id).where(Unit.code == code))
    if unit_id is None:
        raise NotFound("unit", code)
    return unit_id
