"""Choose one set per worker, no task twice, at the least cost: exactly, in whole numbers.

Prices on tasks give a bound; sets that no better choice can hold fall out, and what is left is
walked through depth first with the same bound. Nothing is rounded, so what is found is proven.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver.compiled import compiled

if TYPE_CHECKING:
    from solver.problem import Matrix

ROUNDS = 240
MOST_NODES = 300_000  # walked through before the proof is given up


@compiled
def _laid_out(masks: Matrix) -> tuple[Matrix, Matrix]:
    """Return where each set's tasks begin in one list, and the list."""
    first = np.zeros(len(masks) + 1, np.int64)
    for k in range(len(masks)):
        rest, size = masks[k], 0
        while rest:
            size += rest & 1
            rest >>= 1
        first[k + 1] = first[k] + size
    places = np.empty(first[-1], np.int64)
    for k in range(len(masks)):
        rest, place, at = masks[k], 0, first[k]
        while rest:
            if rest & 1:
                places[at] = place
                at += 1
            rest >>= 1
            place += 1
    return first, places


@compiled
def _reduced(laid: tuple[Matrix, Matrix], costs: Matrix, prices: Matrix, out: Matrix) -> None:
    """Fill the cost of every set less the prices of its tasks."""
    first, places = laid
    for k in range(len(costs)):
        value = costs[k]
        for at in range(first[k], first[k + 1]):
            value -= prices[places[at]]
        out[k] = value


@compiled
def _bound(
    laid: tuple[Matrix, Matrix], costs: Matrix, pointer: Matrix, prices: Matrix, out: Matrix
) -> tuple[int, Matrix]:
    """Return a bound on every choice, and how often each task is asked for at these prices.

    No price is above the task's idle cost, so leaving a task costs its price at least.
    """
    first, places = laid
    _reduced(laid, costs, prices, out)
    asked = np.zeros(len(prices), np.int64)
    total = prices.sum()
    for worker in range(len(pointer) - 1):
        best = pointer[worker]
        for k in range(pointer[worker], pointer[worker + 1]):
            if out[k] < out[best]:
                best = k
        total += out[best]
        for at in range(first[best], first[best + 1]):
            asked[places[at]] += 1
    return total, asked


@compiled
def _priced(
    laid: tuple[Matrix, Matrix], costs: Matrix, pointer: Matrix, idle: Matrix, least: int
) -> tuple[int, Matrix]:
    """Raise the bound by moving prices; return the best bound and its prices."""
    prices = np.minimum(idle, idle // 2)
    best_prices = prices.copy()
    out = np.empty(len(costs), np.int64)
    best, pace, still = -(1 << 60), 1.0, 0
    for _ in range(ROUNDS):
        bound, asked = _bound(laid, costs, pointer, prices, out)
        if bound > best:
            best, still = bound, 0
            best_prices[:] = prices
        else:
            still += 1
            if still == 8:
                pace, still = pace / 2, 0
                prices[:] = best_prices
                continue
        if best >= least:
            break
        norm = 0
        for place in range(len(idle)):
            wrong = 1 - asked[place]
            if not (wrong > 0 and prices[place] == idle[place]):
                norm += wrong * wrong
        if norm == 0:
            break
        step = pace * max(1.0, float(least - bound)) / norm
        for place in range(len(idle)):
            moved = prices[place] + int(step * (1 - asked[place]))
            prices[place] = min(idle[place], moved)
    return best, best_prices


@compiled
def _cost(masks: Matrix, costs: Matrix, idle: Matrix, picks: Matrix) -> int:
    """Return what a choice costs, tasks that nobody has included."""
    total, taken = 0, 0
    for k in picks:
        total += costs[k]
        taken |= masks[k]
    for place in range(len(idle)):
        if not taken >> place & 1:
            total += idle[place]
    return int(total)


@compiled
def _later(masks: Matrix, kept: Matrix, first: Matrix, order: Matrix) -> Matrix:
    """Return per depth the tasks that somebody who is not chosen for yet could take."""
    later = np.zeros(len(order) + 1, np.int64)
    for depth in range(len(order) - 1, -1, -1):
        later[depth] = later[depth + 1]
        for at in range(first[order[depth]], first[order[depth] + 1]):
            later[depth] |= masks[kept[at]]
    return later


@compiled
def _left_of(money: tuple[Matrix, Matrix], some: int, taken: int) -> int:
    """Return what those of some tasks that nobody has cost above their prices."""
    idle, prices = money
    total = 0
    for place in range(len(idle)):
        if some >> place & 1 and not taken >> place & 1:
            total += idle[place] - prices[place]
    return int(total)


@compiled
def _walk(
    masks: Matrix,
    over: Matrix,
    sets: tuple[Matrix, Matrix],
    money: tuple[Matrix, Matrix],
    limits: tuple[int, int],
    best: Matrix,
) -> tuple[Matrix, bool]:
    """Walk the choices depth first; a branch ends when the bound says it cannot be cheaper.

    What a choice costs is the bound, what its sets lie over the cheapest of their workers, and
    what the tasks nobody has cost above their prices.
    """
    kept, first = sets
    workers = len(first) - 1
    order = np.argsort(first[1:] - first[:-1], kind="mergesort")
    later = _later(masks, kept, first, order)
    at = np.zeros(workers + 1, np.int64)
    value = np.zeros(workers + 1, np.int64)
    taken = np.zeros(workers + 1, np.int64)
    picks = best.copy()
    depth, nodes, least = 0, 0, limits[1]
    value[0] = limits[0] + _left_of(money, ~later[0], 0)
    at[0] = first[order[0]]
    while depth >= 0:
        if depth == workers:
            if value[depth] < least:
                least = value[depth]
                best[:] = picks
            depth -= 1
            continue
        worker = order[depth]
        k = kept[at[depth]] if at[depth] < first[worker + 1] else -1
        at[depth] += 1
        if k < 0 or value[depth] + over[k] >= least:
            depth -= 1
            continue
        if masks[k] & taken[depth]:
            continue
        nodes += 1
        if nodes > MOST_NODES:
            return best, False
        picks[worker] = k
        taken[depth + 1] = taken[depth] | masks[k]
        gone = later[depth] & ~later[depth + 1]
        value[depth + 1] = value[depth] + over[k] + _left_of(money, gone, taken[depth + 1])
        depth += 1
        if depth < workers:
            at[depth] = first[order[depth]]
    return best, True


@compiled
def choose(
    masks: Matrix, costs: Matrix, pointer: Matrix, idle: Matrix, hint: Matrix
) -> tuple[Matrix, bool]:
    """Choose one set per worker so that no task is held twice, at the least cost.

    Args:
        masks: sets of all workers, one bit per task.
        costs: of each set.
        pointer: sets of worker w are pointer[w]..pointer[w + 1], at least one.
        idle: what each task costs when nobody has it.
        hint: a choice that is allowed, as indexes of sets; kept unless one is cheaper.

    Returns:
        The choice as indexes of sets, and whether none is cheaper.
    """
    workers = len(pointer) - 1
    best = hint.copy()
    least = _cost(masks, costs, idle, hint)
    laid = _laid_out(masks)
    bound, prices = _priced(laid, costs, pointer, idle, least)
    if bound >= least:
        return best, True
    over = np.empty(len(masks), np.int64)
    _reduced(laid, costs, prices, over)
    kept = np.empty(len(masks), np.int64)
    first = np.zeros(workers + 1, np.int64)
    for worker in range(workers):
        lo, hi = pointer[worker], pointer[worker + 1]
        over[lo:hi] -= over[lo:hi].min()
        at = first[worker]
        for k in np.argsort(over[lo:hi], kind="mergesort"):
            if bound + over[lo + k] < least:
                kept[at] = lo + k
                at += 1
        first[worker + 1] = at
    return _walk(masks, over, (kept, first), (idle, prices), (bound, least), best)
