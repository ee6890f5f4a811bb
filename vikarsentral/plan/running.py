"""Run one plan run: claim its row, solve in a child process, store what came of it.

The row is the truth. `attempts` is the claim's number: who holds an older one may write nothing
more. `heartbeat_at` is the database's own clock, never the test's. A claim without a heartbeat
for `LEASE_SECONDS` is nobody's, and the next job takes the run up again.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import IO, Any, Final

import psutil
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from vikarsentral import clock, db, jobs
from vikarsentral.errors import ComponentMissing
from vikarsentral.tables import PlanRun, PlanState

LEASE_SECONDS = 15
BEAT_SECONDS = 0.5
GRACE_SECONDS = 60
MOST_ATTEMPTS = 4
STORE_PAUSE_SECONDS = 2.0

SOLVER_DIED: Final = "solver_died"
SOLVER_OVERRAN: Final = "solver_overran"
CLAIM_LOST: Final = "claim_lost"
WORKER_STOPS: Final = "worker_stops"
CANCELLED: Final = "cancelled"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """One worker's right to one plan run.

    Attributes:
        plan_run_id: the row.
        attempt: the claim's number, 1 for the first.
        problem: the problem file's bytes.
        seconds: how long to look.
        workers: solver threads.
        seed: for the solver.
    """

    plan_run_id: int
    attempt: int
    problem: bytes
    seconds: int
    workers: int
    seed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: a plan, or why there is none (one of the words above)."""

    plan: dict[str, Any] | None
    why: str | None = None


def run(plan_run_id: int, *, worker: str, should_stop: Callable[[], bool]) -> None:
    """Run a plan run from where its row says it is; do nothing if it is done or another's.

    Args:
        plan_run_id: the row.
        worker: who runs it, from `who_am_i`.
        should_stop: tells that this worker is being stopped; the run is then put back.

    Raises:
        ComponentMissing: the database is away before the run is claimed.

    Source: design.md 2.5.
    """
    claim = db.transaction(partial(_claim, plan_run_id=plan_run_id, worker=worker))
    if claim is None:
        return
    with tempfile.TemporaryDirectory(prefix="vikarsentral-plan-") as folder:
        outcome = _solve(claim, Path(folder), should_stop)
    if outcome.why != CLAIM_LOST:
        _store_surely(claim, outcome, should_stop)


def _claim(session: Session, *, plan_run_id: int, worker: str) -> Claim | None:
    row = session.get(PlanRun, plan_run_id, with_for_update=True)
    if row is None or row.state not in (PlanState.QUEUED, PlanState.RUNNING):
        return None
    if row.state is PlanState.RUNNING and not is_abandoned(session, row):
        return None
    if row.is_cancel_asked or row.attempts >= MOST_ATTEMPTS:
        _end(row, CANCELLED if row.is_cancel_asked else SOLVER_DIED)
        return None
    row.state, row.attempts, row.worker = PlanState.RUNNING, row.attempts + 1, worker
    row.started_at, row.worker_pid, row.progress = clock.now(), None, {}
    row.heartbeat_at = func.clock_timestamp()
    return Claim(row.id, row.attempts, row.problem, row.seconds, row.workers, row.seed)


def is_abandoned(session: Session, row: PlanRun) -> bool:
    """Tell whether a run is said to be running while nobody is at it.

    Args:
        session: the caller's session.
        row: a plan run in the state *running*.
    """
    if row.heartbeat_at is None or row.worker is None or _is_gone(row.worker):
        return True
    instant = session.execute(select(func.clock_timestamp())).scalar_one()
    return bool(instant - row.heartbeat_at > timedelta(seconds=LEASE_SECONDS))


def who_am_i() -> str:
    """Return this process's name: host, process number, and when it was started."""
    process = psutil.Process()
    return f"{socket.gethostname()}/{process.pid}/{process.create_time()}"


def _is_gone(worker: str) -> bool:
    """Tell whether a worker of this very machine has ended; of others nothing is known."""
    host, pid, created = worker.rsplit("/", 2)
    if host != socket.gethostname():
        return False
    try:
        process = psutil.Process(int(pid))
        return str(process.create_time()) != created or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _solve(claim: Claim, folder: Path, should_stop: Callable[[], bool]) -> Outcome:
    file = folder / "problem.json"
    file.write_bytes(claim.problem)
    arguments = [str(value) for value in (file, claim.seconds, claim.workers, claim.seed)]
    child = subprocess.Popen(
        [sys.executable, "-m", "vikarsentral.plan.child", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert child.stdout is not None  # noqa: S101 - it is a pipe
    lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(child.stdout, lines), daemon=True).start()
    try:
        return _watch(claim, child.pid, lines, should_stop)
    finally:
        _kill(child)


def _read(told: IO[bytes], lines: queue.SimpleQueue[str | None]) -> None:
    for line in told:
        lines.put(line.decode())
    lines.put(None)


def _kill(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.communicate()


def _watch(
    claim: Claim,
    pid: int,
    lines: queue.SimpleQueue[str | None],
    should_stop: Callable[[], bool],
) -> Outcome:
    """Follow the child until it has a plan, dies, or must go; beat the row's heart meanwhile."""
    progress: dict[str, Any] = {}
    deadline = time.monotonic() + claim.seconds + GRACE_SECONDS
    beat_at = 0.0
    while time.monotonic() < deadline:
        if time.monotonic() >= beat_at:
            beat_at = time.monotonic() + BEAT_SECONDS
            if why := _beat(claim, pid, progress):
                return Outcome(None, why)
        if should_stop():
            return Outcome(None, WORKER_STOPS)
        try:
            line = lines.get(timeout=BEAT_SECONDS)
        except queue.Empty:
            continue
        if line is None:
            return Outcome(None, SOLVER_DIED)
        told = _told(line)
        if "plan" in told:
            return Outcome(told["plan"])
        progress = told.get("progress", progress)
    return Outcome(None, SOLVER_OVERRAN)


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
    asked: bool | None = session.execute(
        update(PlanRun)
        .where(
            PlanRun.id == claim.plan_run_id,
            PlanRun.attempts == claim.attempt,
            PlanRun.state == PlanState.RUNNING,
        )
        .values(heartbeat_at=func.clock_timestamp(), worker_pid=pid, progress=progress)
        .returning(PlanRun.is_cancel_asked)
    ).scalar_one_or_none()
    return asked


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
        _keep(row, outcome.plan)
    elif outcome.why == WORKER_STOPS:
        row.attempts -= 1  # stopped in good order: not this run's fault
        _put_back(session, row)
    elif outcome.why == SOLVER_DIED and row.attempts < MOST_ATTEMPTS:
        _put_back(session, row)
    else:
        _end(row, outcome.why)


def _keep(row: PlanRun, plan: dict[str, Any]) -> None:
    row.plan = plan
    row.objective, row.bound = plan["objective"], plan["bound"]
    row.gap, row.status = plan["gap"], plan["status"]
    row.progress = {**row.progress, "objective": row.objective, "bound": row.bound}
    row.state, row.finished_at = PlanState.DONE, clock.now()


def _put_back(session: Session, row: PlanRun) -> None:
    row.state, row.worker = PlanState.QUEUED, None
    jobs.enqueue(session, jobs.RUN_PLAN, plan_run_id=row.id)


def _end(row: PlanRun, why: str | None) -> None:
    row.state = PlanState.CANCELLED if why == CANCELLED else PlanState.FAILED
    row.fault = None if why == CANCELLED else why
    row.finished_at, row.worker_pid = clock.now(), None
