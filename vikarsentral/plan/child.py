"""The solving process: one problem in, lines of progress and one plan out.

It knows no database and writes no file. The problem comes on standard input, which then is its
life line: when the parent is gone, however it went, the pipe closes and this process ends. A
plan leaves only if `plan.solving` has checked it.
"""

from __future__ import annotations

import json
import logging
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import IO, Any, NamedTuple

from solver.answer import Limits
from solver.lagrange import Proof
from vikarsentral.errors import BadInput
from vikarsentral.plan.before import Before
from vikarsentral.plan.certificate import SHARE, certificate_of, make_certificate
from vikarsentral.plan.document import with_bound
from vikarsentral.plan.moves import moves_of
from vikarsentral.plan.parts import judged, split
from vikarsentral.plan.solving import solve_problem
from vikarsentral.plan.tasks import JOIN, PRICE_SHARE, SPLIT, WHOLE
from vikarsentral.plan.translate import Translation
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.facts import Problem

# Pages answer while a plan is being solved on the same cores.
NICENESS = 10
PROOF_SHARE, MOST_PROOF_SECONDS = 0.1, 5.0  # where the search itself proves by a model alone
MOVES_SECONDS = 20.0  # over the limit, for reasons why needs move; nobody waits for them longer
STOPPING = threading.Event()

logger = logging.getLogger(__name__)


def main() -> None:
    """Solve the problem that comes on standard input, after a line with its length.

    The line tells the length of the problem, of the plan before it, and of the plan to begin
    with, 0 for none. The arguments are seconds, solver threads and seed, and may go on with the
    task, the number of parts and rounds (`plan.tasks`). Each line on standard output is
    one JSON object: `{"progress": {...}}`, and at the end `{"plan": {...}, "certificate": {...},
    "moves": ...}`, or `{"split": {...}}` for a problem cut into parts, or `{"refused": "..."}`
    for a file that is no problem. SIGTERM ends the search; the best plan so far is told.
    """
    os.nice(NICENESS)
    told = _own_output()
    lengths = sys.stdin.buffer.readline().split()
    given, earlier, begin = (sys.stdin.buffer.read(int(length)) for length in lengths)
    began = time.monotonic()
    threading.Thread(target=_die_with_parent, daemon=True).start()
    signal.signal(signal.SIGTERM, lambda *_: STOPPING.set())
    order = _order(sys.argv[1:])

    def progress(facts: Mapping[str, Any]) -> None:
        _tell(told, {"progress": {name: _finite(value) for name, value in facts.items()}})

    try:
        problem = read_problem(given)
    except BadInput as refused:
        _tell(told, {"refused": str(refused)})
        return
    earlier_plans = (Before.unpacked(earlier), Before.unpacked(begin))
    _tell(told, _done(problem, given, order, earlier_plans, Clock(began, progress)))


class Order(NamedTuple):
    """What is asked for: limits, the task, and in how many parts."""

    limits: Limits
    task: str
    parts: int


class Clock(NamedTuple):
    """When the work began, on the monotonic clock, and who is told how far it has come."""

    began: float
    progress: Callable[[Mapping[str, Any]], None]


def _order(told: list[str]) -> Order:
    """Read the arguments; what is left out is one whole, by the clock."""
    seconds, workers, seed = map(int, told[:3])
    task, parts, rounds = (*told[3:], *(WHOLE, "1", "")[len(told) - 3 :])
    limits = Limits(seconds, workers, seed, int(rounds) if rounds else None)
    return Order(limits, task, int(parts))


def _done(
    problem: Problem,
    given: bytes,
    order: Order,
    earlier: tuple[Before | None, Before | None],
    clock: Clock,
) -> dict[str, Any]:
    """Do what is asked for."""
    before, begin = earlier
    if order.task == SPLIT:
        cut = _cut(problem, given, order, before)
        if cut is not None:
            return cut
    if begin is None:
        return _made(problem, order.limits, before, clock)
    return _better(problem, order, before, begin, clock)


def _cut(
    problem: Problem, given: bytes, order: Order, before: Before | None
) -> dict[str, Any] | None:
    """Cut a problem into parts; a plan of the whole where somebody waits for it now.

    None where it cannot be cut: the time that is left is then for the whole.
    """
    limits = replace(order.limits, seconds=PRICE_SHARE * order.limits.seconds)
    made = split(json.loads(given), problem, order.parts, limits, before, STOPPING.is_set)
    if made is None:
        return None
    if STOPPING.is_set():
        return {"plan": made.plan, "certificate": made.certificate, "moves": None}
    if len(made.parts) < 2:
        return None
    parts = [{"problem": one.problem.decode(), "plan": one.plan} for one in made.parts]
    return {"split": {"plan": made.plan, "certificate": made.certificate, "parts": parts}}


def _better(
    problem: Problem, order: Order, before: Before | None, begin: Before, clock: Clock
) -> dict[str, Any]:
    """Improve a plan that is there already; it stands wherever nothing better is found."""
    bound = begin.certificate["bound"] if begin.certificate and order.task == JOIN else None
    standing = judged(problem, begin.plan, bound, order.limits)
    certificate = begin.certificate if order.task == JOIN else None
    if order.limits.seconds and not STOPPING.is_set():
        found, proven = _searched(problem, order.limits, begin, clock)
        if standing is None or found["objective"] < standing["objective"]:
            standing = found
        standing = with_bound(standing, found["bound"])
        if order.task == JOIN and proven and (not certificate or proven["bound"] > bound):
            certificate = proven
    if standing is None:
        return _made(problem, order.limits, before, clock)
    if certificate is not None:
        standing = with_bound(standing, certificate["bound"])
    last = clock.began + order.limits.seconds + MOVES_SECONDS
    moves = None if before is None else _moves(problem, standing, before, lambda: _hurries(last))
    return {"plan": standing, "certificate": certificate, "moves": moves}


def _searched(
    problem: Problem, limits: Limits, begin: Before | None, clock: Clock
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Return a plan, begun from another where there is one, and its prices' certificate."""
    proofs: list[tuple[Translation, Proof]] = []
    plan = solve_problem(
        problem,
        seconds=limits.seconds,
        workers=limits.workers,
        seed=limits.seed,
        rounds=limits.rounds,
        began=clock.began,
        progress=clock.progress,
        stop=STOPPING.is_set,
        before=begin,
        keep=lambda translation, proof: proofs.append((translation, proof)),
    )
    del plan["repeatable"]  # no part of the contract's plan
    return plan, certificate_of(problem, *proofs[0]) if proofs else None


def _made(problem: Problem, limits: Limits, before: Before | None, clock: Clock) -> dict[str, Any]:
    """Make the plan, the certificate that goes with it, and the list of what it moves."""
    plan, certificate = _searched(problem, limits, before, clock)
    if certificate is None:
        least = min(MOST_PROOF_SECONDS, PROOF_SHARE * limits.seconds)
        certificate = make_certificate(
            problem, least / SHARE, plan["objective"], limits.workers, STOPPING.is_set
        )
    last = clock.began + limits.seconds + MOVES_SECONDS
    moves = None if before is None else _moves(problem, plan, before, lambda: _hurries(last))
    plan = with_bound(plan, certificate["bound"])
    return {"plan": plan, "certificate": certificate, "moves": moves}


def _hurries(last: float) -> bool:
    """Tell whether somebody waits for the plan, or a moment of the monotonic clock is past."""
    return STOPPING.is_set() or time.monotonic() > last


def _moves(
    problem: Problem, plan: Mapping[str, Any], before: Before, hurry: Callable[[], bool]
) -> dict[str, Any] | None:
    """List what the plan moves; a fault in an old plan's document never costs the new plan."""
    try:
        return moves_of(problem, plan, before, hurry)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        logger.exception("what the plan moves could not be told")
        return None


def _own_output() -> IO[str]:
    """Keep standard output for our lines alone; what libraries print goes to standard error."""
    told = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return told


def _finite(value: Any) -> Any:
    """Return the value, or None for a number that JSON cannot hold, such as no bound yet."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _tell(told: IO[str], line: Mapping[str, Any]) -> None:
    told.write(json.dumps(line, ensure_ascii=False) + "\n")
    told.flush()


def _die_with_parent() -> None:
    while os.read(0, 1):
        pass
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
