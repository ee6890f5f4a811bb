"""Ask about one more stretch of work for everyone at once: the rules broken, and the price.

Only what the stretch touches is measured anew; the rest stands in the notes. A test holds the
answers to those of `vikarsentral.rules`.

Source: contract 2 (hard rules, objective).
"""

from __future__ import annotations

import numpy as np

from solver.compiled import compiled, compiled_part
from vikarsentral.explain import screen_line as c
from vikarsentral.explain.screen_line import Matrix
from vikarsentral.explain.screen_near import Ground, free, meet, place_of, rest, worse

LINE_RULES = c.RED + 1
"""How many rules a line may break."""


@compiled
def ask_all(new: Matrix, ground: Ground, worst: Matrix, price: Matrix) -> None:
    """Judge and price everyone with one more stretch.

    Args:
        new: the stretch as each person would work it, a row per person.
        ground: everyone's work.
        worst: zeros, a row per person; filled with how far each rule is broken.
        price: filled with what the work adds to the objective in øre.
    """
    sums = np.empty((c.SUMS, len(ground.frame.weeks) - 1), np.int32)
    _ask_each(new, ground, worst, price, sums, np.empty(9, np.int64))


@compiled_part
def _ask_each(
    new: Matrix, ground: Ground, worst: Matrix, price: Matrix, sums: Matrix, period: Matrix
) -> None:
    """Judge and price each; `sums` and `period` are room to count in."""
    for i in range(len(ground.people)):
        lo, hi = ground.now.pointer[i], ground.now.pointer[i + 1]
        place = place_of(ground.now.stretches, lo, hi, new, i)
        quick = meet(ground, i, place, new, worst)
        for row in range(c.SUMS):
            for k in range(sums.shape[1]):
                sums[row, k] = ground.notes.sums[i, row, k]
        rest(ground, i, place, new, sums, period, worst)
        free(ground, i, place, new, worst)
        _take(ground, i, new, sums)
        _weeks(ground, i, new, sums, worst)
        if new[i, c.RED_LO] < new[i, c.RED_HI]:
            _reds(ground, i, new, worst)
        price[i] = quick * ground.frame.numbers[c.QUICK_COST] + _price(ground, i, sums)


@compiled_part
def _take(ground: Ground, i: int, new: Matrix, sums: Matrix) -> None:
    """Take a stretch into the sums of its week, and its limits where they are stricter."""
    week, full = new[i, c.WEEK], ground.people[i, c.FULL]
    sums[c.PAID_MINUTES, week] += new[i, c.PAID]
    sums[c.NEED_MINUTES, week] += new[i, c.PAID]
    sums[c.CAP_LIMIT, week] = min(sums[c.CAP_LIMIT, week], new[i, c.WEEK_CAP])
    sums[c.WEEK_LIMIT, week] = min(sums[c.WEEK_LIMIT, week], new[i, c.OVER_WEEK])
    sums[c.WINDOW_LIMIT, week] = min(sums[c.WINDOW_LIMIT, week], new[i, c.OVER_WINDOW])
    sums[c.TOTAL_LIMIT, week] = min(sums[c.TOTAL_LIMIT, week], new[i, c.OVER_TOTAL])
    for k in range(sums.shape[1]):
        sums[c.OVER_MINUTES, k] = max(0, sums[c.PAID_MINUTES, k] - full, sums[c.ABOVE, k])


@compiled_part
def _extra(ground: Ground, i: int, paid: int) -> int:
    """Return the minutes beyond the post in a week, 0 for hourly people."""
    if ground.people[i, c.KIND] == c.HOURLY:
        return 0
    return int(max(0, min(paid, ground.people[i, c.FULL]) - ground.people[i, c.CONTRACT]))


@compiled_part
def _limit(ground: Ground, i: int, strictest: int, default: int) -> int:
    """Return the limit on overtime of a time: agreed, default, or none where not accepted."""
    if ground.people[i, c.ACCEPTS] == 0:
        return int(ground.frame.numbers[c.REFUSED_OVER])
    return strictest if strictest != c.BIG else default


@compiled_part
def _weeks(ground: Ground, i: int, new: Matrix, sums: Matrix, worst: Matrix) -> None:
    """Judge hours: of the week, overtime of the week, of windows and in all, extra hours."""
    base, defaults = ground.base, ground.frame.defaults
    week, count = new[i, c.WEEK], sums.shape[1]
    paid = sums[c.PAID_MINUTES, week]
    worse(worst, i, c.WEEKS, paid - sums[c.CAP_LIMIT, week], base[i, count + week])
    extra = _extra(ground, i, paid) - ground.people[i, c.EXTRA_CAP]
    worse(worst, i, c.EXTRA, extra, base[i, 3 * count + week])
    for k in range(count):
        over = sums[c.OVER_MINUTES, k]
        if over:
            limit = _limit(ground, i, sums[c.WEEK_LIMIT, k], defaults[c.D_OVER_WEEK, k])
            worse(worst, i, c.OVER, over - limit, base[i, 2 * count + k])
    _windows(ground, i, sums, worst)


@compiled_part
def _windows(ground: Ground, i: int, sums: Matrix, worst: Matrix) -> None:
    """Judge overtime of each window of weeks, and of the period with the weeks before it."""
    count, numbers, defaults = sums.shape[1], ground.frame.numbers, ground.frame.defaults
    at = 4 * count
    for k in range(count - numbers[c.WINDOW] + 1):
        strictest, value = c.BIG, 0
        for j in range(k, k + numbers[c.WINDOW]):
            strictest = min(strictest, sums[c.WINDOW_LIMIT, j])
            value += sums[c.OVER_MINUTES, j]
        if value:
            limit = _limit(ground, i, strictest, defaults[c.D_OVER_WINDOW, k])
            worse(worst, i, c.OVER, value - limit, ground.base[i, at])
        at += 1
    strictest, value = c.BIG, ground.people[i, c.OVER_BASE]
    for k in range(numbers[c.FIRST_WEEK], numbers[c.END_WEEK]):
        strictest = min(strictest, sums[c.TOTAL_LIMIT, k])
        value += sums[c.OVER_MINUTES, k]
    limit = _limit(ground, i, strictest, defaults[c.D_OVER_TOTAL, numbers[c.FIRST_WEEK]])
    worse(worst, i, c.OVER, value - limit, ground.base[i, at])


@compiled_part
def _reds(ground: Ground, i: int, new: Matrix, worst: Matrix) -> None:
    """Judge marked days: neighbours, runs of Sundays, and the share."""
    red, base, sundays = ground.notes.red, ground.base, ground.frame.sundays
    low, high, is_plain = new[i, c.RED_LO], new[i, c.RED_HI], new[i, c.AVERAGE] == 0
    count, numbers = len(ground.frame.weeks) - 1, ground.frame.numbers
    reds, length = numbers[c.REDS], numbers[c.RUN]
    first = 4 * count + max(0, count - numbers[c.WINDOW] + 1) + 1
    for day in range(max(0, low - 1), min(high, reds - 1)):
        both = (red[i, 0, day] == 1 or day >= low) and (red[i, 0, day + 1] == 1 or day + 1 < high)
        strict = is_plain or red[i, 1, day] == 1 or red[i, 1, day + 1] == 1
        worse(worst, i, c.RED, int(both and strict), base[i, first + day])
    if is_plain and ground.notes.average[i] == 0:
        return
    first += max(0, reds - 1)
    runs = max(0, len(sundays) - length + 1)
    for k in range(runs):
        run = True
        for j in range(k, k + length):
            run = run and (red[i, 0, sundays[j]] == 1 or low <= sundays[j] < high)
        worse(worst, i, c.RED, int(run), base[i, first + k])
    share = 0
    for day in range(ground.people[i, c.SHARE_LO], ground.people[i, c.SHARE_HI]):
        share += int(red[i, 0, day] == 1 or low <= day < high)
    worse(worst, i, c.RED, share - ground.people[i, c.SHARE_CAP], base[i, first + runs])


@compiled_part
def _price(ground: Ground, i: int, after: Matrix) -> int:
    """Return what the hours of the period's weeks add to the objective."""
    before, people, numbers = ground.notes.sums, ground.people, ground.frame.numbers
    contract, kind = people[i, c.CONTRACT], people[i, c.KIND]
    added = 0
    for k in range(numbers[c.FIRST_WEEK], numbers[c.END_WEEK]):
        paid, was = after[c.PAID_MINUTES, k], before[i, c.PAID_MINUTES, k]
        over, had = after[c.OVER_MINUTES, k], before[i, c.OVER_MINUTES, k]
        if paid == was and over == had:
            continue
        added += (_extra(ground, i, paid) - _extra(ground, i, was)) * people[i, c.RATE_EXTRA]
        added += (over - had) * people[i, c.RATE_OVER]
        if kind == c.HOURLY:
            hours = max(0, after[c.NEED_MINUTES, k] - over)
            hours -= max(0, before[i, c.NEED_MINUTES, k] - had)
            added += hours * people[i, c.RATE_HOURLY]
        if kind == c.POOL:
            added += (max(0, contract - paid) - max(0, contract - was)) * numbers[c.UNUSED]
    return int(added)
