"""What a solve may begin with: a plan and multipliers, of an earlier or a like problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.lagrange import Multipliers
from solver.lagrange_ascent import guess
from solver.search_state import State, start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from solver.lagrange import Proof, Relaxation
    from solver.problem import Matrix, Problem
    from solver.search_state import Flags


@dataclass(frozen=True, slots=True)
class Given:
    """Hold what an earlier solve left, in the terms of the problem to be solved.

    Nothing in it is believed: candidates are taken only while they are lawful, and multipliers
    prove what they prove here.

    Attributes:
        holders: per task the worker who had it, or None.
        multipliers: of any size; None where there are none.
        known: per task whether its multiplier says anything; the others are guessed.
    """

    holders: tuple[int | None, ...]
    multipliers: Multipliers | None = None
    known: Flags | None = None

    @property
    def is_near(self) -> bool:
        """Tell whether the multipliers are of lines over all weeks, and of every task.

        Those of weeks are better to begin with where some tasks' are guessed: steps are cheaper.
        """
        told = self.multipliers
        is_known = self.known is None or bool(self.known.all())
        if told is None or not told.task.any() or not is_known:
            return False
        weekly = (told.day, told.step, told.share, told.over, told.mixed)
        return not any(one.any() for one in weekly)


def resumed(problem: Problem, holders: Sequence[int | None], over: Callable[[], bool]) -> State:
    """Return a plan that keeps what still is lawful of an earlier one.

    Args:
        problem: not `wide`.
        holders: per task the worker who had it, or None.
        over: asked before every task; True leaves the rest as they are.

    Returns:
        A lawful plan with the forced tasks and as many of the earlier ones as fit.
    """
    state = start(problem)
    for task, holder in enumerate(holders):
        if over():
            break
        if holder is None or state.row_of[task] != c.NONE:
            continue
        rows = state.task_rows[state.task_pointer[task] : state.task_pointer[task + 1]]
        own = rows[state.owner[rows] == holder]
        if len(own):
            state.take(int(own[0]))
    return state


def first_of(
    relaxation: Relaxation, row_of: Sequence[int] | Matrix, given: Given | None
) -> Multipliers:
    """Return the multipliers to begin with: those given if they prove more than a guess.

    Args:
        relaxation: the problem.
        row_of: per task the candidate chosen in a plan at hand.
        given: what an earlier solve left; None for a guess alone.
    """
    guessed = guess(relaxation, row_of)
    if given is None or given.multipliers is None:
        return guessed
    stored = given.multipliers
    if given.known is not None:
        task = np.where(given.known, stored.task, guessed.task)
        stored = replace(stored, task=task)
    return _better(relaxation.bound(stored), relaxation.bound(guessed)).multipliers


def _better(one: Proof, other: Proof) -> Proof:
    return one if one.bound >= other.bound else other
