"""Hvorfor ikke jeg? For an employee: the reason, and the nearest change that would have helped.

A shift of a published plan is answered on the ground of that plan, which never changes; one that
was given outside plans, or given anew since, as things stand now.

Everything told is about the one who asks. Nothing of a colleague is told: no name, no hours, no
price. That somebody else had the smaller sum is told only where the sums say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.commitments import need_id, need_ref, person_ref
from vikarsentral.errors import NotFound
from vikarsentral.explain.case import Case, Change
from vikarsentral.explain.flip import flip
from vikarsentral.explain.grounds import Ground, plan_on_ground
from vikarsentral.explain.live import case_of
from vikarsentral.explain.own_filled import (
    Filled,
    Question,
    Way,
    filled,
    filled_near,
    question_to,
    way_of,
)
from vikarsentral.explain.standing import Verdict, stand
from vikarsentral.plan.problem import build_for_need, facts
from vikarsentral.rules.facts import Need, Problem
from vikarsentral.rules.options import Option
from vikarsentral.rules.oslo import local_datetime
from vikarsentral.tables import PersonCompetence, PersonSector, PlanRun, PlanState, Unit

PLANS = 4
"""How many of the newest published plans are looked through."""


@dataclass(frozen=True, slots=True)
class NearShift:
    """One need that somebody or nobody has, and that a person could have been near.

    Attributes:
        need_id: row id.
        unit: the unit's name.
        starts_at: UTC.
        ends_at: UTC.
        is_left: nobody of the municipality's own has it in the plan.
    """

    need_id: int
    unit: str
    starts_at: datetime
    ends_at: datetime
    is_left: bool


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """Why a person does not have one need, told of that person alone.

    Attributes:
        shift: which need.
        published_at: when the plan was published, or the need given outside plans, UTC.
        verdict: why not.
        option: what the rules answered about the person; None where nobody asked them.
        changes: the nearest changes that would have made it lawful, or the smaller sum; each
            needed, tried on a copy; empty where none was found.
        is_enough: whether with the changes the plan's whole sum would have been lower; None
            where that was not asked.
        further: where the changes are not enough, what of one's own would also have turned the
            sum; empty where nothing was found.
        way: how the need was given outside plans; None where the plan gave it.
        question: what became of the question to the person, where it was given outside plans.
    """

    shift: NearShift
    published_at: datetime
    verdict: Verdict
    option: Option | None = None
    changes: tuple[Change, ...] = ()
    is_enough: bool | None = None
    further: tuple[Change, ...] = ()
    way: Way | None = None
    question: Question = Question.NONE


@dataclass(frozen=True, slots=True)
class _Plan:
    """Hold a published plan on its ground, with the names of units."""

    ground: Ground
    published_at: datetime
    units: Mapping[str, str]

    @property
    def problem(self) -> Problem:
        """Return the facts the plan was made on."""
        return self.ground.problem

    @property
    def given(self) -> Mapping[str, str]:
        """Return who has each need."""
        return self.ground.given

    def case(self, ref: str) -> Case:
        """Return one need with what everyone holds."""
        return Case(self.problem, self.problem.needs[ref], self.ground.held)

    def shift(self, ref: str) -> NearShift:
        """Return one need without anybody's name."""
        need = self.problem.needs[ref]
        return NearShift(
            need_id=need_id(ref),
            unit=self.units.get(need.unit, need.unit),
            starts_at=local_datetime(need.start),
            ends_at=local_datetime(need.end),
            is_left=ref not in self.given,
        )


def near_shifts(session: Session, person_id: int, *, now: datetime) -> list[NearShift]:
    """Return the coming needs of published plans, and those given outside them, that fit a person.

    Args:
        session: an open session.
        person_id: who asks.
        now: UTC.

    Returns:
        Those of the person's sectors and competence in the order of time; none that they have.
    """
    sectors = set(
        session.scalars(
            select(PersonSector.sector_code).where(PersonSector.person_id == person_id)
        )
    )
    competences = set(
        session.scalars(
            select(PersonCompetence.competence_code).where(PersonCompetence.person_id == person_id)
        )
    )
    who, found = person_ref(person_id), dict[int, NearShift]()
    for plan in _published(session, now):
        for ref, need in plan.problem.needs.items():
            sector = plan.problem.units[need.unit].sector
            is_fit = sector in sectors and competences.issuperset(need.requires)
            if is_fit and plan.given.get(ref) != who and not _has_begun(need, now):
                found.setdefault(need_id(ref), plan.shift(ref))
    for one in filled_near(session, sectors, competences, now=now):
        if one.person_id == person_id:
            found.pop(one.need_id, None)
        else:
            found[one.need_id] = _near(one)
    return sorted(found.values(), key=lambda one: (one.starts_at, one.unit, one.need_id))


def _near(one: Filled) -> NearShift:
    return NearShift(one.need_id, one.unit, one.starts_at, one.ends_at, is_left=False)


def _has_begun(need: Need, now: datetime) -> bool:
    return local_datetime(need.start) <= now


def own_answer(session: Session, person_id: int, row_id: int, *, now: datetime) -> OwnAnswer:
    """Tell a person why they do not have one need.

    Args:
        session: an open session.
        person_id: who asks.
        row_id: the need.
        now: UTC.

    Raises:
        NotFound: no published plan that is not over holds the need, and nobody has it either.
    """
    ref, who = need_ref(row_id), person_ref(person_id)
    has = filled(session, row_id)
    for plan in _published(session, now):
        if ref not in plan.problem.needs:
            continue
        if has is not None and plan.given.get(ref) != person_ref(has.person_id):
            break
        told = OwnAnswer(plan.shift(ref), plan.published_at, Verdict.MINE)
        if plan.given.get(ref) == who:
            return told
        if who not in plan.problem.people:
            changes = _to_be_considered(session, person_id, row_id)
            return replace(told, verdict=Verdict.NOT_CONSIDERED, changes=changes)
        found = stand(plan.ground, plan.case(ref), who)
        return OwnAnswer(
            told.shift,
            told.published_at,
            found.verdict,
            found.option,
            found.changes,
            found.is_enough,
            found.further,
        )
    if has is None or has.starts_at <= now:
        raise NotFound("need", row_id)
    return _outside_plans(session, has, person_id)


def _outside_plans(session: Session, has: Filled, person_id: int) -> OwnAnswer:
    """Tell a person of a need that was given outside plans, from their own facts as they are."""
    told = OwnAnswer(
        _near(has),
        has.given_at,
        Verdict.MINE if has.person_id == person_id else Verdict.GIVEN,
        way=way_of(session, has.need_id),
        question=question_to(session, has.need_id, person_id),
    )
    if told.verdict is Verdict.MINE:
        return told
    case, who = case_of(session, has.need_id), person_ref(person_id)
    if who not in case.problem.people:
        changes = _to_be_considered(session, person_id, has.need_id)
        return replace(told, verdict=Verdict.NOT_CONSIDERED, changes=changes)
    option = case.asked(who)
    if option.lawful:
        return replace(told, option=option)
    nearest = flip(case, who)
    changes = () if nearest is None else nearest.changes
    return replace(told, verdict=Verdict.NOT_ALLOWED, option=option, changes=changes)


def _to_be_considered(session: Session, person_id: int, row_id: int) -> tuple[Change, ...]:
    """Return what would bring one who said yes to no more hours among those considered."""
    problem = facts(build_for_need(session, row_id, person_ids=(person_id,)))
    who = person_ref(person_id)
    if who not in problem.people:
        return ()
    nearest = flip(Case(problem, problem.needs[need_ref(row_id)]), who)
    changes = () if nearest is None else nearest.changes
    return changes if any(one.kind in ("overtime", "merarbeid") for one in changes) else ()


def _published(session: Session, now: datetime) -> Sequence[_Plan]:
    """Return the published plans that are not over, the newest first."""
    query = (
        select(PlanRun.id, PlanRun.ground_version, PlanRun.plan, PlanRun.published_at)
        .where(PlanRun.state == PlanState.PUBLISHED, PlanRun.period_ends_at > now)
        .order_by(PlanRun.published_at.desc(), PlanRun.id.desc())
    )
    rows = session.execute(query.limit(PLANS)).all()
    units = dict(session.execute(select(Unit.code, Unit.name)).all()) if rows else {}
    return [_plan(session, row, units) for row in rows]


def _plan(session: Session, row: Any, units: Mapping[str, str]) -> _Plan:
    ground = plan_on_ground(session, row.id, row.ground_version, row.plan)
    return _Plan(ground, row.published_at, units)
