"""What a rule measures: by how much one thing goes over its limit."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Excess:
    """One thing judged that goes over its limit.

    Attributes:
        rule: id of the rule.
        thing: what was judged, the same with and without the needs.
        limit: what is allowed.
        value: what it is.
        over: by how much, above 0.
        needs: ids of the assigned needs of that thing, sorted.
        numbers: what else is needed to redo the sum.
        within: start and end of a work period; None for every other thing.

    Source: contract 2 (each rule measures an excess), 3 (numbers).
    """

    rule: str
    thing: Hashable
    limit: int
    value: int
    over: int
    needs: tuple[str, ...] = ()
    numbers: Mapping[str, object] = field(default_factory=dict)
    within: tuple[int, int] | None = None

    def all_numbers(self) -> dict[str, object]:
        """Return limit, value and excess with the other numbers."""
        return {
            "limit": self.limit,
            "value": self.value,
            "excess": self.over,
            **self.numbers,
        }
