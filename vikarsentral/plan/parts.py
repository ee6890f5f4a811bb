"""Cut a problem that is too large for one machine into parts, and join what they make.

Prices and a lawful plan of the whole come first. Each person is in one part and so is each
need: with the person who has it in that plan, else where most could take it. All rules judge one
person at a time, so that lawful parts make a lawful whole; the bound of the whole rests on the
prices of the whole and on no part.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from solver import columns as c
from solver.answer import Answer, Limits, never
from solver.given import resumed
from solver.scale import Prices
from solver.search_local import Local
from solver.search_state import start
from vikarsentral.plan.certificate import certificate_of
from vikarsentral.plan.document import plan_document, with_bound
from vikarsentral.plan.solving import given_of, roster_of, wishes_floor
from vikarsentral.plan.translate import Translation, translate
from vikarsentral.problemfile import problem_bytes
from vikarsentral.rules.check import Roster, check
from vikarsentral.rules.facts import Problem
from vikarsentral.rules.pins import pins_of

if TYPE_CHECKING:
    from solver.search_state import Flags, State
    from vikarsentral.plan.before import Before

STEPS = 25  # of the prices, for each round
PIECE = 1.0  # seconds between two looks at whether to stop
HELD, PRICED, ABLE = 64, 16, 1  # what ties a person to a unit: having, being priced, being able


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one part: a problem file of its own, and what the whole's plan gives its needs."""

    problem: bytes
    plan: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Split:
    """Hold a problem cut into parts.

    Attributes:
        plan: of the whole; lawful, with its bound.
        certificate: of the whole; its bound holds for every plan, however the parts go.
        parts: one or more; none where there is nothing to share out.
    """

    plan: dict[str, Any]
    certificate: dict[str, Any]
    parts: tuple[Part, ...]


def split(
    document: Mapping[str, Any],
    problem: Problem,
    parts: int,
    limits: Limits,
    before: Before | None = None,
    stop: Callable[[], bool] = never,
) -> Split | None:
    """Price the whole, plan it once, and cut it into parts.

    Args:
        document: the problem file.
        problem: the facts in it.
        parts: how many are wished for, 2 or more; fewer people make fewer.
        limits: seconds for pricing, threads and seed; with rounds the same parts come out
            every time, on any number of threads, unless it takes longer than the seconds.
        before: an earlier plan to begin with.
        stop: asked now and then; True ends the pricing.

    Returns:
        The parts; None where prices cannot be made, and the problem is solved as a whole.
    """
    end = time.monotonic() + limits.seconds
    translation = translate(problem)
    packed = translation.problem
    if packed.wide or not packed.size[2]:
        return None
    given = given_of(problem, translation, before)
    state = start(packed)
    Local(state, limits.seed).fill(stop)
    if given is not None:
        earlier = resumed(packed, given.holders, stop)
        Local(earlier, limits.seed).fill(stop)
        state = min(state, earlier, key=lambda one: one.objective)
    prices = Prices(state, 1, limits.workers, given)
    _raise(prices, limits, end, stop)
    guided = prices.guided(limits.seed, stop)
    if guided is not None and guided.objective < state.objective:
        state = guided
    proof = prices.proof
    assert proof is not None  # noqa: S101 - a step has been taken
    certificate = certificate_of(problem, translation, proof)
    roster = roster_of(translation, _answer(state))
    plan = judged(problem, roster, certificate["bound"], limits)
    if plan is None:
        return None
    people = _people(problem, translation, state, proof.taken, parts)
    needs = _needs(translation, state, people)
    part_of = dict(zip(translation.people, people, strict=True))
    whole = range(max(people) + 1)
    cut = tuple(_part(document, problem, plan, (part_of, needs), at) for at in whole)
    return Split(plan, certificate, cut)


def _raise(prices: Prices, limits: Limits, end: float, stop: Callable[[], bool]) -> None:
    """Raise the bound of the whole by rounds, or as long as the clock allows."""
    if limits.rounds is not None:
        prices.advance(max(1, limits.rounds) * STEPS, lambda: stop() or time.monotonic() > end)
        return
    prices.turn(0.0)
    while (left := end - time.monotonic()) > 0 and not stop():
        steps = prices.steps
        prices.turn(min(PIECE, left))
        if prices.steps == steps:  # nothing moves any more
            return


def _answer(state: State) -> Answer:
    holders = state.holders()
    external = tuple(
        holder is None and task.goes_external
        for holder, task in zip(holders, state.problem.tasks, strict=True)
    )
    return Answer(state.objective, 0, holders, external, 0.0)


def _people(
    problem: Problem, translation: Translation, state: State, taken: Flags, parts: int
) -> list[int]:
    """Return the part of every person: neighbours by sector, area and unit, in equal shares."""
    units = sorted(problem.units.values(), key=lambda one: (one.sector, one.area, one.id))
    place = {one.id: at for at, one in enumerate(units)}
    of_need = np.array([place[problem.needs[need].unit] for need in translation.needs])
    packed = translation.problem
    owner = np.repeat(np.arange(len(packed.workers)), np.diff(packed.pointer))
    rows = np.flatnonzero(packed.items[:, c.TASK] != c.NONE)
    ties = np.zeros((len(packed.workers), len(units)), np.int64)
    weight = ABLE + PRICED * taken[rows].astype(np.int64)
    np.add.at(ties, (owner[rows], of_need[packed.items[rows, c.TASK]]), weight)
    held = state.row_of[state.row_of != c.NONE]
    np.add.at(ties, (owner[held], of_need[packed.items[held, c.TASK]]), HELD)
    home = ties.argmax(axis=1) if units else np.zeros(len(packed.workers), np.int64)
    order = np.lexsort((np.arange(len(home)), home))
    load = 1 + np.bincount(owner[held], minlength=len(home))
    before = np.cumsum(load[order]) - load[order]
    found = np.zeros(len(home), np.int64)
    found[order] = before * min(parts, len(home)) // max(1, int(load.sum()))
    return [int(at) for at in np.unique(found, return_inverse=True)[1]]


def _needs(translation: Translation, state: State, people: Sequence[int]) -> dict[str, int]:
    """Return the part of every need: its holder's, else the one where most could take it."""
    packed = translation.problem
    owner = np.repeat(np.arange(len(packed.workers)), np.diff(packed.pointer))
    rows = np.flatnonzero(packed.items[:, c.TASK] != c.NONE)
    votes = np.zeros((len(translation.needs), max(people) + 1), np.int64)
    np.add.at(votes, (packed.items[rows, c.TASK], np.array(people)[owner[rows]]), 1)
    found = {}
    for at, (need, holder) in enumerate(zip(translation.needs, state.holders(), strict=True)):
        if holder is not None:
            found[need] = people[holder]
        elif votes[at].any():
            found[need] = int(votes[at].argmax())
        else:  # nobody can take it anywhere
            found[need] = at % votes.shape[1]
    return found


def _part(
    document: Mapping[str, Any],
    problem: Problem,
    plan: Mapping[str, Any],
    part_of: tuple[Mapping[str, int], Mapping[str, int]],
    at: int,
) -> Part:
    """Write one part as a problem file: everything about its people and needs, nothing else."""
    people, needs = part_of
    inside = {ref for ref, part in people.items() if part == at}
    pins = pins_of(problem).held
    rows = [
        {
            **row,
            "known_people": [one for one in row.get("known_people") or () if one in inside],
            "pinned": pins.get(row["id"]),
        }
        for row in document["needs"]
        if needs[row["id"]] == at
    ]
    own = {row["id"] for row in rows}
    told = {
        **document,
        "people": [row for row in document["people"] if row["id"] in inside],
        "needs": rows,
        "published": [
            row
            for row in document.get("published") or ()
            if row["need"] in own and row["person"] in inside
        ],
    }
    share = {
        "assignments": [row for row in plan["assignments"] if row["need"] in own],
        "agency": [need for need in plan["agency"] if need in own],
        "open": [need for need in plan["open"] if need in own],
    }
    return Part(problem_bytes(told), share)


def judged(
    problem: Problem, plan: Mapping[str, Any] | Roster, bound: int | None, limits: Limits
) -> dict[str, Any] | None:
    """Write a plan document of lists that somebody else made, if the rules allow them.

    Args:
        problem: the facts.
        plan: who has which need, and what is left.
        bound: proven, øre; None for none.
        limits: as the plan tells them.

    Returns:
        The plan; None where it breaks a rule.
    """
    roster = plan if isinstance(plan, Roster) else Roster.of(plan)
    verdict = check(problem, roster)
    if not verdict.lawful:
        return None
    lower = min(verdict.objective, wishes_floor(problem))
    document = plan_document(problem, roster, verdict, lower, 0.0, limits)
    return document if bound is None else with_bound(document, bound)
