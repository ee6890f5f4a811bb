"""Roles of users: given and taken, always with a line in the record."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access.actors import Actor
from vikarsentral.access.users import user_named
from vikarsentral.errors import BadInput, Fault, NotFound
from vikarsentral.tables import RoleGrant, RoleName, ShiftLead, Unit, User


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
) -> list[int]:
    """Take a role from a user; with a unit's leader go the evenings and nights they hold there.

    A deputy's going also ends the times that the deputy has named others for.

    Args:
        session: an open session.
        login: who loses it.
        role: the role.
        unit_code: the unit it was for, if any.
        actor: who takes it.
        now: UTC.

    Returns:
        Ids of the shift leads' times that were ended with it.

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
    if role is not RoleName.MANAGER:
        return []
    is_deputy = any(grant.valid_to is not None for grant in held)
    ended = _end_times(session, user, unit_id, now, with_named=is_deputy)
    for row in ended:
        span = {"starts_at": row.starts_at.isoformat(), "ends_at": row.ends_at.isoformat()}
        audit.write(
            session,
            actor=actor.label,
            now=now,
            kind="shift_lead.ended",
            subject=("unit", unit_code),
            data={"login": session.get_one(User, row.user_id).login, **span},
        )
    return [row.id for row in ended]


def _end_times(
    session: Session, user: User, unit_id: int | None, now: datetime, *, with_named: bool
) -> list[ShiftLead]:
    """End the times a user leads a unit's shifts, and those they have named, if so told."""
    named = ShiftLead.named_by == user.login
    theirs = ShiftLead.user_id == user.id
    query = (
        select(ShiftLead)
        .where(ShiftLead.unit_id == unit_id, or_(theirs, named) if with_named else theirs)
        .where(ShiftLead.ends_at > now, ShiftLead.ended_at.is_(None))
        .order_by(ShiftLead.id)
        .with_for_update()
    )
    rows = list(session.scalars(query))
    for row in rows:
        row.ended_at = now
    session.flush()
    return rows


def _unit_id(session: Session, code: str | None) -> int | None:
    if code is None:
        return None
    unit_id = session.scalar(select(Unit.id).where(Unit.code == code))
    if unit_id is None:
        raise NotFound("unit", code)
    return unit_id
