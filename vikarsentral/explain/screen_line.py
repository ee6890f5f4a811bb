"""Judge and price one more duty in many people's work at once, in compiled integer loops.

A third reading of the same rules as `vikarsentral.rules`, for speed alone: a test holds the two
to the same answers. Limits come in as numbers per stretch; no number of a law stands here.

Source: contract 2 (hard rules, objective).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from solver.compiled import compiled

Matrix = np.ndarray[Any, np.dtype[np.signedinteger]]


class Frame(NamedTuple):
    """What is the same for everyone.

    Attributes:
        weeks: borders of the judged weeks.
        defaults: default limits of each week.
        numbers: the single numbers.
        sundays: places of the Sundays among the marked days.
        travel: minutes between areas.
    """

    weeks: Matrix
    defaults: Matrix
    numbers: Matrix
    sundays: Matrix
    travel: Matrix


# Columns of a stretch.
START, END, PAID, WEEK, AREA, TIE, IS_NEED, REST, DAY, QUICK = range(10)
FREE, WEEK_CAP, OVER_WEEK, OVER_WINDOW, OVER_TOTAL, AVERAGE, RED_LO, RED_HI = range(10, 18)
STRETCH = 18
# Columns of a person.
FULL, CONTRACT, CEILING, ACCEPTS, EXTRA_CAP, OVER_BASE, KIND = range(7)
RATE_EXTRA, RATE_OVER, RATE_HOURLY, SHARE_LO, SHARE_HI, SHARE_CAP = range(7, 13)
PERSON = 13
POOL, PART_TIME, STAFF, HOURLY = range(4)
# Single numbers.
FIRST_WEEK, END_WEEK, WINDOW, SPAN, REDS, RUN, UNUSED, QUICK_COST, REFUSED_OVER = range(9)
NUMBERS = 9
# Default limits of a week.
D_FREE, D_OVER_WEEK, D_OVER_WINDOW, D_OVER_TOTAL = range(4)
# Rules a line may break, as bits of a mask.
OVERLAP, TRAVEL, DAILY, WEEKLY, DAYS, WEEKS, OVER, EXTRA, RED = range(9)
# Terms a line costs.
T_EXTRA, T_OVER, T_HOURLY, T_UNUSED, T_QUICK = range(5)
TERMS = 5
# What a week holds.
PAID_MINUTES, NEED_MINUTES, LONGEST_FREE, FREE_LIMIT, CAP_LIMIT = range(5)
WEEK_LIMIT, WINDOW_LIMIT, TOTAL_LIMIT, OVER_MINUTES, ABOVE, FREE_FROM = range(5, 11)
SUMS = 11
# What is asked of one week, side by side: some of the sums, what was above each limit before,
# and the overtime of the whole period.
H_PAID, H_NEED, H_CAP, H_ANY_OVER, H_OVER, H_ABOVE, H_FREE_LIMIT, H_LONGEST = range(8)
H_FREE_FROM, H_FREE, H_WEEKS, H_OVER_WEEK, H_EXTRA, H_LIMIT, H_TOTAL, H_OVER_TOTAL = range(8, 16)
SIDES = 16
BIG = 1 << 30


@compiled
def width(frame: Frame) -> int:
    """Return how many things a line is measured by, work periods left out.

    Args:
        frame: what is the same for everyone.
    """
    weeks, numbers = len(frame.weeks) - 1, frame.numbers
    windows = max(0, weeks - numbers[WINDOW] + 1)
    runs = max(0, len(frame.sundays) - numbers[RUN] + 1)
    return int(4 * weeks + windows + 1 + max(0, numbers[REDS] - 1) + runs + 1)


@compiled
def _free(weeks: Matrix, sums: Matrix, start: int, end: int) -> None:
    """Note a time free of stretches in every week it touches: the longest, and its start."""
    if end <= start:
        return
    k = 0
    while k < sums.shape[1] and weeks[k + 1] <= start:
        k += 1
    while k < sums.shape[1] and weeks[k] < end:
        piece = min(end, weeks[k + 1]) - max(start, weeks[k])
        if piece > sums[LONGEST_FREE, k]:
            sums[LONGEST_FREE, k] = piece
            sums[FREE_FROM, k] = max(start, weeks[k])
        k += 1


@compiled
def _periods(line: Matrix, person: Matrix, numbers: Matrix, above: Matrix, out: Matrix) -> int:
    """Fill start, end, excess of span and of paid minutes, minutes above the day, and week.

    The minutes above the day's own limit are added to `above`, per week. Returns how many
    periods there are.
    """
    count = 0
    last = -1
    rest = day = paid = 0
    week = 0
    for i in range(len(line)):
        joined = False
        if last >= 0:
            needed = max(line[last, REST], line[i, REST])
            joined = line[i, START] - line[last, END] < needed
        if not joined:
            out[count, 0] = line[i, START]
            out[count, 1] = line[i, END]
            rest, day, paid = line[i, REST], line[i, DAY], 0
            week = line[i, WEEK]
            count += 1
        at = count - 1
        out[at, 1] = max(out[at, 1], line[i, END])
        rest = max(rest, line[i, REST])
        day = min(day, line[i, DAY])
        paid += line[i, PAID]
        out[at, 2] = out[at, 1] - out[at, 0] - (numbers[SPAN] - rest)
        out[at, 3] = paid - max(day, person[CEILING])
        out[at, 4] = max(0, paid - day)
        out[at, 5] = week
        if last < 0 or (line[i, END], line[i, TIE]) > (line[last, END], line[last, TIE]):
            last = i
    for at in range(count):
        above[out[at, 5]] += out[at, 4]
    return count


@compiled
def _reds(line: Matrix, person: Matrix, frame: Frame, out: Matrix, at: int) -> None:
    """Fill what is above the limits of marked days: neighbours, runs of Sundays, share."""
    reds, sundays, length = frame.numbers[REDS], frame.sundays, frame.numbers[RUN]
    worked = np.zeros(reds, np.int64)
    plain = np.zeros(reds, np.int64)
    held = False
    for i in range(len(line)):
        for day in range(line[i, RED_LO], line[i, RED_HI]):
            worked[day] = 1
            if line[i, AVERAGE] == 0:
                plain[day] = 1
            else:
                held = True
    for day in range(reds - 1):
        both = worked[day] == 1 and worked[day + 1] == 1
        out[at] = int(both and (plain[day] == 1 or plain[day + 1] == 1))
        at += 1
    for k in range(len(sundays) - length + 1):
        run = held
        for j in range(k, k + length):
            run = run and worked[sundays[j]] == 1
        out[at] = int(run)
        at += 1
    share = 0
    for day in range(person[SHARE_LO], person[SHARE_HI]):
        share += worked[day]
    out[at] = share - person[SHARE_CAP] if held else 0


@compiled
def _sum(line: Matrix, weeks: Matrix, sums: Matrix) -> int:
    """Fill what each week holds and its strictest limits; return the number of quick returns."""
    sums[:] = 0
    sums[3] = -BIG
    sums[4:8] = BIG
    reached = weeks[0]
    last = -1
    quick = 0
    for i in range(len(line)):
        k = line[i, WEEK]
        sums[0, k] += line[i, PAID]
        if line[i, IS_NEED] == 1:
            sums[1, k] += line[i, PAID]
        sums[3, k] = max(sums[3, k], line[i, FREE])
        sums[4, k] = min(sums[4, k], line[i, WEEK_CAP])
        sums[5, k] = min(sums[5, k], line[i, OVER_WEEK])
        sums[6, k] = min(sums[6, k], line[i, OVER_WINDOW])
        sums[7, k] = min(sums[7, k], line[i, OVER_TOTAL])
        _free(weeks, sums, reached, line[i, START])
        if last >= 0:
            gap = line[i, START] - line[last, END]
            if max(line[last, REST], line[i, REST]) <= gap < line[i, QUICK]:
                quick += int(line[i, IS_NEED] == 1 or line[last, IS_NEED] == 1)
        if last < 0 or (line[i, END], line[i, TIE]) > (line[last, END], line[last, TIE]):
            last = i
        reached = max(reached, line[i, END])
    _free(weeks, sums, reached, weeks[-1])
    return quick


@compiled
def _extra(person: Matrix, paid: int) -> int:
    """Return the minutes beyond the post in a week, 0 for hourly people."""
    if person[KIND] == HOURLY:
        return 0
    return int(max(0, min(paid, person[FULL]) - person[CONTRACT]))


@compiled
def _weeks(person: Matrix, frame: Frame, sums: Matrix, out: Matrix) -> None:
    """Fill what is above the limits of each week: rest, work, extra hours."""
    count = sums.shape[1]
    for k in range(count):
        limit = sums[3, k] if sums[3, k] != -BIG else frame.defaults[D_FREE, k]
        out[k] = limit - sums[2, k]
        out[count + k] = sums[0, k] - sums[4, k]
        over = _extra(person, sums[0, k]) - person[EXTRA_CAP]
        out[3 * count + k] = over if sums[4, k] != BIG else 0


@compiled
def _price(person: Matrix, numbers: Matrix, sums: Matrix, quick: int, terms: Matrix) -> None:
    """Fill the cost by term, of the weeks of the period."""
    terms[:] = 0
    terms[T_QUICK] = quick * numbers[QUICK_COST]
    for k in range(numbers[FIRST_WEEK], numbers[END_WEEK]):
        over = sums[8, k]
        terms[T_EXTRA] += _extra(person, sums[0, k]) * person[RATE_EXTRA]
        terms[T_OVER] += over * person[RATE_OVER]
        if person[KIND] == HOURLY:
            terms[T_HOURLY] += max(0, sums[1, k] - over) * person[RATE_HOURLY]
        if person[KIND] == POOL:
            terms[T_UNUSED] += max(0, person[CONTRACT] - sums[0, k]) * numbers[UNUSED]


@compiled
def measure(
    line: Matrix,
    person: Matrix,
    frame: Frame,
    out: Matrix,
    periods: Matrix,
    terms: Matrix,
    sums: Matrix,
) -> int:
    """Measure one line against every limit, and price it.

    Args:
        line: stretches in the contract's order.
        person: the person's row.
        frame: what is the same for everyone.
        out: filled with what is above each limit, 0 or less where it is kept.
        periods: rows of six numbers, filled with each work period.
        terms: filled with the cost by term.
        sums: `SUMS` rows, filled with what each week holds.

    Returns:
        How many work periods there are.
    """
    count = len(frame.weeks) - 1
    quick = _sum(line, frame.weeks, sums)
    found = _periods(line, person, frame.numbers, sums[ABOVE], periods)
    for k in range(count):
        sums[OVER_MINUTES, k] = max(0, sums[PAID_MINUTES, k] - person[FULL], sums[ABOVE, k])
    _weeks(person, frame, sums, out)
    _price(person, frame.numbers, sums, quick, terms)
    at = _overtime(person, frame, sums, out)
    _reds(line, person, frame, out, at)
    return found


@compiled
def _limit(person: Matrix, numbers: Matrix, strictest: int, default: int) -> int:
    """Return the limit on overtime of a time: agreed, default, or none where not accepted."""
    if person[ACCEPTS] == 0:
        return int(numbers[REFUSED_OVER])
    return strictest if strictest != BIG else default


@compiled
def _overtime(person: Matrix, frame: Frame, sums: Matrix, out: Matrix) -> int:
    """Fill what is above the limits of overtime; return the next place."""
    count, numbers = sums.shape[1], frame.numbers
    over = sums[8]
    for k in range(count):
        limit = _limit(person, numbers, sums[5, k], frame.defaults[D_OVER_WEEK, k])
        out[2 * count + k] = over[k] - limit if over[k] else 0
    at = 4 * count
    for k in range(count - numbers[WINDOW] + 1):
        strictest, value = BIG, 0
        for j in range(k, k + numbers[WINDOW]):
            strictest = min(strictest, sums[6, j])
            value += over[j]
        limit = _limit(person, numbers, strictest, frame.defaults[D_OVER_WINDOW, k])
        out[at] = value - limit if value else 0
        at += 1
    strictest, value = BIG, person[OVER_BASE]
    for k in range(numbers[FIRST_WEEK], numbers[END_WEEK]):
        strictest = min(strictest, sums[7, k])
        value += over[k]
    first = frame.defaults[D_OVER_TOTAL, numbers[FIRST_WEEK]]
    out[at] = value - _limit(person, numbers, strictest, first)
    return int(at + 1)
