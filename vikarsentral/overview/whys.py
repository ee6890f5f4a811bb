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
from vikarsentral.explain.case import Case
from vikarsentral.explain.grounds import Ground, ground
from vikarsentral.explain.names import names
from vikarsentral.explain.no import No, smallest_no
from vikarsentral.explain.screen import everyone
from vikarsentral.explain.screen_rank import Everyone
from vikarsentral.explain.told import ToldNo, left_text, told_no
from vikarsentral.plan.store import RunView
from vikarsentral.rules.check import check
from vikarsentral.rules.facts import Kind, Need
from vikarsentral.rules.left import left_open, left_to_agency
from vikarsentral.rules.options import Option, option_receipt
from vikarsentral.rules.table import RULE_BY_ID
from vikarsentral.rules.wording import in_all_languages
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
        hole: why nobody has it, None when somebody has.
    """

    chosen: Reason | None
    lawful: tuple[Reason, ...]
    near: tuple[Reason, ...]
    considered: int
    hole: Hole | None


@dataclass(frozen=True, slots=True)
class Hole:
    """Why nobody has a need in a plan.

    Attributes:
        text: the conclusion, in whole sentences.
        no: the fewest facts that stop everyone; None where somebody could have it.
        people: names by the ids that the ways out hold.
    """

    text: str
    no: ToldNo | None
    people: Mapping[str, str]


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
    plan = ground(session, run)
    need = plan.problem.needs.get(need_ref(row_id))
    if need is None:
        raise NotFound("need", row_id)
    case, found = _asked(plan, need)
    holder = plan.given.get(need.id)
    first = found[: min(found.lawful, shown + 1)]
    lawful = [case.asked(one.id) for one in first if one.id != holder][:shown]
    near = [case.asked(one.id) for one in found.nearest(shown + 1) if one.id != holder][:shown]
    chosen = [] if holder is None else [case.asked(holder)]
    known = names(session)
    people = _names(session, [*chosen, *lawful, *near])

    def told(option: Option) -> Reason:
        number = person_id(option.person.id)
        return Reason(
            person_id=number,
            name=people[number],
            kind=option.person.kind,
            is_lawful=option.lawful,
            marginal_ore=option.marginal,
            text=option_receipt(option, need, names=known).text[language],
        )

    return Why(
        chosen=next(map(told, chosen), None),
        lawful=tuple(map(told, lawful)),
        near=tuple(map(told, near)),
        considered=len(found),
        hole=None if holder else _hole(session, plan, case, found, language=language, ways=3),
    )


def holes(
    session: Session, run: RunView, row_ids: Sequence[int], *, language: str
) -> dict[int, Hole]:
    """Explain some of the holes of a finished plan, without looking for ways out.

    Args:
        session: an open session.
        run: the run.
        row_ids: which needs; those somebody has are left out by the caller.
        language: `nb`, `nn` or `en`.

    Returns:
        The reasons by need.

    Raises:
        NotFound: the run has no plan.
    """
    if not row_ids:
        return {}
    plan = ground(session, run)
    found = {}
    for row_id in row_ids:
        need = plan.problem.needs[need_ref(row_id)]
        case, asked = _asked(plan, need)
        found[row_id] = _hole(session, plan, case, asked, language=language, ways=0)
    return found


def _hole(
    session: Session,
    plan: Ground,
    case: Case,
    asked: Everyone,
    *,
    language: str,
    ways: int,
) -> Hole:
    """Tell why nobody has a need: the smallest no, or what the sum says."""
    numbers = {"considered": len(asked), "lawful": asked.lawful}
    text = in_all_languages("hole.some" if asked.lawful else "hole.none", numbers)[language]
    if asked.lawful:
        left = _left(plan, case.need, asked[0].marginal, language)
        return Hole(f"{text} {left}", None, {})
    no = _no(plan, case, asked, ways)
    told = None if no is None else told_no(no, language, names(session), case)
    wanted = [] if no is None else [one.option for one in no.ways]
    people = _names(session, wanted) if wanted else {}
    by_ref = {one.person.id: people[person_id(one.person.id)] for one in wanted}
    return Hole(text, told, by_ref)


def _no(plan: Ground, case: Case, asked: Everyone, ways: int) -> No | None:
    """Find the smallest no once for a plan on its ground."""
    key = ("no", case.need.id, ways)
    held, no = plan.problem.memory.get(key, (None, None))
    if held is not plan.held:
        no = smallest_no(case, asked, ways=ways)
        plan.problem.memory[key] = (plan.held, no)
    found: No | None = no
    return found


def _left(plan: Ground, need: Need, best: int, language: str) -> str:
    """Compare the cheapest person's price with that of leaving the need as the plan does."""
    if need.id in plan.agency:
        return left_text(left_to_agency(plan.problem, need), best, language)
    return left_text(left_open(plan.problem, need), best, language)


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
    found = check(ground(session, run).problem, run.plan or {}).existing_breaches
    times = Counter(one.rule for one in found)
    people = {rule: {one.person for one in found if one.rule == rule} for rule in times}
    return [
        RotaBreaches(rule, RULE_BY_ID[rule].source, times[rule], len(people[rule]))
        for rule in RULE_BY_ID
        if rule in times
    ]


def _asked(plan: Ground, need: Need) -> tuple[Case, Everyone]:
    """Ask the rules about everyone, as the rest of the plan stands."""
    case = Case(plan.problem, need, plan.held)
    return case, everyone(case)


def _names(session: Session, chosen: Sequence[Option]) -> dict[int, str]:
    ids = [person_id(option.person.id) for option in chosen]
    query = select(Person.id, Person.name).where(Person.id.in_(ids))
    return dict(session.execute(query).all())
