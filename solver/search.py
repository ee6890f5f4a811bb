"""Solve: a lawful plan at once, a better one as time allows, and a bound on the best.

A plan is always at hand. While the model is solved in one thread, the plan is improved in
another; what the model proposes is judged exactly before it is believed, and what it gets
wrong is cut off. Where the model is too large the bound comes from the decomposition alone.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from solver import search_mip
from solver.answer import Answer, Limits, Report, Stop, never, silent
from solver.exact_weeks import build_by_weeks
from solver.model import build
from solver.model_cuts import add_cuts
from solver.model_priced import bound_with_prices
from solver.scale import Prices
from solver.search_anew import COLUMNS, Effort, anew, resized
from solver.search_likely import LEAST, LONGER, Likely
from solver.search_local import BATCH, Local
from solver.search_priced import SWEEP_EVERY, WARM, Priced

if TYPE_CHECKING:
    from solver.given import Given
    from solver.model import Model
    from solver.problem import Problem

LARGE = 40_000  # candidates from which the model is no use as a whole
_WHOLE = 8_000  # columns of it from which its own bound stays below that of prices
_RELAXED = 0.6  # share of what is left, for the model's prices where the plan waits for them
_FIRST_ROUNDS = 2_000  # of local search before a small model
_LINE_TURNS, _LINES_AFTER = 8, 2  # of whole lines; rounds of a small model that only cut before
_MARGIN, _LAST = 1.5, 0.5  # seconds: for overruns; nothing new begun
_DUAL_PIECE, _DUAL_LEAST = 0.1, 3  # of the time: pricing before the model; pieces of it
_DUAL_WORTH = 0.0005  # of the plan's cost: a piece that raises the bound by less is the last
_LEAST_DOUBT, _TOLERANCES = 2, 1e-5  # øre, and share of the plan's cost
_EXPLORE, _GUIDED_EVERY = 3, 5  # steps between tries of every way; rounds between plans
_EXACT_WORK = 2.0  # of a small model: for the last proof
_STEPS, _LOCAL, _PART_COLUMNS, _PART_NODES = 25, 10 * BATCH, 200, 20  # of each round
_MOVES, _PARTS, _CHAINS, _DIVES = range(4)  # ways to improve a plan


def solve(
    problem: Problem,
    limits: Limits | None = None,
    report: Report | None = None,
    stop: Stop | None = None,
    given: Given | None = None,
) -> Answer:
    """Find the best plan in the time and prove how good it is.

    Args:
        problem: the problem; its forced tasks must be lawful together.
        limits: seconds, workers and seed.
        report: called now and then with the progress.
        stop: asked now and then; True ends the work with the best plan so far.
        given: what an earlier solve of the same or a like problem left.

    Returns:
        Always a lawful plan.
    """
    limits = limits or Limits()
    search = Search(problem, limits, report or silent, stop or never, given)
    search.begin()
    if search.exactly():
        return search.answer()
    if not problem.wide and problem.size[1]:
        if limits.rounds is not None:
            search.by_rounds(limits.rounds)
        elif problem.size[2] <= LARGE:
            search.with_model()
        else:
            search.without_model()
    return search.answer()


@dataclass
class Search(Priced):
    """Improve the best plan and bound; remember the size of a part and what each way pays."""

    turn: int = 0
    columns: int = COLUMNS
    pay: list[float] = field(default_factory=lambda: [0.0] * 4)

    def with_model(self) -> None:
        """Solve the model round by round, improving the plan beside it."""
        if self.is_small:
            by_clock = self.limits.rounds is None
            self._improve(min(2.0, self.left / 4) if by_clock else self.left, 1.0, _FIRST_ROUNDS)
        model: Model | None = None
        rounds = 0
        while not self.over:
            alone = self.limits.workers < 2 or self.is_small
            done = self._aside(partial(self._round, model), None if alone else self._step)
            if done is None:
                break
            model, found = done
            self.notes["columns"] = str(len(model.rows.cost))
            if not self._use(model, found):
                break
            rounds += 1
            if self.is_small and rounds >= _LINES_AFTER and not self.over:
                self.by_lines(_LINE_TURNS)
        if model is not None:
            self._settle(model)
        if self.limits.rounds is None:
            self._polish()

    def _round(self, model: Model | None) -> tuple[Model, search_mip.Round]:
        """Raise the bound: by decomposition for a moment, then by the model."""
        if model is None and not self.is_small:
            self._price_first()
        built = model or (build_by_weeks if self.is_small else build)(self.problem)
        end = time.monotonic() + self.left - self.reserve * self.limits.seconds
        self.is_deep = self.left > 0
        if model is None and self.prices:
            seconds = min(self.left - _MARGIN, self.kept_for_plan)
            self._plan_likely(seconds)
            alone = self.limits.workers < 2
            most = _RELAXED * (end - time.monotonic()) if alone else self.left - _MARGIN
            if most >= self.needed_for_rows:
                self.posted.append(bound_with_prices(built, self.prices, most))
            else:
                self.prices.turn(most)
                self.posted.append(self.prices.bound)
            if len(built.rows.cost) > _WHOLE:
                return built, search_mip.NOT_RUN
        return built, search_mip.run(built, end - time.monotonic(), nodes=self.nodes)

    def _price_first(self) -> None:
        """Raise the bound by decomposition, telling bounds and plans on the way."""
        prices, before = Prices(self.best, 1, given=self.given), self.bound
        self.prices = prices
        kept = self.kept_after_prices
        for piece in count(1):
            prices.aim(self.value)
            prices.turn(_DUAL_PIECE * self.limits.seconds)
            self.posted.append(prices.bound)
            now = prices.bound or self.bound
            raised, before = now - before, now
            worth = piece < _DUAL_LEAST or raised >= _DUAL_WORTH * abs(self.value)
            if not worth or self.hurries() or self.left < kept + _DUAL_PIECE * self.limits.seconds:
                return
            self.guided.append(prices.guided(self.limits.seed, self.hurries))

    def _plan_likely(self, seconds: float) -> None:
        """Make plans of likely candidates while there is time for another."""
        end, left = time.monotonic() + seconds, seconds
        likely = Likely(self.prices, self.limits.seed) if self.prices else None
        while likely and left > max(LEAST, LONGER * likely.spent):
            self.guided.append(likely.plan(self.best, left, over=self.hurries))
            left = end - time.monotonic()

    def by_rounds(self, rounds: int) -> None:
        """Improve plan and bound in rounds of equal work; the clock only breaks off.

        Args:
            rounds: how many, 0 or more.
        """
        if self.is_small:
            self.with_model()
        prices = self.prices = Prices(self.best, 1, self.limits.workers, self.given)
        for turn in range(rounds):
            if self.over:
                return
            prices.aim(self.value)
            prices.advance(_STEPS, self.hurries)
            self.prove(prices.bound, "decomposition")
            if turn % _GUIDED_EVERY == 1:
                plan = prices.guided(self.limits.seed, self.hurries)
                if plan is not None:
                    self._pursue(plan)
            self._improve(self.left, WARM * (1.0 - turn / rounds), _LOCAL)
            self._pursue()
            if self.problem.size[2] <= LARGE:
                until = time.monotonic() + self.left
                self._part(turn, Effort(until, self.left, _PART_COLUMNS, _PART_NODES))
            if turn % SWEEP_EVERY == SWEEP_EVERY - 1:
                self._sweep()

    def _settle(self, model: Model) -> None:
        """Prove the plan in whole numbers when only tolerances are in doubt."""
        doubt = max(_LEAST_DOUBT, int(_TOLERANCES * abs(self.value)))
        if self.over or self.value - self.bound > doubt or not self.is_small:
            return
        from solver.bound_exact import no_cheaper

        work = inf if self.limits.rounds is None else _EXACT_WORK
        if no_cheaper(model, self.value - self.problem.constant - 1, self.left, work):
            self.prove(self.value, "exact")

    def _use(self, model: Model, done: search_mip.Round) -> bool:
        """Take bound and plan of a round; tell whether another round can help."""
        lower = None if done.bound is None else done.bound + self.problem.constant
        if done.values is None:
            self.prove(lower, "model")
            return False
        state = search_mip.adopt(self.problem, model.chosen(done.values))
        Local(state, self.limits.seed).fill(self.hurries)
        self.take(state, "model", ties=True)
        self.prove(lower, "model")
        added, _ = add_cuts(model, done.values)
        return added > 0 and done.finished

    def _step(self, threads: int = 1) -> None:
        """Improve the plan for a moment in the way that has paid best, trying all."""
        kind = self._kind()
        self.turn += 1
        value, began = self.value, time.monotonic()
        if kind == _PARTS:
            self._parts(self.turn, threads)
        elif kind == _CHAINS:
            self._pursue()
        elif kind == _DIVES and self.prices is not None:
            self.dive_on(self.prices, threads)
        else:
            self._improve(min(0.5, self.left), WARM * (1.0 - self._spent_share))
        spent = max(1e-3, time.monotonic() - began)
        self.pay[kind] = 0.5 * self.pay[kind] + 0.5 * (value - self.value) / spent

    def _kind(self) -> int:
        """Return the way that has paid best, and every way now and then."""
        if self.is_dive_due:
            return _DIVES
        first = (_MOVES, _MOVES, _MOVES, _CHAINS, _PARTS)
        turn = self.turn
        kind = first[turn] if turn < len(first) else int(np.argmax(self.pay))
        if turn >= len(first) and turn % _EXPLORE == 0:
            kind = turn // _EXPLORE % len(self.pay)
        can = {_CHAINS: self.worth is not None, _DIVES: self.dive is not None}
        return kind if can.get(kind, True) else _MOVES

    def _part(self, turn: int, effort: Effort) -> None:
        """Plan a few workers anew."""
        draw = np.random.default_rng([self.limits.seed, turn])
        average = self.prices.average if self.worth is not None and self.prices else None
        better = anew(self.best, average, draw, effort)
        if better is not None:
            self.take(better, "part by part")

    def _parts(self, turn: int, threads: int) -> None:
        """Plan a few workers anew in every thread, as many as are quick."""
        began = time.monotonic()
        self._part(turn, Effort(began + self.left, columns=self.columns, parts=threads))
        self.columns = resized(self.columns, time.monotonic() - began)

    def _polish(self) -> None:
        """Use what time is left on the plan."""
        while not self.over and self.left > _LAST and self.problem.size[0]:
            self._step(self.limits.workers)
