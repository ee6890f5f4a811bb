"""Workers told set by set: exactly the cheapest lawful set, whatever the prices are."""

import random
from dataclasses import replace

import numpy as np
import pytest

from solver import columns as c
from solver import line
from solver.lagrange import Relaxation
from solver.lagrange_told import NOBODY, told_of
from solver.narrow import narrowed
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker
from tests import random_problems
from tests.solver.packed import narrow, packed
from tests.solver.test_lagrange_days import best_lines, lawful_sets
from tests.solver.test_lagrange_whole import problem_of

DAY, WEEK = 1440, 7 * 1440


def sets_of(told):
    """Return by worker every set that is told, as rows, with its cost."""
    found = {}
    for n, worker in enumerate(told.workers.tolist()):
        found[worker] = [
            (int(told.cost[s]), told.rows[told.begin[s] : told.begin[s + 1]].tolist())
            for s in range(told.first[n], told.first[n + 1])
        ]
    return found


@pytest.mark.parametrize("seed", range(random_problems.cases(40)))
def test_every_lawful_set_is_told_with_its_cost(seed):
    problem = packed(seed, "tiny")
    if problem.wide:
        return
    relaxation = Relaxation(problem)
    for worker, sets in sets_of(told_of(problem, relaxation.grid.dead)).items():
        for cost, rows in sets:
            assert line.evaluate(problem, worker, rows) == ("lawful", cost)
        assert (line.evaluate(problem, worker, [])[1], []) in sets
        some = {tuple(rows) for _, rows in sets}
        assert len(some) == len(sets)
        own = [row for row in problem.candidates(worker) if not relaxation.grid.dead[row]]
        for one in own:
            is_lawful = line.evaluate(problem, worker, [int(one)])[0] == "lawful"
            assert ((int(one),) in some) == is_lawful


@pytest.mark.parametrize("seed", range(random_problems.cases(40)))
def test_where_everybody_is_told_the_bound_is_what_the_cheapest_sets_cost(seed):
    draw = random.Random(random_problems.first_seed() + seed)
    problem = problem_of(draw)
    relaxation = Relaxation(problem, whole=True)
    assert len(relaxation.told.workers) == len(problem.workers)
    sets, idle = lawful_sets(problem), relaxation.idle
    for task in (idle, idle // 2, idle - [draw.randrange(900) for _ in idle]):
        proof = relaxation.bound(replace(relaxation.none(), task=task))
        assert proof.bound == best_lines(problem, sets, proof.multipliers.task)
        by_lines = Relaxation(problem, whole=True, told=NOBODY)
        assert by_lines.bound(replace(by_lines.none(), task=task)).bound <= proof.bound
        rows = np.flatnonzero(proof.taken)
        for worker in range(len(problem.workers)):
            lo, hi = problem.pointer[worker : worker + 2]
            mine = rows[(rows >= lo) & (rows < hi)]
            assert line.evaluate(problem, worker, mine)[0] == "lawful"


def test_fewer_candidates_leave_the_sets_that_hold_none_of_the_others():
    draw, cut = np.random.default_rng(3), 0
    for problem in narrow(8, "tiny"):
        dead = Relaxation(problem).grid.dead
        told = told_of(problem, dead)
        keep = (draw.random(len(problem.items)) < 0.6) | (problem.items[:, c.TASK] == c.NONE)
        few = told_of(narrowed(problem, keep), dead[keep])
        found, other = sets_of(told.cut(keep)), sets_of(few)
        assert {w: sorted(found[w]) for w in found} == {w: sorted(other[w]) for w in found}
        cut += len(told.cost) - len(few.cost)
    assert cut


def two_at_night(*more):
    """Make a worker whose two fixed stretches are one work period above the day's minutes."""
    own = [
        Stretch(480, 840, 360, 0, rest=660, day=540),
        Stretch(900, 1260, 360, 0, rest=660, day=540),
        *(Stretch(*span, 420, 0, rest=660, day=540, task=k) for k, span in enumerate(more)),
    ]
    worker = Worker(own, full=2130, ceiling=780, over_base=0, rate_over=20)
    return pack([Task(*span, 5000) for span in more], [worker], Frame([0, WEEK], (0, 1)), 0)


def test_minutes_above_the_day_of_fixed_items_together_count():
    problem = two_at_night((3 * DAY + 480, 3 * DAY + 900))
    rule, cost = line.evaluate(problem, 0, [])
    assert (rule, cost) == ("lawful", 20 * (720 - 540))
    by_sets, by_lines = (Relaxation(problem, whole=True, told=one) for one in (None, NOBODY))
    task = np.array([4000])
    assert by_sets.bound(replace(by_sets.none(), task=task)).bound == cost
    assert by_lines.bound(replace(by_lines.none(), task=task)).bound == 0


def test_a_candidate_that_is_taken_out_is_in_no_set():
    problem = two_at_night((3 * DAY + 480, 3 * DAY + 900), (5 * DAY + 480, 5 * DAY + 900))
    relaxation = Relaxation(problem, whole=True)
    used = replace(relaxation.none(), task=np.array([5000, 4000]))
    first = int(np.flatnonzero(problem.items[:, c.TASK] == 0)[0])
    assert relaxation.bound(used).taken[first]
    relaxation.grid.gains[first] = c.BIG
    proof = relaxation.bound(used)
    assert not proof.taken[first]
    assert proof.bound == relaxation.bound(used).bound == 5000 + 3600


def test_cliques_over_ends_of_weeks_have_no_price_for_those_told_by_sets():
    some = 0
    for problem in narrow(12):
        relaxation = Relaxation(problem, whole=True)
        is_told = np.isin(relaxation.borders.owner, relaxation.told.workers)
        used = replace(relaxation.none(), border=np.full(len(is_told), 7))
        assert (relaxation.lawful(used).border == np.where(is_told, 0, 7)).all()
        some += int(is_told.sum())
    assert some
