"""Walk the whole log: has anyone been hired while a part-timer's turn had not come?

Every approved order from an agency and every need given to an hourly person must have a line in
the record that says whose turn came first. The line is not believed: it is held against the
offers themselves, and against the reasons kept with the act where there are any.

Source: AML § 14-3; law.md 9.1 (11).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.preference.people import Hourly, hourly_then
from vikarsentral.preference.plans import PLAN_CHECKED
from vikarsentral.preference.reasons import Reasons
from vikarsentral.preference.states import States
from vikarsentral.preference.turn import CHECKED, answered_before
from vikarsentral.preference.waves import Wave, ranked_late, waves
from vikarsentral.tables import (
    AgencyOrder,
    AgencyStatus,
    Event,
    Offer,
    OfferAnswer,
    PlanRun,
    Post,
    PostKind,
    Shift,
    ShiftKind,
    ShiftStatus,
)

APPROVED = "agency.approved"
TOUCHING = (ShiftStatus.CONFIRMED, ShiftStatus.WORKED)


class Breach(StrEnum):
    """Name what may be wrong with one order, booking or wave."""

    NOT_SHOWN = "not_shown"
    PASSED_OVER = "passed_over"
    NOT_BORNE_OUT = "not_borne_out"
    RANKED_AFTER = "ranked_after"
    UNTOLD = "untold"


class Origin(StrEnum):
    """Name what was done: hire from an agency, a temporary hire, a wave of asking, a plan."""

    AGENCY = "agency"
    HOURLY = "hourly"
    OFFER = "offer"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Violation:
    """One place in the log where the order was not kept, or is not shown to be.

    Attributes:
        breach: what is wrong.
        origin: what was done.
        origin_id: id of the order, shift, offer or plan run.
        need_id: for which need; 0 for a whole plan.
        at: UTC; when it was done.
        people: how many part-timers it concerns; 0 where nothing is shown.
        reason: why they were gone past, where a leader said so; empty where none is told.
    """

    breach: Breach
    origin: Origin
    origin_id: int
    need_id: int
    at: datetime
    people: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Walked:
    """What a walk over the whole log found.

    Attributes:
        orders: how many approved orders were looked at.
        hires: how many needs given to hourly people.
        offers: how many waves of asking.
        plans: how many published plans.
        violations: every violation, the newest first.
    """

    orders: int
    hires: int
    offers: int
    plans: int
    violations: tuple[Violation, ...]


def walk(session: Session) -> Walked:
    """Look at every order, temporary hire, wave and plan; a fixed number of queries.

    Args:
        session: an open session.

    Returns:
        What was looked at, and every violation.

    Source: AML § 14-3.
    """
    answers, reasons = _answers(session), Reasons(session)
    orders = _orders(session)
    runs = _runs(session)
    sent = waves(session)
    lines, hourly = _lines(session), hourly_then(session)
    states = States(session)
    hires = _hires(session, {run.at for run in runs}, lines[CHECKED], hourly)
    found = [
        *_judged(Origin.AGENCY, orders, lines[APPROVED], answers, (reasons, states)),
        *_judged(Origin.HOURLY, hires, lines[CHECKED], answers, (reasons, states)),
        *_ranked(session, sent, hourly),
        *_planned(session, runs, reasons),
    ]
    found.sort(key=lambda one: (one.at, one.origin, one.origin_id), reverse=True)
    return Walked(len(orders), len(hires), len(sent), len(runs), tuple(found))


@dataclass(frozen=True, slots=True)
class _Done:
    """One thing done about a need: its id, when, and what its line in the record holds."""

    id: int
    need_id: int
    at: datetime
    key: object


def _orders(session: Session) -> list[_Done]:
    query = select(AgencyOrder).where(AgencyOrder.status == AgencyStatus.APPROVED)
    return [
        _Done(row.id, row.need_id, row.approved_at or row.proposed_at, row.id)
        for row in session.scalars(query.order_by(AgencyOrder.id))
    ]


def _runs(session: Session) -> list[_Done]:
    query = select(PlanRun.id, PlanRun.published_at).where(PlanRun.published_at.is_not(None))
    rows = session.execute(query.order_by(PlanRun.id))
    return [_Done(row_id, 0, at, row_id) for row_id, at in rows if at is not None]


def _planned(session: Session, runs: Iterable[_Done], reasons: Reasons) -> Iterable[Violation]:
    """Judge each published plan by what was found when its stored ground was read again.

    The line in the record is held against the reasons kept of each need of the plan.
    """
    query = select(Event.subject_id, Event.data).where(Event.kind == PLAN_CHECKED)
    told = {int(run): data for run, data in session.execute(query)}
    kept = reasons.of_plans(told.values())
    for run in runs:
        if run.id not in told:
            yield Violation(Breach.NOT_SHOWN, Origin.PLAN, run.id, 0, run.at, 0)
            continue
        for each in told[run.id]["passed_over"]:
            people = len(each["people"])
            need = int(each["need"])
            yield Violation(Breach.PASSED_OVER, Origin.PLAN, run.id, need, run.at, people)
        for need, silent in reasons.untold_of_plan(kept.get(run.id, {}), told[run.id]).items():
            yield Violation(Breach.UNTOLD, Origin.PLAN, run.id, need, run.at, len(silent))


def _hires(
    session: Session, published: Collection[datetime], told: Collection[object], hourly: Hourly
) -> list[_Done]:
    """Return the needs given to hourly people one by one; a plan's are judged with the plan."""
    query = (
        select(Shift.id, Shift.need_id, Shift.person_id, Shift.created_at, Shift.starts_at)
        .where(Shift.kind == ShiftKind.COVER, Shift.status.in_(TOUCHING))
        .where(Shift.person_id.in_(select(Post.person_id).where(Post.kind == PostKind.HOURLY)))
        .order_by(Shift.id)
    )
    return [
        _Done(row_id, need_id or 0, at, person)
        for row_id, need_id, person, at, starts in session.execute(query)
        if at not in published
        and ((need_id, person) in told or hourly(person, starts.astimezone(OSLO).date()))
    ]


def _lines(session: Session) -> dict[str, dict[tuple[int, object], Mapping[str, Any]]]:
    """Return what the record says about whose turn it was, by kind, need and key."""
    found: dict[str, dict[tuple[int, object], Mapping[str, Any]]] = defaultdict(dict)
    query = select(Event).where(Event.kind.in_((APPROVED, CHECKED))).order_by(Event.id)
    for event in session.scalars(query):
        is_order = event.kind == APPROVED
        told = event.data.get("preference") if is_order else event.data
        key = event.data.get("order") if is_order else event.data.get("person")
        if told is not None:
            found[event.kind][int(event.subject_id), key] = told
    return found


Answers = Mapping[int, list[tuple[OfferAnswer, Offer]]]


def _answers(session: Session) -> Answers:
    found: dict[int, list[tuple[OfferAnswer, Offer]]] = defaultdict(list)
    query = select(OfferAnswer, Offer).join(Offer, Offer.id == OfferAnswer.offer_id)
    for answer, offer in session.execute(query):
        found[offer.need_id].append((answer, offer))
    return found


def _judged(
    origin: Origin,
    done: Iterable[_Done],
    lines: Mapping[tuple[int, object], Mapping[str, Any]],
    answers: Answers,
    kept: tuple[Reasons, States],
) -> Iterable[Violation]:
    reasons, states = kept
    for one in done:
        line = lines.get((one.need_id, one.key))
        told = None if line is None else states.whole(line)
        if told is None:
            yield Violation(Breach.NOT_SHOWN, origin, one.id, one.need_id, one.at, 0)
            continue
        if passed := told.get("passed_over"):
            reason = str(told.get("reason", ""))
            yield replace(_violation(Breach.PASSED_OVER, origin, one, len(passed)), reason=reason)
        over = answered_before(answers.get(one.need_id, ()), one.at)
        if missing := set(told.get("had_turn", ())) - over:
            yield _violation(Breach.NOT_BORNE_OUT, origin, one, len(missing))
        if silent := reasons.untold(origin.value, one.id, one.need_id, told):
            yield _violation(Breach.UNTOLD, origin, one, len(silent))


def _violation(breach: Breach, origin: Origin, one: _Done, people: int) -> Violation:
    return Violation(breach, origin, one.id, one.need_id, one.at, people)


def _ranked(session: Session, sent: Iterable[Wave], hourly: Hourly) -> Iterable[Violation]:
    """Tell of waves in which a part-timer of the area is asked after an hourly person."""
    for wave, late in ranked_late(session, sent, hourly):
        which = (wave.offer_id, wave.need.id, wave.at)
        yield Violation(Breach.RANKED_AFTER, Origin.OFFER, *which, late)
