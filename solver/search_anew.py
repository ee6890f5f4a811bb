"""Plan a few workers anew, everyone else as they are: by the MIP solver, as many as are quick.

Where prices are at hand, only candidates are looked at that lines held of late, be it once: those
they hold often are planned with elsewhere, and those they never hold would only make parts small.
Parts share nothing, so several are planned side by side and their plans stand together.

Source: large neighbourhood search (Shaw 1998).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import search_mip
from solver.model import build
from solver.model_cuts import add_cuts
from solver.parts import Part, side_by_side
from solver.search_likely import cost_of, joined, with_rows

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.problem import Matrix
    from solver.search_state import State

    Flags = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]

COLUMNS, LEAST_COLUMNS, MOST_COLUMNS = 800, 100, 5_000  # candidates in a part
GROW, SHRINK, QUICK = 1.1, 0.8, 0.7  # of them from turn to turn; seconds below which they grow
SECONDS, ROUNDS = 2.0, 3  # of each solve; solves with cuts between them
EVER = 1e-4  # share of late lines from which a candidate was held of late at all
MOST_WORKERS = 40  # in a part
GAP = 1e-5  # of a part's cost: what is left unproven of it
NOTHING = np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Effort:
    """Hold how hard to try.

    Attributes:
        until: moment of the monotonic clock after which no solve is begun.
        seconds: of each solve, at most.
        columns: candidates in a part at most, unless one worker alone has more.
        nodes: of the search tree of each solve, at most.
        parts: planned side by side, 1 or more.
    """

    until: float
    seconds: float = SECONDS
    columns: int = COLUMNS
    nodes: int = search_mip.MANY_NODES
    parts: int = 1


def anew(
    best: State, average: Floats | None, draw: np.random.Generator, effort: Effort
) -> State | None:
    """Plan some workers and the free tasks they may take anew.

    Args:
        best: lawful.
        average: per item row the share of late lines that held it; None: all are looked at.
        draw: random draws; other draws free other workers.
        effort: how hard to try.

    Returns:
        A cheaper lawful plan, or None.
    """
    every = np.ones(len(best.problem.items)) if average is None else average
    few, back = with_rows(best, np.flatnonzero(every >= EVER))
    held = np.searchsorted(back, best.row_of[best.row_of != c.NONE])
    looked = search_mip.adopt(few, np.sort(held))
    parts = parts_around(looked, effort, draw)
    chosen = side_by_side(partial(_better, looked, effort), parts, effort.parts, NOTHING)
    found = [(part, back[rows]) for part, rows in zip(parts, chosen, strict=True) if len(rows)]
    state = joined(best, [part for part, _ in found], [rows for _, rows in found])
    return state if state.objective < best.objective else None


def parts_around(looked: State, effort: Effort, draw: np.random.Generator) -> list[Part]:
    """Draw parts that share neither workers nor tasks, a free task where it has most candidates.

    Args:
        looked: of the plan.
        effort: how many and how large.
        draw: random draws.
    """
    items, owner = looked.problem.items, looked.owner
    part_of = np.full(len(looked.problem.workers), c.NONE, np.int64)
    for number in range(effort.parts):
        part_of[neighbourhood(looked, effort.columns, draw, part_of != c.NONE)] = number
    mine = np.flatnonzero((items[:, c.TASK] != c.NONE) & (part_of[owner] != c.NONE))
    votes = np.zeros((len(looked.row_of), effort.parts))
    np.add.at(votes, (items[mine, c.TASK], part_of[owner[mine]]), 1.0)
    task_part = np.where(votes.max(axis=1) > 0, votes.argmax(axis=1), c.NONE)
    is_held = looked.row_of != c.NONE
    task_part[is_held] = part_of[owner[looked.row_of[is_held]]]
    parts = [
        Part(np.flatnonzero(part_of == n), np.flatnonzero(task_part == n))
        for n in range(effort.parts)
    ]
    return [part for part in parts if len(part.tasks)]


def resized(columns: int, spent: float) -> int:
    """Return how many candidates the next parts should have.

    Args:
        columns: of the last parts.
        spent: seconds that these took.
    """
    factor = GROW if spent < QUICK else SHRINK
    return min(MOST_COLUMNS, max(LEAST_COLUMNS, int(columns * factor)))


def neighbourhood(
    state: State, columns: int, draw: np.random.Generator, out: Flags | None = None
) -> Matrix:
    """Draw workers who share tasks with one another, as many as a quick model takes.

    Args:
        state: of the plan.
        columns: candidates in the model at most, unless one worker alone has more.
        draw: random draws.
        out: per worker, whether not to be drawn; None for nobody.

    Returns:
        Indexes of workers, rising.
    """
    problem, owner, rows = state.problem, state.owner, state.task_rows
    if out is not None:
        rows = rows[~out[owner[rows]]]
    if not len(rows):
        return NOTHING
    first = int(owner[rows[draw.integers(len(rows))]])
    weight = np.zeros(len(problem.workers))
    for task in problem.items[problem.candidates(first), c.TASK]:
        some = state.task_rows[state.task_pointer[task] : state.task_pointer[task + 1]]
        weight[owner[some]] += 1.0
    score = weight * draw.random(len(weight))
    score[first] = np.inf
    if out is not None:
        score[out] = 0.0
    picked: list[int] = []
    ours = state.row_of == c.NONE
    for worker in np.argsort(-score, kind="stable"):
        if score[worker] <= 0 or len(picked) == MOST_WORKERS:
            break
        wider = ours.copy()
        wider[problem.items[state.chosen(int(worker)), c.TASK]] = True
        trial = [*picked, int(worker)]
        size = sum(int(wider[problem.items[problem.candidates(w), c.TASK]].sum()) for w in trial)
        if picked and size > columns:
            continue
        picked, ours = trial, wider
    return np.array(sorted(picked), dtype=np.int64)


def _better(looked: State, effort: Effort, part: Part) -> Matrix:
    """Return the rows of a cheaper plan of a part; none where none is found."""
    problem = looked.problem
    model = build(problem, part.workers.tolist(), frozenset(part.tasks.tolist()))
    for _ in range(ROUNDS):
        left = min(effort.seconds, effort.until - time.monotonic())
        done = search_mip.run(model, left, GAP, effort.nodes) if left > 0 else None
        if done is None or done.values is None:
            break
        rows = model.chosen(done.values)
        added, unlawful = add_cuts(model, done.values)
        if cost_of(search_mip.adopt(problem, rows), part) < cost_of(looked, part):
            return rows
        if not added or not unlawful:
            break
    return NOTHING
