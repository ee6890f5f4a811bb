"""A second, slow reading of the tariff: one minute at a time, with fractions.

Nothing of the product is imported. Numbers stand here once more, as read in law.md 3.3-3.7.
"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
ZONES = [Fraction(percent, 1000) for percent in (141, 141, 106, 64, 51, 79, 0)]


def easter_sunday(year):
    """Return Easter Sunday by the anonymous Gregorian rule."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)


def is_public_holiday(day):
    """Tell whether a date is a public holiday that is not just a Sunday."""
    after = (day - easter_sunday(day.year)).days
    fixed = {(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)}
    return after in {-3, -2, 0, 1, 39, 49, 50} or (day.month, day.day) in fixed


def is_eve(day):
    """Tell whether a date is one of the four half days."""
    after = (day - easter_sunday(day.year)).days
    return after in {-4, 48} or (day.month, day.day) in {(12, 24), (12, 31)}


def is_easter_saturday(day):
    """Tell whether a date is Easter Saturday."""
    return (day - easter_sunday(day.year)).days == -1


def half_up(value):
    """Round a fraction to the nearest whole number, a half up."""
    return int((value * 2 + 1) // 2)


def minutes_of(work):
    """Yield (instant, part) for each paid minute, and (instant, part, hour 2) for a skipped one.

    `work` has start and end (aware), unpaid_break and parts, a list of (kind, minutes).
    """
    elapsed = int((work["end"] - work["start"]).total_seconds()) // 60
    pause = range(0)
    if work["unpaid_break"]:
        first = (elapsed - work["unpaid_break"]) // 2
        pause = range(first, first + work["unpaid_break"])
    queue = [kind for kind, minutes in work["parts"] for _ in range(minutes)]
    start = work["start"].astimezone(UTC)
    paid = [start + timedelta(minutes=m) for m in range(elapsed) if m not in pause]
    return list(zip(paid, queue, strict=True))


def paid_minutes(work, by_clock):
    """Return (Oslo date, hour, wall minute of the day, part, instant) for all that is paid.

    `by_clock` tells for each part whether clock changes are paid by the clock.
    """
    found, worked = [], set()
    before = None
    for instant, part in minutes_of(work):
        local = instant.astimezone(OSLO)
        wall = local.replace(tzinfo=None, fold=0)
        if before is not None and by_clock[part] and instant - before[0] == timedelta(minutes=1):
            jump = wall - before[1]
            if jump > timedelta(minutes=1):
                for step in range(1, int(jump.total_seconds()) // 60):
                    found.append((before[1] + timedelta(minutes=step), part, instant))
        again = local.fold == 1 and (wall, part) in worked
        if not (again and by_clock[part]):
            found.append((wall, part, instant))
        worked.add((wall, part))
        before = (instant, wall)
    return found


def kinds(wall, part, work, contract, settings):
    """Return the (kind, exact rate in whole øre) pairs one minute is paid by."""
    day, hour = wall.date(), wall.hour
    night, late = hour >= 21 or hour < 6, hour >= 17
    pay = contract["hourly_ore"]
    extra = part == "merarbeid" and contract["is_part_time"] and settings["threshold"] == 1
    if part == "overtime" or extra:
        base = contract["overtime_hourly_ore"]
        afternoon = (is_eve(day) or is_easter_saturday(day)) and hour >= 12
        if is_public_holiday(day) or afternoon:
            return [("overtime_133", half_up(Fraction(base * 7, 3)))]
        eve = is_public_holiday(day + timedelta(days=1)) and hour >= 17
        if night or day.weekday() >= 5 or eve or work["is_free_day"]:
            return [("overtime_100", base * 2)]
        return [("overtime_50", half_up(Fraction(base * 3, 2)))]
    rows = [("basic", pay)]
    if is_public_holiday(day) or is_easter_saturday(day) or (is_eve(day) and hour >= 12):
        rows.append(("holiday", half_up(Fraction(pay * 4, 3))))
    elif day.weekday() >= 5:
        rows.append(("weekend", max(7000, half_up(Fraction(pay * 22, 100)))))
    if not contract["is_rota"]:
        if night or late:
            rows.append(("evening_other", 3200))
    elif night:
        rows.append(("night", max(7000, half_up(Fraction(pay * 25, 100)))))
    elif late:
        rows.append(("evening", 5600))
    return rows


def priced(work, contract, settings):
    """Return minutes by (part, kind, rate), exact gross and exact employer's cost in øre."""
    by_clock = {
        part: settings["dst_contract" if part == "contract" else "dst_hourly"] == 0
        for part in ("contract", "merarbeid", "hourly", "overtime")
    }
    minutes = Counter()
    for wall, part, instant in paid_minutes(work, by_clock):
        rows = kinds(wall, part, work, contract, settings)
        original = work.get("original")
        inside = original is None or original[0] <= instant < original[1]
        if rows[0][0] == "basic" and part == "contract" and not inside:
            rows.append(("displaced", half_up(Fraction(contract["hourly_ore"], 2))))
        minutes.update((part, kind, rate) for kind, rate in rows)
    gross = cost = Fraction(0)
    holiday_pay = Fraction(143 if contract["has_extra_holiday"] else 120, 1000)
    pension = Fraction(11 if contract["pension"] == "teacher" else 16, 100)
    for (_, kind, rate), count in minutes.items():
        amount = Fraction(rate * count, 60)
        share = 1 + holiday_pay + (0 if kind.startswith("overtime") else pension)
        gross += amount
        cost += amount * share * (1 + ZONES[settings["zone"]])
    return minutes, gross, cost


def instant(text):
    """Return an instant from an Oslo wall-clock text."""
    return datetime.fromisoformat(text).replace(tzinfo=OSLO).astimezone(UTC)
