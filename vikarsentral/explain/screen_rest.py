"""What one more stretch does to work periods: the rest around them, and the hours inside.

Source: contract 2 (work period, `daily_rest`, `day_minutes`).
"""

from __future__ import annotations

from typing import NamedTuple

from solver.compiled import compiled_part
from vikarsentral.explain import screen_line as c
from vikarsentral.explain.screen_line import Matrix
from vikarsentral.explain.screen_near import Ground, worse
from vikarsentral.explain.screen_notes import ends_later, is_joined

_NEW, _NOBODY = -1, -2
"""In place of the row that ends last: the new stretch, or none yet."""


class Period(NamedTuple):
    """A work period so far, in the processor's own registers.

    Attributes:
        start: of its first stretch.
        end: of the one that ends last.
        week: that it starts in.
        rest: the longest daily rest of its stretches.
        day: the strictest limit on a day.
        paid: minutes.
    """

    start: int
    end: int
    week: int
    rest: int
    day: int
    paid: int


@compiled_part
def _known(ground: Ground, i: int, row: int, start: int, stop: int) -> int:
    """Return the excess a work period had before: of rota alone inside it, or its own."""
    known = 0
    alone, now = ground.rota.periods, ground.now.periods
    first = ground.rota.pointer[i]
    end = first + ground.rota.counts[i]
    j = _from(alone, first, end, start)
    while j < end and alone[j, 0] <= stop:
        if alone[j, 1] <= stop:
            known = max(known, alone[j, row])
        j += 1
    first = ground.now.pointer[i]
    end = first + ground.now.counts[i]
    j = _from(now, first, end, start)
    while j < end and now[j, 0] == start:
        if stop == now[j, 1]:
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
def _end_period(ground: Ground, i: int, period: Period, above: Matrix, worst: Matrix) -> None:
    """Judge a work period that is whole, and add what is above the day to its week."""
    length, paid = period.end - period.start, period.paid
    spans = length - (ground.frame.numbers[c.SPAN] - period.rest)
    if spans > 0:
        worse(worst, i, c.DAILY, spans, _known(ground, i, 2, period.start, period.end))
    over = paid - max(period.day, ground.people[i, c.CEILING])
    if over > 0:
        worse(worst, i, c.DAYS, over, _known(ground, i, 3, period.start, period.end))
    if paid > period.day:
        above[period.week] += paid - period.day


@compiled_part
def _first(some: Matrix, at: int) -> Period:
    """Return the work period that a stretch begins; adding 0 makes the numbers wide enough."""
    return Period(
        some[at, c.START] + 0,
        some[at, c.END] + 0,
        some[at, c.WEEK] + 0,
        some[at, c.REST] + 0,
        some[at, c.DAY] + 0,
        some[at, c.PAID] + 0,
    )


@compiled_part
def _longer(period: Period, some: Matrix, at: int) -> Period:
    """Return a work period with one more stretch."""
    return Period(
        period.start,
        max(period.end, some[at, c.END] + 0),
        period.week,
        max(period.rest, some[at, c.REST] + 0),
        min(period.day, some[at, c.DAY] + 0),
        period.paid + some[at, c.PAID],
    )


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
    ground: Ground, i: int, start: int, place: int, new: Matrix, above: Matrix, worst: Matrix
) -> tuple[int, Period]:
    """Take in rows before a stretch and the stretch; return which ends last, and the period."""
    line, last = ground.now.stretches, ground.notes.last[start + i]
    last = ground.now.pointer[i] + last if last >= 0 else _NOBODY
    if start == place:
        period = _first(new, i)
    else:
        period = _first(line, start)
        last = _latest(line, last, new, i, start)
        for at in range(start + 1, place):
            if is_joined(line, last, line, at):
                period = _longer(period, line, at)
            else:
                _end_period(ground, i, period, above, worst)
                period = _first(line, at)
            last = _latest(line, last, new, i, at)
        if is_joined(line, last, new, i):
            period = _longer(period, new, i)
        else:
            _end_period(ground, i, period, above, worst)
            period = _first(new, i)
    is_last = last == _NOBODY or ends_later(new, i, line, last)
    return _NEW if is_last else last, period


@compiled_part
def rest(ground: Ground, i: int, place: int, new: Matrix, above: Matrix, worst: Matrix) -> None:
    """Judge the work periods around a stretch, as far as it changes any.

    Args:
        ground: everyone's work.
        i: the person.
        place: the row the stretch comes before.
        new: the stretch as each person would work it.
        above: zeros by week; what the minutes above the day's limit grow by is added.
        worst: changed in place.
    """
    if _stands_alone(ground, i, place, new):
        ceiling, span = ground.people[i, c.CEILING], ground.frame.numbers[c.SPAN]
        worse(worst, i, c.DAILY, new[i, c.END] - new[i, c.START] - (span - new[i, c.REST]), 0)
        worse(worst, i, c.DAYS, new[i, c.PAID] - max(new[i, c.DAY], ceiling), 0)
        above[new[i, c.WEEK]] += max(0, new[i, c.PAID] - new[i, c.DAY])
    else:
        _around(ground, i, place, new, above, worst)


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
def _around(ground: Ground, i: int, place: int, new: Matrix, above: Matrix, worst: Matrix) -> None:
    """Judge the work periods that a stretch joins or parts."""
    line, notes = ground.now.stretches, ground.notes
    lo, stop = ground.now.pointer[i], ground.now.pointer[i + 1]
    start = lo + notes.first[lo + notes.period[place - 1]] if place > lo else lo
    last, period = _begin(ground, i, start, place, new, above, worst)
    for at in range(place, stop):
        if _joins(line, last, new, i, at):
            period = _longer(period, line, at)
        else:
            if notes.first[lo + notes.period[at]] == at - lo:
                stop = at
                break
            _end_period(ground, i, period, above, worst)
            period = _first(line, at)
        last = _latest(line, last, new, i, at)
    _end_period(ground, i, period, above, worst)
    if start < stop:
        for j in range(lo + notes.period[start], lo + notes.period[stop - 1] + 1):
            above[ground.now.periods[j, 5]] -= ground.now.periods[j, 4]
