"""Compile once, at set-up: `python -m solver.warm [plans|exchanges]`.

Compiled code is cached beside the modules, or where `NUMBA_CACHE_DIR` says. A first solve on a
cold cache takes ten seconds longer, whatever its limit. Exchanges and whole lines take longer
again to compile, and nobody asks for them in the first minute: `make demo` compiles them beside
the pages.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np

from solver.answer import Limits, never
from solver.benchmarks import smptsp
from solver.chain import Chains
from solver.exact_small import whole_lines
from solver.exact_weeks import add_weeks
from solver.lagrange import Relaxation
from solver.model import build
from solver.problem import pack
from solver.repair import repair
from solver.rows import Frame, Stretch, Task, Worker
from solver.scale import Prices
from solver.scale_sweep import sweep
from solver.search import solve
from solver.search_local import BATCH, Local
from solver.search_state import start

if TYPE_CHECKING:
    from solver.problem import Problem

_DAY = 1440


def _small() -> Problem:
    """Return a problem of two workers and three tasks."""
    tasks = [Task(day * _DAY, day * _DAY + 480, 1000) for day in range(3)]
    stretches = [
        Stretch(task.start, task.end, 480, 0, rest=600, free=2000, task=i)
        for i, task in enumerate(tasks)
    ]
    frame = Frame(week_starts=[0, 7 * _DAY], cost_weeks=(0, 1), quick_gap=600)
    return pack(tasks, [Worker(stretches, full=2130), Worker(stretches, full=2130)], frame, 0)


def warm() -> None:
    """Run every compiled function of a search once."""
    problem = _small()
    solve(problem, Limits(seconds=5))
    state = start(problem)
    local = Local(state, 1)
    local.fill()
    local.run(1.0, BATCH, (1.0, 0.0))
    local.pursue(np.zeros(problem.size[1], np.int64), lambda: False)
    build(problem)
    add_weeks(build(problem, by_sets=False))
    with Prices(state, threads=1) as prices:
        prices.turn(0.0)
    Relaxation(problem, whole=True).bound(Relaxation(problem).none())
    sweep(state, lambda: False)
    smptsp.prepare()


def warm_exchanges() -> None:
    """Run every compiled function of chains, small parts and whole lines once."""
    problem = _small()
    state = start(problem)
    whole_lines(problem, state, never, lambda: 1.0)
    chains = Chains(state)
    chains.best(0)
    chains.prepare()
    repair(state, 0, [0, 1], days=0)


_PARTS = {"plans": warm, "exchanges": warm_exchanges}

if __name__ == "__main__":
    for part in sys.argv[1:] or _PARTS:
        _PARTS[part]()
