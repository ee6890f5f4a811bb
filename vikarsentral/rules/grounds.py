"""What a refusal rests on where it is no sum: times, dates and places, as further sentences.

Source: contract 4 (`numbers` holds what a person needs to redo the sum).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vikarsentral.rules.excess import Excess

Ground = tuple[str, Mapping[str, object]]
"""The key of a sentence, and what its fields hold."""


def grounds(excess: Excess) -> list[Ground]:
    """Return the facts a refusal for time, competence or place rests on.

    Args:
        excess: what was measured.

    Returns:
        Sentences still to be written; empty where the sum alone tells it.
    """
    numbers: Mapping[str, Any] = excess.numbers
    if excess.rule == "available" and "times" in numbers:
        kind = "unavailable" if "unavailable" in numbers else "night"
        return [(f"sum.times.{kind}", {"times": numbers["times"]})]
    if excess.rule in ("competence", "authorisation") and "held" in numbers:
        return _lapsed(numbers)
    if excess.rule == "place":
        return _places(numbers)
    return []


def _lapsed(numbers: Mapping[str, Any]) -> list[Ground]:
    """Tell of each competence that is held, but not on every day of the duty."""
    found: list[Ground] = []
    for name in numbers["missing"]:
        first, last = numbers["held"].get(name, (None, None))
        if first is not None and first > numbers["first_on"]:
            dates = {"since": first, "due": numbers["first_on"]}
            found.append(("held.from", {"missing": name, **dates}))
        if last is not None and last < numbers["last_on"]:
            dates = {"since": last, "due": numbers["last_on"]}
            found.append(("held.to", {"missing": name, **dates}))
    return found


def _places(numbers: Mapping[str, Any]) -> list[Ground]:
    """Tell which sectors or units somebody may work in."""
    if numbers["sector_missing"]:
        sectors = numbers.get("sectors")
        return [("held.sectors", {"sectors": sectors})] if sectors else []
    units = numbers.get("units")
    return [("held.units", {"units": units})] if units else []
