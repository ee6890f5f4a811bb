"""Everyone considered for one need in order of rank, put in words only when read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, overload

import numpy as np

from vikarsentral.explain import screen_line as c
from vikarsentral.explain.screen_line import Matrix
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.table import RULE_ORDER

_LINE_RULES = {
    c.OVERLAP: "overlap",
    c.TRAVEL: "travel",
    c.DAILY: "daily_rest",
    c.WEEKLY: "weekly_rest",
    c.DAYS: "day_minutes",
    c.WEEKS: "week_minutes",
    c.OVER: "overtime",
    c.EXTRA: "merarbeid",
    c.RED: "red_days",
}
COMPETENCE, PLACE, AVAILABLE, PINNED = range(c.RED + 1, c.RED + 5)
_RULES = {
    **_LINE_RULES,
    COMPETENCE: "competence",
    PLACE: "place",
    AVAILABLE: "available",
    PINNED: "pinned",
}
_BITS = {name: bit for bit, name in _RULES.items()}
_ROOM = 1 << 62


def came_first(id_: str) -> tuple[int, str]:
    """Return what sorts equals: an id numbers a row, so of two the shorter came first.

    Args:
        id_: of a person or a need, such as `p9`.
    """
    return len(id_), id_


def places_of(ids: Sequence[str]) -> Matrix:
    """Return the place of each id among equals.

    Args:
        ids: in any order.
    """
    lengths = np.fromiter(map(len, ids), int, len(ids))
    order = np.lexsort((np.array(ids, "U"), lengths))
    places = np.empty(len(ids), np.int64)
    places[order] = np.arange(len(ids))
    return places


def worst_of(breaches: Iterable[Excess]) -> list[int]:
    """Return how far each rule on when people work is broken, 0 where it is kept.

    Args:
        breaches: what the rules measured.
    """
    found = [0] * len(_LINE_RULES)
    for one in breaches:
        bit = _BITS[one.rule]
        if bit in _LINE_RULES:
            found[bit] = max(found[bit], one.over)
    return found


def mask_of(rules: Iterable[str]) -> int:
    """Return some rules as bits."""
    return sum(1 << _BITS[rule] for rule in rules)


class Asked(NamedTuple):
    """One person considered, in short.

    Attributes:
        id: the person's id.
        rules: the rules that stop the person, in the table's order; empty when lawful.
        marginal: what the objective grows by in øre.
        excess: how far each of the rules on when people work is broken, as the rules measure.
    """

    id: str
    rules: tuple[str, ...]
    marginal: int
    excess: Mapping[str, int] = MappingProxyType({})

    @property
    def lawful(self) -> bool:
        """Tell whether the person may take the need."""
        return not self.rules


class Everyone(Sequence[Asked]):
    """Everyone considered for one need, in order of rank; each is put in words when read."""

    def __init__(
        self,
        ids: Sequence[str],
        masks: Matrix,
        marginal: Matrix,
        names: Matrix,
        worst: Matrix | None = None,
    ) -> None:
        """Put everyone in order: lawful first, then by marginal objective, then who came first.

        Args:
            ids: of the people.
            masks: rules that stop each, as bits.
            marginal: what the objective grows by.
            names: the place of each id among equals, as `places_of` tells.
            worst: how far each rule on when people work is broken, a row per person.
        """
        self._ids = ids
        self._worst = worst
        self._masks = masks
        self._marginal = marginal
        self._names = names
        self._order = _ranked(names, marginal, masks != 0)
        self.lawful = int((masks == 0).sum())

    def __len__(self) -> int:
        """Return how many were considered."""
        return len(self._ids)

    @overload
    def __getitem__(self, place: int) -> Asked: ...

    @overload
    def __getitem__(self, place: slice) -> list[Asked]: ...

    def __getitem__(self, place: int | slice) -> Asked | list[Asked]:
        """Return one by rank, 0 for the best, or several."""
        if isinstance(place, slice):
            return [self._one(each) for each in self._order[place].tolist()]
        return self._one(int(self._order[place]))

    def _one(self, at: int) -> Asked:
        mask, marginal = int(self._masks[at]), int(self._marginal[at])
        rules = rules_of(mask)
        if self._worst is None or not rules:
            return Asked(self._ids[at], rules, marginal)
        row = self._worst[at]
        told = {one: int(row[_BITS[one]]) for one in rules if _BITS[one] in _LINE_RULES}
        return Asked(self._ids[at], rules, marginal, told)

    def ids(self) -> list[str]:
        """Return the ids of everyone in order of rank."""
        return [self._ids[at] for at in self._order.tolist()]

    def by_id(self) -> Everyone:
        """Return everyone with equals in the order of their ids as texts, as files rank."""
        names = np.empty(len(self._ids), np.int64)
        names[np.argsort(np.array(self._ids, "U"))] = np.arange(len(self._ids))
        return Everyone(self._ids, self._masks, self._marginal, names, self._worst)

    def able(self) -> Everyone:
        """Return those whom neither competence nor place stops, in order."""
        keep = (self._masks & (1 << COMPETENCE | 1 << PLACE)) == 0
        ids = [self._ids[at] for at in np.flatnonzero(keep).tolist()]
        worst = None if self._worst is None else self._worst[keep]
        return Everyone(ids, self._masks[keep], self._marginal[keep], self._names[keep], worst)

    def stopped(self) -> dict[str, int]:
        """Return how many each rule stops, by rule, in the table's order."""
        found = {}
        for rule in sorted(_BITS, key=lambda one: RULE_ORDER[one]):
            count = int((self._masks >> _BITS[rule] & 1).sum())
            if count:
                found[rule] = count
        return found

    def place(self, id_: str) -> int:
        """Return somebody's rank, 1 for the best; 0 for those who were not considered.

        Args:
            id_: the person's id.
        """
        if id_ not in self._ids:
            return 0
        return int(np.flatnonzero(self._order == self._ids.index(id_))[0]) + 1

    def nearest(self, many: int) -> list[Asked]:
        """Return those who may not, stopped by the fewest rules, then the cheapest.

        Args:
            many: how many at most.
        """
        others = self._order[self.lawful :]
        masks = self._masks[others]
        count = (masks[:, None] >> np.array(list(_RULES)) & 1).sum(axis=1)
        near = np.lexsort((self._names[others], self._marginal[others], count))
        return [self._one(each) for each in others[near[:many]].tolist()]


def _ranked(names: Matrix, marginal: Matrix, is_stopped: Matrix) -> Matrix:
    """Return the order by the last given first; one number holds all three where it has room."""
    many = len(names)
    if not many:
        return np.zeros(0, np.int64)
    low = int(marginal.min())
    span = int(marginal.max()) - low + 1
    if 2 * span * many >= _ROOM:
        return np.lexsort((names, marginal, is_stopped))
    return np.argsort((is_stopped * span + (marginal - low)) * many + names)


@lru_cache(maxsize=10_000)
def rules_of(mask: int) -> tuple[str, ...]:
    """Return the rules of a mask in the table's order."""
    found = [name for bit, name in _RULES.items() if mask >> bit & 1]
    return tuple(sorted(found, key=lambda rule: RULE_ORDER[rule]))
