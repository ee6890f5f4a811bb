"""A packed problem keeps order, tells candidates from fixed items, and sees large money."""

from solver.columns import START, TASK
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker

FRAME = Frame(week_starts=[0, 10_080], cost_weeks=(0, 1))


def rows_of(problem, rows):
    """Return task and start of some item rows."""
    return [(int(problem.items[row, TASK]), int(problem.items[row, START])) for row in rows]


def test_items_lie_by_worker_in_order_of_time():
    late, early = Stretch(500, 600, 100, 0, task=1), Stretch(100, 200, 100, 0, task=0)
    fixed = Stretch(300, 400, 100, 0)
    tasks = [Task(100, 200, 9), Task(500, 600, 9)]
    workers = [Worker([late, fixed, early], full=2000), Worker([late], full=2000)]
    problem = pack(tasks, workers, FRAME, constant=5)
    assert problem.size == (2, 2, 3)
    assert rows_of(problem, range(3)) == [(0, 100), (-1, 300), (1, 500)]
    assert rows_of(problem, problem.candidates(0)) == [(0, 100), (1, 500)]
    assert rows_of(problem, problem.candidates(1)) == [(1, 500)]
    assert rows_of(problem, problem.fixed) == [(-1, 300)]


def test_a_worker_with_nothing_has_no_candidates():
    problem = pack([], [Worker([], full=2000)], FRAME, constant=0)
    assert problem.size == (1, 0, 0)
    assert len(problem.candidates(0)) == 0


def test_money_beyond_52_bits_is_kept_whole():
    one = Stretch(0, 480, 480, 0, task=0, cost=3)
    cheap = pack([Task(0, 480, 10**6)], [Worker([one], full=2000)], FRAME, constant=0)
    dear = pack([Task(0, 480, 10**16)], [Worker([one], full=2000)], FRAME, constant=0)
    assert not cheap.wide
    assert dear.wide
    assert dear.costs[0] == 3
