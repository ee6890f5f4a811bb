"""The search on problems that know no law: always a lawful plan, exact where it can be."""

import itertools
from math import inf

import numpy as np
import pytest

from solver import line
from solver.answer import Limits, never, silent
from solver.model import build
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker
from solver.search import Search, solve
from solver.search_anew import Effort, anew
from solver.search_local import BATCH, Local
from solver.search_mip import adopt
from solver.search_state import start
from solver.warm import warm, warm_exchanges
from tests.solver.packed import packed

DAY = 1440
REST = 660


def problem(days=5, workers=2, idle=1000, **more):
    """Make a week in which every worker may do a task of eight hours on each day."""
    tasks = [Task(day * DAY + 480, day * DAY + 960, idle) for day in range(days)]
    stretches = [
        Stretch(one.start, one.end, 480, 0, rest=REST, task=i, cost=10 * i)
        for i, one in enumerate(tasks)
    ]
    frame = Frame(week_starts=[0, 7 * DAY], cost_weeks=(0, 1), quick_gap=REST)
    people = [Worker(stretches, full=2130, **more) for _ in range(workers)]
    return pack(tasks, people, frame, 7)


def cheapest(told):
    """Try every way to give every task to someone or nobody."""
    best = None
    for takers in itertools.product((*range(len(told.workers)), None), repeat=len(told.tasks)):
        total = told.constant
        for worker in range(len(told.workers)):
            rows = [r for r in told.candidates(worker) if takers[told.items[r, 0]] == worker]
            rule, cost = line.evaluate(told, worker, rows)
            total = None if rule != "lawful" or total is None else total + cost
            if total is None:
                break
        if total is not None:
            total += sum(
                task.idle_cost for task, who in zip(told.tasks, takers, strict=True) if who is None
            )
            best = total if best is None else min(best, total)
    return best


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"rate_assigned": 3},
        {"contract": 1000, "rate_under": 2, "extra_cap": 500, "rate_extra": 1},
        {"contract": 500, "rate_extra": 2, "rate_over": 1},
        {"square": 30},
        {"share_cap": 0},
    ],
)
def test_the_answer_is_the_cheapest_of_all(more):
    told = problem(**more)
    answer = solve(told, Limits(seconds=20, workers=1))
    assert answer.proven
    assert answer.objective == cheapest(told)


def test_a_forced_task_stays_with_its_worker():
    told = problem()
    told.tasks[1] = Task(DAY + 480, DAY + 960, 0, forced=1)
    assert solve(told, Limits(seconds=20)).holders[1] == 1


def test_forced_tasks_that_clash_are_refused_at_once():
    told = problem(days=1)
    task = told.tasks[0]
    twice = pack(
        [Task(task.start, task.end, 1, forced=0), Task(task.start, task.end, 1, forced=0)],
        [Worker([Stretch(480, 960, 480, 0, task=i) for i in range(2)], full=2130)],
        told.frame,
        0,
    )
    with pytest.raises(ValueError, match="overlap"):
        start(twice)


def test_the_local_search_ends_with_the_best_plan_it_met():
    told = problem(workers=3, contract=960, extra_cap=0)
    state = start(told)
    local = Local(state, 3)
    local.fill()
    filled = state.objective
    local.run(5.0, 20 * BATCH, (5.0, 5.0))
    assert state.objective <= filled
    for worker in range(3):
        assert line.evaluate(told, worker, state.chosen(worker)) == ("lawful", state.cost[worker])


def test_what_a_model_chooses_unlawfully_is_left_out_and_the_rest_kept():
    told = problem(workers=1, contract=960, extra_cap=0)
    state = adopt(told, told.candidates(0))
    assert sum(row >= 0 for row in state.row_of) == 2
    assert line.evaluate(told, 0, state.chosen(0))[0] == "lawful"


def test_a_part_planned_anew_is_never_dearer():
    told = problem(workers=3)
    better = anew(start(told), None, np.random.default_rng(1), Effort(inf, 5.0, 100))
    assert better is not None
    assert better.objective == cheapest(told)


def test_a_model_of_a_part_leaves_other_tasks_alone():
    told = problem(workers=2)
    model = build(told, [0], {0, 1})
    chosen = {int(told.items[row, 0]) for row in range(len(told.items)) if model.column[row] >= 0}
    assert chosen == {0, 1}


@pytest.mark.parametrize("seed", [22, 40, 59, 63])
def test_a_small_model_that_only_cuts_is_proven_by_whole_lines(seed):
    told = packed(seed)
    plans = []
    for workers in (1, 2):
        search = Search(told, Limits(seconds=600, workers=workers, rounds=40), silent, never)
        search.begin()
        search.with_model()
        assert search.lines is not None
        assert search.lines.bound == search.bound == search.value == search.best.objective
        plans.append((search.value, search.best.holders()))
    assert plans[0] == plans[1]


def test_whole_lines_are_left_to_the_model_when_someone_asks_for_an_end():
    told = packed(22)
    search = Search(told, Limits(rounds=40), silent, lambda: True)
    search.begin()
    before = search.bound
    search.by_lines(8)
    assert search.lines is None
    assert before == search.bound <= search.value


def test_no_time_still_gives_a_plan():
    answer = solve(problem(), Limits(seconds=0.001, workers=1))
    assert len(answer.holders) == 5


def test_warming_up_runs():
    warm()
    warm_exchanges()
