"""Solve a problem and believe nothing: every plan is judged by the rules before it leaves.

Source: contract 3 (plan file); design.md 2.8.
"""

from __future__ import annotations

import logging
import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from solver.answer import Answer, Limits, Progress
from solver.given import Given
from solver.lagrange import Proof
from solver.search import solve
from vikarsentral.plan.before import Before, given_for
from vikarsentral.plan.document import plan_document
from vikarsentral.plan.translate import Translation, translate
from vikarsentral.rules.check import Roster, Verdict, check
from vikarsentral.rules.facts import Problem
from vikarsentral.rules.goals import agency_cost, open_cost
from vikarsentral.rules.pins import pins_of

_DIGITS = 6
_LEAST_SHARE, _LEAST_SECONDS = 0.1, 1.0  # of the time, that the search gets in any case
_CHECKS = 1.5  # the last check takes about so many times the first one
_BLUR = 0.1  # seconds; what is shorter says nothing about the machine
_SECONDS_PER_PAIR = 5e-8  # of one person and one need, to translate; about
_LATE = 2.0  # seconds over the time at which a plan of pins alone is better than a late one

logger = logging.getLogger(__name__)


def solve_problem(
    problem: Problem,
    *,
    seconds: float = 60.0,
    workers: int = 2,
    seed: int = 1,
    rounds: int | None = None,
    began: float | None = None,
    progress: Callable[[Mapping[str, Any]], None] | None = None,
    stop: Callable[[], bool] | None = None,
    before: Before | None = None,
    keep: Callable[[Translation, Proof], None] | None = None,
) -> dict[str, Any]:
    """Find the best lawful plan in the time.

    Args:
        problem: the facts.
        seconds: wall clock for all of it, above 0.
        workers: threads that may work at once, 1 or more.
        seed: of every random choice.
        rounds: of improvement instead of as many as the clock allows; the plan is then the
            same every time, on any number of workers, unless it takes longer than `seconds`.
        began: moment of the monotonic clock from which `seconds` count, such as when the file
            was opened; None: now.
        progress: told now and then `seconds`, `objective`, `bound`, `gap` and `phase`.
        stop: asked now and then; True ends the search with the best plan so far.
        before: an earlier plan to begin with.
        keep: given what prices prove, where the search made any.

    Returns:
        A plan document that the checker found lawful and whose objective it recomputed.

    Source: contract 3.
    """
    begin, cpu = time.monotonic(), time.thread_time()
    started = begin if began is None else began
    least = _least(problem)  # a lawful plan is at hand from here on
    wall, own = time.monotonic() - begin, time.thread_time() - cpu
    check_seconds = _CHECKS * wall
    pairs = len(problem.people) * len(problem.needs)
    slow = (wall + _BLUR) / (own + _BLUR)  # how far others hold us up
    ahead = check_seconds + pairs * _SECONDS_PER_PAIR * slow
    late = time.monotonic() - started + ahead - seconds
    limits = Limits(seconds, workers, seed, rounds)
    found = None
    # What is spent already, on a slow start or on waiting for others, is no reason to give up.
    if min(ahead, late) <= _LATE:
        translation = translate(problem)
        left = seconds - check_seconds - (time.monotonic() - started)
        least_time = min(_LEAST_SECONDS, _LEAST_SHARE * seconds)
        limits = Limits(max(least_time, left), workers, seed, rounds)
        hooks = Hooks(progress, stop, keep)
        found = _searched(problem, translation, limits, before, hooks)
    roster, verdict, bound, repeatable = found or least
    spent = time.monotonic() - started
    return plan_document(problem, roster, verdict, bound, spent, limits, repeatable)


class Found(NamedTuple):
    """Hold a plan that the checker has judged, and what is proven about it."""

    roster: Roster
    verdict: Verdict
    bound: int
    repeatable: bool = False


class Hooks(NamedTuple):
    """Hold what a caller wants to be told, and who says when to stop."""

    progress: Callable[[Mapping[str, Any]], None] | None
    stop: Callable[[], bool] | None
    keep: Callable[[Translation, Proof], None] | None


def _searched(
    problem: Problem,
    translation: Translation,
    limits: Limits,
    before: Before | None,
    hooks: Hooks,
) -> Found | None:
    """Search and check; None, and a line in the log, when the two do not agree."""

    def report(at: Progress) -> None:
        if hooks.progress is not None:
            hooks.progress(_told(at))

    given = given_of(problem, translation, before)
    try:
        answer = solve(translation.problem, limits, report, hooks.stop, given)
    except (ArithmeticError, LookupError, MemoryError, RuntimeError, ValueError):
        logger.exception("the search broke off on problem %s", problem.sha256)
        return None
    roster = roster_of(translation, answer)
    verdict = check(problem, roster)
    if verdict.lawful and verdict.objective == answer.objective:
        if hooks.keep is not None and answer.proof is not None:
            hooks.keep(translation, answer.proof)
        return Found(roster, verdict, answer.bound, answer.repeatable)
    logger.error(
        "solver and checker disagree on problem %s: %s against %s, breaches %s",
        *(problem.sha256, answer.objective, verdict.objective),
        [one.document() for one in verdict.breaches],
    )
    return None


def given_of(problem: Problem, translation: Translation, before: Before | None) -> Given | None:
    """Return what to begin with; a fault in an old plan's document never costs the new plan.

    Args:
        problem: the new facts.
        translation: of them.
        before: the earlier plan; None for none.
    """
    try:
        return None if before is None else given_for(problem, translation, before)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        logger.exception("the earlier plan could not be read on problem %s", problem.sha256)
        return None


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


def _least(problem: Problem) -> Found:
    """Return the plan that only holds the pins, with a bound that needs no search.

    The bound counts what wishes could take off; no other term is ever below zero.
    """
    held = pins_of(problem).held
    agency: list[str] = []
    left: list[str] = []
    for need in problem.needs.values():
        if need.id in held:
            continue
        may = need.agency_ore_per_hour is not None
        cheaper = may and agency_cost(problem, [need]) <= open_cost(problem, [need])
        (agency if cheaper else left).append(need.id)
    roster = Roster(tuple(held.items()), tuple(agency), tuple(left))
    verdict = check(problem, roster)
    return Found(roster, verdict, min(verdict.objective, wishes_floor(problem)))


def wishes_floor(problem: Problem) -> int:
    """Return the sum of all wishes to work, each met by every need that it overlaps.

    Args:
        problem: the facts.

    Returns:
        Whole øre, 0 or less: what no plan goes below, since no other term is negative.
    """
    starts = sorted(need.start for need in problem.needs.values())
    ends = sorted(need.end for need in problem.needs.values())
    total = 0
    for person in problem.people.values():
        for wish in person.wishes:
            if wish.ore < 0:
                many = bisect_left(starts, wish.end) - bisect_right(ends, wish.start)
                total += wish.ore * many
    return total
