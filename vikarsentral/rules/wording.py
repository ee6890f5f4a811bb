"""Numbers in words: times, lengths, money and lists as people write them in each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from vikarsentral.rules.names import RULE_NAMES
from vikarsentral.rules.oslo import MINUTES_PER_HOUR
from vikarsentral.rules.texts import LANGUAGES, SENTENCES, Language
from vikarsentral.rules.texts_year import YEAR_COUNTED

_WEEKDAYS: Mapping[Language, Sequence[str]] = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "nn": ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS_NB = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS: Mapping[Language, Sequence[str]]
_MONTHS = {"nb": _MONTHS_NB, "nn": _MONTHS_NB, "en": _MONTHS_EN}
_HOURS: Mapping[Language, tuple[str, str]] = {
    "nb": ("time", "timer"),
    "nn": ("time", "timar"),
    "en": ("hour", "hours"),
}
_MINUTES: Mapping[Language, tuple[str, str]] = {
    "nb": ("minutt", "minutter"),
    "nn": ("minutt", "minutt"),
    "en": ("minute", "minutes"),
}
_AND: Mapping[Language, str] = {"nb": "og", "nn": "og", "en": "and"}
_SPAN: Mapping[Language, str] = {
    "nb": "fra {} til {}",
    "nn": "frå {} til {}",
    "en": "from {} to {}",
}
_CLOCK: Mapping[Language, str] = {"nb": "klokken", "nn": "klokka", "en": "at"}

Names = Mapping[tuple[str, str], Mapping[Language, str]]
"""What people call a unit, a sector, an area or a competence, by kind and code."""

NO_NAMES: Names = {}
_KINDS = {
    "unit": "unit",
    "sector": "sector",
    "from_area": "area",
    "to_area": "area",
    "missing": "competence",
    "required": "competence",
    "sectors": "sector",
    "units": "unit",
}
"""Which numbers of a verdict are codes, and of what."""

_ORE_PER_KRONE = 100
MINUS = "\N{MINUS SIGN}"

COUNTED = frozenset({"once.many", "red_days.sundays", "red_days.share"}) | YEAR_COUNTED
"""Sentences whose limit, value and excess are counts, not minutes."""

_LENGTHS = (
    "rest",
    "full_rest",
    "gap",
    "paid",
    "above_day",
    "full_week_minutes",
    "contract_week_minutes",
    "before_period",
    "paid_after",
    "paid_before",
    "week_minutes",
    "mean_minutes",
    "shift_minutes",
    "red_worked",
    "night_worked",
    "red_counts",
    "night_counts",
    "night_minutes",
    "beyond",
    "minutes",
    "agreed",
    "before",
)
_ADDED = ("work", "by_week", "weekly")
"""Lists of minutes that are told as a sum."""

_DATES = ("week", "due", "told", "decided", "since")
_MOMENTS = ("start", "end", "at")
_MEASURED = ("limit", "value", "excess")

_DAYS: Mapping[Language, tuple[str, str]] = {
    "nb": ("dag", "dager"),
    "nn": ("dag", "dagar"),
    "en": ("day", "days"),
}
_PEOPLE: Mapping[Language, tuple[str, str]] = {
    "nb": ("deltidsansatt", "deltidsansatte"),
    "nn": ("deltidstilsett", "deltidstilsette"),
    "en": ("part-timer", "part-timers"),
}
_COUNTS_OF = {"notice": _DAYS, "hired_years": _DAYS, "preference": _PEOPLE}
"""Sentences whose counts carry their noun, so that one is told as one."""


def length(minutes: int, language: Language) -> str:
    """Write a length of time.

    Args:
        minutes: 0 or more.
        language: of the words.

    Returns:
        Such as `10 timer og 59 minutter`.
    """
    hours, rest = divmod(minutes, MINUTES_PER_HOUR)
    parts = []
    if hours:
        parts.append(f"{hours} {_HOURS[language][hours != 1]}")
    if rest or not hours:
        parts.append(minutes_told(rest, language))
    return f" {_AND[language]} ".join(parts)


def minutes_told(minutes: int, language: Language) -> str:
    """Write minutes as minutes, such as `240 minutter`; below 0 with a minus sign."""
    sign = MINUS if minutes < 0 else ""
    return f"{sign}{abs(minutes)} {_MINUTES[language][abs(minutes) != 1]}"


def day(on: date, language: Language) -> str:
    """Write a date with its weekday, such as `tirsdag 5. januar 2027`."""
    dot = "" if language == "en" else "."
    name = _WEEKDAYS[language][on.weekday()]
    return f"{name} {on.day}{dot} {_MONTHS[language][on.month - 1]} {on.year}"


def moment(at: datetime, language: Language) -> str:
    """Write a local time, such as `tirsdag 5. januar 2027 klokken 18.00`."""
    clock = f"{at:%H:%M}" if language == "en" else f"{at:%H.%M}"
    return f"{day(at.date(), language)} {_CLOCK[language]} {clock}"


def _stretch(first: str, last: str, language: Language) -> str:
    """Write a time from and to, such as `fra mandag … til mandag …`."""
    ends = (moment(datetime.fromisoformat(one), language) for one in (first, last))
    return _SPAN[language].format(*ends)


def kroner(ore: int, language: Language) -> str:
    """Write an amount of money, such as `1 234,50 kroner`."""
    sign = MINUS if ore < 0 else ""
    whole, rest = divmod(abs(ore), _ORE_PER_KRONE)
    comma = "." if language == "en" else ","
    part = f"{comma}{rest:02d}" if rest else ""
    unit = "krone" if abs(ore) == _ORE_PER_KRONE else "kroner"
    return f"{sign}{whole:,}".replace(",", "\u00a0") + f"{part} {unit}"


def listed(words: Sequence[str], language: Language) -> str:
    """Write a list with `og` before the last."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {_AND[language]} {words[-1]}"


def _date_of(text: str) -> date:
    """Read a date or the date of an instant."""
    return datetime.fromisoformat(text).date()


def in_words(
    key: str, numbers: Mapping[str, object], language: Language, names: Names = NO_NAMES
) -> dict[str, str]:
    """Turn the numbers of a verdict into words of a language.

    Args:
        key: of the sentence they go into.
        numbers: as the receipt holds them.
        language: of the words.
        names: what people call the codes; a code without a name stays as it is.

    Returns:
        Words by name.
    """
    return {
        name: _word(key, name, _named(name, value, language, names), language)
        for name, value in numbers.items()
    }


class _Words(dict[str, str]):
    """The words of a sentence, each written when the sentence asks for it."""

    def __init__(
        self, key: str, numbers: Mapping[str, object], language: Language, names: Names
    ) -> None:
        """Keep what the words are written from, as `in_words` takes it."""
        self._from = key, numbers, language, names

    def __missing__(self, name: str) -> str:
        """Write one word; a name that no number has raises `KeyError`."""
        key, numbers, language, names = self._from
        return _word(key, name, _named(name, numbers[name], language, names), language)


def _named(name: str, value: object, language: Language, names: Names) -> object:
    """Put what people call something in place of its code."""
    kind = _KINDS.get(name)
    if kind is None or not names:
        return value
    if isinstance(value, list | tuple):
        return [_named(name, one, language, names) for one in value]
    if not isinstance(value, str):
        return value
    told = names.get((kind, value))
    return value if told is None else told[language]


def _word(key: str, name: str, value: object, language: Language) -> str:
    """Turn one number into words."""
    if isinstance(value, str):
        return _text_told(name, value, language)
    if isinstance(value, list | tuple):
        return _several(name, value, language)
    if isinstance(value, int) and not isinstance(value, bool):
        if name in _LENGTHS or (name in _MEASURED and key not in COUNTED):
            return length(value, language)
        if name in _MEASURED and key in _COUNTS_OF:
            return f"{value} {_COUNTS_OF[key][language][value != 1]}"
        if name == "last_month":
            return _MONTHS[language][value - 1]
        if name.endswith("_hour"):
            return f"{value:02}{':' if language == 'en' else '.'}00"
        if name.endswith("_ore"):
            return kroner(value, language)
    return str(value)


def _text_told(name: str, text: str, language: Language) -> str:
    """Write an instant or a date as people do; any other text stays as it is."""
    if name in _MOMENTS:
        return moment(datetime.fromisoformat(text), language)
    return day(_date_of(text), language) if name in _DATES else text


def _several(name: str, value: Sequence[Any], language: Language) -> str:
    """Turn a list of numbers, times, dates or names into words."""
    if name in _ADDED:
        return " + ".join(length(one, language) for one in value if one)
    if name == "times":
        return listed([_stretch(first, last, language) for first, last in value], language)
    texts = [day(_date_of(one), language) if name == "days" else str(one) for one in value]
    return listed(texts, language)


def sentence(
    key: str, numbers: Mapping[str, object], language: Language, names: Names = NO_NAMES
) -> str:
    """Write one explanation.

    Args:
        key: of the sentence.
        numbers: all that its fields need.
        language: which language.
        names: what people call the codes among the numbers.

    Returns:
        One or more whole sentences.
    """
    return SENTENCES[key][language].format_map(_Words(key, numbers, language, names))


def in_all_languages(
    key: str, numbers: Mapping[str, object], names: Names = NO_NAMES
) -> dict[str, str]:
    """Write one explanation in every language.

    Args:
        key: of the sentence.
        numbers: all that its fields need.
        names: what people call the codes among the numbers.

    Returns:
        Text by language.
    """
    return {language: sentence(key, numbers, language, names) for language in LANGUAGES}


def rule_name(rule: str, language: Language) -> str:
    """Return what a rule is called inside a sentence."""
    return RULE_NAMES[rule][language]
