"""What leaving a need costs, open or to an agency: minutes times a rate, in numbers and in words.

Source: contract 2 (objective: `open`, `agency`), 4 (`numbers`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from vikarsentral.rules.facts import Need, Problem
from vikarsentral.rules.goals import agency_cost, open_cost
from vikarsentral.rules.steps import TIMES
from vikarsentral.rules.texts import Language
from vikarsentral.rules.wording import kroner, minutes_told

Outcome = Literal["open", "agency"]


@dataclass(frozen=True, slots=True)
class Left:
    """What one need costs when none of the municipality's own has it.

    Attributes:
        outcome: left open, or given to an agency.
        ore: what that adds to the objective.
        step: the numbers of that sum: `minutes`, and `ore_per_minute` where it is open;
            `ore_per_hour` and `surcharge_ore_per_minute` where an agency has it.
    """

    outcome: Outcome
    ore: int
    step: Mapping[str, int]

    def numbers(self) -> dict[str, object]:
        """Return what a receipt holds of it."""
        return {"left": self.outcome, "left_ore": self.ore, "left_step": dict(self.step)}


def left_open(problem: Problem, need: Need) -> Left:
    """Price a need that stays open.

    Args:
        problem: holds the weights.
        need: the duty.

    Source: contract 2 (objective: `open`).
    """
    rate = problem.weights.open_ore_per_minute[need.priority]
    step = {"minutes": need.elapsed, "ore_per_minute": rate}
    return Left("open", open_cost(problem, [need]), step)


def left_to_agency(problem: Problem, need: Need) -> Left:
    """Price a need that goes to an agency.

    Args:
        problem: holds the weights.
        need: the duty; without an agency price the surcharge alone counts.

    Source: contract 2 (objective: `agency`).
    """
    step = {
        "minutes": need.elapsed,
        "ore_per_hour": need.agency_ore_per_hour or 0,
        "surcharge_ore_per_minute": problem.weights.agency_surcharge_ore_per_minute,
    }
    return Left("agency", agency_cost(problem, [need]), step)


def left_words(left: Left, language: Language) -> str:
    """Tell how the sum comes about, in one sentence.

    Args:
        left: what it costs.
        language: of the words.
    """
    minutes = minutes_told(left.step["minutes"], language)
    told = {"minutes": minutes, "times": TIMES, "ore": kroner(left.ore, language)}
    for name in ("ore_per_minute", "ore_per_hour", "surcharge_ore_per_minute"):
        if name in left.step:
            told[name] = kroner(left.step[name], language)
    return _SUMS[left.outcome][language].format_map(told)


_SUMS: Final[Mapping[Outcome, Mapping[Language, str]]] = {
    "open": {
        "nb": "Slik er det regnet ut: {minutes} {times} {ore_per_minute} = {ore}.",
        "nn": "Slik er det rekna ut: {minutes} {times} {ore_per_minute} = {ore}.",
        "en": "It is worked out like this: {minutes} {times} {ore_per_minute} = {ore}.",
    },
    "agency": {
        "nb": "Slik er det regnet ut: {minutes} {times} {ore_per_hour} i timen, delt på 60 og"
        " rundet ned til hele øre, og et tillegg på {minutes} {times}"
        " {surcharge_ore_per_minute}, i alt {ore}.",
        "nn": "Slik er det rekna ut: {minutes} {times} {ore_per_hour} i timen, delt på 60 og"
        " runda ned til heile øre, og eit tillegg på {minutes} {times}"
        " {surcharge_ore_per_minute}, i alt {ore}.",
        "en": "It is worked out like this: {minutes} {times} {ore_per_hour} an hour, divided by"
        " 60 and rounded down to a whole øre, and an addition of {minutes} {times}"
        " {surcharge_ore_per_minute}, {ore} in all.",
    },
}
