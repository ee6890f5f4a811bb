"""What would cover a need that nobody can take, with names, times and receipts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from vikarsentral.commitments import need_id, need_ref, person_id
from vikarsentral.errors import NotFound
from vikarsentral.explain.grounds import ground
from vikarsentral.explain.names import Called, called
from vikarsentral.explain.told import spoken
from vikarsentral.plan.repair import Handover, WayOut, repaired
from vikarsentral.plan.store import RunView
from vikarsentral.rules.facts import Problem, Stretch
from vikarsentral.rules.options import option_receipt, weigh


@dataclass(frozen=True, slots=True)
class ToldHandover:
    """One need that gets another holder.

    Attributes:
        need_id: row id.
        unit: what people call the unit.
        starts_at: UTC.
        ends_at: UTC.
        name: who takes it, or empty when it is left.
        was: who had it, or empty.
        text: the receipt's sentences, as all else in the way out then stands; empty when left.
    """

    need_id: int
    unit: str
    starts_at: datetime
    ends_at: datetime
    name: str
    was: str
    text: str


@dataclass(frozen=True, slots=True)
class ToldWayOut:
    """One way to cover the need: its handovers, and what the plan's sum changes by."""

    handovers: tuple[ToldHandover, ...]
    marginal_ore: int


@dataclass(frozen=True, slots=True)
class Repairs:
    """What would cover a need.

    Attributes:
        fewest: with the fewest exchanges; None where none is found.
        is_fewest_proven: whether no way has fewer handovers.
        cheapest: a cheaper way that moves more, where there is one.
        is_proven: whether the people whose days were planned anew have no cheaper plan of them.
        people: how many they were.
    """

    fewest: ToldWayOut | None
    is_fewest_proven: bool
    cheapest: ToldWayOut | None
    is_proven: bool
    people: int


def repairs(session: Session, run: RunView, row_id: int, *, language: str) -> Repairs:
    """Tell what would cover a need that a finished plan gives to nobody of our own.

    Args:
        session: an open session.
        run: the run.
        row_id: the need.
        language: `nb`, `nn` or `en`.

    Raises:
        NotFound: the run has no plan, or the plan not that need.

    Source: contract 4.
    """
    plan = ground(session, run)
    ref = need_ref(row_id)
    if ref not in plan.problem.needs:
        raise NotFound("need", row_id)
    key = ("repair", ref)
    held, found = plan.problem.memory.get(key, (None, None))
    if held is not plan.held:
        found = repaired(plan.problem, plan.given, ref)
        plan.problem.memory[key] = (plan.held, found)
    names = called(session)

    def told(way: WayOut | None) -> ToldWayOut | None:
        return None if way is None else told_way(plan.problem, plan.given, way, names, language)

    return Repairs(
        fewest=told(found.fewest),
        is_fewest_proven=found.is_fewest_proven,
        cheapest=told(found.cheapest),
        is_proven=found.is_proven,
        people=len(found.people),
    )


def told_way(
    problem: Problem, given: Mapping[str, str], way: WayOut, names: Called, language: str
) -> ToldWayOut:
    """Write a way out, each receipt as the whole of it then stands.

    Args:
        problem: the facts.
        given: person by need, before.
        way: who gets what.
        names: what people, units and competences are called.
        language: `nb`, `nn` or `en`.
    """
    after = dict(given)
    for one in way.handovers:
        after.pop(one.need, None)
        if one.person is not None:
            after[one.need] = one.person
    held: dict[str, list[Stretch]] = {}
    for need, person in after.items():
        held.setdefault(person, []).append(problem.needs[need].stretch)
    handovers = (_handover(problem, held, one, names, language) for one in way.handovers)
    return ToldWayOut(tuple(handovers), way.marginal_ore)


def _handover(
    problem: Problem,
    held: Mapping[str, list[Stretch]],
    one: Handover,
    names: Called,
    language: str,
) -> ToldHandover:
    need = problem.needs[one.need]
    text = ""
    if one.person is not None:
        option = weigh(problem, problem.people[one.person], need, held[one.person])
        text = option_receipt(option, need, names=names.names).text[language]
    return ToldHandover(
        need_id=need_id(one.need),
        unit=names.names["unit", need.unit][spoken(language)],
        starts_at=_instant(need.start),
        ends_at=_instant(need.end),
        name=_name(one.person, names),
        was=_name(one.was, names),
        text=text,
    )


def _name(ref: str | None, names: Called) -> str:
    return "" if ref is None else names.people.get(person_id(ref), "")


def _instant(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)
