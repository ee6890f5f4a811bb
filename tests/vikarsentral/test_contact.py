"""Quiet hours, pauses and caps hold as the person set them, on the Oslo clock."""

from dataclasses import replace
from datetime import datetime

import pytest

from tests.vikarsentral.offer.town import NOW, Town, self_of
from vikarsentral import contact
from vikarsentral.clock import OSLO
from vikarsentral.contact import Wishes
from vikarsentral.errors import BadInput, Conflict, NotAllowed
from vikarsentral.tables import Channel, Event

EARLY = Wishes(is_early_ok=False)
DAYTIME = Wishes(quiet_from_minute=15 * 60, quiet_to_minute=9 * 60)
NAP = Wishes(quiet_from_minute=13 * 60, quiet_to_minute=14 * 60)
NEVER = Wishes(quiet_from_minute=0, quiet_to_minute=0)


@pytest.fixture
def town(session):
    return Town(session)


@pytest.mark.parametrize(
    ("wishes", "at", "free"),
    [
        (Wishes(), "2027-01-05T06:10", "2027-01-05T06:10"),
        (Wishes(), "2027-01-05T05:59", "2027-01-05T06:00"),
        (Wishes(), "2027-01-05T20:59", "2027-01-05T20:59"),
        (Wishes(), "2027-01-05T21:00", "2027-01-06T06:00"),
        (Wishes(), "2027-01-05T00:00", "2027-01-05T06:00"),
        (EARLY, "2027-01-05T06:10", "2027-01-05T07:00"),
        (EARLY, "2027-01-05T22:00", "2027-01-06T07:00"),
        (EARLY, "2027-01-05T07:00", "2027-01-05T07:00"),
        (DAYTIME, "2027-01-05T15:00", "2027-01-06T09:00"),
        (DAYTIME, "2027-01-05T14:59", "2027-01-05T14:59"),
        (NAP, "2027-01-05T13:30", "2027-01-05T14:00"),
        (NAP, "2027-01-05T02:00", "2027-01-05T02:00"),
        (replace(NAP, is_early_ok=False), "2027-01-05T02:00", "2027-01-05T07:00"),
        (NEVER, "2027-01-05T03:00", "2027-01-05T03:00"),
        (replace(NEVER, is_early_ok=False), "2027-01-05T03:00", "2027-01-05T07:00"),
        # The night the clock goes forward, and the one it goes back.
        (Wishes(), "2027-03-28T01:30", "2027-03-28T06:00"),
        (Wishes(), "2027-10-31T01:30", "2027-10-31T06:00"),
    ],
)
def test_quiet_hours_end_when_they_should(wishes, at, free):
    start = datetime.fromisoformat(at).replace(tzinfo=OSLO)
    assert contact.askable_from(wishes, start).astimezone(OSLO).isoformat()[:16] == free


def test_a_pause_comes_before_the_quiet_hours():
    paused = Wishes(paused_until=datetime(2027, 1, 11, 0, 0, tzinfo=OSLO))
    free = contact.askable_from(paused, NOW)
    assert free.astimezone(OSLO).isoformat()[:16] == "2027-01-11T06:00"


def test_a_pause_lasts_until_monday_also_on_a_sunday(town):
    person = town.person()
    sunday = datetime(2027, 1, 10, 22, 0, tzinfo=OSLO)
    until = contact.pause_this_week(town.session, person_id=person.id, now=sunday)
    assert until.astimezone(OSLO).isoformat()[:16] == "2027-01-11T00:00"


def change(town, person, wishes, actor=None):
    contact.change(
        town.session,
        person_id=person.id,
        wishes=wishes,
        actor=actor or self_of(person),
        now=NOW,
    )
    return contact.wishes_of(town.session, [person.id])[person.id]


def test_wishes_are_kept_and_recorded(town):
    person = town.person()
    wanted = Wishes(Channel.EMAIL, 22 * 60, 7 * 60, is_early_ok=False, most_a_week=2)
    kept = change(town, person, wanted)
    assert kept == replace(wanted, version=1)
    assert contact.wishes_of(town.session, [person.id, 10**9])[10**9] == Wishes()
    assert town.session.query(Event).filter(Event.kind == "contact.changed").count() == 1


def test_an_old_page_is_refused(town):
    person = town.person()
    change(town, person, Wishes())
    with pytest.raises(Conflict, match="profile_changed"):
        change(town, person, Wishes())


def test_another_persons_wishes_are_refused(town):
    first, second = town.people(2)
    with pytest.raises(NotAllowed):
        change(town, first, Wishes(), self_of(second))


def test_every_fault_is_told_at_once(town):
    wrong = Wishes(quiet_from_minute=1440, quiet_to_minute=-1, most_a_week=51)
    with pytest.raises(BadInput) as refused:
        change(town, town.person(), wrong)
    assert [one.where for one in refused.value.faults] == ["quiet_from", "quiet_to", "most_a_week"]


@pytest.mark.parametrize(
    ("told", "kept"),
    [("400 00 000", "40000000"), ("(00 46) 70-123", "+4670123"), (" ", None), (None, None)],
)
def test_a_number_is_kept_bare(told, kept):
    assert contact.phone_of(told) == kept


def test_a_number_from_before_the_rule_stays_beside_a_new_address(town):
    person = town.person(phone="12345")
    for phone in ("12345", "12346"):
        told = contact.Address(phone, "ny@fjordvik.example", person.version)
        keep = {"person_id": person.id, "address": told, "actor": self_of(person), "now": NOW}
        if phone == "12345":
            contact.change_address(town.session, **keep)
        else:
            with pytest.raises(BadInput, match="phone"):
                contact.change_address(town.session, **keep)
    assert (person.phone, person.email) == ("12345", "ny@fjordvik.example")


def test_an_address_from_before_the_rule_stays_beside_a_new_number(town):
    person = town.person(email="kari.@gammel.example")
    for email in ("kari.@gammel.example", "ola.@gammel.example"):
        told = contact.Address("+4740000009", email, person.version)
        keep = {"person_id": person.id, "address": told, "actor": self_of(person), "now": NOW}
        if email == person.email:
            contact.change_address(town.session, **keep)
        else:
            with pytest.raises(BadInput, match="email"):
                contact.change_address(town.session, **keep)
    assert (person.phone, person.email) == ("+4740000009", "kari.@gammel.example")
