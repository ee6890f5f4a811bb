"""Working time: rest between work periods and in the week, and how much work there may be.

Each function looks at one person's line and yields what goes over its limit.

Source: aml § 10-4, § 10-5, § 10-6, § 10-8; contract 2 (hard rules).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from vikarsentral.rules.agreements import Limits
from vikarsentral.rules.excess import Excess
from vikarsentral.rules.line import Line, WorkPeriod, need_ids
from vikarsentral.rules.oslo import written
from vikarsentral.rules.values import value_on

WEEKS_TOGETHER = 4
"""Weeks in one window of the four-week ceiling."""


def _times(period: WorkPeriod) -> dict[str, object]:
    """Write when a work period is."""
    return {"start": written(period.start), "end": written(period.end)}


def judge_daily_rest(line: Line) -> Iterator[Excess]:
    """Keep a work period so short that its daily rest fits in the same 24 hours.

    Args:
        line: one person's work.

    Yields:
        One excess for each work period that spans too much.

    Source: aml § 10-8 (1), (3); contract 2 (daily_rest).
    """
    for period in line.periods:
        span = period.end - period.start
        limit = value_on("rest_window", period.stretches[0].first_on) - period.rest
        if span > limit:
            yield Excess(
                "daily_rest",
                ("period", period.start, period.end),
                limit,
                span,
                span - limit,
                need_ids(period.stretches),
                {"rest": period.rest, **_times(period), **_shortest_gap(period)},
                (period.start, period.end),
            )


def _shortest_gap(period: WorkPeriod) -> dict[str, int]:
    """Return the shortest time off inside a work period, where there is any."""
    gaps = [after.start - before.end for before, after in pairwise(period.stretches)]
    return {"gap": min(off)} if (off := [gap for gap in gaps if gap > 0]) else {}


def longest_free(line: Line, week: int) -> tuple[int, int]:
    """Find the longest time free of stretches in a judged week, cut at its borders.

    Args:
        line: one person's work.
        week: the judged week.

    Returns:
        Start and end as UTC minutes, the first of several as long.
    """
    week_start, week_end = line.calendar.mondays[week], line.calendar.mondays[week + 1]
    best = (week_start, week_start)
    free_from = week_start
    for stretch in line.stretches:
        if stretch.end <= week_start:
            continue
        until = min(stretch.start, week_end)
        if until - free_from > best[1] - best[0]:
            best = (free_from, until)
        free_from = max(free_from, stretch.end)
        if stretch.start >= week_end:
            break
    if week_end - free_from > best[1] - best[0]:
        best = (free_from, week_end)
    return best


def judge_weekly_rest(line: Line) -> Iterator[Excess]:
    """Keep one long time free of work in every judged week.

    Args:
        line: one person's work.

    Yields:
        One excess for each week whose longest free time is too short.

    Source: aml § 10-8 (2), (3); contract 2 (weekly_rest).
    """
    for week in line.weeks:
        here = line.by_week.get(week, ())
        limit = max(limits.weekly_rest for limits in line.limits_among(here, week))
        free_from, free_to = longest_free(line, week)
        free = free_to - free_from
        if free < limit:
            start = line.calendar.mondays[week]
            yield Excess(
                "weekly_rest",
                ("week", week),
                limit,
                free,
                limit - free,
                need_ids(here),
                {"week": written(start), "start": written(free_from), "end": written(free_to)},
            )


def judge_day_minutes(line: Line) -> Iterator[Excess]:
    """Keep the paid minutes of a work period within the day's ceiling.

    Args:
        line: one person's work.

    Yields:
        One excess for each work period with too much work.

    Source: aml § 10-4, § 10-5, § 10-6 (8); contract 2 (day_minutes).
    """
    for period in line.periods:
        limit = period.day_minutes
        if line.person.accepts.overtime:
            on = period.stretches[0].first_on
            limit = max(limit, value_on("day_minutes_with_overtime", on))
        if period.paid > limit:
            yield Excess(
                "day_minutes",
                ("period", period.start, period.end),
                limit,
                period.paid,
                period.paid - limit,
                need_ids(period.stretches),
                {
                    "ordinary": period.day_minutes,
                    "work": [one.paid for one in period.stretches],
                    **_times(period),
                },
                (period.start, period.end),
            )


def judge_week_minutes(line: Line) -> Iterator[Excess]:
    """Keep the paid minutes of a judged week within the week's ceiling.

    Args:
        line: one person's work.

    Yields:
        One excess for each week with too much work.

    Source: aml § 10-6 (8); contract 2 (week_minutes).
    """
    for week, paid in line.paid_by_week.items():
        here = line.by_week[week]
        limit = line.strictest(here, week, lambda limits: limits.week_minutes)
        if paid > limit:
            yield Excess(
                "week_minutes",
                ("week", week),
                limit,
                paid,
                paid - limit,
                need_ids(here),
                {"week": written(line.calendar.mondays[week]), "work": line.pieces(week)},
            )


def judge_overtime(line: Line) -> Iterator[Excess]:
    """Keep overtime within a week, four weeks and 52 weeks, and at none where not accepted.

    Args:
        line: one person's work.

    Yields:
        One excess for each week, each window of four weeks, and the 52 weeks.

    Source: aml § 10-6 (4), (5); contract 2 (overtime).
    """
    weeks = line.calendar.weeks
    minutes = [line.overtime(week) for week in weeks]
    if not any(minutes) and not line.person.overtime_minutes_52w:
        return
    yield from overtime_by_week(line, weeks, weeks[: len(weeks) - WEEKS_TOGETHER + 1])
    yield from overtime_in_all(line, sum(minutes[week] for week in line.calendar.period_weeks))


def overtime_by_week(line: Line, weeks: range, firsts: range) -> Iterator[Excess]:
    """Judge the overtime of some weeks, and of some windows of four weeks.

    Args:
        line: one person's work, all of it in those weeks.
        weeks: numbers of the weeks.
        firsts: numbers of the first weeks of the windows.

    Yields:
        One excess for each week, then for each window.

    Source: aml § 10-6 (4), (5).
    """
    for week in weeks:
        if value := line.overtime(week):
            yield from _overtime(line, "week", range(week, week + 1), value)
    for first in firsts:
        window = range(first, first + WEEKS_TOGETHER)
        if value := sum(line.overtime(week) for week in window):
            yield from _overtime(line, "4_weeks", window, value)


def overtime_in_all(line: Line, minutes: int) -> Iterator[Excess]:
    """Judge the overtime of the 52 weeks before the period and the period together.

    Args:
        line: one person's work, all of it.
        minutes: overtime of the period.

    Yields:
        One excess, or none.

    Source: aml § 10-6 (4), (5); contract 2 (overtime).
    """
    value = line.person.overtime_minutes_52w + minutes
    yield from _overtime(line, "52_weeks", line.calendar.period_weeks, value)


def _overtime(line: Line, window: str, weeks: range, value: int) -> Iterator[Excess]:
    """Judge the overtime of one window against the strictest ceiling in it."""
    here = [one for week in weeks for one in line.by_week.get(week, ())]
    limit = line.strictest(here, weeks.start, lambda limits: _ceiling(limits, window))
    if not line.person.accepts.overtime:
        on = line.calendar.monday_on(weeks.start)
        limit = value_on("overtime_not_accepted", on)
    if value > limit:
        yield Excess(
            "overtime",
            (window, weeks.start),
            limit,
            value,
            value - limit,
            need_ids(here),
            _overtime_numbers(line, window, weeks),
        )


def _ceiling(limits: Limits, window: str) -> int:
    """Take the overtime ceiling of a kind of window."""
    if window == "week":
        return limits.overtime_week
    return limits.overtime_4_weeks if window == "4_weeks" else limits.overtime_52_weeks


def _overtime_numbers(line: Line, window: str, weeks: range) -> dict[str, object]:
    """Write what the overtime of a window is the sum of."""
    numbers: dict[str, object] = {
        "window": window,
        "week": written(line.calendar.mondays[weeks.start]),
        "weeks": len(weeks),
        "full_week_minutes": line.person.full_week_minutes,
        "accepted": line.person.accepts.overtime,
    }
    if window == "week":
        numbers["paid"] = line.paid(weeks.start)
        numbers["above_day"] = line.above_day_by_week.get(weeks.start, 0)
        numbers["work"] = line.pieces(weeks.start)
        numbers["above"] = line.above(weeks.start)
    else:
        numbers["by_week"] = [line.overtime(week) for week in weeks]
    if window == "52_weeks":
        numbers["before_period"] = line.person.overtime_minutes_52w
    return numbers
