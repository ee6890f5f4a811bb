"""A problem with few of its candidates judges what is left as the whole one does."""

import numpy as np
import pytest

from solver import columns as c
from solver import line
from solver.narrow import carved, narrowed
from solver.search_local import Local
from solver.search_state import start
from tests import random_problems
from tests.solver.packed import narrow


@pytest.mark.parametrize("seed", range(random_problems.cases(12)))
def test_fixed_items_and_tasks_stay_and_lines_cost_the_same(seed):
    problem = narrow(12, "tiny")[seed % 12]
    plan = start(problem)
    Local(plan, 1).fill()
    keep = np.zeros(len(problem.items), np.bool_)
    keep[plan.row_of[plan.row_of != c.NONE]] = True
    few = narrowed(problem, keep)
    back = np.flatnonzero(keep | (problem.items[:, c.TASK] == c.NONE))
    assert few.size[:2] == problem.size[:2]
    assert (few.items == problem.items[back]).all()
    assert (back[few.fixed] == problem.fixed).all()
    for worker in range(len(problem.workers)):
        own = plan.chosen(worker)
        assert line.evaluate(few, worker, np.searchsorted(back, own).tolist()) == line.evaluate(
            problem, worker, own.tolist()
        )


def test_with_all_kept_nothing_changes_and_with_none_only_what_is_fixed_is_left():
    for problem in narrow(6):
        same = narrowed(problem, np.ones(len(problem.items), np.bool_))
        assert (same.items == problem.items).all()
        assert (same.pointer == problem.pointer).all()
        assert (same.fixed_pointer == problem.fixed_pointer).all()
        none = narrowed(problem, np.zeros(len(problem.items), np.bool_))
        assert len(none.items) == len(problem.fixed)
        assert none.size[2] == 0


@pytest.mark.parametrize("seed", range(random_problems.cases(12)))
def test_some_workers_and_tasks_alone_cost_what_they_cost_in_the_whole(seed):
    problem = narrow(12, "tiny")[seed % 12]
    plan = start(problem)
    Local(plan, 1).fill()
    workers = np.flatnonzero(np.random.default_rng(seed).random(problem.size[0]) < 0.6)
    holder = np.where(plan.row_of == c.NONE, c.NONE, plan.owner[np.maximum(plan.row_of, 0)])
    tasks = np.flatnonzero(np.isin(holder, workers) | ((holder == c.NONE) & ~plan.locked))
    part, back = carved(problem, workers, tasks)
    assert part.size[:2] == (len(workers), len(tasks))
    own = np.repeat(np.arange(problem.size[0]), np.diff(problem.pointer))[back]
    assert set(own.tolist()) <= set(workers.tolist())
    told = part.items[:, c.TASK]
    of_task = told != c.NONE
    assert (tasks[told[of_task]] == problem.items[back[of_task], c.TASK]).all()
    assert of_task.sum() == sum(
        np.isin(problem.items[problem.candidates(w), c.TASK], tasks).sum() for w in workers
    )
    for at, worker in enumerate(workers.tolist()):
        rows = np.searchsorted(back, np.sort(plan.chosen(worker)))
        found = line.evaluate(part, at, rows.tolist())
        assert found == line.evaluate(problem, worker, plan.chosen(worker).tolist())
    forced = [problem.tasks[t].forced for t in tasks.tolist()]
    assert [None if t.forced is None else workers[t.forced] for t in part.tasks] == forced
