"""Facts of a period and everyone's work packed, as bytes and back.

People are made only when they are asked for: who is shown, not everyone who is weighed. A test
holds what comes back to what went in, field by field and number by number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from vikarsentral.explain.copy_columns import from_bytes, to_bytes
from vikarsentral.explain.screen import Of, Screen, screen_of
from vikarsentral.explain.screen_fit import Fitness
from vikarsentral.explain.screen_line import Matrix
from vikarsentral.explain.screen_pack import matrix, packed_of
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.facts import Accepts, Competence, Person, Problem, Span, Stretch, Wish
from vikarsentral.rules.people import People, Source

HEADING = "heading"
"""Under this name a problem remembers the document it was read from, without people."""

_ROTA = 7


def bytes_of(problem: Problem) -> bytes:
    """Write a problem without needs, and everyone's work in it.

    Args:
        problem: remembers its heading.
    """
    screen = screen_of(problem, {})
    names, rows = screen.fitness.arrays()
    ground, units = screen.packed.ground, {one: at for at, one in enumerate(problem.units)}
    people = [_written(one) for one in problem.people.values()]
    ends = np.cumsum([0, *map(len, people)])
    arrays = {
        "stretches": ground.now.stretches,
        "pointer": ground.now.pointer,
        "people": ground.people,
        "rota": _rota(problem, units),
        "ends": ends,
        "away": screen.away,
        "wishes": screen.wishes,
        "nights": screen.nights,
        **{f"fit {what}": some for what, some in rows.items()},
    }
    head = {"document": problem.memory[HEADING], "ids": screen.ids, "names": names}
    return to_bytes(arrays, {"head": json.dumps(head).encode(), "people": b"".join(people)})


def problem_from(data: bytes) -> Problem:
    """Read what `bytes_of` wrote; everyone's work comes packed.

    Args:
        data: the bytes.

    Raises:
        Junk: the bytes are others than were written.
    """
    arrays, texts = from_bytes(data)
    head = json.loads(texts["head"])
    problem = read_problem({**head["document"], "people": []})
    places = {one: at for at, one in enumerate(head["ids"])}
    maker = _Maker(problem, head["ids"], arrays, texts["people"])
    people = People(Source(places, maker.person))
    object.__setattr__(problem, "people", people)
    fit = {name.removeprefix("fit "): some for name, some in arrays.items() if "fit " in name}
    packed = packed_of(problem, arrays["people"], arrays["stretches"], arrays["pointer"])
    fitness = Fitness.of_arrays(head["names"], fit)
    of = Of(packed, arrays["away"], arrays["wishes"], arrays["nights"], fitness)
    problem.memory[HEADING] = head["document"]
    problem.memory["screen"] = Screen(problem, {}, of)
    return problem


def _rota(problem: Problem, units: Mapping[str, int]) -> Matrix:
    rows = [
        [
            *(one.start, one.end, units[one.unit], one.unpaid_break),
            *(one.week, one.first_on, one.last_on),
        ]
        for person in problem.people.values()
        for one in person.rota
    ]
    return matrix(rows, _ROTA)


def _written(person: Person) -> bytes:
    """Write a person without id and rota."""
    accepts = person.accepts
    told = [
        *(person.kind, person.full_week_minutes, person.stillingsprosent),
        [[one.id, one.valid_from, one.valid_to] for one in person.competences.values()],
        sorted(person.sectors),
        None if person.units is None else sorted(person.units),
        *(sorted(person.known_units), person.hourly_cost_ore),
        [accepts.merarbeid_minutes_week, accepts.overtime, accepts.night],
        person.overtime_minutes_52w,
        [[one.start, one.end] for one in person.unavailable],
        [[one.start, one.end, one.ore] for one in person.wishes],
        *(person.home_area, person.regime),
    ]
    return json.dumps(told, separators=(",", ":")).encode()


class _Maker:
    """Make people from what was written."""

    def __init__(
        self, problem: Problem, ids: list[str], arrays: Mapping[str, Matrix], texts: bytes
    ) -> None:
        self._ids = ids
        self._units = tuple(problem.units.values())
        self._rota, self._pointer = arrays["rota"], arrays["pointer"]
        self._texts, self._ends = texts, arrays["ends"]

    def person(self, place: int) -> Person:
        """Return the person of a place."""
        told = json.loads(self._texts[self._ends[place] : self._ends[place + 1]])
        kind, full, size, competences, sectors, units, known, cost, accepts = told[:9]
        over, unavailable, wishes, home_area, regime = told[9:]
        return Person(
            id=self._ids[place],
            kind=kind,
            full_week_minutes=full,
            stillingsprosent=size,
            competences={one[0]: Competence(*one) for one in competences},
            sectors=frozenset(sectors),
            units=None if units is None else frozenset(units),
            known_units=frozenset(known),
            hourly_cost_ore=cost,
            accepts=Accepts(*accepts),
            overtime_minutes_52w=over,
            rota=self._stretches(place),
            unavailable=tuple(Span(*one) for one in unavailable),
            wishes=tuple(Wish(*one) for one in wishes),
            home_area=home_area,
            regime=regime,
        )

    def _stretches(self, place: int) -> tuple[Stretch, ...]:
        rows: list[list[Any]] = self._rota[
            self._pointer[place] : self._pointer[place + 1]
        ].tolist()
        return tuple(self._stretch(index, row) for index, row in enumerate(rows))

    def _stretch(self, index: int, row: list[Any]) -> Stretch:
        start, end, at, unpaid, week, first_on, last_on = row
        unit = self._units[at]
        return Stretch("", index, unit.id, unit.area, start, end, unpaid, week, first_on, last_on)
