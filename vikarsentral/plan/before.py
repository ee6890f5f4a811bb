"""What an earlier plan leaves to a later one: who had which need, and the prices that proved it.

Nothing in it is believed. Needs and people that are gone fall out, who had what is kept only
while it is lawful, and multipliers prove what they prove on the new problem.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

import solver.problem
from solver.given import Given
from solver.lagrange import Multipliers
from vikarsentral.plan.translate import Translation
from vikarsentral.rules.facts import Problem

if TYPE_CHECKING:
    from solver.problem import Matrix

MOST_ORE = 1 << 40


@dataclass(frozen=True, slots=True)
class Before:
    """Hold an earlier plan.

    Attributes:
        run_id: its run; 0 where it comes from a file.
        problem: the problem file it was made on, as a document.
        plan: as contract 3 writes it.
        certificate: as contract 1 writes it; None where there is none.
        is_first: whether it goes before what people know by `published` (a plan on its way).
    """

    run_id: int
    problem: Mapping[str, Any]
    plan: Mapping[str, Any]
    certificate: Mapping[str, Any] | None = None
    is_first: bool = False

    def packed(self) -> bytes:
        """Return all of it in few bytes."""
        parts = [self.run_id, self.problem, self.plan, self.certificate, self.is_first]
        return zlib.compress(json.dumps(parts, ensure_ascii=False).encode(), level=1)

    @classmethod
    def unpacked(cls, told: bytes) -> Before | None:
        """Read what `packed` wrote.

        Args:
            told: the bytes; none for no earlier plan.
        """
        return cls(*json.loads(zlib.decompress(told))) if told else None

    @property
    def holders(self) -> dict[str, str]:
        """Return person id by need id."""
        return {row["need"]: row["person"] for row in self.plan["assignments"]}


def given_for(problem: Problem, translation: Translation, before: Before) -> Given:
    """Translate an earlier plan to the terms of a new problem.

    Who is told already (`published`) goes before what the earlier plan says, if that is not
    the first.

    Args:
        problem: the new facts.
        translation: of the new facts.
        before: the earlier plan.

    Returns:
        What a solve may begin with.
    """
    people = {person: at for at, person in enumerate(translation.people)}
    known = {one.need: one.person for one in problem.published}
    held = known | before.holders if before.is_first else before.holders | known
    holders = tuple(people.get(held.get(need, "")) for need in translation.needs)
    if before.certificate is None:
        return Given(holders)
    told = before.certificate.get("multipliers", {})
    steps = before.certificate.get("weekend_steps", {})
    task = [_whole(told.get(need)) for need in translation.needs]
    reds = max(1, translation.problem.frame.reds)
    day = np.zeros((len(people), reds), np.int64)
    shares = before.certificate.get("red_share_multipliers", {})
    over = np.zeros((len(people), windows_of(translation.problem)), np.int64)
    mixed = np.zeros((len(people), 2 * reds), np.int64)
    start_on = date.fromisoformat(before.problem["period"]["start"][:10]).toordinal()
    if start_on == problem.period.start_on:  # red days and windows are told by their number
        _fill(day, before.certificate.get("red_day_multipliers", {}), people)
        _fill(over, before.certificate.get("overtime_multipliers", {}), people)
        _fill(mixed, before.certificate.get("red_mixed_multipliers", {}), people)
    return Given(
        holders,
        Multipliers(
            np.array([ore or 0 for ore in task], np.int64),
            day,
            np.array([_whole(steps.get(one)) or 0 for one in translation.people], np.int64),
            np.array([_whole(shares.get(one)) or 0 for one in translation.people], np.int64),
            over,
            mixed,
        ),
        np.array([ore is not None for ore in task], np.bool_),
    )


def windows_of(packed: solver.problem.Problem) -> int:
    """Return how many windows of weeks overtime is limited in, all weeks that cost among them.

    Args:
        packed: the solver's problem.
    """
    return max(0, len(packed.weeks) - packed.frame.window) + 1


def _fill(day: Matrix, told: Mapping[str, Any], people: Mapping[str, int]) -> None:
    """Write the multipliers, by person and number, that still have a place."""
    for person, days in told.items():
        for name, value in days.items():
            ore = _whole(value)
            if person in people and ore is not None and name.isdecimal():
                at = int(name)
                if at < day.shape[1]:
                    day[people[person], at] = ore


def _whole(value: object) -> int | None:
    """Return a whole number that the solver can add up, or None."""
    fits = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MOST_ORE
    return value if fits and isinstance(value, int) else None
