"""How much work there may be: in a period, a week, eight weeks and an averaging period.

Source: aml § 10-4, § 10-5, § 10-6, § 10-9; contract 2 (day_minutes, week_minutes, merarbeid).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vikarsentral.rules.oslo import written
from vikarsentral.rules.year.columns import Columns, Ints
from vikarsentral.rules.year.finding import Finding, about, each_week, weekly
from vikarsentral.rules.year.measured import Measured
from vikarsentral.rules.year.told import work_in, work_of


def judge_day_minutes(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep the paid minutes of a work period within the day's ceiling.

    Args:
        columns: of the roster.
        measured: work periods.

    Yields:
        One finding for each work period with too much work.

    Source: aml § 10-4, § 10-5, § 10-6 (8), (9); contract 2 (day_minutes).
    """
    periods = measured.periods
    person = columns.person[periods.first]
    accepts = columns.of_worker(lambda one: one.accepts.overtime)[person] > 0
    limit = np.where(accepts, np.maximum(periods.day, periods.total), periods.day)
    for period in np.flatnonzero(periods.paid > limit).tolist():
        value = periods.paid[period]
        numbers = {
            "ordinary": int(periods.day[period]),
            "with_overtime": int(periods.total[period]),
            "accepted": bool(accepts[period]),
            "work": work_of(columns, periods.duties(period)),
            "start": written(int(periods.start[period])),
            "end": written(int(periods.end[period])),
        }
        yield about(
            columns,
            "day_minutes",
            int(person[period]),
            ("period", int(periods.start[period])),
            (limit[period], value, value - limit[period]),
            periods.duties(period),
            numbers,
        )


def judge_overtime_break(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Have a break before more than two hours of work beyond the ordinary day.

    The longest unpaid break or time between two duties of the work period is looked at; a paid
    break inside a duty is not known.

    Args:
        columns: of the roster.
        measured: work periods.

    Yields:
        One finding for each work period without such a break.

    Source: aml § 10-9.
    """
    periods = measured.periods
    on = columns.first_on[periods.first]
    least = columns.value("overtime_break_minutes", on)
    beyond = periods.paid - periods.day
    for period in np.flatnonzero(
        beyond > columns.value("overtime_break_from_minutes", on)
    ).tolist():
        duties = periods.duties(period)
        breaks = _breaks(columns, duties)
        longest = max(breaks)
        if longest < least[period]:
            numbers = {
                "beyond": int(beyond[period]),
                "ordinary": int(periods.day[period]),
                "work": work_of(columns, duties),
                "breaks": breaks,
                "start": written(int(periods.start[period])),
                "end": written(int(periods.end[period])),
            }
            yield about(
                columns,
                "overtime_break",
                int(columns.person[periods.first[period]]),
                ("period", int(periods.start[period])),
                (least[period], longest, least[period] - longest),
                duties,
                numbers,
            )


def _breaks(columns: Columns, duties: range) -> list[int]:
    """Return the unpaid break of each duty, and each time between two of them."""
    between = (int(columns.start[at] - columns.end[columns.before[at]]) for at in duties[1:])
    return [*columns.unpaid[duties.start : duties.stop].tolist(), *between]


def judge_week_minutes(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep the paid minutes of a week within the week's ceiling.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each week with too much work.

    Source: aml § 10-6 (8); contract 2 (week_minutes).
    """
    del measured
    limit = columns.limits.by_week("week_minutes")
    yield from each_week(
        columns,
        "week_minutes",
        limit,
        columns.paid_by_week,
        1,
        lambda person, week: {"work": work_in(columns, person, week)},
    )


def summed(by_week: Ints, weeks: int) -> Ints:
    """Sum each window of whole weeks.

    Args:
        by_week: by person and week.
        weeks: length of the window.

    Returns:
        By person and first week of each window that lies inside.
    """
    sums = np.cumsum(by_week, axis=1)
    sums = np.concatenate([np.zeros((len(by_week), 1), np.int64), sums], axis=1)
    return sums[:, weeks:] - sums[:, : max(0, sums.shape[1] - weeks)]


def judge_eight_weeks(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep the mean of every eight weeks together within the week's own ceiling.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each eight weeks with too much work, in steps of a week.

    Source: aml § 10-5 (1), (2), § 10-6 (8).
    """
    del measured
    weeks = columns.values["mean_weeks"].on(columns.roster.first_on)
    value = summed(columns.paid_by_week, weeks)
    mean = columns.value("mean_week_minutes", columns.monday_on)[: value.shape[1]]
    limit = np.broadcast_to(mean[None, :] * weeks, value.shape)
    yield from each_week(
        columns,
        "eight_weeks",
        limit,
        value,
        weeks,
        lambda person, week: {
            "weeks": weeks,
            "mean_minutes": int(mean[week]),
            "weekly": weekly(columns.paid_by_week, person, range(week, week + weeks)),
        },
        "eight_weeks",
    )


def judge_ordinary_roof(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep the ordinary hours of one averaged week under its roof.

    Args:
        columns: of the roster.
        measured: ordinary minutes.

    Yields:
        One finding for each week.

    Source: aml § 10-5 (1), (2).
    """
    limit = columns.limits.by_week("ordinary_week_roof")
    minutes = measured.ordinary
    yield from each_week(
        columns,
        "ordinary_roof",
        limit,
        minutes,
        1,
        lambda person, week: {
            "work": work_in(columns, person, week),
            "overtime": int(measured.overtime[person, week]),
        },
    )


def judge_merarbeid(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep merarbeid, over all posts together, within what the person has said yes to.

    Args:
        columns: of the roster.
        measured: full weeks.

    Yields:
        One finding for each week.

    Source: contract 2 (merarbeid).
    """
    contract = columns.of_worker(lambda one: one.contract_week_minutes)[:, None]
    hourly = columns.of_worker(lambda one: one.is_hourly)[:, None] > 0
    inside = np.minimum(columns.paid_by_week, measured.full_week[:, None])
    value = np.where(hourly, 0, np.maximum(0, inside - contract))
    limit = columns.of_worker(lambda one: one.accepts.merarbeid_minutes_week)[:, None]
    yield from each_week(
        columns,
        "merarbeid",
        np.broadcast_to(limit, value.shape),
        value,
        1,
        lambda person, week: {
            "paid": int(columns.paid_by_week[person, week]),
            "work": work_in(columns, person, week),
            "contract_week_minutes": int(contract[person, 0]),
            "full_week_minutes": int(measured.full_week[person]),
        },
    )
