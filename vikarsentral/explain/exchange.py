"""What becomes of a duty that is given away so that somebody may have another: who could take it.

One step and no further: the one who changes duty is put on the hole, and everyone else is asked
about what they give up, as the rest of the plan then stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from vikarsentral.explain.case import Case
from vikarsentral.explain.flip import Flip, applied
from vikarsentral.explain.screen_rank import came_first
from vikarsentral.rules.facts import Stretch
from vikarsentral.rules.person import static_refusals


@dataclass(frozen=True, slots=True)
class Taker:
    """Who could take a duty that was given away.

    Attributes:
        need: id of the duty.
        count: how many others may lawfully have it.
        best: id of the cheapest of them; empty where there is none.
        marginal: what the cheapest adds to the objective in øre; 0 where there is none.
    """

    need: str
    count: int
    best: str = ""
    marginal: int = 0


def takers(case: Case, way: Flip) -> tuple[Taker, ...]:
    """Ask who else may have each duty that a way out gives away.

    Args:
        case: the need nobody has, and what people hold in the plan.
        way: lets one person have it.

    Returns:
        One line per duty given away, each asked on a copy in which the person has the need.
    """
    given = sorted((need for change in way.changes for need in change.given_away), key=came_first)
    if not given:
        return ()
    after = applied(case, way.changes)
    held = {**after.held, way.person: (*after.held.get(way.person, ()), after.need.stretch)}
    return tuple(_taker(after, held, need, way.person) for need in given)


def _taker(after: Case, held: dict[str, tuple[Stretch, ...]], need: str, giver: str) -> Taker:
    wanted = after.problem.needs[need]
    case = Case(after.problem, wanted, held)
    found = [
        option
        for who, person in after.problem.people.items()
        if who != giver and not static_refusals(after.problem, person, wanted)
        if (option := case.asked(who)).lawful
    ]
    if not found:
        return Taker(need, 0)
    best = min(found, key=lambda one: (one.marginal, came_first(one.person.id)))
    return Taker(need, len(found), best.person.id, best.marginal)
