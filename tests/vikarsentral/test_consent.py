"""Consents are the employee's own, recorded, and never taken from an old page."""

import pytest

from tests.web import town
from vikarsentral import consent
from vikarsentral.access import actor_by_login
from vikarsentral.errors import BadInput, Conflict, NotAllowed
from vikarsentral.tables import Event, Person

YES = consent.Consents(merarbeid_minutes_week=240, overtime=True, night=False)


@pytest.fixture
def filled(session):
    """A session on the made-up town."""
    town.build(session)
    return session


def change(session, *, login="vikar", name="Bo Østby", consents=YES, version=None):
    person = session.query(Person).filter(Person.name == name).one()
    consent.change(
        session,
        person_id=person.id,
        consents=consents,
        version=person.version if version is None else version,
        actor=actor_by_login(session, login),
        now=town.NOW,
    )
    return person


def test_change_keeps_and_records(filled):
    person = change(filled)
    assert person.accepts_merarbeid_minutes_week == 240
    assert (person.accepts_overtime, person.accepts_night) == (True, False)
    line = filled.query(Event).filter(Event.kind == "consents.changed").one()
    assert (line.actor, line.subject_id) == ("vikar", str(person.id))


def test_change_when_the_page_is_old_then_refused(filled):
    with pytest.raises(Conflict, match="profile_changed"):
        change(filled, version=99)


@pytest.mark.parametrize(("login", "name"), [("vikar", "Ada Åsen"), ("leder", "Bo Østby")])
def test_change_when_it_is_somebody_else_then_refused(filled, login, name):
    with pytest.raises(NotAllowed):
        change(filled, login=login, name=name)


@pytest.mark.parametrize("minutes", [-1, 2401])
def test_change_when_minutes_are_impossible_then_refused(filled, minutes):
    with pytest.raises(BadInput, match="merarbeid"):
        change(filled, consents=consent.Consents(minutes, overtime=False, night=False))
