"""The rule table as people read it: one list that the command, README and the page print.

Source: contract 1 (`rules`); law.md 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from vikarsentral.rules.facts import Level
from vikarsentral.rules.names import source_text
from vikarsentral.rules.openings import OPENINGS
from vikarsentral.rules.permits import PERMITS
from vikarsentral.rules.printed_words import (
    bound_words,
    certainty_words,
    level_words,
    permit_words,
    unit_words,
)
from vikarsentral.rules.table import GOALS, RULES
from vikarsentral.rules.texts import Language
from vikarsentral.rules.titles import row_text
from vikarsentral.rules.value_names import value_name
from vikarsentral.rules.values import PRIORITIES, Value
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year.goal_table import YEAR_GOALS
from vikarsentral.rules.year.table import YEAR_RULES

Kind = Literal["hard", "year", "goal", "year_goal", "opening"]
SECTORS = ("health", "kindergarten", "school", "cleaning")
AGREEING: tuple[Level, ...] = ("INDIVIDUAL", "LOCAL_TV")


@dataclass(frozen=True, slots=True)
class PrintedBound:
    """What one level of agreement may set, that in words, and how it is known."""

    level: Level
    at_least: int | None
    at_most: int | None
    told: str
    certainty: str


@dataclass(frozen=True, slots=True)
class PrintedPermit:
    """How far Arbeidstilsynet may permit more, since when, and how that is known."""

    at_most: int
    source: str
    certainty: str
    since: date
    told: str


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """One value in force.

    Attributes:
        id: of the value.
        name: in words.
        value: the number.
        told: the number in words.
        unit: what it counts.
        source: paragraph.
        level: law, tariff or product.
        level_told: in words.
        certainty: how the number is known.
        certainty_told: in words.
        since: the date it came into force.
        changes: later dates with the number in words.
        bounds: by level of agreement.
        permit: what Arbeidstilsynet may permit; None where it may not.
    """

    id: str
    name: str
    value: int
    told: str
    unit: str
    source: str
    level: str
    level_told: str
    certainty: str
    certainty_told: str
    since: date
    changes: tuple[tuple[date, str], ...]
    bounds: tuple[PrintedBound, ...]
    permit: PrintedPermit | None = None


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of the table."""

    id: str
    kind: Kind
    text: str
    source: str
    weights: tuple[str, ...]
    values: tuple[PrintedValue, ...]
    level: str = ""
    limits: tuple[str, ...] = ()


def printed_table(
    on: date,
    language: Language = "nb",
    *,
    sector: str | None = None,
    values: Mapping[str, Value] | None = None,
) -> list[PrintedRow]:
    """Return every rule, goal and opening as it is in force.

    Args:
        on: Oslo date.
        language: of all sentences.
        sector: leave out values of other sectors.
        values: dated values by id; the table's own when None.

    Source: contract 1 (`rules`).
    """
    page = _Page(on, language, sector, ALL_VALUES if values is None else values)
    return [
        *(page.row("hard", one.id, one.text, one.source, one.values) for one in RULES),
        *(page.row("year", one.id, one.text, one.source, one.values) for one in YEAR_RULES),
        *(
            page.row("goal", one.id, one.text, one.source, weight_ids(one.weights), one.weights)
            for one in GOALS
        ),
        *(page.row("year_goal", one.id, one.text, one.source, one.values) for one in YEAR_GOALS),
        *(
            page.row("opening", one.id, one.text, one.source, (), (), one.level, one.limits)
            for one in OPENINGS
        ),
    ]


def weight_ids(weights: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of a goal's weights; the weight by priority is three values."""
    found: list[str] = []
    for name in weights:
        if name == "open_ore_per_minute":
            found += [f"open_{priority}" for priority in PRIORITIES]
        elif name in ALL_VALUES:
            found.append(name)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Page:
    """Write rows for one date and language."""

    on: date
    language: Language
    sector: str | None
    values: Mapping[str, Value]

    def row(
        self,
        kind: Kind,
        key: str,
        text: str,
        source: str,
        values: Iterable[str],
        weights: tuple[str, ...] = (),
        level: str = "",
        limits: tuple[str, ...] = (),
    ) -> PrintedRow:
        """Write one row."""
        return PrintedRow(
            key,
            kind,
            row_text(kind, key, text, self.language),
            source_text(source, self.language),
            weights,
            tuple(self.value(one) for one in values if self._is_asked_for(one)),
            level,
            limits,
        )

    def _is_asked_for(self, key: str) -> bool:
        """Tell whether a value holds in the sector asked for."""
        of = next((sector for sector in SECTORS if key.endswith(f"_{sector}")), None)
        return self.sector is None or of is None or of == self.sector

    def value(self, key: str) -> PrintedValue:
        """Write one value in force."""
        value = self.values[key]
        on = self.on.toordinal()
        number = value.on(on)
        since = max((day for day, _ in value.dated if day <= self.on), default=value.dated[0][0])
        changes = tuple(
            (day, unit_words(value.unit, later, self.language))
            for day, later in value.dated
            if day > self.on
        )
        return PrintedValue(
            key,
            value_name(key, self.language),
            number,
            unit_words(value.unit, number, self.language),
            value.unit,
            value.source,
            value.level,
            level_words(value.level, self.language),
            value.certainty,
            certainty_words(value.certainty, self.language),
            since,
            changes,
            tuple(self._bounds(value)),
            self._permit(value),
        )

    def _permit(self, value: Value) -> PrintedPermit | None:
        """Write how far Arbeidstilsynet may permit more."""
        permit = PERMITS.get(value.id)
        held = None if permit is None else permit.on(self.on)
        if permit is None or held is None:
            return None
        since, most = held
        told = permit_words(value.unit, most, permit.source, permit.certainty, self.language)
        return PrintedPermit(most, permit.source, permit.certainty, since, told)

    def _bounds(self, value: Value) -> Iterable[PrintedBound]:
        """Write what each level of agreement may set."""
        for level in AGREEING:
            bound = value.bounds.get(level)
            if bound is not None:
                told = bound_words(value, bound, level, self.language)
                known = bound.certainty or value.certainty
                yield PrintedBound(level, bound.at_least, bound.at_most, told, known)
