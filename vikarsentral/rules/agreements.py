"""Which limits are in force for one person's stretch of work: agreed, else the law's own.

The checker and the translation to the solver both ask here, so that they cannot differ.

Source: contract 2 (agreements); aml § 10-5, § 10-6, § 10-8.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from vikarsentral.rules.facts import Agreement, Person, Problem, RedDays, Stretch
from vikarsentral.rules.values import AGREED_LIMITS, VALUES, value_on


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits in minutes for one stretch; rest is at least, everything else at most."""

    daily_rest: int
    weekly_rest: int
    day_minutes: int
    week_minutes: int
    overtime_week: int
    overtime_4_weeks: int
    overtime_52_weeks: int
    red_days: RedDays = "each"


@lru_cache(maxsize=10_000)
def default_limits(on: int) -> Limits:
    """Return the limits with no agreement at all.

    Args:
        on: Oslo date as ordinal.

    Returns:
        The law's values in force on that date.
    """
    return resolve((), on)


def resolve(agreements: Iterable[Agreement], on: int) -> Limits:
    """Return the limits when all of *agreements* cover a stretch.

    Args:
        agreements: those that cover it; of several that name a limit the loosest holds.
        on: Oslo date as ordinal, for the limits that none of them names.

    Returns:
        The limits in force.

    Source: contract 2 (agreements).
    """
    covering = list(agreements)
    found: dict[str, int] = {}
    for name in AGREED_LIMITS:
        named = [one.limits[name] for one in covering if name in one.limits]
        loosest = min if VALUES[name].loosest == "smallest" else max
        found[name] = loosest(named) if named else value_on(name, on)
    average = any(one.red_days == "average" for one in covering)
    red_days: RedDays = "average" if average else "each"
    return Limits(**found, red_days=red_days)


class Agreed:
    """Answer which limits hold, remembering what was asked before."""

    def __init__(self, agreements: Iterable[Agreement]) -> None:
        """Keep the agreements.

        Args:
            agreements: of one problem.
        """
        self._all = tuple(agreements)
        self._of_person: dict[str, tuple[Agreement, ...]] = {}
        self._found: dict[tuple[int, tuple[str, ...]], Limits] = {}

    def limits(self, person: str, unit: str, on: int) -> Limits:
        """Return the limits for work that starts on a date.

        Args:
            person: the person's id.
            unit: the unit's id.
            on: Oslo start date as ordinal.

        Returns:
            The limits in force.
        """
        own = self.of_person(person)
        covering = own and tuple(
            one
            for one in own
            if one.valid_from <= on <= one.valid_to and (one.units is None or unit in one.units)
        )
        key = (on, tuple(one.id for one in covering))
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = resolve(covering, on)
        return found

    def of_person(self, person: str) -> tuple[Agreement, ...]:
        """Return the agreements that can hold for a person somewhere, some time."""
        found = self._of_person.get(person)
        if found is None:
            found = tuple(one for one in self._all if one.people is None or person in one.people)
            self._of_person[person] = found
        return found


def agreed(problem: Problem) -> Agreed:
    """Return the one that remembers limits for a problem."""
    return problem.remembered("agreed", lambda: Agreed(problem.agreements))


def limits_of(problem: Problem, person: Person, stretch: Stretch) -> Limits:
    """Return the limits in force for a person's stretch.

    Args:
        problem: holds the agreements.
        person: who works.
        stretch: rota work or a need.

    Returns:
        The limits.

    Source: contract 2 (agreements).
    """
    return agreed(problem).limits(person.id, stretch.unit, stretch.first_on)


def travel_minutes(travel: Mapping[str, Mapping[str, int]], first: str, then: str) -> int:
    """Return the minutes from one area to another.

    Args:
        travel: minutes from area to area, as the file writes them.
        first: the area left.
        then: the area reached.

    Returns:
        The minutes; those of the way back where only that is written, 0 where neither is,
        and 0 inside one area.

    Source: contract 2 (travel).
    """
    if first == then:
        return 0
    there = travel.get(first, {}).get(then)
    return travel.get(then, {}).get(first, 0) if there is None else there
