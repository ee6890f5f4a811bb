"""What became of messages: by the next way where the first fails, in time or not at all."""

from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from tests.vikarsentral.worker.browsers import FakeBrowser
from vikarsentral import access, delivery, push
from vikarsentral.delivery import Outcome
from vikarsentral.tables import Message, MessageState


def sent(village, person, **changes):
    """Return a text message that has left."""
    values = {
        "key": "offer:1:2:ask",
        "person_id": person.id,
        "recipient": person.phone,
        "channel": "sms",
        "kind": "offer_asked",
        "body": "Kan du?",
        "state": MessageState.SENT,
        "attempts": 1,
        "created_at": NOW,
        "sent_at": NOW,
        "reference": "offer:1:2:ask",
        "deadline_at": NOW + timedelta(minutes=20),
    }
    row = Message(**(values | changes))
    village.session.add(row)
    village.session.flush()
    return row


def told(village, outcome, number="", now=NOW):
    """Take a report about the message."""
    return delivery.report(
        village.session,
        reference="offer:1:2:ask",
        number=number,
        outcome=outcome,
        fault="7\x1b[31m",
        now=now,
    )


def test_arrived_stays_arrived(village):
    row = sent(village, village.person(phone="40000001"))
    assert told(village, Outcome.DELIVERED)
    later = NOW + timedelta(minutes=1)
    assert told(village, Outcome.FAILED, now=later)
    assert told(village, Outcome.DELIVERED, now=later)
    assert (row.state, row.delivered_at) == (MessageState.DELIVERED, NOW)


def test_unknown_changes_nothing(village):
    row = sent(village, village.person(phone="40000001"))
    assert told(village, Outcome.UNKNOWN)
    assert (row.state, row.last_fault) == (MessageState.SENT, None)


def test_a_report_before_the_sender_has_noted_it_counts(village):
    person = village.person(phone="40000001")
    row = sent(village, person, state=MessageState.QUEUED, sent_at=None)
    assert told(village, Outcome.DELIVERED)
    assert (row.state, row.sent_at) == (MessageState.DELIVERED, NOW)


def test_what_never_left_cannot_have_arrived(village):
    person = village.person(phone="40000001")
    row = sent(village, person, state=MessageState.QUEUED, attempts=0, sent_at=None)
    assert not told(village, Outcome.DELIVERED)
    assert row.state is MessageState.QUEUED


def test_a_fault_is_kept_as_plain_letters(village):
    row = sent(village, village.person(phone="40000001", email=None))
    assert told(village, Outcome.FAILED)
    assert (row.state, row.last_fault) == (MessageState.FAILED, "the gateway: 7[31m")


@pytest.mark.parametrize("minutes", [19, 20, 21])
def test_the_next_way_is_tried_only_in_time(village, minutes):
    row = sent(village, village.person(phone="40000001", email="kari@example.org"))
    told(village, Outcome.FAILED, now=NOW + timedelta(minutes=minutes))
    if minutes < 20:
        assert (row.channel, row.recipient) == ("email", "kari@example.org")
        assert (row.state, row.attempts, row.tried) == (MessageState.QUEUED, 0, ["sms"])
        assert row.key == "offer:1:2:ask"
    else:
        assert (row.channel, row.state) == ("sms", MessageState.FAILED)


def test_no_way_is_tried_twice(village):
    person = village.person(phone="40000001", email="kari@example.org")
    push.subscribe(
        village.session,
        endpoint="https://fcm.googleapis.com/1",
        **FakeBrowser().keys,
        agent=None,
        actor=access.person_alone(village.session, person.id),
        now=NOW,
    )
    row = sent(village, person)
    ways = []
    while delivery.re_address(village.session, row, NOW):
        ways.append(row.channel)
    assert ways == ["email", "push"]


def test_one_who_has_left_is_sent_nothing_more(village):
    row = sent(village, village.person(phone="40000001", email="k@example.org", is_active=False))
    assert not delivery.re_address(village.session, row, NOW)


def test_what_waits_is_counted_by_channel(village):
    person = village.person(phone="40000001")
    sent(village, person, key="1", state=MessageState.QUEUED, held_since=NOW)
    sent(village, person, key="2", state=MessageState.QUEUED, created_at=NOW - timedelta(hours=1))
    sent(village, person, key="3", state=MessageState.FAILED)
    sent(village, person, key="4", state=MessageState.FAILED, created_at=NOW - timedelta(days=2))
    sent(village, person, key="5", channel="email")
    (held,) = delivery.waiting(village.session, NOW)
    assert (held.channel, held.number, held.held, held.failed) == ("sms", 2, 1, 1)
    assert held.oldest_at == NOW - timedelta(hours=1)
    assert delivery.waiting(village.session, NOW, need_id=1) == []
