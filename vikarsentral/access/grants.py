"""Roles of users: given and taken, always with a line in the record."""

from __future__ import annotations

from datetime import date, datetime

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
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> None:
    """Give a user a role; giving it twice changes only the days it holds.

    Args:
        session: an open session.
        login: who gets it.
        role: the role.
        unit_code: the unit it is for; a manager must have one, the others none.
        actor: who gives it.
        now: UTC.
        valid_from: first day, Oslo; None holds at once.
        valid_to: last day; None holds until taken away.

    Raises:
        BadInput: a manager without a unit, another role with one, a shift lead, who is named
            from one instant to another, or days in wrong order.
        NotFound: there is no such user or unit.
    """
    user = user_named(session, login)
    if role is RoleName.SHIFT_LEAD:
        allowed = "a role that holds until it is taken away; a shift lead is named for a time"
        raise BadInput([Fault("role", f"{role} has no end", allowed)])
    if (role is RoleName.MANAGER) != (unit_code is not None):
        allowed = "a manager has a unit, the other roles have none"
        raise BadInput([Fault("unit", f"{unit_code!r} with the role {role}", allowed)])
    if valid_from is not None and valid_to is not None and valid_to < valid_from:
        raise BadInput([Fault("valid_to", f"{valid_to} is before the first day", "a later day")])
    unit_id = _unit_id(session, unit_code)
    held = next((one for one in user.roles if (one.role, one.unit_id) == (role, unit_id)), None)
    if held is None:
        held = RoleGrant(role=role, unit_id=unit_id)
        user.roles.append(held)
    elif (held.valid_from, held.valid_to) == (valid_from, valid_to):
        return
    held.valid_from, held.valid_to = valid_from, valid_to
    session.flush()
    days = {"valid_from": valid_from, "valid_to": valid_to}
    told = {name: day.isoformat() for name, day in days.items() if day is not None}
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="role.granted",
        subject=("user", user.login),
        data={"role": role.value, "unit": unit_code, **told},
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
