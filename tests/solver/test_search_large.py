"""A problem searched without a model: the plan is lawful, the bound below it, and time is kept."""

from solver import line
from solver.answer import Limits
from solver.search import Search
from solver.search_large import without_model
from tests.solver.packed import narrow


def searched(problem, seconds, workers):
    """Search as a city is searched, whatever the size; return the answer and the bounds told."""
    told = []
    search = Search(problem, Limits(seconds, workers, 1), told.append, lambda: False)
    search.begin()
    without_model(search)
    return search.answer(), told


def test_plan_and_bound_of_a_search_by_prices():
    for workers, problem in zip((1, 2, 2), narrow(3), strict=True):
        answer, told = searched(problem, 1.0, workers)
        assert answer.bound <= answer.objective
        assert "bound_refused" not in answer.notes
        assert [one.objective for one in told] == sorted(
            (one.objective for one in told), reverse=True
        )
        cost = problem.constant
        for worker in range(len(problem.workers)):
            rows = [
                int(row)
                for row in problem.candidates(worker)
                if answer.holders[problem.items[row, 0]] == worker
            ]
            rule, own = line.evaluate(problem, worker, rows)
            assert rule == "lawful"
            cost += own
        left = zip(problem.tasks, answer.holders, strict=True)
        cost += sum(task.idle_cost for task, holder in left if holder is None)
        assert cost == answer.objective


def test_nothing_is_begun_once_the_time_is_up():
    problem = narrow(1)[0]
    search = Search(problem, Limits(1e-9, 1, 1), lambda _: None, lambda: False)
    search.begin()
    before = search.value
    without_model(search)
    assert search.value <= before
    assert search.bound <= search.value
