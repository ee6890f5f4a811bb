"""The solving process: one problem in, lines of progress and one plan out.

It knows no database and writes no file. The problem comes on standard input, which then is its
life line: when the parent is gone, however it went, the pipe closes and this process ends. A
plan leaves only if `plan.solving` has checked it.
"""

from __future__ import annotations

import json
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from typing import IO, Any

from vikarsentral.errors import BadInput
from vikarsentral.plan.solving import solve_problem
from vikarsentral.problemfile import read_problem

# Pages answer while a plan is being solved on the same cores.
NICENESS = 10
STOPPING = threading.Event()


def main() -> None:
    """Solve the problem that comes on standard input, after a line with its length.

    The arguments are seconds, solver threads and seed. Each line on standard output
    is one JSON object: `{"progress": {...}}`, and at the end `{"plan": {...}}`, or
    `{"refused": "..."}` for a file that is no problem.
    """
    os.nice(NICENESS)
    told = _own_output()
    given = sys.stdin.buffer.read(int(sys.stdin.buffer.readline()))
    began = time.monotonic()
    threading.Thread(target=_die_with_parent, daemon=True).start()
    signal.signal(signal.SIGTERM, lambda *_: STOPPING.set())
    seconds, workers, seed = sys.argv[1:4]

    def progress(facts: Mapping[str, Any]) -> None:
        _tell(told, {"progress": {name: _finite(value) for name, value in facts.items()}})

    try:
        problem = read_problem(given)
    except BadInput as refused:
        _tell(told, {"refused": str(refused)})
        return
    plan = solve_problem(
        problem,
        seconds=int(seconds),
        workers=int(workers),
        seed=int(seed),
        began=began,
        progress=progress,
        stop=STOPPING.is_set,
    )
    del plan["repeatable"]  # no part of the contract's plan
    _tell(told, {"plan": plan})


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
