"""Overtime in a year of work: a week, four weeks, and the 52 weeks that end with any week.

Source: aml § 10-6; contract 2 (overtime).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vikarsentral.rules.oslo import DAYS_PER_WEEK
from vikarsentral.rules.year.columns import Columns, Flags, Ints
from vikarsentral.rules.year.finding import Finding, about, each_week, weekly
from vikarsentral.rules.year.hours import summed
from vikarsentral.rules.year.measured import Measured
from vikarsentral.rules.year.told import above_in, work_in, work_of


def judge_overtime(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep overtime within a week, four weeks and any 52 weeks, and at none where not accepted.

    Args:
        columns: of the roster.
        measured: overtime minutes.

    Yields:
        One finding for each week, each four weeks, and each week that ends too full a year.

    Source: aml § 10-6 (4), (5); contract 2 (overtime).
    """
    minutes = measured.overtime
    accepts = columns.of_worker(lambda one: one.accepts.overtime)[:, None] > 0
    refused = columns.value("overtime_not_accepted", columns.monday_on)[None, :]
    for window, weeks, name in (
        ("week", 1, "overtime_week"),
        ("4_weeks", 4, "overtime_4_weeks"),
    ):
        value = summed(minutes, weeks)
        limit = columns.limits.by_window(name, weeks)
        limit = np.where(accepts, limit, refused[:, : value.shape[1]])
        yield from each_week(
            columns,
            "overtime",
            limit,
            value,
            weeks,
            lambda person, week, window=window, weeks=weeks: _overtime(  # type: ignore[misc]  # defaults bind the loop's values
                columns, measured, person, week, window, weeks
            ),
            window,
        )
    yield from _over_a_year(columns, measured, accepts, refused)


def _overtime(
    columns: Columns, measured: Measured, person: int, week: int, window: str, weeks: int
) -> dict[str, object]:
    """Write what the overtime of a window is the sum of."""
    worker = columns.workers[person]
    numbers: dict[str, object] = {
        "window": window,
        "weeks": weeks,
        "full_week_minutes": worker.full_week_minutes,
        "accepted": worker.accepts.overtime,
        "weekly": weekly(measured.overtime, person, range(week, week + weeks)),
    }
    if window == "week":
        numbers["paid"] = int(columns.paid_by_week[person, week])
        numbers["above_day"] = int(measured.above_day[person, week])
        numbers["averaged"] = bool(measured.averaged[person, week])
        numbers["work"] = work_in(columns, person, week)
        numbers["above"] = above_in(columns, measured, person, week)
        numbers["ordered"] = _ordered(columns, person, week)
    return numbers


def _ordered(columns: Columns, person: int, week: int) -> list[int]:
    """Return the paid minutes of each duty of a week that was ordered as overtime."""
    duties = columns.starting(person, range(week, week + 1))
    return work_of(columns, [at for at in duties if columns.duties[at].overtime])


def _over_a_year(
    columns: Columns, measured: Measured, accepts: Flags, refused: Ints
) -> Iterator[Finding]:
    """Judge the 52 weeks that end with each week that has overtime."""
    weeks = columns.values["overtime_window_weeks"].on(columns.roster.first_on)
    before = _before(columns, weeks)
    history = np.concatenate([before, measured.overtime], axis=1)
    value = summed(history, weeks)
    limit = _strictest_until(columns, weeks)
    limit = np.where(accepts, limit, refused)
    value = np.where(measured.overtime > 0, value, 0)
    for person, week in zip(*np.nonzero(value > limit), strict=True):
        worker = columns.workers[person]
        inside = range(max(0, week - weeks + 1), week + 1)
        told = int(measured.overtime[person, inside.start : inside.stop].sum())
        numbers = {
            "window": "52_weeks",
            "week": columns.monday(int(week)),
            "weeks": weeks,
            "before_period": int(value[person, week]) - told,
            "full_week_minutes": worker.full_week_minutes,
            "accepted": worker.accepts.overtime,
            "weekly": weekly(measured.overtime, int(person), inside),
        }
        most, sum_ = int(limit[person, week]), int(value[person, week])
        yield about(
            columns,
            "overtime",
            int(person),
            ("52_weeks", int(week)),
            (most, sum_, sum_ - most),
            columns.starting(int(person), inside),
            numbers,
        )


def _before(columns: Columns, weeks: int) -> Ints:
    """Return overtime of the weeks before the roster, oldest first."""
    found = np.zeros((len(columns.workers), weeks - 1), np.int64)
    for person, worker in enumerate(columns.workers):
        for monday, minutes in worker.overtime_before.items():
            place = weeks - 1 - (columns.roster.first_on - monday) // DAYS_PER_WEEK
            if 0 <= place < weeks - 1:
                found[person, place] = minutes
    return found


def _strictest_until(columns: Columns, weeks: int) -> Ints:
    """Return the strictest ceiling of the weeks that end with each week."""
    most = 1 << 40
    here = np.full(columns.shape, most, np.int64)
    cell = (columns.person, columns.week)
    np.minimum.at(here, cell, columns.limits.of("overtime_52_weeks"))
    best = here.copy()
    for back in range(1, min(weeks, columns.weeks)):
        best[:, back:] = np.minimum(best[:, back:], here[:, :-back])
    default = columns.value("overtime_52_weeks", columns.monday_on)[None, :]
    return np.where(best == most, default, best)


def judge_overtime_exempt(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Give no overtime to someone with a right to be free of it.

    Args:
        columns: of the roster.
        measured: overtime minutes.

    Yields:
        One finding for each week.

    Source: aml § 10-6 (10).
    """
    exempt = columns.of_worker(lambda one: one.overtime_exempt)[:, None] > 0
    value = np.where(exempt, measured.overtime, 0)
    limit = columns.value("overtime_exempt_minutes", columns.monday_on)[None, :]
    yield from each_week(
        columns,
        "overtime_exempt",
        np.broadcast_to(limit, value.shape),
        value,
        1,
        lambda person, week: _overtime(columns, measured, person, week, "week", 1),
    )
