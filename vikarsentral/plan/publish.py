"""Publish a plan: shifts, needs, proposals to the agency gate and messages, all or nothing.

A plan is published only on the ground it was made on, and only if it breaks no rule there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import need, notice
from vikarsentral.access import Action, Actor, require
from vikarsentral.clock import OSLO
from vikarsentral.commitments import Window, need_id, person_id
from vikarsentral.errors import Conflict, NotFound, Unlawful
from vikarsentral.plan.ground import moved
from vikarsentral.plan.problem import build
from vikarsentral.plan.store import record, version_of
from vikarsentral.problemfile import problem_bytes, read_problem
from vikarsentral.rules.check import check
from vikarsentral.rules.receipt import breach_receipt
from vikarsentral.tables import (
    OCCUPYING,
    AgencyOrder,
    AgencyStatus,
    Need,
    NeedStatus,
    Person,
    PlanRun,
    PlanState,
    Shift,
    ShiftStatus,
)

ENDED = (PlanState.DONE, PlanState.CANCELLED)  # a run stopped early may have a plan


@dataclass(frozen=True, slots=True)
class Published:
    """What publication changed, in numbers of needs."""

    given: int
    kept: int
    cancelled: int
    agency: int
    open: int


def publish(
    session: Session,
    *,
    run_id: int,
    ground_version: str | None,
    actor: Actor,
    now: datetime,
) -> Published:
    """Publish a finished plan into people's calendars, also the best one of a run stopped early.

    Args:
        session: an open session; the caller commits, or nothing has happened.
        run_id: the run.
        ground_version: what the one who publishes has seen (If-Match); None trusts the run.
        actor: who publishes.
        now: UTC.

    Returns:
        What changed.

    Raises:
        Conflict: `plan_not_done`; `ground_moved` with what moved since the plan was made;
            `person_busy` if somebody was booked in the very same moment.
        NotAllowed: the actor may not publish.
        NotFound: there is no such run.
        Unlawful: the plan breaks a rule; carries the receipts.

    Source: contract 5 (publish), design.md 2.8.
    """
    require(actor, Action.PUBLISH_PLAN)
    row = session.get(PlanRun, run_id, with_for_update=True)
    if row is None or row.parent_id is not None:
        raise NotFound("plan", run_id)
    if row.state not in ENDED or row.plan is None:
        raise Conflict("plan_not_done", {"plan": run_id, "state": row.state.value})
    _stand_on_same_ground(session, row, ground_version, now)
    _refuse_unlawful(row)
    done = _write(session, row, row.plan, actor, now)
    row.state, row.published_at, row.published_by = PlanState.PUBLISHED, now, actor.label
    facts = {"given": done.given, "cancelled": done.cancelled, "agency": done.agency}
    record(session, run_id, "plan.published", actor, now, facts)
    session.flush()
    return done


def _stand_on_same_ground(
    session: Session, row: PlanRun, ground_version: str | None, now: datetime
) -> None:
    if ground_version is not None and ground_version != row.ground_version:
        raise Conflict("ground_moved", {"moved": [{"kind": "plan", "id": str(row.id)}]})
    window = Window(
        row.period_starts_at.astimezone(OSLO).date(), row.period_ends_at.astimezone(OSLO).date()
    )
    document = build(session, window, now=now)
    if version_of(problem_bytes(document)) != row.ground_version:
        raise Conflict("ground_moved", {"moved": moved(row.problem, document)})


def _refuse_unlawful(row: PlanRun) -> None:
    verdict = check(read_problem(row.problem), row.plan or {})
    if verdict.breaches:
        raise Unlawful([breach_receipt(breach).document() for breach in verdict.breaches])


@dataclass(frozen=True, slots=True)
class _Changes:
    """What a plan changes against the roster, by row ids."""

    given: list[need.Assignment]
    kept: int
    cancelled: list[int]
    agency: list[int]
    open: list[int]


def _write(
    session: Session, row: PlanRun, plan: Mapping[str, Any], actor: Actor, now: datetime
) -> Published:
    changes = _changes(session, plan)
    gone = need.release(session, changes.cancelled, actor=actor, now=now, tell=False)
    given = need.assign(
        session, changes.given, status=ShiftStatus.PLANNED, actor=actor, now=now, tell=False
    )
    _propose(session, changes.agency, row.id, now)
    _reopen(session, changes.open)
    _tell(session, row.id, given, gone, now)
    return Published(len(given), changes.kept, len(gone), len(changes.agency), len(changes.open))


def _changes(session: Session, plan: Mapping[str, Any]) -> _Changes:
    wanted = {need_id(each["need"]): person_id(each["person"]) for each in plan["assignments"]}
    agency = [need_id(ref) for ref in plan["agency"]]
    left = [need_id(ref) for ref in plan["open"]]
    held = dict(
        session.execute(
            select(Shift.need_id, Shift.person_id).where(
                Shift.need_id.in_([*wanted, *agency, *left]), Shift.status.in_(OCCUPYING)
            )
        ).all()
    )
    return _Changes(
        given=[
            need.Assignment(row_id, person)
            for row_id, person in wanted.items()
            if held.get(row_id) != person
        ],
        kept=sum(held.get(row_id) == person for row_id, person in wanted.items()),
        cancelled=[
            row_id
            for row_id, person in held.items()
            if row_id is not None and wanted.get(row_id) != person
        ],
        agency=agency,
        open=left,
    )


def _propose(session: Session, need_ids: list[int], run_id: int, now: datetime) -> None:
    """Propose needs to the agency gate; a plan never orders."""
    live = set(
        session.scalars(
            select(AgencyOrder.need_id)
            .where(AgencyOrder.need_id.in_(need_ids))
            .where(AgencyOrder.status != AgencyStatus.DECLINED)
        )
    )
    query = select(Need).where(Need.id.in_(need_ids)).order_by(Need.id)
    for row in session.scalars(query):
        row.status = NeedStatus.AGENCY
        if row.id not in live:
            session.add(
                AgencyOrder(
                    need_id=row.id,
                    status=AgencyStatus.PROPOSED,
                    ore_per_hour=row.agency_ore_per_hour or 0,
                    minutes=int((row.ends_at - row.starts_at).total_seconds()) // 60,
                    plan_run_id=run_id,
                    proposed_at=now,
                )
            )
    session.flush()


def _reopen(session: Session, need_ids: list[int]) -> None:
    query = select(Need).where(Need.id.in_(need_ids), Need.status != NeedStatus.OPEN)
    rows = list(session.scalars(query.order_by(Need.id)))
    need.decline_orders(session, [row.id for row in rows])
    for row in rows:
        row.status = NeedStatus.OPEN
    session.flush()


def _tell(
    session: Session, run_id: int, given: list[Shift], gone: list[Shift], now: datetime
) -> None:
    """Tell each person once, however many shifts the plan changes for them."""
    more = Counter(shift.person_id for shift in given)
    less = Counter(shift.person_id for shift in gone)
    ids = sorted(more.keys() | less.keys())
    for person in session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id)):
        notice.write(
            session,
            person=person,
            kind="plan_published",
            key=f"plan_published:{run_id}:{person.id}",
            body=notice.text(
                "plan_published",
                person.language,
                given=more[person.id],
                cancelled=less[person.id],
            ),
            now=now,
        )
    if ids:
        notice.send_soon(session)
