"""Messages leave at least once, with the same key, and never after their deadline."""

import json
import socketserver
import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.conftest import fresh_settings
from vikarsentral import db
from vikarsentral.tables import Message, MessageState
from vikarsentral.worker import outbox

NOW = datetime(2027, 1, 4, 5, 10, tzinfo=UTC)


def message(number, **changed):
    values = {
        "key": f"plan-1-{number}",
        "recipient": "+4700000000",
        "channel": "sms",
        "kind": "shift_given",
        "body": "Du har fått vakt: æøå",
        "links": ["https://vikar.example/mine-vakter"],
        "created_at": NOW,
        "next_attempt_at": NOW,
    }
    return Message(**{**values, **changed})


@pytest.fixture
def sink(database, monkeypatch, tmp_path):
    file = tmp_path / "sent.jsonl"
    clock = tmp_path / "now"
    clock.write_text(NOW.isoformat())
    monkeypatch.setenv("VIKARSENTRAL_MESSAGE_SINK", str(file))
    monkeypatch.setenv("VIKARSENTRAL_NOW", str(clock))
    fresh_settings()
    yield Sink(file, clock)
    monkeypatch.delenv("VIKARSENTRAL_MESSAGE_SINK")
    monkeypatch.delenv("VIKARSENTRAL_NOW")
    fresh_settings()


class Sink:
    def __init__(self, file, clock):
        self.file, self.clock = file, clock

    def lines(self):
        text = self.file.read_text(encoding="utf-8") if self.file.exists() else ""
        return [json.loads(line) for line in text.splitlines()]

    def at(self, instant):
        self.clock.write_text(instant.isoformat())


def put(*messages):
    with db.begin() as session:
        session.add_all(messages)


def rows():
    with db.begin() as session:
        return session.scalars(select(Message).order_by(Message.id)).all()


def test_each_message_is_one_line_with_the_contracts_fields(sink):
    put(*(message(number) for number in range(25)))
    assert outbox.send_waiting() == 25
    assert outbox.send_waiting() == 0
    assert [line["key"] for line in sink.lines()] == [f"plan-1-{number}" for number in range(25)]
    assert sink.lines()[0] == {
        "key": "plan-1-0",
        "to": "+4700000000",
        "channel": "sms",
        "kind": "shift_given",
        "need": None,
        "offer": None,
        "body": "Du har fått vakt: æøå",
        "links": ["https://vikar.example/mine-vakter"],
        "at": NOW.isoformat(),
    }
    assert {row.state for row in rows()} == {MessageState.SENT}


def test_nothing_is_sent_at_or_after_its_deadline(sink):
    put(
        message(1, deadline_at=NOW),
        message(2, deadline_at=NOW + timedelta(seconds=1)),
        message(3, deadline_at=NOW - timedelta(days=1)),
    )
    assert outbox.send_waiting() == 1
    assert [line["key"] for line in sink.lines()] == ["plan-1-2"]
    assert [row.state.value for row in rows()] == ["expired", "sent", "expired"]


def test_nothing_is_sent_before_its_time(sink):
    put(message(1, next_attempt_at=NOW + timedelta(minutes=1)))
    assert outbox.send_waiting() == 0
    sink.at(NOW + timedelta(minutes=1))
    assert outbox.send_waiting() == 1


def test_a_message_leased_by_a_killed_sender_is_sent_again_with_its_key(sink):
    put(message(1))
    with db.begin() as session:
        assert len(outbox.lease(session, now=NOW)) == 1
    assert outbox.send_waiting() == 0
    sink.at(NOW + outbox.LEASE)
    assert outbox.send_waiting() == 1
    assert [line["key"] for line in sink.lines()] == ["plan-1-1"]


def test_a_message_that_is_not_taken_is_tried_later_and_given_up_at_last(sink, tmp_path):
    sink.file.mkdir()
    put(message(1))
    instant = NOW
    for attempt in range(1, outbox.MOST_ATTEMPTS + 1):
        assert outbox.send_waiting() == 0
        (row,) = rows()
        assert row.attempts == attempt
        assert row.next_attempt_at > instant
        assert "message file" in row.last_fault
        instant = row.next_attempt_at
        sink.at(instant)
    assert row.state is MessageState.FAILED


class Mail(socketserver.StreamRequestHandler):
    """As much of an e-mail server as one message needs."""

    def handle(self):
        self.say("220 ready")
        while line := self.rfile.readline():
            word = line.split()[0].upper()
            if word == b"DATA":
                self.say("354 go on")
                self.server.taken.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            self.say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


def test_e_mail_carries_the_key_as_its_id(database, monkeypatch):
    with socketserver.TCPServer(("127.0.0.1", 0), Mail) as server:
        server.taken = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("VIKARSENTRAL_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("VIKARSENTRAL_SMTP_PORT", str(server.server_address[1]))
        monkeypatch.setenv("VIKARSENTRAL_SMTP_STARTTLS", "0")
        fresh_settings()
        put(message(1, channel="email", recipient="kari@example.org", next_attempt_at=None))
        assert outbox.send_waiting() == 1
        server.shutdown()
    assert b"Message-ID: <plan-1-1@localhost>" in server.taken[0]


def test_without_any_way_out_the_operator_sees_it(database, capsys):
    put(message(1, next_attempt_at=None))
    assert outbox.send_waiting() == 1
    assert "Du har fått vakt" in capsys.readouterr().out
