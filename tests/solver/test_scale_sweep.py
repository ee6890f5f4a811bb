"""A sweep keeps plans lawful and never makes them dearer."""

from solver import line
from solver.scale_sweep import sweep
from solver.search_local import Local
from solver.search_state import start
from tests.solver.packed import narrow


def never():
    return False


def is_sound(state):
    for worker in range(len(state.problem.workers)):
        rule, cost = line.evaluate(state.problem, worker, state.chosen(worker))
        if (rule, cost) != ("lawful", int(state.cost[worker])):
            return False
    held = {int(state.problem.items[row, 0]) for row in state.taken.nonzero()[0]}
    return held == set((state.row_of >= 0).nonzero()[0].tolist())


def test_sweeps_never_make_a_plan_dearer_and_keep_it_lawful():
    cheaper = 0
    for problem in narrow(25):
        state = start(problem)
        Local(state, 1).fill()
        locked = [int(state.row_of[t]) for t in state.locked.nonzero()[0]]
        for _ in range(2):
            before = state.objective
            sweep(state, never)
            assert state.objective <= before
            assert is_sound(state)
            cheaper += state.objective < before
        assert locked == [int(state.row_of[t]) for t in state.locked.nonzero()[0]]
    assert cheaper > 0


def test_a_sweep_that_is_over_changes_nothing():
    state = start(narrow(1)[0])
    before = state.objective
    sweep(state, lambda: True)
    assert state.objective == before
