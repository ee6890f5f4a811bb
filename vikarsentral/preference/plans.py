"""Read a published plan again: did an hourly person get what a part-timer could have had?

The problem and the plan are stored with the run, so the question can be asked of the very
ground the plan was made on, by the rules and not by the solver.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, cast, select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.clock import OSLO
from vikarsentral.commitments import need_id, person_id
from vikarsentral.errors import NotFound
from vikarsentral.preference.area import area_on
from vikarsentral.preference.people import part_timers
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.facts import Need, Person, Problem
from vikarsentral.rules.person import person_breaches, static_refusals
from vikarsentral.tables import Event, PlanRun
from vikarsentral.tables import Need as NeedRow

PLAN_CHECKED = "preference.plan_checked"


def unchecked_plans(session: Session) -> list[int]:
    """Return the published plans that nobody has read again yet, by id.

    Args:
        session: an open session.
    """
    done = select(cast(Event.subject_id, Integer)).where(Event.kind == PLAN_CHECKED)
    query = select(PlanRun.id).where(PlanRun.published_at.is_not(None), PlanRun.id.not_in(done))
    return list(session.scalars(query.order_by(PlanRun.id)))


def check_plan(session: Session, run_id: int, *, now: datetime) -> int:
    """Read a published plan again and write down every need where a part-timer was passed over.

    Args:
        session: an open session; the caller commits.
        run_id: the run.
        now: UTC.

    Returns:
        How many needs.

    Raises:
        NotFound: there is no such published run.

    Source: AML § 14-3.
    """
    row = session.get(PlanRun, run_id, with_for_update=True)
    if row is None or row.published_at is None or row.plan is None:
        raise NotFound("plan", run_id)
    problem = read_problem(row.problem)
    hired = [
        (problem.needs[each["need"]], each["person"])
        for each in row.plan["assignments"]
        if problem.people[each["person"]].kind == "hourly"
    ]
    inside = {need.id: _inside(session, need_id(need.id)) for need, _ in hired}
    passed = list(_passed_over(problem, row.plan, inside))
    audit.write(
        session,
        actor="preference",
        now=now,
        kind=PLAN_CHECKED,
        subject=("plan", run_id),
        data={"hires": len(hired), "passed_over": passed, "inside": _told(problem, inside)},
    )
    return len(passed)


def _told(problem: Problem, inside: Mapping[str, frozenset[int]]) -> list[dict[str, list[int]]]:
    """Return the needs given to hourly people with the area's part-timers, as kept in the record.

    Needs whose part-timers are the same stand together: mostly it is one list for a whole plan.
    """
    everyone = problem.people.values()
    asked = frozenset(person_id(one.id) for one in everyone if one.kind == "part_time")
    needs: dict[frozenset[int], list[int]] = defaultdict(list)
    for ref, people in inside.items():
        needs[people & asked].append(need_id(ref))
    return [{"needs": some, "people": sorted(people)} for people, some in needs.items()]


def _passed_over(
    problem: Problem, plan: Mapping[str, Any], inside: Mapping[str, frozenset[int]]
) -> Iterable[dict[str, Any]]:
    given: dict[str, list[Need]] = defaultdict(list)
    for each in plan["assignments"]:
        given[each["person"]].append(problem.needs[each["need"]])
    willing = [
        person
        for person in problem.people.values()
        if person.kind == "part_time" and person.accepts.merarbeid_minutes_week > 0
    ]
    for ref, near in inside.items():
        people = [
            person_id(person.id)
            for person in willing
            if person_id(person.id) in near and _could(problem, person, given, problem.needs[ref])
        ]
        if people:
            yield {"need": need_id(ref), "people": people}


def _inside(session: Session, row_id: int) -> frozenset[int]:
    """Return the part-timers of the area of a need, whatever they say yes to today."""
    need = session.get_one(NeedRow, row_id)
    on = need.starts_at.astimezone(OSLO).date()
    scope = area_on(session, on).scope
    return frozenset(part_timers(session, need.unit_id, scope, on, least_minutes=0))


def _could(problem: Problem, person: Person, given: Mapping[str, list[Need]], need: Need) -> bool:
    if static_refusals(problem, person, need):
        return False
    held = [one.stretch for one in given.get(person.id, ())]
    return not person_breaches(problem, person, [*held, need.stretch])
