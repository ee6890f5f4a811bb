"""The whole verdict on a plan, in the shape of `check --json`."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from tests.reference import hard, objective


def breach(rule: str, person: str | None, needs: list[str], limit: int, value: int) -> Any:
    """Write a breach of a rule that judges the plan itself."""
    numbers = {"limit": limit, "value": value, "excess": abs(value - limit)}
    return {"rule": rule, "person": person, "needs": needs, "numbers": numbers}


def assigned(problem: dict[str, Any], plan: dict[str, Any], person: str) -> list[dict[str, Any]]:
    """Return the needs, in the order of the file, that the plan gives to *person*."""
    given = {row["need"] for row in plan["assignments"] if row["person"] == person}
    return [need for need in problem["needs"] if need["id"] in given]


def held_pins(problem: dict[str, Any]) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Take the pins in the order of `needs`.

    Returns:
        The pins that hold, person by need, and the refused with the rules that refuse them.
    """
    held: dict[str, str] = {}
    refused = []
    people = {person["id"]: person for person in problem["people"]}
    for need in problem["needs"]:
        name = need.get("pinned")
        if name is None:
            continue
        before = [row for row in problem["needs"] if held.get(row["id"]) == name]
        broken = hard.breaches(problem, people[name], [*before, need])
        if broken:
            rules = sorted({found.rule for found in broken})
            refused.append({"need": need["id"], "person": name, "rules": rules})
        else:
            held[need["id"]] = name
    return held, refused


def plan_breaches(problem: dict[str, Any], plan: dict[str, Any]) -> list[dict[str, Any]]:
    """Judge the plan itself: known ids, each need once, agency only where allowed, pins."""
    needs = {need["id"]: need for need in problem["needs"]}
    people = {person["id"] for person in problem["people"]}
    named = [row["need"] for row in plan["assignments"]] + plan["agency"] + plan["open"]
    found = []
    for row in plan["assignments"]:
        if row["need"] not in needs or row["person"] not in people:
            found.append(breach("plan", None, [row["need"]], 0, 1))
    found += [
        breach("plan", None, [name], 0, 1)
        for name in plan["agency"] + plan["open"]
        if name not in needs
    ]
    for name, need in needs.items():
        if named.count(name) != 1:
            found.append(breach("once", None, [name], 1, named.count(name)))
        if need.get("agency") is None and name in plan["agency"]:
            found.append(breach("agency", None, [name], 0, 1))
    held, _ = held_pins(problem)
    for name, person in held.items():
        if {"need": name, "person": person} not in plan["assignments"]:
            found.append(breach("pinned", person, [name], 1, 0))
    return found


def terms_of(problem: dict[str, Any], plan: dict[str, Any]) -> dict[str, int]:
    """Compute all eleven terms of a plan."""
    needs = {need["id"]: need for need in problem["needs"]}
    terms = dict.fromkeys(objective.TERMS, 0)
    for person in problem["people"]:
        mine = assigned(problem, plan, person["id"])
        for name, ore in objective.person_terms(problem, person, mine).items():
            terms[name] += ore
    terms["open"] = sum(
        objective.open_cost(problem, needs[name]) for name in plan["open"] if name in needs
    )
    terms["agency"] = sum(
        objective.agency_cost(problem, needs[name]) for name in plan["agency"] if name in needs
    )
    for entry in problem.get("published", []):
        if entry not in plan["assignments"]:
            terms["change"] += objective.weight(problem, "change_ore")
    return terms


def check(problem: dict[str, Any], plan: dict[str, Any]) -> dict[str, Any]:
    """Judge a plan.

    Args:
        problem: a valid problem, as read from its file.
        plan: a plan of the right shape, as read from its file.

    Returns:
        The verdict; `sha_ok` is of the file that `random_problems.problem_bytes` writes.
    """
    found = plan_breaches(problem, plan)
    before: list[dict[str, Any]] = []
    for person in problem["people"]:
        mine = assigned(problem, plan, person["id"])
        found += [one.row(person["id"]) for one in hard.breaches(problem, person, mine)]
        before += [one.row(person["id"]) for one in hard.existing(problem, person)]
    terms = terms_of(problem, plan)
    total = sum(terms.values())
    text = json.dumps(problem, ensure_ascii=False, indent=1)
    return {
        "lawful": not found,
        "breaches": found,
        "existing_breaches": before,
        "objective": total,
        "terms": terms,
        "plan_objective": plan["objective"],
        "equal": plan["objective"] == total,
        "bound_ok": plan["bound"] <= total,
        "sha_ok": plan["problem_sha256"] == hashlib.sha256(text.encode()).hexdigest(),
        "counts": {name: len(plan[key]) for name, key in COUNTED.items()},
    }


COUNTED = {"assigned": "assignments", "agency": "agency", "open": "open"}
