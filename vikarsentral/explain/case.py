"""One need, one problem and what people hold in a plan; and changes to a copy of it.

A change never touches the problem it is applied to. The copy remembers nothing that the change
could have made untrue.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from vikarsentral.rules.facts import Agreement, Competence, Need, Person, Problem, Stretch
from vikarsentral.rules.options import Option, weigh
from vikarsentral.rules.people import with_changed
from vikarsentral.rules.pins import Pins, pins_of

Held = Mapping[str, tuple[Stretch, ...]]


class Who(StrEnum):
    """Name who may lawfully change a fact; nobody may change what the law itself says."""

    PERSON = "person"
    LEADER = "leader"
    PARTIES = "parties"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Case:
    """A need as people are considered for it.

    Attributes:
        problem: what is planned.
        need: the duty.
        held: other needs each person holds, by person id; who holds none is not there.
    """

    problem: Problem
    need: Need
    held: Held = field(default_factory=dict)

    def asked(self, person: str) -> Option:
        """Ask the rules about one person.

        Args:
            person: the person's id.

        Returns:
            What would be broken, and the price.
        """
        held = self.held.get(person, ())
        return weigh(self.problem, self.problem.people[person], self.need, held)


@dataclass(frozen=True, slots=True)
class Change:
    """One fact made different.

    Attributes:
        kind: names the sentence that tells it.
        who: who may lawfully change it.
        numbers: what the sentence holds.
        person: id of the person whose facts change; empty where nobody's do.
        edit: returns that person as they would be.
        later: minutes the duty would begin later.
        earlier: minutes the duty would end earlier.
        agreement: one more signed agreement; None adds none.
        given_away: ids of needs that somebody else would hold.
        unpinned: whether the pin on the need is taken away.
    """

    kind: str
    who: Who
    numbers: Mapping[str, Any]
    person: str = ""
    edit: Callable[[Person], Person] | None = None
    later: int = 0
    earlier: int = 0
    agreement: Agreement | None = None
    given_away: frozenset[str] = frozenset()
    unpinned: bool = False

    def apply(self, case: Case) -> Case:
        """Return a copy of a case in which this fact is different.

        Args:
            case: stays as it is.
        """
        problem = case.problem
        memory: dict[Any, Any] = {"pins": self._pins(case)}
        parts: dict[str, Any] = {}
        if self.edit is not None:
            changed = self.edit(problem.people[self.person])
            parts["people"] = with_changed(problem.people, {self.person: changed})
        need = cut(case, self.later, self.earlier)
        if need is not case.need:
            parts["needs"] = {**problem.needs, need.id: need}
        if self.agreement is not None:
            parts["agreements"] = (*problem.agreements, self.agreement)
        elif "agreed" in problem.memory:
            memory["agreed"] = problem.memory["agreed"]
        held = case.held
        if self.given_away:
            held = {
                who: tuple(one for one in some if one.id not in self.given_away)
                for who, some in held.items()
            }
        return Case(replace(problem, **parts, memory=memory), need, held)

    def _pins(self, case: Case) -> Pins:
        """Return the pins as they were, or without the need's own."""
        pins = pins_of(case.problem)
        if not self.unpinned:
            return pins
        return replace(
            pins, held={need: who for need, who in pins.held.items() if need != case.need.id}
        )


def cut(case: Case, later: int, earlier: int) -> Need:
    """Return the duty with other times; its unpaid break is kept as far as it fits.

    Args:
        case: the need as it is.
        later: minutes it begins later, 0 or more.
        earlier: minutes it ends earlier, 0 or more; something must be left of it.

    Returns:
        The need itself where nothing changes.
    """
    if not later and not earlier:
        return case.need
    old, calendar = case.need.stretch, case.problem.calendar
    start, end = old.start + later, old.end - earlier
    stretch = replace(
        old,
        start=start,
        end=end,
        unpaid_break=min(old.unpaid_break, end - start),
        week=calendar.week_of(start),
        first_on=calendar.ordinal_of(start),
        last_on=calendar.ordinal_of(end - 1),
    )
    return replace(case.need, stretch=stretch)


def with_competences(person: Person, ids: tuple[str, ...]) -> Person:
    """Return a person who holds some competences for ever.

    Args:
        person: as they are.
        ids: of the competences.
    """
    gained = {one: Competence(one) for one in ids}
    return replace(person, competences={**person.competences, **gained})
