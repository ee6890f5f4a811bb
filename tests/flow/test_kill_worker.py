"""The worker is killed in the middle of its work: another one ends it, and nothing is lost."""

import json
import os
import sys

import psutil

from tests.flow.kill import ended, started, until
from tests.vikarsentral.worker.runs import LONG, NOW, change, endless, order, state_of
from vikarsentral import db
from vikarsentral.tables import Message, MessageState, PlanState
from vikarsentral.worker import outbox

WORKER = [sys.executable, "-m", "vikarsentral.worker"]


def test_a_run_of_a_killed_worker_is_ended_by_the_next(database):
    with started(os.environ, WORKER) as first:
        number = order(endless(), seconds=LONG)
        child = psutil.Process(until(lambda: state_of(number).worker_pid))
        first.kill()
        first.wait()
        until(lambda: ended(child))
    assert state_of(number).state is PlanState.RUNNING
    change(number, seconds=1)
    with started(os.environ, WORKER) as second:
        until(lambda: state_of(number).state is PlanState.DONE)
        assert state_of(number).attempts == 2
        second.terminate()
        assert second.wait(240) == 0


def test_messages_of_a_killed_worker_are_sent_and_keep_their_keys(database, monkeypatch, tmp_path):
    sink, clock = tmp_path / "sent", tmp_path / "now"
    sink.touch()
    clock.write_text(NOW.isoformat())
    monkeypatch.setenv("VIKARSENTRAL_MESSAGE_SINK", str(sink))
    monkeypatch.setenv("VIKARSENTRAL_NOW", str(clock))
    with db.begin() as session:
        session.add_all(
            Message(
                key=f"message-{number}",
                recipient="+4700000000",
                channel="sms",
                kind="shift_given",
                body="Du har fått vakt.",
                links=[],
                created_at=NOW,
            )
            for number in range(400)
        )
    with started(os.environ, WORKER) as worker:
        until(lambda: len(keys(sink)) > 50)
        worker.kill()
        worker.wait()
    assert all_sent() < 400
    clock.write_text((NOW + outbox.LEASE).isoformat())
    with started(os.environ, WORKER):
        until(lambda: all_sent() == 400)
    assert set(keys(sink)) == {f"message-{number}" for number in range(400)}
    assert len(keys(sink)) <= 400 + 1


def keys(sink):
    lines = sink.read_text(encoding="utf-8").split("\n")[:-1]
    return [json.loads(line)["key"] for line in lines]


def all_sent():
    with db.begin() as session:
        return session.query(Message).filter(Message.state == MessageState.SENT).count()
