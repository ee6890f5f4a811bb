"""Repair: plan some workers' days about an open task anew, and prove that part best.

Everyone else keeps what they have, and so do these workers outside those days. What a move costs
is in the problem's own prices, so the cheapest repair moves no more than it gains.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.repair_choose import choose
from solver.repair_sets import MOST_TASKS, Sets, sets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solver.chain import Chain, Chains
    from solver.problem import Matrix
    from solver.search_state import State

WORKERS = 8  # planned anew at most
DAYS = 3  # about the open task, before and after
MOST_SETS, MOST_OF_ONE = 6_000, 1_500  # looked at in all, and of one worker
_DAY = 1440


@dataclass(frozen=True, slots=True)
class Repair:
    """A part of a plan made anew.

    Attributes:
        state: the whole plan with the part in it; lawful.
        is_proven: whether no other plan of these workers' tasks in the part is cheaper, all else
            as it is.
        workers: who the part is, rising.
        tasks: what was planned anew, rising, the open task among them.
        moved: tasks whose worker is not who it was, the open task among them when covered.
    """

    state: State
    is_proven: bool
    workers: tuple[int, ...]
    tasks: tuple[int, ...]
    moved: tuple[int, ...]


def neighbourhood(
    chains: Chains, task: int, chain: Chain | None = None, workers: int = WORKERS
) -> list[int]:
    """Choose who may be planned anew for an open task, the closest to it first.

    Args:
        chains: of the plan.
        task: index of the open task.
        chain: its workers come first; None for none.
        workers: at most, but for a longer chain.

    Returns:
        Workers of the chain, then those who could take the task at once or by giving up
        another, cheapest first, each with who could take that one.
    """
    wanted = dict.fromkeys(step.worker for step in chain.steps) if chain else {}
    most = max(workers, len(wanted))
    for step in [*chains.takers(task), *chains.exchanges(task)]:
        if len(wanted) >= most:
            break
        wanted[step.worker] = None
        if step.dropped is not None:
            wanted.update(dict.fromkeys(one.worker for one in chains.takers(step.dropped)[:1]))
    return list(wanted)[:most]


def repair(
    state: State, task: int, workers: Sequence[int], chain: Chain | None = None, days: int = DAYS
) -> Repair:
    """Plan some workers anew with their tasks about an open one, best of all ways.

    Args:
        state: lawful, of a problem that is not `wide`; not changed.
        task: index of the open task.
        workers: who may be planned anew, those first who matter most; the last are left as they
            are when there would be too many ways.
        chain: a way that is known, of the first workers.
        days: how far about the open task their tasks are planned anew, 0 or more.

    Returns:
        The best plan of them; the plan as it was when nothing is better.
    """
    chosen, tasks = list(workers), {task: 0}
    sets: list[Sets] = []
    while chosen and not sets:
        tasks = _tasks(state, task, chosen, chain, days)
        sets = _sets(state, chosen, tasks) if len(tasks) <= MOST_TASKS else []
        if not sets:
            chosen = chosen[: len(chosen) * 2 // 3]
    if not sets:
        return Repair(state, not workers, (), (task,), ())
    new, proven = _chosen(state, tasks, sets, chain)
    moved = np.flatnonzero(new.row_of != state.row_of)
    return Repair(
        *(new, proven, tuple(sorted(chosen)), tuple(sorted(tasks))),
        tuple(int(one) for one in moved),
    )


def _tasks(
    state: State, task: int, workers: Iterable[int], chain: Chain | None, days: int
) -> dict[int, int]:
    """Return the tasks that are planned anew, and a bit for each."""
    tasks = state.problem.tasks
    lo, hi = tasks[task].start - days * _DAY, tasks[task].end + days * _DAY
    near = {task, *(() if chain is None else (step.task for step in chain.steps))}
    items = state.problem.items
    for worker in workers:
        for row in state.chosen(worker):
            one = int(items[row, c.TASK])
            if not state.locked[one] and tasks[one].start < hi and tasks[one].end > lo:
                near.add(one)
    return {one: place for place, one in enumerate(sorted(near))}


def _sets(state: State, workers: Iterable[int], tasks: dict[int, int]) -> list[Sets]:
    """Return every worker's sets, none when they are too many."""
    found, left = [], MOST_SETS
    for worker in workers:
        own = sets_of(state, worker, tasks, min(left, MOST_OF_ONE))
        if own is None:
            return []
        found.append(own)
        left -= len(own.masks)
    return found


def _chosen(
    state: State, tasks: dict[int, int], sets: list[Sets], chain: Chain | None
) -> tuple[State, bool]:
    """Return the best plan of the sets, and whether it is proven."""
    pointer = np.cumsum([0, *(len(one.masks) for one in sets)])
    masks = np.concatenate([one.masks for one in sets])
    costs = np.concatenate([one.costs for one in sets])
    idle = state.idle[list(tasks)]
    hint = _hint(state, tasks, sets, chain)
    picks = np.array(
        [int(np.flatnonzero(one.masks == mask)[0]) for one, mask in zip(sets, hint, strict=True)]
    )
    best, proven = choose(masks, costs, pointer, idle, picks + pointer[:-1])
    return _made(state, tasks, sets, masks[best], costs[best]), bool(proven)


def _hint(state: State, tasks: dict[int, int], sets: list[Sets], chain: Chain | None) -> list[int]:
    """Return what each worker does as a chain leaves it, or as things are."""
    items, masks = state.problem.items, {one.worker: 0 for one in sets}
    for worker in masks:
        for row in state.chosen(worker):
            if int(items[row, c.TASK]) in tasks:
                masks[worker] |= 1 << tasks[int(items[row, c.TASK])]
    is_known = chain is not None and all(step.worker in masks for step in chain.steps)
    if chain is not None and is_known and chain.cost < 0:
        for step in chain.steps:
            masks[step.worker] |= 1 << tasks[step.task]
            if step.dropped is not None:
                masks[step.worker] ^= 1 << tasks[step.dropped]
    return list(masks.values())


def _made(
    state: State, tasks: dict[int, int], sets: list[Sets], masks: Matrix, costs: Matrix
) -> State:
    """Return the plan in which each worker has the set chosen for them."""
    new = state.copy()
    items = state.problem.items
    for one in sets:
        for row in state.chosen(one.worker):
            if int(items[row, c.TASK]) in tasks:
                new.drop(int(row), 0)
    for one, mask, cost in zip(sets, masks, costs, strict=True):
        for row in one.rows[(mask >> one.places) & 1 == 1]:
            new.put(int(row), int(cost))
        new.cost[one.worker] = int(cost)
    return new
