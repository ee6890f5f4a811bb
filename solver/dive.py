"""Round late prices to a plan: fix what most lines hold, let the prices move, and fix again.

All workers at once give a first plan. After it they are cut into parts, time and again in other
ways, and each part is planned anew, with the tasks its workers hold and those nobody does.

Source: subgradients with column fixing (Caprara, Fischetti & Toth 1999).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import search_mip
from solver.dive_fix import Fixing
from solver.lagrange import Multipliers
from solver.narrow import carved
from solver.parts import Part, parts_of, put_in, side_by_side, taken_out
from solver.search_local import Local

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.problem import Matrix
    from solver.scale import Prices
    from solver.search_state import State

    Flags = npt.NDArray[np.bool_]
    Floats = npt.NDArray[np.float64]

PER_TASK = 3.0  # candidates per task that are looked at, besides those of the plan at hand
SIZES = (130, 170, 250)  # workers in a part, about
BY_AREA = 0.5  # of the turns: parts are cut by areas


@dataclass
class Dive:
    """Make plans from prices.

    Attributes:
        prices: of the problem; at work or not.
        seed: of how parts are cut, and of the filling of what is left.
        turn: plans made.
    """

    prices: Prices
    seed: int = 1
    turn: int = 0

    def plan(self, best: State, over: Callable[[], bool], threads: int = 1) -> State | None:
        """Make a plan for everyone.

        Args:
            best: a plan at hand.
            over: asked now and then; True ends the work.
            threads: that price side by side, 1 or more.

        Returns:
            A lawful plan; None where the prices say nothing yet, or time is over.
        """
        proof, average = self.prices.proof, self.prices.average
        if proof is None or average is None:
            return None
        self.turn += 1
        fixing = Fixing(best, self._kept(best), proof.multipliers, threads)
        fixing.begin(average)
        if not fixing.run(over):
            return None
        state = search_mip.adopt(best.problem, np.sort(fixing.chosen))
        Local(state, self.seed + self.turn).fill(over)
        return state

    def by_parts(self, best: State, over: Callable[[], bool], threads: int = 1) -> State | None:
        """Plan part after part anew, and keep what is cheaper.

        Args:
            best: a plan at hand.
            over: asked now and then; True leaves the rest as it is.
            threads: that plan parts side by side, 1 or more.

        Returns:
            A lawful plan, no dearer; None where the prices say nothing yet.
        """
        proof, average = self.prices.proof, self.prices.average
        if proof is None or average is None:
            return None
        self.turn += 1
        draw = np.random.default_rng([self.seed, self.turn])
        rows = self.prices.likely(int(PER_TASK * best.problem.size[1]))
        count = max(2, best.problem.size[0] // int(draw.choice(SIZES)))
        parts = parts_of(best, rows, count, draw, by_area=bool(draw.random() < BY_AREA))
        keep, seed = self._kept(best), self.seed + self.turn

        def work(part: Part) -> tuple[State, Matrix] | None:
            return (
                None if over() else _anew(best, part, keep, average, proof.multipliers, seed, over)
            )

        done = side_by_side(work, parts, threads, None)
        state = best.copy()
        for part, made in zip(parts, done, strict=True):
            if made is not None:
                put_in(state, part, *made)
        return state

    def _kept(self, best: State) -> Flags:
        """Return which rows are looked at."""
        keep = np.zeros(len(best.problem.items), np.bool_)
        keep[self.prices.likely(int(PER_TASK * best.problem.size[1]))] = True
        keep[best.row_of[best.row_of != c.NONE]] = True
        return keep


def _anew(
    best: State,
    part: Part,
    keep: Flags,
    average: Floats,
    used: Multipliers,
    seed: int,
    over: Callable[[], bool],
) -> tuple[State, Matrix] | None:
    """Plan a part anew; None where that is no cheaper."""
    problem, back = carved(best.problem, part.workers, part.tasks)
    before = taken_out(best, part, problem, back)
    own = used.of(part.workers, part.tasks)
    fixing = Fixing(before, keep[back], own, 1)
    fixing.begin(average[back])
    if not fixing.run(over):
        return None
    state = search_mip.adopt(problem, np.sort(fixing.chosen))
    local = Local(state, seed)
    local.fill(over)
    local.pursue(own.task, over)
    return (state, back) if state.objective < before.objective else None
