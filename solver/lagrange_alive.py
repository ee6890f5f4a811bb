"""Tell which candidates no lawful plan holds, and which marked days exclude each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from solver import columns as c
from solver.compiled import compiled

if TYPE_CHECKING:
    import numpy.typing as npt

    from solver.problem import Matrix

    Flags = npt.NDArray[np.bool_]


@compiled
def cut_days(items: Matrix, pointer: Matrix, dead: Flags, reds: int, high: Matrix) -> None:
    """Write where each candidate's marked days end when a later week's days are left to it.

    What is left of the days a set works is never more than what it works, so every row that
    holds for those holds for these too.

    Args:
        items: of the problem.
        pointer: of the problem.
        dead: per row.
        reds: how many marked days there are.
        high: per row, filled.
    """
    for w in range(len(pointer) - 1):
        latest = np.full(reds, -1, np.int64)
        for row in range(pointer[w], pointer[w + 1]):
            if items[row, c.TASK] != c.NONE and not dead[row]:
                for day in range(items[row, c.RED_LO], items[row, c.RED_HI]):
                    latest[day] = max(latest[day], items[row, c.WEEK])
        for row in range(pointer[w], pointer[w + 1]):
            if items[row, c.TASK] != c.NONE and not dead[row]:
                for day in range(items[row, c.RED_LO], items[row, c.RED_HI]):
                    if latest[day] > items[row, c.WEEK]:
                        high[row] = day
                        break


@compiled
def mark_dead(arrays: tuple[Matrix, ...], pointer: Matrix, dead: Flags, reds: Flags) -> None:
    """Mark candidates that no lawful plan holds, and marked days that exclude each other.

    Args:
        arrays: of the problem.
        pointer: of the problem.
        dead: per row; those that are known are told, the others filled.
        reds: per worker and marked day, filled.
    """
    items, _, fixed, fixed_pointer, workers, _, weeks, _, _, scalars, base = arrays
    first_red = 4 * (len(weeks) - 1) + max(0, len(weeks) - scalars[c.WINDOW]) + 1
    for w in range(len(workers)):
        own = fixed[fixed_pointer[w] : fixed_pointer[w + 1]]
        worked = np.zeros((2, scalars[c.REDS] + 1), np.bool_)  # by fixed items; not on average
        for row in own:
            for day in range(items[row, c.RED_LO], items[row, c.RED_HI]):
                worked[0, day] = True
                worked[1, day] |= items[row, c.AVERAGE] == 0
        for row in range(pointer[w], pointer[w + 1]):
            if items[row, c.TASK] != c.NONE:
                dead[row] |= _breaks_days(items, row, base[w, first_red:], worked)
                dead[row] |= _meets_fixed(items, row, own)
        _strict_days(items, pointer[w], pointer[w + 1], base[w, first_red:], dead, reds[w])
        for day in range(scalars[c.REDS]):
            if worked[0, day] or worked[0, day + 1]:
                reds[w, day] = False


@compiled
def mark_mixed(
    arrays: tuple[Matrix, ...], pointer: Matrix, dead: Flags, reds: Flags, mixed: Flags
) -> None:
    """Mark days worked without an average that exclude the next one, or the one before.

    Args:
        arrays: of the problem.
        pointer: of the problem.
        dead: per row.
        reds: per worker and marked day, whether it excludes the next one in any case.
        mixed: filled per worker: for each marked day whether some candidate without an average
            works it and some candidate works the next one; then, for each marked day, whether
            some candidate works it and one without an average the next one.
    """
    items, _, fixed, fixed_pointer, workers, _, weeks, _, _, scalars, base = arrays
    first_red = 4 * (len(weeks) - 1) + max(0, len(weeks) - scalars[c.WINDOW]) + 1
    days = reds.shape[1]
    for w in range(len(workers)):
        held, some = np.zeros(days + 1, np.bool_), np.zeros(days + 1, np.bool_)
        strict = np.zeros(days + 1, np.bool_)
        for row in fixed[fixed_pointer[w] : fixed_pointer[w + 1]]:
            held[items[row, c.RED_LO] : items[row, c.RED_HI]] = True
        for row in range(pointer[w], pointer[w + 1]):
            if items[row, c.TASK] != c.NONE and not dead[row]:
                some[items[row, c.RED_LO] : items[row, c.RED_HI]] = True
                if items[row, c.AVERAGE] == 0:
                    strict[items[row, c.RED_LO] : items[row, c.RED_HI]] = True
        for day in range(scalars[c.REDS] - 1):
            if base[w, first_red + day] <= 0 and not (held[day] or held[day + 1] or reds[w, day]):
                mixed[w, day] = strict[day] and some[day + 1]
                mixed[w, days + day] = some[day] and strict[day + 1]


@compiled
def _strict_days(items: Matrix, lo: int, hi: int, base: Matrix, dead: Flags, reds: Flags) -> None:
    """Mark days that surely exclude the next one, whatever living candidate works them."""
    reds[:] = False
    for day in range(len(reds) - 1):
        reds[day] = base[day] <= 0
    for row in range(lo, hi):
        if items[row, c.AVERAGE] == 1 and not dead[row]:
            for day in range(items[row, c.RED_LO], items[row, c.RED_HI]):
                reds[day] = False
                reds[max(0, day - 1)] = False


@compiled
def _breaks_days(items: Matrix, row: int, base: Matrix, worked: Flags) -> bool:
    """Tell whether a candidate works two days that exclude each other, fixed items counted.

    Days once worked, or worked without an average, stay so whatever else is chosen.
    """
    lo, hi = items[row, c.RED_LO], items[row, c.RED_HI]
    if lo == hi:
        return False
    for day in range(max(0, lo - 1), min(hi, worked.shape[1] - 2)):
        both = (worked[0, day] or day >= lo) and (worked[0, day + 1] or day + 1 < hi)
        strict = items[row, c.AVERAGE] == 0 or worked[1, day] or worked[1, day + 1]
        if both and strict and base[day] <= 0:
            return True
    return False


@compiled
def _meets_fixed(items: Matrix, row: int, own: Matrix) -> bool:
    """Tell whether a candidate overlaps a fixed item."""
    for other in own:
        before = items[row, c.START] < items[other, c.END]
        if before and items[other, c.START] < items[row, c.END]:
            return True
    return False
