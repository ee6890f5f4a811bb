"""No more than may leave in an hour and in a day; what is about a shift goes before news."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW
from vikarsentral.settings import read
from vikarsentral.tables import Message, MessageState
from vikarsentral.worker import caps

HELD = read({"VIKARSENTRAL_SMS_PER_HOUR": "10", "VIKARSENTRAL_SMS_PER_DAY": "30"})


def put(session, number, **changes):
    """Write that many messages."""
    values = {
        "recipient": "40000001",
        "channel": "sms",
        "kind": "plan_published",
        "body": "x",
        "state": MessageState.QUEUED,
        "attempts": 0,
        "created_at": NOW,
    }
    first = session.query(Message).count()
    rows = [Message(key=f"k{first + one}", **(values | changes)) for one in range(number)]
    session.add_all(rows)
    session.flush()
    return rows


def left(session, number, ago):
    """Write that many messages that have left a while ago."""
    put(session, number, state=MessageState.SENT, attempts=1, sent_at=NOW - ago)


QUESTION = {"deadline_at": NOW + timedelta(minutes=5)}


@pytest.mark.parametrize(
    ("before", "ago", "news", "questions"),
    [
        (0, timedelta(minutes=1), 8, 10),
        (5, timedelta(minutes=59), 3, 5),
        (8, timedelta(minutes=59), 0, 2),
        (10, timedelta(minutes=59), 0, 0),
        (10, timedelta(minutes=60), 8, 10),
        (24, timedelta(hours=23), 0, 6),
        (30, timedelta(hours=23), 0, 0),
        (30, timedelta(hours=24), 8, 10),
    ],
)
def test_an_hour_and_a_day_and_a_fifth_kept(session, before, ago, news, questions):
    left(session, before, ago)
    assert len(caps.within(session, put(session, 12), HELD, NOW)) == news
    assert len(caps.within(session, put(session, 12, **QUESTION), HELD, NOW)) == questions


def test_what_is_held_says_since_when_and_is_looked_at_again(session):
    left(session, 10, timedelta(minutes=1))
    (row,) = put(session, 1)
    assert caps.within(session, [row], HELD, NOW) == []
    session.refresh(row)
    assert (row.state, row.held_since) == (MessageState.QUEUED, NOW)
    assert row.next_attempt_at > NOW
    later = NOW + timedelta(minutes=1)
    caps.within(session, [row], HELD, later)
    session.refresh(row)
    assert row.held_since == NOW
    assert caps.within(session, [row], HELD, NOW + timedelta(minutes=60)) == [row]


def test_one_channels_cap_holds_no_other(session):
    left(session, 10, timedelta(minutes=1))
    rows = [
        *put(session, 1),
        *put(session, 1, channel="email"),
        *put(session, 1, channel="console"),
    ]
    assert [row.channel for row in caps.within(session, rows, HELD, NOW)] == ["email", "console"]


def test_what_another_process_is_sending_counts(session):
    put(session, 9, attempts=1, next_attempt_at=NOW + timedelta(seconds=60))
    assert len(caps.within(session, put(session, 5, **QUESTION), HELD, NOW)) == 1


def test_answers_and_what_is_about_a_shift_are_no_news(session):
    (reply,) = put(session, 1, kind="reply")
    (news,) = put(session, 1)
    assert (caps.is_acute(reply), caps.is_acute(news)) == (True, False)
    tight = replace(HELD, sms_per_hour=1)
    assert caps.within(session, [news, reply], tight, NOW) in ([news], [reply])
