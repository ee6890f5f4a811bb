"""A year of work laid out in columns: one array per fact, one entry per duty, people in order.

All rules read these arrays, so that a year of many people is judged in a few sweeps. Duties
stand by person, start, end and id; `before` is the neighbour before, as in contract 2.

Source: contract 2 (stretch, neighbour, work period, week).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vikarsentral.rules.oslo import DAYS_PER_WEEK, instant, written
from vikarsentral.rules.values import Value
from vikarsentral.rules.year.facts import Duty, Worker, YearRoster
from vikarsentral.rules.year.faults import refuse_faulty
from vikarsentral.rules.year.limits import LimitColumns

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
MARGIN_DAYS = 9
_TIME_BITS = 24


class Columns:
    """The arrays of one roster, worked out when first asked for."""

    def __init__(self, roster: YearRoster, values: Mapping[str, Value]) -> None:
        """Lay out a roster.

        Args:
            roster: the facts.
            values: dated values by id.

        Raises:
            BadInput: the roster names what it does not hold, or times that cannot be.
        """
        refuse_faulty(roster)
        self.roster = roster
        self.values = values
        self.workers: tuple[Worker, ...] = roster.workers
        self.unit_ids = tuple(roster.units)
        self.duties: tuple[Duty, ...] = roster.duties
        place = {worker.id: number for number, worker in enumerate(self.workers)}
        unit = {name: number for number, name in enumerate(self.unit_ids)}
        person = self.mapped("person", place)
        start, end = self.ints("start"), self.ints("end")
        rank = self._rank()
        order = np.lexsort((rank, end, start, person))
        self.duties = tuple(map(roster.duties.__getitem__, order.tolist()))
        self.person, self.start, self.end = person[order], start[order], end[order]
        self.rank = rank[order]
        self.unit = self.mapped("unit", unit)
        self.unpaid = self.ints("unpaid_break")
        self.first_day = roster.first_on - MARGIN_DAYS
        days = range(self.first_day, roster.end_on + MARGIN_DAYS + 1)
        self.midnights = np.array([instant(on) for on in days], np.int64)
        self.mondays = self.midnights[MARGIN_DAYS : MARGIN_DAYS + 7 * self.weeks + 1 : 7]

    def ints(self, name: str) -> Ints:
        """Return a whole number of every duty.

        Args:
            name: of the duty's attribute.
        """
        return np.fromiter(map(attrgetter(name), self.duties), np.int64, len(self.duties))

    def flags(self, name: str) -> Flags:
        """Return a yes or no of every duty.

        Args:
            name: of the duty's attribute.
        """
        return np.fromiter(map(attrgetter(name), self.duties), np.bool_, len(self.duties))

    def mapped(self, name: str, numbers: Mapping[Any, int]) -> Ints:
        """Return the number that stands for an attribute of every duty.

        Args:
            name: of the duty's attribute.
            numbers: number by the attribute's value.
        """
        told = map(numbers.__getitem__, map(attrgetter(name), self.duties))
        return np.fromiter(told, np.int64, len(self.duties))

    def _rank(self) -> Ints:
        """Return the place of each duty among all ids in order."""
        ids = list(map(attrgetter("id"), self.duties))
        rank = np.empty(len(ids), np.int64)
        rank[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
        return rank

    def of_worker(self, take: Callable[[Worker], int]) -> Ints:
        """Return one number of every worker.

        Args:
            take: takes it out of a worker.
        """
        return np.fromiter((take(one) for one in self.workers), np.int64, len(self.workers))

    def value(self, key: str, on: Ints) -> Ints:
        """Return the value in force on each date.

        Args:
            key: name of the value.
            on: Oslo dates as ordinals.
        """
        dated = self.values[key].dated
        if len(dated) == 1:
            return np.full(on.shape, dated[0][1], np.int64)
        since = np.array([day.toordinal() for day, _ in dated], np.int64)
        numbers = np.array([number for _, number in dated], np.int64)
        found: Ints = numbers[np.maximum(np.searchsorted(since, on, side="right") - 1, 0)]
        return found

    @property
    def weeks(self) -> int:
        """Return how many weeks are judged."""
        return (self.roster.end_on - self.roster.first_on) // DAYS_PER_WEEK

    @property
    def shape(self) -> tuple[int, int]:
        """Return people and weeks."""
        return len(self.workers), self.weeks

    @cached_property
    def paid(self) -> Ints:
        """Return the paid minutes of each duty."""
        return self.end - self.start - self.unpaid

    def day_of(self, minute: Ints) -> Ints:
        """Return the Oslo date of instants near the roster, as ordinals."""
        return self.first_day + np.searchsorted(self.midnights, minute, side="right") - 1

    def date_of(self, minute: int) -> int:
        """Return the Oslo date of one instant near the roster, as an ordinal."""
        return self.first_day + int(np.searchsorted(self.midnights, minute, side="right")) - 1

    @cached_property
    def first_on(self) -> Ints:
        """Return the Oslo date each duty starts on."""
        return self.day_of(self.start)

    @cached_property
    def last_on(self) -> Ints:
        """Return the last Oslo date each duty touches."""
        return self.day_of(self.end - 1)

    @cached_property
    def week(self) -> Ints:
        """Return the number of the week each duty starts in."""
        return (self.first_on - self.roster.first_on) // DAYS_PER_WEEK

    @cached_property
    def monday_on(self) -> Ints:
        """Return the date of each week's Monday."""
        return self.roster.first_on + DAYS_PER_WEEK * np.arange(self.weeks, dtype=np.int64)

    @cached_property
    def limits(self) -> LimitColumns:
        """Return the limits in force for each duty."""
        return LimitColumns(self)

    @cached_property
    def before(self) -> Ints:
        """Return each duty's neighbour before, -1 for a person's first duty.

        Source: contract 2 (the earlier one that ends last, of equal ends the larger id).
        """
        count = len(self.duties)
        if not count:
            return np.empty(0, np.int64)
        later = self.end - int(self.start.min())
        key = ((self.person << _TIME_BITS) + later) * count + self.rank
        is_last = np.maximum.accumulate(key) == key
        last = np.maximum.accumulate(np.where(is_last, np.arange(count), -1))
        found = np.full(count, -1, np.int64)
        follows = np.flatnonzero(self.person[1:] == self.person[:-1]) + 1
        found[follows] = last[follows - 1]
        return found

    @cached_property
    def follows(self) -> Ints:
        """Return the numbers of the duties that have a neighbour before."""
        return np.flatnonzero(self.before >= 0)

    def by_week(self, minutes: Ints) -> Ints:
        """Sum something of each duty by person and the week it starts in.

        Args:
            minutes: one number per duty.
        """
        people, weeks = self.shape
        cells = self.person * weeks + self.week
        summed = np.bincount(cells, minutes.astype(np.float64), people * weeks)
        found: Ints = np.rint(summed).astype(np.int64).reshape(people, weeks)
        return found

    @cached_property
    def paid_by_week(self) -> Ints:
        """Return P of each person and week."""
        return self.by_week(self.paid)

    def ids(self, duties: Sequence[int] | Ints) -> tuple[str, ...]:
        """Return the ids of some duties, sorted."""
        return tuple(sorted({self.duties[at].id for at in duties}))

    @cached_property
    def ranges(self) -> Ints:
        """Return where each person's duties begin, and after the last one where they end."""
        return np.searchsorted(self.person, np.arange(len(self.workers) + 1))

    def of(self, person: int) -> range:
        """Return the numbers of one person's duties."""
        return range(int(self.ranges[person]), int(self.ranges[person + 1]))

    def starting(self, person: int, weeks: range) -> list[int]:
        """Return the numbers of a person's duties that start in some weeks."""
        mine = self.of(person)
        week = self.week[mine.start : mine.stop]
        inside = np.flatnonzero((week >= weeks.start) & (week < weeks.stop))
        return [mine.start + int(at) for at in inside]

    def times(self, at: int) -> dict[str, object]:
        """Write when a duty is."""
        return {"start": written(int(self.start[at])), "end": written(int(self.end[at]))}

    def monday(self, week: int) -> str:
        """Write the Monday of a week."""
        return written(int(self.mondays[week]))
