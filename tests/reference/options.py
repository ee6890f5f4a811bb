"""Who could take one need, against rota and held pins: everyone, ranked."""

from __future__ import annotations

from typing import Any

from tests.reference import hard, objective
from tests.reference.verdict import held_pins


def options(problem: dict[str, Any], name: str) -> list[tuple[str, int, set[str]]]:
    """Consider everyone for one need.

    Args:
        problem: a valid problem.
        name: id of the need.

    Returns:
        (person, marginal objective without the need's open cost, rules that stop), lawful first,
        then by marginal objective, then by id.
    """
    need = next(need for need in problem["needs"] if need["id"] == name)
    held, _ = held_pins(problem)
    found = [_consider(problem, person, need, held) for person in problem["people"]]
    return sorted(found, key=lambda one: (bool(one[2]), one[1], one[0]))


def _consider(
    problem: dict[str, Any], person: dict[str, Any], need: dict[str, Any], held: dict[str, str]
) -> tuple[str, int, set[str]]:
    before = [
        other
        for other in problem["needs"]
        if held.get(other["id"]) == person["id"] and other is not need
    ]
    after = [*before, need]
    pinned_before = {
        (one.rule, one.key): one.excess for one in hard.breaches(problem, person, before)
    }
    rules = {
        one.rule
        for one in hard.breaches(problem, person, after)
        if one.excess > pinned_before.get((one.rule, one.key), 0)
    }
    if held.get(need["id"], person["id"]) != person["id"]:
        rules.add("pinned")
    prices = [
        sum(objective.person_terms(problem, person, needs).values()) for needs in (before, after)
    ]
    kept = problem["published"].count({"need": need["id"], "person": person["id"]})
    change = kept * objective.weight(problem, "change_ore")
    return person["id"], prices[1] - prices[0] - change, rules
