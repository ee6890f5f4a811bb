"""Run one plan run: claim its row, solve in a child process, store what came of it.

The row is the truth: a run that is left half done says so, and the next job takes it up again.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from vikarsentral import clock, db, jobs
from vikarsentral.access import system
from vikarsentral.errors import ComponentMissing
from vikarsentral.plan import claims, fanout
from vikarsentral.plan.claims import (
    CANCELLED,
    CLAIM_LOST,
    MOST_ATTEMPTS,
    MOST_JOINS,
    PROBLEM_REFUSED,
    SOLVER_DIED,
    SOLVER_OVERRAN,
    WORKER_STOPS,
    Claim,
)
from vikarsentral.plan.store import record, version_of
from vikarsentral.plan.tasks import JOIN
from vikarsentral.tables import PlanRun, PlanState

BEAT_SECONDS = 0.5
GRACE_SECONDS = 60
STORE_PAUSE_SECONDS = 2.0
LAST_SECONDS = 20.0  # for a cancelled solver to tell its best plan

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: a plan with its proof and what it moves, parts, or why there is none.

    A run that is cancelled may have both: the best plan by then.
    """

    plan: dict[str, Any] | None
    why: str | None = None
    certificate: dict[str, Any] | None = None
    moves: dict[str, Any] | None = None
    split: dict[str, Any] | None = None


def run(plan_run_id: int, *, worker: str, should_stop: Callable[[], bool]) -> None:
    """Run a plan run from where its row says it is; do nothing if it is done or another's.

    Args:
        plan_run_id: the row.
        worker: who runs it, from `claims.who_am_i`.
        should_stop: tells that this worker is being stopped; the run is then put back.

    Raises:
        ComponentMissing: the database is away before the run is claimed.

    Source: design.md 2.5.
    """
    held = db.transaction(
        partial(claims.claim, plan_run_id=plan_run_id, worker=worker, now=clock.now())
    )
    if held is None:
        return
    outcome = _solve(held, should_stop)
    if outcome.why != CLAIM_LOST:
        _store_surely(held, outcome, should_stop)


def _solve(claim: Claim, should_stop: Callable[[], bool]) -> Outcome:
    arguments = [str(value) for value in (claim.seconds, claim.workers, claim.seed, claim.task)]
    arguments += [str(claim.parts), "" if claim.rounds is None else str(claim.rounds)]
    child = subprocess.Popen(
        [sys.executable, "-m", "vikarsentral.plan.child", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert child.stdin is not None  # noqa: S101 - it is a pipe
    assert child.stdout is not None  # noqa: S101 - it is a pipe
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    helpers = [
        threading.Thread(target=_give, args=(child.stdin, claim), daemon=True),
        threading.Thread(target=_read, args=(child.stdout, lines), daemon=True),
    ]
    for helper in helpers:
        helper.start()
    try:
        return _watch(claim, child.pid, lines, should_stop)
    finally:
        _kill(child, helpers)


def _give(stdin: IO[bytes], claim: Claim) -> None:
    """Hand over problem and plan before it; leave the pipe open, it is the child's life line."""
    with contextlib.suppress(BrokenPipeError, ValueError):  # it was killed meanwhile
        told = (claim.problem, claim.before, claim.begin)
        lengths = b"%d %d %d\n" % (len(told[0]), len(told[1]), len(told[2]))
        stdin.write(lengths + b"".join(told))
        stdin.flush()


def _read(told: IO[bytes], lines: queue.SimpleQueue[str | None]) -> None:
    for line in told:
        lines.put(line.decode())
    lines.put(None)


def _kill(child: subprocess.Popen[bytes], helpers: list[threading.Thread]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    for helper in helpers:
        helper.join()
    for pipe in (child.stdin, child.stdout):
        with contextlib.suppress(BrokenPipeError):  # what it did not take is not needed
            if pipe is not None:
                pipe.close()


def _watch(
    claim: Claim,
    pid: int,
    lines: queue.SimpleQueue[str | None],
    should_stop: Callable[[], bool],
) -> Outcome:
    """Follow the child until it has a plan, dies, or must go; beat the row's heart meanwhile."""
    progress: dict[str, Any] = {}
    why = CANCELLED if claim.is_stopped else None
    deadline = time.monotonic() + claim.seconds + GRACE_SECONDS
    beat_at = 0.0
    while time.monotonic() < deadline:
        if time.monotonic() >= beat_at:
            beat_at = time.monotonic() + BEAT_SECONDS
            asked = _beat(claim, pid, progress)
            if asked == CLAIM_LOST:
                return Outcome(None, asked)
            if asked == CANCELLED and why is None:
                why, deadline = asked, min(deadline, time.monotonic() + LAST_SECONDS)
                _ask_for_what_there_is(pid)
        if should_stop():
            return Outcome(None, WORKER_STOPS)
        try:
            line = lines.get(timeout=BEAT_SECONDS)
        except queue.Empty:
            continue
        if line is None:
            return Outcome(None, why or SOLVER_DIED)
        told = _told(line)
        if (outcome := _outcome(claim, told, why)) is not None:
            return outcome
        progress = told.get("progress", progress)
    return Outcome(None, why or SOLVER_OVERRAN)


def _ask_for_what_there_is(pid: int) -> None:
    """Ask the child to end with its best plan; one that has none yet just ends."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)


def _outcome(claim: Claim, told: dict[str, Any], why: str | None) -> Outcome | None:
    """Return what the child ends with, None before; a plan only for the problem it was given."""
    if "refused" in told:
        logger.error("plan run %s: %s", claim.plan_run_id, told["refused"])
        return Outcome(None, PROBLEM_REFUSED)
    if "split" in told:
        return Outcome(None, why, split=told["split"])
    if "plan" not in told:
        return None
    plan = told["plan"]
    if plan.get("problem_sha256") != version_of(claim.problem):
        return Outcome(None, why or SOLVER_DIED)
    return Outcome(plan, why, told.get("certificate"), told.get("moves"))


def _told(line: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError:  # a line cut off by a kill
        return {}
    return told if isinstance(told, dict) else {}


def _beat(claim: Claim, pid: int, progress: dict[str, Any]) -> str | None:
    """Write that we are at it; return why to stop, or None."""
    try:
        asked = db.transaction(partial(_write_beat, claim=claim, pid=pid, progress=progress))
    except (ComponentMissing, DBAPIError):
        # The database is away for a while. The solver goes on; the claim is judged when it is
        # back, and if it took too long somebody else may hold it by then.
        logger.warning("plan run %s: the database does not answer", claim.plan_run_id)
        return None
    return {None: CLAIM_LOST, True: CANCELLED, False: None}[asked]


def _write_beat(
    session: Session, *, claim: Claim, pid: int, progress: dict[str, Any]
) -> bool | None:
    """Return whether a cancel is asked for, or None when the claim is no longer ours."""
    told = {"progress": progress} if progress else {}  # what the parts told stands till then
    asked = session.execute(
        update(PlanRun)
        .where(
            PlanRun.id == claim.plan_run_id,
            PlanRun.attempts == claim.attempt,
            PlanRun.state == PlanState.RUNNING,
        )
        .values(heartbeat_at=func.clock_timestamp(), worker_pid=pid, **told)
        .returning(PlanRun.is_cancel_asked, PlanRun.parent_id)
    ).one_or_none()
    if asked is None or asked[0] or asked[1] is None:
        return None if asked is None else bool(asked[0])
    whole = select(PlanRun.is_cancel_asked).where(PlanRun.id == asked[1])
    return bool(session.scalar(whole))


def _store_surely(claim: Claim, outcome: Outcome, should_stop: Callable[[], bool]) -> None:
    """Store the outcome; while the database is away, wait for it as long as we may live."""
    while True:
        try:
            db.transaction(partial(_store, claim=claim, outcome=outcome))
        except (ComponentMissing, DBAPIError):
            if should_stop():
                raise
            time.sleep(STORE_PAUSE_SECONDS)
        else:
            return


def _store(session: Session, *, claim: Claim, outcome: Outcome) -> None:
    row = session.get_one(PlanRun, claim.plan_run_id, with_for_update=True)
    if row.attempts != claim.attempt or row.state is not PlanState.RUNNING:
        return
    row.worker_pid = None
    if outcome.plan is not None:
        _keep(row, outcome, outcome.plan)
    elif outcome.split is not None:
        fanout.add_parts(session, row, outcome.split)
    elif outcome.why == WORKER_STOPS:
        row.attempts -= 1  # stopped in good order: not this run's fault
        _put_back(session, row)
    elif _may_try_again(claim, outcome.why):
        _put_back(session, row)
    else:
        claims.end(row, outcome.why, now=clock.now())
    fanout.part_ended(session, row)
    if row.part is None:
        kind = f"plan.{row.state.value}"
        record(session, row.id, kind, system("worker"), clock.now(), {"objective": row.objective})


def _may_try_again(claim: Claim, why: str | None) -> bool:
    """Tell whether a run that gave no plan is put back; a join has a lawful plan to give."""
    if claim.task == JOIN:
        most = MOST_ATTEMPTS + MOST_JOINS
        return why in (SOLVER_DIED, SOLVER_OVERRAN, CANCELLED) and claim.attempt < most
    return why == SOLVER_DIED and claim.attempt < MOST_ATTEMPTS


def _keep(row: PlanRun, outcome: Outcome, plan: dict[str, Any]) -> None:
    row.plan, row.certificate, row.moves = plan, outcome.certificate, outcome.moves
    row.objective, row.bound = plan["objective"], plan["bound"]
    row.gap, row.status = plan["gap"], plan["status"]
    row.progress = {**row.progress, "objective": row.objective, "bound": row.bound}
    is_cancelled = outcome.why == CANCELLED
    row.state = PlanState.CANCELLED if is_cancelled else PlanState.DONE
    row.finished_at = clock.now()


def _put_back(session: Session, row: PlanRun) -> None:
    row.state, row.worker = PlanState.QUEUED, None
    jobs.enqueue(session, jobs.RUN_PLAN, plan_run_id=row.id)
