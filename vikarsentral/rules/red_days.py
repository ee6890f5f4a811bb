"""Red days: which they are, who works them, and when one must be free.

Source: aml § 10-8 (4), § 10-10; contract 2 (red_days).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise

from dateutil.easter import easter

from vikarsentral.rules.excess import Excess
from vikarsentral.rules.facts import Stretch
from vikarsentral.rules.line import Line, need_ids
from vikarsentral.rules.oslo import DAYS_PER_WEEK, instant
from vikarsentral.rules.values import value_on

RULE = "red_days"
_FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
_FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
_PERCENT = 100


@lru_cache(maxsize=200)
def red_days(year: int) -> tuple[int, ...]:
    """Return the red days of a year in order, each date once.

    Sundays, 1 January, Maundy Thursday, Good Friday, Easter Sunday and Monday, 1 May,
    Ascension Day, 17 May, Whit Sunday and Monday, 25 and 26 December; eves are not red.

    Args:
        year: the calendar year.

    Returns:
        The dates as ordinals.

    Source: contract 2 (red_days).
    """
    first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    first_sunday = first + -first % DAYS_PER_WEEK
    days = set(range(first_sunday, last + 1, DAYS_PER_WEEK))
    days.update(date(year, month, day).toordinal() for month, day in _FIXED)
    sunday = easter(year).toordinal()
    days.update(sunday + after for after in _FROM_EASTER)
    return tuple(sorted(days))


@lru_cache(maxsize=1000)
def red_days_between(first_on: int, end_on: int) -> tuple[int, ...]:
    """Return the red days from a date until another.

    Args:
        first_on: ordinal of the first date.
        end_on: ordinal of the date after the last.

    Returns:
        The dates as ordinals, in order.
    """
    years = range(date.fromordinal(first_on).year, date.fromordinal(end_on).year + 1)
    return tuple(on for year in years for on in red_days(year) if first_on <= on < end_on)


def red_days_worked(stretch: Stretch) -> tuple[int, ...]:
    """Return the red days a stretch works: any overlap with 00:00-22:00 in Oslo.

    Args:
        stretch: rota work or a need.

    Returns:
        The dates as ordinals.

    Source: contract 2 (worked = overlaps 00:00-22:00 local).
    """
    return tuple(
        on
        for on in red_days_between(stretch.first_on, stretch.last_on + 1)
        if stretch.start < instant(on, value_on("red_day_to_hour", on))
        and instant(on) < stretch.end
    )


def judge_red_days(line: Line) -> Iterator[Excess]:
    """Keep one of two neighbouring red days free, or the agreed average.

    Args:
        line: one person's work.

    Yields:
        One excess for each pair of neighbours, each run of Sundays, and the share.

    Source: aml § 10-8 (4); contract 2 (red_days).
    """
    worked: dict[int, list[Stretch]] = {}
    on_average: set[int] = set()
    for stretch, limits in zip(line.stretches, line.limits, strict=True):
        days = red_days_worked(stretch)
        for on in days:
            worked.setdefault(on, []).append(stretch)
        if days and limits.red_days == "average":
            on_average.add(id(stretch))
    if not worked:
        return
    yield from _pairs(worked, on_average)
    if on_average:
        yield from _runs(worked)
        yield from _share(line, worked)


def _pairs(worked: dict[int, list[Stretch]], on_average: set[int]) -> Iterator[Excess]:
    """Judge each two neighbouring red days."""
    days = red_days_between(min(worked), max(worked) + 1)
    for first, then in pairwise(days):
        if first not in worked or then not in worked:
            continue
        stretches = [*worked[first], *worked[then]]
        if all(id(one) in on_average for one in stretches):
            continue
        limit = value_on("red_days_in_a_row", first)
        yield Excess(
            RULE,
            ("pair", first, then),
            limit,
            limit + 1,
            1,
            need_ids(stretches),
            {"days": [_iso(first), _iso(then)]},
        )


def _runs(worked: dict[int, list[Stretch]]) -> Iterator[Excess]:
    """Judge each run of one Sunday more than is allowed in a row."""
    for first in sorted(worked):
        limit = value_on("sundays_in_a_row", first)
        run = [first + DAYS_PER_WEEK * ahead for ahead in range(limit + 1)]
        if first % DAYS_PER_WEEK == 0 and all(on in worked for on in run):
            stretches = [one for on in run for one in worked[on]]
            yield Excess(
                RULE,
                ("sundays", first),
                limit,
                limit + 1,
                1,
                need_ids(stretches),
                {"days": [_iso(on) for on in run]},
            )


def _share(line: Line, worked: dict[int, list[Stretch]]) -> Iterator[Excess]:
    """Judge the share of red days worked until the period ends."""
    period = line.problem.period
    first_on = min((one.first_on for one in line.person.rota), default=period.start_on)
    first_on = min(first_on, period.start_on)
    days = red_days_between(first_on, period.end_on)
    share = value_on("red_days_share_percent", period.start_on)
    limit = -(-len(days) * share // _PERCENT)
    mine = [on for on in days if on in worked]
    if len(mine) > limit:
        yield Excess(
            RULE,
            ("share",),
            limit,
            len(mine),
            len(mine) - limit,
            need_ids(one for on in mine for one in worked[on]),
            {"red_days": len(days), "days": [_iso(on) for on in mine]},
        )


def _iso(on: int) -> str:
    """Write a date."""
    return date.fromordinal(on).isoformat()
