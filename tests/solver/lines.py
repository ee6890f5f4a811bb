"""Problems small enough that every lawful line of every worker can be listed."""

import itertools
from functools import cache

from solver import line
from solver.exact_cells import cells_of
from solver.exact_prices import Prices
from tests.solver.packed import narrow

FEW = 10  # candidates of one worker


@cache
def tried():
    """Draw twelve problems whose workers have few candidates each, with their sets."""
    found = []
    for problem in narrow(60):
        most = max(len(problem.candidates(w)) for w in range(len(problem.workers)))
        cells = cells_of(problem, lambda: False) if most <= FEW else None
        if cells is not None:
            found.append((problem, cells))
    assert len(found) >= 12
    return found[:12]


def lines_of(problem, worker):
    """Return the cost of every lawful set that holds what is forced, by its rows."""
    own = [int(row) for row in problem.candidates(worker)]
    tasks = {row: problem.tasks[int(problem.items[row, 0])].forced for row in own}
    must = {row for row in own if tasks[row] == worker}
    may = [row for row in own if tasks[row] in (None, worker)]
    found = {}
    for many in range(len(may) + 1):
        for rows in itertools.combinations(may, many):
            rule, cost = line.evaluate(problem, worker, rows)
            if rule == "lawful" and must <= set(rows):
                found[rows] = cost
    return found


def prices_of(problem, cells):
    """Return prices that nobody hurries."""
    return Prices(problem, cells, lambda: False)
