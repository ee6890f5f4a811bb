"""Plan runs as rows: ordered, followed, cancelled, looked at.

The run is ordered in one transaction with its job, and carries the problem it is made on.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from vikarsentral import audit, commitments, jobs
from vikarsentral.access import Action, Actor, require
from vikarsentral.commitments import Window
from vikarsentral.errors import BadInput, Conflict, Fault, NotFound
from vikarsentral.plan import fanout
from vikarsentral.plan.problem import build, first_monday
from vikarsentral.problemfile import problem_bytes
from vikarsentral.tables import PlanRun, PlanState

WEEKS = 4
MAX_WEEKS = 13
MAX_SECONDS = 3600
LIVE = (PlanState.QUEUED, PlanState.RUNNING)


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What is asked for.

    Attributes:
        first_on: the Monday the period starts on; None for the next one.
        weeks: 1 to 13.
        seconds: how long to look, 1 to 3600.
        workers: solver threads, 1 to 64.
        seed: for the solver.
    """

    first_on: date | None = None
    weeks: int = WEEKS
    seconds: int = 60
    workers: int = 2
    seed: int = 1


@dataclass(frozen=True, slots=True)
class RunView:
    """One plan run as pages and the API show it.

    Attributes:
        id: row id.
        state: where it stands.
        period_starts_at: UTC.
        period_ends_at: UTC.
        requested_by: who ordered it.
        requested_at: UTC.
        started_at: UTC, None before.
        finished_at: UTC, None before.
        published_at: UTC, None before.
        published_by: who published it.
        progress: what the solver last told.
        plan: the plan file as a document, None before it is done; a run stopped early may have
            one.
        before_id: the plan it is compared with and begins from, None without one.
        moves: what it moves against that plan (`plan.moves`), None without one.
        objective: øre.
        bound: proven lower bound, øre.
        gap: share of the objective; 0 when proven.
        status: `proven` or `best_in_time`.
        fault: why it failed.
        ground_version: what publication is bound to (If-Match).
        seconds: how long to look.
    """

    id: int
    state: PlanState
    period_starts_at: datetime
    period_ends_at: datetime
    requested_by: str
    requested_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    published_at: datetime | None
    published_by: str | None
    progress: dict[str, Any]
    plan: dict[str, Any] | None
    before_id: int | None
    moves: dict[str, Any] | None
    objective: int | None
    bound: int | None
    gap: float | None
    status: str | None
    fault: str | None
    ground_version: str
    seconds: int


def request_run(session: Session, order: RunOrder, *, actor: Actor, now: datetime) -> int:
    """Order a plan: store the problem as it is now, and put in the job that solves it.

    Args:
        session: an open session; the caller commits run and job together.
        order: what is asked for.
        actor: who orders.
        now: UTC.

    Returns:
        The run's id.

    Raises:
        BadInput: period, time or workers out of range; all faults at once.
        NotAllowed: the actor may not make plans.
    """
    require(actor, Action.RUN_PLAN)
    first_on = order.first_on or first_monday(now)
    if faults := _faults(order, first_on, now):
        raise BadInput(faults)
    window = commitments.window_of(first_on, order.weeks)
    problem = build(session, window, now=now)
    document = problem_bytes(problem)
    row = PlanRun(
        before_id=_before(session, window),
        parts=min(fanout.parts_of(len(problem["needs"])), fanout.most_parts(order.seconds)),
        state=PlanState.QUEUED,
        period_starts_at=window.starts_at,
        period_ends_at=window.ends_at,
        problem=document,
        ground_version=version_of(document),
        seconds=order.seconds,
        workers=order.workers,
        seed=order.seed,
        requested_by=actor.label,
        requested_at=now,
        progress={},
    )
    session.add(row)
    session.flush()
    jobs.enqueue(session, jobs.RUN_PLAN, plan_run_id=row.id)
    record(session, row.id, "plan.requested", actor, now, {"weeks": order.weeks})
    return row.id


def _before(session: Session, window: Window) -> int | None:
    """Return the plan to compare with: the last published for these weeks, else the last made."""
    starts_at, ends_at = window.starts_at, window.ends_at
    query = select(PlanRun.id).where(PlanRun.plan.is_not(None), PlanRun.parent_id.is_(None))
    query = query.limit(1)
    published = (
        query.where(PlanRun.state == PlanState.PUBLISHED)
        .where(PlanRun.period_starts_at < ends_at, PlanRun.period_ends_at > starts_at)
        .order_by(PlanRun.published_at.desc(), PlanRun.id.desc())
    )
    made = query.where(PlanRun.period_starts_at == starts_at).order_by(PlanRun.id.desc())
    found = session.scalar(published)
    return session.scalar(made) if found is None else found


def _faults(order: RunOrder, first_on: date, now: datetime) -> list[Fault]:
    faults = []
    if first_on.weekday() != 0:
        faults.append(Fault("first_on", f"{first_on} is not a Monday", "a Monday"))
    if not 1 <= order.weeks <= MAX_WEEKS:
        faults.append(Fault("weeks", f"{order.weeks} weeks", f"1 to {MAX_WEEKS}"))
    elif first_on.weekday() == 0 and commitments.window_of(first_on, order.weeks).ends_at <= now:
        faults.append(Fault("first_on", f"{first_on} is over", "a period to come"))
    if not 1 <= order.seconds <= MAX_SECONDS:
        faults.append(Fault("seconds", f"{order.seconds} seconds", f"1 to {MAX_SECONDS}"))
    if not 1 <= order.workers <= 64:
        faults.append(Fault("workers", f"{order.workers} workers", "1 to 64"))
    if not 0 <= order.seed < 2**31:
        faults.append(Fault("seed", f"{order.seed}", "0 to 2147483647"))
    return faults


def version_of(document: bytes) -> str:
    """Return the name of the ground a problem stands on: the sha256 of its bytes."""
    return hashlib.sha256(document).hexdigest()


def cancel_run(session: Session, *, run_id: int, actor: Actor, now: datetime) -> None:
    """Ask a run to stop; one that waits is stopped at once.

    Args:
        session: an open session; the caller commits.
        run_id: the run.
        actor: who asks.
        now: UTC.

    Raises:
        Conflict: `plan_finished`.
        NotAllowed: the actor may not make plans.
        NotFound: there is no such run.
    """
    require(actor, Action.RUN_PLAN)
    row = session.get(PlanRun, run_id, with_for_update=True)
    if row is None or row.parent_id is not None:
        raise NotFound("plan", run_id)
    if row.state not in LIVE:
        raise Conflict("plan_finished", {"plan": run_id, "state": row.state.value})
    row.is_cancel_asked = True
    if row.state is PlanState.QUEUED and not fanout.has_parts(session, run_id):
        row.state, row.finished_at = PlanState.CANCELLED, now
    record(session, run_id, "plan.cancelled", actor, now, {})


def run_view(session: Session, run_id: int) -> RunView:
    """Return one run.

    Args:
        session: an open session.
        run_id: the run.

    Raises:
        NotFound: there is no such run.
    """
    row = session.get(PlanRun, run_id, populate_existing=True)
    if row is None or row.parent_id is not None:
        raise NotFound("plan", run_id)
    return _view(row)


def runs(session: Session, *, limit: int = 20) -> list[RunView]:
    """Return the newest runs, without their problems.

    Args:
        session: an open session.
        limit: how many at most.
    """
    columns = [getattr(PlanRun, name) for name in RunView.__slots__]
    query = select(PlanRun).where(PlanRun.parent_id.is_(None)).options(load_only(*columns))
    query = query.order_by(PlanRun.id.desc())
    return [_view(row) for row in session.scalars(query.limit(limit))]


def problem_of(session: Session, run_id: int) -> bytes:
    """Return the problem file a run was made on.

    Args:
        session: an open session.
        run_id: the run.

    Raises:
        NotFound: there is no such run.
    """
    query = select(PlanRun.problem).where(PlanRun.id == run_id, PlanRun.parent_id.is_(None))
    problem = session.scalar(query)
    if problem is None:
        raise NotFound("plan", run_id)
    return problem


def _view(row: PlanRun) -> RunView:
    return RunView(**{name: getattr(row, name) for name in RunView.__slots__})


def record(
    session: Session,
    run_id: int,
    kind: str,
    actor: Actor,
    now: datetime,
    data: dict[str, Any],
) -> None:
    """Add a line about a plan run to the record."""
    audit.write(
        session, actor=actor.label, now=now, kind=kind, subject=("plan", run_id), data=data
    )
