"""Who may be asked for which need, all needs of a person at once.

What is the same for many is asked of the rules once: the place per unit, the competences per
set held, the night per time of work. The rest is intervals, compared as arrays.

Source: contract 2 (competence, place, available).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from vikarsentral.rules.employment import night_minutes, place_excess
from vikarsentral.rules.facts import Need, Person, Problem, Span, Stretch
from vikarsentral.rules.fitness import competence_excess
from vikarsentral.rules.values import value_on

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Key = TypeVar("Key", bound=Hashable)


def numbered(keys: Sequence[Key]) -> tuple[Whole, list[Key]]:
    """Number keys in the order they are met.

    Args:
        keys: any that can be compared.

    Returns:
        The number of each, and the different keys in the order of their numbers.
    """
    numbers: dict[Key, int] = {}
    each = [numbers.setdefault(key, len(numbers)) for key in keys]
    return np.array(each, dtype=np.int64), list(numbers)


@dataclass(slots=True)
class Candidates:
    """Answer who may be asked, remembering what many people share.

    Attributes:
        problem: the facts.
        needs: the needs in the order in which answers number them.
    """

    problem: Problem
    needs: Sequence[Need]
    _start: Whole = field(init=False)
    _end: Whole = field(init=False)
    _late: Flags = field(init=False)
    _unit_of: Whole = field(init=False)
    _units: list[str] = field(init=False)
    _asks_of: Whole = field(init=False)
    _asks: list[tuple[str, ...]] = field(init=False)
    _one_at: dict[str, Need] = field(init=False)
    _places: dict[frozenset[str], Flags] = field(default_factory=dict)

    def __post_init__(self) -> None:
        stretches = [need.stretch for need in self.needs]
        self._start = np.array([one.start for one in stretches], dtype=np.int64)
        self._end = np.array([one.end for one in stretches], dtype=np.int64)
        self._late = _late(stretches)
        self._unit_of, self._units = numbered([need.unit for need in self.needs])
        self._asks_of, self._asks = numbered([need.requires for need in self.needs])
        self._one_at = {need.unit: need for need in self.needs}

    def of(self, person: Person) -> Whole:
        """Return the needs that nothing about the person alone rules out.

        Args:
            person: who would work.

        Returns:
            Their numbers, rising.
        """
        holds = [all(name in person.competences for name in asked) for asked in self._asks]
        fits = np.array(holds, dtype=np.bool_)[self._asks_of] & self._place(person)[self._unit_of]
        found = np.flatnonzero(fits)
        if not person.accepts.night:
            found = found[~self._late[found]]
        found = found[~meets(self._start[found], self._end[found], person.unavailable)]
        return self._dated(person, found)

    def _place(self, person: Person) -> Flags:
        """Tell at which units the person may work; only units of the person's are asked for."""
        if person.units is None:
            if person.sectors not in self._places:
                self._places[person.sectors] = self._asked(person, self._units)
            return self._places[person.sectors]
        return self._asked(person, person.units)

    def _asked(self, person: Person, units: Iterable[str]) -> Flags:
        """Ask for some units; the others are out."""
        good = {
            unit
            for unit in units
            if unit in self._one_at
            and place_excess(self.problem, person, self._one_at[unit]) is None
        }
        return np.array([unit in good for unit in self._units], dtype=np.bool_)

    def _dated(self, person: Person, found: Whole) -> Whole:
        """Leave out the needs on whose dates a competence does not count."""
        dated = {
            name
            for name, one in person.competences.items()
            if one.valid_from is not None or one.valid_to is not None
        }
        if not dated:
            return found
        asks = np.array([not dated.isdisjoint(asked) for asked in self._asks], dtype=np.bool_)
        good = np.ones(len(found), dtype=np.bool_)
        for place in np.flatnonzero(asks[self._asks_of[found]]):
            good[place] = competence_excess(person, self.needs[found[place]]) is None
        return found[good]


def meets(start: Whole, end: Whole, spans: Sequence[Span]) -> Flags:
    """Tell which times have a minute in common with any of some spans.

    Args:
        start: first minute of each time.
        end: the minute after its last.
        spans: half open; they may overlap one another.

    Returns:
        One flag per time.
    """
    if not spans or not len(start):
        return np.zeros(len(start), dtype=np.bool_)
    ordered = sorted((span.start, span.end) for span in spans)
    begins = np.array([first for first, _ in ordered], dtype=np.int64)
    latest = np.maximum.accumulate(np.array([last for _, last in ordered], dtype=np.int64))
    before = np.searchsorted(begins, end, side="left")  # spans that begin before the time ends
    flags: Flags = (before > 0) & (latest[np.maximum(before, 1) - 1] > start)
    return flags


def _late(stretches: Sequence[Stretch]) -> Flags:
    """Tell which needs only people who accept nights may be asked for."""
    known: dict[tuple[int, int], bool] = {}
    for one in stretches:
        if (one.start, one.end) not in known:
            late = night_minutes(one) > value_on("night_minutes", one.first_on)
            known[one.start, one.end] = late
    return np.array([known[one.start, one.end] for one in stretches], dtype=np.bool_)
