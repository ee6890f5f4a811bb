"""Read instants and dates: whole minutes since 1970 in UTC, and the Oslo wall clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


@cache
def instant(text: str) -> int:
    """Read ISO 8601 with offset as whole minutes since 1970-01-01T00:00Z."""
    seconds = datetime.fromisoformat(text).timestamp()
    assert seconds % 60 == 0
    return int(seconds) // 60


@cache
def wall(minute: int) -> tuple[date, int]:
    """Return the local date and the hour shown on the wall at *minute*."""
    local = datetime.fromtimestamp(minute * 60, UTC).astimezone(OSLO)
    return local.date(), local.hour


def local_date(minute: int) -> date:
    """Return the local date at *minute*."""
    return wall(minute)[0]


@cache
def midnight(day: date) -> int:
    """Return the minute at which the local *day* begins."""
    return int(datetime(day.year, day.month, day.day, tzinfo=OSLO).timestamp()) // 60


def monday(day: date) -> date:
    """Return the Monday of the week of *day*."""
    return day - timedelta(days=day.weekday())


@cache
def dates_touched(start: int, end: int) -> tuple[date, ...]:
    """Return every local date that has a minute of start..end, end not included."""
    return tuple(sorted({local_date(minute) for minute in range(start, end)}))


@cache
def night_minutes(start: int, end: int) -> int:
    """Count the minutes that the wall shows between 21:00 and 06:00."""
    hours = [wall(minute)[1] for minute in range(start, end)]
    return sum(1 for hour in hours if hour >= 21 or hour < 6)


@cache
def dates_worked(start: int, end: int) -> frozenset[date]:
    """Return the dates with a minute between 00:00 and 22:00 local of start..end."""
    walls = [wall(minute) for minute in range(start, end)]
    return frozenset(day for day, hour in walls if hour < 22)


@cache
def easter_sunday(year: int) -> date:
    """Count Easter by the Gregorian epact: the Sunday after the full moon on or after 21 March."""
    golden = year % 19
    century = year // 100
    skipped = century - century // 4 - (8 * century + 13) // 25
    moon = (19 * golden + skipped + 15) % 30
    moon -= (moon // 28) * (1 - (moon // 28) * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    return date(year, 3, 1) + timedelta(days=27 + moon - weekday)


@cache
def is_red(day: date) -> bool:
    """Tell whether *day* is a red day."""
    from_easter = (day - easter_sunday(day.year)).days
    fixed = (day.month, day.day) in {(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)}
    # Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension, Whit Sunday and Monday
    return day.weekday() == 6 or fixed or from_easter in {-3, -2, 0, 1, 39, 49, 50}
