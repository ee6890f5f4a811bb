"""Pins: taken in the order of the needs, held where lawful, else refused with the rules.

Source: contract 2 (pinned).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vikarsentral.rules.excess import Excess
from vikarsentral.rules.facts import Problem, Stretch
from vikarsentral.rules.holding import Holding


@dataclass(frozen=True, slots=True)
class RefusedPin:
    """A pin that would break something, with what it would break."""

    need: str
    person: str
    breaches: tuple[Excess, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """Return the rules broken, each once, in the table's order."""
        return tuple(dict.fromkeys(one.rule for one in self.breaches))


@dataclass(frozen=True, slots=True)
class Pins:
    """What became of the pins.

    Attributes:
        held: person id by need id, in the order of the needs.
        refused: in the order of the needs.
    """

    held: Mapping[str, str]
    refused: tuple[RefusedPin, ...]

    def stretches(self, problem: Problem, person: str) -> tuple[Stretch, ...]:
        """Return the needs a person holds by pins.

        Args:
            problem: holds the needs.
            person: the person's id.

        Returns:
            Their stretches, in the order of the needs.
        """
        return tuple(
            problem.needs[need].stretch for need, holder in self.held.items() if holder == person
        )


def pins_of(problem: Problem) -> Pins:
    """Decide which pins hold.

    Args:
        problem: holds needs in order, each with its pin.

    Returns:
        Held and refused pins.

    Source: contract 2 (a pin holds if lawful with the rota and the pins held before it).
    """
    return problem.remembered("pins", lambda: _decide(problem))


def _decide(problem: Problem) -> Pins:
    """Take the pins in the order of the needs."""
    held: dict[str, str] = {}
    by_person: dict[str, Holding] = {}
    refused = []
    for need in problem.needs.values():
        if need.pinned is None:
            continue
        person = by_person.get(need.pinned)
        if person is None:
            person = Holding(problem, problem.people[need.pinned])
            by_person[need.pinned] = person
        broken = person.take(need.stretch)
        if broken:
            refused.append(RefusedPin(need.id, need.pinned, broken))
        else:
            held[need.id] = need.pinned
    return Pins(held, tuple(refused))
