"""Values as people write them in files in: the other way of `importing.values`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from vikarsentral.clock import OSLO
from vikarsentral.importing.times import written
from vikarsentral.importing.values import KINDS, LANGUAGES

PARTS = 100
HOUR = 60
SECONDS = 60
NORWEGIAN = "+47"
WHOLE_PER_CENT = 100

_KINDS: dict[str, str] = {}
_LANGUAGES: dict[str, str] = {}
for _words, _codes in ((_KINDS, KINDS), (_LANGUAGES, LANGUAGES)):
    for _word, _code in _codes.items():
        if _word != _code:
            _words.setdefault(_code, _word)
_KINDS.update(pool="vikarsentral", hourly="timelønn")


def day(on: date | None) -> str:
    """Write a date as 31.12.2027; nothing for none.

    Args:
        on: Oslo date.
    """
    return "" if on is None else f"{on:%d.%m.%Y}"


def kind(of: str) -> str:
    """Write the kind of a post as people name it.

    Args:
        of: pool, part_time, staff or hourly.
    """
    return _KINDS[of]


def language(code: str) -> str:
    """Write a language as people name it.

    Args:
        code: nb, nn or en.
    """
    return _LANGUAGES[code]


def hundredths(value: int) -> str:
    """Write hundredths with a decimal comma, such as 412,50.

    Args:
        value: whole hundredths, 0 or more.
    """
    return f"{value // PARTS},{value % PARTS:02}"


def percent(size: int) -> str:
    """Write a stillingsprosent; a small one with its sign, since 0,8 may be read as a share.

    Args:
        size: whole hundredths of a per cent.
    """
    return hundredths(size) + (" %" if 0 < size <= WHOLE_PER_CENT else "")


def week_hours(minutes: int) -> str:
    """Write minutes of a week as hours: 35,5, or 35:31 where decimals do not reach.

    Args:
        minutes: 0 or more.
    """
    whole, rest = divmod(minutes * PARTS, HOUR)
    if rest:
        return f"{minutes // HOUR}:{minutes % HOUR:02}"
    return hundredths(whole).rstrip("0").rstrip(",")


def phone(number: str | None) -> str:
    """Write a telephone number so that no spreadsheet takes it for a sum.

    Args:
        number: as it is kept.
    """
    told = number or ""
    bare = told.removeprefix(NORWEGIAN)
    if len(bare) == len("40000000") and bare.isdigit():
        return f"{bare[:3]} {bare[3:5]} {bare[5:]}"
    return "00" + told[1:] if told.startswith("+") else told


def competence(code: str, first: date | str | None, last: date | str | None) -> str:
    """Write a competence with its days, such as legemiddel (til 20.01.2028).

    Args:
        code: of the competence.
        first: first day, None from ever.
        last: last day, None until further notice.
    """
    days = [(word, on) for word, on in (("fra", first), ("til", last)) if on is not None]
    told = " ".join(f"{word} {day(_date(on))}" for word, on in days)
    return f"{code} ({told})" if told else code


def _date(on: date | str) -> date:
    return date.fromisoformat(on) if isinstance(on, str) else on


def listed(values: Iterable[str]) -> str:
    """Write several in one cell.

    Args:
        values: codes, none of which holds a comma.
    """
    return ", ".join(sorted(values))


def stretch(starts_at: datetime, ends_at: datetime) -> tuple[str, str, str]:
    """Write a stretch as its date and clock times; an end at midnight as 24:00.

    Args:
        starts_at: UTC.
        ends_at: UTC, at most a day later.

    Returns:
        Date, from and to; with the offset on a day when the clock is moved.
    """
    start, end = starts_at.astimezone(OSLO), ends_at.astimezone(OSLO)
    is_midnight = end.time() == time() and end.date() == start.date() + timedelta(days=1)
    to = "24:00" if is_midnight else _clock(end)
    return day(start.date()), _clock(start), to


def _clock(local: datetime) -> str:
    told = f"{local:%H:%M}"
    first, second = (local.replace(fold=fold).utcoffset() for fold in (0, 1))
    own = local.utcoffset()
    if first == second or own is None:
        return told
    return told + written(int(own.total_seconds()) // SECONDS)
