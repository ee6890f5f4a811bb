"""What several rules of a year measure: work periods, overtime, nights, averaging.

Source: contract 2 (P, F, C, X); aml § 10-5, § 10-6, § 10-11.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from vikarsentral.rules.oslo import DAYS_PER_WEEK, instant
from vikarsentral.rules.values import Value
from vikarsentral.rules.year.columns import Columns, Flags, Ints
from vikarsentral.rules.year.periods import Periods, periods_of


@dataclass(frozen=True, slots=True)
class Block:
    """An averaging period that an agreement opens.

    Attributes:
        person: number of the worker.
        weeks: numbers of its weeks inside the roster.
        whole: all its weeks lie inside the roster.
    """

    person: int
    weeks: range
    whole: bool


class Measured:
    """Sums that more than one rule needs, worked out once."""

    def __init__(self, columns: Columns) -> None:
        """Keep the columns.

        Args:
            columns: of the roster.
        """
        self._columns = columns

    @cached_property
    def periods(self) -> Periods:
        """Return the work periods."""
        return periods_of(self._columns)

    @cached_property
    def above_day(self) -> Ints:
        """Return X by person and week: paid minutes above the ordinary day."""
        columns, periods = self._columns, self.periods
        found = np.zeros(columns.shape, np.int64)
        cell = (columns.person[periods.first], columns.week[periods.first])
        np.add.at(found, cell, np.maximum(0, periods.paid - periods.day))
        return found

    @cached_property
    def full_week(self) -> Ints:
        """Return F of each worker."""
        return self._columns.of_worker(lambda one: one.full_week_minutes)

    @cached_property
    def blocks(self) -> list[Block]:
        """Return the averaging periods that are open: every duty in them under an agreement.

        Source: aml § 10-5 (1), (2).
        """
        columns = self._columns
        found = []
        opened = columns.limits.of("averaging_weeks")
        for person, worker in enumerate(columns.workers):
            for period in worker.averaging:
                first = (period.first_on - columns.roster.first_on) // DAYS_PER_WEEK
                weeks = range(max(0, first), min(columns.weeks, first + period.weeks))
                duties = columns.starting(person, weeks)
                if all(opened[at] >= period.weeks for at in duties):
                    found.append(Block(person, weeks, len(weeks) == period.weeks))
        return found

    @cached_property
    def averaged(self) -> Flags:
        """Tell of each person and week whether ordinary hours are averaged over more."""
        found = np.zeros(self._columns.shape, np.bool_)
        for block in self.blocks:
            found[block.person, block.weeks.start : block.weeks.stop] = True
        return found

    @cached_property
    def overtime(self) -> Ints:
        """Return the overtime minutes of each person and week.

        In an averaged week it is what was ordered as overtime, beyond the plan; in any other
        it is max(0, P - F, X).

        Source: contract 2 (overtime); aml § 10-5, § 10-6.
        """
        columns = self._columns
        ordered = columns.by_week(np.where(columns.flags("overtime"), columns.paid, 0))
        beyond = np.maximum(columns.paid_by_week - self.full_week[:, None], self.above_day)
        return np.where(self.averaged, ordered, np.maximum(0, beyond))

    @cached_property
    def ordinary(self) -> Ints:
        """Return the ordinary minutes of each person and week."""
        return self._columns.paid_by_week - self.overtime

    @cached_property
    def nights(self) -> list[tuple[int, int]]:
        """Return every night near the roster, in order.

        Source: aml § 10-11 (1).
        """
        columns = self._columns
        days = range(columns.first_day, columns.first_day + len(columns.midnights) - 1)
        starts, ends = columns.values["night_from_hour"], columns.values["night_to_hour"]
        return [(_hour(starts, on), _hour(ends, on + 1, on)) for on in days]

    @cached_property
    def night(self) -> Ints:
        """Return the minutes of each duty inside the night."""
        return covered(self._columns, self.nights)


def _hour(value: Value, on: int, valued_on: int | None = None) -> int:
    """Return the instant of an hour on a date, the hour as in force on a date."""
    return instant(on, value.on(on if valued_on is None else valued_on))


def covered(columns: Columns, spans: list[tuple[int, int]], duties: range | None = None) -> Ints:
    """Count the minutes of each duty that lie in any of some times.

    Args:
        columns: of the roster.
        spans: times in order, none overlapping another.
        duties: the numbers of the duties asked about; all when None.
    """
    some = range(len(columns.duties)) if duties is None else duties
    if not spans:
        return np.zeros(len(some), np.int64)
    starts = np.array([start for start, _ in spans], np.int64)
    ends = np.array([end for _, end in spans], np.int64)
    sums = np.concatenate([[0], np.cumsum(ends - starts)])

    def until(minute: Ints) -> Ints:
        place = np.searchsorted(starts, minute, side="right")
        last = np.maximum(place - 1, 0)
        inside = np.where(place > 0, np.minimum(minute, ends[last]) - starts[last], 0)
        found: Ints = sums[last] * (place > 0) + inside
        return found

    mine = slice(some.start, some.stop)
    return until(columns.end[mine]) - until(columns.start[mine])
