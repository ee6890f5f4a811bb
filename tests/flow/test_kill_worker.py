"""The worker is killed in the middle of its work: another one ends it, and nothing is lost."""

import json
import os
import sys

import psutil

from tests.flow.kill import ended, started, until
from tests.vikarsentral.worker.runs import (
    LONG,
    NOW,
    change,
    cut,
    endless,
    in_parts,
    order,
    state_of,
)
from vikarsentral import db
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check
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


def test_the_parts_of_a_killed_worker_are_ended_and_joined_by_the_next(database):
    problem = endless()
    number, parts = cut(problem, in_parts(problem), rounds=None)
    for part in parts:
        change(part, seconds=LONG)
    with started(os.environ, WORKER) as first:
        child = psutil.Process(until(lambda: at_work(parts)))
        first.kill()
        first.wait()
        until(lambda: ended(child))
    for each in (number, *parts):
        change(each, seconds=1)
    with started(os.environ, WORKER) as second:
        until(lambda: state_of(number).state is PlanState.DONE)
        second.terminate()
        assert second.wait(240) == 0
    row = state_of(number)
    verdict = check(read_problem(problem), row.plan)
    assert verdict.lawful
    assert row.bound <= row.objective == verdict.objective
    assert {state_of(part).state for part in parts} == {PlanState.DONE}


def at_work(parts):
    """Return the number of a process that is at a part; None while there is none."""
    return next((pid for pid in (state_of(part).worker_pid for part in parts) if pid), None)


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
