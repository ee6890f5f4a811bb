"""Hvorfor ikke jeg? For an employee: the reason, and the nearest change that would have helped.

Everything told is about the one who asks. Nothing of a colleague is told: no name, no hours, no
price. That somebody else had the smaller sum is told only where the sums say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.commitments import need_id, need_ref, person_ref
from vikarsentral.errors import NotFound
from vikarsentral.explain.case import Case, Change, Who
from vikarsentral.explain.flip import flip
from vikarsentral.explain.memory import Ground, plan_on_ground
from vikarsentral.plan.problem import build_for_need, facts
from vikarsentral.rules.facts import Need, Problem
from vikarsentral.rules.goals import agency_cost, open_cost
from vikarsentral.rules.options import Option
from vikarsentral.rules.oslo import local_datetime, written
from vikarsentral.tables import PersonCompetence, PersonSector, PlanRun, PlanState, Unit

PLANS = 4
"""How many of the newest published plans are looked through."""


class Verdict(StrEnum):
    """Name why a person does not have a need in a published plan."""

    MINE = "mine"
    NOT_CONSIDERED = "not_considered"
    NOT_ALLOWED = "not_allowed"
    OTHER_CHEAPER = "other_cheaper"
    OTHER_EQUAL = "other_equal"
    OTHER_DEARER = "other_dearer"
    LEFT_CHEAPER = "left_cheaper"
    LEFT_DEARER = "left_dearer"
    PINNED = "pinned"


@dataclass(frozen=True, slots=True)
class NearShift:
    """One need of a published plan that a person could have been near.

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
        published_at: when the plan was published, UTC.
        verdict: why not.
        option: what the rules answered about the person; None where nobody asked them.
        changes: the nearest changes that would have made it lawful, or the smaller sum; each
            needed, tried on a copy; empty where none was found.
        is_enough: whether with the changes the sum too would have spoken for the person; None
            where that was not asked.
    """

    shift: NearShift
    published_at: datetime
    verdict: Verdict
    option: Option | None = None
    changes: tuple[Change, ...] = ()
    is_enough: bool | None = None


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
    """Return the coming needs of published plans that fit a person's sectors and competence.

    Args:
        session: an open session.
        person_id: who asks.
        now: UTC.

    Returns:
        In the order of time; none that the person has in the plan.
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
    return sorted(found.values(), key=lambda one: (one.starts_at, one.unit, one.need_id))


def _has_begun(need: Need, now: datetime) -> bool:
    return local_datetime(need.start) <= now


def own_answer(session: Session, person_id: int, row_id: int, *, now: datetime) -> OwnAnswer:
    """Tell a person why they do not have one need of a published plan.

    Args:
        session: an open session.
        person_id: who asks.
        row_id: the need.
        now: UTC.

    Raises:
        NotFound: no published plan that is not over holds the need.
    """
    ref, who = need_ref(row_id), person_ref(person_id)
    for plan in _published(session, now):
        if ref not in plan.problem.needs:
            continue
        told = OwnAnswer(plan.shift(ref), plan.published_at, Verdict.MINE)
        if plan.given.get(ref) == who:
            return told
        if who not in plan.problem.people:
            changes = _to_be_considered(session, person_id, row_id)
            return replace(told, verdict=Verdict.NOT_CONSIDERED, changes=changes)
        return _weighed(told, plan, ref, who)
    raise NotFound("need", row_id)


def _to_be_considered(session: Session, person_id: int, row_id: int) -> tuple[Change, ...]:
    """Return what would bring one who said yes to no more hours among those considered."""
    problem = facts(build_for_need(session, row_id, person_ids=(person_id,)))
    who = person_ref(person_id)
    if who not in problem.people:
        return ()
    nearest = flip(Case(problem, problem.needs[need_ref(row_id)]), who)
    changes = () if nearest is None else nearest.changes
    return changes if any(one.kind in ("overtime", "merarbeid") for one in changes) else ()


def _weighed(told: OwnAnswer, plan: _Plan, ref: str, who: str) -> OwnAnswer:
    """Compare the one who asks with what the plan did, by the rules and then by the sums."""
    case, holder = plan.case(ref), plan.given.get(ref)
    option = case.asked(who)
    other = _left(plan, case) if holder is None else case.asked(holder).marginal
    if not option.lawful:
        verdict = Verdict.PINNED if option.rules == ("pinned",) else Verdict.NOT_ALLOWED
        nearest = flip(case, who)
        if nearest is None:
            return replace(told, verdict=verdict, option=option)
        return replace(
            told,
            verdict=verdict,
            option=option,
            changes=nearest.changes,
            is_enough=nearest.option.marginal < other,
        )
    verdict = _by_sums(option.marginal, other, is_left=holder is None)
    changes = _cheaper(case, who, other) if option.marginal >= other else ()
    is_enough = True if changes else None
    return replace(told, verdict=verdict, option=option, changes=changes, is_enough=is_enough)


def _by_sums(mine: int, other: int, *, is_left: bool) -> Verdict:
    if is_left:
        return Verdict.LEFT_CHEAPER if other <= mine else Verdict.LEFT_DEARER
    if mine == other:
        return Verdict.OTHER_EQUAL
    return Verdict.OTHER_CHEAPER if other < mine else Verdict.OTHER_DEARER


def _left(plan: _Plan, case: Case) -> int:
    """Return what the plan pays for leaving the need as it does."""
    if case.need.id in plan.ground.agency:
        return agency_cost(case.problem, [case.need])
    return open_cost(case.problem, [case.need])


def _cheaper(case: Case, who: str, below: int) -> tuple[Change, ...]:
    """Return the changes of one's own that would have made the sum the smaller one, if any."""
    for change in _own_changes(case, who):
        answer = change.apply(case).asked(who)
        if answer.lawful and answer.marginal < below:
            return (change,)
    return ()


def _own_changes(case: Case, who: str) -> Iterator[Change]:
    """Yield what a lawful person could have had different that bears on the sum."""
    unit = case.need.unit
    if unit not in case.problem.people[who].known_units and who not in case.need.known_people:
        yield Change(
            "known_unit",
            Who.LEADER,
            {"unit": unit},
            person=who,
            edit=lambda one: replace(one, known_units=one.known_units | {unit}),
        )
    for one in case.held.get(who, ()):
        if one.id == case.need.id:
            continue
        numbers = {"start": written(one.start), "end": written(one.end)}
        yield Change("given_away", Who.LEADER, numbers, given_away=frozenset({one.id}))


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
