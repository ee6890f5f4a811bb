"""The one who acts: a user with grants, or the product itself."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.errors import NotFound
from vikarsentral.tables import RoleName, User


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


def actor_of(session: Session, user_id: int) -> Actor:
    """Return a user as an actor.

    Args:
        session: an open session.
        user_id: the user's id.

    Raises:
        NotFound: there is no such active user.
    """
    user = session.get(User, user_id)
    if user is None or not user.is_active:
        raise NotFound("user", user_id)
    return _actor(user)


def actor_by_login(session: Session, login: str) -> Actor:
    """Return a user as an actor, found by login name.

    Args:
        session: an open session.
        login: the login name, in any case.

    Raises:
        NotFound: there is no such active user.
    """
    user = session.scalar(select(User).where(User.login == login.strip().lower()))
    if user is None or not user.is_active:
        raise NotFound("user", login)
    return _actor(user)


def _actor(user: User) -> Actor:
    return Actor(
        user_id=user.id,
        login=user.login,
        name=user.name,
        person_id=user.person_id,
        language=user.language.value,
        grants=frozenset((grant.role, grant.unit_id) for grant in user.roles),
    )
