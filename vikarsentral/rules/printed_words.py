"""Words of the printed rule table: numbers with their unit, levels, bounds and certainty."""

from __future__ import annotations

from collections.abc import Mapping

from vikarsentral.rules.facts import Level
from vikarsentral.rules.names import source_words
from vikarsentral.rules.permits import LEVEL
from vikarsentral.rules.texts import Language
from vikarsentral.rules.values import Bound, Value
from vikarsentral.rules.wording import kroner, length

_Words = tuple[str, str, str]
_PLACE: Mapping[Language, int] = {"nb": 0, "nn": 1, "en": 2}

_COUNTED: Mapping[str, tuple[_Words, _Words]] = {
    "days": (("dag", "dag", "day"), ("dager", "dagar", "days")),
    "weeks": (("uke", "veke", "week"), ("uker", "veker", "weeks")),
    "years": (("år", "år", "year"), ("år", "år", "years")),
    "Sundays": (("søndag", "søndag", "Sunday"), ("søndager", "søndagar", "Sundays")),
    "duties": (("vakt", "vakt", "duty"), ("vakter", "vakter", "duties")),
    "units": (("enhet", "eining", "unit"), ("enheter", "einingar", "units")),
    "employees": (("ansatt", "tilsett", "employee"), ("ansatte", "tilsette", "employees")),
    "children": (("barn", "barn", "child"), ("barn", "barn", "children")),
}
_YES: _Words = ("ja", "ja", "yes")
_NO: _Words = ("nei", "nei", "no")
_CLOCK: _Words = ("klokken {:02}.00", "klokka {:02}.00", "{:02}:00")
_AN_HOUR: _Words = ("{} i timen", "{} i timen", "{} an hour")

_CERTAINTY: Mapping[str, _Words] = {
    "verified": ("sett i kilden", "sett i kjelda", "seen in the source"),
    "verified older": (
        "sett i en eldre utgave av kilden",
        "sett i ei eldre utgåve av kjelda",
        "seen in an older edition of the source",
    ),
    "from memory": (
        "ikke sett i kilden, må bekreftes av kommunen",
        "ikkje sett i kjelda, må stadfestast av kommunen",
        "not seen in the source, to be confirmed by the municipality",
    ),
    "estimate": ("et anslag", "eit anslag", "an estimate"),
    "derived": ("regnet ut fra kilden", "rekna ut frå kjelda", "worked out from the source"),
    "product": (
        "produktets forslag inntil partene er enige",
        "forslag frå produktet inntil partane er samde",
        "the product's proposal until the parties agree",
    ),
}
_LEVELS: Mapping[str, _Words] = {
    "law": ("lov", "lov", "law"),
    "tariff": ("tariff", "tariff", "tariff"),
    "product": ("partene lokalt", "partane lokalt", "the parties locally"),
}
SIGNERS: Mapping[str, _Words] = {
    "INDIVIDUAL": (
        "avtale med den ansatte",
        "avtale med den tilsette",
        "agreement with the employee",
    ),
    "LOCAL_TV": (
        "avtale med tillitsvalgte",
        "avtale med tillitsvalde",
        "agreement with the tillitsvalgte",
    ),
    "CENTRAL_UNION": (
        "avtale med fagforeningen sentralt",
        "avtale med fagforeininga sentralt",
        "agreement with the union centrally",
    ),
    "AT_PERMIT": (
        "tillatelse fra Arbeidstilsynet",
        "løyve frå Arbeidstilsynet",
        "permit of the Labour Inspection Authority",
    ),
    "DISCUSSION": (
        "drøfting med tillitsvalgte",
        "drøfting med tillitsvalde",
        "discussion with the tillitsvalgte",
    ),
}
_LEAST: _Words = ("ned til {} med {}", "ned til {} med {}", "down to {} by {}")
_MOST: _Words = ("opp til {} med {}", "opp til {} med {}", "up to {} by {}")
_MINUTES_PER_HOUR = 60


def unit_words(unit: str, number: int, language: Language) -> str:
    """Write a number with its unit.

    Args:
        unit: of the value.
        number: in that unit.
        language: of the words.

    Returns:
        Such as `11 timer`, `klokken 21.00` or `ja`.
    """
    place = _PLACE[language]
    if unit == "minutes":
        return length(number, language)
    if unit == "hour":
        return _CLOCK[place].format(number)
    if unit == "yes or no":
        return (_YES if number else _NO)[place]
    if unit == "per cent":
        return f"{number} %"
    if unit == "øre":
        return kroner(number, language)
    if unit == "øre/minute":
        return _AN_HOUR[place].format(kroner(number * _MINUTES_PER_HOUR, language))
    if unit in _COUNTED:
        return f"{number} {_COUNTED[unit][number != 1][place]}"
    return str(number)


def pay_words(unit: str, number: int, language: Language) -> str:
    """Write a number of the pay table with its unit.

    Args:
        unit: of the value.
        number: in that unit.
        language: of the words.

    Returns:
        Such as `22 %`, `4/3` or `56 kroner i timen`; a choice is its number.
    """
    if unit == "hundredths":
        told = f"{number / 100:g}"
        return f"{told if language == 'en' else told.replace('.', ',')} %"
    if unit == "factor":
        told = f"{number / 10_000:.2f}"
        return told if language == "en" else told.replace(".", ",")
    if unit == "thirds":
        return f"{number}/3"
    if unit == "øre/hour":
        return _AN_HOUR[_PLACE[language]].format(kroner(number, language))
    if unit == "minutes/year":
        return length(number, language)
    return unit_words(unit, number, language)


def certainty_words(certainty: str, language: Language) -> str:
    """Say how sure a number is."""
    return _CERTAINTY[certainty][_PLACE[language]]


def level_words(level: str, language: Language) -> str:
    """Say who sets a number."""
    return _LEVELS[level][_PLACE[language]]


def signer_words(level: str, language: Language) -> str:
    """Say who signs an agreement."""
    return SIGNERS[level][_PLACE[language]]


def bound_words(value: Value, bound: Bound, level: Level, language: Language) -> str:
    """Say what an agreement may set.

    Args:
        value: the row.
        bound: of the level.
        level: who signs.
        language: of the words.

    Returns:
        Such as `opp til 60 timer med avtale med den ansatte`, with how the bound is known where
        that is not as the value is known.
    """
    place = _PLACE[language]
    signed = signer_words(level, language)
    if bound.at_least is not None:
        told = _LEAST[place].format(unit_words(value.unit, bound.at_least, language), signed)
    else:
        most = 0 if bound.at_most is None else bound.at_most
        told = _MOST[place].format(unit_words(value.unit, most, language), signed)
    if bound.certainty is None:
        return told
    return f"{told} ({certainty_words(bound.certainty, language)})"


def permit_words(unit: str, most: int, source: str, certainty: str, language: Language) -> str:
    """Say how far Arbeidstilsynet may permit more.

    Args:
        unit: of the value.
        most: the largest value, in that unit.
        source: paragraph.
        certainty: how the number is known.
        language: of the words.
    """
    place = _PLACE[language]
    told = _MOST[place].format(unit_words(unit, most, language), signer_words(LEVEL, language))
    return f"{told} ({source_words(source, language)}; {certainty_words(certainty, language)})"
