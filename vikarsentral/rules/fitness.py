"""Fitness for a duty: every competence the unit asks for, valid on every date.

Source: contract 2 (competence).
"""

from __future__ import annotations

from collections.abc import Iterator

from vikarsentral.rules.excess import Excess
from vikarsentral.rules.facts import Need, Person
from vikarsentral.rules.line import Line
from vikarsentral.rules.oslo import day_written


def missing_competences(person: Person, need: Need) -> tuple[str, ...]:
    """Find what a person lacks for a need.

    Args:
        person: who would work; all that is held is listed, there is no hierarchy.
        need: the duty.

    Returns:
        Ids of the competences not held and valid on every Oslo date the need touches.

    Source: contract 2 (competence).
    """
    return tuple(
        name
        for name in need.requires
        if name not in person.competences
        or not person.competences[name].covers(need.stretch.first_on, need.stretch.last_on)
    )


def competence_excess(person: Person, need: Need) -> Excess | None:
    """Judge one need against what a person holds.

    Args:
        person: who would work.
        need: the duty.

    Returns:
        The excess in number of competences missing, or None.
    """
    missing = missing_competences(person, need)
    if not missing:
        return None
    return Excess(
        "competence",
        ("need", need.id),
        0,
        len(missing),
        len(missing),
        (need.id,),
        {"missing": list(missing), "required": list(need.requires), **_held(person, need)},
    )


def _held(person: Person, need: Need) -> dict[str, object]:
    """Write the dates of the duty, and of each required competence that is held at all."""
    held = {
        name: [day_written(one.valid_from), day_written(one.valid_to)]
        for name in need.requires
        if (one := person.competences.get(name)) is not None
    }
    duty = need.stretch
    return {
        "held": held,
        "first_on": day_written(duty.first_on),
        "last_on": day_written(duty.last_on),
    }


def judge_competence(line: Line) -> Iterator[Excess]:
    """Send only people who hold every competence required; needs only.

    Args:
        line: one person's work.

    Yields:
        One excess for each need.

    Source: contract 2 (competence).
    """
    for stretch in line.stretches:
        if stretch.is_need:
            excess = competence_excess(line.person, line.problem.needs[stretch.id])
            if excess is not None:
                yield excess
