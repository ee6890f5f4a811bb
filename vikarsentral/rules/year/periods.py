"""Work periods of a year: duties whose gap is below the rest due are one period.

Source: aml § 10-8 (1); contract 2 (daily_rest).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vikarsentral.rules.year.columns import Columns, Ints


@dataclass(frozen=True, slots=True)
class Periods:
    """Every work period of every person, in order.

    Attributes:
        first: number of the first duty.
        after: number of the duty after the last one.
        start: UTC minute.
        end: UTC minute of the latest end.
        paid: minutes in all.
        rest: largest rest due in it.
        day: smallest ordinary ceiling in it.
        total: smallest ceiling with overtime in it.
    """

    first: Ints
    after: Ints
    start: Ints
    end: Ints
    paid: Ints
    rest: Ints
    day: Ints
    total: Ints

    def duties(self, period: int) -> range:
        """Return the numbers of the duties of a period."""
        return range(int(self.first[period]), int(self.after[period]))


def gaps(columns: Columns) -> tuple[Ints, Ints]:
    """Return the minutes before each duty that follows another, and the rest due there.

    Args:
        columns: of the roster.

    Returns:
        One entry for each of `columns.follows`; a gap is below 0 where duties overlap, and
        the rest is the larger of the two neighbours'.

    Source: contract 2 (R of a gap is the larger R of its two neighbours).
    """
    at, before = columns.follows, columns.before[columns.follows]
    rest = columns.limits.of("daily_rest")
    return columns.start[at] - columns.end[before], np.maximum(rest[at], rest[before])


def periods_of(columns: Columns) -> Periods:
    """Merge duties into work periods.

    Args:
        columns: of the roster.

    Source: aml § 10-8 (1); contract 2 (daily_rest).
    """
    count = len(columns.duties)
    starts = np.ones(count, np.bool_)
    gap, rest = gaps(columns)
    starts[columns.follows[gap < rest]] = False
    first = np.flatnonzero(starts)
    after = np.append(first[1:], count) if count else first
    limits = columns.limits

    def over(kind: np.ufunc, numbers: Ints) -> Ints:
        found: Ints = kind.reduceat(numbers, first) if count else numbers
        return found

    return Periods(
        first=first,
        after=after,
        start=columns.start[first],
        end=over(np.maximum, columns.end),
        paid=over(np.add, columns.paid),
        rest=over(np.maximum, limits.of("daily_rest")),
        day=over(np.minimum, limits.of("day_minutes")),
        total=over(np.minimum, limits.of("day_total_minutes")),
    )
