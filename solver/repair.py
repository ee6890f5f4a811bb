"""Repair: plan a few workers anew so that an open task is covered, and prove that part best.

Everyone else keeps what they have. What a move costs is in the problem's own prices, so the
cheapest repair moves no more than it gains.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import search_mip
from solver.model import build
from solver.model_cuts import add_cuts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solver.chain import Chain, Chains
    from solver.search_state import State

WORKERS = 4  # planned anew at most
_ROUNDS = 12
DOUBT, _TOLERANCE = 2, 1e-6  # øre, and share of the part's cost, that solvers leave open


@dataclass(frozen=True, slots=True)
class Repair:
    """A part of a plan made anew.

    Attributes:
        state: the whole plan with the part in it; lawful.
        is_proven: whether no other plan of these workers is cheaper, everyone else as they are,
            by more than what the MIP solver's tolerances leave open (`DOUBT` øre).
        workers: who the part is, rising.
        moved: tasks whose worker is not who it was, the open task among them when covered.
    """

    state: State
    is_proven: bool
    workers: tuple[int, ...]
    moved: tuple[int, ...]


def neighbourhood(
    chains: Chains, task: int, chain: Chain | None = None, workers: int = WORKERS
) -> list[int]:
    """Choose who may be planned anew for an open task.

    Args:
        chains: of the plan.
        task: index of the open task.
        chain: its workers come first; None for none.
        workers: at most, but for a longer chain.

    Returns:
        Workers, rising: of the chain, then those who could take the task at once or by giving
        up another, cheapest first, each with who could take that one.
    """
    wanted = [step.worker for step in chain.steps] if chain else []
    least = len(wanted)
    for step in [*chains.takers(task), *chains.exchanges(task)]:
        if len(set(wanted)) >= workers:
            break
        wanted.append(step.worker)
        if step.dropped is not None:
            wanted.extend(taker.worker for taker in chains.takers(step.dropped)[:1])
    return sorted(list(dict.fromkeys(wanted))[: max(workers, least)])


def repair(state: State, task: int, workers: Sequence[int], seconds: float) -> Repair:
    """Plan some workers anew with their own tasks and one open task, best of all ways.

    Args:
        state: lawful; not changed.
        task: index of the open task.
        workers: rising.
        seconds: wall clock.

    Returns:
        The best plan found of them; the plan as it was when nothing is better.
    """
    end = time.monotonic() + seconds
    problem = state.problem
    part = np.zeros(len(problem.workers), dtype=np.bool_)
    part[list(workers)] = True
    held = state.row_of != c.NONE
    ours = held & part[state.owner[state.row_of]]
    kept = state.row_of[held & ~ours]
    tasks = {task, *(int(one) for one in np.flatnonzero(ours))}
    model = build(problem, list(workers), tasks)
    fixed = _fixed(state, part, tasks)
    best, proven = state, False
    for _ in range(_ROUNDS):
        left = end - time.monotonic()
        done = search_mip.run(model, left) if left > 0 else None
        if done is None or done.values is None:
            break
        new = search_mip.adopt(problem, np.sort(np.concatenate((kept, model.chosen(done.values)))))
        if new.objective < best.objective:
            best = new
        if done.bound is not None and best.objective - fixed - done.bound <= _doubt(best, fixed):
            proven = True
            break
        added, _ = add_cuts(model, done.values)
        if not added:
            break
    moved = np.flatnonzero(best.row_of != state.row_of)
    return Repair(best, proven, tuple(workers), tuple(int(one) for one in moved))


def _fixed(state: State, part: np.ndarray, tasks: set[int]) -> int:
    """Return what the plan costs outside the part."""
    outside = sum(int(cost) for cost in state.cost[~part])
    idle = sum(
        int(state.idle[one])
        for one in np.flatnonzero(state.row_of == c.NONE)
        if int(one) not in tasks
    )
    return state.problem.constant + outside + idle


def _doubt(best: State, fixed: int) -> int:
    return max(DOUBT, int(_TOLERANCE * abs(best.objective - fixed)))
