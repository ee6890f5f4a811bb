"""Dates and clock times as people write them, and Oslo time as an instant, never guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from vikarsentral.importing.faults import Unreadable

OSLO = ZoneInfo("Europe/Oslo")
DAY = timedelta(days=1)
DAY_MINUTES = 24 * 60
FIRST_YEAR, LAST_YEAR = 1940, 2099
_PLAIN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?", re.ASCII)
_CLOCK = re.compile(
    r"(?:(\d{1,2})[:.](\d{2})(?::00)?|(\d{2})(\d{2}))(?:\s*([+-])(\d{2}):?(\d{2}))?",
    re.ASCII,
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def day(told: str) -> str:
    """Read a date written as 31.12.2027 or 2027-12-31.

    Args:
        told: the text.

    Returns:
        The date in ISO form.

    Raises:
        Unreadable: another form, or no such date.
    """
    if found := _PLAIN.fullmatch(told):
        parts = int(found[3]), int(found[2]), int(found[1])
    elif found := _ISO.fullmatch(told):
        parts = int(found[1]), int(found[2]), int(found[3])
    else:
        raise Unreadable("date_format")
    if not FIRST_YEAR <= parts[0] <= LAST_YEAR:
        raise Unreadable("date_format")
    try:
        return date(*parts).isoformat()
    except ValueError:
        raise Unreadable("date_format") from None


def clock(told: str) -> list[int | None]:
    """Read a clock time such as 07:30, 7.30 or 0730, with an offset where it is needed.

    Args:
        told: the text; `02:30+01:00` names the second of the two in the autumn night.

    Returns:
        Minutes after midnight, 0 to 1440, and the offset from UTC in minutes or None.

    Raises:
        Unreadable: another form, or no such time.
    """
    found = _CLOCK.fullmatch(told)
    if found is None:
        raise Unreadable("time_format")
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4])
    at = hour * 60 + minute
    if minute > 59 or at > DAY_MINUTES:
        raise Unreadable("time_format")
    if found[5] is None:
        return [at, None]
    offset = int(found[6]) * 60 + int(found[7])
    return [at, -offset if found[5] == "-" else offset]


def instant(on: str, at: int, offset: int | None) -> int:
    """Turn an Oslo date and clock time into an instant.

    Args:
        on: the date in ISO form.
        at: minutes after midnight, 0 to 1440.
        offset: from UTC in minutes, None where it was not written.

    Returns:
        UTC minutes since 1970.

    Raises:
        Unreadable: the clock skips that time in spring, shows it twice in autumn and no offset
            tells which, or the offset is not Oslo's then.
    """
    midnight, steady = _midnight(on)
    if steady is not None and offset in (None, steady):
        return midnight + at
    if steady is not None:
        raise Unreadable("offset", offset=written(steady))
    return _on_a_changing_day(on, at, offset)


@lru_cache(maxsize=4096)
def _midnight(on: str) -> tuple[int, int | None]:
    """Return when a date starts, and its offset if it has but one."""
    first = date.fromisoformat(on)
    here = datetime.combine(first, time(), OSLO)
    later = datetime.combine(first + DAY, time(), OSLO)
    start, end = here.utcoffset(), later.utcoffset()
    minutes = int((here - _EPOCH).total_seconds()) // 60
    if start is None or start != end:
        return minutes, None
    return minutes, int(start.total_seconds()) // 60


def _on_a_changing_day(on: str, at: int, offset: int | None) -> int:
    bare = datetime.combine(date.fromisoformat(on), time()) + timedelta(minutes=at)
    readings = {}
    for fold in (0, 1):
        here = bare.replace(tzinfo=OSLO, fold=fold)
        back = here.astimezone(UTC).astimezone(OSLO).replace(tzinfo=None)
        shift = here.utcoffset()
        if back == bare and shift is not None:
            minutes = int(shift.total_seconds()) // 60
            readings[minutes] = int((here - _EPOCH).total_seconds()) // 60
    if not readings:
        raise Unreadable("time_skipped")
    if offset is None and len(readings) > 1:
        clock_text = f"{at // 60:02}:{at % 60:02}"
        first, second = (clock_text + written(one) for one in sorted(readings, reverse=True))
        raise Unreadable("time_twice", first=first, second=second)
    if offset is None:
        return next(iter(readings.values()))
    if offset not in readings:
        raise Unreadable("offset", offset=" / ".join(written(one) for one in readings))
    return readings[offset]


def written(offset: int) -> str:
    """Write an offset from UTC, such as +01:00.

    Args:
        offset: minutes.
    """
    sign = "-" if offset < 0 else "+"
    return f"{sign}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
