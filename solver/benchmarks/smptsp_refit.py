"""Free some of a cover that leaves tasks over, and give it anew with as few left over as can be.

Freed are either all tasks that run in a stretch of time, among the workers at work, or all tasks
of some workers, with a few who are idle so far. CP-SAT solves each choice, with a little noise so
that what does not get better moves; choices grow while they are solved to the end in time, and
shrink where they are not.

Source: large neighbourhood search (Shaw 1998), over stretches of time as in the constructive
matheuristic of Chandrasekharan, Smet & Wauters 2021.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from time import monotonic
from typing import NamedTuple

import numpy as np
from ortools.sat.python import cp_model

from solver.benchmarks.smptsp_exact import together
from solver.benchmarks.smptsp_file import Instance
from solver.benchmarks.smptsp_state import Flags, Ints, Layout

LEFT_OVER = 1_000  # what a task left over weighs, beside noise of 0 to 2 per task given
SECONDS = 2.0  # of one choice, at most
QUICK = 0.6  # the same, below which the next may be larger
STRETCHES = 0.7  # share of the choices that are stretches of time
IDLE = 2  # workers without a task who are among some workers freed
GROW, SHRINK = 1.02, 0.9
STRETCH = 0.5  # half of a first stretch, in mean task lengths
PAIRS = 8_000  # of task and worker; a choice with more is not tried
SMALLEST = 0.3  # share of the largest choice that the smallest is
FREED = 10  # workers freed together at first
LEAST = 3  # the same, at least
STALE = 200  # choices without fewer tasks left over, before another start is better


class Choice(NamedTuple):
    """What is freed at once.

    Attributes:
        tasks: freed, with all that are left over.
        workers: who may take them.
        most: how many of those may have a task.
    """

    tasks: list[int]
    workers: list[int]
    most: int


@dataclass(slots=True)
class Refit:
    """Hold a cover that leaves tasks over, and how large choices may be.

    Attributes:
        instance: the tasks and workers.
        layout: the same as arrays.
        given: per task its worker, -1 where it is left over; changed in place.
        most: workers who may be at work.
        seed: of the draws.
        stale: choices since fewer were left over.
    """

    instance: Instance
    layout: Layout
    given: Ints
    most: int
    seed: int
    stale: int = 0
    random: Random = field(init=False)
    _half: float = field(init=False)
    _freed: float = FREED

    def __post_init__(self) -> None:
        """Begin with a stretch as long as a task."""
        self.random = Random(self.seed)  # noqa: S311 - no secret
        lengths = [end - start for start, end in self.instance.tasks]
        self._half = STRETCH * sum(lengths) / len(lengths)

    @property
    def over(self) -> list[int]:
        """Return the tasks left over."""
        return [int(task) for task in np.flatnonzero(self.given < 0)]

    @property
    def is_stale(self) -> bool:
        """Tell whether another start is better."""
        return self.stale >= STALE

    def turn(self, seconds: float) -> int:
        """Free one choice and give it anew; no more tasks are left over afterwards.

        Args:
            seconds: at most so long, more than 0.

        Returns:
            Tasks left over.
        """
        before = self.over
        if not before:
            return 0
        is_stretch = self.random.random() < STRETCHES
        choice = (self._stretch if is_stretch else self._some)(before)
        began = monotonic()
        may = self._may(choice)
        is_small = int(may.sum()) <= PAIRS
        if is_small:
            self._solve(choice, may, min(seconds, SECONDS))
        factor = GROW if is_small and monotonic() - began < QUICK else SHRINK
        if is_stretch:
            self._half *= factor
        else:
            self._freed = max(LEAST, self._freed * factor)
        over = len(self.over)
        self.stale = 0 if over < len(before) else self.stale + 1
        return over

    def _stretch(self, over: list[int]) -> Choice:
        """Free what runs near a task that is left over, among those at work."""
        start, end = self.instance.tasks[self.random.choice(over)]
        middle = self.random.uniform(start, end)
        half = self._half * self.random.uniform(SMALLEST, 1)
        first, last = middle - half, middle + half
        tasks = [
            task
            for task, (begin, stop) in enumerate(self.instance.tasks)
            if self.given[task] < 0 or (begin < last and stop > first)
        ]
        return Choice(tasks, *self._at_work())

    def _at_work(self) -> tuple[list[int], int]:
        """Return those at work, with idle ones up to how many may be, and how many may be."""
        busy = self._busy()
        idle = [one for one in range(len(self.instance.workers)) if one not in busy]
        spare = max(0, self.most - len(busy))
        return [*busy, *self.random.sample(idle, min(spare, len(idle)))], self.most

    def _some(self, over: list[int]) -> Choice:
        """Free all tasks of a few workers, half of whom may do a task that is left over."""
        busy = self._busy()
        task = self.random.choice(over)
        count = max(LEAST, round(self._freed * self.random.uniform(SMALLEST, 1)))
        able = [one for one in busy if self.layout.allowed[task, one]]
        chosen = set(self.random.sample(able, min(len(able), (count + 1) // 2)))
        others = [one for one in busy if one not in chosen]
        chosen |= set(self.random.sample(others, min(len(others), count - len(chosen))))
        tasks = [one for one in range(len(self.given)) if int(self.given[one]) in chosen]
        idle = [one for one in range(len(self.instance.workers)) if one not in busy]
        spare = max(0, self.most - len(busy))
        more = self.random.sample(idle, min(len(idle), IDLE + spare))
        return Choice(sorted([*tasks, *over]), sorted([*chosen, *more]), len(chosen) + spare)

    def _busy(self) -> list[int]:
        return sorted({int(one) for one in self.given[self.given >= 0]})

    def _may(self, choice: Choice) -> Flags:
        """Return who may take which of the tasks: able, and free beside what stays."""
        freed = np.zeros(len(self.given), np.bool_)
        freed[choice.tasks] = True
        may = np.zeros_like(self.layout.allowed)
        may[np.ix_(choice.tasks, choice.workers)] = True
        may &= self.layout.allowed
        for task in choice.tasks:
            beside = self.layout.overlaps[
                self.layout.overlap_at[task] : self.layout.overlap_at[task + 1]
            ]
            held = self.given[beside[~freed[beside]]]
            may[task, held[held >= 0]] = False
        return may

    def _solve(self, choice: Choice, may: Flags, seconds: float) -> None:
        """Give the tasks anew."""
        model = cp_model.CpModel()
        takes = {
            (task, int(worker)): model.new_bool_var("")
            for task in choice.tasks
            for worker in np.flatnonzero(may[task])
        }
        left = {task: model.new_bool_var("") for task in choice.tasks}
        for task in choice.tasks:
            own = [takes[task, int(worker)] for worker in np.flatnonzero(may[task])]
            model.add_exactly_one([*own, left[task]])
        self._part(model, choice, may, takes)
        for (task, worker), literal in takes.items():
            model.add_hint(literal, int(self.given[task] == worker))
        noise = [self.random.randrange(3) for _ in takes]
        model.minimize(
            LEFT_OVER * sum(left.values())
            + cp_model.LinearExpr.weighted_sum(list(takes.values()), noise)
        )
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.random_seed = self.random.randrange(1 << 30)
        solver.parameters.linearization_level = 2
        status = solver.solve(model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._take(choice, {pair for pair, one in takes.items() if solver.boolean_value(one)})

    def _part(
        self,
        model: cp_model.CpModel,
        choice: Choice,
        may: Flags,
        takes: dict[tuple[int, int], cp_model.IntVar],
    ) -> None:
        """Have nobody do two tasks at once, and no more than may be at work."""
        counts = len(choice.workers) > choice.most
        works = {}
        for worker in choice.workers:
            own = [task for task in choice.tasks if may[task, worker]]
            groups: list[list[cp_model.LiteralT]] = [
                [takes[task, worker] for task in some] for some in together(self.instance, own)
            ]
            if counts:
                works[worker] = model.new_bool_var("")
                groups = [[*some, works[worker].negated()] for some in groups]
            for some in groups:
                model.add_at_most_one(some)
        if counts:
            model.add(sum(works.values()) <= choice.most)

    def _take(self, choice: Choice, pairs: set[tuple[int, int]]) -> None:
        """Take over what was found, where it leaves no more tasks over."""
        if len(pairs) < sum(int(self.given[task]) >= 0 for task in choice.tasks):
            return
        self.given[choice.tasks] = -1
        for task, worker in pairs:
            self.given[task] = worker
