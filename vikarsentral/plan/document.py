"""The plan file: what a plan says about itself.

Source: contract 3.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from solver.answer import Limits
from vikarsentral.rules.check import Roster, Verdict
from vikarsentral.rules.facts import Problem

FORMAT = "vikarsentral/plan/1"
_PACKAGES = ("vikarsentral", "scipy", "numpy", "numba")

logger = logging.getLogger(__name__)


def plan_document(
    problem: Problem,
    roster: Roster,
    verdict: Verdict,
    bound: int,
    seconds: float,
    limits: Limits,
    repeatable: bool = False,
) -> dict[str, Any]:
    """Write the plan.

    Args:
        problem: the facts.
        roster: who has which need, and what is left.
        verdict: of the checker on it.
        bound: proven, øre, at most the verdict's objective.
        seconds: spent.
        limits: seed and workers.
        repeatable: whether the same limits give the same plan again.

    Source: contract 3.
    """
    objective = verdict.objective
    return {
        "format": FORMAT,
        "problem_sha256": problem.sha256,
        "assignments": [{"need": need, "person": person} for need, person in roster.assignments],
        "agency": list(roster.agency),
        "open": list(roster.open),
        "refused_pins": [
            {"need": one.need, "person": one.person, "rules": list(one.rules)}
            for one in verdict.pins.refused
        ],
        "objective": objective,
        "terms": dict(verdict.terms),
        **_proof(objective, bound),
        "seconds": round(seconds, 3),
        "seed": limits.seed,
        "workers": limits.workers,
        "versions": _versions(),
        "repeatable": repeatable,
    }


def with_bound(plan: Mapping[str, Any], bound: int) -> dict[str, Any]:
    """Return a plan with the higher of two proven bounds.

    Args:
        plan: a plan document.
        bound: in øre, proven in another way; one above the plan's value is a fault, is
            logged and changes nothing.

    Returns:
        The document with bound, gap and status that fit.

    Source: contract 3.
    """
    if bound > plan["objective"]:
        logger.error("bound %s above the plan's %s", bound, plan["objective"])
        return dict(plan)
    return {**plan, **_proof(plan["objective"], max(bound, plan["bound"]))}


def _proof(objective: int, bound: int) -> dict[str, Any]:
    """Return bound, gap and status as a plan document tells them."""
    is_proven = objective == bound
    gap = 0.0 if is_proven else (objective - bound) / max(1, abs(objective))
    return {"bound": bound, "gap": gap, "status": "proven" if is_proven else "best_in_time"}


def _versions() -> dict[str, str]:
    """Return the versions of what made the plan."""
    found = {}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # run from a tree that is not installed
            found[name] = "unknown"
    return found
