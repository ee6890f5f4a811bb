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
from vikarsentral.explain.screen_near import Ground, free, meet, place_of, worse
from vikarsentral.explain.screen_rest import rest

LINE_RULES = c.RED + 1
"""How many rules a line may break."""


@compiled
def ask_all(new: Matrix, ground: Ground, worst: Matrix, masks: Matrix, price: Matrix) -> None:
    """Judge and price everyone with one more stretch.

    Args:
        new: the stretch as each person would work it, a row per person.
        ground: everyone's work.
        worst: zeros, a row per person; filled with how far each rule is broken.
        masks: filled with the rules broken, as bits.
        price: filled with what the work adds to the objective in øre.
    """
    above = np.zeros(len(ground.frame.weeks) - 1, np.int64)
    _ask_each(new, ground, worst, masks, price, above)


@compiled_part
def _ask_each(
    new: Matrix, ground: Ground, worst: Matrix, masks: Matrix, price: Matrix, above: Matrix
) -> None:
    """Judge and price each; `above` is zeros by week."""
    for i in range(len(ground.people)):
        lo, hi = ground.now.pointer[i], ground.now.pointer[i + 1]
        place = place_of(ground.starts, ground.now.stretches, lo, hi, new, i)
        quick = meet(ground, i, place, new, worst)
        rest(ground, i, place, new, above, worst)
        free(ground, i, place, new, worst)
        if new[i, c.RED_LO] < new[i, c.RED_HI]:
            _reds(ground, i, new, worst)
        price[i] = quick * ground.frame.numbers[c.QUICK_COST] + _weeks(
            ground, i, new, above, worst
        )
        mask = 0
        for rule in range(LINE_RULES):
            mask |= int(worst[i, rule] > 0) << rule
        masks[i] = mask


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
def _weeks(ground: Ground, i: int, new: Matrix, above: Matrix, worst: Matrix) -> int:
    """Judge hours of the weeks that change; return what they add to the objective.

    `above` comes in as what the minutes above the day's limit grow by, and goes out as zeros.
    """
    sides, week, kind = ground.sides, new[i, c.WEEK], ground.people[i, c.KIND]
    paid = sides[week, i, c.H_PAID] + new[i, c.PAID]
    cap = min(sides[week, i, c.H_CAP], new[i, c.WEEK_CAP])
    worse(worst, i, c.WEEKS, paid - cap, sides[week, i, c.H_WEEKS])
    if kind != c.HOURLY:
        extra = _extra(ground, i, paid) - ground.people[i, c.EXTRA_CAP]
        worse(worst, i, c.EXTRA, extra, sides[week, i, c.H_EXTRA])
    added = 0
    is_over = sides[week, i, c.H_ANY_OVER] != 0
    for k in range(len(above)):
        if k == week or above[k] != 0:
            is_new = int(k == week)
            over = _over(ground, i, k, new, is_new, above[k], worst)
            added += _price(ground, i, k, is_new * new[i, c.PAID], over)
            above[k] = over - sides[k, i, c.H_OVER]
            is_over = is_over or over != 0
    if is_over:
        _windows(ground, i, new, above, worst)
    _total(ground, i, new, above, worst)
    for k in range(len(above)):
        above[k] = 0
    return int(added)


@compiled_part
def _over(
    ground: Ground, i: int, k: int, new: Matrix, is_new: int, above: int, worst: Matrix
) -> int:
    """Judge the overtime of a week; return it."""
    sides = ground.sides
    paid = sides[k, i, c.H_PAID] + is_new * new[i, c.PAID]
    over = max(0, paid - ground.people[i, c.FULL], sides[k, i, c.H_ABOVE] + above)
    if over:
        strictest = ground.notes.sums[i, c.WEEK_LIMIT, k]
        if is_new:
            strictest = min(strictest, new[i, c.OVER_WEEK])
        limit = _limit(ground, i, strictest, ground.frame.defaults[c.D_OVER_WEEK, k])
        worse(worst, i, c.OVER, over - limit, sides[k, i, c.H_OVER_WEEK])
    return int(over)


@compiled_part
def _windows(ground: Ground, i: int, new: Matrix, more: Matrix, worst: Matrix) -> None:
    """Judge overtime of each window of weeks."""
    numbers, defaults, held = ground.frame.numbers, ground.frame.defaults, ground.windows
    count, week = len(more), new[i, c.WEEK]
    for k in range(count - numbers[c.WINDOW] + 1):
        strictest, value = held[i, k, 0], held[i, k, 1]
        for j in range(k, k + numbers[c.WINDOW]):
            value += more[j]
        if value:
            if k <= week < k + numbers[c.WINDOW]:
                strictest = min(strictest, new[i, c.OVER_WINDOW])
            limit = _limit(ground, i, strictest, defaults[c.D_OVER_WINDOW, k])
            worse(worst, i, c.OVER, value - limit, ground.base[i, 4 * count + k])


@compiled_part
def _total(ground: Ground, i: int, new: Matrix, more: Matrix, worst: Matrix) -> None:
    """Judge overtime of the period with the weeks before it."""
    numbers, sides, week = ground.frame.numbers, ground.sides, new[i, c.WEEK]
    first, end = numbers[c.FIRST_WEEK], numbers[c.END_WEEK]
    strictest, value = sides[week, i, c.H_LIMIT], sides[week, i, c.H_TOTAL]
    if first <= week < end:
        strictest = min(strictest, new[i, c.OVER_TOTAL])
    for k in range(first, end):
        value += more[k]
    limit = _limit(ground, i, strictest, ground.frame.defaults[c.D_OVER_TOTAL, first])
    worse(worst, i, c.OVER, value - limit, sides[week, i, c.H_OVER_TOTAL])


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
def _price(ground: Ground, i: int, k: int, more: int, over: int) -> int:
    """Return what more paid minutes and other overtime in a week add to the objective."""
    sides, people, numbers = ground.sides, ground.people, ground.frame.numbers
    if k < numbers[c.FIRST_WEEK] or k >= numbers[c.END_WEEK]:
        return 0
    was, had = sides[k, i, c.H_PAID], sides[k, i, c.H_OVER]
    added = (_extra(ground, i, was + more) - _extra(ground, i, was)) * people[i, c.RATE_EXTRA]
    added += (over - had) * people[i, c.RATE_OVER]
    if people[i, c.KIND] == c.HOURLY:
        hours = max(0, sides[k, i, c.H_NEED] + more - over)
        hours -= max(0, sides[k, i, c.H_NEED] - had)
        added += hours * people[i, c.RATE_HOURLY]
    if people[i, c.KIND] == c.POOL:
        contract = people[i, c.CONTRACT]
        added += (max(0, contract - was - more) - max(0, contract - was)) * numbers[c.UNUSED]
    return int(added)
