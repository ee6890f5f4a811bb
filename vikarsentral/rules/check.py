"""The verdict on any plan: what it breaks, and what it costs. Solved, typed or imported.

Source: contract 2 (hard rules, objective), 3 (`check --json`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from vikarsentral.rules.excess import Excess
from vikarsentral.rules.facts import Need, Problem, Stretch
from vikarsentral.rules.goals import TERMS, agency_cost, change_cost, open_cost
from vikarsentral.rules.person import (
    existing_breaches,
    line_breaches,
    line_terms,
    person_line,
)
from vikarsentral.rules.pins import Pins, pins_of
from vikarsentral.rules.table import RULE_ORDER


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule broken by one thing.

    Attributes:
        person: id; None for `once`, `plan` and `agency`.
        excess: what was measured.
    """

    person: str | None
    excess: Excess

    @property
    def rule(self) -> str:
        """Return the rule's id."""
        return self.excess.rule

    @property
    def needs(self) -> tuple[str, ...]:
        """Return the assigned needs of the thing judged, sorted."""
        return self.excess.needs

    def document(self) -> dict[str, Any]:
        """Return the breach as the contract writes it."""
        return {
            "rule": self.rule,
            "person": self.person,
            "needs": list(self.needs),
            "numbers": self.excess.all_numbers(),
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the checker found.

    Attributes:
        breaches: what the plan breaks.
        existing_breaches: what rotas break alone; they do not change the verdict.
        terms: øre by term, all eleven.
        counts: needs assigned, to an agency, and open.
        pins: which pins hold and which are refused.
    """

    breaches: tuple[Breach, ...]
    existing_breaches: tuple[Breach, ...]
    terms: Mapping[str, int]
    counts: Mapping[str, int]
    pins: Pins

    @property
    def lawful(self) -> bool:
        """Tell whether the plan breaks nothing."""
        return not self.breaches

    @property
    def objective(self) -> int:
        """Return the sum of the terms in øre."""
        return sum(self.terms.values())


@dataclass(frozen=True, slots=True)
class Roster:
    """A plan's three lists, as they stand.

    Attributes:
        assignments: pairs of need id and person id.
        agency: need ids.
        open: need ids.
    """

    assignments: tuple[tuple[str, str], ...]
    agency: tuple[str, ...] = ()
    open: tuple[str, ...] = ()

    @classmethod
    def of(cls, plan: Mapping[str, Any]) -> Roster:
        """Take the lists out of a plan document.

        Args:
            plan: `vikarsentral/plan/1`, already checked for form.

        Returns:
            The roster.
        """
        return cls(
            tuple((row["need"], row["person"]) for row in plan["assignments"]),
            tuple(plan.get("agency", ())),
            tuple(plan.get("open", ())),
        )


def check(problem: Problem, plan: Mapping[str, Any] | Roster) -> Verdict:
    """Judge a plan by every rule and price it.

    Unlawful plans are priced too: a need counts in every list it stands in, once per list
    and person; an assignment with an unknown id costs nothing; a need with no agency price
    costs the surcharge alone at an agency.

    Args:
        problem: what is planned.
        plan: a plan document or its lists.

    Returns:
        The verdict.

    Source: contract 2, 3.
    """
    roster = plan if isinstance(plan, Roster) else Roster.of(plan)
    held = _held(problem, roster)
    pins = pins_of(problem)
    breaches = [
        *_once(problem, roster),
        *_known(problem, roster),
        *_agency(problem, roster),
        *_pinned(roster, pins),
    ]
    existing = []
    terms = dict.fromkeys(TERMS, 0)
    for person in problem.people.values():
        existing += [Breach(person.id, one) for one in existing_breaches(problem, person)]
        line = person_line(problem, person, held.get(person.id, ()))
        breaches += [Breach(person.id, one) for one in line_breaches(line)]
        for name, ore in line_terms(line).items():
            terms[name] += ore
    terms |= _plan_terms(problem, roster)
    return Verdict(
        _ordered(breaches),
        _ordered(existing),
        terms,
        {
            "assigned": len(roster.assignments),
            "agency": len(roster.agency),
            "open": len(roster.open),
        },
        pins,
    )


def _ordered(breaches: Iterable[Breach]) -> tuple[Breach, ...]:
    """Put breaches in the table's order, then by person and needs."""
    return tuple(
        sorted(breaches, key=lambda one: (RULE_ORDER[one.rule], one.person or "", one.needs))
    )


def _held(problem: Problem, roster: Roster) -> dict[str, tuple[Stretch, ...]]:
    """Return the stretches each known person holds, each need once."""
    held: dict[str, dict[str, Stretch]] = {}
    for need, person in roster.assignments:
        if need in problem.needs and person in problem.people:
            held.setdefault(person, {})[need] = problem.needs[need].stretch
    return {person: tuple(stretches.values()) for person, stretches in held.items()}


def _plan_terms(problem: Problem, roster: Roster) -> dict[str, int]:
    """Price what belongs to the plan and to no one person."""
    holders: dict[str, set[str]] = {}
    for need, someone in roster.assignments:
        holders.setdefault(need, set()).add(someone)
    return {
        "open": open_cost(problem, _known_needs(problem, roster.open)),
        "agency": agency_cost(problem, _known_needs(problem, roster.agency)),
        "change": change_cost(
            problem, {need: frozenset(people) for need, people in holders.items()}
        ),
    }


def _known_needs(problem: Problem, ids: Iterable[str]) -> list[Need]:
    """Return the needs that exist among some ids, each once."""
    return [problem.needs[need] for need in dict.fromkeys(ids) if need in problem.needs]


def _once(problem: Problem, roster: Roster) -> Iterable[Breach]:
    """Judge that every need stands exactly once in the plan."""
    times = Counter([*(need for need, _ in roster.assignments), *roster.agency, *roster.open])
    for need in problem.needs:
        if times[need] != 1:
            value = times[need]
            excess = Excess("once", need, 1, value, abs(value - 1), (need,))
            yield Breach(None, excess)


def _known(problem: Problem, roster: Roster) -> Iterable[Breach]:
    """Judge that the plan names only what exists."""
    unknown: dict[tuple[str, str], tuple[str, ...]] = {}
    for need, person in roster.assignments:
        if person not in problem.people:
            unknown.setdefault(("person", person), ())
            if need in problem.needs:
                unknown["person", person] = (*unknown["person", person], need)
    named = [*(need for need, _ in roster.assignments), *roster.agency, *roster.open]
    for need in named:
        if need not in problem.needs:
            unknown["need", need] = (need,)
    for (kind, name), needs in unknown.items():
        excess = Excess(
            "plan", (kind, name), 0, 1, 1, tuple(sorted(set(needs))), {"unknown": kind, "id": name}
        )
        yield Breach(None, excess)


def _agency(problem: Problem, roster: Roster) -> Iterable[Breach]:
    """Judge that only needs that may go to an agency do."""
    for need in _known_needs(problem, roster.agency):
        if need.agency_ore_per_hour is None:
            yield Breach(None, Excess("agency", need.id, 0, 1, 1, (need.id,)))


def _pinned(roster: Roster, pins: Pins) -> Iterable[Breach]:
    """Judge that every held pin is in the plan."""
    given = set(roster.assignments)
    for need, person in pins.held.items():
        if (need, person) not in given:
            yield Breach(person, Excess("pinned", need, 0, 1, 1, (need,)))
