"""The Oslo wall, one entry per minute: hour, date, night and red window.

Every minute from late 2025 to 2029 is looked at on its own; nothing is worked out from limits.
"""

from __future__ import annotations

from array import array
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from tests.reference.clock import easter_sunday, is_red

OSLO = ZoneInfo("Europe/Oslo")
BASE = int(datetime(2025, 9, 1, tzinfo=UTC).timestamp()) // 60
END = int(datetime(2029, 2, 1, tzinfo=UTC).timestamp()) // 60


@cache
def hours() -> bytes:
    """Return the hour on the wall of every minute since `BASE`."""
    told = bytearray()
    for minute in range(BASE, END, 60):
        local = datetime.fromtimestamp(minute * 60, UTC).astimezone(OSLO)
        told += bytes([local.hour]) * 60
    return bytes(told)


@cache
def days() -> array[int]:
    """Return the date on the wall of every minute since `BASE`, as an ordinal."""
    told = array("l")
    for minute in range(BASE, END, 60):
        local = datetime.fromtimestamp(minute * 60, UTC).astimezone(OSLO)
        told.extend([local.date().toordinal()] * 60)
    return told


@cache
def night() -> bytes:
    """Return 1 for every minute that the wall shows between 21:00 and 06:00."""
    return bytes(1 if hour >= 21 or hour < 6 else 0 for hour in hours())


@cache
def _opens(day: int) -> int:
    """Return the hour at which the day before a red day turns red."""
    told = date.fromordinal(day)
    from_easter = (told - easter_sunday(told.year)).days
    early = (told.month, told.day) == (12, 24) or from_easter in {-1, 48}
    return 15 if early else 18


@cache
def red_window() -> bytes:
    """Return 1 for every minute of the red window.

    A minute is red when its own date is red and it is before 22, and when the next date is red
    and the hour has come at which the day before turns red.
    """
    told = bytearray()
    for hour, day in zip(hours()[::60], days()[::60], strict=True):
        today, tomorrow = _red(day), _red(day + 1)
        inside = (today and (hour < 22 or tomorrow)) or (tomorrow and hour >= _opens(day))
        told += bytes([1 if inside else 0]) * 60
    return bytes(told)


@cache
def _red(day: int) -> bool:
    return is_red(date.fromordinal(day))


@cache
def red_work() -> bytes:
    """Return 1 for every minute before 22:00 on a red date."""
    told = bytearray()
    for hour, day in zip(hours()[::60], days()[::60], strict=True):
        told += bytes([1 if hour < 22 and _red(day) else 0]) * 60
    return bytes(told)


def red_dates(start: int, end: int) -> set[int]:
    """Return the red dates with a minute before 22:00 among start..end."""
    if not red_work().count(1, start - BASE, end - BASE):
        return set()
    return {days()[at] for at in range(start - BASE, end - BASE) if red_work()[at]}


@cache
def reds(first: int, end: int) -> tuple[int, ...]:
    """Return the red dates from one ordinal until another."""
    return tuple(day for day in range(first, end) if _red(day))


def day_at(minute: int) -> int:
    """Return the ordinal of the date on the wall."""
    return days()[minute - BASE]


def midnight(day: int) -> int:
    """Return the first minute of a date."""
    local = datetime.combine(date.fromordinal(day), datetime.min.time(), OSLO)
    return int(local.timestamp()) // 60


def after(day: int, count: int) -> date:
    """Return the date some days later."""
    return date.fromordinal(day) + timedelta(days=count)
