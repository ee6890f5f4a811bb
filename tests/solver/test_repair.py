"""A part planned anew against every way to plan that part."""

import itertools

import pytest

from solver import columns as c
from solver import line
from solver.chain import Chains
from solver.repair import neighbourhood, repair
from tests import random_problems
from tests.solver.test_chain import filled, open_tasks, row_for


def best_way(state, tasks, workers):
    """Return the least cost of a plan in which some tasks of these workers lie free."""
    fixed = state.objective - sum(int(state.cost[worker]) for worker in workers)
    fixed -= sum(int(state.idle[one]) for one in tasks if state.row_of[one] == c.NONE)
    least = None
    for way in itertools.product([None, *workers], repeat=len(tasks)):
        cost = cost_of_way(state, dict(zip(tasks, way, strict=True)), workers)
        if cost is not None and (least is None or cost < least):
            least = cost
    return None if least is None else fixed + least


def cost_of_way(state, way, workers):
    total = 0
    for one, worker in way.items():
        total += int(state.idle[one]) if worker is None else 0
    for worker in workers:
        rows = [row_for(state, worker, one) for one, who in way.items() if who == worker]
        if None in rows:
            return None
        items = state.problem.items
        kept = [int(row) for row in state.chosen(worker) if int(items[row, c.TASK]) not in way]
        rule, cost = line.evaluate(state.problem, worker, sorted([*kept, *rows]))
        if rule != "lawful":
            return None
        total += cost
    return total


@pytest.mark.parametrize("seed", range(random_problems.cases(16)))
@pytest.mark.parametrize("size", ["tiny", "small"])
def test_a_proven_repair_is_the_best_of_every_way(seed, size):
    state = filled(seed, size)
    looking = Chains(state)
    for task in open_tasks(state)[:2]:
        chain = looking.best(task)
        workers = neighbourhood(looking, task, chain, 3)
        found = repair(state, task, workers, chain, days=seed % 4)
        assert found.is_proven
        assert task in found.tasks
        if (len(found.workers) + 1) ** len(found.tasks) <= 3_000:
            assert found.state.objective == best_way(state, found.tasks, found.workers)


@pytest.mark.parametrize("seed", range(random_problems.cases(6)))
def test_a_repair_is_no_dearer_than_the_chain_and_moves_only_its_part(seed):
    state = filled(seed)
    looking = Chains(state)
    for task in open_tasks(state)[:2]:
        chain = looking.best(task)
        workers = neighbourhood(looking, task, chain)
        found = repair(state, task, workers, chain)
        assert found.state.objective <= state.objective
        assert found.is_proven
        if chain is not None:
            assert {step.worker for step in chain.steps} <= set(found.workers)
            assert found.state.objective <= state.objective + chain.cost
        for one in range(len(state.row_of)):
            if state.row_of[one] == found.state.row_of[one]:
                assert one not in found.moved
                continue
            assert one in found.moved
            assert one in found.tasks
            for row in (state.row_of[one], found.state.row_of[one]):
                assert row == c.NONE or int(state.owner[row]) in workers


def test_with_nobody_to_plan_anew_nothing_changes():
    state = filled(3)
    found = repair(state, open_tasks(state)[0], [])
    assert (found.moved, found.state.objective) == ((), state.objective)
    assert found.is_proven
