"""The bound against the exact line: no lawful set may be cheaper than the prices say.

For each worker every set of candidates is judged by `solver.line`, under multipliers drawn at
random; the cheapest must not lie below what the person-weeks were priced at.
"""

import random
from itertools import combinations

import numpy as np
import pytest

from solver import columns as c
from solver import line
from solver.lagrange import LABELS, Multipliers, Relaxation
from tests import random_problems
from vikarsentral.plan.translate import translate
from vikarsentral.problemfile import read_problem

CASES = random_problems.cases(150)


def packed(seed, size="tiny"):
    facts = read_problem(random_problems.problem_bytes(random_problems.problem(seed, size)))
    return translate(facts).problem


def drawn(relaxation, draw):
    """Draw multipliers of all sizes, lawful ones."""
    none = relaxation.none()
    most = 1 + int(relaxation.idle.max(initial=0))
    scale = draw.choice([most, most // 3 + 1, most // 20 + 1])
    task = [draw.randrange(-scale // 4, scale) for _ in none.task]
    forced = np.flatnonzero(relaxation.most > relaxation.idle)
    for one in forced.tolist():
        task[one] += draw.choice([0, 3 * most])
    day = [[draw.randrange(scale // 4 + 1) for _ in row] for row in none.day]
    step = [draw.randrange(4) for _ in none.step]
    share = [draw.randrange(scale // 3 + 1) for _ in none.share]
    over = [[draw.choice([0, 0, 1 + scale // 500]) for _ in row] for row in none.over]
    mixed = [[draw.choice([0, draw.randrange(scale)]) for _ in row] for row in none.mixed]
    border = [draw.choice([0, draw.randrange(scale)]) for _ in none.border]
    return relaxation.lawful(
        Multipliers(
            np.array(task, dtype=np.int64),
            np.array(day, dtype=np.int64).reshape(none.day.shape),
            np.array(step, dtype=np.int64),
            np.array(share, dtype=np.int64),
            np.array(over, dtype=np.int64).reshape(none.over.shape),
            np.array(mixed, dtype=np.int64).reshape(none.mixed.shape),
            np.array(border, dtype=np.int64),
        )
    )


def possible(problem, worker):
    """Return the worker's candidates without those for what is forced on another."""
    forced = {
        row: problem.tasks[int(problem.items[row, c.TASK])].forced
        for row in rows_of(problem, worker)
    }
    return [row for row, owner in forced.items() if owner in (None, worker)]


def rows_of(problem, worker):
    return problem.candidates(worker).tolist()


def exact(problem, used):
    """Return the same relaxation with each worker's whole line priced exactly."""
    total = problem.constant + int(used.task.sum())
    for worker in range(len(problem.workers)):
        rows = np.array(possible(problem, worker), dtype=np.int64)
        total += min(
            cost - sum(int(used.task[problem.items[row, c.TASK]]) for row in chosen)
            for size in range(len(rows) + 1)
            for chosen in combinations(rows.tolist(), size)
            for rule, cost in [line.evaluate(problem, worker, list(chosen))]
            if rule == "lawful"
        )
    return total


@pytest.mark.parametrize("seed", range(CASES))
def test_no_lawful_line_is_cheaper_than_its_price(seed):
    problem = packed(seed)
    if problem.wide:
        assert max(abs(int(cost)) for cost in problem.costs) >= 0
        return
    draw = random.Random(seed)
    relaxation = Relaxation(problem)
    for _ in range(6):
        used = drawn(relaxation, draw)
        assert relaxation.bound(used).bound <= exact(problem, used)


@pytest.mark.parametrize("seed", range(20))
def test_fewer_labels_and_more_threads_never_raise_the_bound(seed):
    problem = packed(seed, "small")
    if problem.wide:
        return
    relaxation = Relaxation(problem)
    used = drawn(relaxation, random.Random(seed))
    full = relaxation.bound(used).bound
    assert Relaxation(problem, threads=3).bound(used).bound == full
    for labels in (1, 2, 5, LABELS):
        assert Relaxation(problem, labels=labels).bound(used).bound <= full


def test_unlawful_multipliers_are_cut_before_they_prove_anything():
    relaxation = Relaxation(packed(1))
    none = relaxation.none()
    below = (none.day - 5, none.step - 3, none.share - 1, none.over - 1)
    wild = Multipliers(none.task + 2**60, *below)
    cut = relaxation.lawful(wild)
    assert (cut.task <= relaxation.most).all()
    assert (cut.day == 0).all()
    for kept in (cut.step, cut.share, cut.over):
        assert (kept == 0).all()
    assert relaxation.bound(wild).bound == relaxation.bound(cut).bound
