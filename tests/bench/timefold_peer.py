"""Timefold as peer: `python -m tests.bench.timefold_peer PROBLEM PLAN SECONDS`.

The model is told in its own constraint streams, from the arrays the product's solver gets: who
may have a need even alone, pairs that clash (overlap, travel, rest), minutes per week with their
caps and prices, red days, quick returns and weekends. What they cannot tell well (weekly rest,
four-week windows, runs of more than two needs) is left out of them; what breaks a rule for that
reason is taken out of the plan before `check`, worker by worker, as for the other peers.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from typing import Annotated

import numpy as np
from timefold.solver import SolverFactory
from timefold.solver.config import (
    Duration,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    TerminationConfig,
)
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    ConstraintCollectors,
    ConstraintFactory,
    HardSoftScore,
    Joiners,
    constraint_provider,
)

from solver import columns as c
from solver import line, search_mip
from solver.problem import Problem
from tests.bench.greedy import begun

REST, DAY = 660, 1440
LEAST_SECONDS = 1.0


@dataclass
class Person:
    """What Timefold knows of one worker; lists are per week."""

    number: Annotated[int, PlanningId]
    contract: int
    full: int
    under: int
    extra: int
    over: int
    assigned: int
    square: int
    quick: int
    fixed: list[int]
    room: list[int]


@planning_entity
@dataclass
class Shift:
    """One need, and who has it; None: an agency has it, or nobody."""

    number: Annotated[int, PlanningId]
    start: int
    end: int
    paid: int
    week: int
    weekend: int
    rest: int
    red_from: int
    red_to: int
    area: int
    idle: int
    travel: list[int]
    costs: dict[int, int]
    able: Annotated[list[Person], ValueRangeProvider]
    person: Annotated[Person | None, PlanningVariable(allows_unassigned=True)] = field(
        default=None
    )


@planning_solution
@dataclass
class Plan:
    """All people and needs."""

    people: Annotated[list[Person], ProblemFactCollectionProperty]
    shifts: Annotated[list[Shift], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


def clashes(one: Shift, other: Shift) -> bool:
    """Tell whether one person cannot have both of two needs."""
    first, second = one, other
    if other.start < one.start:
        first, second = other, one
    gap = second.start - first.end
    rest = max(first.rest, second.rest)
    if gap < 0 or gap < first.travel[second.area]:
        return True
    return gap < rest and second.end - first.start > DAY - rest


def quick(one: Shift, other: Shift) -> bool:
    """Tell whether two needs of one person are a quick return."""
    first, second = one, other
    if other.start < one.start:
        first, second = other, one
    gap = second.start - first.end
    return gap >= max(first.rest, second.rest) and gap < REST


def reds(one: Shift, other: Shift) -> bool:
    """Tell whether two needs lie on neighbouring red days."""
    return (
        one.red_from < one.red_to
        and other.red_from < other.red_to
        and (one.red_to == other.red_from or other.red_to == one.red_from)
    )


def price(person: Person, week: int, paid: int) -> int:
    """Return what a week costs more with some paid minutes of needs than without."""
    before = person.fixed[week]
    after = before + paid
    over = max(0, after - person.full)
    under = max(0, person.contract - after) - max(0, person.contract - before)
    extra = max(0, min(after, person.full) - person.contract) - max(
        0, min(before, person.full) - person.contract
    )
    more = over - max(0, before - person.full)
    assigned = max(0, paid - over)
    return (
        under * person.under
        + extra * person.extra
        + more * person.over
        + assigned * person.assigned
    )


@constraint_provider
def rules(factory: ConstraintFactory):
    """Tell the constraints."""
    pairs = Joiners.equal(lambda one: one.person)
    near = Joiners.overlapping(lambda one: one.start - REST, lambda one: one.end + REST)
    hard, soft = HardSoftScore.ONE_HARD, HardSoftScore.ONE_SOFT
    total = ConstraintCollectors.sum(lambda one: one.paid)
    weekend = ConstraintCollectors.sum(lambda one: one.weekend)
    return [
        factory.for_each_including_unassigned(Shift)
        .filter(lambda one: one.person is None)
        .penalize(soft, lambda one: one.idle)
        .as_constraint("nobody"),
        factory.for_each(Shift)
        .impact(soft, lambda one: 0 - one.costs[one.person.number])
        .as_constraint("own cost"),
        factory.for_each_unique_pair(Shift, pairs, near)
        .filter(clashes)
        .penalize(hard)
        .as_constraint("clash"),
        factory.for_each_unique_pair(Shift, pairs, near)
        .filter(quick)
        .penalize(soft, lambda one, _: one.person.quick)
        .as_constraint("quick return"),
        factory.for_each_unique_pair(Shift, pairs)
        .filter(reds)
        .penalize(hard)
        .as_constraint("red days"),
        factory.for_each(Shift)
        .group_by(lambda one: one.person, lambda one: one.week, total)
        .filter(lambda person, week, paid: paid > person.room[week])
        .penalize(hard, lambda person, week, paid: paid - person.room[week])
        .as_constraint("week"),
        factory.for_each(Shift)
        .group_by(lambda one: one.person, lambda one: one.week, total)
        .impact(soft, lambda person, week, paid: 0 - price(person, week, paid))
        .as_constraint("week's price"),
        factory.for_each(Shift)
        .group_by(lambda one: one.person, weekend)
        .penalize(soft, lambda person, many: person.square * many * many)
        .as_constraint("weekends"),
    ]


def plan_of(problem: Problem) -> tuple[Plan, dict[tuple[int, int], int]]:
    """Tell a problem to Timefold.

    Args:
        problem: as the product's own solver gets it, not `wide`.

    Returns:
        The plan to be made, and the row of each task and worker.
    """
    items, workers = problem.items, problem.workers
    owner = np.repeat(np.arange(len(workers)), np.diff(problem.pointer))
    weeks = len(problem.weeks) - 1
    fixed = np.zeros((len(workers), weeks), np.int64)
    np.add.at(
        fixed, (owner[problem.fixed], items[problem.fixed, c.WEEK]), items[problem.fixed, c.PAID]
    )
    people = [_person(problem, number, fixed[number].tolist()) for number in range(len(workers))]
    rows = {}
    for row in np.flatnonzero(items[:, c.TASK] != c.NONE).tolist():
        if line.evaluate(problem, int(owner[row]), [row])[0] == "lawful":
            rows[int(items[row, c.TASK]), int(owner[row])] = row
    able: dict[int, list[int]] = {}
    for task, worker in rows:
        able.setdefault(task, []).append(worker)
    shifts = []
    for number, task in enumerate(problem.tasks):
        own = able.get(number)
        if not own:
            continue
        item = items[rows[number, own[0]]]
        names = (c.START, c.END, c.PAID, c.WEEK, c.WEEKEND, c.REST, c.RED_LO, c.RED_HI, c.AREA)
        facts = [int(item[name]) for name in names]
        travel = [int(one) for one in problem.travel[facts[-1]]]
        costs = {worker: int(problem.costs[rows[number, worker]]) for worker in own}
        may = [people[worker] for worker in own]
        shifts.append(Shift(number, *facts, task.idle_cost, travel, costs, may))
    return Plan(people, shifts), rows


def _person(problem: Problem, number: int, fixed: list[int]) -> Person:
    """Tell one worker: prices, and how many minutes of needs each week has room for."""
    worker = problem.workers[number]
    rate = problem.rates[number]
    own = problem.items[problem.pointer[number] : problem.pointer[number + 1]]
    over = int(own[:, c.OVER_WEEK].min()) if len(own) else 0
    cap = int(own[:, c.WEEK_CAP].min()) if len(own) else 0
    most = min(cap, int(worker[c.FULL]) + over)
    spare = int(worker[c.FULL] - worker[c.CONTRACT])
    if worker[c.COUNTS_EXTRA] and worker[c.EXTRA_CAP] < spare:
        most = min(most, int(worker[c.CONTRACT] + worker[c.EXTRA_CAP]))
    return Person(
        *(number, int(worker[c.CONTRACT]), int(worker[c.FULL])),
        *(int(rate[name]) for name in (c.UNDER, c.EXTRA, c.OVER, c.ASSIGNED, c.SQUARE, c.QUICK)),
        fixed,
        [max(0, most - paid) for paid in fixed],
    )


def main(problem_file: str, plan_file: str, seconds: str) -> None:
    """Plan a problem and write the plan.

    Args:
        problem_file: a problem.
        plan_file: is written.
        seconds: for everything but the start of Python and of Java, which compiles the model.
    """
    work = begun(problem_file)
    problem = work.translation.problem
    wanted, rows = plan_of(problem)
    left = float(seconds) - (time.monotonic() - work.began)
    config = SolverConfig(
        solution_class=Plan,
        entity_class_list=[Shift],
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=rules
        ),
        termination_config=TerminationConfig(
            spent_limit=Duration(milliseconds=int(1000 * max(LEAST_SECONDS, left)))
        ),
        random_seed=1,
    )
    found = SolverFactory.create(config).build_solver().solve(wanted)
    chosen = [rows[one.number, one.person.number] for one in found.shifts if one.person]
    state = search_mip.adopt(problem, np.array(sorted(chosen), dtype=np.int64))
    given = sum(holder is not None for holder in state.holders())
    sys.stderr.write(f"score {found.score}; {given} of {len(chosen)} kept\n")
    work.keep(state, plan_file)


if __name__ == "__main__":
    main(*sys.argv[1:])
