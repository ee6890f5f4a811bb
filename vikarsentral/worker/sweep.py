"""Start again what a killed worker left, from the job engine's rows and from our own.

The sweep is no job and holds no lock, so nothing of it can be left behind. Two workers that
sweep at once do no harm: a job that comes twice finds its row taken.
"""

from __future__ import annotations

from procrastinate import App
from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from vikarsentral import db, jobs
from vikarsentral.plan import fanout
from vikarsentral.plan.claims import is_abandoned
from vikarsentral.tables import PlanRun, PlanState

HEART_STOPPED_SECONDS = 20


async def sweep_jobs(app: App) -> int:
    """Give back jobs whose worker's heart has stopped.

    Args:
        app: the open job engine.

    Returns:
        How many were given back.
    """
    manager = app.job_manager
    stalled = await manager.get_stalled_jobs(seconds_since_heartbeat=HEART_STOPPED_SECONDS)
    given_back = 0
    for job in stalled:
        await manager.retry_job(job)
        given_back += 1
    return given_back


def sweep_rows() -> int:
    """Put in jobs for plan runs that wait or are said to be running while nobody is at them.

    Returns:
        How many were put in.

    Raises:
        ComponentMissing: the database is away.
    """
    return db.transaction(_sweep_runs)


def _sweep_runs(session: Session) -> int:
    unfinished = session.scalars(
        select(PlanRun)
        .options(defer(PlanRun.problem), defer(PlanRun.plan), defer(PlanRun.certificate))
        .where(PlanRun.state.in_((PlanState.QUEUED, PlanState.RUNNING)))
        .order_by(PlanRun.id)
        .with_for_update(skip_locked=True)
    ).all()
    put_in = 0
    for row in unfinished:
        if row.state is PlanState.RUNNING and not is_abandoned(session, row):
            continue
        if row.parent_id is None and fanout.live_parts(session, row.id):
            continue
        if row.state is PlanState.QUEUED and jobs.is_waiting(
            session, jobs.RUN_PLAN, plan_run_id=row.id
        ):
            continue
        # The job of an abandoned run may still say "doing": its worker is dead, this one is not.
        row.state, row.worker = PlanState.QUEUED, None
        jobs.enqueue(session, jobs.RUN_PLAN, plan_run_id=row.id)
        put_in += 1
    return put_in
