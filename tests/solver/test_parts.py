"""Parts share neither workers nor tasks; what is made of them apart stands together."""

import threading

import numpy as np
import pytest

from solver import columns as c
from solver.narrow import carved
from solver.parts import parts_of, put_in, side_by_side, taken_out
from solver.search_local import Local
from solver.search_state import start
from tests import random_problems
from tests.solver.packed import narrow, packed
from tests.solver.test_scale_sweep import is_sound
from tests.solver.test_search_likely import begun, filled


@pytest.mark.parametrize("by_area", [True, False])
@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_parts_share_nobody_and_nothing_and_keep_what_is_held(count, by_area):
    problem = packed(3, "small")
    plan = filled(problem)
    rows = begun(problem, plan).likely(10**9)
    parts = parts_of(plan, rows, count, np.random.default_rng(1), by_area=by_area)
    workers = np.concatenate([part.workers for part in parts])
    tasks = np.concatenate([part.tasks for part in parts])
    assert len(parts) <= count
    assert len(set(workers)) == len(workers)
    assert len(set(tasks)) == len(tasks)
    held = np.flatnonzero(plan.row_of != c.NONE)
    assert set(held) <= set(tasks)
    for part in parts:
        own = part.tasks[plan.row_of[part.tasks] != c.NONE]
        assert set(plan.owner[plan.row_of[own]]) <= set(part.workers)


@pytest.mark.parametrize("seed", range(random_problems.cases(10)))
def test_a_part_taken_out_and_put_in_is_the_same_plan(seed):
    problem = narrow(10)[seed % 10]
    plan = filled(problem)
    rows = np.flatnonzero(problem.items[:, c.TASK] != c.NONE)
    new = plan.copy()
    for part in parts_of(plan, rows, 3, np.random.default_rng(seed)):
        small, back = carved(problem, part.workers, part.tasks)
        own = taken_out(plan, part, small, back)
        assert is_sound(own)
        idle = plan.idle[part.tasks][plan.row_of[part.tasks] == c.NONE].sum()
        assert own.objective == plan.cost[part.workers].sum() + idle
        put_in(new, part, own, back)
    assert (new.row_of == plan.row_of).all()
    assert (new.cost == plan.cost).all()
    assert is_sound(new)


@pytest.mark.parametrize("seed", range(random_problems.cases(10)))
def test_parts_planned_apart_stand_together(seed):
    problem = narrow(10)[seed % 10]
    plan = filled(problem)
    rows = np.flatnonzero(problem.items[:, c.TASK] != c.NONE)
    new, saved = plan.copy(), 0
    for part in parts_of(plan, rows, 2, np.random.default_rng(seed), by_area=False):
        small, back = carved(problem, part.workers, part.tasks)
        own = start(small)
        Local(own, seed + 7).fill()
        saved += taken_out(plan, part, small, back).objective - own.objective
        put_in(new, part, own, back)
    assert is_sound(new)
    assert new.objective == plan.objective - saved


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_every_part_is_worked_on_once(threads):
    problem = packed(3, "small")
    plan = filled(problem)
    parts = parts_of(plan, np.zeros(0, np.int64), 4, np.random.default_rng(1))
    seen, lock = [], threading.Lock()

    def work(part):
        with lock:
            seen.append(part)
        return len(part.tasks)

    assert side_by_side(work, parts, threads, 0) == [len(part.tasks) for part in parts]
    assert len(seen) == len(parts) > 1
