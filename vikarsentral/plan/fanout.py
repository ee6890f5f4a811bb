"""Parts of a plan run as rows: made when the whole is priced, waited for, and joined.

A run with parts waits with nobody at it and holds no worker. The last part to end puts its job
in again; should that be lost, the sweep does. Rows are locked part first, then whole.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from vikarsentral import jobs, settings
from vikarsentral.plan.before import Before
from vikarsentral.plan.tasks import PARTS_SHARE, joined
from vikarsentral.tables import PlanRun, PlanState

HEART_SECONDS = 20  # without a beat, after which a worker is not counted
LIVE = (PlanState.QUEUED, PlanState.RUNNING)
MOST_PARTS = 64
LEAST_SECONDS = 5  # for each part, should one worker take them all; shorter is not worth a cut


def parts_of(needs: int, size: int | None = None) -> int:
    """Return how many parts a problem is cut into.

    Args:
        needs: how many it has.
        size: needs in a part; None for the setting. 0: never cut.

    Returns:
        1 up to twice the size, where cutting gains nothing; at most 64.
    """
    wanted = settings.current().plan_part_needs if size is None else size
    if not wanted or needs <= 2 * wanted:
        return 1
    return min(MOST_PARTS, -(-needs // wanted))


def most_parts(seconds: int) -> int:
    """Return into how many parts a run may be cut so that each has time to look.

    Args:
        seconds: how long the whole may look.

    Returns:
        1 or more.
    """
    return max(1, int(PARTS_SHARE * seconds / LEAST_SECONDS))


def add_parts(session: Session, row: PlanRun, told: Mapping[str, Any]) -> None:
    """Store a run's parts with their jobs, and let the run wait for them.

    Args:
        session: an open session; the caller commits.
        row: the run, locked.
        told: `parts`, each with `problem` and `plan`; `certificate` and `plan` of the whole.
    """
    from vikarsentral.plan.store import version_of

    parts: Sequence[Mapping[str, Any]] = told["parts"]
    seconds = _seconds(session, row, len(parts))
    row.certificate = told["certificate"]
    row.worker, row.worker_pid, row.heartbeat_at = None, None, None
    row.progress = _progress(told["plan"], len(parts))
    for number, part in enumerate(parts, start=1):
        problem = part["problem"].encode()
        child = PlanRun(
            parent_id=row.id,
            part=number,
            state=PlanState.QUEUED,
            period_starts_at=row.period_starts_at,
            period_ends_at=row.period_ends_at,
            problem=problem,
            ground_version=version_of(problem),
            plan=part["plan"],
            seconds=seconds,
            workers=row.workers,
            seed=row.seed + number,
            rounds=row.rounds,
            requested_by=row.requested_by,
            requested_at=row.requested_at,
            progress={},
        )
        session.add(child)
        session.flush()
        jobs.enqueue(session, jobs.RUN_PLAN, plan_run_id=child.id)


def _seconds(session: Session, row: PlanRun, parts: int) -> int:
    """Return how long each part may look, so that all are through in their share of the time."""
    side_by_side = max(1, min(parts, workers_alive(session)))
    return max(1, int(PARTS_SHARE * row.seconds * side_by_side / parts))


def workers_alive(session: Session) -> int:
    """Return how many workers are at work: the job engine knows one taker of each per queue.

    Args:
        session: an open session.
    """
    found = session.scalar(
        text(
            "select count(*) from procrastinate_workers"
            " where last_heartbeat > now() - make_interval(secs => :seconds)"
        ),
        {"seconds": HEART_SECONDS},
    )
    return int(found or 0) // len(set(jobs.QUEUES.values()))


def _progress(plan: Mapping[str, Any], parts: int) -> dict[str, Any]:
    told = {name: plan[name] for name in ("objective", "bound", "gap")}
    return {**told, "phase": "parts", "parts": parts, "parts_done": 0}


def live_parts(session: Session, run_id: int) -> int:
    """Return how many parts of a run have not ended.

    Args:
        session: an open session.
        run_id: the run.
    """
    query = select(func.count()).where(PlanRun.parent_id == run_id, PlanRun.state.in_(LIVE))
    return session.scalar(query) or 0


def has_parts(session: Session, run_id: int) -> bool:
    """Tell whether a run has been cut.

    Args:
        session: an open session.
        run_id: the run.
    """
    query = select(PlanRun.id).where(PlanRun.parent_id == run_id).limit(1)
    return session.scalar(query) is not None


def is_asked_to_stop(session: Session, row: PlanRun) -> bool:
    """Tell whether a run, or the whole it is a part of, is asked to stop.

    Args:
        session: an open session.
        row: the run.
    """
    if row.is_cancel_asked or row.parent_id is None:
        return row.is_cancel_asked
    query = select(PlanRun.is_cancel_asked).where(PlanRun.id == row.parent_id)
    return bool(session.scalar(query))


def part_ended(session: Session, row: PlanRun) -> None:
    """Tell the whole that one of its parts has ended; the last one puts its job in again.

    Args:
        session: an open session; the caller commits.
        row: the part, locked, in its last state; a run that is no part is left alone.
    """
    if row.parent_id is None:
        return
    session.flush()
    whole = session.get_one(PlanRun, row.parent_id, with_for_update=True, populate_existing=True)
    left = live_parts(session, whole.id)
    parts = whole.progress.get("parts", 0)
    whole.progress = {**whole.progress, "parts_done": max(0, parts - left)}
    if not left and whole.state in LIVE:
        jobs.enqueue(session, jobs.RUN_PLAN, plan_run_id=whole.id)


def begin_of(session: Session, row: PlanRun) -> bytes:
    """Return what a part or a joined whole begins with, packed: a plan, and the whole's prices.

    Args:
        session: an open session.
        row: a part; or a whole whose parts have ended.
    """
    if row.parent_id is not None:
        prices = session.scalar(select(PlanRun.certificate).where(PlanRun.id == row.parent_id))
        plan = joined([row.plan] if row.plan else [])
    else:
        prices = row.certificate
        query = select(PlanRun.plan).where(PlanRun.parent_id == row.id).order_by(PlanRun.part)
        plan = joined(one for one in session.scalars(query) if one is not None)
    return Before(0, json.loads(row.problem), plan, prices, is_first=True).packed()
