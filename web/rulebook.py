"""The rules and the weights as people read them: sentence, paragraph, value in force, bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from vikarsentral.rules.table import GOALS, RULES, Goal
from vikarsentral.rules.values import VALUES, Bound, Value, value_on
from web import language
from web.words import count, later, say

# What each value is called in the table; the sentences of the rules are in `rules.table`.
NAMES = {
    "daily_rest": later("Hvile mellom arbeidsperioder"),
    "weekly_rest": later("Fritid hver uke"),
    "day_minutes": later("Lengste arbeidsperiode"),
    "week_minutes": later("Lengste uke"),
    "overtime_week": later("Overtid på en uke"),
    "overtime_4_weeks": later("Overtid på fire uker"),
    "overtime_52_weeks": later("Overtid på 52 uker"),
    "day_minutes_with_overtime": later("Lengste arbeidsperiode med overtid"),
    "overtime_not_accepted": later("Overtid uten samtykke"),
    "rest_window": later("Døgnet hvilen regnes i"),
    "night_from_hour": later("Natten begynner"),
    "night_to_hour": later("Natten slutter"),
    "night_minutes": later("Natt uten samtykke"),
    "red_day_to_hour": later("Røde dager regnes til"),
    "red_days_in_a_row": later("Røde dager på rad"),
    "sundays_in_a_row": later("Søndager på rad ved avtalt snitt"),
    "red_days_share_percent": later("Andel røde dager ved avtalt snitt"),
    "open_1": later("Må dekkes"),
    "open_2": later("Bør dekkes"),
    "open_3": later("Fint å få"),
    "agency_surcharge_ore_per_minute": later("Tillegg"),
    "overtime_factor_percent": later("Av timekostnaden"),
    "overtime_surcharge_ore_per_minute": later("Tillegg"),
}
LEVELS = {
    "INDIVIDUAL": later("avtale med den ansatte"),
    "LOCAL_TV": later("avtale med tillitsvalgte"),
}


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value of a rule: name, value in force, level, what an agreement may change."""

    name: str
    value: str
    level: str
    bounds: list[str]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule as a row."""

    id: str
    text: str
    source: str
    values: list[ValueLine]


def rule_lines(on: date) -> list[RuleLine]:
    """Return every hard rule with the values in force.

    Args:
        on: Oslo date.

    Source: contract 1 (`rules`), 2 (hard rules).
    """
    return [
        RuleLine(rule.id, rule.text, _source(rule.source), [_line(key, on) for key in rule.values])
        for rule in RULES
    ]


def goal_lines(on: date) -> list[RuleLine]:
    """Return every term of the objective with the product's own default weights.

    Args:
        on: Oslo date.

    Source: contract 2 (objective).
    """
    return [
        RuleLine(goal.id, goal.text, "", [_line(key, on) for key in _weights(goal)])
        for goal in GOALS
    ]


def _weights(goal: Goal) -> list[str]:
    """Return the ids of a goal's weights; the weight by priority is three values."""
    if goal.id == "open":
        return ["open_1", "open_2", "open_3"]
    return [key for key in goal.weights if key in VALUES]


def _source(told: str) -> str:
    if told.startswith("contract"):
        return say("produktets eget krav")
    return told.replace("§ ", f"§{language.NO_BREAK}")


def _line(key: str, on: date) -> ValueLine:
    value = VALUES[key]
    name = str(NAMES[key]) if key in NAMES else ""
    told = _told(value, value_on(key, on.toordinal()))
    bounds = [_bound(value, bound, str(LEVELS[level])) for level, bound in value.bounds.items()]
    return ValueLine(name, told, _level(value), bounds)


def _level(value: Value) -> str:
    return say("lov") if value.source.startswith("aml") else say("partene lokalt")


def _bound(value: Value, bound: Bound, level: str) -> str:
    if bound.at_least is not None:
        return say(
            "ned til %(value)s med %(level)s", value=_told(value, bound.at_least), level=level
        )
    told = _told(value, bound.at_most or 0)
    return say("opp til %(value)s med %(level)s", value=told, level=level)


def _told(value: Value, number: int) -> str:
    return WORDS[value.unit](number)


def limit_lines(limits: dict[str, object]) -> list[str]:
    """Return the values an agreement sets, each as one line.

    Args:
        limits: by the contract's names.
    """
    return [_limit(key, told) for key, told in limits.items()]


def _limit(key: str, told: object) -> str:
    if key == "red_days":
        return say("Røde dager: avtalt snitt") if told == "average" else say("Røde dager: hver")
    if key in NAMES and isinstance(told, int):
        return f"{NAMES[key]}: {_told(VALUES[key], told)}"
    return f"{key}: {told}"


WORDS: dict[str, Callable[[int], str]] = {
    "minutes": language.hours,
    "hour": lambda number: say("kl. %(hour)s", hour=f"{number:02}"),
    "per cent": lambda number: f"{number} %",
    "days": lambda number: count("%(num)s dag", "%(num)s dager", number),
    "Sundays": lambda number: count("%(num)s søndag", "%(num)s søndager", number),
    "øre": language.kroner,
    "øre/minute": lambda number: say("%(amount)s i timen", amount=language.kroner(number * 60)),
}
