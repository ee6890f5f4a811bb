"""The one who acts: a user with grants, or the product itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BindParameter, ColumnElement, Text, cast, func, select
from sqlalchemy.orm import Session, joinedload

from vikarsentral import clock
from vikarsentral.clock import OSLO
from vikarsentral.errors import NotFound
from vikarsentral.tables import Person, RoleGrant, RoleName, ShiftLead, User


@dataclass(frozen=True, slots=True)
class Actor:
    """Hold who acts and with which grants.

    `grants` are pairs of role and unit id; None as unit id means the whole municipality.
    """

    user_id: int | None
    login: str
    name: str
    person_id: int | None
    language: str
    grants: frozenset[tuple[RoleName, int | None]]
    is_system: bool = False

    @property
    def label(self) -> str:
        """Return what the record calls this actor."""
        return self.login

    @property
    def roles(self) -> frozenset[RoleName]:
        """Return the roles held anywhere."""
        return frozenset(role for role, _ in self.grants)


def system(name: str = "system") -> Actor:
    """Return the product itself as an actor that may do everything.

    Args:
        name: what the record calls it, such as `plan`.
    """
    return Actor(None, name, name, None, "nb", frozenset(), is_system=True)


def actor_of(session: Session, user_id: int, now: datetime | None = None) -> Actor:
    """Return a user as an actor, with the grants that hold on the day.

    Args:
        session: an open session.
        user_id: the user's id.
        now: UTC; the clock's own reading when left out.

    Raises:
        NotFound: there is no such active user.
    """
    return _actor(session, User.id == user_id, user_id, now)


def actor_by_login(session: Session, login: str, now: datetime | None = None) -> Actor:
    """Return a user as an actor, found by login name.

    Args:
        session: an open session.
        login: the login name, in any case.
        now: UTC; the clock's own reading when left out.

    Raises:
        NotFound: there is no such active user.
    """
    return _actor(session, User.login == login.strip().lower(), login, now)


def person_alone(session: Session, person_id: int) -> Actor:
    """Return a person as an actor who may answer for themselves, without a sign-in.

    Args:
        session: an open session.
        person_id: who, known by a secret address or by their own telephone.

    Raises:
        NotFound: there is no such active person.
    """
    person = session.get(Person, person_id)
    if person is None or not person.is_active:
        raise NotFound("person", person_id)
    return Actor(
        user_id=None,
        login=f"ansatt {person.employee_no}",
        name=person.name,
        person_id=person.id,
        language=person.language.value,
        grants=frozenset({(RoleName.EMPLOYEE, None)}),
    )


def _actor(
    session: Session, wanted: ColumnElement[bool], told: object, now: datetime | None
) -> Actor:
    at = now or clock.now()
    query = select(User, led_units(at)).where(wanted, User.is_active)
    query = query.options(joinedload(User.roles))
    found = session.execute(query).unique(lambda row: row[0]).one_or_none()
    if found is None:
        raise NotFound("user", told)
    return as_actor(found[0], found[1], at)


def as_actor(user: User, leads: str | None, at: datetime) -> Actor:
    """Return a user that has been read as an actor, with the grants that hold on the day.

    Args:
        user: the user.
        leads: ids of the units they lead for a time, as `led_units` reads them.
        at: the instant, UTC.
    """
    today = at.astimezone(OSLO).date()
    held = {(grant.role, grant.unit_id) for grant in user.roles if holds(grant, today)}
    held |= {(RoleName.SHIFT_LEAD, int(unit_id)) for unit_id in (leads or "").split()}
    return Actor(
        user_id=user.id,
        login=user.login,
        name=user.name,
        person_id=user.person_id,
        language=user.language.value,
        grants=frozenset(held),
    )


def led_units(at: datetime | BindParameter[datetime]) -> ColumnElement[str | None]:
    """Return the units a user leads for a time, read together with the user.

    Args:
        at: the instant, UTC; or a parameter that is given it later.

    Returns:
        A column beside `User`: ids of units with a space between, null where there are none.
    """
    return (
        select(func.string_agg(cast(ShiftLead.unit_id, Text), " "))
        .where(ShiftLead.user_id == User.id, ShiftLead.starts_at <= at, ShiftLead.ends_at > at)
        .where(ShiftLead.ended_at.is_(None))
        .correlate(User)
        .scalar_subquery()
    )


def holds(grant: RoleGrant, on: date) -> bool:
    """Tell whether a grant holds on a day; a deputy's has a first and a last one.

    Args:
        grant: the grant.
        on: Oslo date.
    """
    begun = grant.valid_from is None or grant.valid_from <= on
    return begun and (grant.valid_to is None or on <= grant.valid_to)
