"""Plan with the candidates that the lines of late prices hold: few of all, and the best of them.

What is too large for one model is cut into parts: workers who work in the same areas, with the
tasks that they hold or that nobody does. Parts share nothing, so their plans stand together.

Source: column generation's restricted master as a heuristic (Joncour et al. 2010).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver import search_mip
from solver.answer import never
from solver.model import build
from solver.narrow import narrowed
from solver.parts import Part, parts_of, side_by_side

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.problem import Matrix, Problem
    from solver.scale import Prices
    from solver.search_state import State

    Flags = npt.NDArray[np.bool_]

PER_TASK, MORE = 1.1, 1.3  # candidates per task at first; times as many each time after
LONGER = 2.5  # times as long as the last plan, that one of more candidates may take
LEAST = 0.5  # seconds below which none is begun
TOGETHER, TASKS_SECOND = 5_000, 250  # tasks in one part at first, at most; of a second's time
GAP = 2e-4  # of a part's cost: what is left unproven of it


@dataclass
class Likely:
    """Make plans of likely candidates and of those a plan at hand holds, of more each time.

    Attributes:
        prices: of the problem; at work or not.
        seed: of how parts are cut.
        per_task: candidates per task in the next plan.
        together: tasks in one part of the next plan, at most.
        spent: seconds that the last plan took.
        turn: plans made.
    """

    prices: Prices
    seed: int = 1
    per_task: float = PER_TASK
    together: int = TOGETHER
    spent: float = 0.0
    turn: int = 0

    def plan(
        self, best: State, seconds: float, threads: int = 1, over: Callable[[], bool] = never
    ) -> State | None:
        """Make a plan.

        Args:
            best: a plan at hand.
            seconds: wall clock.
            threads: parts planned at once, 1 or more.
            over: asked before each part; True leaves the rest as they are.

        Returns:
            A lawful plan; None where the prices say nothing yet, or time is too short.
        """
        rows = self.prices.likely(int(self.per_task * best.problem.size[1]))
        if seconds < LEAST or not len(rows):
            return None
        began = time.monotonic()
        together = max(1, min(self.together, int(TASKS_SECOND * seconds)))
        count = -(-best.problem.size[1] // together)
        parts = parts_of(best, rows, count, np.random.default_rng([self.seed, self.turn]))
        narrow, back = with_rows(best, rows)
        each = seconds * min(threads, len(parts)) / len(parts)

        def work(part: Part) -> Done:
            return NOTHING if over() else _planned(narrow, part, each)

        done = side_by_side(work, parts, threads, NOTHING)
        self.turn += 1
        self.spent = time.monotonic() - began
        self._next(seconds, all_done=all(one.finished for one in done))
        return joined(best, parts, [back[one.rows] for one in done])

    def _next(self, seconds: float, *, all_done: bool) -> None:
        """Take more candidates next time, in smaller parts where they would take too long."""
        if not all_done or LONGER * self.spent > seconds - self.spent:
            self.together = max(1, self.together // 2)
        if all_done:
            self.per_task *= MORE


def with_rows(best: State, rows: Matrix) -> tuple[Problem, Matrix]:
    """Return the problem with few of its candidates.

    Args:
        best: a plan, whose candidates stay.
        rows: of the candidates that stay besides.

    Returns:
        The problem, with all fixed items, and per row of it the row it was.
    """
    problem = best.problem
    keep: Flags = problem.items[:, c.TASK] == c.NONE
    keep[rows] = True
    keep[best.row_of[best.row_of != c.NONE]] = True
    return narrowed(problem, keep), np.flatnonzero(keep)


class Done(NamedTuple):
    """Hold the rows chosen in a part, and whether nothing is better there."""

    rows: Matrix
    finished: bool


NOTHING = Done(np.zeros(0, np.int64), finished=False)


def _planned(narrow: Problem, part: Part, seconds: float) -> Done:
    """Choose the best rows of a part as far as time allows; none where none are found."""
    began = time.monotonic()
    model = build(narrow, part.workers.tolist(), frozenset(part.tasks.tolist()))
    done = search_mip.run(model, seconds - (time.monotonic() - began), GAP)
    if done.values is None:
        return NOTHING
    return Done(model.chosen(done.values), done.finished)


def joined(best: State, parts: list[Part], chosen: list[Matrix]) -> State:
    """Return the plan of what was chosen in each part, or of what was there where it is dearer.

    Args:
        best: a plan at hand.
        parts: that share nothing.
        chosen: per part the rows chosen, as rows of the whole problem.
    """
    held = best.row_of[best.row_of != c.NONE]
    elsewhere = np.ones(len(best.row_of), np.bool_)
    for part in parts:
        elsewhere[part.tasks] = False
    kept = [held[elsewhere[best.problem.items[held, c.TASK]]]]
    trial = search_mip.adopt(best.problem, np.sort(np.concatenate((*kept, *chosen))))
    for part, rows in zip(parts, chosen, strict=True):
        before = best.row_of[part.tasks]
        better = cost_of(trial, part) < cost_of(best, part)
        kept.append(rows if better else before[before != c.NONE])
    return search_mip.adopt(best.problem, np.sort(np.concatenate(kept)))


def cost_of(state: State, part: Part) -> int:
    """Return what a part of a plan costs.

    Args:
        state: the plan.
        part: workers, and tasks that nobody else holds.
    """
    idle = state.idle[part.tasks][state.row_of[part.tasks] == c.NONE]
    return int(state.cost[part.workers].sum()) + int(idle.sum())
