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
from vikarsentral.explain.screen_notes import Lines, Notes, ends_later, is_joined, is_quick

_NEW, _NOBODY = -1, -2
"""In place of the row that ends last: the new stretch, or none yet."""


class Ground(NamedTuple):
    """Everyone's work, as packed.

    Attributes:
        now: what each works already, rota and other needs.
        rota: what each works by rota alone.
        notes: of `now`.
        people: rows of people.
        base: what was above each limit before, a row per person.
        frame: what is the same for everyone.
    """

    now: Lines
    rota: Lines
    notes: Notes
    people: Matrix
    base: Matrix
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
def place_of(line: Matrix, lo: int, hi: int, new: Matrix, i: int) -> int:
    """Return where a stretch comes among some rows, by start, end and id.

    Args:
        line: stretches in order.
        lo: first row.
        hi: row after the last.
        new: holds the stretch.
        i: its row.
    """
    start, end, tie = new[i, c.START], new[i, c.END], new[i, c.TIE]
    while lo < hi:
        middle = (lo + hi) // 2
        first = line[middle, c.START]
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
def _known(ground: Ground, i: int, row: int, period: Matrix) -> int:
    """Return the excess a work period had before: of rota alone inside it, or its own."""
    known = 0
    alone, now = ground.rota.periods, ground.now.periods
    first = ground.rota.pointer[i]
    for j in range(first, first + ground.rota.counts[i]):
        if period[0] <= alone[j, 0] and alone[j, 1] <= period[1]:
            known = max(known, alone[j, row])
    first = ground.now.pointer[i]
    for j in range(first, first + ground.now.counts[i]):
        if period[0] == now[j, 0] and period[1] == now[j, 1]:
            known = max(known, now[j, row])
    return known


@compiled_part
def _end_period(ground: Ground, i: int, period: Matrix, sums: Matrix, worst: Matrix) -> None:
    """Judge a work period that is whole, and add what is above the day to its week."""
    if period[2] > 0:
        worse(worst, i, c.DAILY, period[2], _known(ground, i, 2, period))
    if period[3] > 0:
        worse(worst, i, c.DAYS, period[3], _known(ground, i, 3, period))
    sums[c.ABOVE, period[5]] += period[4]


@compiled_part
def _add(period: Matrix, some: Matrix, at: int, ceiling: int, span: int, is_first: bool) -> None:
    """Take a stretch into a work period.

    The row holds start, end, excess of span and of paid minutes, minutes above the day, the
    week, and then the rest, the day's limit and the paid minutes so far.
    """
    if is_first:
        period[0], period[1], period[5] = some[at, c.START], some[at, c.END], some[at, c.WEEK]
        period[6], period[7], period[8] = some[at, c.REST], some[at, c.DAY], 0
    period[1] = max(period[1], some[at, c.END])
    period[6] = max(period[6], some[at, c.REST])
    period[7] = min(period[7], some[at, c.DAY])
    period[8] += some[at, c.PAID]
    period[2] = period[1] - period[0] - (span - period[6])
    period[3] = period[8] - max(period[7], ceiling)
    period[4] = max(0, period[8] - period[7])


@compiled_part
def _joins(line: Matrix, last: int, new: Matrix, i: int, at: int) -> bool:
    """Tell whether a row joins the period of the one that ends last; -1 is the new one."""
    if last == _NEW:
        return is_joined(new, i, line, at)
    return is_joined(line, last, line, at)


@compiled_part
def _latest(line: Matrix, last: int, new: Matrix, i: int, at: int) -> int:
    """Return which ends last, a row or the one that did so before it."""
    if last == _NEW:
        return at if ends_later(line, at, new, i) else last
    return at if last == _NOBODY or ends_later(line, at, line, last) else last


@compiled_part
def _begin(
    ground: Ground,
    i: int,
    start: int,
    place: int,
    new: Matrix,
    sums: Matrix,
    period: Matrix,
    worst: Matrix,
) -> int:
    """Take in the rows before a stretch and the stretch; return which of them ends last."""
    line, span = ground.now.stretches, ground.frame.numbers[c.SPAN]
    ceiling, last = ground.people[i, c.CEILING], ground.notes.last[start + i]
    last = ground.now.pointer[i] + last if last >= 0 else _NOBODY
    for at in range(start, place):
        is_first = at == start or not is_joined(line, last, line, at)
        if is_first and at > start:
            _end_period(ground, i, period, sums, worst)
        _add(period, line, at, ceiling, span, is_first)
        last = _latest(line, last, new, i, at)
    is_first = place == start or not is_joined(line, last, new, i)
    if is_first and place > start:
        _end_period(ground, i, period, sums, worst)
    _add(period, new, i, ceiling, span, is_first)
    return _NEW if last == _NOBODY or ends_later(new, i, line, last) else last


@compiled_part
def rest(
    ground: Ground, i: int, place: int, new: Matrix, sums: Matrix, period: Matrix, worst: Matrix
) -> None:
    """Judge the work periods around a stretch, as far as it changes any.

    Args:
        ground: everyone's work.
        i: the person.
        place: the row the stretch comes before.
        new: the stretch as each person would work it.
        sums: what each week holds; the minutes above the day's limit are changed in place.
        period: room for one work period.
        worst: changed in place.
    """
    line, notes = ground.now.stretches, ground.notes
    lo, stop = ground.now.pointer[i], ground.now.pointer[i + 1]
    ceiling, span = ground.people[i, c.CEILING], ground.frame.numbers[c.SPAN]
    start = lo + notes.first[lo + notes.period[place - 1]] if place > lo else lo
    last = _begin(ground, i, start, place, new, sums, period, worst)
    for at in range(place, stop):
        joined = _joins(line, last, new, i, at)
        if not joined:
            if notes.first[lo + notes.period[at]] == at - lo:
                stop = at
                break
            _end_period(ground, i, period, sums, worst)
        _add(period, line, at, ceiling, span, not joined)
        last = _latest(line, last, new, i, at)
    _end_period(ground, i, period, sums, worst)
    if start < stop:
        for j in range(lo + notes.period[start], lo + notes.period[stop - 1] + 1):
            sums[c.ABOVE, ground.now.periods[j, 5]] -= ground.now.periods[j, 4]


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
    weeks = ground.frame.weeks
    first = new[i, c.WEEK]
    k = first
    while k < len(weeks) - 1 and (k == first or weeks[k] < new[i, c.END]):
        limit = ground.notes.sums[i, c.FREE_LIMIT, k]
        if k == first:
            limit = max(limit, new[i, c.FREE])
        if limit == -c.BIG:
            limit = ground.frame.defaults[c.D_FREE, k]
        longest = _longest(ground, i, place, new, weeks[k], weeks[k + 1])
        worse(worst, i, c.WEEKLY, limit - longest, ground.base[i, k])
        k += 1


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
