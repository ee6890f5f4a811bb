"""Plan with the candidates that the lines of late prices hold: few of all, and the best of them.

What is too large for one model is cut into parts: workers who work in the same areas, with the
tasks that they hold or that nobody does. Parts share nothing, so their plans stand together.

Source: column generation's restricted master as a heuristic (Joncour et al. 2010).
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from solver import columns as c
from solver import search_mip
from solver.answer import never
from solver.model import build
from solver.narrow import narrowed

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


class Part(NamedTuple):
    """Hold workers, and the tasks that nobody else is considered for."""

    workers: Matrix
    tasks: Matrix


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

        done = _side_by_side(work, parts, threads)
        self.turn += 1
        self.spent = time.monotonic() - began
        self._next(seconds, all_done=all(one.finished for one in done))
        return _joined(best, parts, [back[one.rows] for one in done])

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


def parts_of(best: State, rows: Matrix, count: int, draw: np.random.Generator) -> list[Part]:
    """Cut workers and tasks into parts that share neither, most likely candidates inside.

    Args:
        best: a plan: who holds a task keeps it in their part.
        rows: of likely candidates.
        count: parts, 1 or more; fewer where there is less to cut.
        draw: random draws; other draws cut elsewhere.
    """
    items, owner = best.problem.items, best.owner
    held = best.row_of[best.row_of != c.NONE]
    both = np.concatenate((rows, held))
    areas = int(items[:, c.AREA].max()) + 1
    order = draw.permutation(areas)
    weight = np.zeros((len(best.problem.workers), areas))
    np.add.at(weight, (owner[both], order[items[both, c.AREA]]), 1.0)
    total = weight.sum(axis=1)
    place = weight.argmax(axis=1) + draw.random(len(total))
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


class Done(NamedTuple):
    """Hold the rows chosen in a part, and whether nothing is better there."""

    rows: Matrix
    finished: bool


NOTHING = Done(np.zeros(0, np.int64), finished=False)


def _side_by_side(work: Callable[[Part], Done], parts: list[Part], threads: int) -> list[Done]:
    """Work on parts in threads that the program's end does not wait for."""
    left, done, lock = deque(range(len(parts))), [NOTHING] * len(parts), threading.Lock()

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


def _planned(narrow: Problem, part: Part, seconds: float) -> Done:
    """Choose the best rows of a part as far as time allows; none where none are found."""
    began = time.monotonic()
    model = build(narrow, part.workers.tolist(), frozenset(part.tasks.tolist()))
    done = search_mip.run(model, seconds - (time.monotonic() - began), GAP)
    if done.values is None:
        return NOTHING
    return Done(model.chosen(done.values), done.finished)


def _joined(best: State, parts: list[Part], chosen: list[Matrix]) -> State:
    """Return the plan of what was chosen in each part, or of what was there where it is dearer."""
    held = best.row_of[best.row_of != c.NONE]
    elsewhere = np.ones(len(best.row_of), np.bool_)
    for part in parts:
        elsewhere[part.tasks] = False
    kept = [held[elsewhere[best.problem.items[held, c.TASK]]]]
    trial = search_mip.adopt(best.problem, np.sort(np.concatenate((*kept, *chosen))))
    for part, rows in zip(parts, chosen, strict=True):
        before = best.row_of[part.tasks]
        better = _cost(trial, part) < _cost(best, part)
        kept.append(rows if better else before[before != c.NONE])
    return search_mip.adopt(best.problem, np.sort(np.concatenate(kept)))


def _cost(state: State, part: Part) -> int:
    """Return what a part of a plan costs."""
    idle = state.idle[part.tasks][state.row_of[part.tasks] == c.NONE]
    return int(state.cost[part.workers].sum()) + int(idle.sum())
