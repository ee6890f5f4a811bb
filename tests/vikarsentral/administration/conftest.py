"""The village with an administrator."""

import pytest

from tests.vikarsentral.village import NOW, Village
from vikarsentral.access import RoleName
from vikarsentral.administration import Act
from vikarsentral.tables import Event


@pytest.fixture
def village(session):
    return Village(session)


@pytest.fixture
def admin(village):
    """An administrator's act, now."""
    return Act(village.actor(RoleName.ADMIN), NOW)


@pytest.fixture
def leader(village):
    """The act of Solvang's leader, now."""
    return Act(village.leader, NOW)


@pytest.fixture
def events(session):
    """A function from a kind of event to the facts of its lines, in order."""

    def of(kind):
        session.flush()
        lines = session.query(Event).filter(Event.kind == kind).order_by(Event.id)
        return [line.data for line in lines]

    return of
