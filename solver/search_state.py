"""A plan under construction, as arrays that compiled moves change in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import line
from solver.search_line import Lists, drop_row, empty_lists, free_candidates, put_row

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
        task_rows: rows of candidates that overlap nothing fixed, task by task.
        idle: cost of every task when no worker does it.
        locked: tasks whose holder is forced.
        lists: the chosen rows of every worker.
        row_of: per task the chosen row, or `NONE`.
        cost: per worker.
    """

    problem: Problem
    owner: Matrix
    task_pointer: Matrix
    task_rows: Matrix
    idle: Matrix
    locked: Flags
    lists: Lists
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
        lo = self.lists.room[worker]
        rows: Matrix = self.lists.rows[lo : lo + self.lists.sizes[worker]].copy()
        return rows

    @property
    def taken(self) -> Flags:
        """Return per item row whether it is chosen."""
        flags = np.zeros(len(self.problem.items), dtype=np.bool_)
        flags[self.row_of[self.row_of != c.NONE]] = True
        return flags

    def copy(self) -> State:
        """Return a plan that can be changed without changing this one."""
        return State(
            *(self.problem, self.owner, self.task_pointer, self.task_rows, self.idle),
            *(self.locked, _copied(self.lists), self.row_of.copy(), self.cost.copy()),
        )

    def become(self, other: State) -> None:
        """Take over the plan of another state of the same problem.

        Args:
            other: lawful.
        """
        self.lists.sizes[:], self.lists.rows[:] = other.lists.sizes, other.lists.rows
        self.row_of[:], self.cost[:] = other.row_of, other.cost

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
        self.put(row, cost)
        return True

    def put(self, row: int, cost: int) -> None:
        """Choose a row whose worker's set stays lawful.

        Args:
            row: a candidate of a free task.
            cost: of the worker's new set.
        """
        worker = int(self.owner[row])
        put_row(self.lists, worker, row)
        self.row_of[self.problem.items[row, c.TASK]] = row
        self.cost[worker] = cost

    def drop(self, row: int, cost: int) -> None:
        """Give a row up; what is left to its worker must be lawful.

        Args:
            row: a chosen row.
            cost: of the worker's new set.
        """
        worker = int(self.owner[row])
        drop_row(self.lists, worker, row)
        self.row_of[self.problem.items[row, c.TASK]] = c.NONE
        self.cost[worker] = cost


def start(problem: Problem) -> State:
    """Return the plan in which only forced tasks have a holder.

    Args:
        problem: the problem; its forced tasks must be lawful together.

    Returns:
        A lawful plan.
    """
    count = len(problem.tasks)
    owner = np.repeat(np.arange(len(problem.workers)), np.diff(problem.pointer))
    rows = free_candidates(problem.items, problem.pointer, problem.fixed, problem.fixed_pointer)
    tasks = problem.items[rows, c.TASK]
    order = np.argsort(tasks, kind="stable")
    money = object if problem.wide else np.int64
    state = State(
        problem=problem,
        owner=owner.astype(np.int64),
        task_pointer=np.searchsorted(tasks[order], np.arange(count + 1)).astype(np.int64),
        task_rows=rows[order],
        idle=np.array([t.idle_cost for t in problem.tasks], dtype=money),
        locked=np.array([t.forced is not None for t in problem.tasks], dtype=np.bool_),
        lists=empty_lists(problem.items, problem.pointer),
        row_of=np.full(count, c.NONE, dtype=np.int64),
        cost=np.zeros(len(problem.workers), dtype=money),
    )
    _force(state)
    return state


def _copied(lists: Lists) -> Lists:
    """Return lists that can be changed without changing these."""
    return Lists(lists.room, lists.sizes.copy(), lists.rows.copy())


def _force(state: State) -> None:
    """Give every forced task to its worker, all at once, and price everyone."""
    problem = state.problem
    forced: dict[int, list[int]] = {}
    for number, task in enumerate(problem.tasks):
        if task.forced is not None:
            lo, hi = problem.pointer[task.forced : task.forced + 2]
            row = lo + int(np.flatnonzero(problem.items[lo:hi, c.TASK] == number)[0])
            forced.setdefault(task.forced, []).append(int(row))
    for worker in range(len(problem.workers)):
        rows = forced.get(worker, [])
        rule, cost = line.evaluate(problem, worker, rows)
        if rule != "lawful":
            raise ValueError(f"the forced tasks of worker {worker} break {rule}")
        state.cost[worker] = cost
        for row in rows:
            state.put(row, cost)
