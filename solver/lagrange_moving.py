"""Multipliers on their way: as numbers that move, and what rules how far each of them does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.lagrange import Multipliers, Relaxation
    from solver.lagrange_grid import Flags
    from solver.problem import Matrix

    Floats = npt.NDArray[np.float64]

SHIFT = 450  # minutes: overtime moves by this, to be of the size of the other multipliers
LIGHTEST = 0.01  # least of a task's cost against the usual one's, in its weight


class Moving(NamedTuple):
    """Hold multipliers on their way, or how they move; overtime is per `SHIFT` minutes."""

    task: Floats
    day: Floats
    share: Floats
    over: Floats
    mixed: Floats
    border: Floats


def moving(used: Multipliers) -> Moving:
    """Return multipliers as they move."""
    return Moving(
        *(used.task.astype(np.float64), used.day.astype(np.float64)),
        *(used.share.astype(np.float64), used.over.astype(np.float64) * SHIFT),
        *(used.mixed.astype(np.float64), used.border.astype(np.float64)),
    )


def whole(values: Floats) -> Matrix:
    """Return the nearest whole numbers."""
    return np.rint(values).astype(np.int64)


def useful(slope: Floats, at: Floats, used: Flags) -> Floats:
    """Return a slope without what is no multiplier, or cannot fall any more."""
    return np.where(~used | ((at <= 0) & (slope < 0)), 0.0, slope)


def weights(relaxation: Relaxation) -> Floats:
    """Return how far each task's multiplier moves at the same slope: dearer ones further."""
    idle = relaxation.idle.astype(np.float64)
    usual = idle[relaxation.most == relaxation.idle]
    if not usual.sum() > 0:
        return np.ones_like(idle)
    typical = float(usual.mean())
    idle[relaxation.most > relaxation.idle] = typical
    weight: Floats = np.sqrt(np.clip(idle / typical, LIGHTEST, None))
    return weight
