"""Who leads a unit: leaders until further notice, deputies from day to day.

An administrator names leaders. A leader may name a deputy for a time, so that nobody has to wait
for anybody when the leader is away; a deputy names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.access import Action, RoleName, grant_role, may, require, revoke_role
from vikarsentral.administration.changes import Act
from vikarsentral.administration.register import fetch
from vikarsentral.administration.shift_leads import tell_ended
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Conflict, Fault, NotAllowed
from vikarsentral.tables import RoleGrant, Unit, User

LONGEST_DEPUTY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Leader:
    """One who leads a unit; the days are those of a deputy."""

    login: str
    name: str
    valid_from: date | None
    valid_to: date | None
    is_active: bool

    @property
    def is_deputy(self) -> bool:
        """Tell whether they lead for a time only."""
        return self.valid_to is not None


def leaders_of(session: Session, unit_id: int) -> list[Leader]:
    """Return who leads a unit, leaders first.

    Args:
        session: an open session.
        unit_id: the unit.
    """
    query = (
        select(User.login, User.name, RoleGrant.valid_from, RoleGrant.valid_to, User.is_active)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(RoleGrant.unit_id == unit_id, RoleGrant.role == RoleName.MANAGER)
        .order_by(RoleGrant.valid_to.nulls_first(), User.login)
    )
    return [Leader(*row) for row in session.execute(query)]


def appoint(
    session: Session,
    unit_id: int,
    login: str,
    *,
    valid_from: date | None,
    valid_to: date | None,
    act: Act,
) -> None:
    """Let a user lead a unit, until further notice or for some days.

    Args:
        session: an open session; the caller commits.
        unit_id: the unit.
        login: who.
        valid_from: first day of a deputy, Oslo.
        valid_to: last day of a deputy, at most a year after the first; None for a leader.
        act: who and when; only an administrator names a leader.

    Raises:
        BadInput: the days cannot be used.
        Conflict: `already_leader`: a leader is not made a deputy by another leader.
        NotAllowed: the actor may not, or is a deputy.
        NotFound: there is no such user or unit.
    """
    require(act.actor, Action.MANAGE_UNIT, unit_id)
    unit = fetch(session, select(Unit).where(Unit.id == unit_id), "unit", unit_id)
    if not may(act.actor, Action.MANAGE_MUNICIPALITY):
        _refuse_beyond_leader(session, unit_id, login, valid_to, act)
    _check_days(valid_from, valid_to, act)
    grant_role(
        session,
        login=login,
        role=RoleName.MANAGER,
        unit_code=unit.code,
        actor=act.actor,
        now=act.now,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _refuse_beyond_leader(
    session: Session, unit_id: int, login: str, valid_to: date | None, act: Act
) -> None:
    held = {one.login: one for one in leaders_of(session, unit_id)}
    own = held.get(act.actor.login)
    if valid_to is None or own is None or own.is_deputy:
        raise NotAllowed(Action.MANAGE_UNIT.value)
    named = held.get(login.strip().lower())
    if named is not None and not named.is_deputy:
        raise Conflict("already_leader", {"login": named.login})


def _check_days(valid_from: date | None, valid_to: date | None, act: Act) -> None:
    if valid_to is None:
        return
    today = act.now.astimezone(OSLO).date()
    if valid_to < today:
        raise BadInput([Fault("valid_to", f"{valid_to} is over", "today or later")])
    if valid_to - (valid_from or today) > LONGEST_DEPUTY:
        allowed = f"at most {LONGEST_DEPUTY.days} days"
        raise BadInput([Fault("valid_to", f"{valid_to} is too far away", allowed)])


def dismiss(session: Session, unit_id: int, login: str, *, act: Act) -> None:
    """Let a user lead a unit no longer, nor those a deputy has named for an evening or a night.

    Args:
        session: an open session; the caller commits.
        unit_id: the unit.
        login: who.
        act: who and when; a leader may only end a deputy's time.

    Raises:
        NotAllowed: the actor may not.
        NotFound: there is no such user, unit or leader.
    """
    require(act.actor, Action.MANAGE_UNIT, unit_id)
    unit = fetch(session, select(Unit).where(Unit.id == unit_id), "unit", unit_id)
    if not may(act.actor, Action.MANAGE_MUNICIPALITY):
        held = {one.login: one for one in leaders_of(session, unit_id)}
        own, named = held.get(act.actor.login), held.get(login.strip().lower())
        if own is None or own.is_deputy or named is None or not named.is_deputy:
            raise NotAllowed(Action.MANAGE_UNIT.value)
    ended = revoke_role(
        session,
        login=login,
        role=RoleName.MANAGER,
        unit_code=unit.code,
        actor=act.actor,
        now=act.now,
    )
    tell_ended(session, ended, act)
