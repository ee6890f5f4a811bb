"""Try every plan of a small problem: all lawful sets of every worker, put together in every way.

Exact for whatever `solver.line` judges, since nothing is modelled. The work grows as 2 to the
number of candidates, so only small problems are taken; `best_of_all` says which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import line
from solver.search_state import start

if TYPE_CHECKING:
    from solver.problem import Matrix, Problem
    from solver.search_state import State

MOST_TASKS = 14
MOST_SETS = 20_000
MOST_SETS_WIDE = 2_000  # judged one by one in Python
MOST_JOINS = 1 << 26
_UNREACHED = 1 << 60

Rows = list[list[int]]


def best_of_all(problem: Problem) -> State | None:
    """Find the cheapest plan by trying all of them.

    Args:
        problem: the problem; its forced tasks must be lawful together.

    Returns:
        A plan that none is cheaper than, or None where there are too many to try.
    """
    tasks_met = np.unique(problem.items[:, c.TASK])
    if np.count_nonzero(tasks_met != c.NONE) > MOST_TASKS:
        return None
    rows = [_rows(problem, worker) for worker in range(len(problem.workers))]
    tasks = sorted({int(problem.items[row, c.TASK]) for own in rows for row in own})
    sets = sum(1 << min(60, len(own)) for own in rows)
    few = MOST_SETS_WIDE if problem.wide else MOST_SETS
    if len(tasks) > MOST_TASKS or sets > few or sets << len(tasks) > MOST_JOINS:
        return None
    return _adopt(problem, rows, _choose(problem, rows, tasks))


def _rows(problem: Problem, worker: int) -> list[int]:
    """Return the worker's candidates, without tasks that are forced on another."""
    found = []
    for row in problem.candidates(worker):
        forced = problem.tasks[int(problem.items[row, c.TASK])].forced
        if forced is None or forced == worker:
            found.append(int(row))
    return found


def _choose(problem: Problem, rows: Rows, tasks: list[int]) -> list[int]:
    """Return per worker the set of the cheapest plan, as bits over `tasks`."""
    bit = {task: 1 << place for place, task in enumerate(tasks)}
    masks = np.arange(1 << len(tasks), dtype=np.int64)
    best = _unreached(problem, len(masks))
    best[0] = 0
    picks: list[Matrix] = []
    for worker, own in enumerate(rows):
        joined, pick = _unreached(problem, len(masks)), np.zeros(len(masks), dtype=np.int64)
        for chosen, cost in _lawful(problem, worker, own, bit):
            free = masks[(masks & chosen) == 0]
            total, target = best[free] + cost, masks[free | chosen]
            cheaper = total < joined[target]
            joined[target[cheaper]] = total[cheaper]
            pick[target[cheaper]] = chosen
        best = joined
        picks.append(pick)
    for place, task in enumerate(tasks):
        best[(masks >> place & 1) == 0] += problem.tasks[task].idle_cost
    return _walk_back(picks, int(np.argmin(best)))


def _unreached(problem: Problem, many: int) -> Matrix:
    """Return costs that no plan reaches."""
    start_cost = _UNREACHED if not problem.wide else _UNREACHED**4
    return np.full(many, start_cost, dtype=object if problem.wide else np.int64)


def _lawful(
    problem: Problem, worker: int, own: list[int], bit: dict[int, int]
) -> list[tuple[int, int]]:
    """Return every lawful set of the worker that holds what is forced: bits and cost."""
    task_of = [int(problem.items[row, c.TASK]) for row in own]
    forced = sum(bit[task] for task in task_of if problem.tasks[task].forced is not None)
    found = []
    for number in range(1 << len(own)):
        inside = [place for place in range(len(own)) if number >> place & 1]
        chosen = sum(bit[task_of[place]] for place in inside)
        if chosen & forced != forced:
            continue
        rule, cost = line.evaluate(problem, worker, [own[place] for place in inside])
        if rule == "lawful":
            found.append((chosen, cost))
    return found


def _walk_back(picks: list[Matrix], mask: int) -> list[int]:
    """Return each worker's set in the plan that decides the tasks of *mask*."""
    chosen = []
    for pick in reversed(picks):
        chosen.append(int(pick[mask]))
        mask ^= chosen[-1]
    return chosen[::-1]


def _adopt(problem: Problem, rows: Rows, chosen: list[int]) -> State:
    """Make the plan of the chosen sets."""
    state = start(problem)
    tasks = sorted({int(problem.items[row, c.TASK]) for own in rows for row in own})
    for worker, own in enumerate(rows):
        mine = [
            row
            for row in own
            if chosen[worker] >> tasks.index(int(problem.items[row, c.TASK])) & 1
        ]
        cost = line.evaluate(problem, worker, mine)[1]
        for row in mine:
            if state.row_of[problem.items[row, c.TASK]] != row:  # not forced
                state.put(row, cost)
        state.cost[worker] = cost
    return state
