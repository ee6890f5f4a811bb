"""Turn a cell's text into a value, the way people write in Norwegian spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from vikarsentral.importing.faults import Unreadable
from vikarsentral.importing.times import clock, day
from vikarsentral.signs import holds_link, is_email

Reader: TypeAlias = Callable[[str], Any]

_SPACES = re.compile(r"\s+")
_DAMAGED = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
_COLON = re.compile(r"([0-9]{1,3}):([0-5][0-9])(?::00)?")
_EMPLOYEE = re.compile(r"[0-9A-Za-zÆØÅæøå][0-9A-Za-zÆØÅæøå._/-]{0,19}")
_PHONE = re.compile(r"\+[0-9]{8,15}")
_VALIDITY = re.compile(
    r"(?P<code>[^()]+?)\s*(?:\(\s*(?:fra\s+(?P<first>\S+?))?\s*(?:til\s+(?P<last>\S+?))?\s*\))?"
)

KINDS: Final = {
    "vikarsentral": "pool",
    "pool": "pool",
    "deltid": "part_time",
    "heltid": "staff",
    "fast heltid": "staff",
    "fast deltid": "part_time",
    "timelønn": "hourly",
    "timelønnet": "hourly",
}
LANGUAGES: Final = {
    "nb": "nb",
    "bokmål": "nb",
    "norsk": "nb",
    "nn": "nn",
    "nynorsk": "nn",
    "en": "en",
    "engelsk": "en",
    "english": "en",
}
WEEK_MINUTES = 2400
DAY_MINUTES = 24 * 60
MOST_HOURS = 200
MOST_KRONER_ORE = 100_000_000_00
MOST_HOUR_ORE = 100_000_00
LEAST_ANNUAL_ORE, MOST_ANNUAL_ORE = 50_000_00, 5_000_000_00
LEAST_HOURLY_ORE, MOST_HOURLY_ORE = 50_00, 2_400_00
"""What a year or an hour may pay; less is likely written in the other's column."""


def text(signs: int) -> Reader:
    """Return a reader of plain text on one line.

    Args:
        signs: how many at most.
    """

    def read(told: str) -> str:
        plain = _SPACES.sub(" ", told).strip()
        if len(plain) > signs:
            raise Unreadable("too_long", most=signs)
        return plain

    return read


def name(told: str) -> str:
    """Read a person's name; it goes into messages, where nobody else's link may stand.

    Source: reliability section 4, V26.
    """
    if holds_link(told):
        raise Unreadable("link")
    plain: str = _PERSON_NAME(told)
    return plain


_PERSON_NAME = text(100)


def employee_no(told: str) -> str:
    """Read an employee number; it is text, and leading zeros stay."""
    if _DAMAGED.fullmatch(told):
        raise Unreadable("damaged_number")
    if not _EMPLOYEE.fullmatch(told):
        raise Unreadable("employee_no")
    return told


def code(told: str) -> str:
    """Read the code or the name of something in the register."""
    if _DAMAGED.fullmatch(told):
        raise Unreadable("damaged_number")
    return _SPACES.sub(" ", told).strip()


def phone(told: str) -> str:
    """Read a telephone number; eight digits are Norwegian."""
    bare = re.sub(r"[\s().-]", "", told)
    if bare.startswith("00"):
        bare = "+" + bare[2:]
    if len(bare) == 8 and bare.isascii() and bare.isdigit():
        bare = "+47" + bare
    if not _PHONE.fullmatch(bare):
        raise Unreadable("phone")
    return bare


def email(told: str) -> str:
    """Read an e-mail address."""
    if not is_email(told):
        raise Unreadable("email")
    return told


def choice(words: dict[str, str]) -> Reader:
    """Return a reader of one of some words.

    Args:
        words: by word in small letters, the value.
    """

    def read(told: str) -> str:
        try:
            return words[told.casefold()]
        except KeyError:
            allowed = ", ".join(dict.fromkeys(words))
            raise Unreadable("one_of", allowed=allowed) from None

    return read


def number(told: str) -> tuple[int, int]:
    """Read a number with decimal comma or point, exactly.

    Returns:
        Whole number without the point, and how many digits stood after it.

    Raises:
        Unreadable: it is no number.
    """
    bare = re.sub(r"[\s\u00a0\u202f]", "", told)
    if _DAMAGED.fullmatch(bare):
        raise Unreadable("damaged_number")
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(".", "")
    if not _NUMBER.fullmatch(bare):
        raise Unreadable("number")
    whole, _, part = bare.replace(",", ".").partition(".")
    return int(whole + part), len(part)


def scaled(told: str, scale: int, low: int, high: int, fault: str) -> int:
    """Read a number as a whole number of smaller parts, such as øre.

    Args:
        told: the text.
        scale: parts in one.
        low: least allowed, in parts.
        high: most allowed, in parts.
        fault: code of the fault when it does not fit.

    Raises:
        Unreadable: it is no number, not in whole parts, or out of bounds.
    """
    value, digits = number(told)
    parts, rest = divmod(value * scale, int(10**digits))
    if rest or not low <= parts <= high:
        raise Unreadable(fault)
    return parts


def percent(told: str) -> int:
    """Read a stillingsprosent as hundredths of a per cent; 0,8 may be a share and is refused."""
    size = scaled(told.removesuffix("%"), 100, 0, 10_000, "percent")
    if 0 < size <= 100 and not told.endswith("%"):
        raise Unreadable("share")
    return size


def week_hours(told: str) -> int:
    """Read the hours of a full week as minutes."""
    return _hours(told, 60, WEEK_MINUTES, "week_hours")


def hours(told: str) -> int:
    """Read hours worked as minutes."""
    return _hours(told, 1, MOST_HOURS * 60, "hours")


def _hours(told: str, low: int, high: int, fault: str) -> int:
    """Read hours as 7,5 or as 7:30, in minutes."""
    if not (found := _COLON.fullmatch(told)):
        return scaled(told, 60, low, high, fault)
    minutes = int(found[1]) * 60 + int(found[2])
    if not low <= minutes <= high:
        raise Unreadable(fault)
    return minutes


def kroner(told: str) -> int:
    """Read kroner as øre."""
    return _kroner(told, MOST_KRONER_ORE, "kroner")


def hourly_kroner(told: str) -> int:
    """Read what an hour costs as øre."""
    return _kroner(told, MOST_HOUR_ORE, "kroner_hour")


def annual_kroner(told: str) -> int:
    """Read what a full post pays in a year as øre."""
    return _kroner(told, MOST_ANNUAL_ORE, "annual_pay", LEAST_ANNUAL_ORE)


def hourly_pay(told: str) -> int:
    """Read what a person is paid by the hour as øre."""
    return _kroner(told, MOST_HOURLY_ORE, "hourly_pay", LEAST_HOURLY_ORE)


def supplement_kroner(told: str) -> int:
    """Read what a person has in a year beyond the scale as øre."""
    return _kroner(told, MOST_ANNUAL_ORE, "supplement")


def _kroner(told: str, most: int, fault: str, least: int = 0) -> int:
    bare = re.sub(r"(?i)(^kr\.?)|(kr\.?$)|(,-$)", "", told.strip()).strip()
    return scaled(bare, 100, least, most, fault)


def minutes(told: str) -> int:
    """Read the minutes of an unpaid break."""
    return scaled(told, 1, 0, DAY_MINUTES, "minutes")


def whole(low: int, high: int) -> Reader:
    """Return a reader of a whole number within bounds.

    Args:
        low: least allowed.
        high: most allowed.
    """

    def read(told: str) -> int:
        value, digits = number(told)
        if digits or not low <= value <= high:
            raise Unreadable("whole", low=low, high=high)
        return value

    return read


def codes(told: str) -> list[str]:
    """Read a list of codes or names, with commas or semicolons between them."""
    return list(dict.fromkeys(code(one) for one in re.split(r"[,;|\n]", told) if one.strip()))


def competences(told: str) -> list[list[str | None]]:
    """Read competences, each with its validity in brackets where it has one."""
    held: dict[str, list[str | None]] = {}
    for one in re.split(r"[,;|\n]", told):
        if not one.strip():
            continue
        found = _VALIDITY.fullmatch(one.strip())
        if found is None:
            raise Unreadable("validity")
        first = day(found["first"]) if found["first"] else None
        last = day(found["last"]) if found["last"] else None
        if first and last and last < first:
            raise Unreadable("dates_order")
        held[code(found["code"])] = [code(found["code"]), first, last]
    return list(held.values())


__all__ = ["Reader", "clock", "day"]
