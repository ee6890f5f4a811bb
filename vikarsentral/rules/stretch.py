"""Times and places of work: the smallest facts, in UTC minutes since 1970.

Source: contract 2 (stretch, unavailable, wishes, units).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open time, `start <= t < end`, in UTC minutes since 1970."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A time the person would rather not (above 0) or would like to (below 0) work, in øre."""

    start: int
    end: int
    ore: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A place of work."""

    id: str
    sector: str
    area: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rota work or an assigned need: one unbroken time at one unit.

    Attributes:
        id: the need's id; empty for rota work, so that it sorts before needs.
        index: place in the person's rota, -1 for a need.
        unit: id of the unit.
        area: the unit's area.
        start: UTC minute.
        end: UTC minute, after `start`.
        unpaid_break: minutes, 0 to the whole stretch.
        week: number of the judged week it starts in (see `Calendar`).
        first_on: ordinal of the Oslo date it starts on.
        last_on: ordinal of the last Oslo date it touches.
    """

    id: str
    index: int
    unit: str
    area: str
    start: int
    end: int
    unpaid_break: int
    week: int
    first_on: int
    last_on: int

    @property
    def is_need(self) -> bool:
        """Tell whether it is a need and not rota work."""
        return self.index < 0

    @property
    def elapsed(self) -> int:
        """Return the minutes from start to end."""
        return self.end - self.start

    @property
    def paid(self) -> int:
        """Return the elapsed minutes less the unpaid break."""
        return self.end - self.start - self.unpaid_break

    @property
    def order(self) -> tuple[int, int, str, int]:
        """Return the sort key of the contract: start, end, id (then place in the rota)."""
        return (self.start, self.end, self.id, self.index)
