"""What a refusal rests on where it is no sum: times, dates and places, as further sentences.

Source: contract 4 (`numbers` holds what a person needs to redo the sum).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vikarsentral.rules.excess import Excess

PROVEN = {
    "police_check": ("seen", "proof.police_check"),
    "tb_clearance": ("cleared", "proof.tb_clearance"),
    "teacher": ("formal", "proof.teacher"),
    "language": ("shown", "proof.language"),
}
"""Which number of a rule's finding tells when the proof came, and the sentence for it."""

Ground = tuple[str, Mapping[str, object]]
"""The key of a sentence, and what its fields hold."""


def grounds(excess: Excess) -> list[Ground]:
    """Return the facts a refusal for time, competence, place or a proof rests on.

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
    if "windows" in numbers:
        kind = "red" if excess.rule == "red_window" else "night"
        return [(f"window.{kind}", {"times": numbers["windows"]})]
    if excess.rule == "pedagogue":
        return _pedagogue(numbers)
    if excess.rule == "compensating_rest":
        return _later(numbers)
    return _proven(excess.rule, numbers)


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


def _proven(rule: str, numbers: Mapping[str, Any]) -> list[Ground]:
    """Tell when a proof came that came too late, and what else opens such work."""
    found: list[Ground] = []
    name, sentence = PROVEN.get(rule, ("", ""))
    if numbers.get(name) is not None:
        found.append((sentence, {"since": numbers[name], "due": numbers["first_on"]}))
    if rule == "teacher" and numbers["since"] is not None:
        dates = {"since": numbers["since"], "due": numbers["last_on"]}
        found.append(("proof.teaching", dates))
    if rule == "language" and numbers["waived"] and numbers["waiver_since"] is not None:
        dates = {"since": numbers["waiver_since"], "due": numbers["first_on"]}
        found.append(("proof.waiver", dates))
    return found


def _pedagogue(numbers: Mapping[str, Any]) -> list[Ground]:
    """Tell of education or a dispensation that is held, but not on every day of the duty."""
    found: list[Ground] = []
    for first, last in numbers["held"]:
        if first is not None and first > numbers["first_on"]:
            found.append(("proof.from", {"since": first, "due": numbers["first_on"]}))
        if last is not None and last < numbers["last_on"]:
            found.append(("proof.to", {"since": last, "due": numbers["last_on"]}))
    return found


def _later(numbers: Mapping[str, Any]) -> list[Ground]:
    """Tell of the longest later rest that pays for nothing else, and how long it had to be."""
    free = [(rest, needed) for _, rest, needed, spent in numbers["later"] if not spent]
    if not free:
        return []
    rest, needed = max(free)
    return [("rest.later", {"rest": max(0, rest), "full_rest": needed})]
