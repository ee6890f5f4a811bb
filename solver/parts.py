"""Cut workers and tasks into parts that share neither, and put together what came of each."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from solver import columns as c
from solver.search_state import start

if TYPE_CHECKING:
    from solver.problem import Matrix, Problem
    from solver.search_state import State

Done = TypeVar("Done")


class Part(NamedTuple):
    """Hold workers, and the tasks that nobody else is considered for; both rising."""

    workers: Matrix
    tasks: Matrix


def parts_of(
    best: State, rows: Matrix, count: int, draw: np.random.Generator, *, by_area: bool = True
) -> list[Part]:
    """Cut workers and tasks into parts, most likely candidates inside.

    Args:
        best: a plan: who holds a task keeps it in their part.
        rows: of likely candidates; a task nobody does is in a part only where it has one.
        count: parts, 1 or more; fewer where there is less to cut.
        draw: random draws; other draws cut elsewhere.
        by_area: whether those who work in the same areas stay together, or anyone.
    """
    items, owner = best.problem.items, best.owner
    held = best.row_of[best.row_of != c.NONE]
    both = np.concatenate((rows, held))
    areas = int(items[:, c.AREA].max(initial=0)) + 1
    order = draw.permutation(areas)
    weight = np.zeros((len(best.problem.workers), areas))
    np.add.at(weight, (owner[both], order[items[both, c.AREA]]), 1.0)
    total = weight.sum(axis=1)
    place = draw.random(len(total)) + (weight.argmax(axis=1) if by_area else 0)
    line = np.argsort(place, kind="stable")
    share = np.cumsum(total[line]) / max(1.0, float(total.sum()))
    part_of = np.zeros(len(total), np.int64)
    part_of[line] = np.minimum(count - 1, (share * count - 1e-9).astype(np.int64))
    task_part = np.full(len(best.row_of), c.NONE, np.int64)
    votes = np.zeros((len(best.row_of), count))
    np.add.at(votes, (items[rows, c.TASK], part_of[owner[rows]]), 1.0)
    wanted = votes.max(axis=1) > 0
    task_part[wanted] = votes[wanted].argmax(axis=1)
    task_part[items[held, c.TASK]] = part_of[owner[held]]
    parts = [
        Part(np.flatnonzero(part_of == n), np.flatnonzero(task_part == n)) for n in range(count)
    ]
    return [part for part in parts if len(part.tasks)]


def side_by_side(
    work: Callable[[Part], Done], parts: list[Part], threads: int, nothing: Done
) -> list[Done]:
    """Work on parts in threads that the program's end does not wait for.

    Args:
        work: what to do with a part.
        parts: any number.
        threads: parts worked on at once, 1 or more.
        nothing: stands for a part whose work broke off.

    Returns:
        Per part what came of it.
    """
    left, done, lock = deque(range(len(parts))), [nothing] * len(parts), threading.Lock()

    def some() -> None:
        while True:
            with lock:
                if not left:
                    return
                number = left.popleft()
            done[number] = work(parts[number])

    others = [threading.Thread(target=some, daemon=True) for _ in range(threads - 1)]
    for other in others:
        other.start()
    some()
    for other in others:
        other.join()
    return done


def put_in(state: State, part: Part, plan: State, back: Matrix) -> None:
    """Let the workers of a part hold what a plan of the part says.

    Args:
        state: lawful; changed in place.
        part: whose tasks nobody else holds.
        plan: of the part as a problem of its own (`solver.narrow.carved`).
        back: per item row of that problem the row it was.
    """
    for worker in part.workers.tolist():
        for row in state.chosen(worker).tolist():
            state.drop(row, 0)
    for own, worker in enumerate(part.workers.tolist()):
        cost = int(plan.cost[own])
        state.cost[worker] = cost
        for row in back[plan.chosen(own)].tolist():
            state.put(row, cost)


def taken_out(best: State, part: Part, problem: Problem, back: Matrix) -> State:
    """Return a plan as it is in a part.

    Args:
        best: of the whole problem.
        part: whose tasks nobody else holds.
        problem: the part as a problem of its own.
        back: per item row of it the row it was.
    """
    plan = start(problem)
    for own, worker in enumerate(part.workers.tolist()):
        for row in plan.chosen(own).tolist():
            plan.drop(row, 0)
        plan.cost[own] = best.cost[worker]
        for row in np.searchsorted(back, np.sort(best.chosen(worker))).tolist():
            plan.put(row, int(best.cost[worker]))
    return plan
