"""Section `repair`: how fast a hole's exchanges are found, and a small part proven best."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from solver import columns as c
from solver import line
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
FILES, QUICK_FILES = ("large-1", "large-2"), ("small-1",)
EVENTS, QUICK_EVENTS = 250, 5  # of each file
FIRST = 50  # asked without anything kept
MS = 1000.0
CHAIN, COLD, PART = "chain", "chain, nothing kept yet", "proven part"
Told = TypeVar("Told")


@dataclass
class Measured:
    """Hold what came of some events.

    Attributes:
        cpu: milliseconds of processor time by what was asked.
        wall: milliseconds of the clock by what was asked.
        steps: people in each chain, 0 for none.
        proven: whether each part is proven.
        better: whether each part is cheaper than its chain.
        people: in each part.
        kept: seconds of processor time to judge everything once, by file.
    """

    cpu: dict[str, list[float]] = field(default_factory=lambda: {CHAIN: [], COLD: [], PART: []})
    wall: dict[str, list[float]] = field(default_factory=lambda: {CHAIN: [], COLD: [], PART: []})
    steps: list[int] = field(default_factory=list)
    proven: list[bool] = field(default_factory=list)
    better: list[bool] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    kept: list[float] = field(default_factory=list)

    def timed(self, name: str, act: Callable[[], Told]) -> Told:
        """Do something, and note how long it took."""
        clock, began = time.perf_counter(), time.process_time()
        told = act()
        self.cpu[name].append(MS * (time.process_time() - began))
        self.wall[name].append(MS * (time.perf_counter() - clock))
        return told


def section(quick: bool) -> Block:
    """Draw new needs and sick calls in a filled plan, and ask what would cover each.

    Args:
        quick: a few events of a small problem, to see that the bench works.
    """
    names = QUICK_FILES if quick else FILES
    files = [data.folder() / "problems" / f"{name}.json" for name in names]
    if gone := data.missing(files):
        return Block(TITLE, [gone])
    told = Measured()
    for file in files:
        state = _plan(file)
        measure(told, state, _events(state, QUICK_EVENTS if quick else EVENTS))
    chain, part = told.cpu[CHAIN], told.cpu[PART]
    figures = [
        Reach("chain, p99", "≤ 5 ms", _ms(_share(chain, 99)), _share(chain, 99) <= 5),
        Reach("proven part, p95", "≤ 100 ms", _ms(_share(part, 95)), _share(part, 95) <= 100),
        Reach("proven part, p99", "≤ 300 ms", _ms(_share(part, 99)), _share(part, 99) <= 300),
    ]
    how = (
        f"{' and '.join(names)}: a filled plan, facts in memory. Half of the events are new "
        "needs, half sick calls: the holder loses a shift, and is judged anew. A chain is the "
        "cheapest of the shortest, one to three people, all searched through; a part is up to "
        "eight people's shifts three days before and after. Processor time of one core."
    )
    parts = [reached(figures), table(*_times(told)), table(["what", "figure"], _counts(told))]
    return Block(TITLE, [*parts, machine.told(("numpy", "numba"), how)])


def _times(told: Measured) -> tuple[list[str], list[list[str]]]:
    """Return heads and rows of the table of times."""
    heads = ["ms", "p50", "p95", "p99", "worst", "p99 by the clock"]
    rows = [
        [
            name,
            *(f"{_share(told.cpu[name], at):.2f}" for at in (50, 95, 99, 100)),
            f"{_share(told.wall[name], 99):.2f}",
        ]
        for name in (CHAIN, COLD, PART)
    ]
    return heads, rows


def _counts(told: Measured) -> list[list[str]]:
    return [
        ["events", str(len(told.steps))],
        ["covered by one, two, three people", told_counts(told.steps)],
        ["parts proven", f"{sum(told.proven)} of {len(told.proven)}"],
        ["parts cheaper than the chain", str(sum(told.better))],
        ["people in a part, median", str(int(statistics.median(told.people)))],
        ["judging everything once, seconds", ", ".join(f"{one:.1f}" for one in told.kept)],
    ]


def _plan(file: Path) -> State:
    state = start(translate(read_problem(file)).problem)
    Local(state, 1).fill()
    return state


def _events(state: State, count: int) -> list[tuple[int, bool]]:
    """Draw tasks, and whether their holder is ill; the others stand open."""
    draw = np.random.default_rng(1)
    some = np.diff(state.task_pointer) > 0
    idle = np.flatnonzero((state.row_of == c.NONE) & some)
    held = np.flatnonzero((state.row_of != c.NONE) & ~state.locked)
    new = [(int(one), False) for one in draw.permutation(idle)[: (count + 1) // 2]]
    ill = [(int(one), True) for one in draw.permutation(held)[: count // 2]]
    return [*new, *ill]


def measure(told: Measured, state: State, events: list[tuple[int, bool]]) -> None:
    """Ask about each event, the plan put back after it.

    Args:
        told: filled.
        state: lawful; left as it was.
        events: tasks, and whether their holder is ill.
    """
    chains = Chains(state)
    chains.best(events[0][0] if not events[0][1] else 0)
    began = time.process_time()
    chains.prepare()
    told.kept.append(time.process_time() - began)
    _asked(Measured(), state, chains, events[0])
    for at, event in enumerate(events):
        if at < FIRST and not event[1]:
            told.timed(COLD, partial(Chains(state).best, event[0]))
        _asked(told, state, chains, event)


def _asked(told: Measured, state: State, chains: Chains, event: tuple[int, bool]) -> None:
    task, is_ill = event
    row = int(state.row_of[task])
    out = (int(state.owner[row]),) if is_ill else ()
    if is_ill:
        _, cost = line.evaluate(
            state.problem, out[0], [one for one in state.chosen(out[0]) if one != row]
        )
        before = int(state.cost[out[0]])
        state.drop(row, cost)

    def chain() -> Chain | None:
        chains.forget(out)
        return chains.best(task, out=out)

    def part() -> Repair:
        workers = [one for one in neighbourhood(chains, task, found) if one not in out]
        return repair(state, task, workers, found)

    found = told.timed(CHAIN, chain)
    made = told.timed(PART, part)
    told.steps.append(len(found.steps) if found else 0)
    told.proven.append(made.is_proven)
    told.people.append(len(made.workers))
    least = state.objective + min(0, found.cost if found else 0)
    told.better.append(made.state.objective < least)
    if is_ill:
        state.put(row, before)
        chains.forget(out)


def told_counts(steps: list[int]) -> str:
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
