"""Solve a problem and believe nothing: every plan is judged by the rules before it leaves.

Source: contract 3 (plan file); design.md 2.8.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from solver.answer import Answer, Limits, Progress
from solver.bound import simple
from solver.search import solve
from vikarsentral.plan.translate import Translation, translate
from vikarsentral.rules.check import Roster, Verdict, check
from vikarsentral.rules.facts import Problem

FORMAT = "vikarsentral/plan/1"
_PACKAGES = ("vikarsentral", "scipy", "numpy", "numba")
_DIGITS = 6
_LEAST_SHARE = 0.1  # of the time that the search gets in any case

logger = logging.getLogger(__name__)


def solve_problem(
    problem: Problem,
    *,
    seconds: float = 60.0,
    workers: int = 2,
    seed: int = 1,
    progress: Callable[[Mapping[str, Any]], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> dict[str, Any]:
    """Find the best lawful plan in the time.

    Args:
        problem: the facts.
        seconds: wall clock for all of it, reading of the facts left out, above 0.
        workers: threads that may work at once, 1 or more.
        seed: of every random choice.
        progress: told now and then `seconds`, `objective`, `bound`, `gap` and `phase`.
        stop: asked now and then; True ends the search with the best plan so far.

    Returns:
        A plan document that the checker found lawful and whose objective it recomputed.

    Source: contract 3.
    """
    started = time.monotonic()
    translation = translate(problem)
    spent = time.monotonic() - started
    # the check afterwards takes about as long as the translation
    left = max(_LEAST_SHARE * seconds, seconds - 2 * spent)

    def report(at: Progress) -> None:
        if progress is not None:
            progress(_told(at))

    limits = Limits(left, workers, seed)
    answer = solve(translation.problem, limits, report, stop)
    roster = roster_of(translation, answer)
    verdict = check(problem, roster)
    bound = answer.bound
    if not verdict.lawful or verdict.objective != answer.objective:
        logger.error(
            "solver and checker disagree on problem %s: %s against %s, breaches %s",
            *(problem.sha256, answer.objective, verdict.objective),
            [one.document() for one in verdict.breaches],
        )
        roster, verdict = _least(problem, translation)
        bound = min(simple(translation.problem), verdict.objective)
    return _document(problem, roster, verdict, bound, time.monotonic() - started, limits)


def _told(at: Progress) -> dict[str, Any]:
    """Return the progress as plain facts."""
    return {
        "seconds": round(at.seconds, 2),
        "objective": at.objective,
        "bound": at.bound,
        "gap": round(at.gap, _DIGITS),
        "phase": at.phase,
    }


def roster_of(translation: Translation, answer: Answer) -> Roster:
    """Return the answer in the problem's own names.

    Args:
        translation: the way back.
        answer: of the solver.

    Returns:
        Who covers which need, and what goes to an agency or stays open.
    """
    assignments = []
    agency = []
    left = []
    for need, holder, external in zip(
        translation.needs, answer.holders, answer.external, strict=True
    ):
        if holder is not None:
            assignments.append((need, translation.people[holder]))
        elif external:
            agency.append(need)
        else:
            left.append(need)
    return Roster(tuple(assignments), tuple(agency), tuple(left))


def _least(problem: Problem, translation: Translation) -> tuple[Roster, Verdict]:
    """Return the plan that only holds the pins: lawful whatever the solver thinks."""
    tasks = translation.problem.tasks
    holders = tuple(task.forced for task in tasks)
    external = tuple(task.forced is None and task.goes_external for task in tasks)
    roster = roster_of(translation, Answer(0, 0, holders, external, 0.0))
    return roster, check(problem, roster)


def _document(
    problem: Problem,
    roster: Roster,
    verdict: Verdict,
    bound: int,
    seconds: float,
    limits: Limits,
) -> dict[str, Any]:
    """Write the plan.

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
