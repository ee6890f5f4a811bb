"""Who leads a unit at an instant, as people who can be told something."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.tables import Person, RoleGrant, RoleName, ShiftLead, User


def leaders_now(session: Session, unit_id: int, now: datetime) -> list[Person]:
    """Return those who lead a unit now and can be reached: leaders, deputies, shift leads.

    Args:
        session: an open session.
        unit_id: the unit.
        now: UTC.

    Returns:
        Active people, by id; a leader who is no person in the register is left out.
    """
    today = now.astimezone(OSLO).date()
    grants = (
        select(RoleGrant.user_id)
        .where(RoleGrant.unit_id == unit_id, RoleGrant.role == RoleName.MANAGER)
        .where(RoleGrant.valid_from.is_(None) | (RoleGrant.valid_from <= today))
        .where(RoleGrant.valid_to.is_(None) | (RoleGrant.valid_to >= today))
    )
    leads = (
        select(ShiftLead.user_id)
        .where(ShiftLead.unit_id == unit_id, ShiftLead.ended_at.is_(None))
        .where(ShiftLead.starts_at <= now, ShiftLead.ends_at > now)
    )
    query = (
        select(Person)
        .join(User, User.person_id == Person.id)
        .where(User.is_active, Person.is_active)
        .where(User.id.in_(grants) | User.id.in_(leads))
        .order_by(Person.id)
    )
    return list(session.scalars(query))
