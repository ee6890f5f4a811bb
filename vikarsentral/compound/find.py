"""Put a need together of parts: the fewest people, then the lowest price under the agreed weights.

A part of the need outside its core may be left to nobody, and costs what an open need costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from vikarsentral.rules.parts import SHORTEST, Ground, Part

MOST_PEOPLE: Final = 3


@dataclass(frozen=True, slots=True)
class Combination:
    """A lawful way to cover a need.

    Attributes:
        parts: in the order of time, each beginning where the one before ends.
        dropped: minutes outside the core that nobody takes.
        cost: øre, the parts' and the dropped time's.
    """

    parts: tuple[Part, ...]
    dropped: int
    cost: int

    @property
    def rank(self) -> tuple[int, int, tuple[tuple[int, int, int, str, str], ...]]:
        """Return the sort key: people, cost, then a fixed order; of names the shorter first."""
        order = tuple(
            (one.start, one.end, len(one.person), one.person, one.leaves or "")
            for one in self.parts
        )
        return (len(self.parts), self.cost, order)


def combinations(ground: Ground, *, most: int = MOST_PEOPLE, top: int = 5) -> list[Combination]:
    """Find the best lawful ways to cover a need.

    Args:
        ground: the need, and whom to consider.
        most: how many people at most.
        top: how many ways at most.

    Returns:
        Only ways with as few people as can do; the best first.
    """
    search = _Search(ground)
    for people in range(1, most + 1):
        found = sorted(search.ways(people), key=lambda one: one.rank)
        if found:
            return found[:top]
    return []


class _Search:
    """Hold the instants a part may begin and end at, and the parts that begin and end there."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.points = ground.points()
        wanted = ground.wanted
        core_start = max(wanted.core_start, wanted.start)
        self.starts = [at for at in self.points if at <= core_start]
        self.ends = [at for at in self.points if at >= wanted.core_end]
        self._known: dict[tuple[int, int], list[Part]] = {}

    def between(self, start: int, end: int) -> list[Part]:
        """Return every lawful part from one instant to another, the cheapest first."""
        if (start, end) not in self._known:
            found = []
            for place in range(len(self.ground.candidates)):
                if self.ground.reach(place, start, self.points) >= end:
                    part = self.ground.part(place, start, end)
                    if part is not None:
                        found.append(part)
            found.sort(key=lambda one: (one.cost, len(one.person), one.person, one.leaves or ""))
            self._known[start, end] = found
        return self._known[start, end]

    def ways(self, people: int) -> Iterator[Combination]:
        """Yield the best way for each first person and each choice of instants."""
        for cuts in self._cuts(people):
            choices = [self.between(*span) for span in cuts]
            if all(choices):
                for first in choices[0]:
                    parts = _fill([first], choices[1:])
                    if parts is not None:
                        yield self._told(parts)

    def _cuts(self, people: int) -> Iterator[list[tuple[int, int]]]:
        for start in self.starts:
            for end in self.ends:
                for inner in _inner(self.points, start, end, people - 1):
                    at = [start, *inner, end]
                    yield list(pairwise(at))

    def _told(self, parts: Sequence[Part]) -> Combination:
        need = self.ground.need
        dropped = parts[0].start - self.ground.wanted.start + need.end - parts[-1].end
        price = parts[0].candidate.problem.weights.open_ore_per_minute[need.priority]
        cost = sum(one.cost for one in parts) + dropped * price
        return Combination(tuple(parts), dropped, cost)


def _inner(points: Sequence[int], start: int, end: int, many: int) -> Iterator[tuple[int, ...]]:
    """Yield the instants of change between two instants, with no part too short."""
    if not many:
        if end - start >= SHORTEST:
            yield ()
        return
    for at in points:
        if start + SHORTEST <= at <= end - SHORTEST:
            for rest in _inner(points, at, end, many - 1):
                yield (at, *rest)


def _fill(taken: list[Part], choices: Sequence[Sequence[Part]]) -> list[Part] | None:
    """Return the cheapest rest after those who are taken; nobody twice, one from a unit."""
    best: list[Part] | None = None
    if not choices:
        return taken
    for part in choices[0]:
        if _goes_with(part, taken):
            found = _fill([*taken, part], choices[1:])
            if found is not None and (best is None or _cost(found) < _cost(best)):
                best = found
            if len(choices) == 1:
                break
    return best


def _cost(parts: Sequence[Part]) -> int:
    return sum(one.cost for one in parts)


def _goes_with(part: Part, taken: Sequence[Part]) -> bool:
    return all(
        part.person != one.person and (part.leaves is None or part.leaves != one.leaves)
        for one in taken
    )
