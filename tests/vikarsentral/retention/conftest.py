"""A person who has left, with something of every kind to forget."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.exporting.conftest import cover
from tests.vikarsentral.village import at
from tests.vikarsentral.worked.conftest import leader_with_person
from vikarsentral import commitments, notice, worked
from vikarsentral.access import RoleName
from vikarsentral.commitments.labour import week_of
from vikarsentral.tables import Post, PostKind, User

NOW = at("2027-02-01T03:00")
LEFT = date(2027, 1, 31)


@pytest.fixture
def admin(village):
    return village.actor(RoleName.ADMIN)


@pytest.fixture
def gone(village):
    """Somebody who worked one shift on 11 January 2027, was written to, and left."""
    person = leader_with_person(village, village.solvang, PostKind.HOURLY)
    person.name, person.phone, person.employee_no = "Åse Østby", "+4740012345", "10012"
    shift = cover(village, person, "2027-01-11T07:30")
    commitments.recount(village.session, {week_of(shift)})
    worked.settle(village.session, now=at("2027-01-11T16:00"))
    notice.write(
        village.session,
        person=person,
        kind="shift_given",
        key=f"given:{shift.uid}",
        body="Du har fått vakt, Åse Østby.",
        now=at("2027-01-01T08:00"),
    )
    person.is_active = False
    for post in village.session.query(Post).filter_by(person_id=person.id):
        post.valid_to = LEFT
    village.session.query(User).filter_by(person_id=person.id).one().is_active = False
    village.session.flush()
    return person


def days(number):
    return timedelta(days=number)
