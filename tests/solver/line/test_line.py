"""One worker's line on both sides of each limit, in the solver's own terms: no law, no names."""

import pytest

from solver import line
from solver.problem import pack
from solver.rows import Frame, Stretch, Task, Worker

WEEK = 10_080
DAY = 1_440


def told(stretches, frame=None, **worker):
    """Judge all candidates of one worker together with what is fixed."""
    many = 1 + max(one.task for one in stretches)
    tasks = [Task(0, 1, 0) for _ in range(many)]
    base = {"week_starts": [0, WEEK, 2 * WEEK, 3 * WEEK, 4 * WEEK], "cost_weeks": (0, 4)}
    whole = Worker(stretches=stretches, **({"full": 10_000} | worker))
    problem = pack(tasks, [whole], Frame(**(base | (frame or {}))), constant=0)
    return line.evaluate(problem, 0, problem.candidates(0))


def work(start, length, task=-1, **limits):
    """Make a stretch whose paid minutes are its length, with a rest of 11 hours."""
    plain = {"paid": length, "week": start // WEEK, "rest": 660}
    return Stretch(start, start + length, task=task, **(plain | limits))


@pytest.mark.parametrize(("gap", "rule"), [(-1, "overlap"), (0, "lawful")])
def test_stretches_may_touch_and_never_overlap(gap, rule):
    pair = [work(0, 100, task=0, rest=10), work(100 + gap, 100, task=1, rest=10)]
    assert told(pair)[0] == rule


@pytest.mark.parametrize(("gap", "rule"), [(24, "travel"), (25, "lawful")])
def test_gap_between_places_holds_the_travel(gap, rule):
    pair = [work(0, 100, task=0, rest=10), work(100 + gap, 100, task=1, rest=10, area=1)]
    assert told(pair, {"travel": [[0, 25], [25, 0]]})[0] == rule


@pytest.mark.parametrize(("gap", "rule"), [(659, "rest"), (660, "lawful")])
def test_a_shorter_gap_makes_one_work_period(gap, rule):
    pair = [work(0, 400, task=0), work(400 + gap, 400, task=1)]
    assert told(pair)[0] == rule


@pytest.mark.parametrize(("rest", "rule"), [(660, "rest"), (480, "lawful")])
def test_the_longest_rest_of_two_holds(rest, rule):
    pair = [work(0, 400, task=0, rest=480), work(900, 400, task=1, rest=rest)]
    assert told(pair)[0] == rule


@pytest.mark.parametrize(
    ("length", "ceiling", "rule"),
    [(540, 0, "lawful"), (541, 0, "day"), (780, 780, "lawful"), (781, 780, "day")],
)
def test_a_work_period_holds_so_much(length, ceiling, rule):
    assert told([work(0, length, task=0, day=540, rest=480)], ceiling=ceiling)[0] == rule


@pytest.mark.parametrize(("free", "rule"), [(WEEK - 400, "lawful"), (WEEK - 399, "free")])
def test_a_week_keeps_its_longest_free_time(free, rule):
    assert told([work(0, 400, task=0, free=free)])[0] == rule


@pytest.mark.parametrize(("cap", "rule"), [(800, "lawful"), (799, "week")])
def test_a_week_holds_so_much(cap, rule):
    pair = [work(0, 400, task=0, week_cap=cap), work(2 * DAY, 400, task=1)]
    assert told(pair)[0] == rule


@pytest.mark.parametrize(
    ("caps", "rule"),
    [
        ({"over_week": 100}, "lawful"),
        ({"over_week": 99}, "over"),
        ({"over_window": 99}, "over"),
        ({"over_total": 149}, "over"),
        ({"over_total": 150}, "lawful"),
    ],
)
def test_overtime_holds_in_week_window_and_total(caps, rule):
    assert told([work(0, 500, task=0, **caps)], full=400, over_base=50)[0] == rule


@pytest.mark.parametrize(("cap", "rule"), [(100, "lawful"), (99, "extra")])
def test_extra_minutes_stay_within_what_is_accepted(cap, rule):
    one = [work(0, 500, task=0)]
    assert told(one, full=1000, contract=400, extra_cap=cap)[0] == rule
    assert told(one, full=1000, contract=400, extra_cap=cap, counts_extra=False)[0] == "lawful"


@pytest.mark.parametrize(
    ("second", "average", "rule"),
    [((1, 2), False, "red"), ((2, 3), False, "lawful"), ((1, 2), True, "lawful")],
)
def test_neighbouring_marked_days_are_not_both_worked(second, average, rule):
    pair = [
        work(0, 400, task=0, red=(0, 1), average=average),
        work(2 * DAY, 400, task=1, red=second, average=average),
    ]
    assert told(pair, {"reds": 3}, share=(0, 3), share_cap=2)[0] == rule


def test_averaging_is_held_to_the_share_and_to_runs():
    days = [work(n * 2 * DAY, 400, task=n, red=(n, n + 1), average=True) for n in range(4)]
    assert told(days, {"reds": 4}, share=(0, 4), share_cap=4)[0] == "lawful"
    assert told(days, {"reds": 4}, share=(0, 4), share_cap=3)[0] == "red"
    assert told(days, {"reds": 4, "sundays": [0, 1, 2, 3]}, share=(0, 4))[0] == "red"


def test_what_is_fixed_breaks_alone_is_not_held_against_the_worker():
    fixed = [work(0, 700, day=540), work(300, 300, day=540)]
    assert told([*fixed, work(3 * DAY, 400, task=0, day=540)])[0] == "lawful"


def test_a_week_costs_what_it_leaves_holds_and_exceeds():
    rates = {"rate_under": 3, "rate_extra": 5, "rate_over": 7, "rate_assigned": 11}
    frame = {"cost_weeks": (0, 1)}
    under = told([work(0, 300, task=0)], frame, full=400, contract=350, **rates)
    assert under == ("lawful", 50 * 3 + 300 * 11)
    over = told([work(0, 500, task=0)], frame, full=400, contract=350, **rates)
    assert over == ("lawful", 50 * 5 + 100 * 7 + 400 * 11)


def test_quick_returns_weekends_and_own_costs_add_up():
    pair = [
        work(0, 400, task=0, rest=480, weekend=1, cost=17),
        work(900, 400, task=1, rest=480, weekend=1, cost=-4),
    ]
    frame = {"quick_gap": 660, "quick_cost": 100}
    assert told(pair, frame, square=1000) == ("lawful", 100 + 4 * 1000 + 13)
