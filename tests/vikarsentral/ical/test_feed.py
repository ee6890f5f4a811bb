"""The secret address: made once, changed, withdrawn, and never a way to another's shifts."""

import hashlib
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from sqlalchemy import select

from vikarsentral import audit, ical
from vikarsentral.errors import NotFound
from vikarsentral.tables import (
    Area,
    FeedToken,
    Person,
    Sector,
    Shift,
    ShiftKind,
    ShiftStatus,
    Unit,
)

NOW = datetime(2027, 1, 4, 6, 10, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def kari(session):
    session.add_all(
        [
            Area(code="nord", name="Nord"),
            Sector(code="health", name_nb="Helse", name_nn="Helse", name_en="Health"),
        ]
    )
    session.flush()
    session.add(Unit(code="solvang", name="Solvang", sector_code="health", area_code="nord"))
    person = Person(employee_no="1", name="Kari Nordby", language="nn")
    session.add(person)
    session.flush()
    return person


def add_shift(session, person, days, **changes):
    unit = session.scalars(select(Unit.id)).one()
    usual = {
        "person_id": person.id,
        "unit_id": unit,
        "starts_at": NOW + days * DAY,
        "ends_at": NOW + days * DAY + timedelta(hours=8),
        "kind": ShiftKind.ROTA,
        "status": ShiftStatus.CONFIRMED,
        "uid": f"{person.id}-{days}@vikarsentral",
        "created_at": NOW,
        "changed_at": NOW,
    }
    session.add(Shift(**(usual | changes)))
    session.flush()


def events(session, token):
    content = ical.feed_for(session, token, NOW).content
    return icalendar.Calendar.from_ical(content).events


def test_the_secret_is_long_and_only_its_hash_is_stored(session, kari):
    token = ical.create_feed(session, kari.id, NOW)
    assert len(token) == 43
    assert session.scalars(select(FeedToken.token_hash)).one() == (
        hashlib.sha256(token.encode()).hexdigest()
    )


def test_a_feed_shows_own_shifts_two_months_back_and_all_ahead(session, kari):
    other = Person(employee_no="2", name="Ola")
    session.add(other)
    session.flush()
    for days in (-61, -59, 0, 300):
        add_shift(session, kari, days)
    add_shift(session, other, 1)
    token = ical.create_feed(session, kari.id, NOW)
    assert [str(event["UID"]) for event in events(session, token)] == [
        f"{kari.id}-{days}@vikarsentral" for days in (-59, 0, 300)
    ]


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (ShiftStatus.PLANNED, "CONFIRMED"),
        (ShiftStatus.CONFIRMED, "CONFIRMED"),
        (ShiftStatus.WORKED, "CONFIRMED"),
        (ShiftStatus.ABSENT, "CANCELLED"),
        (ShiftStatus.CANCELLED, "CANCELLED"),
    ],
)
def test_each_status_is_shown_and_none_is_left_out(session, kari, status, shown):
    add_shift(session, kari, 1, status=status, sequence=2)
    token = ical.create_feed(session, kari.id, NOW)
    (event,) = events(session, token)
    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == (shown, 2)


def test_a_feed_names_no_person_and_no_cause(session, kari):
    add_shift(session, kari, 1)
    token = ical.create_feed(session, kari.id, NOW)
    assert b"Nordby" not in ical.feed_for(session, token, NOW).content


def test_changing_the_address_ends_the_old_one(session, kari):
    old = ical.create_feed(session, kari.id, NOW)
    new = ical.rotate(session, kari.id, NOW)
    with pytest.raises(NotFound):
        ical.feed_for(session, old, NOW)
    assert ical.feed_for(session, new, NOW).person_id == kari.id


def test_there_is_nothing_to_change_before_there_is_an_address(session, kari):
    with pytest.raises(NotFound):
        ical.rotate(session, kari.id, NOW)


def test_a_withdrawn_address_is_gone(session, kari):
    token = ical.create_feed(session, kari.id, NOW)
    assert ical.revoke(session, kari.id, NOW) is True
    assert ical.revoke(session, kari.id, NOW) is False
    assert ical.status(session, kari.id) is None
    with pytest.raises(NotFound):
        ical.feed_for(session, token, NOW)


def test_last_read_is_told_to_the_minute(session, kari):
    token = ical.create_feed(session, kari.id, NOW)
    assert ical.status(session, kari.id) == ical.FeedStatus(NOW, None)
    for later, told in ((0, 0), (59, 0), (60, 60)):
        ical.feed_for(session, token, NOW + timedelta(seconds=later))
        read = ical.status(session, kari.id).last_read_at
        assert read == NOW + timedelta(seconds=told)


@pytest.mark.parametrize("wrong", ["", "x" * 43, "æ" * 43, "../../etc", "a" * 5000, "\x00" * 43])
def test_a_wrong_secret_is_not_found(session, kari, wrong):
    ical.create_feed(session, kari.id, NOW)
    with pytest.raises(NotFound):
        ical.feed_for(session, wrong, NOW)


def test_one_who_has_left_has_no_calendar(session, kari):
    token = ical.create_feed(session, kari.id, NOW)
    kari.is_active = False
    session.flush()
    with pytest.raises(NotFound):
        ical.feed_for(session, token, NOW)
    with pytest.raises(NotFound):
        ical.create_feed(session, kari.id, NOW)


def test_each_change_of_the_address_is_in_the_record_without_the_secret(session, kari):
    token = ical.create_feed(session, kari.id, NOW)
    ical.revoke(session, kari.id, NOW)
    lines = audit.lines(session, subject=("person", kari.id))
    assert [line.kind for line in lines] == ["feed.withdrawn", "feed.made"]
    assert token not in repr(lines)
