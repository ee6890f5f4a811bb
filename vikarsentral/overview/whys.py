"""Why a plan is as it is: who has a need and why, why others have not, and what rotas break.

Everything is asked of the rules, on the ground the plan was made on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.commitments import need_ref, person_id
from vikarsentral.errors import NotFound
from vikarsentral.plan.store import RunView, problem_of
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check
from vikarsentral.rules.facts import Kind, Problem, Stretch
from vikarsentral.rules.options import Option, hole_reason, option_receipt, options_in
from vikarsentral.rules.table import RULE_BY_ID
from vikarsentral.tables import Person


@dataclass(frozen=True, slots=True)
class Reason:
    """One person and one need of a plan.

    Attributes:
        person_id: who.
        name: their name.
        kind: `pool`, `part_time`, `staff` or `hourly`.
        is_lawful: whether they could have it as the plan stands.
        marginal_ore: what the objective grows by if they have it.
        text: whole sentences.
    """

    person_id: int
    name: str
    kind: Kind
    is_lawful: bool
    marginal_ore: int
    text: str


@dataclass(frozen=True, slots=True)
class Why:
    """Everyone considered for one need of a plan.

    Attributes:
        chosen: who has it, None when nobody has.
        lawful: others who could, cheapest first.
        near: those stopped by the fewest rules.
        considered: how many there were in all.
        hole: why nobody has it, empty when somebody has.
    """

    chosen: Reason | None
    lawful: tuple[Reason, ...]
    near: tuple[Reason, ...]
    considered: int
    hole: str


@dataclass(frozen=True, slots=True)
class RotaBreaches:
    """What people's own rotas break by one rule before any plan, in numbers."""

    rule: str
    source: str
    count: int
    people: int


def why(session: Session, run: RunView, row_id: int, *, language: str, shown: int = 10) -> Why:
    """Explain one need of a finished plan.

    Args:
        session: an open session.
        run: the run.
        row_id: the need.
        language: `nb`, `nn` or `en`.
        shown: how many of each kind at most.

    Raises:
        NotFound: the run has no plan, or the plan not that need.

    Source: contract 4.
    """
    problem, given = _ground(session, run)
    need = problem.needs.get(need_ref(row_id))
    if need is None:
        raise NotFound("need", row_id)
    found = options_in(problem, need, _held(problem, given))
    holder = dict(given).get(need.id)
    others = [one for one in found if one.person.id != holder]
    lawful = [one for one in others if one.lawful][:shown]
    near = sorted((one for one in others if not one.lawful), key=_nearness)[:shown]
    chosen = [one for one in found if one.person.id == holder]
    names = _names(session, [*chosen, *lawful, *near])

    def told(option: Option) -> Reason:
        number = person_id(option.person.id)
        return Reason(
            person_id=number,
            name=names[number],
            kind=option.person.kind,
            is_lawful=option.lawful,
            marginal_ore=option.marginal,
            text=option_receipt(option, need).text[language],
        )

    return Why(
        chosen=next(map(told, chosen), None),
        lawful=tuple(map(told, lawful)),
        near=tuple(map(told, near)),
        considered=len(found),
        hole="" if holder else hole_reason(problem, given, need).text[language],
    )


def hole_texts(
    session: Session, run: RunView, row_ids: Sequence[int], *, language: str
) -> dict[int, str]:
    """Explain some of the holes of a finished plan.

    Args:
        session: an open session.
        run: the run.
        row_ids: which needs; those somebody has are left out by the caller.
        language: `nb`, `nn` or `en`.

    Returns:
        Whole sentences by need.

    Raises:
        NotFound: the run has no plan.
    """
    if not row_ids:
        return {}
    problem, given = _ground(session, run)
    needs = {row_id: problem.needs[need_ref(row_id)] for row_id in row_ids}
    return {
        row_id: hole_reason(problem, given, need).text[language] for row_id, need in needs.items()
    }


def rota_breaches(session: Session, run: RunView) -> list[RotaBreaches]:
    """Count what people's own rotas break before the plan adds anything, by rule.

    Args:
        session: an open session.
        run: a finished run; its ground is judged.

    Returns:
        One line per rule that is broken, in the order of the table of rules. Nobody is named.

    Raises:
        NotFound: the run has no plan.

    Source: contract 3 (existing_breaches).
    """
    problem, _ = _ground(session, run)
    found = check(problem, run.plan or {}).existing_breaches
    times = Counter(one.rule for one in found)
    people = {rule: {one.person for one in found if one.rule == rule} for rule in times}
    return [
        RotaBreaches(rule, RULE_BY_ID[rule].source, times[rule], len(people[rule]))
        for rule in RULE_BY_ID
        if rule in times
    ]


def _ground(session: Session, run: RunView) -> tuple[Problem, list[tuple[str, str]]]:
    if run.plan is None:
        raise NotFound("plan", run.id)
    given = [(row["need"], row["person"]) for row in run.plan["assignments"]]
    return read_problem(problem_of(session, run.id)), given


def _held(problem: Problem, given: Sequence[tuple[str, str]]) -> Mapping[str, Sequence[Stretch]]:
    held: dict[str, list[Stretch]] = {}
    for need, person in given:
        held.setdefault(person, []).append(problem.needs[need].stretch)
    return held


def _nearness(option: Option) -> tuple[int, int, str]:
    return (len(option.rules), option.marginal, option.person.id)


def _names(session: Session, chosen: Sequence[Option]) -> dict[int, str]:
    ids = [person_id(option.person.id) for option in chosen]
    query = select(Person.id, Person.name).where(Person.id.in_(ids))
    return dict(session.execute(query).all())
