"""Rest in a year of work: daily, weekly, and the rest owed when an agreement made it shorter.

Source: aml § 10-8; contract 2 (overlap, daily_rest, weekly_rest).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from vikarsentral.rules.oslo import written
from vikarsentral.rules.year.columns import Columns, Ints
from vikarsentral.rules.year.finding import Finding, about, each_duty
from vikarsentral.rules.year.measured import Measured
from vikarsentral.rules.year.periods import gaps


def judge_overlap(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Never have one person at work twice at the same time, in whatever posts.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty that begins before the neighbour before it ends.

    Source: contract 2 (overlap).
    """
    del measured
    over = np.zeros(len(columns.duties), np.int64)
    at = columns.follows
    until = np.minimum(columns.end[columns.before[at]], columns.end[at])
    over[at] = np.maximum(0, until - columns.start[at])
    none = np.zeros_like(over)
    yield from each_duty(
        columns,
        "overlap",
        none,
        over,
        over,
        lambda at: {"end": written(int(columns.start[at] + over[at]))},
    )


def judge_daily_rest(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep a work period so short that its daily rest fits in the same 24 hours.

    Args:
        columns: of the roster.
        measured: work periods.

    Yields:
        One finding for each work period that spans too much.

    Source: aml § 10-8 (1), (3); contract 2 (daily_rest).
    """
    periods = measured.periods
    window = columns.value("rest_window", columns.first_on[periods.first])
    limit, span = window - periods.rest, periods.end - periods.start
    for period in np.flatnonzero(span > limit).tolist():
        numbers = {
            "rest": int(periods.rest[period]),
            "start": written(int(periods.start[period])),
            "end": written(int(periods.end[period])),
        }
        yield about(
            columns,
            "daily_rest",
            int(columns.person[periods.first[period]]),
            ("period", int(periods.start[period])),
            (limit[period], span[period], span[period] - limit[period]),
            periods.duties(period),
            numbers,
        )


def free_by_week(columns: Columns) -> tuple[Ints, Ints, Ints]:
    """Find the longest free time of each person and week, cut at the week's borders.

    Args:
        columns: of the roster.

    Returns:
        Its minutes, start and end, by person and week; the first of several as long.

    Source: contract 2 (weekly_rest).
    """
    at, before = columns.follows, columns.before[columns.follows]
    first, after = columns.ranges[:-1], columns.ranges[1:]
    working = np.flatnonzero(after > first)
    idle = np.flatnonzero(after == first)
    opening, closing = columns.mondays[0], columns.mondays[-1]
    ends = np.maximum.reduceat(columns.end, first[working]) if working.size else columns.end
    person = np.concatenate([working, columns.person[at], working, idle])
    start = np.concatenate(
        [
            np.full(len(working), opening),
            columns.end[before],
            ends,
            np.full(len(idle), opening),
        ]
    )
    end = np.concatenate(
        [
            columns.start[first[working]],
            columns.start[at],
            np.full(len(working), closing),
            np.full(len(idle), closing),
        ]
    )
    return _longest(columns, person, start, end)


def _longest(columns: Columns, person: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints, Ints]:
    """Cut free times at the weeks' borders and keep the longest piece of each week."""
    some = end > start
    person, start, end = person[some], start[some], end[some]
    week = np.searchsorted(columns.mondays, start, side="right") - 1
    many = np.searchsorted(columns.mondays, end, side="left") - week
    whole = np.repeat(np.arange(len(start)), many)
    ahead = np.arange(len(whole)) - np.repeat(np.cumsum(many) - many, many)
    weeks = week[whole] + ahead
    inside = weeks < columns.weeks
    whole, weeks = whole[inside], weeks[inside]
    from_ = np.maximum(start[whole], columns.mondays[weeks])
    until = np.minimum(end[whole], columns.mondays[weeks + 1])
    order = np.lexsort((-from_, until - from_))
    cell = (person[whole][order], weeks[order])
    free = [np.zeros(columns.shape, np.int64) for _ in range(3)]
    free[1][:] = free[2][:] = columns.mondays[None, :-1]
    for kept, number in zip(free, (until - from_, from_, until), strict=True):
        kept[cell] = number[order]
    return free[0], free[1], free[2]


def judge_weekly_rest(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep one long time free of work in every week.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each week whose longest free time is too short.

    Source: aml § 10-8 (2), (3); contract 2 (weekly_rest).
    """
    del measured
    free, start, end = free_by_week(columns)
    limit = columns.limits.by_week("weekly_rest")
    for person, week in zip(*np.nonzero(free < limit), strict=True):
        value = free[person, week]
        numbers = {
            "week": columns.monday(int(week)),
            "start": written(int(start[person, week])),
            "end": written(int(end[person, week])),
        }
        yield about(
            columns,
            "weekly_rest",
            int(person),
            ("week", int(week)),
            (limit[person, week], value, limit[person, week] - value),
            columns.starting(int(person), range(int(week), int(week) + 1)),
            numbers,
        )


@dataclass(frozen=True, slots=True)
class Owed:
    """Rest owed since an agreement made one rest shorter than the law's own.

    Attributes:
        person: number of the worker.
        duty: number of the duty after the short rest.
        rest: minutes it was.
        minutes: owed, what lacks to the law's own rest.
        due_on: the last Oslo date on which the longer rest may begin.
        given: UTC minute at which it begins; None where it does not in time.
        later: each later rest that begins by the due date: the UTC minute it begins at, its
            minutes, the minutes it must have, and whether it pays for an earlier one.
    """

    person: int
    duty: int
    rest: int
    minutes: int
    due_on: int
    given: int | None
    later: tuple[tuple[int, int, int, bool], ...] = ()


def rest_owed(columns: Columns) -> list[Owed]:
    """List every rest owed, with its due date and where it is given back.

    A rest shorter than the law's own but lawful by agreement is paid by the first later rest
    that is at least the law's own and the minutes owed, begins by the due date, and has not
    paid for an earlier one. The time after a person's last duty pays for any.

    Args:
        columns: of the roster.

    Source: aml § 10-8 (3).
    """
    gap, due = gaps(columns)
    at = columns.follows
    law = columns.value("daily_rest", columns.first_on[at])
    short = np.flatnonzero((due <= gap) & (gap < law))
    days = columns.value("compensating_rest_days", columns.first_on[at])
    found: list[Owed] = []
    used: set[int] = set()
    for one in short:
        duty, minutes = int(at[one]), int(law[one] - gap[one])
        due_on = int(columns.first_on[duty] + days[one])
        later: list[tuple[int, int, int, bool]] = []
        place = _payment(columns, int(one), (gap, law, minutes), due_on, used, later)
        if place is not None and place < len(at):
            used.add(place)
        given = None if place is None else _begins(columns, duty, place)
        person = int(columns.person[duty])
        found.append(Owed(person, duty, int(gap[one]), minutes, due_on, given, tuple(later)))
    return found


def _begins(columns: Columns, duty: int, place: int) -> int:
    """Return when the rest at a place begins; past the last place, after the last duty."""
    if place < len(columns.follows):
        return int(columns.end[columns.before[columns.follows[place]]])
    return int(columns.end[list(columns.of(int(columns.person[duty])))].max())


def _payment(
    columns: Columns,
    short: int,
    told: tuple[Ints, Ints, int],
    due_on: int,
    used: set[int],
    later: list[tuple[int, int, int, bool]],
) -> int | None:
    """Find the place of the rest that pays, one past the last for the open end; note each seen."""
    gap, law, minutes = told
    at = columns.follows
    person = columns.person[at[short]]
    place = short + 1
    while place < len(at) and columns.person[at[place]] == person:
        begins = int(columns.end[columns.before[at[place]]])
        if columns.date_of(begins) > due_on:
            return None
        later.append((begins, int(gap[place]), int(law[place]) + minutes, place in used))
        if place not in used and gap[place] >= law[place] + minutes:
            return place
        place += 1
    last = int(columns.end[list(columns.of(int(person)))].max())
    return len(at) if columns.date_of(last) <= due_on else None


def judge_compensating_rest(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Give back the rest that an agreement took, before its due date.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each rest owed that is not given back in time.

    Source: aml § 10-8 (3).
    """
    del measured
    for owed in rest_owed(columns):
        if owed.given is None:
            numbers = {
                "rest": owed.rest,
                "full_rest": owed.rest + owed.minutes,
                "end": written(int(columns.start[owed.duty])),
                "due": date.fromordinal(owed.due_on).isoformat(),
                "later": [(written(begins), *rest) for begins, *rest in owed.later],
            }
            yield about(
                columns,
                "compensating_rest",
                owed.person,
                ("duty", columns.duties[owed.duty].id),
                (0, owed.minutes, owed.minutes),
                [owed.duty],
                numbers,
            )
