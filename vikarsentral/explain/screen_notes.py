"""What is noted once about everyone's work, so that one more stretch asks only its neighbours.

Source: contract 2 (hard rules).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from solver.compiled import compiled, compiled_part
from vikarsentral.explain import screen_line as c
from vikarsentral.explain.screen_line import (
    AVERAGE,
    END,
    IS_NEED,
    QUICK,
    RED_HI,
    RED_LO,
    REST,
    START,
    TIE,
    Frame,
    Matrix,
    measure,
)

_SIDES = {
    c.H_PAID: c.PAID_MINUTES,
    c.H_NEED: c.NEED_MINUTES,
    c.H_CAP: c.CAP_LIMIT,
    c.H_OVER: c.OVER_MINUTES,
    c.H_ABOVE: c.ABOVE,
    c.H_FREE_LIMIT: c.FREE_LIMIT,
    c.H_LONGEST: c.LONGEST_FREE,
    c.H_FREE_FROM: c.FREE_FROM,
}


class Lines(NamedTuple):
    """What many people work, one after the other.

    Attributes:
        stretches: rows, each person's in the contract's order.
        pointer: where each person's begin, and the end.
        periods: rows of six numbers, the work periods of each person where their stretches begin.
        counts: how many work periods each person has.
    """

    stretches: Matrix
    pointer: Matrix
    periods: Matrix
    counts: Matrix


class Notes(NamedTuple):
    """What follows from everyone's lines. A place is that of a stretch in its person's line.

    Attributes:
        sums: what each week holds, by person.
        last: per place, and past the last one, the earlier place that ends last, or -1; each
            person has one more than stretches.
        period: per stretch, the number of its work period.
        first: per work period, its first place.
        quick: per stretch, 1 where it comes too soon after the one before for the law's own rest.
        red: by person two rows: marked days worked, and those worked without an average.
        average: per person, 1 where a marked day is worked under an average.
    """

    sums: Matrix
    last: Matrix
    period: Matrix
    first: Matrix
    quick: Matrix
    red: Matrix
    average: Matrix


@compiled_part
def ends_later(some: Matrix, i: int, others: Matrix, j: int) -> bool:
    """Tell whether a stretch ends later than another; of equal ends the larger id.

    Rows are named by array and number: in a loop this is far quicker than passing rows.

    Args:
        some: holds the stretch.
        i: its row.
        others: holds the other.
        j: its row.
    """
    one, other = some[i, END], others[j, END]
    return bool(one > other or (one == other and some[i, TIE] > others[j, TIE]))


@compiled_part
def is_quick(some: Matrix, i: int, others: Matrix, j: int) -> bool:
    """Tell whether the rest between two neighbours is lawful but shorter than the law's own.

    Args:
        some: holds the neighbour before.
        i: its row.
        others: holds the stretch after it.
        j: its row.
    """
    gap = others[j, START] - some[i, END]
    is_short = max(some[i, REST], others[j, REST]) <= gap < others[j, QUICK]
    return bool(is_short and (some[i, IS_NEED] == 1 or others[j, IS_NEED] == 1))


@compiled_part
def is_joined(some: Matrix, i: int, others: Matrix, j: int) -> bool:
    """Tell whether two neighbours belong to one work period.

    Args:
        some: holds the neighbour before.
        i: its row.
        others: holds the stretch after it.
        j: its row.
    """
    return bool(others[j, START] - some[i, END] < max(some[i, REST], others[j, REST]))


@compiled
def _note(line: Matrix, lo: int, person: int, notes: Notes) -> None:
    """Note neighbours, periods and marked days of one person."""
    last = -1
    number = -1
    for i in range(len(line)):
        notes.last[lo + person + i] = last
        if last < 0 or not is_joined(line, last, line, i):
            number += 1
            notes.first[lo + number] = i
        notes.period[lo + i] = number
        notes.quick[lo + i] = int(last >= 0 and is_quick(line, last, line, i))
        if last < 0 or ends_later(line, i, line, last):
            last = i
        for day in range(line[i, RED_LO], line[i, RED_HI]):
            notes.red[person, 0, day] = 1
            if line[i, AVERAGE] == 0:
                notes.red[person, 1, day] = 1
            else:
                notes.average[person] = 1
    notes.last[lo + person + len(line)] = last


@compiled
def measure_all(
    lines: Lines, people: Matrix, frame: Frame, out: Matrix, terms: Matrix, notes: Notes
) -> None:
    """Measure everyone's line as it is; fill the work periods of `lines` and the notes too.

    Args:
        lines: what each works.
        people: rows of people.
        frame: what is the same for everyone.
        out: filled with what is above each limit, a row per person.
        terms: filled with the cost by term, a row per person.
        notes: zeros, filled.
    """
    for i in range(len(people)):
        lo, hi = lines.pointer[i], lines.pointer[i + 1]
        periods = lines.periods[lo:hi]
        held = lines.stretches[lo:hi]
        sums = notes.sums[i]
        lines.counts[i] = measure(held, people[i], frame, out[i], periods, terms[i], sums)
        _note(held, lo, i, notes)


def starts_of(lines: Lines) -> Matrix:
    """Return when each stretch starts, side by side.

    Args:
        lines: what people work.
    """
    return np.ascontiguousarray(lines.stretches[:, START])


def sides_of(notes: Notes, people: Matrix, base: Matrix, frame: Frame) -> Matrix:
    """Gather what is asked of each week, side by side.

    Args:
        notes: of what people work.
        people: rows of people.
        base: what was above each limit, a row per person.
        frame: what is the same for everyone.

    Returns:
        By week, person and column.
    """
    many, count = len(people), len(frame.weeks) - 1
    sums = notes.sums.transpose(2, 0, 1)
    made = np.empty((count, many, c.SIDES), np.int32)
    for side, row in _SIDES.items():
        made[:, :, side] = sums[:, :, row]
    for at, side in enumerate((c.H_FREE, c.H_WEEKS, c.H_OVER_WEEK, c.H_EXTRA)):
        made[:, :, side] = base[:, at * count : (at + 1) * count].T
    numbers = frame.numbers
    period = slice(int(numbers[c.FIRST_WEEK]), int(numbers[c.END_WEEK]))
    over = notes.sums[:, c.OVER_MINUTES, :]
    made[:, :, c.H_ANY_OVER] = over.any(axis=1)
    made[:, :, c.H_TOTAL] = people[:, c.OVER_BASE] + over[:, period].sum(axis=1)
    made[:, :, c.H_LIMIT] = notes.sums[:, c.TOTAL_LIMIT, period].min(axis=1, initial=c.BIG)
    windows = max(0, count - int(numbers[c.WINDOW]) + 1)
    made[:, :, c.H_OVER_TOTAL] = base[:, 4 * count + windows]
    return made


def windows_of(notes: Notes, frame: Frame) -> Matrix:
    """Gather what is asked of each window of weeks together.

    Args:
        notes: of what people work.
        frame: what is the same for everyone.

    Returns:
        By person and window: the strictest limit on overtime, and the overtime.
    """
    weeks, width = len(frame.weeks) - 1, int(frame.numbers[c.WINDOW])
    count = max(0, weeks - width + 1)
    made = np.empty((len(notes.sums), count, 2), np.int32)
    for k in range(count):
        made[:, k, 0] = notes.sums[:, c.WINDOW_LIMIT, k : k + width].min(axis=1)
        made[:, k, 1] = notes.sums[:, c.OVER_MINUTES, k : k + width].sum(axis=1)
    return made
