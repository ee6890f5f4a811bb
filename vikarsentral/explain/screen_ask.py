"""Ask about one more stretch of work for everyone at once: the rules broken, and the price.

Source: contract 2 (a plan breaks the rule where the excess is above 0 and larger than before).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from solver.compiled import compiled
from vikarsentral.explain.screen_line import (
    AREA,
    DAILY,
    DAYS,
    END,
    EXTRA,
    OVER,
    OVERLAP,
    RED,
    START,
    STRETCH,
    TIE,
    TRAVEL,
    WEEKLY,
    WEEKS,
    WINDOW,
    Frame,
    Matrix,
    measure,
)


class Lines(NamedTuple):
    """What many people work, one after the other.

    Attributes:
        stretches: rows, each person's in the contract's order.
        pointer: where each person's begin, and the end.
        periods: six rows, the work periods of each person where their stretches begin.
        counts: how many work periods each person has.
    """

    stretches: Matrix
    pointer: Matrix
    periods: Matrix
    counts: Matrix


@compiled
def _broken(count: int, windows: int, out: Matrix, base: Matrix) -> int:
    """Return the rules, as bits, whose excess is above 0 and above what was there before."""
    mask = 0
    for k in range(len(out)):
        if out[k] > 0 and out[k] > base[k]:
            if k < count:
                mask |= 1 << WEEKLY
            elif k < 2 * count:
                mask |= 1 << WEEKS
            elif k < 3 * count or 4 * count <= k < 4 * count + windows + 1:
                mask |= 1 << OVER
            elif k < 4 * count:
                mask |= 1 << EXTRA
            else:
                mask |= 1 << RED
    return mask


@compiled
def _meets(line: Matrix, place: int, travel: Matrix) -> int:
    """Return the bits of overlap and travel for the stretch at a place in a line."""
    mask = 0
    new = line[place]
    for i in range(len(line)):
        if i != place and line[i, START] < new[END] and new[START] < line[i, END]:
            mask |= 1 << OVERLAP
    last = -1
    for i in range(len(line)):
        if last >= 0 and (i == place or last == place):
            gap = line[i, START] - line[last, END]
            far = line[i, AREA] != line[last, AREA]
            if far and 0 <= gap < travel[line[last, AREA], line[i, AREA]]:
                mask |= 1 << TRAVEL
        if last < 0 or (line[i, END], line[i, TIE]) > (line[last, END], line[last, TIE]):
            last = i
    return mask


@compiled
def _known(periods: Matrix, k: int, row: int, alone: Matrix, was: Matrix) -> int:
    """Return the excess a work period had before: of rota alone inside it, or its own."""
    known = 0
    for j in range(alone.shape[1]):
        if periods[0, k] <= alone[0, j] and alone[1, j] <= periods[1, k]:
            known = max(known, alone[row, j])
    for j in range(was.shape[1]):
        if periods[0, k] == was[0, j] and periods[1, k] == was[1, j]:
            known = max(known, was[row, j])
    return known


@compiled
def _period_mask(periods: Matrix, alone: Matrix, was: Matrix) -> int:
    """Return the bits of the work periods that go further over than before."""
    mask = 0
    for k in range(periods.shape[1]):
        for row, bit in ((2, DAILY), (3, DAYS)):
            excess = periods[row, k]
            if excess > 0 and excess > _known(periods, k, row, alone, was):
                mask |= 1 << bit
    return mask


@compiled
def _put_in(line: Matrix, held: Matrix, new: Matrix) -> int:
    """Fill a line with what is held and one more stretch, in order; return its place."""
    place = 0
    while place < len(held) and (
        held[place, START],
        held[place, END],
        held[place, TIE],
    ) < (new[START], new[END], new[TIE]):
        place += 1
    # Number by number: copying whole rows takes ten times as long here.
    for column in range(STRETCH):
        for k in range(place):
            line[k, column] = held[k, column]
        line[place, column] = new[column]
        for k in range(place, len(held)):
            line[k + 1, column] = held[k, column]
    return place


@compiled
def measure_all(lines: Lines, people: Matrix, frame: Frame, out: Matrix, terms: Matrix) -> None:
    """Measure everyone's line as it is; fills the work periods of `lines` too.

    Args:
        lines: what each works.
        people: rows of people.
        frame: what is the same for everyone.
        out: filled with what is above each limit, a row per person.
        terms: filled with the cost by term, a row per person.
    """
    for i in range(len(people)):
        lo, hi = lines.pointer[i], lines.pointer[i + 1]
        periods = lines.periods[:, lo:hi]
        held = lines.stretches[lo:hi]
        lines.counts[i] = measure(held, people[i], frame, out[i], periods, terms[i])


@compiled
def ask_all(
    new: Matrix,
    now: Lines,
    rota: Lines,
    people: Matrix,
    frame: Frame,
    base: Matrix,
    masks: Matrix,
    terms: Matrix,
) -> None:
    """Judge and price everyone with one more stretch.

    Args:
        new: the stretch as each person would work it, a row per person.
        now: what each works already, rota and other needs.
        rota: what each works by rota alone.
        people: rows of people.
        frame: what is the same for everyone.
        base: what was above each limit before, a row per person.
        masks: filled with the rules broken, as bits.
        terms: filled with the cost by term.
    """
    count = len(frame.weeks) - 1
    windows = max(0, count - frame.numbers[WINDOW] + 1)
    out = np.empty(base.shape[1], np.int64)
    longest = int(np.max(now.pointer[1:] - now.pointer[:-1])) + 1
    line = np.empty((longest, STRETCH), np.int64)
    periods = np.empty((6, longest), np.int64)
    for i in range(len(people)):
        lo, hi = now.pointer[i], now.pointer[i + 1]
        size = hi - lo + 1
        place = _put_in(line, now.stretches[lo:hi], new[i])
        found = measure(line[:size], people[i], frame, out, periods, terms[i])
        first = rota.pointer[i]
        masks[i] = (
            _broken(count, windows, out, base[i])
            | _meets(line[:size], place, frame.travel)
            | _period_mask(
                periods[:, :found],
                rota.periods[:, first : first + rota.counts[i]],
                now.periods[:, lo : lo + now.counts[i]],
            )
        )
