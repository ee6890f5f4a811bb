"""A shift that has ended, its person as an actor, and short ways to tell about it."""

from datetime import timedelta

import pytest

from tests.vikarsentral.village import at
from vikarsentral import worked
from vikarsentral.access import Actor, RoleName
from vikarsentral.tables import Person, PostKind, RoleGrant, User

DAY = "2027-01-11T07:30"
AFTER = at("2027-01-11T16:30")


def minutes(number):
    return timedelta(minutes=number)


def own(village, shift):
    """The person who has a shift."""
    return village.session.get(Person, shift.person_id)


def self_of(one):
    """A person, or the person who has a shift, as one who signs in."""
    number = getattr(one, "person_id", one.id)
    grants = frozenset({(RoleName.EMPLOYEE, None)})
    return Actor(None, f"own{number}", f"own{number}", number, "nb", grants)


def tell(village, shift, start=0, end=0, *, by=None, now=AFTER, **more):
    """Tell that a shift began and ended some minutes off its times as they stand."""
    return worked.correct(
        village.session,
        shift_id=shift.id,
        starts_at=shift.starts_at + minutes(start),
        ends_at=shift.ends_at + minutes(end),
        actor=by or village.leader,
        now=now,
        **more,
    )


def leader_with_person(village, unit, kind=PostKind.STAFF):
    """A person who leads a unit and signs in, so that messages can reach them."""
    person = village.person(kind=kind, unit=unit)
    user = User(
        login=f"leads{person.id}",
        name=person.name,
        password_hash="x",
        person_id=person.id,
        session_key="x" * 32,
        created_at=AFTER,
    )
    user.roles.append(RoleGrant(role=RoleName.MANAGER, unit_id=unit.id))
    village.add(user)
    return person


@pytest.fixture
def day(village):
    """A planned shift of unit staff on Monday 07:30-15:00."""
    return village.shift(village.person(kind=PostKind.STAFF, unit=village.solvang), DAY)
