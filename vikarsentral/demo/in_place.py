"""Fjordvik in an installation that is being set up: put in when it is empty, taken out whole.

What was there before, such as the administrator's user and the record of it, stays as it was.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from vikarsentral import access, audit
from vikarsentral.access import Actor, RoleName
from vikarsentral.administration import progress
from vikarsentral.db import Base
from vikarsentral.demo.logins import Login, make_logins
from vikarsentral.demo.seed import seed
from vikarsentral.errors import Conflict
from vikarsentral.tables import (
    EVERYONE,
    ApiToken,
    Event,
    IdempotentRequest,
    Municipality,
    Need,
    RoleGrant,
    RosterChange,
    ShiftLead,
    User,
    WebSession,
)

KEPT = frozenset({"app_user", "role_grant", "web_session", "api_token", "event", "roster_change"})
DEMO_LOCK = 7_201_948
BEGUN = "demo.begun"
JOBS = "delete from procrastinate_jobs where status <> 'doing'"
"""Jobs of the demo; one at work finds its row gone, and the worker's sweep finds what is left."""


def put_in(session: Session, *, size: str = "small", now: datetime) -> list[Login]:
    """Put Fjordvik into an installation where nothing is registered yet.

    Args:
        session: an open session; the caller commits.
        size: name of the size.
        now: UTC.

    Returns:
        One way in per role; a login name that somebody has already is left alone.

    Raises:
        Conflict: `demo_not_empty`.
    """
    session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": DEMO_LOCK})
    if not progress(session).is_empty:
        raise Conflict("demo_not_empty")
    taken = set(session.scalars(select(User.login)))
    audit.write(session, actor="demo", now=now, kind=BEGUN, subject=("municipality", 1))
    session.flush()
    seed(session, size, now=now)
    return make_logins(session, now=now, taken=taken)


def take_out(session: Session, *, actor: Actor) -> None:
    """Take Fjordvik out, with all that was done in it; the installation is empty again.

    The one who acts stays as administrator, so that somebody can begin anew.

    Args:
        session: an open session; the caller commits.
        actor: who takes it out; must be allowed to change the municipality.

    Raises:
        Conflict: `not_a_demo` when a real municipality is there, or none.
        NotAllowed: the actor may not.
    """
    access.require(actor, access.Action.MANAGE_MUNICIPALITY)
    session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": DEMO_LOCK})
    row = session.get(Municipality, 1)
    if row is None or row.demo_size is None:
        raise Conflict("not_a_demo")
    query = select(func.min(Event.id)).where(Event.kind.in_((BEGUN, "demo.seeded")))
    _forget_events(session, session.scalars(query).one())
    _forget_users(session, actor)
    session.execute(update(Need).values(replaces_shift_id=None))
    session.execute(delete(RosterChange))
    guarded = _guarded(session)
    _lock(session, guarded, "disable")
    for table in reversed(Base.metadata.sorted_tables):
        if table.name not in KEPT:
            session.execute(delete(table))
    _lock(session, guarded, "enable")
    session.execute(text(JOBS))
    # What is read into memory anywhere is old now; notes of single people tell no more than that.
    session.execute(delete(RosterChange).where(RosterChange.person_id != EVERYONE))
    session.expire_all()


def _guarded(session: Session) -> list[str]:
    """Return the tables whose rows nobody may change or take away, by their triggers."""
    query = text(
        "select c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid"
        " where t.tgname = c.relname || '_no_change' order by c.relname"
    )
    return [name for name in session.scalars(query) if name not in KEPT]


def _lock(session: Session, tables: list[str], how: str) -> None:
    """Let the record of the demo's own hours, pay and decisions go with it, or guard it again."""
    for table in tables:
        session.execute(text(f"alter table {table} {how} trigger {table}_no_change"))


def _forget_events(session: Session, began: int | None) -> None:
    """Let go of the demo's own lines: they are about nobody, and their ids come again."""
    session.execute(text("alter table event disable trigger event_no_change"))
    session.execute(delete(Event).where(Event.id >= began))
    session.execute(text("alter table event enable trigger event_no_change"))


def _forget_users(session: Session, actor: Actor) -> None:
    known = select(Event.subject_id).where(Event.kind == "user.added")
    gone = select(User.id).where(User.login.not_in(known), User.id != actor.user_id)
    ids = list(session.scalars(gone))
    session.execute(delete(ShiftLead))
    for table in (WebSession, ApiToken, RoleGrant):
        session.execute(delete(table).where(table.user_id.in_(ids)))
    session.execute(delete(RoleGrant).where(RoleGrant.unit_id.is_not(None)))
    session.execute(update(User).values(person_id=None))
    session.execute(delete(User).where(User.id.in_(ids)))
    held = select(RoleGrant.id).where(RoleGrant.user_id == actor.user_id)
    if session.scalars(held.where(RoleGrant.role == RoleName.ADMIN)).first() is None:
        session.add(RoleGrant(user_id=actor.user_id, role=RoleName.ADMIN))
    session.execute(delete(IdempotentRequest))
