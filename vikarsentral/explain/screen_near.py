"""What one more stretch makes worse: asked of its neighbours and its weeks alone.

Each function fills `worst`, how far the work goes over each limit where it goes further than
before, and leaves 0 where a rule is kept. A stretch is named by its array and row.

Source: contract 2 (a plan breaks the rule where the excess is above 0 and larger than before).
"""

from __future__ import annotations

from typing import NamedTuple

from solver.compiled import compiled_part
from vikarsentral.explain import screen_line as c
from vikarsentral.explain.screen_line import Frame, Matrix
from vikarsentral.explain.screen_notes import Lines, Notes, ends_later, is_quick


class Ground(NamedTuple):
    """Everyone's work, as packed.

    Attributes:
        now: what each works already, rota and other needs.
        starts: of `now`, when each stretch starts, side by side so that few are read to find one.
        rota: what each works by rota alone.
        notes: of `now`.
        people: rows of people.
        base: what was above each limit before, a row per person.
        sides: by week and person, what is asked of a week, as `sides_of` gathers it.
        windows: by person and window of weeks, the strictest limit on overtime and the overtime.
        frame: what is the same for everyone.
    """

    now: Lines
    starts: Matrix
    rota: Lines
    notes: Notes
    people: Matrix
    base: Matrix
    sides: Matrix
    windows: Matrix
    frame: Frame


@compiled_part
def worse(worst: Matrix, i: int, rule: int, excess: int, before: int) -> None:
    """Note an excess above 0 that is larger than before.

    Args:
        worst: a row per person and a column per rule, changed in place.
        i: the person.
        rule: which.
        excess: what it is now.
        before: what it was.
    """
    if excess > 0 and excess > before and excess > worst[i, rule]:
        worst[i, rule] = excess


@compiled_part
def place_of(starts: Matrix, line: Matrix, lo: int, hi: int, new: Matrix, i: int) -> int:
    """Return where a stretch comes among some rows, by start, end and id.

    Args:
        starts: when each stretch starts.
        line: stretches in order.
        lo: first row.
        hi: row after the last.
        new: holds the stretch.
        i: its row.
    """
    start, end, tie = new[i, c.START], new[i, c.END], new[i, c.TIE]
    while lo < hi:
        middle = (lo + hi) // 2
        first = starts[middle]
        is_before = first < start
        if first == start:
            last = line[middle, c.END]
            is_before = last < end or (last == end and line[middle, c.TIE] < tie)
        if is_before:
            lo = middle + 1
        else:
            hi = middle
    return lo


@compiled_part
def _travel(
    some: Matrix, a: int, others: Matrix, b: int, travel: Matrix, worst: Matrix, i: int
) -> None:
    """Judge the time to travel between two neighbours that do not overlap."""
    gap = others[b, c.START] - some[a, c.END]
    if gap >= 0 and some[a, c.AREA] != others[b, c.AREA]:
        needed = travel[some[a, c.AREA], others[b, c.AREA]]
        worse(worst, i, c.TRAVEL, needed - gap, 0)


@compiled_part
def meet(ground: Ground, i: int, place: int, new: Matrix, worst: Matrix) -> int:
    """Judge overlap and travel; return how many quick returns come or go.

    Args:
        ground: everyone's work.
        i: the person.
        place: the row the stretch comes before.
        new: the stretch as each person would work it.
        worst: changed in place.
    """
    line, travel = ground.now.stretches, ground.frame.travel
    lo, hi = ground.now.pointer[i], ground.now.pointer[i + 1]
    start, end = new[i, c.START], new[i, c.END]
    before = ground.notes.last[place + i]
    quick = 0
    is_last = True
    if before >= 0:
        before += lo
        worse(worst, i, c.OVERLAP, min(line[before, c.END], end) - start, 0)
        _travel(line, before, new, i, travel, worst, i)
        quick += int(is_quick(line, before, new, i))
        is_last = ends_later(new, i, line, before)
    for at in range(place, hi):
        if not is_last and line[at, c.START] >= end:
            break
        worse(worst, i, c.OVERLAP, min(line[at, c.END], end) - line[at, c.START], 0)
        if is_last:
            _travel(new, i, line, at, travel, worst, i)
            quick += int(is_quick(new, i, line, at)) - ground.notes.quick[at]
            is_last = not ends_later(line, at, new, i)
    return quick


@compiled_part
def free(ground: Ground, i: int, place: int, new: Matrix, worst: Matrix) -> None:
    """Judge the longest free time of each week a stretch touches.

    Args:
        ground: everyone's work.
        i: the person.
        place: the row the stretch comes before.
        new: the stretch as each person would work it.
        worst: changed in place.
    """
    weeks, sides = ground.frame.weeks, ground.sides
    first = new[i, c.WEEK]
    k = first
    while k < len(weeks) - 1 and (k == first or weeks[k] < new[i, c.END]):
        limit = sides[k, i, c.H_FREE_LIMIT]
        if k == first:
            limit = max(limit, new[i, c.FREE])
        if limit == -c.BIG:
            limit = ground.frame.defaults[c.D_FREE, k]
        if _leaves(ground, i, k, new) >= limit:
            k += 1
            continue
        longest = _longest(ground, i, place, new, weeks[k], weeks[k + 1])
        worse(worst, i, c.WEEKLY, limit - longest, sides[k, i, c.H_FREE])
        k += 1


@compiled_part
def _leaves(ground: Ground, i: int, k: int, new: Matrix) -> int:
    """Return what a stretch leaves at least of the longest free time of a week."""
    begin = ground.sides[k, i, c.H_FREE_FROM]
    end = begin + ground.sides[k, i, c.H_LONGEST]
    return int(max(min(end, new[i, c.START]) - begin, end - max(begin, new[i, c.END])))


@compiled_part
def _longest(ground: Ground, i: int, place: int, new: Matrix, begin: int, end: int) -> int:
    """Return the longest time free of stretches between two instants."""
    line = ground.now.stretches
    lo, hi = ground.now.pointer[i], ground.now.pointer[i + 1]
    at = place
    while at > lo and line[at - 1, c.START] >= begin:
        at -= 1
    reached = begin
    last = ground.notes.last[at + i]
    if last >= 0:
        reached = max(reached, line[lo + last, c.END])
    longest = 0
    while at < place and reached < end:
        longest = max(longest, line[at, c.START] - reached)
        reached = max(reached, line[at, c.END])
        at += 1
    longest = max(longest, min(end, new[i, c.START]) - reached)
    reached = max(reached, new[i, c.END])
    while at < hi and reached < end:
        longest = max(longest, min(end, line[at, c.START]) - reached)
        reached = max(reached, line[at, c.END])
        at += 1
    return int(max(longest, end - reached))
