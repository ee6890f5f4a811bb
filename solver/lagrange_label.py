"""Labels of a person-week: what a chain of items has cost and used so far, and how it grows.

Only compiled number loops; `solver.lagrange_line` runs them through a week.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver import columns as c
from solver.compiled import compiled

if TYPE_CHECKING:
    from solver.problem import Matrix

# columns of a label, and of an item of the week's line
COST, MINUTES, OVER_DAY, FREE, MARKS, COUNT, FROM, FROM_LABEL = range(8)
LABEL_COLUMNS = 8
ROW, START, END, REST, PAID, DAY, ABOVE, GAIN, RED_LO, RED_HI, IS_TASK = range(11)
WORKED, WEEKEND, STRICT = 11, 12, 13
LINE_COLUMNS = 14
MOST_REDS = 30  # marked days that a label tells of, without and with average
# places in the vector of a person-week's limits
LOOSE, QUICK_GAP, SPAN, QUICK, CURE, CEILING, PAID_MORE = range(7)
FULL, CONTRACT, CAP, OVER_CAP, EXTRA_CAP, FREE_NEED, FREE_FROM, PAID_FIXED, ABOVE_FIXED = range(
    7, 16
)
LIMITS = 16


@compiled
def alike(items: Matrix, line: Matrix, n: int, row: int) -> int:
    """Find a listed candidate that differs in its task, place and cost only; -1 for none.

    The limits of whole weeks may differ too: they are the case's, or the loosest of the week.
    """
    for at in range(n - 1, -1, -1):
        if line[at, START] != items[row, c.START] or line[at, IS_TASK] == 0:
            break
        other = line[at, ROW]
        same = True
        for column in range(c.END, c.WEEKEND + 1):
            if column == c.AREA or c.FREE <= column <= c.OVER_TOTAL:
                continue
            if items[other, column] != items[row, column]:
                same = False
                break
        if same:
            return at
    return -1


@compiled
def step(line: Matrix, limits: Matrix, i: int, j: int) -> int:
    """Return what it costs that *j* follows *i*, -1 when it cannot.

    Only what stays true when items between the two are left out is counted. If the two are too
    close and yet lawful with something between, one of the gaps on the way is at least the
    least rest of the week, and what is between has a length: hence `CURE`, which a worker whose
    broken sets stay broken has none of (`solver.model_conflicts.regular`). A quick return is
    priced only where the two cannot lie in one work period, for then there is one on the way.
    Travel is left out.
    """
    if not line[i, IS_TASK] and not line[j, IS_TASK]:
        return 0
    gap = line[j, START] - line[i, END]
    if gap < 0:
        return -1
    rest = max(line[i, REST], line[j, REST])
    if limits[LOOSE] or gap >= max(rest, limits[QUICK_GAP]):
        return 0
    too_long = line[j, END] - line[i, START] > limits[SPAN] - rest
    if gap >= rest:
        return int(limits[QUICK]) if too_long else 0
    if gap >= limits[CURE]:
        return 0
    most = max(min(line[i, DAY], line[j, DAY]), limits[CEILING]) + limits[PAID_MORE]
    return -1 if too_long or line[i, PAID] + line[j, PAID] > most else 0


@compiled
def days(line: Matrix, day_price: Matrix, i: int, j: int) -> int:
    """Return the prices of the marked days that *j* works and *i* (-1: none) does not.

    They are dearer for an item without an average.
    """
    total, strict = 0, line[j, STRICT]
    if line[j, IS_TASK]:
        for day in range(line[j, RED_LO], line[j, RED_HI]):
            if i < 0 or not line[i, RED_LO] <= day < line[i, RED_HI]:
                total += day_price[strict, day]
    return total


@compiled
def worked(items: Matrix, row: int) -> int:
    """Return the marked days an item works, as bits: without average, then with."""
    bits = 0
    for day in range(items[row, c.RED_LO], items[row, c.RED_HI]):
        bits |= 1 << (day + MOST_REDS * items[row, c.AVERAGE])
    return bits


@compiled
def _no_worse(label: Matrix, told: tuple[int, int, int, int, int, int]) -> bool:
    """Tell whether a label is as good in all as another one."""
    cost, minutes, above, free, marks, count = told
    if label[COST] > cost or label[MINUTES] > minutes or label[OVER_DAY] > above:
        return False
    return bool(label[FREE] >= free and label[MARKS] & ~marks == 0 and label[COUNT] <= count)


@compiled
def _no_better(label: Matrix, told: tuple[int, int, int, int, int, int]) -> bool:
    """Tell whether another one is as good in all as a label."""
    cost, minutes, above, free, marks, count = told
    if label[COST] < cost or label[MINUTES] < minutes or label[OVER_DAY] < above:
        return False
    return bool(label[FREE] <= free and marks & ~label[MARKS] == 0 and label[COUNT] >= count)


@compiled
def insert(
    labels: Matrix,
    held: Matrix,
    j: int,
    told: tuple[int, int, int, int, int, int],
    i: int,
    at: int,
) -> None:
    """Keep a label at place *j* unless another is as good; drop those it beats.

    Where there is no room it is merged with the last one held into one better than both.

    Args:
        labels: of all places.
        held: how many there are at each.
        j: the place.
        told: the label's cost, minutes, minutes above the day's, whether it is free, the marked
            days it works, as bits, and its weekend tasks.
        i: the place it comes from.
        at: the label there.
    """
    cost, minutes, above, free, marks, count = told
    kept = 0
    for n in range(held[j]):
        if _no_worse(labels[j, n], told):
            return
    for n in range(held[j]):
        if _no_better(labels[j, n], told):
            continue
        if kept != n:
            for column in range(LABEL_COLUMNS):
                labels[j, kept, column] = labels[j, n, column]
        kept += 1
    if kept == labels.shape[1]:
        kept -= 1
        if labels[j, kept, COST] < cost:
            cost = labels[j, kept, COST]
            i, at = labels[j, kept, FROM], labels[j, kept, FROM_LABEL]
        minutes = min(minutes, labels[j, kept, MINUTES])
        above = min(above, labels[j, kept, OVER_DAY])
        free = max(free, labels[j, kept, FREE])
        marks &= labels[j, kept, MARKS]
        count = min(count, labels[j, kept, COUNT])
    labels[j, kept, COST], labels[j, kept, MINUTES] = cost, minutes
    labels[j, kept, OVER_DAY], labels[j, kept, FREE] = above, free
    labels[j, kept, MARKS], labels[j, kept, COUNT] = marks, count
    labels[j, kept, FROM], labels[j, kept, FROM_LABEL] = i, at
    held[j] = kept + 1


@compiled
def within(limits: Matrix, minutes: int, above: int) -> bool:
    """Tell whether sums keep the week's limits."""
    over = max(0, minutes - limits[FULL], above)
    extra = min(minutes, limits[FULL]) - limits[CONTRACT]
    return bool(minutes <= limits[CAP] and over <= limits[OVER_CAP] and extra <= limits[EXTRA_CAP])


@compiled
def begin(
    line: Matrix, limits: Matrix, labels: Matrix, held: Matrix, j: int, cost: int, free: int
) -> None:
    """Begin a label at item *j*: it is the week's first."""
    minutes, above = limits[PAID_FIXED], limits[ABOVE_FIXED]
    marks, count = line[j, WORKED], line[j, WEEKEND]
    if line[j, IS_TASK]:
        minutes += line[j, PAID]
        above += line[j, ABOVE]
        if not within(limits, minutes, above):
            return
    insert(labels, held, j, (cost, minutes, above, free, marks, count), -1, 0)


@compiled
def follow(
    line: Matrix,
    limits: Matrix,
    labels: Matrix,
    held: Matrix,
    i: int,
    j: int,
    cost: int,
    free: int,
) -> None:
    """Extend the labels at place *i* by item *j*; what comes from the pool keeps its origin."""
    is_task = line[j, IS_TASK]
    pooled = i == len(labels) - 1
    for n in range(held[i]):
        minutes, above = labels[i, n, MINUTES], labels[i, n, OVER_DAY]
        if is_task:
            minutes += line[j, PAID]
            above += line[j, ABOVE]
            if not within(limits, minutes, above):
                continue
        origin, at = i, n
        if pooled:
            origin, at = labels[i, n, FROM], labels[i, n, FROM_LABEL]
        freed = max(free, labels[i, n, FREE])
        marks = labels[i, n, MARKS] | line[j, WORKED]
        count = labels[i, n, COUNT] + line[j, WEEKEND]
        told = (labels[i, n, COST] + cost, minutes, above, freed, marks, count)
        insert(labels, held, j, told, origin, at)


@compiled
def pool(labels: Matrix, held: Matrix, i: int, freed: int) -> None:
    """Put the labels of item *i* into the pool."""
    pool = len(labels) - 1
    for n in range(held[i]):
        free = max(labels[i, n, FREE], freed)
        minutes, above = labels[i, n, MINUTES], labels[i, n, OVER_DAY]
        marks, count = labels[i, n, MARKS], labels[i, n, COUNT]
        told = (labels[i, n, COST], minutes, above, free, marks, count)
        insert(labels, held, pool, told, i, n)
