"""The slow reading of rest, hours, overtime and red days in a year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import pairwise

from tests.reference.year_clock import (
    BASE,
    day_at,
    midnight,
    night,
    red_dates,
    red_window,
    reds,
)
from tests.reference.year_counted import counted, overtime_break
from tests.reference.year_person import DEFAULTS, Duty, Person, paid

Told = tuple[str, Iterable[Duty], int, int, int]
FULL = {"DAY": 40 * 60, "ROTA_38": 38 * 60, "ROTA_36": 36 * 60}


def over(rule: str, duties: Iterable[Duty], limit: int, value: int) -> Iterator[Told]:
    """Tell of a value above its ceiling."""
    if value > limit:
        yield rule, duties, limit, value, value - limit


def under(rule: str, duties: Iterable[Duty], limit: int, value: int) -> Iterator[Told]:
    """Tell of a value below its floor."""
    if value < limit:
        yield rule, duties, limit, value, limit - value


def minutes_of(duty: Duty) -> range:
    """Return the minutes of a duty."""
    return range(duty["start"], duty["end"])


def night_of(duty: Duty) -> int:
    """Count the night minutes of a duty."""
    return night().count(1, duty["start"] - BASE, duty["end"] - BASE)


def overlap(person: Person) -> Iterator[Told]:
    """One person is never at two places in one minute."""
    for before, duty, _, _ in person.neighbours:
        shared = set(minutes_of(before)) & set(minutes_of(duty)) if _late(before, duty) else ()
        yield from over("overlap", [duty], 0, len(shared))


def _late(before: Duty, duty: Duty) -> bool:
    return bool(before["end"] > duty["start"])


def daily_rest(person: Person) -> Iterator[Told]:
    """A work period leaves its rest inside 24 hours."""
    for period in person.periods:
        span = max(one["end"] for one in period) - period[0]["start"]
        rest = max(person.limit("daily_rest", one) for one in period)
        yield from over("daily_rest", period, 24 * 60 - rest, span)


def weekly_rest(person: Person) -> Iterator[Told]:
    """Every week has one long run of minutes without work."""
    busy = person.busy()
    start = midnight(person.first)
    for week, here in enumerate(person.by_week):
        opens = midnight(person.first + 7 * week) - start
        closes = midnight(person.first + 7 * week + 7) - start
        longest = max(map(len, re.findall(rb"[.]+", busy[opens:closes])), default=0)
        limits = [person.limit("weekly_rest", duty) for duty in here]
        yield from under("weekly_rest", here, max(limits, default=35 * 60), longest)


def day_minutes(person: Person) -> Iterator[Told]:
    """A work period has no more work than a day may."""
    for period in person.periods:
        limit = min(person.limit("day_minutes", one) for one in period)
        if person.worker["accepts_overtime"]:
            limit = max(limit, min(person.limit("day_total_minutes", one) for one in period))
        yield from over("day_minutes", period, limit, sum(paid(one) for one in period))


def strictest(person: Person, name: str, here: list[Duty]) -> int:
    """Return the strictest ceiling of some duties; the law's where there are none."""
    return min((person.limit(name, duty) for duty in here), default=DEFAULTS[name])


def week_minutes(person: Person) -> Iterator[Told]:
    """A week has no more work than allowed."""
    for here in person.by_week:
        limit = strictest(person, "week_minutes", here)
        yield from over("week_minutes", here, limit, sum(map(paid, here)))


def eight_weeks(person: Person) -> Iterator[Told]:
    """Any eight weeks have 48 hours a week on average."""
    for first in range(person.weeks - 8 + 1):
        here = person.within(first, 8)
        yield from over("eight_weeks", here, 8 * 48 * 60, sum(map(paid, here)))


def open_blocks(person: Person) -> list[tuple[int, int]]:
    """Return (first week, weeks) of each averaging period that an agreement opens throughout."""
    found = []
    for block in person.worker["averaging"]:
        first = (block["first"].toordinal() - person.first) // 7
        here = person.within(first, block["weeks"])
        if all(person.limit("averaging_weeks", duty) >= block["weeks"] for duty in here):
            found.append((first, block["weeks"]))
    return found


def is_averaged(person: Person, week: int) -> bool:
    """Tell whether a week lies in an open averaging period."""
    return any(first <= week < first + weeks for first, weeks in open_blocks(person))


def overtime_of(person: Person) -> list[int]:
    """Return the overtime of every week."""
    full = min(post["full_week_minutes"] for post in person.worker["posts"])
    blocks = open_blocks(person)
    found = []
    for week, here in enumerate(person.by_week):
        if any(first <= week < first + weeks for first, weeks in blocks):
            found.append(sum(paid(duty) for duty in here if duty["overtime"]))
            continue
        above = 0
        for period in person.periods:
            if person.week_of(period[0]) == week:
                day = min(person.limit("day_minutes", one) for one in period)
                above += max(0, sum(map(paid, period)) - day)
        found.append(max(0, sum(map(paid, here)) - full, above))
    return found


def overtime(person: Person) -> Iterator[Told]:
    """Overtime stays within a week, four weeks and the 52 that end with a week."""
    minutes = overtime_of(person)
    accepts = person.worker["accepts_overtime"]
    for name, weeks in (("overtime_week", 1), ("overtime_4_weeks", 4)):
        for first in range(person.weeks - weeks + 1):
            here = person.within(first, weeks)
            limit = strictest(person, name, here) if accepts else 0
            yield from over("overtime", here, limit, sum(minutes[first : first + weeks]))
    for week in range(person.weeks):
        if not minutes[week]:
            continue
        here = person.within(week - 51, 52)
        value = sum(minutes[max(0, week - 51) : week + 1])
        for monday, before in person.worker["overtime_before"].items():
            back = (person.first - monday.toordinal()) // 7
            if 1 <= back <= 51 - week:
                value += before
        limit = strictest(person, "overtime_52_weeks", here) if accepts else 0
        yield from over("overtime", here, limit, value)


def overtime_exempt(person: Person) -> Iterator[Told]:
    """Someone exempt has no overtime."""
    if person.worker["overtime_exempt"]:
        for here, minutes in zip(person.by_week, overtime_of(person), strict=True):
            yield from over("overtime_exempt", here, 0, minutes)


def ordinary(person: Person) -> Iterator[Told]:
    """Ordinary hours keep the regime's week, the mean where averaged, and a week's roof."""

    def most(here: list[Duty], weeks: int) -> int:
        if person.worker["regime"] == "ROTA_COUNTED":
            return counted(here, weeks)
        return FULL[person.worker["regime"]] * weeks

    minutes = [
        sum(map(paid, here)) - extra
        for here, extra in zip(person.by_week, overtime_of(person), strict=True)
    ]
    for week, here in enumerate(person.by_week):
        roof = strictest(person, "ordinary_week_roof", here)
        yield from over("ordinary_roof", here, roof, minutes[week])
        if not is_averaged(person, week):
            yield from over("ordinary_average", here, most(here, 1), minutes[week])
    for first, weeks in open_blocks(person):
        if first >= 0 and first + weeks <= person.weeks:
            here = person.within(first, weeks)
            value = sum(minutes[first : first + weeks])
            yield from over("ordinary_average", here, most(here, weeks), value)


def merarbeid(person: Person) -> Iterator[Told]:
    """Hours above all posts together stay within the person's yes."""
    posts = person.worker["posts"]
    if all(post["kind"] == "hourly" for post in posts):
        return
    full = min(post["full_week_minutes"] for post in posts)
    contract = sum(post["full_week_minutes"] * post["percent"] // 10000 for post in posts)
    for here in person.by_week:
        extra = max(0, min(sum(map(paid, here)), full) - contract)
        yield from over("merarbeid", here, person.worker["merarbeid"], extra)


def night_average(person: Person) -> Iterator[Told]:
    """Four weeks of one who often works nights hold 8 hours per 24, weekly rest left out."""
    days = 28 * 24 - 4 * 35
    limit = days * 60 * 8 // 24
    for first in range(person.weeks - 4 + 1):
        here = person.within(first, 4)
        if sum(night_of(duty) > 180 for duty in here) >= 4:
            yield from over("night_average", here, limit, sum(map(paid, here)))


def nights(person: Person) -> Iterator[Told]:
    """Night and red work has its sector or a reason; an exempt person has no night."""
    for duty in person.duties:
        sector = person.roster["units"][duty["unit"]]["sector"]
        minutes = night_of(duty)
        if person.worker["night_exempt"]:
            yield from over("night_exempt", [duty], 0, minutes)
        if sector != "health" and not duty["necessary"]:
            yield from over("night_work", [duty], 0, minutes)
            red = red_window().count(1, duty["start"] - BASE, duty["end"] - BASE)
            yield from over("red_window", [duty], 0, red)


def night_strain(person: Person) -> Iterator[Told]:
    """A period with strain and a night holds eight hours at most."""
    for period in person.periods:
        if any(one["strain"] for one in period) and any(night_of(one) > 180 for one in period):
            yield from over("night_strain", period, 480, sum(map(paid, period)))


def compensating_rest(person: Person) -> Iterator[Told]:
    """A rest that an agreement made shorter is given back within 14 days."""
    used: set[int] = set()
    for place, (_, duty, gap, rest) in enumerate(person.neighbours):
        if not rest <= gap < 660:
            continue
        owed, due = 660 - gap, day_at(duty["start"]) + 14
        if not _given(person, place, owed, due, used):
            yield "compensating_rest", [duty], 0, owed, owed


def _given(person: Person, place: int, owed: int, due: int, used: set[int]) -> bool:
    for later in range(place + 1, len(person.neighbours)):
        before, _, gap, _ = person.neighbours[later]
        if day_at(before["end"]) > due:
            return False
        if later not in used and gap >= 660 + owed:
            used.add(later)
            return True
    return day_at(max(duty["end"] for duty in person.duties)) <= due


def red_days(person: Person) -> Iterator[Told]:
    """One of two red days is free, or the average is kept."""
    works: dict[int, list[Duty]] = {}
    for duty in person.duties:
        for day in red_dates(duty["start"], duty["end"]):
            works.setdefault(day, []).append(duty)
    end = person.first + 7 * person.weeks
    days = reds(person.first, end + 4)
    for first, then in pairwise(days):
        both = [*works.get(first, []), *works.get(then, [])]
        if first in works and then in works and not all(map(person.averages_red_days, both)):
            yield from over("red_days", both, 1, 2)
    if any(person.averages_red_days(duty) for duties in works.values() for duty in duties):
        yield from _average(person, works, end, days)


def _average(
    person: Person, works: dict[int, list[Duty]], end: int, days: tuple[int, ...]
) -> Iterator[Told]:
    sundays = [day for day in days if date.fromordinal(day).weekday() == 6]
    for first in sundays:
        run = [first + 7 * ahead for ahead in range(4)]
        if all(day in works for day in run) and run[-1] in sundays:
            yield from over("red_days", [duty for day in run for duty in works[day]], 3, 4)
    length = min(26, person.weeks)
    for start in range(person.first, end - 7 * length + 1, 7):
        inside = reds(start, start + 7 * length)
        mine = [day for day in inside if day in works]
        duties = [duty for day in mine for duty in works[day]]
        yield from over("red_days", duties, (len(inside) + 1) // 2, len(mine))


JUDGES: tuple[Callable[[Person], Iterator[Told]], ...] = (
    *(overlap, daily_rest, weekly_rest, day_minutes, week_minutes, eight_weeks, overtime),
    *(overtime_exempt, ordinary, merarbeid, night_average, nights, night_strain),
    *(overtime_break, compensating_rest, red_days),
)
