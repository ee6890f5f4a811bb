"""What a finding of a year tells besides its sum: dates, times and the work behind.

Whoever has only the receipt comes to the same verdict from these.

Source: contract 4 (`numbers` holds what a person needs to redo the sum).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

from vikarsentral.rules.oslo import day_written, written
from vikarsentral.rules.proofs import first_day_of
from vikarsentral.rules.values import Value
from vikarsentral.rules.year.columns import Columns, Ints
from vikarsentral.rules.year.facts import Held
from vikarsentral.rules.year.measured import Measured


def asked_since(value: Value) -> str | None:
    """Write the date from which a yes-or-no value says yes; None where it always has.

    Args:
        value: dated, 0 or 1.
    """
    return None if value.dated[0][1] else day_written(first_day_of(value))


def dates_of(columns: Columns, at: int) -> dict[str, object]:
    """Write the first and last date of a duty.

    Args:
        columns: of the roster.
        at: number of the duty.
    """
    return {
        "first_on": day_written(int(columns.first_on[at])),
        "last_on": day_written(int(columns.last_on[at])),
    }


def held_dates(held: Held) -> list[str | None]:
    """Write the first and last date something is held; None leaves that side open."""
    return [day_written(held.first_on), day_written(held.last_on)]


def windows_met(
    columns: Columns, at: int, spans: Sequence[tuple[int, int]]
) -> list[tuple[str, str]]:
    """Write every one of some times that a duty meets, whole.

    Args:
        columns: of the roster.
        at: number of the duty.
        spans: times in order, none overlapping another.
    """
    first = bisect_right([end for _, end in spans], int(columns.start[at]))
    after = bisect_left([start for start, _ in spans], int(columns.end[at]))
    return [(written(start), written(end)) for start, end in spans[first:after]]


def work_of(columns: Columns, duties: Sequence[int]) -> list[int]:
    """Return the paid minutes of some duties, one by one."""
    found: list[int] = columns.paid[list(duties)].tolist()
    return found


def work_in(columns: Columns, person: int, week: int) -> list[int]:
    """Return the paid minutes of each duty of a person that starts in a week.

    Args:
        columns: of the roster.
        person: number of the worker.
        week: its number.
    """
    return work_of(columns, columns.starting(person, range(week, week + 1)))


def above_in(columns: Columns, measured: Measured, person: int, week: int) -> list[list[int]]:
    """Return paid minutes and ordinary ceiling of each work period above it, in one week.

    Args:
        columns: of the roster.
        measured: work periods.
        person: number of the worker.
        week: in which the periods start.
    """
    periods, mine = measured.periods, columns.of(person)
    ends = (mine.start, mine.stop)
    first, after = (int(one) for one in np.searchsorted(periods.first, ends))
    inside: Ints = np.arange(first, after)
    here = columns.week[periods.first[inside]] == week
    above = periods.paid[inside] > periods.day[inside]
    return [
        [int(periods.paid[one]), int(periods.day[one])] for one in inside[here & above].tolist()
    ]
