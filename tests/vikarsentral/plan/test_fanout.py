"""A run with parts waits without a worker, is joined once, and always ends with a lawful plan."""

import json
import threading

import pytest
from sqlalchemy import text

from solver.answer import Limits
from tests import random_problems
from tests.vikarsentral.worker.runs import (
    LONG,
    NOW,
    change,
    cut,
    in_parts,
    order,
    parts_of,
    state_of,
)
from vikarsentral import db, jobs
from vikarsentral.errors import NotFound
from vikarsentral.plan import again, child, claims, fanout, running, store
from vikarsentral.plan.certificate import verify
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check
from vikarsentral.tables import PlanRun, PlanState
from vikarsentral.worker import sweep


@pytest.fixture(scope="module")
def problem():
    return random_problems.problem_bytes(random_problems.problem(11, "small"))


@pytest.fixture(scope="module")
def made(problem):
    return in_parts(problem)


def run(number):
    running.run(number, worker=claims.who_am_i(), should_stop=lambda: False)


def lose_job(number):
    """Take away the job a run was ordered with, so that only a new one can be waiting."""
    lost = text("delete from jobs.procrastinate_jobs where (args->>'plan_run_id')::bigint = :id")
    with db.begin() as session:
        session.execute(lost, {"id": number})
    assert not is_waiting(number)


def is_waiting(number):
    with db.begin() as session:
        return jobs.is_waiting(session, jobs.RUN_PLAN, plan_run_id=number)


def lawful_with_bound(number, problem):
    """Hold a finished run's plan against the rules, and its bound against the certificate."""
    row, facts = state_of(number), read_problem(problem)
    verdict = check(facts, row.plan)
    verified = verify(facts, row.certificate)
    assert verdict.lawful
    assert verified.ok
    assert verified.bound <= row.bound <= row.objective == verdict.objective
    return row


def test_parts_are_joined_to_a_lawful_plan_below_a_bound_of_the_whole(database, problem):
    number = order(problem, seconds=LONG)
    change(number, parts=2, rounds=1)
    run(number)
    first, parts = state_of(number), parts_of(number)
    assert (first.state, first.worker, len(parts)) == (PlanState.RUNNING, None, 2)
    assert (first.progress["parts"], first.progress["parts_done"]) == (2, 0)
    needs = [row["id"] for part in parts for row in json.loads(state_of(part).problem)["needs"]]
    assert sorted(needs) == sorted(row["id"] for row in json.loads(problem)["needs"])
    run(number)  # comes too early: it waits on
    assert state_of(number).attempts == first.attempts
    run(parts[0])
    assert state_of(number).progress["parts_done"] == 1
    assert state_of(number).state is PlanState.RUNNING
    lose_job(number)
    run(parts[1])
    assert is_waiting(number)
    run(number)
    row = lawful_with_bound(number, problem)
    assert row.state is PlanState.DONE
    assert row.objective <= first.progress["objective"]


def test_a_stop_while_the_parts_wait_joins_what_there_is(database, problem, made):
    number, parts = cut(problem, made)
    run(parts[0])
    change(number, is_cancel_asked=True)
    lose_job(number)
    run(parts[1])
    assert state_of(parts[1]).state is PlanState.CANCELLED
    assert is_waiting(number)
    run(number)
    assert lawful_with_bound(number, problem).state is PlanState.CANCELLED


def test_parts_that_fail_leave_what_the_whole_gave_them(database, problem, made):
    number, parts = cut(problem, made)
    for part in parts:
        change(part, attempts=claims.MOST_ATTEMPTS)
        run(part)
        assert state_of(part).state is PlanState.FAILED
    value = state_of(number).progress["objective"]
    run(number)
    row = lawful_with_bound(number, problem)
    assert row.state is PlanState.DONE
    assert row.objective <= value


def test_a_join_that_dies_again_and_again_still_joins(database, problem, made):
    number, parts = cut(problem, made)
    change(number, attempts=claims.MOST_ATTEMPTS)
    for part in parts:
        change(part, state=PlanState.DONE)
    run(number)
    assert lawful_with_bound(number, problem).state is PlanState.DONE


@pytest.mark.parametrize("is_stopped", [False, True])
@pytest.mark.parametrize("why", [claims.SOLVER_DIED, claims.SOLVER_OVERRAN])
def test_a_join_without_a_plan_is_put_back_until_its_last_try(
    database, problem, made, why, is_stopped
):
    number, parts = cut(problem, made)
    change(number, is_cancel_asked=is_stopped)
    for part in parts:
        change(part, state=PlanState.DONE)
    told = running.Outcome(None, claims.CANCELLED if is_stopped else why)
    last = claims.MOST_ATTEMPTS + claims.MOST_JOINS
    for attempt in range(2, last):
        with db.begin() as session:
            held = claims.claim(session, now=NOW, plan_run_id=number, worker=claims.who_am_i())
        assert (held.attempt, held.task) == (attempt, "join")
        with db.begin() as session:
            running._store(session, claim=held, outcome=told)
        assert state_of(number).state is PlanState.QUEUED
        assert state_of(number).progress["parts"] == 2
    run(number)
    row = lawful_with_bound(number, problem)
    assert row.attempts == last
    assert row.state is (PlanState.CANCELLED if is_stopped else PlanState.DONE)


def test_a_beat_keeps_what_the_parts_told_until_the_join_tells_more(database, problem, made):
    number, parts = cut(problem, made)
    for part in parts:
        change(part, state=PlanState.DONE)
    before = state_of(number).progress
    with db.begin() as session:
        held = claims.claim(session, now=NOW, plan_run_id=number, worker=claims.who_am_i())
    for told, kept in (({}, before), ({"objective": 1}, {"objective": 1})):
        with db.begin() as session:
            assert running._write_beat(session, claim=held, pid=1, progress=told) is False
        assert state_of(number).progress == kept


def test_the_sweep_lets_a_run_wait_and_wakes_it_when_its_job_is_lost(database, problem, made):
    number, parts = cut(problem, made)
    assert sweep.sweep_rows() == 0
    assert state_of(number).state is PlanState.RUNNING
    for part in parts:
        change(part, state=PlanState.DONE)
    lose_job(number)
    assert sweep.sweep_rows() == 1
    assert is_waiting(number)


def test_a_part_is_no_plan_of_its_own(database, problem, made):
    _, parts = cut(problem, made)
    with db.begin() as session:
        assert not {one.id for one in store.runs(session)} & set(parts)
        with pytest.raises(NotFound):
            store.run_view(session, parts[0])
        with pytest.raises(NotFound):
            store.problem_of(session, parts[0])
        session.get_one(PlanRun, parts[0]).certificate = {"bound": 0}
        with pytest.raises(NotFound):
            again.certificate_of(session, parts[0])


@pytest.mark.parametrize(
    ("needs", "size", "parts"),
    [(0, 10, 1), (20, 10, 1), (21, 10, 3), (30, 10, 3), (1_000_000, 10, 64), (1_000_000, 0, 1)],
)
def test_only_large_problems_are_cut(needs, size, parts):
    assert fanout.parts_of(needs, size) == parts


@pytest.mark.parametrize(("seconds", "most"), [(1, 1), (24, 1), (25, 2), (60, 4), (3600, 288)])
def test_each_part_has_time_to_look(seconds, most):
    assert fanout.most_parts(seconds) == most


def test_what_cannot_be_cut_is_left_to_be_solved_whole(problem, monkeypatch):
    order = child.Order(Limits(LONG, 1, 1, 1), "split", 1)
    facts = read_problem(problem)
    assert child._cut(facts, problem, order, None) is None
    stopped = threading.Event()
    stopped.set()
    monkeypatch.setattr(child, "STOPPING", stopped)
    assert check(facts, child._cut(facts, problem, order, None)["plan"]).lawful


def test_workers_are_counted_while_their_hearts_beat(database):
    beat = text(
        "insert into procrastinate_workers (last_heartbeat)"
        " select now() - make_interval(secs => :ago) from generate_series(1, :takers)"
    )
    takers = len(set(jobs.QUEUES.values()))
    with db.begin() as session:
        session.execute(text("delete from procrastinate_workers"))
        assert fanout.workers_alive(session) == 0
        session.execute(beat, {"ago": 0, "takers": 2 * takers})
        session.execute(beat, {"ago": 3 * fanout.HEART_SECONDS, "takers": takers})
        assert fanout.workers_alive(session) == 2
        session.rollback()
