"""A plain greedy as peer: `python -m tests.bench.greedy PROBLEM PLAN`.

Need after need by priority, then start: the cheapest person who may lawfully take it, else an
agency where that is allowed and cheaper than an open need, else open. Pins come first.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from solver import line
from solver.answer import Answer, Limits
from solver.bound import simple
from solver.columns import NONE
from solver.search_state import start
from vikarsentral.plan.document import plan_document
from vikarsentral.plan.solving import roster_of
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.check import check

if TYPE_CHECKING:
    from solver.search_state import State
    from vikarsentral.plan.translate import Translation
    from vikarsentral.rules.facts import Problem


def fill(state: State, order: list[int]) -> None:
    """Give each free task in turn to whoever takes it cheapest.

    Args:
        state: lawful; changed in place.
        order: tasks.
    """
    for task in order:
        if state.row_of[task] != NONE:
            continue
        rows = state.task_rows[state.task_pointer[task] : state.task_pointer[task + 1]]
        possible = [
            (cost, int(row)) for row in rows if (cost := _more(state, int(row))) is not None
        ]
        if possible:
            state.take(min(possible)[1])


def _more(state: State, row: int) -> int | None:
    """Return what a row would add to the cost of its worker; None when it is unlawful."""
    worker = int(state.owner[row])
    rule, cost = line.evaluate(state.problem, worker, [*state.chosen(worker), row])
    return cost - int(state.cost[worker]) if rule == "lawful" else None


@dataclass(frozen=True, slots=True)
class Work:
    """Hold a problem on its way to a peer's plan.

    Attributes:
        problem: as read.
        translation: as the product's own solver gets it.
        began: moment of the monotonic clock before reading.
    """

    problem: Problem
    translation: Translation
    began: float

    def keep(self, state: State, plan_file: str) -> None:
        """Judge a plan as the product does, and write it.

        Args:
            state: lawful.
            plan_file: is written.
        """
        holders = state.holders()
        tasks = self.translation.problem.tasks
        external = tuple(
            holder is None and task.goes_external
            for holder, task in zip(holders, tasks, strict=True)
        )
        lower = simple(self.translation.problem)
        found = Answer(state.objective, lower, holders, external, 0.0)
        roster = roster_of(self.translation, found)
        verdict = check(self.problem, roster)
        spent = time.monotonic() - self.began
        limits = Limits(spent, 1, 1)
        plan = plan_document(self.problem, roster, verdict, found.bound, spent, limits)
        Path(plan_file).write_text(json.dumps(plan), encoding="utf-8")


def begun(problem_file: str) -> Work:
    """Read and translate a problem.

    Args:
        problem_file: a problem.
    """
    began = time.monotonic()
    problem = read_problem(problem_file)
    return Work(problem, translate(problem), began)


def main(problem_file: str, plan_file: str) -> None:
    """Plan a problem and write the plan.

    Args:
        problem_file: a problem.
        plan_file: is written.
    """
    work = begun(problem_file)
    needs = list(work.problem.needs.values())
    order = sorted(range(len(needs)), key=lambda i: (needs[i].priority, needs[i].start, i))
    state = start(work.translation.problem)
    fill(state, order)
    work.keep(state, plan_file)


if __name__ == "__main__":
    main(*sys.argv[1:])
