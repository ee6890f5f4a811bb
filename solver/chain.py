"""Chains: a worker takes an open task and gives up another, which somebody else takes.

Workers in a chain are different, so what each step costs stands on its own: a chain's cost is
the sum of its steps. Two steps are searched through wholly; of three, the cheapest beginnings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.compiled import compiled
from solver.line import LAWFUL, judge
from solver.search_line import with_row
from solver.search_local import Local

if TYPE_CHECKING:
    from solver.problem import Arrays, Matrix
    from solver.search_moves import Plan
    from solver.search_state import State

BEAM = 24  # beginnings of a chain of three steps that are followed
_TAKERS = 3  # kept per task: a chain of three steps shuts out two
_NOBODY = 1 << 60


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
    """Look for chains in one plan.

    Attributes:
        state: lawful, of a problem that is not `wide`; it is not changed.
        beam: beginnings of a chain of three steps that are followed, 1 or more.
    """

    state: State
    beam: int = BEAM
    _plan: Plan = field(init=False)
    _least: dict[int, int] = field(init=False, default_factory=dict)
    _takers: dict[int, list[Step]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._plan = Local(self.state, 1).plan

    def best(self, task: int, depth: int = 3) -> Chain | None:
        """Return the chain with the fewest steps, and of those the cheapest.

        Args:
            task: index of a task nobody does.
            depth: most steps, 1 to 3.

        Returns:
            None where there is none. One step and two steps are exact; three are the best of
            those that begin with one of the `beam` cheapest exchanges.
        """
        for steps in (self._one, self._two, self._three)[:depth]:
            found = steps(task)
            if found is not None:
                return found
        return None

    def exchanges(self, task: int) -> list[Step]:
        """Return every lawful way to take a task and give one up, cheapest first.

        Args:
            task: index.
        """
        held = sum(int(size) for size in self.state.lists.sizes)
        out = np.empty((max(1, held), 3), np.int64)
        count = _exchanges(self.state.problem.arrays, self._plan, task, out)
        items = self.state.problem.items
        owner = self.state.owner
        steps = [
            Step(int(owner[row]), task, int(items[dropped, c.TASK]), int(cost))
            for row, dropped, cost in out[:count]
        ]
        return sorted(steps, key=lambda one: (one.cost, one.worker, one.given))

    def takers(self, task: int) -> list[Step]:
        """Return who can just take a task, the cheapest few first.

        Args:
            task: index.
        """
        if task not in self._takers:
            out = np.full((_TAKERS, 2), _NOBODY, np.int64)
            _takers(self.state.problem.arrays, self._plan, task, out)
            self._takers[task] = [
                Step(int(worker), task, None, int(cost)) for cost, worker in out if cost < _NOBODY
            ]
        return self._takers[task]

    def _one(self, task: int) -> Chain | None:
        found = self._last(task, ())
        return None if found is None else self._chain((found,))

    def _two(self, task: int) -> Chain | None:
        return self._cheapest(self.exchanges(task), ())

    def _three(self, task: int) -> Chain | None:
        best: Chain | None = None
        for first in self.exchanges(task)[: self.beam]:
            found = self._cheapest(self.exchanges(first.given), (first,))
            if found is not None and (best is None or found.cost < best.cost):
                best = found
        return best

    def _cheapest(self, steps: list[Step], before: tuple[Step, ...]) -> Chain | None:
        """Return the cheapest end: one more exchange, and one who takes what it gives up."""
        best: tuple[int, tuple[Step, ...]] | None = None
        out = tuple(step.worker for step in before)
        keyed = [(step.cost + self.floor(step.given), step) for step in steps]
        for key, step in sorted(keyed, key=lambda pair: pair[0]):
            if best is not None and key >= best[0]:
                break
            if step.worker in out:
                continue
            last = self._last(step.given, (*out, step.worker))
            if last is not None and (best is None or step.cost + last.cost < best[0]):
                best = (step.cost + last.cost, (*before, step, last))
        return None if best is None else self._chain(best[1])

    def _last(self, task: int, out: tuple[int, ...]) -> Step | None:
        """Return the cheapest worker not in the chain who can just take a task."""
        return next((step for step in self.takers(task) if step.worker not in out), None)

    def floor(self, task: int) -> int:
        """Return at most what taking a task costs whoever may.

        Args:
            task: index.
        """
        if task not in self._least:
            self._least[task] = int(_least(self.state.problem.arrays, self._plan, task))
        return self._least[task]

    def _chain(self, steps: tuple[Step, ...]) -> Chain:
        idle = int(self.state.idle[steps[0].task])
        return Chain(steps, sum(step.cost for step in steps) - idle)


@compiled
def _takers(arrays: Arrays, plan: Plan, task: int, out: Matrix) -> None:
    """Fill cost and worker of those who can take a task, cheapest first, as many as fit."""
    for at in range(plan.task_pointer[task], plan.task_pointer[task + 1]):
        row = plan.task_rows[at]
        worker = plan.owner[row]
        if plan.row_of[task] == row:
            continue
        rule, after = judge(arrays, worker, with_row(plan.lists, worker, row))
        if rule != LAWFUL:
            continue
        cost, who = after - plan.cost[worker], worker
        for place in range(len(out)):
            if cost < out[place, 0] or (cost == out[place, 0] and who < out[place, 1]):
                cost, out[place, 0] = out[place, 0], cost
                who, out[place, 1] = out[place, 1], who


@compiled
def _exchanges(arrays: Arrays, plan: Plan, task: int, out: Matrix) -> int:
    """Fill row, row given up and change in cost of every lawful exchange; return how many."""
    count = 0
    for at in range(plan.task_pointer[task], plan.task_pointer[task + 1]):
        row = plan.task_rows[at]
        worker = plan.owner[row]
        if plan.row_of[task] == row:
            continue
        lo = plan.lists.room[worker]
        wider = with_row(plan.lists, worker, row)
        rest = np.empty(len(wider) - 1, np.int64)
        for k in range(lo, lo + plan.lists.sizes[worker]):
            dropped = plan.lists.rows[k]
            if plan.locked[arrays[0][dropped, c.TASK]]:
                continue
            kept = 0
            for one in wider:
                if one != dropped:
                    rest[kept] = one
                    kept += 1
            rule, after = judge(arrays, worker, rest)
            if rule == LAWFUL:
                out[count, 0] = row
                out[count, 1] = dropped
                out[count, 2] = after - plan.cost[worker]
                count += 1
    return count


@compiled
def _least(arrays: Arrays, plan: Plan, task: int) -> int:
    """Return a cost below what taking a task can cost anybody.

    What is missing in a week may shrink by the task's minutes and one quick return may go;
    nothing else gets cheaper by more work.
    """
    items, costs, rates = arrays[0], arrays[1], arrays[5]
    least = _NOBODY
    for at in range(plan.task_pointer[task], plan.task_pointer[task + 1]):
        row = plan.task_rows[at]
        worker = plan.owner[row]
        own = rates[worker]
        if own[c.ASSIGNED] > own[c.OVER]:
            return -_NOBODY  # overtime may then take off more than it costs
        least = min(least, costs[row] - own[c.UNDER] * items[row, c.PAID] - own[c.QUICK])
    return least
