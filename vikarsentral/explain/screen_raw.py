"""Everyone's work as numbers that nothing is measured of yet, as a copy in the database holds it.

What a few people's changes make different is put in first, and then everyone is measured once.
A test holds the arrays to those that packing everyone gives, number by number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from vikarsentral.explain.screen_fit import Fitness, spans
from vikarsentral.explain.screen_line import Matrix
from vikarsentral.explain.screen_pack import Packed, packed_of, unmeasured
from vikarsentral.explain.screen_renew import Ends, Mix
from vikarsentral.rules.facts import Person, Problem
from vikarsentral.rules.people import changed

RAW: Final = "raw screen"
"""Under this name a problem remembers its numbers until they are measured."""

_PLACE_BITS: Final = 32


@dataclass(frozen=True, slots=True)
class Of:
    """What a screen is made of.

    Attributes:
        packed: everyone's work.
        away: rows of place, start and end of when people are unavailable.
        wishes: rows of place, start, end and øre.
        nights: whether each has said yes to nights.
        fitness: what follows from a person alone.
    """

    packed: Packed
    away: Matrix
    wishes: Matrix
    nights: Matrix
    fitness: Fitness


@dataclass(frozen=True, slots=True)
class Raw:
    """Everyone's numbers.

    Attributes:
        places: place by id, in order.
        people: a row per person.
        stretches: what each works by rota.
        pointer: where each person's stretches begin, and the end.
        away: rows of place, start and end of when people are unavailable.
        wishes: rows of place, start, end and øre.
        nights: whether each has said yes to nights.
        names: of competences, sectors and units, as `Fitness.arrays` tells them.
        fit: rows that begin with the number of a name, as `Fitness.arrays` tells them.
    """

    places: Mapping[str, int]
    people: Matrix
    stretches: Matrix
    pointer: Matrix
    away: Matrix
    wishes: Matrix
    nights: Matrix
    names: Mapping[str, list[str]]
    fit: Mapping[str, Matrix]

    def measured(self, problem: Problem) -> Of:
        """Measure everyone.

        Args:
            problem: the facts; its people are not looked at.
        """
        packed = packed_of(problem, self.people, self.stretches, self.pointer)
        fitness = Fitness.of_arrays(self.names, self.fit)
        return Of(packed, self.away, self.wishes, self.nights, fitness)

    def renewed(self, old: Mapping[str, Person], problem: Problem) -> Raw:
        """Return everyone's numbers where a few people's facts are others; these stay as they are.

        Args:
            old: the people these numbers are of.
            problem: the same period, units and agreements; who is the same object as before is
                not packed again.
        """
        some = changed(old, problem.people)
        new = raw_of(replace(problem, people=some, memory=dict(problem.memory)))
        mix = Mix(tuple(problem.people), self.places, new.places)
        ends = Ends(self.pointer, new.pointer)
        lengths = mix.rows(np.diff(ends.old), np.diff(ends.new))
        names, fit = self._fit(mix, new)
        return Raw(
            places={who: at for at, who in enumerate(problem.people)},
            people=mix.rows(self.people, new.people),
            stretches=mix.lines(self.stretches, new.stretches, ends),
            pointer=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
            away=mix.placed(self.away, new.away),
            wishes=mix.placed(self.wishes, new.wishes),
            nights=mix.rows(self.nights, new.nights),
            names=names,
            fit=fit,
        )

    def _fit(self, mix: Mix, new: Raw) -> tuple[dict[str, list[str]], dict[str, Matrix]]:
        names, fit = {}, {"bound": mix.rows(self.fit["bound"], new.fit["bound"])}
        for what, had in self.names.items():
            every = dict.fromkeys([*had, *new.names[what]])
            numbers = {name: number for number, name in enumerate(every)}
            fresh = new.fit[what].copy()
            fresh[:, 0] = np.array([numbers[name] for name in new.names[what]], int)[fresh[:, 0]]
            names[what] = list(every)
            fit[what] = _by_name(mix, self.fit[what], fresh)
        return names, fit


def _by_name(mix: Mix, old: Matrix, new: Matrix) -> Matrix:
    """Put rows of name and place together, sorted by both; places are those of now."""
    pieces = []
    for rows, to in ((old, mix.old_to), (new, mix.new_to)):
        places = to[rows[:, 1]]
        moved = rows[places >= 0].copy()
        moved[:, 1] = places[places >= 0]
        pieces.append(moved)
    every = np.concatenate(pieces)
    return every[np.argsort((every[:, 0] << _PLACE_BITS) + every[:, 1], kind="stable")]


def raw_of(problem: Problem) -> Raw:
    """Return everyone's numbers from the facts.

    Args:
        problem: the facts.
    """
    some = problem.people.values()
    people, lines = unmeasured(problem)
    away, wishes = spans(some)
    names, fit = Fitness(some).arrays()
    return Raw(
        places={who: at for at, who in enumerate(problem.people)},
        people=people,
        stretches=lines.stretches,
        pointer=lines.pointer,
        away=away,
        wishes=wishes,
        nights=nights(some),
        names=names,
        fit=fit,
    )


def nights(people: Iterable[Person]) -> Matrix:
    """Return whether each has said yes to nights.

    Args:
        people: in order.
    """
    return np.array([one.accepts.night for one in people], bool)
