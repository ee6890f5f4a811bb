"""Language and form of what people read: texts, dates, times, hours and kroner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from babel import dates, numbers
from flask import Flask, g, request
from flask_babel import Babel, get_locale, refresh

from vikarsentral.clock import OSLO
from web import context, texts
from web.words import say

COOKIE = "vs_language"
NO_BREAK = "\N{NO-BREAK SPACE}"
NAMES = (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"))


def current() -> str:
    """Return the language of this request: the user's, the chosen one, or the browser's."""
    told: str | None = g.get("language")
    if told is not None:
        return told
    actor = context.actor_or_none()
    if actor is not None:
        return actor.language
    chosen = request.cookies.get(COOKIE)
    if chosen in texts.LANGUAGES:
        return chosen
    wanted = request.accept_languages.best_match(["nb", "nn", "no", "en"], default="nb")
    return "nb" if wanted == "no" else str(wanted)


def use(code: str) -> None:
    """Speak a language for the rest of the request, such as that of the one who is asked.

    Args:
        code: `nb`, `nn` or `en`.
    """
    g.language = code
    refresh()


def _selected() -> str:
    try:
        return current()
    except Exception:
        return "nb"


def day(value: date | datetime, kind: str = "short") -> str:
    """Return a day as people write it; an instant is read in Oslo time.

    Args:
        value: a day or an instant.
        kind: `short` (man. 4. jan.), `long` (mandag 4. januar), `full` (with the year) or
            `plain` (4. jan.).
    """
    held = value.astimezone(OSLO).date() if isinstance(value, datetime) else value
    english = get_locale().language == "en"
    forms = {
        "short": "EEE d MMM" if english else "EEE d. MMM",
        "long": "EEEE d MMMM" if english else "EEEE d. MMMM",
        "full": "d MMMM y" if english else "d. MMMM y",
        "plain": "d MMM" if english else "d. MMM",
    }
    return dates.format_date(held, forms[kind], locale=get_locale())


def day_name(value: date, today: date) -> str:
    """Return a day by its name seen from *today*: today, tomorrow, or weekday and date."""
    if value == today:
        return say("I dag, %(day)s", day=day(value, "long"))
    if (value - today).days == 1:
        return say("I morgen, %(day)s", day=day(value, "long"))
    return sentence(day(value, "long"))


def clock_time(value: datetime) -> str:
    """Return the time of day in Oslo, as 07:30."""
    return value.astimezone(OSLO).strftime("%H:%M")


def span(starts_at: datetime, ends_at: datetime) -> str:
    """Return a stretch as 07:30–15:00, in Oslo time."""
    return f"{clock_time(starts_at)}–{clock_time(ends_at)}"


def moment(value: datetime) -> str:
    """Return day and time of day in Oslo."""
    return f"{day(value)} {clock_time(value)}"


def hours(minutes: int) -> str:
    """Return minutes as hours and minutes, such as 7 t 30 min."""
    whole, rest = divmod(minutes, 60)
    if rest == 0:
        told = say("%(hours)s t", hours=numbers.format_decimal(whole, locale=get_locale()))
    elif whole == 0:
        told = say("%(minutes)s min", minutes=rest)
    else:
        told = say("%(hours)s t %(minutes)s min", hours=whole, minutes=rest)
    return told.replace(" ", NO_BREAK)


def kroner(ore: int) -> str:
    """Return øre as whole kroner."""
    told = numbers.format_decimal(round(ore / 100), locale=get_locale())
    return say("%(amount)s kr", amount=told).replace(" ", NO_BREAK)


def number(value: int) -> str:
    """Return a whole number with the language's own grouping."""
    return numbers.format_decimal(value, locale=get_locale())


def percent(hundredths: int) -> str:
    """Return hundredths of a per cent as a percentage."""
    return numbers.format_percent(hundredths / 10_000, "#,##0.## %", locale=get_locale())


def factor(hundredths: int) -> str:
    """Return hundredths of a per cent as a number to divide by, such as 1.12."""
    return numbers.format_decimal(hundredths / 10_000, "0.00", locale=get_locale())


def named(item: Any, stem: str = "name") -> str:
    """Return the field of *item* in the request's language, such as `name_nn`."""
    return str(getattr(item, f"{stem}_{get_locale().language}", getattr(item, f"{stem}_nb")))


def initials(name: str) -> str:
    """Return the first letters of the first and the last name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def competences(codes: Iterable[str], names: Mapping[str, str]) -> str:
    """Return competences by their names, or that none is asked for.

    Args:
        codes: what is asked for.
        names: name by code.
    """
    told = ", ".join(names.get(code, code) for code in codes)
    return told or say("Ingen særskilt kompetanse")


def oslo_day(value: datetime) -> date:
    """Return the Oslo date of an instant."""
    return value.astimezone(OSLO).date()


def sentence(text: str) -> str:
    """Return *text* with a capital first letter."""
    return text[:1].upper() + text[1:]


def given(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the attributes of an element that have a value."""
    return {name: value for name, value in attributes.items() if value}


FILTERS = {
    "given": given,
    "sentence": sentence,
    "competences": competences,
    "day_name": day_name,
    "initials": initials,
    "oslo_day": oslo_day,
    "day": day,
    "clock_time": clock_time,
    "moment": moment,
    "hours": hours,
    "kroner": kroner,
    "number": number,
    "percent": percent,
}


def install(app: Flask) -> None:
    """Give templates texts and forms in the request's language.

    Args:
        app: the application.
    """
    texts.compile_catalogues()
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "nb")
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Europe/Oslo")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(map(str, texts.parts()))
    Babel(app, locale_selector=_selected)
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(span=span, named=named)
