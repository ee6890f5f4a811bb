"""Which values change, and when: between two tables, or inside one.

Source: law.md (dated rule sets).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from vikarsentral.rules.values import Value


@dataclass(frozen=True, slots=True)
class Change:
    """A value that is another from a date on."""

    id: str
    since: date
    before: int
    after: int


def changes_between(old: Mapping[str, Value], new: Mapping[str, Value]) -> list[Change]:
    """List the dates from which two tables differ.

    Args:
        old: by id.
        new: by id, the same ids.

    Returns:
        By date, then by id; one for each date on which the difference begins or changes.
    """
    found = []
    for key, value in new.items():
        days = sorted({day for day, _ in (*value.dated, *old[key].dated)})
        told = (0, 0)
        for day in days:
            pair = (old[key].on(day.toordinal()), value.on(day.toordinal()))
            if pair != told and pair[0] != pair[1]:
                found.append(Change(key, day, *pair))
            told = pair
    return sorted(found, key=lambda one: (one.since, one.id))


def changes_in(values: Mapping[str, Value], after: date) -> list[Change]:
    """List the changes that lie in one table after a date.

    Args:
        values: by id.
        after: changes on this date or before are not told.
    """
    found = []
    for key, value in values.items():
        for (_, before), (day, now) in pairwise(value.dated):
            if day > after and before != now:
                found.append(Change(key, day, before, now))
    return sorted(found, key=lambda one: (one.since, one.id))


def frozen(values: Mapping[str, Value], before: date) -> Mapping[str, Value]:
    """Return a table without the changes from a date on.

    Args:
        values: by id.
        before: changes on this date or later are left out.
    """
    return {
        key: replace(
            value, dated=tuple(one for one in value.dated if one[0] < before) or value.dated[:1]
        )
        for key, value in values.items()
    }
