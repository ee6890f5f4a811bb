"""A plan run is solved in a child that may be killed, and its row always tells the truth."""

import json
import os
import queue
import signal
import subprocess
from pathlib import Path

import psutil
import pytest

from tests.vikarsentral.worker.runs import LONG, NOW, change, endless, order, state_of
from vikarsentral import db, jobs
from vikarsentral.plan import claims, running
from vikarsentral.plan.certificate import verify
from vikarsentral.plan.solving import solve_problem
from vikarsentral.problemfile import read_problem
from vikarsentral.tables import PlanState

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
PROBLEM = (EXAMPLES / "01_daily_rest.json").read_bytes()


def run(number, should_stop=lambda: False):
    running.run(number, worker=claims.who_am_i(), should_stop=should_stop)


def when_solving(number, act):
    """Run, and do something with the child's number as soon as the row tells it.

    What is run asks `should_stop` once the row tells it and before it hears of any plan.

    Args:
        number: the plan run.
        act: gets the child's number, and tells whether the worker is being stopped.

    Returns:
        The child's number.
    """
    seen = []

    def should_stop():
        if not seen:
            seen.append(state_of(number).worker_pid)
            return act(seen[0])
        return False

    run(number, should_stop)
    return seen[0]


def test_a_run_ends_with_the_checked_plan_and_its_bound(database):
    number = order(PROBLEM)
    run(number)
    row = state_of(number)
    assert (row.state, row.status, row.attempts) == (PlanState.DONE, "proven", 1)
    assert row.objective == row.bound == row.plan["objective"] == 872_000
    assert row.gap == 0
    assert row.plan["problem_sha256"] == row.ground_version
    assert row.finished_at is not None
    assert row.worker_pid is None


def test_a_finished_run_is_not_run_again(database):
    number = order(PROBLEM)
    change(number, state=PlanState.CANCELLED)
    run(number)
    assert (state_of(number).state, state_of(number).attempts) == (PlanState.CANCELLED, 0)


def test_a_run_that_another_is_at_is_left_to_them(database):
    number = order(PROBLEM)
    with db.begin() as session:
        assert claims.claim(session, now=NOW, plan_run_id=number, worker="another-host/1/2.0")
    run(number)
    assert (state_of(number).worker, state_of(number).attempts) == ("another-host/1/2.0", 1)


def test_a_cancel_kills_the_child(database):
    number = order(endless(), seconds=LONG)
    child = when_solving(number, lambda _: change(number, is_cancel_asked=True))
    assert state_of(number).state is PlanState.CANCELLED
    assert not psutil.pid_exists(child)


def claimed_and_cancelled():
    """A run that is claimed and then asked to stop: its number and its claim."""
    number = order(PROBLEM)
    with db.begin() as session:
        claim = claims.claim(session, now=NOW, plan_run_id=number, worker=claims.who_am_i())
    change(number, is_cancel_asked=True)
    return number, claim


def watched(claim, line):
    """Watch a child that has told one line; return what came of it and how the child ended."""
    lines = queue.SimpleQueue()
    lines.put(line)
    with subprocess.Popen(["sleep", "600"]) as child:
        outcome = running._watch(claim, child.pid, lines, lambda: False)
    return outcome, child.returncode


def test_a_cancel_keeps_the_best_plan_there_is(database):
    number, claim = claimed_and_cancelled()
    plan = solve_problem(read_problem(PROBLEM), seconds=600, workers=1, rounds=1)
    certificate = {"bound": plan["bound"]}
    told = json.dumps({"plan": plan, "certificate": certificate, "moves": None})
    outcome, code = watched(claim, told)
    assert (outcome.why, outcome.plan, code) == (claims.CANCELLED, plan, -signal.SIGTERM)
    with db.begin() as session:
        running._store(session, claim=claim, outcome=outcome)
    row = state_of(number)
    assert (row.state, row.fault, row.objective) == (PlanState.CANCELLED, None, 872_000)
    assert (row.plan, row.certificate) == (plan, certificate)
    assert row.finished_at is not None


def test_a_cancel_of_a_child_without_a_plan_ends_without_one(database):
    _, claim = claimed_and_cancelled()
    outcome, code = watched(claim, None)
    assert outcome == running.Outcome(None, claims.CANCELLED)
    assert code == -signal.SIGTERM


def test_the_next_run_begins_from_the_one_before_and_tells_what_moved(database):
    first, second = order(PROBLEM), order(PROBLEM)
    run(first)
    change(second, before_id=first)
    run(second)
    row, before = state_of(second), state_of(first)
    needs = len(json.loads(PROBLEM)["needs"])
    assert row.moves == {"before": first, "kept": needs, "moves": []}
    assert before.moves is None
    facts = read_problem(PROBLEM)
    for each in (before, row):
        verified = verify(facts, each.certificate)
        assert verified.ok
        assert verified.bound <= each.objective


def test_a_cancel_before_the_start_starts_nothing(database):
    number = order(PROBLEM)
    change(number, is_cancel_asked=True)
    run(number)
    row = state_of(number)
    assert (row.state, row.attempts) == (PlanState.CANCELLED, 0)


def test_a_killed_child_puts_the_run_back_and_the_next_try_ends_it(database):
    number = order(PROBLEM)
    when_solving(number, lambda child: os.kill(child, signal.SIGKILL))
    assert (state_of(number).state, state_of(number).attempts) == (PlanState.QUEUED, 1)
    with db.begin() as session:
        assert jobs.is_waiting(session, jobs.RUN_PLAN, plan_run_id=number)
    run(number)
    assert (state_of(number).state, state_of(number).attempts) == (PlanState.DONE, 2)


def test_a_worker_that_is_stopped_puts_the_run_back_unharmed(database):
    number = order(PROBLEM)
    child = when_solving(number, lambda _: True)
    row = state_of(number)
    assert (row.state, row.attempts, row.worker) == (PlanState.QUEUED, 0, None)
    assert not psutil.pid_exists(child)


def test_a_problem_that_is_none_fails_at_once_with_its_reason(database):
    number = order(b"{}")
    run(number)
    row = state_of(number)
    assert (row.state, row.fault) == (PlanState.FAILED, claims.PROBLEM_REFUSED)
    assert row.attempts == 1


def test_a_run_that_died_too_often_is_given_up(database):
    number = order(PROBLEM)
    change(number, state=PlanState.RUNNING, attempts=claims.MOST_ATTEMPTS)
    run(number)
    row = state_of(number)
    assert (row.state, row.fault) == (PlanState.FAILED, claims.SOLVER_DIED)


def test_who_lost_the_claim_writes_nothing(database):
    number = order(PROBLEM)
    with db.begin() as session:
        first = claims.claim(session, now=NOW, plan_run_id=number, worker="another-host/1/2.0")
    change(number, heartbeat_at=None)
    with db.begin() as session:
        second = claims.claim(session, now=NOW, plan_run_id=number, worker=claims.who_am_i())
    assert (first.attempt, second.attempt) == (1, 2)
    with db.begin() as session:
        beat = running._write_beat(session, claim=first, pid=1, progress={})
        assert beat is None
        running._store(session, claim=first, outcome=running.Outcome(None, claims.CANCELLED))
    assert state_of(number).state is PlanState.RUNNING


@pytest.mark.parametrize("line", ["", "[1]", '{"plan": ', "\x00"])
def test_a_line_cut_off_by_a_kill_tells_nothing(line):
    assert running._told(line) == {}
