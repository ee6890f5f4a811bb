"""The limits an agreement may set, with the statutory bounds of its level.

Source: contract 2 (agreements); aml § 10-5, § 10-6, § 10-8.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vikarsentral.agreements.faults import AgreementFault, fault
from vikarsentral.rules.values import AGREED_LIMITS, RED_DAYS_LEVELS, VALUES
from vikarsentral.tables import AgreementKind, AgreementLevel

RED_DAYS = "red_days"
RED_DAYS_CHOICES = ("each", "average")
MOST_MINUTES = {"daily_rest": 1440, "weekly_rest": 10_080}
"""A day and a week in minutes: no rest inside them is longer."""
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Allowed:
    """One limit a level may set, in minutes, with its bounds and the law's own value.

    Attributes:
        name: the contract's name.
        at_least: smallest value allowed.
        at_most: largest value allowed.
        unagreed: what holds without an agreement.
        source: paragraph.
    """

    name: str
    at_least: int
    at_most: int
    unagreed: int
    source: str


def allowed(level: AgreementLevel) -> dict[str, Allowed]:
    """Return the limits in minutes that a level may set, by name.

    Args:
        level: who agrees.

    Source: contract 2 (agreements).
    """
    found = {}
    for name in AGREED_LIMITS:
        value = VALUES[name]
        bound = value.bounds.get(level.value)
        if bound is not None:
            found[name] = Allowed(
                name,
                bound.at_least or 0,
                bound.at_most or MOST_MINUTES.get(name, MOST),
                value.dated[-1][1],
                value.source,
            )
    return found


def limit_faults(
    kind: AgreementKind, level: AgreementLevel, limits: Mapping[str, Any]
) -> list[AgreementFault]:
    """Find what is wrong with the limits of an agreement, every row at once.

    Args:
        kind: on working time, or on hire, which sets no limits.
        level: who agrees.
        limits: minutes by the contract's names; `red_days` is `each` or `average`.

    Returns:
        The faults, in the order of the rows.

    Source: contract 2 (agreements); AML § 14-12 (2).
    """
    if kind is AgreementKind.HIRE:
        return [_unknown(name, []) for name in limits]
    if not limits:
        return [fault("limits", "no_limit", "no limit is set", "at least one limit")]
    may = allowed(level)
    names = [*may, RED_DAYS] if level.value in RED_DAYS_LEVELS else [*may]
    found = []
    for name, value in limits.items():
        if name not in names:
            found.append(_unknown(name, names))
        elif name == RED_DAYS:
            if value not in RED_DAYS_CHOICES:
                told = "each or average"
                found.append(fault(f"limits.{name}", "not_a_choice", f"{value!r}", told))
        elif not _is_inside(value, may[name]):
            found.append(_outside(name, value, may[name]))
    return found


def _is_inside(value: Any, row: Allowed) -> bool:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return is_whole and row.at_least <= value <= row.at_most


def _unknown(name: str, names: list[str]) -> AgreementFault:
    told = ", ".join(names) or "no limit at all"
    return fault(f"limits.{name}", "unknown_limit", "no such limit at this level", told)


def _outside(name: str, value: Any, row: Allowed) -> AgreementFault:
    return fault(
        f"limits.{name}",
        "outside_bound",
        f"{value!r} is outside the bound",
        f"{row.at_least} to {row.at_most} minutes ({row.source})",
        at_least=row.at_least,
        at_most=row.at_most,
        source=row.source,
    )
