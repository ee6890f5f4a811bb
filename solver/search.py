"""Solve: a lawful plan at once, a better one as time allows, and a bound on the best.

A plan is always at hand. While the model is solved in one thread, the plan is improved in
another; what the model proposes is judged exactly before it is believed, and what it gets
wrong is cut off. Large problems go to the search in `solver.scale` when it is there.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from solver import bound, exact, search_mip
from solver.answer import Answer, Limits, Progress, Report, Stop
from solver.model import build
from solver.model_cuts import add_cuts
from solver.search_local import Local, fill_wide
from solver.search_state import State, start

if TYPE_CHECKING:
    from solver.model import Model
    from solver.problem import Problem

SMALL = 3_000  # candidates up to which the model alone is quick
LARGE = 40_000  # candidates from which the model is no use as a whole
_RESERVE = 0.15  # share of the time kept for what comes after the model
_FIRST_ROUNDS = 2_000
_PATIENCE = 2.0  # seconds over the time that a model may take to end
_LAST = 0.5  # seconds in which nothing new is begun
_LEAST_DOUBT = 2  # øre
_TOLERANCES = 1e-5  # of the plan's cost
_EXPLORE = 6  # every so many steps the way that pays less is tried
_QUICK = 0.7  # seconds within which a part should be planned


def solve(
    problem: Problem,
    limits: Limits | None = None,
    report: Report | None = None,
    stop: Stop | None = None,
) -> Answer:
    """Find the best plan in the time and prove how good it is.

    Args:
        problem: the problem; its forced tasks must be lawful together.
        limits: seconds, workers and seed.
        report: called now and then with the progress.
        stop: asked now and then; True ends the work with the best plan so far.

    Returns:
        Always a lawful plan.
    """
    limits = limits or Limits()
    search = Search(problem, limits, report or _silent, stop or _never)
    search.begin()
    if search.exactly():
        return search.answer()
    if not problem.wide and problem.size[1]:
        if problem.size[2] <= LARGE:
            search.with_model()
        else:
            search.without_model()
    return search.answer()


def _silent(progress: Progress) -> None:
    """Report nothing."""
    del progress


def _never() -> bool:
    """Go on."""
    return False


@dataclass
class Search:
    """Hold the best plan and bound, the clock, the size of a part, and what each way pays."""

    problem: Problem
    limits: Limits
    report: Report
    stop: Stop
    best: State = field(init=False)
    bound: int = field(init=False)
    value: int = field(init=False)
    notes: dict[str, str] = field(default_factory=dict)
    columns: int = 800
    pay: list[float] = field(default_factory=lambda: [0.0, 0.0])
    started: float = field(default_factory=time.monotonic)

    def begin(self) -> None:
        """Make the first plan and the first bound."""
        self.best = start(self.problem)
        self.bound = bound.simple(self.problem)
        if self.problem.wide:
            fill_wide(self.best)
        elif self.problem.size[1]:
            Local(self.best, self.limits.seed).fill()
        self.value = self.best.objective
        self.tell("first plan")

    @property
    def left(self) -> float:
        """Return the seconds left."""
        return self.limits.seconds - (time.monotonic() - self.started)

    @property
    def over(self) -> bool:
        """Tell whether to end."""
        return self.value == self.bound or self.left <= 0 or self.stop()

    def tell(self, phase: str) -> None:
        """Report the progress."""
        spent = time.monotonic() - self.started
        self.report(Progress(spent, self.value, self.bound, phase))

    def take(self, state: State, phase: str, ties: bool = False) -> bool:
        """Keep a plan that is cheaper, or as cheap when `ties`; tell whether it was kept."""
        value = state.objective
        if value > self.value or (value == self.value and not ties):
            return False
        cheaper = value < self.value
        self.best, self.value = state, value
        if cheaper:
            self.tell(phase)
        return True

    def prove(self, value: int | None, phase: str) -> None:
        """Keep a higher bound; one above a plan at hand is wrong and is thrown away."""
        if value is None or value <= self.bound:
            return
        if value > self.value:
            self.notes["bound_refused"] = f"{phase}: {value} above {self.value}"
            return
        self.bound = value
        self.tell(phase)

    def answer(self) -> Answer:
        """Return what was found."""
        holders = self.best.holders()
        return Answer(
            objective=self.value,
            bound=self.bound,
            holders=holders,
            external=tuple(
                holder is None and task.goes_external
                for holder, task in zip(holders, self.problem.tasks, strict=True)
            ),
            seconds=time.monotonic() - self.started,
            notes=self.notes,
        )

    def exactly(self) -> bool:
        """Try every plan where they are few; tell whether the best one is found and proven."""
        state = exact.best_of_all(self.problem)
        if state is None:
            return False
        self.take(state, "every plan tried")
        self.prove(state.objective, "every plan tried")
        return self.value == self.bound

    def without_model(self) -> None:
        """Improve the plan by local search alone."""
        while not self.over:
            self._improve(min(1.0, self.left), 1.0 - self._spent_share)
        self.tell("done")

    @property
    def _spent_share(self) -> float:
        """Return how much of the time is gone, 0 to 1."""
        return min(1.0, 1.0 - self.left / max(1e-9, self.limits.seconds))

    def _improve(self, seconds: float, heat: float, rounds: int = 1 << 40) -> None:
        """Run the local search on a copy for a moment."""
        copy = self.best.copy()
        seed = self.limits.seed + int(self.notes.get("turns", "0"))
        self.notes["turns"] = str(int(self.notes.get("turns", "0")) + 1)
        Local(copy, seed).run(seconds, rounds, (heat, heat * 0.5))
        self.take(copy, "local search")

    def with_model(self) -> None:
        """Solve the model round by round, improving the plan beside it."""
        small = self.problem.size[2] <= SMALL
        if small:
            self._improve(min(2.0, self.left / 4), 1.0, _FIRST_ROUNDS)
        until = self.limits.seconds * (1.0 if small else 1.0 - _RESERVE)
        model: Model | None = None
        while not self.over:
            done = self._beside(partial(self._round, model, until), small)
            if done is None:
                break
            model, found = done
            self.notes["columns"] = str(len(model.rows.cost))
            if not self._use(model, found):
                break
        if model is not None:
            self._settle(model)
        self._polish()

    def _settle(self, model: Model) -> None:
        """Prove the plan in whole numbers when only tolerances are in doubt."""
        doubt = max(_LEAST_DOUBT, int(_TOLERANCES * abs(self.value)))
        if self.over or self.value - self.bound > doubt or self.problem.size[2] > SMALL:
            return
        from solver.bound_exact import no_cheaper

        if no_cheaper(model, self.value - self.problem.constant - 1, self.left):
            self.prove(self.value, "exact")

    def _round(self, model: Model | None, until: float) -> tuple[Model, search_mip.Round]:
        """Build the model when there is none yet, and solve it."""
        built = model or build(self.problem)
        left = until - (time.monotonic() - self.started)
        return built, search_mip.run(built, left)

    def _use(self, model: Model, done: search_mip.Round) -> bool:
        """Take bound and plan of a round; tell whether another round can help."""
        lower = None if done.bound is None else done.bound + self.problem.constant
        if done.values is None:
            self.prove(lower, "model")
            return False
        state = search_mip.adopt(self.problem, model.chosen(done.values))
        Local(state, self.limits.seed).fill()
        self.take(state, "model", ties=True)
        self.prove(lower, "model")
        added, _ = add_cuts(model, done.values)
        return added > 0 and done.finished

    def _beside(
        self, work: Callable[[], tuple[Model, search_mip.Round]], quiet: bool
    ) -> tuple[Model, search_mip.Round] | None:
        """Run work in a thread while the plan is improved in this one; None when time is up."""
        box: list[tuple[Model, search_mip.Round]] = []
        thread = threading.Thread(target=lambda: box.append(work()), daemon=True)
        thread.start()
        alone = quiet or self.limits.workers < 2
        while thread.is_alive() and self.left > -_PATIENCE and not self.stop():
            if alone and self.left > self.limits.seconds / 2:
                thread.join(0.05)
            elif self.left < _LAST:
                thread.join(0.2)
            else:
                self._step()
        return box[0] if box else None

    def _step(self) -> None:
        """Improve the plan for a moment in the way that has paid best, trying both."""
        turn = int(self.notes.get("turns", "0"))
        local = turn < 4 or (self.pay[0] >= self.pay[1]) != (turn % _EXPLORE == 0)
        if turn == 4:
            local = False
        value, began = self.value, time.monotonic()
        if local:
            self._improve(min(0.5, self.left), 0.3 * (1.0 - self._spent_share))
        else:
            self.notes["turns"] = str(turn + 1)
            self._part(turn)
        spent = max(1e-3, time.monotonic() - began)
        rate = (value - self.value) / spent
        kind = 0 if local else 1
        self.pay[kind] = 0.5 * self.pay[kind] + 0.5 * rate

    def _part(self, turn: int) -> None:
        """Plan a few workers anew, as many as are quick."""
        draw = np.random.default_rng([self.limits.seed, turn])
        workers = search_mip.neighbourhood(self.best, self.columns, draw)
        began = time.monotonic()
        better = search_mip.improve_part(self.best, workers, 2.0, began + self.left)
        factor = 1.1 if time.monotonic() - began < _QUICK else 0.8
        self.columns = min(5_000, max(100, int(self.columns * factor)))
        if better is not None:
            self.take(better, "part by part")

    def _polish(self) -> None:
        """Use what time is left on the plan."""
        while not self.over and self.left > _LAST and self.problem.size[0]:
            self._step()
