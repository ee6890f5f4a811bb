"""Labels of a line: what a chain of items has cost and used so far, and how it grows.

Only compiled number loops; `solver.lagrange_line` runs them through the weeks of a worker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.compiled import compiled

if TYPE_CHECKING:
    from solver.lagrange_grid import Flags
    from solver.problem import Matrix

# columns of a label; `MINUTES`, `OVER_DAY` and `FREE` begin anew every week
COST, MINUTES, OVER_DAY, FREE, OVER, RED, FROM, FROM_LABEL = range(8)
LABEL_COLUMNS = 8
# columns of an item of the week's line; `FREE_END`: from when on it leaves the week free;
# `LATER_RED`, `LATER_STRICT`: the first marked day of any later item, and of any strict one
ROW, START, END, REST, PAID, DAY, ABOVE, RED_LO, RED_HI, STRICT, IS_TASK = range(11)
GAIN, FREE_END, LATER_RED, LATER_STRICT = range(11, 15)
LINE_COLUMNS = 15
# places in the vector of a person-week's limits
LOOSE, QUICK_GAP, SPAN, QUICK, CURE, CEILING, PAID_MORE = range(7)
FULL, CONTRACT, CAP, OVER_CAP, EXTRA_CAP, FREE_NEED, PAID_FIXED, ABOVE_FIXED = range(7, 15)
FAR, NEXT_RED, SUM_CAP, COSTED = range(15, 19)
LIMITS = 19
# `RED` of a label: 0, or the last marked day plus one, shifted, with these two bits
IS_STRICT, AFTER_ONE = 1, 2
SHIFT = 2


@compiled
def step(line: Matrix, limits: Matrix, i: int, j: int) -> int:
    """Return what it costs that *j* follows *i*, -1 when it cannot.

    Only what stays true when items between the two are left out is counted. If the two are too
    close and yet lawful with something between, one of the gaps on the way is at least the
    least rest of the week, and what is between has a length: hence `CURE`. A quick return is
    priced only where the two cannot lie in one work period, for then there is one on the way.
    Travel is left out.
    """
    if line[i, ROW] < 0 or (not line[i, IS_TASK] and not line[j, IS_TASK]):
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
def as_good(labels: Matrix, j: int, one: int, k: int, other: int) -> bool:
    """Tell whether whatever can follow a label can follow another at no higher cost.

    Args:
        labels: by place and number.
        j: place of the one.
        one: its number.
        k: place of the other.
        other: its number.
    """
    if labels[j, one, COST] > labels[k, other, COST]:
        return False
    if labels[j, one, MINUTES] > labels[k, other, MINUTES]:
        return False
    if labels[j, one, FREE] < labels[k, other, FREE]:
        return False
    if labels[j, one, OVER_DAY] > labels[k, other, OVER_DAY]:
        return False
    if labels[j, one, OVER] > labels[k, other, OVER]:
        return False
    red, theirs = labels[j, one, RED], labels[k, other, RED]
    return bool(red == 0 or (red >> SHIFT == theirs >> SHIFT and red & ~theirs == 0))


@compiled
def _merge(labels: Matrix, j: int, one: int, other: int) -> None:
    """Make the label *other* of a place as good as both; it keeps the way of the cheaper."""
    if labels[j, one, COST] < labels[j, other, COST]:
        labels[j, other, COST] = labels[j, one, COST]
        labels[j, other, FROM] = labels[j, one, FROM]
        labels[j, other, FROM_LABEL] = labels[j, one, FROM_LABEL]
    for column in (MINUTES, OVER_DAY, OVER):
        labels[j, other, column] = min(labels[j, one, column], labels[j, other, column])
    labels[j, other, FREE] = max(labels[j, one, FREE], labels[j, other, FREE])
    if labels[j, one, RED] >> SHIFT == labels[j, other, RED] >> SHIFT:
        labels[j, other, RED] &= labels[j, one, RED]
    else:
        labels[j, other, RED] = 0


@compiled
def _move(labels: Matrix, j: int, one: int, other: int) -> None:
    """Write a label of a place over another."""
    for column in range(LABEL_COLUMNS):
        labels[j, other, column] = labels[j, one, column]


@compiled
def insert(labels: Matrix, held: Matrix, j: int) -> None:
    """Keep the spare label of place *j* unless another is as good; drop those it beats.

    The spare one is the last of the place. The cheapest is first. Where there is no room the
    two dearest are merged into one that is better than both.
    """
    new = labels.shape[1] - 1
    place, many = 0, held[j]
    while place < many and labels[j, place, COST] <= labels[j, new, COST]:
        if as_good(labels, j, place, j, new):
            return
        place += 1
    kept = place
    for n in range(place, many):
        if not as_good(labels, j, new, j, n):
            if kept != n:
                _move(labels, j, n, kept)
            kept += 1
    if kept == new:
        kept -= 1
        if place < kept:
            _merge(labels, j, kept, kept - 1)
        else:
            _merge(labels, j, kept, new)
            place = kept
    for n in range(kept, place, -1):
        _move(labels, j, n - 1, n)
    _move(labels, j, new, place)
    held[j] = kept + 1


@compiled
def within(limits: Matrix, minutes: int, above: int) -> bool:
    """Tell whether sums keep the week's limits."""
    over = max(0, minutes - limits[FULL], above)
    extra = min(minutes, limits[FULL]) - limits[CONTRACT]
    return bool(minutes <= limits[CAP] and over <= limits[OVER_CAP] and extra <= limits[EXTRA_CAP])


@compiled
def work_days(line: Matrix, reds: Flags, j: int, red: int) -> int:
    """Return what is remembered of marked days once item *j* is worked too, -1 if unlawful.

    Args:
        line: the items.
        reds: per marked day, whether it and the next one exclude each other.
        j: place of the item.
        red: what was remembered before.
    """
    strict = line[j, STRICT]
    for day in range(line[j, RED_LO], line[j, RED_HI]):
        last = (red >> SHIFT) - 1
        if day == last:
            if strict and red & AFTER_ONE:
                return -1
            red |= strict
        else:
            near = last >= 0 and day == last + 1 and reds[last]
            if near and (strict or red & IS_STRICT):
                return -1
            red = ((day + 1) << SHIFT) + strict + (AFTER_ONE if near else 0)
    if red == 0:
        return 0
    last = (red >> SHIFT) - 1
    if line[j, LATER_RED] > last:  # forget what nothing later looks at
        following = line[j, LATER_RED if red & IS_STRICT else LATER_STRICT]
        if following > last + 1 or not reds[last]:
            return 0
    return int(red)


@compiled
def follow(
    line: Matrix,
    limits: Matrix,
    reds: Flags,
    labels: Matrix,
    held: Matrix,
    i: int,
    j: int,
    cost: int,
    free: int,
) -> None:
    """Extend the labels at place *i* by item *j*; what comes from the pool keeps its origin."""
    pooled = i == len(labels) - 1
    new = labels.shape[1] - 1
    is_task = line[j, IS_TASK]
    for n in range(held[i]):
        minutes, above = labels[i, n, MINUTES], labels[i, n, OVER_DAY]
        if is_task:
            minutes += line[j, PAID]
            above += line[j, ABOVE]
            if not within(limits, minutes, above):
                continue
        red = work_days(line, reds, j, labels[i, n, RED])
        if red < 0:
            continue
        labels[j, new, COST] = labels[i, n, COST] + cost
        labels[j, new, MINUTES], labels[j, new, OVER_DAY] = minutes, above
        labels[j, new, FREE] = max(free, labels[i, n, FREE])
        labels[j, new, OVER], labels[j, new, RED] = labels[i, n, OVER], red
        labels[j, new, FROM], labels[j, new, FROM_LABEL] = i, n
        if pooled:
            labels[j, new, FROM] = labels[i, n, FROM]
            labels[j, new, FROM_LABEL] = labels[i, n, FROM_LABEL]
        insert(labels, held, j)


@compiled
def pool(labels: Matrix, held: Matrix, i: int, freed: int) -> None:
    """Put the labels of item *i* into the pool."""
    last, new = len(labels) - 1, labels.shape[1] - 1
    for n in range(held[i]):
        for column in range(FROM):
            labels[last, new, column] = labels[i, n, column]
        labels[last, new, FREE] = max(labels[i, n, FREE], freed)
        labels[last, new, FROM], labels[last, new, FROM_LABEL] = i, n
        insert(labels, held, last)
