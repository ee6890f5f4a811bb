"""One sign-in per role, each with a new password, printed once and stored as a hash."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vikarsentral import access
from vikarsentral.access import Actor, RoleName
from vikarsentral.tables import OCCUPYING, Person, Post, PostKind, Shift, ShiftLead, Unit, User


@dataclass(frozen=True, slots=True)
class Login:
    """One way in: role in Norwegian, login name and password."""

    role: str
    login: str
    password: str


ROLES = (
    ("leder", "Enhetsleder", RoleName.MANAGER),
    ("vikar", "Vikar", RoleName.EMPLOYEE),
    ("koordinator", "Koordinator", RoleName.COORDINATOR),
    ("planlegger", "Planlegger", RoleName.PLANNER),
    ("tillitsvalgt", "Tillitsvalgt", RoleName.TILLITSVALGT),
    ("admin", "Administrator", RoleName.ADMIN),
    ("ansvarsvakt", "Ansvarsvakt", RoleName.SHIFT_LEAD),
)

LEADS_FOR = timedelta(weeks=4)
"""How long the one who leads a shift does so here, so that there is something to look at."""


def make_logins(session: Session, *, now: datetime, taken: Collection[str] = ()) -> list[Login]:
    """Make one user per role, or give those that are there new passwords.

    Args:
        session: an open session; the caller commits.
        now: UTC.
        taken: login names of real people, which are left alone.

    Returns:
        Every way in; the passwords are not stored.
    """
    actor = access.system("demo")
    return [
        _login(session, login, title, role, actor, now)
        for login, title, role in ROLES
        if login not in taken
    ]


def _login(
    session: Session, login: str, title: str, role: RoleName, actor: Actor, now: datetime
) -> Login:
    password = secrets.token_urlsafe(12)
    if session.scalar(select(User.id).where(User.login == login)) is None:
        person = _substitute(session) if role is RoleName.EMPLOYEE else None
        access.add_user(
            session,
            login=login,
            name=person.name if person else f"{title} i Fjordvik",
            password=password,
            employee_no=person.employee_no if person else None,
            actor=actor,
            now=now,
        )
        if role is not RoleName.SHIFT_LEAD:
            unit = _first_unit(session) if role is RoleName.MANAGER else None
            access.grant_role(
                session, login=login, role=role, unit_code=unit, actor=actor, now=now
            )
    else:
        access.set_password(session, login=login, password=password, actor=actor, now=now)
    if role is RoleName.SHIFT_LEAD:
        _lead(session, login, now)
    return Login(title, login, password)


def _lead(session: Session, login: str, now: datetime) -> None:
    """Let a user lead the first unit for some weeks, where their time is over or has not been."""
    user_id = session.scalars(select(User.id).where(User.login == login)).one()
    held = select(ShiftLead.id).where(ShiftLead.user_id == user_id, ShiftLead.ends_at > now)
    if session.scalars(held).first() is None:
        unit_id = session.scalars(select(Unit.id).order_by(Unit.id).limit(1)).one()
        row = ShiftLead(user_id=user_id, unit_id=unit_id, starts_at=now, ends_at=now + LEADS_FOR)
        row.named_by, row.named_at = "demo", now
        session.add(row)
        session.flush()


def _first_unit(session: Session) -> str:
    return session.scalars(select(Unit.code).order_by(Unit.id).limit(1)).one()


def _substitute(session: Session) -> Person:
    """Return the pool employee with the most shifts, so that the page has something to show."""
    query = (
        select(Person)
        .join(Post)
        .outerjoin(Shift, (Shift.person_id == Person.id) & Shift.status.in_(OCCUPYING))
        .where(Post.kind == PostKind.POOL)
        .group_by(Person.id)
    )
    return session.scalars(query.order_by(func.count(Shift.id).desc(), Person.id).limit(1)).one()
