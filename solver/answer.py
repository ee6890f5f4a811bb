"""What is asked of the solver besides the problem, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solver.lagrange import Proof


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound the work.

    Attributes:
        seconds: wall clock for the whole solve, above 0.
        workers: threads or processes that may work at once, at least 1.
        seed: of every random choice.
        rounds: of improvement, 0 or more; the work then goes by rounds, and the clock only ends
            it when it takes longer than `seconds`. None: as many as the clock allows.
    """

    seconds: float = 60.0
    workers: int = 2
    seed: int = 1
    rounds: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Tell how far a solve has come.

    Attributes:
        seconds: since the start.
        objective: cost of the best plan so far.
        bound: proven lower bound so far.
        phase: what is being done.
    """

    seconds: float
    objective: int
    bound: int
    phase: str

    @property
    def gap(self) -> float:
        """Return how far the plan may be from the best one, as a share."""
        return gap(self.objective, self.bound)


Report = Callable[[Progress], None]
Stop = Callable[[], bool]


def silent(progress: Progress) -> None:
    """Report nothing."""
    del progress


def never() -> bool:
    """Go on."""
    return False


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold the best plan found and what is proven about it.

    Attributes:
        objective: cost of the plan.
        bound: proven lower bound on the cost of every plan.
        holders: per task the worker's index, or None.
        external: per task True when it goes outside; only where `holders` is None.
        seconds: spent.
        repeatable: True when the same problem, seed and rounds give this very plan again, on
            any number of workers; False where a clock had a say.
        notes: facts about how it was found, by name.
        proof: the highest bound that multipliers prove, with them; None where none were made.
    """

    objective: int
    bound: int
    holders: tuple[int | None, ...]
    external: tuple[bool, ...]
    seconds: float
    repeatable: bool = False
    notes: dict[str, str] = field(default_factory=dict)
    proof: Proof | None = None

    @property
    def proven(self) -> bool:
        """Return True when no plan can be cheaper."""
        return self.bound == self.objective

    @property
    def gap(self) -> float:
        """Return how far the plan may be from the best one, as a share."""
        return gap(self.objective, self.bound)


def gap(objective: int, bound: int) -> float:
    """Return the gap between a plan's cost and a bound.

    Args:
        objective: cost of the plan.
        bound: proven lower bound.

    Returns:
        0 when they are equal, else (objective - bound) / max(1, |objective|).

    Source: contract 3.
    """
    if objective == bound:
        return 0.0
    return (objective - bound) / max(1, abs(objective))


def gap_above(objective: int, bound: int, floor: int) -> float:
    """Return the gap as a share of what a plan can influence.

    Args:
        objective: cost of the plan.
        bound: proven lower bound.
        floor: what no plan can avoid (`solver.bound.floor`).

    Returns:
        0 when they are equal, else (objective - bound) / max(1, objective - floor).
    """
    if objective == bound:
        return 0.0
    return (objective - bound) / max(1, objective - floor)
