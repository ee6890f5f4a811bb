"""Who holds which competence, and who belongs where: sorted once, so that a need asks by name.

Source: contract 2 (`competence`, `place`, and the goal `unknown_unit`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from vikarsentral.explain.screen_line import Matrix
from vikarsentral.explain.screen_pack import matrix
from vikarsentral.explain.screen_renew import Mix
from vikarsentral.rules.facts import Competence, Need, Person

_FOREVER = 1 << 40
_NOBODY: Matrix = np.zeros(0, np.int64)


class Fitness:
    """What follows from a person alone, for everyone at once."""

    def __init__(self, people: Iterable[Person]) -> None:
        """Sort everyone once.

        Args:
            people: in order; each is named by place.
        """
        held: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        in_sector, known, bound_to = (defaultdict[str, list[int]](list) for _ in range(3))
        bound = []
        for place, person in enumerate(people):
            for name, one in person.competences.items():
                held[name].append((place, *_days(one)))
            bound.append(person.units is not None)
            for by, names in (
                (in_sector, person.sectors),
                (known, person.known_units),
                (bound_to, person.units or ()),
            ):
                for name in names:
                    by[name].append(place)
        self.count = len(bound)
        self._held = {name: np.array(rows, np.int64) for name, rows in held.items()}
        self._in_sector, self._known, self._bound_to = map(_arrays, (in_sector, known, bound_to))
        self._bound = np.array(bound, np.int64)

    def mixed(self, new: Fitness, mix: Mix) -> Fitness:
        """Return the same for everyone, where a few were sorted anew.

        Args:
            new: what follows from those few.
            mix: where each person comes from.
        """
        made = Fitness(())
        made.count = len(mix.old_to[mix.old_to >= 0]) + new.count
        made._held = dict(mix.named(self._held, new._held))
        made._in_sector = dict(mix.named(self._in_sector, new._in_sector))
        made._known = dict(mix.named(self._known, new._known))
        made._bound_to = dict(mix.named(self._bound_to, new._bound_to))
        made._bound = mix.rows(self._bound, new._bound)
        return made

    def arrays(self) -> tuple[dict[str, list[str]], dict[str, Matrix]]:
        """Return all this as names, and rows that begin with the number of a name."""
        names, rows = {}, {"bound": self._bound}
        for what, by in self._by_name().items():
            names[what] = list(by)
            width = 4 if what == "held" else 2
            pieces = [np.zeros((0, width), np.int64)]
            for number, some in enumerate(by.values()):
                own = some.reshape(len(some), -1)
                pieces.append(np.insert(own, 0, number, axis=1))
            rows[what] = np.concatenate(pieces)
        return names, rows

    @classmethod
    def of_arrays(cls, names: Mapping[str, list[str]], rows: Mapping[str, Matrix]) -> Fitness:
        """Return what `arrays` told.

        Args:
            names: by what they name.
            rows: by what they tell.
        """
        made = cls(())
        made._bound = rows["bound"]
        made.count = len(made._bound)
        by = {}
        for what, some in names.items():
            ends = np.searchsorted(rows[what][:, 0], np.arange(1, len(some)))
            pieces = np.split(rows[what][:, 1:] if what == "held" else rows[what][:, 1], ends)
            by[what] = {
                name: piece for name, piece in zip(some, pieces, strict=False) if len(piece)
            }
        made._held, made._in_sector = by["held"], by["in_sector"]
        made._known, made._bound_to = by["known"], by["bound_to"]
        return made

    def _by_name(self) -> dict[str, dict[str, Matrix]]:
        return {
            "held": self._held,
            "in_sector": self._in_sector,
            "known": self._known,
            "bound_to": self._bound_to,
        }

    def lacking(self, need: Need) -> Matrix:
        """Return 1 for those who lack a competence on some day of a need, else 0.

        Args:
            need: the duty.
        """
        fit = np.ones(self.count, np.int64)
        first, last = need.stretch.first_on, need.stretch.last_on
        for name in need.requires:
            has = np.zeros(self.count, np.int64)
            rows = self._held.get(name)
            if rows is not None:
                has[rows[(rows[:, 1] <= first) & (rows[:, 2] >= last), 0]] = 1
            fit &= has
        return 1 - fit

    def out_of_place(self, unit: str, sector: str) -> Matrix:
        """Return 1 for those whose post does not reach a unit, else 0.

        Args:
            unit: the unit's id.
            sector: its sector.
        """
        elsewhere = self._bound.copy()
        elsewhere[self._bound_to.get(unit, _NOBODY)] = 0
        out = np.ones(self.count, np.int64)
        out[self._in_sector.get(sector, _NOBODY)] = 0
        return out | elsewhere

    def new_at(self, unit: str) -> Matrix:
        """Return 1 for those who do not know a unit, else 0.

        Args:
            unit: the unit's id.
        """
        new = np.ones(self.count, np.int64)
        new[self._known.get(unit, _NOBODY)] = 0
        return new


def _arrays(places: Mapping[str, list[int]]) -> dict[str, Matrix]:
    return {name: np.array(some, np.int64) for name, some in places.items()}


def _days(held: Competence) -> tuple[int, int]:
    """Return the first and last day a competence is held."""
    first = -_FOREVER if held.valid_from is None else held.valid_from
    return first, _FOREVER if held.valid_to is None else held.valid_to


def spans(people: Iterable[Person]) -> tuple[Matrix, Matrix]:
    """Pack when people are unavailable: rows of person, start and end, and where they begin.

    Args:
        people: in order.

    Returns:
        Rows of place, start and end; and rows of place, start, end and øre of wishes.
    """
    away, wishes = [], []
    for place, person in enumerate(people):
        away += [[place, one.start, one.end] for one in person.unavailable]
        wishes += [[place, one.start, one.end, one.ore] for one in person.wishes]
    return matrix(away, 3), matrix(wishes, 4)
