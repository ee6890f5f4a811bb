"""The search led by prices: bounds below plans, plans that only get cheaper, work set aside."""

import subprocess
import sys
import threading
import time

import pytest

from solver import line
from solver.answer import Limits, never, silent
from solver.scale import WORTH, Prices
from solver.search_likely import Likely
from solver.search_priced import Priced
from tests.solver.packed import packed


def begun(seed=3, seconds=20.0, workers=2, stop=never):
    """Return a search with its first plan made."""
    search = Priced(packed(seed, "small"), Limits(seconds, workers, 1), silent, stop)
    search.begin()
    return search


@pytest.mark.parametrize("workers", [1, 2])
def test_prices_alone_give_a_cheaper_lawful_plan_and_a_bound_below_it(workers):
    search = begun(seconds=3.0, workers=workers)
    first, bound = search.value, search.bound
    search.without_model()
    assert bound < search.bound <= search.value < first
    for worker in range(len(search.problem.workers)):
        rule, cost = line.evaluate(search.problem, worker, search.best.chosen(worker).tolist())
        assert (rule, cost) == ("lawful", search.best.cost[worker])
    assert search.best.objective == search.value


def test_plans_of_likely_candidates_only_make_it_cheaper_while_there_is_time():
    search = begun(seconds=40.0)
    prices = Prices(search.best, 1)
    prices.advance(4 * WORTH)
    likely, before = Likely(prices), search.value
    search._by_likely(likely)
    assert likely.turn == 1
    assert search.value <= before
    search.started -= 38.0
    search._by_likely(likely)
    assert likely.turn == 1


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_where_days_are_planned_beside_prices_plans_are_lawful_too(monkeypatch, workers):
    monkeypatch.setattr("solver.search_best.HUGE", 0)
    search = begun(seconds=3.0, workers=workers)
    assert search.is_beside
    first = search.value
    search.without_model()
    assert search.bound <= search.value < first
    for worker in range(len(search.problem.workers)):
        rule, cost = line.evaluate(search.problem, worker, search.best.chosen(worker).tolist())
        assert (rule, cost) == ("lawful", search.best.cost[worker])


@pytest.mark.parametrize("threads", [1, 2])
def test_beside_a_model_everyone_is_planned_by_late_prices_then_part_after_part(threads):
    search = begun(seconds=40.0)
    assert not search.is_dive_due
    search.prices = prices = Prices(search.best, 1)
    prices.advance(4 * WORTH)
    search.dive_on(prices, threads)
    assert search.dive is None
    search.dive_at = prices.steps
    assert search.is_dive_due
    search.dive_on(prices, threads)
    assert (search.dive.turn, search.is_dive_due) == (1, False)
    first = search.value
    search.dive_on(prices, threads)
    assert search.dive.turn == 2
    assert prices.bound <= search.value <= first
    assert search.best.objective == search.value


def test_work_aside_gives_what_it_finds_while_other_work_goes_on():
    search = begun()
    seen = []
    ready = threading.Event()

    def meanwhile():
        seen.append(threading.current_thread())
        ready.set()

    def work():
        assert ready.wait(10)
        return threading.current_thread()

    assert search._aside(work, meanwhile) is not threading.current_thread()
    assert set(seen) == {threading.current_thread()}
    assert search._aside(lambda: 7) == 7


@pytest.mark.parametrize("is_deep", [False, True])
def test_work_aside_is_left_when_someone_asks_for_an_end(is_deep):
    asked, ended = threading.Event(), threading.Event()
    search = begun(stop=asked.is_set)
    search.is_deep = is_deep

    def work():
        asked.set()
        return ended.wait(30)

    began = time.monotonic()
    assert search._aside(work) is None
    ended.set()
    assert time.monotonic() - began < 20


def test_the_end_of_the_program_waits_a_moment_for_a_mip_solvers_work():
    told = """
import threading, time
from solver import search_priced
work = threading.Thread(target=lambda: (time.sleep(1.0), print("came to its end")), daemon=True)
search_priced._DEEP.add(work)
work.start()
"""
    told_by = [sys.executable, "-c", told]
    done = subprocess.run(told_by, check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "came to its end"


def test_bounds_and_plans_of_other_threads_are_taken_up():
    search = begun()
    better = Likely(Prices(search.best, 1))
    better.prices.advance(4 * WORTH)
    plan = better.plan(search.best, 20.0)
    search.guided.append(None)
    search.guided.append(plan)
    search.posted.append(search.bound + 1)
    low = search.bound
    search._heed()
    assert search.bound == low + 1
    assert search.value <= plan.objective
    assert not search.guided
    assert not search.posted
