"""From one week of a line to the next: what is paid, what is remembered, what is carried over."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from solver import columns as c
from solver import lagrange_grid as g
from solver import lagrange_label as b
from solver.compiled import compiled

if TYPE_CHECKING:
    from solver.problem import Matrix

# places: first where the labels of the weeks before stand (the first of them: nothing is near),
# then the items of the week, and last the pool
ROOTS = 12
HISTORY = 1 << 16


class Scratch(NamedTuple):
    """Hold the working arrays of one thread; the pool's labels have the last place.

    `stage` tells how much of an item's labels is in the pool: 0 nothing, 1 as they are, 2 with
    the week's free time. `carry` and `root` hold the labels and the places the next week begins
    with; `history` tells the rows taken in weeks before, each with the place of the one before
    it; its first entry is the number of entries.
    """

    line: Matrix
    stage: Matrix
    held: Matrix
    labels: Matrix
    root: Matrix
    carried: Matrix
    carry: Matrix
    history: Matrix


@compiled
def begin(scratch: Scratch, limits: Matrix) -> None:
    """Let the week begin with the labels carried over; minutes of fixed items count from here."""
    line, held, labels = scratch.line, scratch.held, scratch.labels
    for at in range(ROOTS):
        held[at], scratch.stage[at] = scratch.carried[at], 0
        for column in range(b.LINE_COLUMNS):
            line[at, column] = scratch.root[at, column]
        for n in range(held[at]):
            for column in range(b.LABEL_COLUMNS):
                labels[at, n, column] = scratch.carry[at, n, column]
            labels[at, n, b.MINUTES] = limits[b.PAID_FIXED]
            labels[at, n, b.OVER_DAY] = limits[b.ABOVE_FIXED]
            labels[at, n, b.FREE] = 0


@compiled
def _pay(
    scratch: Scratch,
    limits: Matrix,
    worker: Matrix,
    rates: Matrix,
    at: tuple[int, int],
    is_free: bool,
    place: int,
) -> bool:
    """Pay for the week of the label *at*, into the spare one of *place*; False if not lawful."""
    labels, carry = scratch.labels, scratch.carry
    (j, n), new = at, carry.shape[1] - 1
    paid, above = labels[j, n, b.MINUTES], labels[j, n, b.OVER_DAY]
    assigned = paid - limits[b.PAID_FIXED]
    if assigned > 0 and not is_free and labels[j, n, b.FREE] == 0 and not limits[b.LOOSE]:
        return False
    for column in range(b.LABEL_COLUMNS):
        carry[place, new, column] = labels[j, n, column]
    carry[place, new, b.MINUTES] = carry[place, new, b.OVER_DAY] = carry[place, new, b.FREE] = 0
    carry[place, new, b.FROM], carry[place, new, b.FROM_LABEL] = j, n
    if limits[b.COSTED]:
        cost = g.week_cost(worker, rates, paid, assigned, above)
        carry[place, new, b.COST] += rates[c.UNDER] * assigned + cost
    if limits[b.SUM_CAP] < c.BIG:
        carry[place, new, b.OVER] += max(0, paid - worker[c.FULL], above)
    if carry[place, new, b.OVER] > limits[b.SUM_CAP]:
        return False
    if (carry[place, new, b.RED] >> b.SHIFT) < limits[b.NEXT_RED]:
        carry[place, new, b.RED] = 0
    return True


@compiled
def end_week(
    scratch: Scratch,
    limits: Matrix,
    worker: Matrix,
    rates: Matrix,
    span: tuple[int, int],
    border: int,
) -> None:
    """Carry what ends the week from the places in *span* over its *border*."""
    line, held = scratch.line, scratch.held
    for at in range(ROOTS):
        scratch.carried[at] = 0
    root = scratch.root[0]
    root[:] = 0
    root[b.ROW], root[b.START], root[b.END], root[b.FREE_END] = c.NONE, border, border, border
    root[b.IS_TASK] = 1
    roots = 1
    for j in range(span[0], span[1]):
        if held[j] == 0:
            continue
        place = 0
        if line[j, b.END] + limits[b.FAR] > border and roots < ROOTS:
            place = roots
            roots += 1
            for column in range(b.LINE_COLUMNS):
                scratch.root[place, column] = line[j, column]
            scratch.root[place, b.FREE_END] = max(border, line[j, b.END])
        is_free = border - line[j, b.FREE_END] >= limits[b.FREE_NEED]
        for n in range(held[j]):
            if _pay(scratch, limits, worker, rates, (j, n), is_free, place):
                b.insert(scratch.carry, scratch.carried, place)
    for place in range(ROOTS):
        for n in range(scratch.carried[place]):
            _remember(scratch, place, n)


@compiled
def _remember(scratch: Scratch, place: int, number: int) -> None:
    """Write the way a label has come this week into the history, and where that ends."""
    line, labels, history = scratch.line, scratch.labels, scratch.history
    carry = scratch.carry
    j, n = carry[place, number, b.FROM], carry[place, number, b.FROM_LABEL]
    last = link = history[0, 0]
    while j >= ROOTS:
        if line[j, b.IS_TASK] and history[0, 0] < len(history) - 1:
            history[0, 0] += 1
            at = history[0, 0]
            history[at, 0], history[at, 1] = line[j, b.ROW], c.NONE
            if link > last:
                history[link, 1] = at
            link = at
        j, n = labels[j, n, b.FROM], labels[j, n, b.FROM_LABEL]
    before = labels[j, n, b.FROM_LABEL]
    if link > last:
        history[link, 1] = before
        before = last + 1
    carry[place, number, b.FROM], carry[place, number, b.FROM_LABEL] = c.NONE, before
