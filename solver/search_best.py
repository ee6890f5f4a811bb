"""The best plan and the best bound of one solve, and its clock."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from solver import bound, exact, exact_small
from solver.answer import Answer, Limits, Progress, Report, Stop
from solver.given import Given, resumed
from solver.scale import HUGE
from solver.scale_sweep import sweep
from solver.search_local import MANY, Local, fill_wide
from solver.search_mip import MANY_NODES
from solver.search_state import State, start

if TYPE_CHECKING:
    from solver.problem import Matrix, Problem
    from solver.scale import Prices

SMALL = 3_000  # candidates up to which the model alone is quick
_NODES = 50  # of a small model's search tree, per round
_RESERVE, _ALONE_RESERVE = 0.15, 0.5  # of the time: for the plan after the model; with one worker
_ROWS_SECOND = 1_700  # candidates whose rows by prices take a second
_PLAN_SHARE, _PLAN_SECONDS = 0.3, 5.0  # of the time, and least of it, for a plan of likely ones
_AFTER_SHARE = 0.5  # of the time, at most, for what comes after prices
_SWEEPS = 5
FIRST_SWEEPS = 0.97  # of the time must be left for another of the first sweeps
_ALONE_WORK = 500_000  # weeks judged for chains in a turn that pricing waits for
_LEAST_GAIN = 1e-4  # of the plan's cost: chains that gain less are given more slack
_SLACK_STEP, _MOST_SLACK = 0.02, 0.3
_FIRST_SECONDS = 1.0  # that the first plan gets in any case


@dataclass
class Best:
    """Hold the best plan, the best bound and the clock of one solve."""

    problem: Problem
    limits: Limits
    report: Report
    stop: Stop
    given: Given | None = None
    prices: Prices | None = None
    best: State = field(init=False)
    bound: int = field(init=False)
    value: int = field(init=False)
    notes: dict[str, str] = field(default_factory=dict)
    lines: exact_small.Whole | None = None
    lines_begun: bool = False
    cut: bool = False
    tried_all: bool = False
    slack: float = 0.0
    is_deep: bool = False  # a thread is, or was, in a MIP solver's code
    started: float = field(default_factory=time.monotonic)

    def begin(self) -> None:
        """Make the first plan and the first bound."""
        self.best = start(self.problem)
        self.bound = bound.simple(self.problem)
        began = time.monotonic()

        def late() -> bool:  # the first plan has a moment of its own, also where no time is left
            return self.stop() or (self.left <= 0 and time.monotonic() > began + _FIRST_SECONDS)

        if self.problem.wide:
            fill_wide(self.best, late)
        elif self.problem.size[1]:
            Local(self.best, self.limits.seed).fill(late)
        self.value = self.best.objective
        self.tell("first plan")
        self._resume()
        if not self.problem.wide and self.problem.size[2] > 0 and not self.is_beside:
            self._sweep(0.0 if self.limits.rounds is not None else FIRST_SWEEPS)

    def _resume(self) -> None:
        """Take up an earlier plan where it is cheaper than the first one."""
        if self.given is None or self.problem.wide or not self.problem.size[1]:
            return
        plan = resumed(self.problem, self.given.holders, self.hurries)
        Local(plan, self.limits.seed).fill(self.hurries)
        self.take(plan, "earlier plan")

    def _sweep(self, keep: float = 0.0) -> None:
        """Plan day by day, again and again while that pays and a share of the time is left."""
        for _ in range(_SWEEPS):
            plan = self.best.copy()
            sweep(plan, lambda: self.over)
            Local(plan, self.limits.seed).fill(self.hurries)
            if not self.take(plan, "day by day") or self.over:
                return
            if self.left < keep * self.limits.seconds:
                return

    def by_lines(self, rounds: int) -> None:
        """Plan a small problem by whole lines, and prove it where that can be done.

        Args:
            rounds: of raising the bound, at most.
        """
        if not self.lines_begun:
            self.lines_begun = True
            self.lines = exact_small.whole_lines(
                self.problem, self.best, self.hurries, lambda: self.left
            )
        if self.lines is not None:
            self.lines.run(self.best, rounds)
            self.take(self.lines.state, "whole lines")
            self.prove(self.lines.bound, "whole lines")

    @property
    def is_small(self) -> bool:
        """Tell whether the model alone is quick."""
        return self.problem.size[2] <= SMALL

    @property
    def is_beside(self) -> bool:
        """Tell whether days are planned while prices rise already, since both take long."""
        return self.problem.size[2] > HUGE and self.limits.rounds is None

    @property
    def nodes(self) -> int:
        """Return how many nodes a model may take: by rounds, or as many as time allows."""
        if self.limits.rounds is None:
            return MANY_NODES
        return _NODES * max(1, self.limits.rounds)

    @property
    def reserve(self) -> float:
        """Return the share of the time that is kept for the plan after the model."""
        if self.is_small:
            return 0.0
        return _ALONE_RESERVE if self.limits.workers < 2 else _RESERVE

    @property
    def needed_for_rows(self) -> float:
        """Return the seconds that a bound by the model and the prices together needs."""
        return self.problem.size[2] / _ROWS_SECOND

    @property
    def kept_for_plan(self) -> float:
        """Return the seconds for a plan of what prices find likely; 0 where they are too few."""
        seconds = _PLAN_SHARE * self.limits.seconds
        return seconds if seconds >= _PLAN_SECONDS else 0.0

    @property
    def kept_after_prices(self) -> float:
        """Return the seconds that prices leave to what comes after them.

        Where all of it would be too much of the time the prices themselves go on at the end.
        """
        kept = self.kept_for_plan + self.needed_for_rows
        return kept if kept <= _AFTER_SHARE * self.limits.seconds else self.kept_for_plan

    @property
    def left(self) -> float:
        """Return the seconds left."""
        return self.limits.seconds - (time.monotonic() - self.started)

    @property
    def _spent_share(self) -> float:
        """Return how much of the time is gone, 0 to 1."""
        return min(1.0, 1.0 - self.left / max(1e-9, self.limits.seconds))

    def _local(self, plan: State) -> Local:
        """Return a local search of a plan, with a seed of its own."""
        turn = int(self.notes.get("turns", "0"))
        self.notes["turns"] = str(turn + 1)
        return Local(plan, self.limits.seed + turn)

    def _improve(
        self, seconds: float, heat: float, rounds: int = MANY, plan: State | None = None
    ) -> None:
        """Run the local search for a moment, on a copy of the best plan or on another."""
        local = self._local(plan or self.best.copy())
        local.run(seconds, rounds, (heat, heat * 0.5))
        self.take(local.state, "local search")

    @property
    def worth(self) -> Matrix | None:
        """Return what each task is worth by the prices, None before they say anything."""
        return self.prices.worth if self.prices else None

    def _pursue(self, plan: State | None = None) -> None:
        """Follow chains of exchanges on a copy of the best plan or on another, by the prices."""
        worth = self.worth
        if worth is None:
            return
        local, before = self._local(plan or self.best.copy()), self.value
        waits = self.limits.workers < 2 or self.problem.size[2] > HUGE
        is_alone = waits and self.limits.rounds is None
        work = _ALONE_WORK if is_alone else MANY
        local.pursue(worth, self.hurries, self.slack, work)
        self.take(local.state, "chains")
        if plan is None and before - self.value < _LEAST_GAIN * abs(before):
            self.slack = min(_MOST_SLACK, 2 * self.slack + _SLACK_STEP)

    @property
    def over(self) -> bool:
        """Tell whether to end."""
        return self.value == self.bound or self.hurries()

    def hurries(self) -> bool:
        """Tell whether the time is up or someone asks for an end; remember that."""
        if self.left <= 0 or self.stop():
            self.cut = True
        return self.cut

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
            repeatable=not self.hurries() and (self.tried_all or self.limits.rounds is not None),
            notes=self.notes,
            proof=self.prices.proof if self.prices else None,
        )

    def exactly(self) -> bool:
        """Try every plan where they are few; tell whether the best one is found and proven."""
        state = exact.best_of_all(self.problem)
        if state is None:
            return False
        self.take(state, "every plan tried", ties=True)
        self.prove(state.objective, "every plan tried")
        self.tried_all = self.value == self.bound
        return self.tried_all
