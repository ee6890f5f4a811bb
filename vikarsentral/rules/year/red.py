"""Red days in a year of work.

Source: aml § 10-8 (4); contract 2 (red_days).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from vikarsentral.rules.oslo import DAYS_PER_WEEK, instant
from vikarsentral.rules.red_days import red_days_between
from vikarsentral.rules.year.columns import Columns, Flags, Ints
from vikarsentral.rules.year.finding import Finding, about
from vikarsentral.rules.year.measured import Measured

RULE = "red_days"
_BEYOND = 4
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class RedWork:
    """Who works which red days.

    Attributes:
        days: the red days as ordinals.
        duty: number of the duty, one entry per duty and red day worked.
        day: place in `days`, in the same order.
        worked: by person and day.
        each: by person and day, some duty that works it is not averaged.
    """

    days: Ints
    duty: Ints
    day: Ints
    worked: Flags
    each: Flags

    def of(self, columns: Columns, person: int, days: list[int]) -> list[int]:
        """Return a person's duties that work some of the red days."""
        mine = columns.of(person)
        first, after = np.searchsorted(self.duty, (mine.start, mine.stop)).tolist()
        among = set(days)
        pairs = zip(self.duty[first:after].tolist(), self.day[first:after].tolist(), strict=True)
        return [at for at, day in pairs if day in among]

    def dates(self, days: list[int]) -> list[str]:
        """Write some of the red days."""
        return [date.fromordinal(int(self.days[one])).isoformat() for one in days]


def red_work(columns: Columns) -> RedWork:
    """Find who works which red days: any overlap with 00:00-22:00.

    Args:
        columns: of the roster.

    Source: contract 2 (worked = overlaps 00:00-22:00 local).
    """
    roster = columns.roster
    days = red_days_between(roster.first_on, roster.end_on + _BEYOND)
    until = columns.values["red_day_to_hour"]
    start = np.array([instant(on) for on in days], np.int64)
    end = np.array([instant(on, until.on(on)) for on in days], np.int64)
    first = np.searchsorted(end, columns.start, side="right")
    many = np.maximum(0, np.searchsorted(start, columns.end, side="left") - first)
    duty = np.repeat(np.arange(len(columns.duties)), many)
    ahead = np.arange(len(duty)) - np.repeat(np.cumsum(many) - many, many)
    day = first[duty] + ahead
    worked = np.zeros((len(columns.workers), len(days)), np.bool_)
    each = worked.copy()
    worked[columns.person[duty], day] = True
    alone = ~columns.limits.on_average[duty]
    each[columns.person[duty[alone]], day[alone]] = True
    return RedWork(np.array(days, np.int64), duty, day, worked, each)


def judge_red_days(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep one of two neighbouring red days free, or the agreed average.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each pair of neighbours, each run of Sundays, and each 26 weeks.

    Source: aml § 10-8 (4); contract 2 (red_days).
    """
    del measured
    red = red_work(columns)
    limit = columns.values["red_days_in_a_row"].on(columns.roster.first_on)
    both = red.worked[:, :-1] & red.worked[:, 1:] & (red.each[:, :-1] | red.each[:, 1:])
    for person, first in zip(*np.nonzero(both), strict=True):
        yield _told(columns, red, int(person), "pair", [int(first), int(first) + 1], limit)
    average = _some_average(columns, red)
    if average.any():
        yield from _sundays(columns, red, average)
        yield from _shares(columns, red, average)


def _some_average(columns: Columns, red: RedWork) -> Flags:
    """Tell who has an averaged duty that works a red day."""
    found = np.zeros(len(columns.workers), np.bool_)
    found[columns.person[red.duty[columns.limits.on_average[red.duty]]]] = True
    return found


def _told(
    columns: Columns, red: RedWork, person: int, kind: str, days: list[int], limit: int
) -> Finding:
    """Tell of red days worked that should not all be."""
    thing = (kind, *(int(red.days[one]) for one in days[: 2 if kind == "pair" else 1]))
    duties = red.of(columns, person, days)
    numbers = {"days": red.dates(days)}
    measured = (limit, limit + 1, 1)
    return about(columns, RULE, person, thing, measured, duties, numbers)


def _sundays(columns: Columns, red: RedWork, average: Flags) -> Iterator[Finding]:
    """Judge each run of one Sunday more than is allowed in a row."""
    limit = columns.values["sundays_in_a_row"].on(columns.roster.first_on)
    sundays = [at for at, on in enumerate(red.days.tolist()) if on % DAYS_PER_WEEK == 0]
    for first in range(len(sundays) - limit):
        run = sundays[first : first + limit + 1]
        for person in np.flatnonzero(red.worked[:, run].all(axis=1) & average).tolist():
            yield _told(columns, red, person, "sundays", run, limit)


def _shares(columns: Columns, red: RedWork, average: Flags) -> Iterator[Finding]:
    """Judge the share of red days worked in each window of 26 weeks, or in a shorter roster."""
    roster = columns.roster
    share = columns.values["red_days_share_percent"].on(roster.first_on)
    weeks = min(columns.weeks, columns.values["red_window_weeks"].on(roster.first_on))
    for week in range(columns.weeks - weeks + 1):
        first_on = roster.first_on + DAYS_PER_WEEK * week
        window = (first_on, first_on + DAYS_PER_WEEK * weeks)
        first, after = np.searchsorted(red.days, window).tolist()
        limit = -(-(after - first) * share // _PERCENT)
        worked = red.worked[:, first:after]
        for person in np.flatnonzero((worked.sum(axis=1) > limit) & average).tolist():
            mine = [first + at for at in np.flatnonzero(worked[person]).tolist()]
            yield about(
                columns,
                RULE,
                person,
                ("share", week),
                (limit, len(mine), len(mine) - limit),
                red.of(columns, person, mine),
                {"red_days": after - first, "share_percent": share, "days": red.dates(mine)},
            )
