"""Colour tasks with workers by insertion and ejection, with ever fewer workers.

An uncovered task goes to the worker where the weight of what it clashes with is least; what
clashes is thrown out and becomes uncovered. A task grows heavier each time it had to push
others out. When all is covered, the least used worker is closed and the search goes on; now
and then a closed worker changes place with an open one, and tasks change hands where that
neither covers nor uncovers any.

Source: the insertion and ejection search of Nagata & Braysy 2009 for fewer vehicles, here for
list colouring of an interval graph.
"""

from __future__ import annotations

from solver.benchmarks.smptsp_state import HOLD, Layout, State
from solver.compiled import compiled, draw_below

TENURE = 5
SWAP_EVERY = 400
PATIENCE = 300


@compiled
def _lift(layout: Layout, state: State, task: int) -> None:
    """Take a task away from its worker and queue it."""
    worker = state.worker_of[task]
    weight = state.weight[task]
    for at in range(layout.overlap_at[task], layout.overlap_at[task + 1]):
        state.clash[layout.overlaps[at], worker] -= weight
    state.load[worker] -= 1
    state.worker_of[task] = -1
    state.queue[state.counts[0]] = task
    state.counts[0] += 1


@compiled
def _place(layout: Layout, state: State, task: int, worker: int) -> None:
    """Give an uncovered task to a worker; lift what clashes."""
    for at in range(layout.overlap_at[task], layout.overlap_at[task + 1]):
        other = layout.overlaps[at]
        if state.worker_of[other] == worker:
            _lift(layout, state, other)
            pause = TENURE + draw_below(state.seed, TENURE)
            state.tabu_until[other, worker] = state.counts[1] + pause
    weight = state.weight[task]
    for at in range(layout.overlap_at[task], layout.overlap_at[task + 1]):
        state.clash[layout.overlaps[at], worker] += weight
    state.load[worker] += 1
    state.worker_of[task] = worker


@compiled
def _close_least_loaded(layout: Layout, state: State) -> None:
    """Close the open worker with the fewest tasks, sparing those opened lately."""
    found, least, ties = -1, 1 << 30, 0
    for worker in range(len(state.load)):
        fresh = state.opened_at[worker] > state.counts[1] - HOLD
        load = state.load[worker] + (1 << 20 if fresh else 0)
        if not state.is_open[worker] or load > least:
            continue
        ties = ties + 1 if load == least else 1
        if draw_below(state.seed, ties) == 0:
            found, least = worker, load
    state.is_open[found] = False
    for task in range(len(state.worker_of)):
        if state.worker_of[task] == found:
            _lift(layout, state, task)


@compiled
def _open_for(layout: Layout, state: State, task: int) -> int:
    """Open a closed worker who may do the task, drawn at random; -1 when there is none."""
    found, ties = -1, 0
    for at in range(layout.may_at[task], layout.may_at[task + 1]):
        if not state.is_open[layout.may[at]]:
            ties += 1
            if draw_below(state.seed, ties) == 0:
                found = layout.may[at]
    if found >= 0:
        state.is_open[found] = True
        state.opened_at[found] = state.counts[1]
    return found


@compiled
def _cheapest(layout: Layout, state: State, task: int) -> int:
    """Find the open worker where the task pushes out the least weight; -1 when none may."""
    found, least, ties = -1, 1 << 30, 0
    for at in range(layout.may_at[task], layout.may_at[task + 1]):
        worker = layout.may[at]
        if not state.is_open[worker]:
            continue
        cost = state.clash[task, worker]
        if cost > 0 and state.tabu_until[task, worker] > state.counts[1]:
            cost += 1 << 20
        if cost > least:
            continue
        ties = ties + 1 if cost == least else 1
        if draw_below(state.seed, ties) == 0:
            found, least = worker, cost
    return found


@compiled
def _insert_one(layout: Layout, state: State, swaps: int) -> None:
    """Insert one uncovered task, drawn at random."""
    at = draw_below(state.seed, state.counts[0])
    task = state.queue[at]
    state.counts[0] -= 1
    state.queue[at] = state.queue[state.counts[0]]
    worker = -1
    if draw_below(state.seed, SWAP_EVERY) > 0:
        worker = _cheapest(layout, state, task)
    if worker < 0:
        worker = _open_for(layout, state, task)
        if worker >= 0:
            _close_least_loaded(layout, state)
        else:
            worker = _cheapest(layout, state, task)
    stuck = state.clash[task, worker] > 0
    if stuck:
        state.weight[task] += 1
    _place(layout, state, task, worker)
    if stuck:
        for _ in range(swaps):
            _swap(layout, state)


@compiled
def _shift_place(layout: Layout, state: State, task: int, worker: int) -> None:
    """Move a covered task to a worker without clashes."""
    old = state.worker_of[task]
    weight = state.weight[task]
    for at in range(layout.overlap_at[task], layout.overlap_at[task + 1]):
        other = layout.overlaps[at]
        state.clash[other, old] -= weight
        state.clash[other, worker] += weight
    state.load[old] -= 1
    state.load[worker] += 1
    state.worker_of[task] = worker


@compiled
def _swap(layout: Layout, state: State) -> None:
    """Move a task drawn at random to another worker, and back what it clashes with there."""
    task = draw_below(state.seed, len(state.worker_of))
    old = state.worker_of[task]
    if old < 0:
        return
    span = layout.may_at[task + 1] - layout.may_at[task]
    worker = layout.may[layout.may_at[task] + draw_below(state.seed, span)]
    if not state.is_open[worker] or worker == old:
        return
    if state.clash[task, worker] > 0:
        for at in range(layout.overlap_at[task], layout.overlap_at[task + 1]):
            other = layout.overlaps[at]
            if state.worker_of[other] == worker and (
                not layout.allowed[other, old] or state.clash[other, old] != state.weight[task]
            ):
                return
    for at in range(layout.overlap_at[task], layout.overlap_at[task + 1]):
        other = layout.overlaps[at]
        if state.worker_of[other] == worker:
            _shift_place(layout, state, other, old)
    _shift_place(layout, state, task, worker)


@compiled
def _used(state: State) -> int:
    """Close workers without a task and count the others."""
    used = 0
    for worker in range(len(state.load)):
        state.is_open[worker] = state.load[worker] > 0
        used += state.load[worker] > 0
    return used


@compiled
def _even_weights(layout: Layout, state: State) -> None:
    """Set every task's weight back to one."""
    state.weight[:] = 1
    state.clash[:] = 0
    for task in range(len(state.worker_of)):
        worker = state.worker_of[task]
        if worker >= 0:
            for at in range(layout.overlap_at[task], layout.overlap_at[task + 1]):
                state.clash[layout.overlaps[at], worker] += 1
    state.counts[2] = state.counts[1]


@compiled
def run(layout: Layout, state: State, goal: int, steps: int, swaps: int) -> int:
    """Search on from where *state* stands.

    Args:
        layout: the instance.
        state: changed in place; `best` holds the last full cover, -1 before the first.
        goal: number of workers at which to stop.
        steps: insertions to try, 1 or more.
        swaps: exchanges to try after each insertion that pushed something out, 0 or more.

    Returns:
        Workers in the last full cover of this run; 0 when there was none.
    """
    last = 0
    for _ in range(steps):
        state.counts[1] += 1
        if state.counts[1] - state.counts[2] > PATIENCE * len(state.worker_of):
            _even_weights(layout, state)
        if state.counts[0] > 0:
            _insert_one(layout, state, swaps)
            continue
        state.best[:] = state.worker_of
        last = _used(state)
        if last <= goal:
            break
        _close_least_loaded(layout, state)
        _even_weights(layout, state)
    return last
