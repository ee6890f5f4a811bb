"""Section `repair`: how fast a hole's exchanges are found, and a small part proven best."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from solver import columns as c
from solver.chain import Chain, Chains
from solver.repair import Repair, neighbourhood, repair
from solver.search_local import Local
from solver.search_state import State, start
from tests.bench import data, machine
from tests.bench.report import Block, Reach, reached
from tests.house.readme import table
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem

TITLE = "Repair"
FILE, QUICK_FILE = "large-1", "small-1"
HOLES, QUICK_HOLES, SECONDS = 200, 5, 1.0
MS = 1000.0
Told = TypeVar("Told")


def section(quick: bool) -> Block:
    """Take needs off a filled plan one at a time, and ask what would cover them.

    Args:
        quick: a few needs of a small problem, to see that the bench works.
    """
    file = data.folder() / "problems" / f"{QUICK_FILE if quick else FILE}.json"
    if gone := data.missing([file]):
        return Block(TITLE, [gone])
    state = _plan(file)
    tasks = _holes(state, QUICK_HOLES if quick else HOLES)
    told = _measured(state, tasks)
    chain, part = told["chain"], told["part"]
    figures = [
        Reach("chain, p99", "≤ 5 ms", _ms(_share(chain, 99)), _share(chain, 99) <= 5),
        Reach("proven part, p95", "≤ 100 ms", _ms(_share(part, 95)), _share(part, 95) <= 100),
        Reach("proven part, p99", "≤ 300 ms", _ms(_share(part, 99)), _share(part, 99) <= 300),
    ]
    heads = ["what", "p50 ms", "p95 ms", "p99 ms", "worst ms"]
    rows = [
        [name, *(_number(_share(values, at)) for at in (50, 95, 99, 100))]
        for name, values in told.items()
        if name in ("chain", "part")
    ]
    counts = [
        ["holes asked about", str(len(tasks))],
        ["covered by one, two, three people", told_counts(told["steps"])],
        ["parts proven", f"{int(sum(told['proven']))} of {len(tasks)}"],
    ]
    how = (
        f"{file.stem}: a filled plan; needs stand open one at a time and are asked about in a "
        "drawn order, facts in memory. CPU seconds of one core. A chain is the shortest of up "
        "to three people, two searched through wholly; a part is up to four people planned "
        "anew by a MIP solver to its proof."
    )
    parts = [reached(figures), table(heads, rows), table(["what", "figure"], counts)]
    return Block(TITLE, [*parts, machine.told(("numpy", "numba", "scipy"), how)])


def _plan(file: Path) -> State:
    state = start(translate(read_problem(file)).problem)
    Local(state, 1).fill()
    return state


def _holes(state: State, count: int) -> list[int]:
    """Draw tasks that stand open and could be somebody's."""
    sizes = np.diff(state.task_pointer)
    some = np.flatnonzero((state.row_of == c.NONE) & (sizes > 0))
    draw = np.random.default_rng(1)
    return [int(one) for one in draw.permutation(some)[:count]]


def _measured(state: State, tasks: list[int]) -> dict[str, list[float]]:
    told: dict[str, list[float]] = {name: [] for name in ("chain", "part", "steps", "proven")}
    for warm, task in [(True, tasks[0]), *((False, task) for task in tasks)]:
        chains = Chains(state)
        chain, chain_ms = _timed(partial(chains.best, task))
        found, part_ms = _timed(partial(_part, state, chains, task, chain))
        if not warm:
            told["chain"].append(chain_ms)
            told["part"].append(part_ms)
            told["steps"].append(len(chain.steps) if chain else 0)
            told["proven"].append(found.is_proven)
    return told


def _part(state: State, chains: Chains, task: int, chain: Chain | None) -> Repair:
    return repair(state, task, neighbourhood(chains, task, chain), SECONDS)


def _timed(act: Callable[[], Told]) -> tuple[Told, float]:
    began = time.process_time()
    told = act()
    return told, MS * (time.process_time() - began)


def told_counts(steps: list[float]) -> str:
    """Return how many holes were covered by one, two and three people.

    Args:
        steps: people per hole; 0 for none found.
    """
    return ", ".join(str(sum(one == many for one in steps)) for many in (1, 2, 3))


def _share(values: list[float], at: int) -> float:
    if at == 100 or len(values) == 1:
        return max(values)
    return statistics.quantiles(values, n=100, method="inclusive")[at - 1]


def _ms(value: float) -> str:
    return f"{value:.1f} ms"


def _number(value: float) -> str:
    return f"{value:.1f}"
