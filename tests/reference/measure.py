"""What one rule measures of one thing: a value, its limit, and the excess over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.reference.work import Stretch


@dataclass(frozen=True)
class Measure:
    """One thing judged by one rule; `key` names the thing so that two rosters can be compared."""

    rule: str
    key: tuple[Any, ...]
    stretches: tuple[Stretch, ...]
    limit: int
    value: int
    excess: int

    def row(self, person: str) -> dict[str, Any]:
        """Write it in the shape of a breach."""
        numbers = {"limit": self.limit, "value": self.value, "excess": self.excess}
        needs = sorted({one.id for one in self.stretches if one.need})
        return {"rule": self.rule, "person": person, "needs": needs, "numbers": numbers}


def over(
    rule: str, key: tuple[Any, ...], stretches: list[Stretch], limit: int, value: int
) -> Measure:
    """Measure a value that must not be above its limit."""
    return Measure(rule, key, tuple(stretches), limit, value, value - limit)


def under(
    rule: str, key: tuple[Any, ...], stretches: list[Stretch], limit: int, value: int
) -> Measure:
    """Measure a value that must not be below its limit."""
    return Measure(rule, key, tuple(stretches), limit, value, limit - value)


def overlap_minutes(a_start: int, a_end: int, b_start: int, b_end: int) -> int:
    """Count the minutes two half open times share."""
    return max(0, min(a_end, b_end) - max(a_start, b_start))
