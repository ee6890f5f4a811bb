"""The rules and the weights as people read them: the printed table, in the request's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from flask_babel import get_locale

from vikarsentral.rules.changes import Change, changes_in
from vikarsentral.rules.printed import PrintedRow, PrintedValue, printed_table
from vikarsentral.rules.printed_words import signer_words, unit_words
from vikarsentral.rules.texts import Language
from vikarsentral.rules.value_names import VALUE_NAMES, value_name
from vikarsentral.rules.values import Value
from vikarsentral.rules.values_year import ALL_VALUES
from web import language
from web.words import say

LOOK_AHEAD_DAYS = 366
NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"
Part = Literal["hard", "year", "goal", "year_goal", "opening"]


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value of a rule: name, value in force, who sets it, how it is known, what may change."""

    name: str
    value: str
    level: str
    certainty: str
    bounds: list[str]
    changes: list[str]


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule, goal or opening as a row; `signer` and `limits` are of openings."""

    id: str
    text: str
    source: str
    values: list[ValueLine]
    signer: str = ""
    limits: str = ""


def current() -> Language:
    """Return the request's language as the rules know it."""
    found = str(get_locale().language)
    languages: dict[str, Language] = {"nn": "nn", "en": "en"}
    return languages.get(found, "nb")


def lines(on: date) -> dict[Part, list[RuleLine]]:
    """Return the whole table by part.

    Args:
        on: Oslo date.

    Source: contract 1 (`rules`).
    """
    found: dict[Part, list[RuleLine]] = {}
    for row in printed_table(on, current()):
        found.setdefault(row.kind, []).append(_row(row))
    return found


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One value that changes: name, date, number before and after in words."""

    name: str
    since: date
    before: str
    after: str


def coming_changes(on: date, values: Mapping[str, Value]) -> list[Change]:
    """Return the values that change in the twelve months after a date.

    Args:
        on: Oslo date.
        values: by id.
    """
    until = on + timedelta(days=LOOK_AHEAD_DAYS)
    return [one for one in changes_in(values, on) if one.since <= until]


def change_lines(changes: list[Change]) -> list[ChangeLine]:
    """Return changes as rows of a page.

    Args:
        changes: as `coming_changes` returns them.
    """
    told = current()
    return [
        ChangeLine(
            value_name(one.id, told),
            one.since,
            unit_words(ALL_VALUES[one.id].unit, one.before, told),
            unit_words(ALL_VALUES[one.id].unit, one.after, told),
        )
        for one in changes
    ]


def rule_lines(on: date) -> list[RuleLine]:
    """Return every hard rule that a plan is judged by, with the values in force.

    Args:
        on: Oslo date.

    Source: contract 1 (`rules`), 2 (hard rules).
    """
    return lines(on)["hard"]


def goal_lines(on: date) -> list[RuleLine]:
    """Return every term of the objective with the product's own default weights.

    Args:
        on: Oslo date.

    Source: contract 2 (objective).
    """
    return lines(on)["goal"]


def _row(row: PrintedRow) -> RuleLine:
    told = current()
    return RuleLine(
        row.id,
        row.text,
        _unbroken(row.source),
        [_value(value) for value in row.values],
        signer_words(row.level, told) if row.level else "",
        ", ".join(_limit_name(name, told).lower() for name in row.limits),
    )


def _unbroken(source: str) -> str:
    """Keep each paragraph on one line of a narrow cell."""
    held = re.sub(r"(?<=\d)-(?=\d)", NO_BREAK_HYPHEN, source)
    return held.replace("§ ", f"§{language.NO_BREAK}")


def _limit_name(name: str, told: Language) -> str:
    return say("Røde dager") if name == "red_days" else value_name(name, told)


def _value(value: PrintedValue) -> ValueLine:
    return ValueLine(
        value.name,
        value.told.replace(" ", language.NO_BREAK),
        value.level_told,
        value.certainty_told,
        [bound.told for bound in (*value.bounds, value.permit) if bound is not None],
        [
            say("fra %(day)s: %(value)s", day=language.day(on, "full"), value=told)
            for on, told in value.changes
        ],
    )


def limit_lines(limits: dict[str, object]) -> list[str]:
    """Return the values an agreement sets, each as one line.

    Args:
        limits: by the contract's names.
    """
    return [_limit(key, told) for key, told in limits.items()]


def _limit(key: str, told: object) -> str:
    if key == "red_days":
        return say("Røde dager: avtalt snitt") if told == "average" else say("Røde dager: hver")
    if key in VALUE_NAMES and isinstance(told, int):
        number = unit_words(ALL_VALUES[key].unit, told, current())
        return f"{value_name(key, current())}: {number.replace(' ', language.NO_BREAK)}"
    return f"{key}: {told}"
