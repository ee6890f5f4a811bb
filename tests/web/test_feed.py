"""The calendar's address: what it answers, how it may be kept, and that it opens nothing else."""

from datetime import timedelta

import icalendar
import pytest
from sqlalchemy import select

from tests.web import town
from vikarsentral import db, ical
from vikarsentral.tables import Shift, ShiftStatus, User


@pytest.fixture
def person(app):
    """The person behind the user `vikar`."""
    query = select(User.person_id).where(User.login == "vikar")
    return db.transaction(lambda session: session.scalars(query).one())


@pytest.fixture
def address(person):
    """The person's live calendar address."""
    secret = db.transaction(lambda session: ical.create_feed(session, person, town.NOW))
    return f"/kalender/{secret}.ics"


def test_the_calendar_is_served_privately_and_tells_nobody_where_it_is(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"].startswith("private")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in answer.headers
    assert icalendar.Calendar.from_ical(answer.data).events


def test_it_holds_own_shifts_only_and_nobodys_name(client, address, person):
    seen = {
        str(event["UID"])
        for event in icalendar.Calendar.from_ical(client.get(address).data).events
    }
    own = select(Shift.uid).where(Shift.person_id == person)
    assert seen == set(db.transaction(lambda session: session.scalars(own).all()))
    assert b"Kari" not in client.get(address).data


def test_an_unchanged_calendar_is_not_sent_again(client, address):
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    head = client.head(address)
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", first.headers["ETag"])


def test_a_changed_shift_changes_the_calendar(client, address, person):
    etag = client.get(address).headers["ETag"]

    def cancel(session):
        own = select(Shift).where(Shift.person_id == person, Shift.starts_at > town.NOW)
        row = session.scalars(own.where(Shift.status != ShiftStatus.CANCELLED)).first()
        row.status, row.sequence = ShiftStatus.CANCELLED, row.sequence + 1
        row.changed_at = town.NOW + timedelta(minutes=1)
        return row.uid

    uid = db.transaction(cancel)
    answer = client.get(address, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    events = icalendar.Calendar.from_ical(answer.data).events
    (event,) = [each for each in events if str(each["UID"]) == uid]
    assert str(event["SUMMARY"]).startswith("AVLYST: ")
    assert (str(event["STATUS"]), str(event["TRANSP"])) == ("CANCELLED", "TRANSPARENT")


def test_reading_is_seen_on_the_persons_own_page(client, address, person):
    assert db.transaction(lambda session: ical.status(session, person)).last_read_at is None
    client.get(address)
    read = db.transaction(lambda session: ical.status(session, person)).last_read_at
    assert timedelta() <= read - town.NOW < timedelta(hours=1)


def test_changed_and_withdrawn_addresses_answer_like_wrong_ones(client, address, person):
    db.transaction(lambda session: ical.rotate(session, person, town.NOW))
    wrong = client.get(f"/kalender/{'x' * 43}.ics")
    changed = client.get(address)
    assert (changed.status_code, changed.data) == (wrong.status_code, wrong.data)
    assert wrong.status_code == 404
    secret = db.transaction(lambda session: ical.create_feed(session, person, town.NOW))
    db.transaction(lambda session: ical.revoke(session, person, town.NOW))
    assert client.get(f"/kalender/{secret}.ics").data == wrong.data


@pytest.mark.parametrize("secret", ["x", "%00", "..%2f..%2fetc", "x" * 5000, "æøå", "a b"])
def test_an_address_of_wrong_form_is_not_found(client, secret):
    assert client.get(f"/kalender/{secret}.ics").status_code == 404


def test_the_address_takes_no_changes(client, address):
    assert client.post(address).status_code == 405
    assert client.delete(address).status_code == 405
