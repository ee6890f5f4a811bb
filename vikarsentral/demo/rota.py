"""Rotas of the units and duty plans of the pool: patterns of three weeks, lawful by themselves.

Every third weekend is worked. A week never has more paid minutes than a full week, so that no
rota is overtime by itself.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from vikarsentral.clock import OSLO
from vikarsentral.demo.places import (
    CLEANING,
    DAY,
    EARLY_CHILD,
    EVENING,
    LATE_CHILD,
    NIGHT,
    SCHOOL,
    SHORT,
    Template,
)
from vikarsentral.demo.staff import Member
from vikarsentral.rules.red_days import red_days_between
from vikarsentral.tables import PostKind

Pattern = tuple[tuple[int, Template], ...]
"""Weekday, 0 for Monday, and shift."""

CYCLE = 3


def _full(weekend: Template, second: Pattern) -> tuple[Pattern, Pattern, Pattern]:
    first = ((0, DAY), (1, DAY), (3, SHORT), (5, weekend), (6, weekend))
    third = ((0, SHORT), (1, DAY), (2, DAY), (3, EVENING), (4, EVENING))
    return first, second, third


FULL_DAY = _full(DAY, ((0, SHORT), (1, EVENING), (2, EVENING), (3, EVENING), (4, EVENING)))
FULL_EVENING = _full(EVENING, ((1, SHORT), (2, DAY), (3, DAY), (4, EVENING)))
PART_DAY: tuple[Pattern, Pattern, Pattern] = (
    ((2, DAY), (5, DAY), (6, DAY)),
    ((1, EVENING), (2, EVENING), (3, EVENING)),
    ((0, DAY), (1, DAY), (4, EVENING)),
)
PART_EVENING: tuple[Pattern, Pattern, Pattern] = (
    ((2, EVENING), (5, EVENING), (6, EVENING)),
    ((1, DAY), (2, DAY), (3, DAY)),
    ((0, DAY), (1, EVENING), (4, DAY)),
)
NIGHTS: tuple[Pattern, Pattern, Pattern] = (
    ((4, NIGHT), (5, NIGHT), (6, NIGHT)),
    ((1, NIGHT), (2, NIGHT), (3, NIGHT)),
    ((0, NIGHT), (1, NIGHT), (2, NIGHT)),
)

# The pool's known times: a little wider than the shifts that fit in them.
POOL_TIMES = {
    "D": (time(7), time(15, 30)),
    "K": (time(7), time(15, 30)),
    "A": (time(14), time(22, 30)),
    "N": (time(21, 30), time(8)),
}
CHILD_TIMES = ((time(6, 45), time(16)), (time(7, 30), time(17, 15)))
CLEANING_TIMES = ((time(5, 45), time(14, 30)),)


def instants(on: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """Turn clock times of an Oslo date into instants; an end not after the start is next day.

    Args:
        on: Oslo date.
        starts: clock time.
        ends: clock time.
    """
    last = on if ends > starts else on + timedelta(days=1)
    start = datetime.combine(on, starts, OSLO).astimezone(UTC)
    return start, datetime.combine(last, ends, OSLO).astimezone(UTC)


def week_number(monday: date) -> int:
    """Return a number that grows by one each week."""
    return monday.toordinal() // 7


def red_dates(monday: date) -> frozenset[date]:
    """Return the red days of a week."""
    first = monday.toordinal()
    return frozenset(date.fromordinal(on) for on in red_days_between(first, first + 7))


def week(member: Member, monday: date) -> list[tuple[date, Template]]:
    """Return a person's own rota in a week.

    Args:
        member: someone with a unit.
        monday: the week's Monday.

    Returns:
        Dates and shifts in order; day sectors do not work red days.
    """
    if member.unit is None:
        return []
    if member.sectors == ("health",):
        pattern = _health(member)[(week_number(monday) + member.turn) % CYCLE]
        return [(monday + timedelta(days=day), shift) for day, shift in pattern]
    shift = _day_shift(member, week_number(monday))
    days = range(5) if member.kind is PostKind.STAFF else _four_days(member)
    dates = [monday + timedelta(days=day) for day in days]
    red = red_dates(monday)
    return [(on, shift) for on in dates if on not in red]


def _health(member: Member) -> tuple[Pattern, Pattern, Pattern]:
    if member.is_night:
        return NIGHTS
    evening = member.turn // 2 % 2 == 1
    if member.kind is PostKind.PART_TIME:
        return PART_EVENING if evening else PART_DAY
    return FULL_EVENING if evening else FULL_DAY


def _four_days(member: Member) -> range:
    return range(4) if member.turn % 4 == 1 else range(1, 5)


def _day_shift(member: Member, number: int) -> Template:
    if "kindergarten" in member.sectors:
        return EARLY_CHILD if (number + member.turn // 2) % 2 else LATE_CHILD
    return SCHOOL if "school" in member.sectors else CLEANING


def duty_times(member: Member, monday: date) -> list[tuple[datetime, datetime]]:
    """Return the known times of a pool employee in a week; the place is open.

    Args:
        member: someone in the pool.
        monday: the week's Monday.

    Returns:
        Starts and ends in order.
    """
    number = week_number(monday)
    if member.sectors == ("health",):
        patterns = NIGHTS if member.is_night else (FULL_EVENING if member.turn % 2 else FULL_DAY)
        pattern = patterns[(number + member.turn) % CYCLE]
        return [
            instants(monday + timedelta(days=day), *POOL_TIMES[shift.code])
            for day, shift in pattern
        ]
    times = CLEANING_TIMES if member.sectors == ("cleaning",) else CHILD_TIMES
    starts, ends = times[(number + member.turn) % len(times)]
    red = red_dates(monday)
    dates = [monday + timedelta(days=day) for day in range(5)]
    return [instants(on, starts, ends) for on in dates if on not in red]
