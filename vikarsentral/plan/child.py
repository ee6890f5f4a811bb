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
from typing import IO, Any

from solver.answer import Limits
from solver.lagrange import Proof
from vikarsentral.errors import BadInput
from vikarsentral.plan.before import Before
from vikarsentral.plan.certificate import SHARE, certificate_of, make_certificate
from vikarsentral.plan.moves import moves_of
from vikarsentral.plan.solving import solve_problem, with_bound
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

    The line tells the length of the problem and of the plan before it, 0 for none. The
    arguments are seconds, solver threads and seed. Each line on standard output is one JSON
    object: `{"progress": {...}}`, and at the end `{"plan": {...}, "certificate": {...},
    "moves": ...}`, or `{"refused": "..."}` for a file that is no problem. SIGTERM ends the
    search; the best plan so far is told.
    """
    os.nice(NICENESS)
    told = _own_output()
    given, earlier = (
        sys.stdin.buffer.read(int(length)) for length in sys.stdin.buffer.readline().split()
    )
    began = time.monotonic()
    threading.Thread(target=_die_with_parent, daemon=True).start()
    signal.signal(signal.SIGTERM, lambda *_: STOPPING.set())
    limits = Limits(*map(int, sys.argv[1:4]))

    def progress(facts: Mapping[str, Any]) -> None:
        _tell(told, {"progress": {name: _finite(value) for name, value in facts.items()}})

    try:
        problem = read_problem(given)
    except BadInput as refused:
        _tell(told, {"refused": str(refused)})
        return
    _tell(told, _made(problem, limits, Before.unpacked(earlier), began, progress))


def _made(
    problem: Problem,
    limits: Limits,
    before: Before | None,
    began: float,
    progress: Callable[[Mapping[str, Any]], None],
) -> dict[str, Any]:
    """Make the plan, the certificate that goes with it, and the list of what it moves."""
    proofs: list[tuple[Translation, Proof]] = []
    plan = solve_problem(
        problem,
        seconds=limits.seconds,
        workers=limits.workers,
        seed=limits.seed,
        began=began,
        progress=progress,
        stop=STOPPING.is_set,
        before=before,
        keep=lambda translation, proof: proofs.append((translation, proof)),
    )
    del plan["repeatable"]  # no part of the contract's plan
    if proofs:
        certificate = certificate_of(problem, *proofs[0])
    else:
        least = min(MOST_PROOF_SECONDS, PROOF_SHARE * limits.seconds)
        certificate = make_certificate(
            problem, least / SHARE, plan["objective"], limits.workers, STOPPING.is_set
        )
    last = began + limits.seconds + MOVES_SECONDS
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
