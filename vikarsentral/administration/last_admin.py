"""Somebody can always administer: the last administrator is never shut out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from vikarsentral.access import RoleName
from vikarsentral.clock import OSLO
from vikarsentral.errors import Conflict
from vikarsentral.tables import RoleGrant, User

GRANTS_LOCK = 7_201_947


def one_at_a_time(session: Session) -> None:
    """Let one at a time take administrators away, so that one is always left.

    Args:
        session: an open session; held until it commits.
    """
    session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": GRANTS_LOCK})


def admins(session: Session, now: datetime) -> dict[int, int | None]:
    """Return who administers today and until further notice, and the person each is, if any.

    Args:
        session: an open session.
        now: UTC.

    Returns:
        Person ids by user id.
    """
    today = now.astimezone(OSLO).date()
    query = (
        select(User.id, User.person_id)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(RoleGrant.role == RoleName.ADMIN, User.is_active, RoleGrant.valid_to.is_(None))
        .where(or_(RoleGrant.valid_from.is_(None), RoleGrant.valid_from <= today))
    )
    return dict(session.execute(query).all())


def keep_an_admin(session: Session, now: datetime) -> None:
    """Stop what has just taken the last administrator away.

    Args:
        session: an open session.
        now: UTC.

    Raises:
        Conflict: `last_admin`.
    """
    session.flush()
    if not admins(session, now):
        raise Conflict("last_admin")
