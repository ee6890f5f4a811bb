"""Chains: a worker takes an open task and gives up another, which somebody else takes.

Workers in a chain are different, so what each step costs stands on its own: a chain's cost is
the sum of its steps. One, two and three steps are searched through wholly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from solver import chain_table, chain_walk
from solver import columns as c
from solver.chain_table import EXCHANGED, NEVER, TAKEN
from solver.search_local import Local

if TYPE_CHECKING:
    from collections.abc import Iterable

    from solver.chain_table import Table
    from solver.problem import Arrays
    from solver.search_moves import Plan
    from solver.search_state import Flags, State


@dataclass(frozen=True, slots=True)
class Step:
    """One worker takes a task.

    Attributes:
        worker: index.
        task: taken.
        dropped: given up for it, None in the last step.
        cost: change in the worker's cost.
    """

    worker: int
    task: int
    dropped: int | None
    cost: int

    @property
    def given(self) -> int:
        """Return the task given up, of a step that gives one up."""
        assert self.dropped is not None  # noqa: S101 - asked of exchanges alone
        return self.dropped


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps that together cover one open task.

    Attributes:
        steps: the first takes the open task, each next one what the one before gave up.
        cost: change in the plan's cost; the open task's own idle cost is taken off.
    """

    steps: tuple[Step, ...]
    cost: int


@dataclass(slots=True)
class Chains:
    """Look for chains in one plan; what was judged for one question is kept for the next.

    Attributes:
        state: lawful, of a problem that is not `wide`; after a change of it `forget` is called.
    """

    state: State
    _arrays: Arrays = field(init=False)
    _plan: Plan = field(init=False)
    _table: Table = field(init=False)

    def __post_init__(self) -> None:
        problem = self.state.problem
        self._arrays = problem.arrays
        self._plan = Local(self.state, 1).plan
        self._table = chain_table.empty(problem.items, problem.travel, len(problem.items) + 1)

    def best(self, task: int, depth: int = 3, out: Iterable[int] = ()) -> Chain | None:
        """Return the chain with the fewest steps, and of those the cheapest.

        Args:
            task: index of a task nobody does.
            depth: most steps, 1 to 3.
            out: workers who may not be in it.

        Returns:
            None where there is none; no chain of up to *depth* steps is overlooked.
        """
        barred = self._barred(out)
        for steps in range(1, depth + 1):
            found = self._search(task, steps, barred)
            if found is not None:
                return found
        return None

    def exchanges(self, task: int) -> list[Step]:
        """Return every lawful way to take a task and give one up, cheapest first.

        Args:
            task: index.
        """
        self._know(task, EXCHANGED)
        table, items = self._table, self.state.problem.items
        steps = [
            Step(int(self.state.owner[row]), task, int(items[held, c.TASK]), int(cost))
            for row in self._rows(task)
            for held, cost in table.pool[table.first[row] : table.first[row] + table.many[row]]
        ]
        return sorted(steps, key=lambda one: (one.cost, one.worker, one.given))

    def takers(self, task: int) -> list[Step]:
        """Return who can just take a task, the cheapest first.

        Args:
            task: index.
        """
        self._know(task, TAKEN)
        steps = [
            Step(int(self.state.owner[row]), task, None, int(self._table.take[row]))
            for row in self._rows(task)
            if self._table.take[row] < NEVER
        ]
        return sorted(steps, key=lambda one: (one.cost, one.worker))

    def forget(self, workers: Iterable[int]) -> None:
        """Judge some workers anew when they are next asked about, since they hold other tasks.

        Args:
            workers: indexes of all whose tasks have changed.
        """
        pointer = self.state.problem.pointer
        for worker in workers:
            self._table.known[pointer[worker] : pointer[worker + 1]] = chain_table.UNKNOWN

    def prepare(self) -> None:
        """Judge everything now, so that the next questions find all they need."""
        for task in range(len(self.state.row_of)):
            self._know(task, EXCHANGED)

    def _rows(self, task: int) -> list[int]:
        """Return the rows of those who could take a task and do not have it."""
        state = self.state
        rows = state.task_rows[state.task_pointer[task] : state.task_pointer[task + 1]]
        return [int(row) for row in rows if row != state.row_of[task]]

    def _barred(self, out: Iterable[int]) -> Flags:
        flags = np.zeros(len(self.state.problem.workers), dtype=np.bool_)
        flags[list(out)] = True
        return flags

    def _know(self, task: int, depth: int) -> None:
        while not chain_table.know(self._arrays, self._plan, self._table, task, depth):
            self._widen()

    def _widen(self) -> None:
        """Double the room for exchanges."""
        pool = np.concatenate((self._table.pool, np.empty_like(self._table.pool)))
        self._table = self._table._replace(pool=pool)

    def _search(self, task: int, steps: int, barred: Flags) -> Chain | None:
        path = np.full((steps, 2), c.NONE, np.int64)
        while True:
            cost, ended = chain_walk.cheapest(
                self._arrays, self._plan, self._table, task, barred, path
            )
            if ended:
                break
            self._widen()
        return None if cost >= NEVER else self._chain(path, cost)

    def _chain(self, path: chain_walk.Matrix, cost: int) -> Chain:
        items, table = self.state.problem.items, self._table
        steps = []
        for row, held in path:
            dropped = None if held == c.NONE else int(items[held, c.TASK])
            pool = table.pool[table.first[row] : table.first[row] + table.many[row]]
            price = table.take[row] if dropped is None else pool[pool[:, 0] == held][0, 1]
            worker, task = int(self.state.owner[row]), int(items[row, c.TASK])
            steps.append(Step(worker, task, dropped, int(price)))
        return Chain(tuple(steps), int(cost) - int(self.state.idle[steps[0].task]))
