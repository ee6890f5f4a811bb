"""Every number that a law, a tariff or the parties set: dated, with source and bounds.

No number from a law stands anywhere else. Functions ask `value_on`; the bounds of an
agreement are asked by the reader of problem files and by the page where one is signed.

Source: aml chapter 10; contract 2 (agreements, objective).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal

from vikarsentral.rules.facts import Level

Loosest = Literal["smallest", "largest"]
Certainty = Literal["verified", "verified older", "from memory", "estimate", "derived", "product"]
Source = Literal["law", "tariff", "product"]

AML = date(2006, 1, 1)
"""The day arbeidsmiljøloven of 2005 came into force."""

PRODUCT = date(2026, 1, 1)
"""The day the product's own default weights count from."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What one level of agreement may set; None leaves that side open.

    Attributes:
        at_least: smallest value allowed.
        at_most: largest value allowed.
        certainty: how the bound is known; None where it is known as its value is.
    """

    at_least: int | None = None
    at_most: int | None = None
    certainty: Certainty | None = field(default=None, repr=False)  # names no version of the rules


@dataclass(frozen=True, slots=True)
class Value:
    """One number with its history.

    Attributes:
        id: the name agreements and files use for it, or the product's own.
        unit: what it counts.
        dated: pairs of the date a value came into force and the value, oldest first.
        source: paragraph or contract section.
        certainty: how the number is known.
        loosest: which of several agreed values is the loosest; None when none may be agreed.
        bounds: what each level of agreement may set.
    """

    id: str
    unit: str
    dated: tuple[tuple[date, int], ...]
    source: str
    certainty: Certainty
    loosest: Loosest | None = None
    bounds: Mapping[Level, Bound] = field(default_factory=dict)

    @property
    def level(self) -> Source:
        """Return who sets it: the law, the tariff or the product until the parties do."""
        if self.certainty == "product":
            return "product"
        return "tariff" if self.source.startswith("HTA") else "law"

    def on(self, on: int) -> int:
        """Return the number in force on an Oslo date given as ordinal; at first the first.

        Args:
            on: the date's ordinal.
        """
        current = self.dated[0][1]
        for since, value in self.dated:
            if since.toordinal() <= on:
                current = value
        return current


def _agreed(
    key: str, default: int, source: str, loosest: Loosest, bounds: Mapping[Level, Bound]
) -> Value:
    """Make a limit of aml chapter 10 that an agreement may change."""
    return Value(key, "minutes", ((AML, default),), source, "verified", loosest, bounds)


def _law(
    key: str, default: int, unit: str, source: str, certainty: Certainty = "verified"
) -> Value:
    """Make a number of aml chapter 10 that stays as it is."""
    return Value(key, unit, ((AML, default),), source, certainty)


def _weight(key: str, default: int, unit: str) -> Value:
    """Make a default weight of the objective."""
    return Value(key, unit, ((PRODUCT, default),), "contract 2 (objective)", "product")


VALUES: Mapping[str, Value] = {
    value.id: value
    for value in (
        _agreed("daily_rest", 660, "aml § 10-8 (1), (3)", "smallest", {"LOCAL_TV": Bound(480)}),
        _agreed("weekly_rest", 2100, "aml § 10-8 (2), (3)", "smallest", {"LOCAL_TV": Bound(1680)}),
        _agreed(
            "day_minutes",
            540,
            "aml § 10-4 (1), § 10-5 (1), (2)",
            "largest",
            {"INDIVIDUAL": Bound(at_most=600), "LOCAL_TV": Bound(at_most=750)},
        ),
        _agreed(
            "week_minutes",
            2880,
            "aml § 10-6 (8)",
            "largest",
            {
                "INDIVIDUAL": Bound(at_most=3600, certainty="derived"),
                "LOCAL_TV": Bound(at_most=4140),
            },
        ),
        _agreed(
            "overtime_week",
            600,
            "aml § 10-6 (4), (5)",
            "largest",
            {"LOCAL_TV": Bound(at_most=1200)},
        ),
        _agreed(
            "overtime_4_weeks",
            1500,
            "aml § 10-6 (4), (5)",
            "largest",
            {"LOCAL_TV": Bound(at_most=3000)},
        ),
        _agreed(
            "overtime_52_weeks",
            12000,
            "aml § 10-6 (4), (5)",
            "largest",
            {"LOCAL_TV": Bound(at_most=18000)},
        ),
        _law("day_minutes_with_overtime", 780, "minutes", "aml § 10-6 (8)"),
        _law("overtime_not_accepted", 0, "minutes", "aml § 10-6 (10)", "from memory"),
        _law("rest_window", 1440, "minutes", "aml § 10-8 (1)"),
        _law("night_from_hour", 21, "hour", "aml § 10-11 (1)"),
        _law("night_to_hour", 6, "hour", "aml § 10-11 (1)"),
        _law("night_minutes", 180, "minutes", "aml § 10-11", "from memory"),
        _law("red_day_to_hour", 22, "hour", "aml § 10-10 (1)"),
        _law("red_days_in_a_row", 1, "days", "aml § 10-8 (4)"),
        _law("sundays_in_a_row", 3, "Sundays", "aml § 10-8 (4)"),
        _law("red_days_share_percent", 50, "per cent", "aml § 10-8 (4)"),
        _weight("open_1", 8000, "øre/minute"),
        _weight("open_2", 5000, "øre/minute"),
        _weight("open_3", 3500, "øre/minute"),
        _weight("agency_surcharge_ore_per_minute", 500, "øre/minute"),
        _weight("overtime_factor_percent", 200, "per cent"),
        _weight("overtime_surcharge_ore_per_minute", 200, "øre/minute"),
        _weight("unused_ore_per_minute", 300, "øre/minute"),
        _weight("unknown_unit_ore", 15000, "øre"),
        _weight("quick_return_ore", 10000, "øre"),
        _weight("weekend_share_ore", 4000, "øre"),
        _weight("change_ore", 25000, "øre"),
    )
}

AGREED_LIMITS = tuple(value.id for value in VALUES.values() if value.loosest is not None)
"""Names of the limits in minutes that an agreement may set."""

PRIORITIES = (1, 2, 3)
"""Priorities of a need, most urgent first."""

RED_DAYS_LEVELS: tuple[Level, ...] = ("INDIVIDUAL", "LOCAL_TV")
"""Levels that may agree on `red_days`.

Source: aml § 10-8 (4); contract 2 (agreements).
"""


@lru_cache(maxsize=10_000)
def value_on(key: str, on: int) -> int:
    """Return the value in force on a date.

    Args:
        key: name of the value.
        on: Oslo date as ordinal; before the first date the first value counts.

    Returns:
        The number, in the unit of its row.
    """
    return VALUES[key].on(on)


def default_weight(key: str) -> int:
    """Return the newest default of a weight of the objective.

    Args:
        key: name of the weight.

    Returns:
        The weight in the unit of its row.
    """
    return VALUES[key].dated[-1][1]
