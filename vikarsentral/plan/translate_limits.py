"""The limits in force for a person's stretches, asked once per set of agreements and date.

Source: contract 2 (agreements).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from solver import columns as c
from vikarsentral.plan.translate_candidates import numbered
from vikarsentral.rules.agreements import Agreed, agreed
from vikarsentral.rules.facts import Agreement, Person, Problem, Stretch
from vikarsentral.rules.values import value_on

Whole = npt.NDArray[np.int64]

FIRST, STOP = c.REST, c.AVERAGE + 1
"""Columns of an item that hold its limits."""

_MOST_GROUPS = 64  # remembered at a time


@dataclass(slots=True)
class LimitRows:
    """Answer the limit columns of items, for all needs of a person at once.

    Attributes:
        problem: the facts.
        needs: stretches of the needs, in the order in which they are numbered.
    """

    problem: Problem
    needs: Sequence[Stretch]
    _book: Agreed = field(init=False)
    _key_of: Whole = field(init=False)
    _keys: list[tuple[str, int]] = field(init=False)
    _dates: Whole = field(init=False)
    _of_group: dict[tuple[object, ...], tuple[Whole, Whole]] = field(default_factory=dict)
    _asked: dict[tuple[object, ...], tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._book = agreed(self.problem)
        self._key_of, self._keys = numbered([(one.unit, one.first_on) for one in self.needs])
        self._dates = np.array([on for _, on in self._keys], dtype=np.int64)

    def of_needs(self, person: Person, needs: Whole) -> Whole:
        """Return the limits in force if the person took some needs.

        Args:
            person: who would work.
            needs: numbers of needs.

        Returns:
            One row per need with the columns `FIRST` to `STOP` of an item.
        """
        group = self._group(person)
        if group not in self._of_group:
            if len(self._of_group) >= _MOST_GROUPS:
                self._of_group.clear()
            self._of_group[group] = self._rows(person)
        which, rows = self._of_group[group]
        return rows[which[self._key_of[needs]]]

    def of(self, person: Person, stretch: Stretch) -> tuple[int, ...]:
        """Return the limits in force for one stretch of the person's work.

        Args:
            person: who works.
            stretch: the work.

        Returns:
            The columns `FIRST` to `STOP` of an item.
        """
        key = (*self._group(person), stretch.unit, stretch.first_on)
        if key not in self._asked:
            self._asked[key] = self._row(person, stretch.unit, stretch.first_on)
        return self._asked[key]

    def _group(self, person: Person) -> tuple[object, ...]:
        """Return what the person's limits depend on besides place and date."""
        book = self._book.of_person(person.id)
        return (tuple(one.id for one in book), person.accepts.overtime)

    def _rows(self, person: Person) -> tuple[Whole, Whole]:
        """Ask once per set of covering agreements and date.

        Returns:
            Which row holds for every place and date of the needs, and the rows.
        """
        which = self._dates
        for one in self._book.of_person(person.id):
            which = np.unique(2 * which + self._covered(one), return_inverse=True)[1]
        _, first, which = np.unique(which, return_index=True, return_inverse=True)
        rows = [self._row(person, *self._keys[at]) for at in first]
        return which, np.array(rows, dtype=np.int64).reshape(-1, STOP - FIRST)

    def _covered(self, one: Agreement) -> Whole:
        """Tell, 1 or 0, where and when an agreement covers work."""
        units = [one.units is None or unit in one.units for unit, _ in self._keys]
        in_time = (one.valid_from <= self._dates) & (self._dates <= one.valid_to)
        return (np.array(units, dtype=np.bool_) & in_time).astype(np.int64)

    def _row(self, person: Person, unit: str, on: int) -> tuple[int, ...]:
        """Ask for the limits; overtime that is not accepted has its own."""
        limits = self._book.limits(person.id, unit, on)
        over = (limits.overtime_week, limits.overtime_4_weeks, limits.overtime_52_weeks)
        if not person.accepts.overtime:
            over = (value_on("overtime_not_accepted", on),) * 3
        return (
            *(limits.daily_rest, limits.day_minutes, limits.weekly_rest, limits.week_minutes),
            *over,
            int(limits.red_days == "average"),
        )
