"""The town of the search tests, with people who can come for half of the day."""

from datetime import timedelta

import pytest

from tests.vikarsentral.callout.conftest import Search
from tests.vikarsentral.offer.town import LENGTH, START
from vikarsentral import callout
from vikarsentral.tables import (
    CompoundPart,
    PostKind,
    Shift,
    StaffingFloor,
    Unavailability,
)

NOON = START + timedelta(hours=4)


class Halves(Search):
    """A town where some can come until noon and some from noon."""

    def early(self, **changes):
        return self._off(NOON, START + LENGTH, **changes)

    def late(self, **changes):
        return self._off(START - timedelta(hours=1), NOON, **changes)

    def _off(self, starts_at, ends_at, **changes):
        person = self.someone(PostKind.PART_TIME, **changes)
        self.add(Unavailability(person_id=person.id, starts_at=starts_at, ends_at=ends_at))
        return person

    def neighbours(self, many, least):
        """Put some people to work at another unit that must keep a number there."""
        other = self.add_unit("fjellheim")
        people = [self.person(accepts_merarbeid_minutes_week=0) for _ in range(many)]
        rows = [self.rota(one, START, START + LENGTH, unit_id=other.id) for one in people]
        self.add(StaffingFloor(unit_id=other.id, day=least, evening=least, night=least))
        return other, people, rows

    def parts(self):
        query = self.session.query(CompoundPart).order_by(CompoundPart.id)
        return [(one.person_id, one.way.value) for one in query]

    def shifts(self):
        """Return who covers from when to when, in hours after the start."""
        query = self.session.query(Shift).filter(Shift.need_id.is_not(None))
        return [
            (one.person_id, self.hours(one.starts_at), self.hours(one.ends_at))
            for one in query.order_by(Shift.starts_at)
            if one.status != "cancelled"
        ]

    def hours(self, at):
        return (at - START) / timedelta(hours=1)

    def view(self, need):
        return callout.view(self.session, need.id)


@pytest.fixture
def town(session):
    """A small town in a transaction that is rolled back."""
    return Halves(session)
