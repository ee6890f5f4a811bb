"""Round late prices to a plan: fix what most lines hold, let the prices move, and fix again.

All workers at once give a first plan. After it some workers at a time are planned anew, with the
tasks they hold and those nobody does; what all others hold stays.

Source: subgradients with column fixing (Caprara, Fischetti & Toth 1999).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver import search_mip
from solver.dive_fix import Fixing
from solver.search_local import Local

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.problem import Matrix, Problem
    from solver.scale import Prices
    from solver.search_state import State

    Flags = npt.NDArray[np.bool_]

PER_TASK = 2.0  # candidates per task that are looked at, besides those of the plan at hand
SHARES = (0.15, 0.3, 0.5)  # of the workers that are planned anew together
TOGETHER = 3_000  # tasks that are planned anew together, about


@dataclass
class Dive:
    """Make plans from prices.

    Attributes:
        prices: of the problem; at work or not.
        seed: of who is planned anew together, and of the filling of what is left.
        turn: plans made.
    """

    prices: Prices
    seed: int = 1
    turn: int = 0
    _home: Matrix | None = field(default=None, init=False)

    def plan(
        self, best: State, over: Callable[[], bool], threads: int = 1, freed: Flags | None = None
    ) -> State | None:
        """Make a plan.

        Args:
            best: a plan at hand.
            over: asked now and then; True ends the work.
            threads: that price side by side, 1 or more.
            freed: per worker, whether they are planned anew; None for all.

        Returns:
            A lawful plan; None where the prices say nothing yet, or time is over.
        """
        proof, average = self.prices.proof, self.prices.average
        if proof is None or average is None:
            return None
        self.turn += 1
        rows = self.prices.likely(int(PER_TASK * best.problem.size[1]))
        keep, stays = _kept(best, rows, freed)
        fixing = Fixing(best, keep, proof, threads)
        fixing.begin(average, stays)
        if not fixing.run(over):
            return None
        chosen = np.concatenate((best.row_of[stays], fixing.chosen))
        state = search_mip.adopt(best.problem, np.sort(chosen))
        Local(state, self.seed + self.turn).fill(over)
        return state

    def drawn(self, best: State) -> Flags:
        """Return some workers to plan anew together: anyone, or those of some areas.

        Args:
            best: a plan at hand.
        """
        draw = np.random.default_rng([self.seed, self.turn])
        workers, tasks, _ = best.problem.size
        share = min(float(draw.choice(SHARES)), TOGETHER / max(1, tasks))
        if draw.random() < 0.5:
            some: Flags = draw.random(workers) < share
            return some
        if self._home is None:
            self._home = homes(best.problem)
        order = draw.permutation(int(self._home.max(initial=0)) + 1)
        place = np.argsort(order[self._home] + draw.random(workers), kind="stable")
        first = int(draw.integers(workers))
        freed = np.zeros(workers, np.bool_)
        freed[np.roll(place, -first)[: max(1, int(share * workers))]] = True
        return freed


def homes(problem: Problem) -> Matrix:
    """Return per worker the area that most of their candidates are in; 0 for none.

    Args:
        problem: the problem.
    """
    owner = np.repeat(np.arange(problem.size[0]), np.diff(problem.pointer))
    area = problem.items[:, c.AREA]
    count = int(area.max(initial=0)) + 1
    many = np.bincount(owner * count + area, minlength=problem.size[0] * count)
    home: Matrix = many.reshape(-1, count).argmax(axis=1)
    return home


def _kept(best: State, rows: Matrix, freed: Flags | None) -> tuple[Flags, Flags]:
    """Return the rows to choose among, and the tasks that stay with who has them."""
    owner, task_of = best.owner, best.problem.items[:, c.TASK]
    held = best.row_of != c.NONE
    if freed is None:
        stays = np.zeros(len(held), np.bool_)
    else:
        stays = held & ~freed[owner[np.maximum(best.row_of, 0)]]
        rows = rows[freed[owner[rows]] & ~stays[task_of[rows]]]
    keep = np.zeros(len(task_of), np.bool_)
    keep[rows] = True
    keep[best.row_of[held & (~stays | best.locked)]] = True
    return keep, stays
