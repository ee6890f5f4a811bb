"""Certificates: multipliers that prove a bound, and the bound worked out again from them.

A certificate stands on its own: whoever has the problem file can work the bound out again in
whole numbers, without trusting the solver that made the plan. It states its own bound, which
may be lower than the one the plan carries: that one can also rest on a MIP solver's proof.

Source: contract 1 (`vikarsentral/certificate/1`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Any

import numpy as np

import solver.problem
from solver import bound as bounds
from solver.answer import never
from solver.lagrange import LABELS, LARGEST_MINUTE, Multipliers, Proof, Relaxation
from solver.lagrange_ascent import Ascent, guess
from solver.lagrange_border import borders_of
from solver.lagrange_grid import grid_of
from solver.lagrange_told import NOBODY
from solver.lagrange_whole import can_be_whole
from solver.search_local import Local
from solver.search_state import start
from vikarsentral.errors import Fault
from vikarsentral.plan.translate import Translation, translate
from vikarsentral.rules.facts import Problem

if TYPE_CHECKING:
    from solver.problem import Matrix

FORMAT = "vikarsentral/certificate/1"
MOST_LABELS = 1024
SHARE = 0.25  # of the time for the plan, spent on the certificate after it
PATIENCE = 1.0  # seconds over its time that the price at hand is waited for
MOST_ORE = 1 << 40
BY_WEEK, BY_PERIOD, BY_SETS = "week", "period", "sets"
"""How lines are priced: week by week; over all weeks; so, and who has few sets by these."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a certificate proves.

    Attributes:
        bound: worked out again from the multipliers; it holds whatever the file claims.
        ok: True when the file is for this problem and claims just this bound.
        faults: what is wrong with the file, when something is.
    """

    bound: int
    ok: bool
    faults: tuple[Fault, ...]


def make_certificate(
    problem: Problem,
    seconds: float,
    objective: int,
    workers: int = 1,
    stop: Callable[[], bool] = never,
) -> dict[str, Any]:
    """Look for multipliers that prove a high bound.

    Args:
        problem: the facts.
        seconds: for the plan; a quarter of them is spent here, reading apart.
        objective: of a lawful plan, in øre; what the bound is driven towards.
        workers: threads, 1 or more.
        stop: asked before every step; True ends the search with what is proven by then.

    Returns:
        The certificate, ready to be written.

    Source: contract 1.
    """
    translation = translate(problem)
    end = time.monotonic() + seconds * SHARE
    packed = translation.problem
    if packed.wide or not packed.size[1]:
        return _document(problem, translation, None, bounds.simple(packed))
    relaxation = Relaxation(packed, workers)
    plan = start(packed)
    Local(plan, 1).fill()
    ascent = Ascent(relaxation, objective, guess(relaxation, plan.row_of))
    _run(ascent, lambda: time.monotonic() > end or stop(), end + PATIENCE)
    proof = ascent.best
    bound = max(proof.bound, bounds.simple(packed))
    return _document(problem, translation, proof, bound)


def _run(ascent: Ascent, over: Callable[[], bool], end: float) -> None:
    """Raise a bound until that says so; what a dense problem's price is at by then is left."""
    thread = Thread(target=ascent.run, args=(over,), daemon=True)
    thread.start()
    thread.join(max(0.0, end - time.monotonic()))


def certificate_of(problem: Problem, translation: Translation, proof: Proof) -> dict[str, Any]:
    """Write down what a solve proved by prices.

    Args:
        problem: the facts.
        translation: of the facts, that was solved.
        proof: of the solve (`solver.answer.Answer.proof`).

    Returns:
        The certificate, ready to be written.

    Source: contract 1.
    """
    bound = max(proof.bound, bounds.simple(translation.problem))
    return _document(problem, translation, proof, bound)


def _document(
    problem: Problem, translation: Translation, proof: Proof | None, bound: int
) -> dict[str, Any]:
    """Write a certificate; what is not named in it is zero."""
    used = None if proof is None else proof.multipliers
    needs: dict[str, int] = {}
    steps: dict[str, int] = {}
    days: dict[str, dict[str, int]] = {}
    shares: dict[str, int] = {}
    windows: dict[str, dict[str, int]] = {}
    mixed: dict[str, dict[str, int]] = {}
    if used is not None:
        needs = {need: int(ore) for need, ore in zip(translation.needs, used.task, strict=True)}
        for at, person in enumerate(translation.people):
            if used.step[at]:
                steps[person] = int(used.step[at])
            if used.share[at]:
                shares[person] = int(used.share[at])
            if used.day[at].any():
                days[person] = _named(used.day[at])
            if used.over[at].any():
                windows[person] = _named(used.over[at])
            if used.mixed[at].any():
                mixed[person] = _named(used.mixed[at])
    return {
        "format": FORMAT,
        "problem_sha256": problem.sha256,
        "multipliers": needs,
        "weekend_steps": steps,
        "red_day_multipliers": days,
        "red_share_multipliers": shares,
        "overtime_multipliers": windows,
        "red_mixed_multipliers": mixed,
        "week_end_multipliers": {} if used is None else _by_owner(translation, used.border),
        "lines": BY_WEEK if proof is None or not proof.whole else BY_SETS,
        "labels": LABELS if proof is None else proof.labels,
        "bound": bound,
    }


def _by_owner(translation: Translation, values: Matrix) -> dict[str, dict[str, int]]:
    """Return what is not zero of each person's cliques over ends of weeks, by their place."""
    found: dict[str, dict[str, int]] = {}
    if values.any():
        owner = borders_of(translation.problem, grid_of(translation.problem)[0].dead).owner
        places = _places(owner)
        for at in np.flatnonzero(values).tolist():
            worker, place = places[at]
            found.setdefault(translation.people[worker], {})[str(place)] = int(values[at])
    return found


def _places(owner: Matrix) -> list[tuple[int, int]]:
    """Return whose each clique over the end of a week is, and its place among theirs."""
    first = np.searchsorted(owner, owner)  # those of one worker lie together
    return list(zip(owner.tolist(), (np.arange(len(owner)) - first).tolist(), strict=True))


def _named(values: Matrix) -> dict[str, int]:
    """Return what is not zero, by its place."""
    return {str(at): int(values[at]) for at in np.flatnonzero(values)}


def verify(problem: Problem, certificate: Mapping[str, Any]) -> Verified:
    """Work a certificate's bound out again, in whole numbers.

    Args:
        problem: the facts.
        certificate: its envelope has been checked (`problemfile.planfile.read_certificate`).

    Returns:
        The bound that holds, and whether it is the one claimed.

    Source: contract 1 (`check --certificate`).
    """
    faults: list[Fault] = []
    translation = translate(problem)
    packed = translation.problem
    bound = bounds.simple(packed)
    if not packed.wide and packed.size[1]:
        labels = _whole(certificate.get("labels", LABELS), "/labels", faults, 1, MOST_LABELS)
        lines = _lines(packed, certificate, faults)
        told = NOBODY if lines == BY_PERIOD else None
        relaxation = Relaxation(packed, labels=labels or 1, whole=lines != BY_WEEK, told=told)
        used = _multipliers(relaxation, translation, certificate, faults)
        bound = max(bound, relaxation.bound(used).bound)
    if certificate.get("problem_sha256") != problem.sha256:
        faults.append(Fault("/problem_sha256", "er av en annen problemfil", str(problem.sha256)))
    if certificate.get("bound") != bound:
        faults.append(Fault("/bound", f"{certificate.get('bound')} er ikke bevist", f"{bound}"))
    return Verified(bound, not faults, tuple(faults))


def _lines(
    packed: solver.problem.Problem, certificate: Mapping[str, Any], faults: list[Fault]
) -> str:
    """Return how lines are priced; week by week where it is told otherwise than can be."""
    lines = certificate.get("lines", BY_WEEK)
    allowed = (BY_WEEK, BY_PERIOD, BY_SETS) if can_be_whole(packed) else (BY_WEEK,)
    if lines not in allowed:
        faults.append(Fault("/lines", f"{lines!r}", " eller ".join(map(repr, allowed))))
        return BY_WEEK
    return str(lines)


def _multipliers(
    relaxation: Relaxation,
    translation: Translation,
    certificate: Mapping[str, Any],
    faults: list[Fault],
) -> Multipliers:
    """Read the multipliers; what is faulty is told and counts as zero."""
    used = relaxation.none()
    need_at = {need: at for at, need in enumerate(translation.needs)}
    person_at = {person: at for at, person in enumerate(translation.people)}
    for need, value in _rows(certificate, "multipliers", need_at, faults):
        ore = _whole(value, f"/multipliers/{need}", faults, -MOST_ORE, MOST_ORE)
        used.task[need_at[need]] = ore
    for person, value in _rows(certificate, "weekend_steps", person_at, faults):
        steps = _whole(value, f"/weekend_steps/{person}", faults, 0, len(need_at))
        used.step[person_at[person]] = steps
    for person, value in _rows(certificate, "red_share_multipliers", person_at, faults):
        ore = _whole(value, f"/red_share_multipliers/{person}", faults, 0, MOST_ORE)
        used.share[person_at[person]] = ore
    for key, values, most in (
        ("red_day_multipliers", used.day, MOST_ORE),
        ("red_mixed_multipliers", used.mixed, MOST_ORE),
        ("overtime_multipliers", used.over, LARGEST_MINUTE),
    ):
        at_of = {str(at): at for at in range(values.shape[1])}
        for person, own in _rows(certificate, key, person_at, faults):
            where = f"{key}/{person}"
            for name, value in _rows({where: own}, where, at_of, faults):
                ore = _whole(value, f"/{where}/{name}", faults, 0, most)
                values[person_at[person], at_of[name]] = ore
    _read_week_ends(relaxation, used, certificate, person_at, faults)
    return used


def _read_week_ends(
    relaxation: Relaxation,
    used: Multipliers,
    certificate: Mapping[str, Any],
    person_at: Mapping[str, int],
    faults: list[Fault],
) -> None:
    """Read the multipliers of cliques over ends of weeks; what is faulty is told."""
    own_of: dict[int, dict[str, int]] = {}
    for at, (worker, place) in enumerate(_places(relaxation.borders.owner)):
        own_of.setdefault(worker, {})[str(place)] = at
    for person, own in _rows(certificate, "week_end_multipliers", person_at, faults):
        where = f"week_end_multipliers/{person}"
        known = own_of.get(person_at[person], {})
        for name, value in _rows({where: own}, where, known, faults):
            used.border[known[name]] = _whole(value, f"/{where}/{name}", faults, 0, MOST_ORE)


def _rows(
    holder: Mapping[str, Any], key: str, known: Mapping[str, int], faults: list[Fault]
) -> list[tuple[str, Any]]:
    """Return the entries of an object whose names are known; tell the others."""
    rows = holder.get(key, {})
    if not isinstance(rows, Mapping):
        faults.append(Fault(f"/{key}", "er ikke et objekt", "et objekt"))
        return []
    for name in rows:
        if name not in known:
            faults.append(Fault(f"/{key}/{name}", "er ukjent", "et navn fra problemfilen"))
    return [(name, value) for name, value in rows.items() if name in known]


def _whole(value: object, where: str, faults: list[Fault], least: int, most: int) -> int:
    """Return a whole number within bounds; tell anything else and return zero."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        faults.append(Fault(where, f"{value!r}", f"et helt tall fra {least} til {most}"))
        return 0
    return value
