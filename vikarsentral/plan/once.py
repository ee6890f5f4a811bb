"""Order a plan at most once: while one is being made for a period, asking again finds that one."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vikarsentral.access import Action, Actor, require
from vikarsentral.commitments.window import midnight
from vikarsentral.plan.problem import first_monday
from vikarsentral.plan.store import LIVE, RunOrder, request_run
from vikarsentral.tables import PlanRun

LOCK: Final = 0x766B_706C
"""Names the advisory lock that orders stand in line for."""


def order_once(session: Session, order: RunOrder, *, actor: Actor, now: datetime) -> int:
    """Order a plan, or find the one that is being made for the same start.

    Two orders in the same moment stand in line until the first is committed.

    Args:
        session: an open session; the caller commits.
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
    session.execute(select(func.pg_advisory_xact_lock(LOCK)))
    starts_at = midnight(order.first_on or first_monday(now))
    live = session.scalar(
        select(PlanRun.id)
        .where(PlanRun.state.in_(LIVE), PlanRun.period_starts_at == starts_at)
        .where(PlanRun.is_cancel_asked.is_(False), PlanRun.parent_id.is_(None))
        .order_by(PlanRun.id.desc())
        .limit(1)
    )
    return request_run(session, order, actor=actor, now=now) if live is None else live
