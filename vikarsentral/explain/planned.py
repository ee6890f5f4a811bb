"""Reasons of a published plan, kept need by need: who has it, who came before, who came near.

The ground a plan was made on is stored with its run and never changes, so the reasons are read
from it after publication, some needs at a time. Only the chosen one's receipt is put in words;
the others are kept as rules and sums.

Source: contract 4; AML § 14-3 (that the order was kept can be shown afterwards).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Integer, cast, select
from sqlalchemy.orm import Session, load_only

from vikarsentral import audit
from vikarsentral.access import system
from vikarsentral.commitments import need_id, person_id
from vikarsentral.errors import NotFound
from vikarsentral.explain import kept
from vikarsentral.explain.names import names
from vikarsentral.explain.receipts import plan_receipts
from vikarsentral.plan.store import RunView, run_view
from vikarsentral.tables import Decision, DecisionAct, Event, Need, PlanRun

PLAN_KEPT = "decision.plan_kept"
WHO = "explain"
AT_ONCE = 100
"""How many needs are kept in one transaction."""


def unkept_plans(session: Session) -> list[int]:
    """Return the published plans whose reasons are not all kept, by id.

    Args:
        session: an open session.
    """
    done = select(cast(Event.subject_id, Integer)).where(Event.kind == PLAN_KEPT)
    query = select(PlanRun.id).where(PlanRun.published_at.is_not(None), PlanRun.id.not_in(done))
    return list(session.scalars(query.order_by(PlanRun.id)))


def keep_plan(session: Session, run_id: int, *, now: datetime, at_once: int = AT_ONCE) -> bool:
    """Keep the reasons of some needs of a published plan, those that none are kept of.

    Args:
        session: an open session; the caller commits.
        run_id: the run.
        now: UTC.
        at_once: how many needs at most.

    Returns:
        Whether reasons of all needs are kept now.

    Raises:
        NotFound: the published run has no plan.

    Source: contract 4.
    """
    session.get(PlanRun, run_id, with_for_update=True, options=[load_only(PlanRun.id)])
    if run_id not in unkept_plans(session):  # another worker was at it, and is done
        return True
    run = run_view(session, run_id)
    every = _needs(run)
    left = _left(session, run_id, every)
    _keep_some(session, run, every, left[:at_once])
    if len(left) > at_once:
        return False
    facts: dict[str, object] = {"needs": len(every)}
    audit.write(session, actor=WHO, now=now, kind=PLAN_KEPT, subject=("plan", run_id), data=facts)
    return True


def _needs(run: RunView) -> dict[int, int | None]:
    """Return who has each need of a published plan; None for an agency's and open ones."""
    if run.plan is None or run.published_at is None:
        raise NotFound("plan", run.id)
    left = (need_id(ref) for ref in (*run.plan["agency"], *run.plan["open"]))
    given = {need_id(one["need"]): person_id(one["person"]) for one in run.plan["assignments"]}
    return {**dict.fromkeys(left), **given}


def _left(session: Session, run_id: int, every: Collection[int]) -> list[int]:
    """Return the needs of a plan that no reasons are kept of, and that are still there."""
    query = select(Decision.need_id).where(
        Decision.act == DecisionAct.PLAN, Decision.reference_id == run_id
    )
    done = set(session.scalars(query))
    known = set(session.scalars(select(Need.id).where(Need.id.in_(every))))
    return sorted(known - done)


def _keep_some(
    session: Session, run: RunView, every: Mapping[int, int | None], some: Sequence[int]
) -> None:
    known, actor = names(session), system(run.published_by or WHO)
    for one in some:
        who = every[one]
        chosen = () if who is None else (who,)
        told = plan_receipts(session, run, one, known)
        kept.keep(
            session,
            kept.Weighed(one, replace(told, asked=told.asked.able()), chosen),
            act=DecisionAct.PLAN,
            reference_id=run.id,
            actor=actor,
            now=run.published_at or run.requested_at,
            is_short=True,
        )
