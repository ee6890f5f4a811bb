"""The smallest honest no: the fewest facts that together stop everyone from one need.

A fact is one rule seen over all people. Each person is stopped by at least one fact of the set,
and for each fact there is somebody whom only that fact of the set stops: leave it out, and what
is left no longer proves the no. For each fact it is told who may lawfully change it, and, tried
on a copy, how many could then have the need.

Source: contract 4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from vikarsentral.explain.case import Case, Who
from vikarsentral.explain.flip import TRIES, Flip, flip
from vikarsentral.explain.levers import levers
from vikarsentral.explain.screen_rank import Asked, Everyone, came_first
from vikarsentral.rules.table import RULE_BY_ID, RULE_ORDER

WORKING = frozenset(
    (
        *("overlap", "travel", "daily_rest", "weekly_rest", "day_minutes"),
        *("week_minutes", "overtime", "merarbeid", "red_days"),
    )
)
"""Rules on when people work; a change for one of them may lift others too."""

DEEPEST = 4
"""Changes tried one after the other to lift one rule for one person."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One rule that stops people from a need.

    Attributes:
        rule: the rule's id.
        source: its paragraph.
        people: how many it stops.
        alone: how many only this fact of the set stops.
        who: who may lawfully change it; the law where no lawful change lifts it for anybody.
        opened: how many could have the need if it were changed, tried on a copy.
        numbers: what its sentence holds.
    """

    rule: str
    source: str
    people: int
    alone: int
    who: Who
    opened: int
    numbers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class No:
    """Why nobody may have a need.

    Attributes:
        considered: how many people were asked about.
        facts: the fewest that together stop everyone; empty when nobody was considered.
        ways: the nearest changes that would let one person have it, each tried on a copy.
    """

    considered: int
    facts: tuple[Fact, ...]
    ways: tuple[Flip, ...]


def smallest_no(case: Case, asked: Everyone, *, ways: int = 3) -> No | None:
    """Find the fewest facts that stop everyone, and the nearest ways out.

    Args:
        case: the need and what people hold.
        asked: everyone considered, as the rules answered.
        ways: how many people's nearest changes to look for.

    Returns:
        The no; None where somebody may have the need.
    """
    if asked.lawful:
        return None
    stopped = {one.id: frozenset(one.rules) for one in asked}
    chosen = smallest_cover(stopped.values())
    facts = tuple(_fact(case, rule, chosen, stopped) for rule in chosen)
    return No(len(asked), facts, _ways(case, asked, ways))


def smallest_cover(sets: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """Return the fewest rules such that every set holds at least one of them.

    Args:
        sets: the rules that stop each person, none of them empty.

    Returns:
        The rules in the table's order; of several as few, those that stop the most.
    """
    times = Counter(sets)
    least = [one for one in times if not any(other < one for other in times)]
    seen = Counter(rule for one, many in times.items() for rule in one for _ in range(many))
    rules = sorted({rule for one in least for rule in one}, key=lambda rule: RULE_ORDER[rule])
    for size in range(len(rules) + 1):
        found = [
            some
            for some in combinations(rules, size)
            if all(not one.isdisjoint(some) for one in least)
        ]
        if found:
            return min(found, key=lambda some: (-sum(seen[rule] for rule in some), _places(some)))
    return tuple(rules)


def _places(rules: Sequence[str]) -> list[int]:
    return [RULE_ORDER[rule] for rule in rules]


def _fact(
    case: Case, rule: str, chosen: Sequence[str], stopped: Mapping[str, frozenset[str]]
) -> Fact:
    """Describe one fact of the set, and try on a copy what its change would open."""
    others = frozenset(chosen) - {rule}
    people = [person for person, rules in stopped.items() if rule in rules]
    alone = sum(stopped[person].isdisjoint(others) for person in people)
    who, opened = _lifted(case, rule, people, stopped)
    return Fact(
        rule=rule,
        source=RULE_BY_ID[rule].source,
        people=len(people),
        alone=alone,
        who=who,
        opened=opened,
        numbers={
            "unit": case.need.unit,
            "sector": case.problem.units[case.need.unit].sector,
            "required": list(case.need.requires),
        },
    )


def _lifted(
    case: Case, rule: str, people: Sequence[str], stopped: Mapping[str, frozenset[str]]
) -> tuple[Who, int]:
    """Lift one rule for all it stops; return who may do it and how many are then free.

    Only those whom no unrelated rule stops can become free, so only they are asked again.
    """
    if rule == "competence":
        eased = replace(case.need, requires=())
        needs = {**case.problem.needs, eased.id: eased}
        other = Case(replace(case.problem, needs=needs, memory={}), eased, case.held)
        reach = [one for one in people if stopped[one] == {rule}]
        return Who.LEADER, sum(other.asked(one).lawful for one in reach)
    family = WORKING if rule in WORKING else {rule}
    found: Counter[Who] = Counter()
    freed = 0
    for person in people:
        if stopped[person] <= family:
            who, is_free = _lift_one(case, rule, person)
            found[who] += 1
            freed += is_free
    if not found:
        return _usual(case, rule, people[0]), 0
    most = max(found, key=lambda who: (who is not Who.LAW, found[who]))
    return most, freed


def _lift_one(case: Case, rule: str, person: str) -> tuple[Who, bool]:
    """Lift one rule for one person by the first levers that do; tell who, and whether free."""
    who = Who.LAW
    for _ in range(DEEPEST):
        option = case.asked(person)
        excess = next((one for one in option.breaches if one.rule == rule), None)
        if excess is None:
            return who, option.lawful
        tried = levers(case, case.problem.people[person], excess)
        if not tried:
            return Who.LAW, False
        copies = [(one, one.apply(case)) for one in tried]
        lifted = (each for each in copies if rule not in each[1].asked(person).rules)
        change, case = next(lifted, copies[0])
        who = change.who
    return Who.LAW, False


def _usual(case: Case, rule: str, person: str) -> Who:
    """Tell who may change a fact for one of those it stops, whatever else stops them."""
    return _lift_one(case, rule, person)[0]


def _ways(case: Case, asked: Everyone, wanted: int) -> tuple[Flip, ...]:
    """Return the nearest changes for those stopped by the fewest rules."""
    near: list[Asked] = asked.nearest(2 * wanted)
    found = [flip(case, one.id, tries=TRIES // 2) for one in near]
    flips = [one for one in found if one is not None]
    flips.sort(key=lambda one: (one.weight, one.option.marginal, came_first(one.person)))
    return tuple(flips[:wanted])
