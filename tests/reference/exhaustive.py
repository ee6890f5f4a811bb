"""Find the best lawful plan of a tiny problem by trying every plan there is.

Hard rules and terms of the contract judge one person at a time, the rest (each need once, agency,
pins, open, change) one need at a time. So every set of needs of every person is judged alone, and
the sets are then put together in every way that gives each need to one taker.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from tests.reference import hard, objective
from tests.reference.verdict import held_pins


@dataclass(frozen=True)
class Best:
    """The least objective of a lawful plan, and one plan that has it: taker by need id."""

    objective: int
    takers: dict[str, str]


def optimum(problem: dict[str, Any]) -> Best:
    """Try every plan.

    Args:
        problem: a valid problem with few needs: the work grows as 3 to the number of needs.

    Returns:
        The best lawful plan; there is always one, since needs may be left open, unless a held pin
        and the rules contradict each other, which the order of the pins forbids.
    """
    needs = problem["needs"]
    held, _ = held_pins(problem)
    best = {0: (0, ())}  # needs decided so far, as bits: least øre, and (taker, bits) chosen
    for person in problem["people"]:
        best = _join(best, _lawful_sets(problem, person, held), person["id"])
    every = (1 << len(needs)) - 1
    found: tuple[int, tuple[tuple[str, int], ...], int] | None = None
    for bits, (ore, chosen) in best.items():
        rest = [needs[place] for place in range(len(needs)) if not bits >> place & 1]
        if any(need["id"] in held for need in rest):
            continue
        total = ore + sum(_left_cost(problem, need)[0] for need in rest)
        if found is None or total < found[0]:
            found = total, chosen, every ^ bits
    assert found is not None
    takers = {need["id"]: _left_cost(problem, need)[1] for need in needs}
    for person, bits in found[1]:
        takers |= {need["id"]: person for place, need in enumerate(needs) if bits >> place & 1}
    return Best(found[0] + _fixed_cost(problem), takers)


def _left_cost(problem: dict[str, Any], need: dict[str, Any]) -> tuple[int, str]:
    """Return the cheapest way not to give a need to a person: open, or agency where allowed."""
    ways = [(objective.open_cost(problem, need), "open")]
    if need.get("agency") is not None:
        ways.append((objective.agency_cost(problem, need), "agency"))
    return min(ways)


def _fixed_cost(problem: dict[str, Any]) -> int:
    """Return the change cost if no published entry is kept."""
    change = objective.weight(problem, "change_ore")
    return int(change) * len(problem.get("published", []))


def _lawful_sets(
    problem: dict[str, Any], person: dict[str, Any], held: dict[str, str]
) -> dict[int, int]:
    """Return the least øre of every lawful set of needs of one person, sets as bits."""
    needs = problem["needs"]
    alone = [p for p, need in enumerate(needs) if not hard.unfit(problem, person, need)]
    must = {p for p, need in enumerate(needs) if held.get(need["id"]) == person["id"]}
    kept = [entry["need"] for entry in problem.get("published", []) if _is_of(entry, person)]
    sets = {}
    for many in range(len(alone) + 1):
        for places in combinations(alone, many):
            mine = [needs[place] for place in places]
            if must <= set(places) and not hard.breaches(problem, person, mine):
                ore = sum(objective.person_terms(problem, person, mine).values())
                saved = sum(kept.count(need["id"]) for need in mine)
                ore -= saved * objective.weight(problem, "change_ore")
                sets[sum(1 << place for place in places)] = ore
    return sets


def _is_of(entry: dict[str, str], person: dict[str, Any]) -> bool:
    return entry["person"] == str(person["id"])


def _join(
    best: dict[int, tuple[int, tuple[tuple[str, int], ...]]], sets: dict[int, int], person: str
) -> dict[int, tuple[int, tuple[tuple[str, int], ...]]]:
    """Give one more person every set that nobody before has a need of."""
    joined: dict[int, tuple[int, tuple[tuple[str, int], ...]]] = {}
    for bits, (ore, chosen) in best.items():
        for more, cost in sets.items():
            both = bits | more
            if not bits & more and (both not in joined or ore + cost < joined[both][0]):
                joined[both] = ore + cost, (*chosen, (person, more))
    return joined
