"""What one more stretch does to work periods: the rest around them, and the hours inside.

Source: contract 2 (work period, `daily_rest`, `day_minutes`).
"""

from __future__ import annotations

from solver.compiled import compiled_part
from vikarsentral.explain import screen_line as c
from vikarsentral.explain.screen_line import Matrix
from vikarsentral.explain.screen_near import Ground, worse
from vikarsentral.explain.screen_notes import ends_later, is_joined

_NEW, _NOBODY = -1, -2
"""In place of the row that ends last: the new stretch, or none yet."""


@compiled_part
def _known(ground: Ground, i: int, row: int, period: Matrix) -> int:
    """Return the excess a work period had before: of rota alone inside it, or its own."""
    known = 0
    alone, now = ground.rota.periods, ground.now.periods
    first = ground.rota.pointer[i]
    end = first + ground.rota.counts[i]
    j = _from(alone, first, end, period[0])
    while j < end and alone[j, 0] <= period[1]:
        if alone[j, 1] <= period[1]:
            known = max(known, alone[j, row])
        j += 1
    first = ground.now.pointer[i]
    end = first + ground.now.counts[i]
    j = _from(now, first, end, period[0])
    while j < end and now[j, 0] == period[0]:
        if period[1] == now[j, 1]:
            known = max(known, now[j, row])
        j += 1
    return known


@compiled_part
def _from(periods: Matrix, lo: int, hi: int, start: int) -> int:
    """Return the first work period that begins at an instant or after it; they are in order."""
    while lo < hi:
        middle = (lo + hi) // 2
        if periods[middle, 0] < start:
            lo = middle + 1
        else:
            hi = middle
    return lo


@compiled_part
def _end_period(ground: Ground, i: int, period: Matrix, above: Matrix, worst: Matrix) -> None:
    """Judge a work period that is whole, and add what is above the day to its week."""
    if period[2] > 0:
        worse(worst, i, c.DAILY, period[2], _known(ground, i, 2, period))
    if period[3] > 0:
        worse(worst, i, c.DAYS, period[3], _known(ground, i, 3, period))
    above[period[5]] += period[4]


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
    above: Matrix,
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
            _end_period(ground, i, period, above, worst)
        _add(period, line, at, ceiling, span, is_first)
        last = _latest(line, last, new, i, at)
    is_first = place == start or not is_joined(line, last, new, i)
    if is_first and place > start:
        _end_period(ground, i, period, above, worst)
    _add(period, new, i, ceiling, span, is_first)
    return _NEW if last == _NOBODY or ends_later(new, i, line, last) else last


@compiled_part
def rest(
    ground: Ground, i: int, place: int, new: Matrix, above: Matrix, period: Matrix, worst: Matrix
) -> None:
    """Judge the work periods around a stretch, as far as it changes any.

    Args:
        ground: everyone's work.
        i: the person.
        place: the row the stretch comes before.
        new: the stretch as each person would work it.
        above: zeros by week; what the minutes above the day's limit grow by is added.
        period: room for one work period.
        worst: changed in place.
    """
    if _stands_alone(ground, i, place, new):
        ceiling, span = ground.people[i, c.CEILING], ground.frame.numbers[c.SPAN]
        worse(worst, i, c.DAILY, new[i, c.END] - new[i, c.START] - (span - new[i, c.REST]), 0)
        worse(worst, i, c.DAYS, new[i, c.PAID] - max(new[i, c.DAY], ceiling), 0)
        above[new[i, c.WEEK]] += max(0, new[i, c.PAID] - new[i, c.DAY])
    else:
        _around(ground, i, place, new, above, period, worst)


@compiled_part
def _stands_alone(ground: Ground, i: int, place: int, new: Matrix) -> bool:
    """Tell whether a stretch joins neither neighbour, and so is a work period of its own.

    Between the two is then rest enough for both, so that they were not joined before either.
    """
    line, before = ground.now.stretches, ground.notes.last[place + i]
    if before >= 0 and is_joined(line, ground.now.pointer[i] + before, new, i):
        return False
    return place == ground.now.pointer[i + 1] or not is_joined(new, i, line, place)


@compiled_part
def _around(
    ground: Ground, i: int, place: int, new: Matrix, above: Matrix, period: Matrix, worst: Matrix
) -> None:
    """Judge the work periods that a stretch joins or parts."""
    line, notes = ground.now.stretches, ground.notes
    lo, stop = ground.now.pointer[i], ground.now.pointer[i + 1]
    ceiling, span = ground.people[i, c.CEILING], ground.frame.numbers[c.SPAN]
    start = lo + notes.first[lo + notes.period[place - 1]] if place > lo else lo
    last = _begin(ground, i, start, place, new, above, period, worst)
    for at in range(place, stop):
        joined = _joins(line, last, new, i, at)
        if not joined:
            if notes.first[lo + notes.period[at]] == at - lo:
                stop = at
                break
            _end_period(ground, i, period, above, worst)
        _add(period, line, at, ceiling, span, not joined)
        last = _latest(line, last, new, i, at)
    _end_period(ground, i, period, above, worst)
    if start < stop:
        for j in range(lo + notes.period[start], lo + notes.period[stop - 1] + 1):
            above[ground.now.periods[j, 5]] -= ground.now.periods[j, 4]
