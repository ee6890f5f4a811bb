"""Facts of a period and everyone's work packed, as bytes and back.

People are made only when they are asked for: who is shown, not everyone who is weighed. A test
holds what comes back to what went in, field by field and number by number.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

import vikarsentral
from vikarsentral.explain.copy_columns import Arrays, from_bytes, to_bytes
from vikarsentral.explain.screen import screen_of
from vikarsentral.explain.screen_line import TIE, Matrix
from vikarsentral.explain.screen_pack import matrix
from vikarsentral.explain.screen_raw import RAW, Raw
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
    people, rota = _all_written(problem, units)
    ends = np.cumsum([0, *map(len, people)])
    patterns = ground.now.stretches.copy()
    patterns[:, TIE] = 0
    arrays = {
        "patterns": patterns,
        "ties": ground.now.stretches[:, TIE],
        "pointer": ground.now.pointer,
        "people": ground.people,
        "rota": rota,
        "ends": ends,
        "away": screen.away,
        "wishes": screen.wishes,
        "nights": screen.nights,
        **{f"fit {what}": some for what, some in rows.items()},
    }
    head = {"document": problem.memory[HEADING], "ids": screen.ids, "names": names}
    return to_bytes(arrays, {"head": json.dumps(head).encode(), "people": b"".join(people)})


def problem_from(data: bytes) -> Problem:
    """Read what `bytes_of` wrote; everyone's work comes as numbers, not yet measured.

    Args:
        data: the bytes.

    Raises:
        Junk: the bytes are others than were written.
    """
    arrays, texts = from_bytes(data)
    head = json.loads(texts["head"])
    problem = read_problem({**head["document"], "people": []})
    source = _Written(problem, head["ids"], arrays, texts["people"])
    object.__setattr__(problem, "people", People(source))
    problem.memory[HEADING] = head["document"]
    problem.memory[RAW] = _raw(head["ids"], head["names"], arrays)
    return problem


def _raw(ids: list[str], names: Mapping[str, list[str]], arrays: Arrays) -> Raw:
    stretches = arrays["patterns"]
    stretches[:, TIE] = arrays["ties"]
    return Raw(
        places={one: at for at, one in enumerate(ids)},
        people=arrays["people"],
        stretches=stretches,
        pointer=arrays["pointer"],
        away=arrays["away"],
        wishes=arrays["wishes"],
        nights=arrays["nights"],
        names=names,
        fit={name.removeprefix("fit "): arrays[name] for name in arrays if "fit " in name},
    )


def _all_written(problem: Problem, units: Mapping[str, int]) -> tuple[list[bytes], Matrix]:
    """Write everyone and their rota; who is as in a copy is taken from it as it was written."""
    people = problem.people
    texts, pieces = [], [np.zeros((0, _ROTA), np.int64)]
    of_copy = people if isinstance(people, People) else None
    source = None if of_copy is None else of_copy.source
    for who in people:
        if of_copy is not None and isinstance(source, _Written) and who not in of_copy.own:
            text, rows = source.written(who)
        else:
            text, rows = _written(people[who]), _rota(people[who], units)
        texts.append(text)
        pieces.append(rows)
    return texts, np.concatenate(pieces)


def _rota(person: Person, units: Mapping[str, int]) -> Matrix:
    rows = [
        [
            *(one.start, one.end, units[one.unit], one.unpaid_break),
            *(one.week, one.first_on, one.last_on),
        ]
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


class _Written(Source):
    """Make people from what was written."""

    def __init__(self, problem: Problem, ids: list[str], arrays: Arrays, texts: bytes) -> None:
        super().__init__({one: at for at, one in enumerate(ids)}, self._person)
        self._ids = ids
        self._units = tuple(problem.units.values())
        self._arrays, self._pointer = arrays, arrays["pointer"]
        self._texts, self._ends = texts, arrays["ends"]

    def written(self, key: str) -> tuple[bytes, Matrix]:
        """Return a person and their rota as they were written."""
        place = self.places[key]
        rota = self._arrays["rota"]  # of everyone, since everyone is being written
        return self._text(place), rota[self._pointer[place] : self._pointer[place + 1]]

    def _text(self, place: int) -> bytes:
        return self._texts[self._ends[place] : self._ends[place + 1]]

    def _rows(self, place: int) -> Matrix:
        return self._arrays.rows("rota", *self._pointer[place : place + 2].tolist())

    def _person(self, place: int) -> Person:
        """Return the person of a place."""
        told = json.loads(self._text(place))
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
        rows: list[list[Any]] = self._rows(place).tolist()
        return tuple(self._stretch(index, row) for index, row in enumerate(rows))

    def _stretch(self, index: int, row: list[Any]) -> Stretch:
        start, end, at, unpaid, week, first_on, last_on = row
        unit = self._units[at]
        return Stretch("", index, unit.id, unit.area, start, end, unpaid, week, first_on, last_on)


def _sum_of_code() -> str:
    found = hashlib.sha256()
    root = Path(vikarsentral.__file__).parent
    for file in sorted(root.rglob("*.py")):
        found.update(f"{file.relative_to(root)} {file.stat().st_size}\n".encode())
        found.update(file.read_bytes())
    return found.hexdigest()


MADE_BY: Final = _sum_of_code()
"""A sum over all code that facts are read, judged and packed by, as it was when this began."""
