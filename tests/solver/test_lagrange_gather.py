"""What is left out of a week costs, or lies around something as good in all."""

import numpy as np

from solver import columns as c
from solver import lagrange_grid as g
from solver import lagrange_label as b
from solver.lagrange import Relaxation
from solver.lagrange_gather import gather
from solver.lagrange_line import scratch_for
from tests.solver.packed import narrow

NO_CASE = np.zeros(0, np.int64)
NO_MORE = (b.END, b.REST, b.PAID, b.ABOVE, b.GAIN)
SAME = (b.RED_LO, b.RED_HI)


def as_good(kept, facts):
    """Tell whether a listed item is as good in all as what the problem says of another."""
    inside = kept[b.START] >= facts[b.START] and kept[b.DAY] >= facts[b.DAY]
    no_more = all(kept[column] <= facts[column] for column in NO_MORE)
    return inside and no_more and all(kept[column] == facts[column] for column in SAME)


def facts_of(grid, prices, cell, row):
    """Return what the list would tell of a candidate, read from the problem by hand."""
    item, worker = grid.items[row], cell[g.WORKER]
    span = grid.scalars[c.SPAN] + cell[g.SPAN_MORE] - item[c.REST]
    is_late = item[c.END] > grid.weeks[cell[g.WEEK]] + span
    cost = int(grid.costs[row]) - int(prices.task[item[c.TASK]])
    cost += int(prices.step[worker]) * int(item[c.WEEKEND])
    cost -= int(grid.rates[worker, c.UNDER]) * int(item[c.PAID])
    most = max(item[c.DAY], grid.workers[worker, c.CEILING]) + cell[g.PAID_MORE]
    fits = item[c.END] - item[c.START] <= span and item[c.PAID] <= most
    facts = {b.START: item[c.START], b.END: item[c.END], b.REST: item[c.REST]}
    facts |= {b.DAY: item[c.DAY], b.PAID: item[c.PAID], b.GAIN: cost}
    facts |= {b.ABOVE: max(0, item[c.PAID] - item[c.DAY]) if is_late else 0}
    facts |= {b.RED_LO: item[c.RED_LO], b.RED_HI: item[c.RED_HI]}
    return facts, fits and cost < 0 and not grid.dead[row]


def test_every_useful_candidate_is_listed_or_beaten_by_one_that_is():
    draw = np.random.default_rng(5)
    listed = useful = 0
    for problem in narrow(30):
        relaxation = Relaxation(problem)
        grid, none = relaxation.grid, relaxation.none()
        top = int(relaxation.idle.max(initial=1))
        none.task[:] = np.minimum(draw.integers(0, max(1, top) + 1), relaxation.idle)
        prices = relaxation._prices(relaxation.lawful(none))
        line = scratch_for(grid, 1).line
        for cell in grid.cells:
            n = gather(grid, prices, cell, line, NO_CASE)
            kept = [one for one in line[:n] if one[b.IS_TASK] == 1]
            assert (np.diff(line[:n, b.START]) >= 0).all()
            listed += len(kept)
            for row in range(cell[g.LO], cell[g.HI]):
                if grid.items[row, c.TASK] == c.NONE:
                    assert cell[g.LOOSE] or row in line[:n, b.ROW]
                    continue
                facts, is_useful = facts_of(grid, prices, cell, row)
                useful += is_useful
                assert not is_useful or any(as_good(one, facts) for one in kept)
    assert 0 < listed < useful
