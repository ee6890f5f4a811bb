"""Search without a model: fill by urgency, then take out and put back."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import search_moves, search_pursue

if TYPE_CHECKING:
    from solver.problem import Matrix
    from solver.search_state import State

BATCH = 64
MANY = 1 << 40  # rounds that no clock leaves time for
FILLED = 256  # tasks filled at a time
PURSUED = 16  # tasks whose chains are followed at a time, at most
WAYS = (8, 4, 2)  # followed on from each step of a chain, the most promising first
_HEAT = 0.02  # of the mean cost of a task nobody does


def plan_of(state: State) -> search_moves.Plan:
    """Return the arrays of a plan that the moves change.

    Args:
        state: of a problem that is not `wide`.
    """
    s = state
    return search_moves.Plan(
        *(s.owner, s.task_pointer, s.task_rows, s.idle, s.locked, s.lists, s.row_of, s.cost),
    )


class Local:
    """Improve a plan in place, in short compiled batches."""

    def __init__(self, state: State, seed: int) -> None:
        """Lay the plan out for compiled code.

        Args:
            state: lawful, of a problem that is not `wide`.
            seed: of the random draws.
        """
        self.state = state
        problem = state.problem
        self.arrays = problem.arrays
        starts = np.array([task.start for task in problem.tasks], dtype=np.int64)
        order = np.argsort(starts, kind="stable").astype(np.int64)
        self.times = (starts, order, starts[order])
        self.draws = np.array([(seed % (1 << 32)) * 2654435761 + 88172645463325252], np.uint64)
        count = max(1, len(problem.tasks))
        self.heat = _HEAT * float(sum(int(v) for v in state.idle)) / count

    @property
    def plan(self) -> search_moves.Plan:
        """Return the arrays that the moves change."""
        return plan_of(self.state)

    def fill(self, over: Callable[[], bool] | None = None) -> None:
        """Give every free task to whoever takes it cheapest, most urgent first.

        Args:
            over: asked after every `FILLED` tasks; True leaves the rest as they are.
        """
        tasks = self.state.problem.tasks
        urgency = [-(t.open_cost // max(1, t.end - t.start)) for t in tasks]
        order = np.lexsort((self.times[0], np.array(urgency, dtype=np.int64)))
        order = order[self.state.row_of[order] == c.NONE].astype(np.int64)
        never = np.zeros(1, dtype=np.uint64)
        for at in range(0, len(order), FILLED):
            if at and over is not None and over():
                return
            search_moves.fill(self.arrays, self.plan, order[at : at + FILLED], never)

    def pursue(
        self,
        price: Matrix,
        over: Callable[[], bool],
        slack: float = 0.0,
        work: int = MANY,
    ) -> None:
        """Follow chains of exchanges from every task, first from those that nobody does.

        Args:
            price: per task, what it is expected to cost when it is given up for another.
            over: asked after every few tasks; True leaves the rest as they are.
            slack: share of the mean cost of a task nobody does; a chain is followed while it is
                expected to cost less than this.
            work: weeks judged, after which it ends with the tasks it has come to.
        """
        state = self.state
        most = int(slack * self.heat / _HEAT)
        draw = np.random.default_rng(self.draws)
        usable = ~state.locked & (np.diff(state.task_pointer) > 0)
        wide, spent, left = np.array(WAYS, np.int64), np.zeros(2, np.int64), work
        for is_held in (False, True):
            tasks = np.flatnonzero(usable & ((state.row_of != c.NONE) == is_held))
            draw.shuffle(tasks)
            at = 0
            while at < len(tasks):
                if left <= 0 or over():
                    return
                some = tasks[at : at + PURSUED]
                search_pursue.pursue(self.arrays, self.plan, price, some, most, wide, spent)
                at, left = at + int(spent[0]), left - int(spent[1])

    def run(self, seconds: float, rounds: int, cooling: tuple[float, float]) -> None:
        """Improve for a while and end with the best plan met.

        Args:
            seconds: wall clock at most.
            rounds: at most; with fewer than `MANY` the clock has no say but to end it.
            cooling: heat at the start and at the end, as shares of the usual heat.
        """
        if not len(self.state.row_of):
            return
        start = time.monotonic()
        best = self.state.copy()
        least = value = best.objective
        done = 0
        while done < rounds and (spent := time.monotonic() - start) < seconds:
            share = done / rounds if rounds < MANY else spent / seconds
            heat = self.heat * (cooling[0] + (cooling[1] - cooling[0]) * share)
            value += search_moves.improve(
                self.arrays, self.plan, self.times, self.draws, BATCH, heat
            )
            done += BATCH
            if value < least:
                best, least = self.state.copy(), value
        self.state.become(best)


def fill_wide(state: State, over: Callable[[], bool] | None = None) -> None:
    """Give every free task to whoever takes it cheapest, in Python integers.

    Args:
        state: lawful; changed in place.
        over: asked before every task; True leaves the rest as they are.
    """
    from solver import line

    problem = state.problem
    for task in np.argsort([-int(v) for v in state.idle], kind="stable"):
        if over is not None and over():
            return
        if state.row_of[task] != c.NONE:
            continue
        best = (0, c.NONE)
        for row in state.task_rows[state.task_pointer[task] : state.task_pointer[task + 1]]:
            worker = int(state.owner[row])
            rule, cost = line.evaluate(problem, worker, [*state.chosen(worker), int(row)])
            if rule == "lawful":
                best = min(best, (cost - int(state.cost[worker]) - int(state.idle[task]), row))
        if best[1] != c.NONE:
            state.take(int(best[1]))
