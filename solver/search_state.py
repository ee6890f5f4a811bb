"""A plan under construction, as arrays that compiled moves change in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import line

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.problem import Matrix, Problem

    Flags = npt.NDArray[np.bool_]


@dataclass(slots=True)
class State:
    """Hold who does what.

    Attributes:
        problem: the problem.
        owner: worker of every item row.
        task_pointer: candidate rows of task t are task_rows[task_pointer[t]..].
        task_rows: rows of candidates, task by task.
        idle: cost of every task when no worker does it.
        locked: tasks whose holder is forced.
        taken: per item row, True when it is chosen.
        row_of: per task the chosen row, or `NONE`.
        cost: per worker.
    """

    problem: Problem
    owner: Matrix
    task_pointer: Matrix
    task_rows: Matrix
    idle: Matrix
    locked: Flags
    taken: Flags
    row_of: Matrix
    cost: Matrix

    @property
    def objective(self) -> int:
        """Return the cost of the plan as it stands."""
        idle = sum(int(v) for v in self.idle[self.row_of == c.NONE])
        return self.problem.constant + sum(int(v) for v in self.cost) + idle

    def holders(self) -> tuple[int | None, ...]:
        """Return per task the worker, or None."""
        return tuple(None if r == c.NONE else int(self.owner[r]) for r in self.row_of)

    def chosen(self, worker: int) -> Matrix:
        """Return the worker's chosen rows.

        Args:
            worker: index.
        """
        lo, hi = self.problem.pointer[worker : worker + 2]
        rows: Matrix = lo + np.flatnonzero(self.taken[lo:hi])
        return rows

    def copy(self) -> State:
        """Return a plan that can be changed without changing this one."""
        return State(
            *(self.problem, self.owner, self.task_pointer, self.task_rows, self.idle),
            *(self.locked, self.taken.copy(), self.row_of.copy(), self.cost.copy()),
        )

    def take(self, row: int) -> bool:
        """Choose a row if its worker's set stays lawful; the task must be free.

        Args:
            row: a candidate.

        Returns:
            True when it was lawful and is done.
        """
        worker = int(self.owner[row])
        rule, cost = line.evaluate(self.problem, worker, [*self.chosen(worker), row])
        if rule != "lawful":
            return False
        self.taken[row] = True
        self.row_of[self.problem.items[row, c.TASK]] = row
        self.cost[worker] = cost
        return True


def start(problem: Problem) -> State:
    """Return the plan in which only forced tasks have a holder.

    Args:
        problem: the problem; its forced tasks must be lawful together.

    Returns:
        A lawful plan.
    """
    count = len(problem.tasks)
    owner = np.repeat(np.arange(len(problem.workers)), np.diff(problem.pointer))
    rows = np.flatnonzero(problem.items[:, c.TASK] != c.NONE)
    tasks = problem.items[rows, c.TASK]
    order = np.argsort(tasks, kind="stable")
    money = object if problem.wide else np.int64
    state = State(
        problem=problem,
        owner=owner.astype(np.int64),
        task_pointer=np.searchsorted(tasks[order], np.arange(count + 1)).astype(np.int64),
        task_rows=rows[order].astype(np.int64),
        idle=np.array([t.idle_cost for t in problem.tasks], dtype=money),
        locked=np.array([t.forced is not None for t in problem.tasks], dtype=np.bool_),
        taken=np.zeros(len(problem.items), dtype=np.bool_),
        row_of=np.full(count, c.NONE, dtype=np.int64),
        cost=np.zeros(len(problem.workers), dtype=money),
    )
    _force(state)
    return state


def _force(state: State) -> None:
    """Give every forced task to its worker, all at once, and price everyone."""
    problem = state.problem
    for number, task in enumerate(problem.tasks):
        if task.forced is None:
            continue
        lo, hi = state.task_pointer[number : number + 2]
        row = next(r for r in state.task_rows[lo:hi] if state.owner[r] == task.forced)
        state.taken[row] = True
        state.row_of[number] = row
    for worker in range(len(problem.workers)):
        rule, cost = line.evaluate(problem, worker, state.chosen(worker))
        if rule != "lawful":
            raise ValueError(f"the forced tasks of worker {worker} break {rule}")
        state.cost[worker] = cost
