"""Who is at a plan run: claims with a number, a name and a beating heart.

`attempts` is the claim's number: who holds an older one may write nothing more. `heartbeat_at`
is the database's own clock, never the test's. A claim without a heartbeat for `LEASE_SECONDS`,
or of a process of this machine that is gone, is nobody's.
"""

from __future__ import annotations

import json
import os
import socket
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vikarsentral.plan import fanout
from vikarsentral.plan.before import Before
from vikarsentral.plan.tasks import JOIN, JOIN_SHARE, PART, SPLIT, WHOLE
from vikarsentral.tables import PlanRun, PlanState

LEASE_SECONDS = 15
MOST_ATTEMPTS = 4
MOST_JOINS = 3  # more tries to put parts together, with no search after it
_STATE, _STARTED = 0, 19
_ENDED = "ZX"

SOLVER_DIED: Final = "solver_died"
PROBLEM_REFUSED: Final = "problem_refused"
SOLVER_OVERRAN: Final = "solver_overran"
CLAIM_LOST: Final = "claim_lost"
WORKER_STOPS: Final = "worker_stops"
CANCELLED: Final = "cancelled"


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
        before: the plan before it, packed (`plan.before`); empty for none.
        task: what to do with it: `WHOLE`, `SPLIT`, `PART` or `JOIN` (`plan.fanout`).
        parts: how many parts to cut it into, 1 or more.
        rounds: of improvement; None: by the clock.
        begin: what a part or a join begins with, packed; empty for none.
        is_stopped: whether somebody has asked for an end already: what there is is joined.
    """

    plan_run_id: int
    attempt: int
    problem: bytes
    seconds: int
    workers: int
    seed: int
    before: bytes = b""
    task: str = WHOLE
    parts: int = 1
    rounds: int | None = None
    begin: bytes = b""
    is_stopped: bool = False


def claim(session: Session, *, plan_run_id: int, worker: str, now: datetime) -> Claim | None:
    """Take the right to a plan run that waits, or that nobody is at any more.

    Args:
        session: the caller's session.
        plan_run_id: the row.
        worker: who takes it, from `who_am_i`.
        now: UTC.

    Returns:
        The claim; None when the run is finished, cancelled, another's, or not there, or when
        it waits for its parts.
    """
    row = session.get(PlanRun, plan_run_id, with_for_update=True)
    if row is None or row.state not in (PlanState.QUEUED, PlanState.RUNNING):
        return None
    if row.state is PlanState.RUNNING and not is_abandoned(session, row):
        return None
    task = _task(session, row)
    if task == JOIN and fanout.live_parts(session, row.id):
        return None
    is_stopped = fanout.is_asked_to_stop(session, row)
    most = MOST_ATTEMPTS if task != JOIN else MOST_ATTEMPTS + MOST_JOINS
    if row.attempts >= most or (is_stopped and task != JOIN):
        end(row, CANCELLED if is_stopped else SOLVER_DIED, now=now)
        fanout.part_ended(session, row)
        return None
    row.state, row.attempts, row.worker = PlanState.RUNNING, row.attempts + 1, worker
    row.heartbeat_at, row.worker_pid = func.clock_timestamp(), None
    if task != JOIN:
        row.started_at, row.progress = now, {}
    return _claim(session, row, task)


def _task(session: Session, row: PlanRun) -> str:
    """Tell what is to be done with a run."""
    if row.part is not None:
        return PART
    if fanout.has_parts(session, row.id):
        return JOIN
    return SPLIT if row.parts > 1 else WHOLE


def _claim(session: Session, row: PlanRun, task: str) -> Claim:
    """Return the claim; a join gets a share of the time, none where stopped or died often."""
    seconds = row.seconds
    if task == JOIN:
        at_once = row.is_cancel_asked or row.attempts > MOST_ATTEMPTS
        seconds = 0 if at_once else max(1, int(JOIN_SHARE * seconds))
    return Claim(
        plan_run_id=row.id,
        attempt=row.attempts,
        problem=row.problem,
        seconds=seconds,
        workers=row.workers,
        seed=row.seed,
        before=_before(session, row),
        task=task,
        parts=row.parts,
        rounds=row.rounds,
        begin=fanout.begin_of(session, row) if task in (PART, JOIN) else b"",
        is_stopped=task == JOIN and row.is_cancel_asked,
    )


def _before(session: Session, row: PlanRun) -> bytes:
    """Return the plan before a run, packed; empty where there is none."""
    found = None if row.before_id is None else session.get(PlanRun, row.before_id)
    if found is None or found.plan is None:
        return b""
    return Before(found.id, json.loads(found.problem), found.plan, found.certificate).packed()


def end(row: PlanRun, why: str | None, *, now: datetime) -> None:
    """Close a run that gave no plan.

    Args:
        row: the run.
        why: one of the words above.
        now: UTC.
    """
    row.state = PlanState.CANCELLED if why == CANCELLED else PlanState.FAILED
    row.fault = None if why == CANCELLED else why
    row.finished_at, row.worker_pid = now, None


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
    pid = os.getpid()
    return f"{socket.gethostname()}/{pid}/{_stat(pid)[_STARTED]}"


def _is_gone(worker: str) -> bool:
    """Tell whether a worker of this very machine has ended; of others nothing is known."""
    host, _, process_name = worker.partition("/")
    pid, _, created = process_name.partition("/")
    if host != socket.gethostname() or not pid.isdigit():
        return False
    try:
        told = _stat(int(pid))
    except OSError:
        return True
    return told[_STARTED] != created or told[_STATE] in _ENDED


def _stat(pid: int) -> list[str]:
    """Return what the kernel tells of a process after its name.

    The start is told in ticks since the kernel's own: no clock that is set moves it.

    Raises:
        OSError: there is no such process.

    Source: proc_pid_stat(5), fields 3 and on.
    """
    told = Path(f"/proc/{pid}/stat").read_bytes().decode("ascii", errors="replace")
    return told.rpartition(")")[2].split()
