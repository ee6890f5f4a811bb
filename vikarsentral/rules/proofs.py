"""Proofs the law asks for: the days each one opens work, from the days it is held.

Source: opplæringslova chapter 17; barnehageloven § 27; law.md 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from vikarsentral.rules.values import Value
from vikarsentral.rules.values_year import ALL_VALUES

Days = tuple[int | None, int | None]
"""First and last Oslo date as ordinals, both included; None leaves that side open."""


def last_day_for_now(since: int, values: Mapping[str, Value] = ALL_VALUES) -> int:
    """Return the last day someone without the formal requirement may teach.

    Args:
        since: Oslo date as ordinal on which the temporary post began.
        values: dated values by id.

    Returns:
        The next 31 July, the day itself included.

    Source: opplæringslova chapter 17.
    """
    first = date.fromordinal(since)
    month = values["teacher_last_month"].on(since)
    day = values["teacher_last_day"].on(since)
    until = date(first.year, month, day)
    return (until if first <= until else date(first.year + 1, month, day)).toordinal()


def teaching_for_now(days: Days) -> Days | None:
    """Return the days a temporary post opens teaching.

    Args:
        days: it is held; without a first day it opens none.
    """
    first, last = days
    if first is None:
        return None
    most = last_day_for_now(first)
    return first, most if last is None else min(last, most)


def first_day_of(value: Value) -> int | None:
    """Return the first day on which a yes-or-no value says yes; None when it never does.

    Args:
        value: dated, 0 or 1.
    """
    return next((since.toordinal() for since, number in value.dated if number), None)


def waived(days: Days) -> Days | None:
    """Return the days a waiver of the language requirement opens work.

    Args:
        days: the waiver holds.

    Source: barnehageloven § 27, as in force from 1 August 2026.
    """
    since = first_day_of(ALL_VALUES["language_waiver"])
    if since is None:
        return None
    first, last = days
    first = since if first is None else max(first, since)
    return None if last is not None and last < first else (first, last)


def opened(kind: str | None, days: Days) -> Days | None:
    """Return the days on which something held opens work.

    Args:
        kind: of the proof; None for a competence that is none.
        days: it is held.

    Returns:
        The days; None where it opens none.
    """
    if kind == "teacher_for_now":
        return teaching_for_now(days)
    return waived(days) if kind == "language_waived" else days


def joined(one: Days, other: Days) -> Days:
    """Return the days of two of the same kind: together where they meet, else the later.

    Args:
        one: days.
        other: days.
    """
    before, after = sorted((one, other), key=lambda days: days[0] or 0)
    meets = before[1] is None or after[0] is None or after[0] <= before[1] + 1
    if not meets:
        return after
    if before[1] is None or after[1] is None:
        return before[0], None
    return before[0], max(before[1], after[1])
