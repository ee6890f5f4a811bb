"""The red window and the night: who may work then, where, and how long.

Source: aml § 10-2 (2), § 10-10, § 10-11.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
from dateutil.easter import easter

from vikarsentral.rules.oslo import DAYS_PER_WEEK, MINUTES_PER_DAY, instant
from vikarsentral.rules.red_days import red_days_between
from vikarsentral.rules.year.columns import Columns, Flags, Ints
from vikarsentral.rules.year.finding import Finding, about, each_duty, each_week, weekly
from vikarsentral.rules.year.hours import summed
from vikarsentral.rules.year.measured import Measured, covered
from vikarsentral.rules.year.told import windows_met, work_of

_EVES_FROM_EASTER = (-1, 48)
_CHRISTMAS_EVE = (12, 24)


def red_spans(columns: Columns) -> list[tuple[int, int]]:
    """Return the red windows near the roster, in order.

    From 18:00 the day before a red day, 15:00 on Christmas Eve, Easter Saturday and Whit
    Saturday, to 22:00 on the last red day in a row.

    Args:
        columns: of the roster.

    Source: aml § 10-10 (1).
    """
    roster = columns.roster
    spans: list[tuple[int, int]] = []
    days = red_days_between(roster.first_on - DAYS_PER_WEEK, roster.end_on + DAYS_PER_WEEK + 1)
    for on in days:
        end = instant(on, columns.values["red_day_to_hour"].on(on))
        if spans and on - 1 in days:
            spans[-1] = (spans[-1][0], end)
            continue
        name = "red_eve_from_hour" if is_eve(on - 1) else "red_from_hour"
        spans.append((instant(on - 1, columns.values[name].on(on)), end))
    return spans


def is_eve(on: int) -> bool:
    """Tell whether the red window opens early: Christmas Eve, Easter and Whit Saturday.

    Args:
        on: Oslo date as ordinal.

    Source: aml § 10-10 (1).
    """
    day = date.fromordinal(on)
    from_easter = on - easter(day.year).toordinal()
    return (day.month, day.day) == _CHRISTMAS_EVE or from_easter in _EVES_FROM_EASTER


def _permitted(columns: Columns, stem: str) -> Flags:
    """Tell of each duty whether such work is usual in its sector, or has its reason."""
    units = columns.roster.units
    found = columns.flags("necessary")
    for place, name in enumerate(columns.unit_ids):
        value = columns.values.get(f"{stem}_{units[name].sector}")
        if value is not None:
            mine = columns.unit == place
            found[mine] |= columns.value(value.id, columns.first_on[mine]) > 0
    return found


def _in_sector(
    columns: Columns, rule: str, minutes: Ints, permitted: Flags, spans: list[tuple[int, int]]
) -> Iterator[Finding]:
    """Tell of minutes in a window that is closed for the sector."""
    value = np.where(permitted, 0, minutes)
    units = columns.roster.units
    yield from each_duty(
        columns,
        rule,
        np.zeros_like(value),
        value,
        value,
        lambda at: {
            "sector": units[columns.duties[at].unit].sector,
            "windows": windows_met(columns, at, spans),
        },
    )


def judge_red_window(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep work out of Sundays and holidays where the nature of the work does not need it.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty inside the red window in a sector where that is not usual
        and without a recorded reason.

    Source: aml § 10-10.
    """
    del measured
    spans = red_spans(columns)
    minutes, permitted = covered(columns, spans), _permitted(columns, "red_work")
    yield from _in_sector(columns, "red_window", minutes, permitted, spans)


def judge_night_work(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep work out of the night where the nature of the work does not need it.

    Args:
        columns: of the roster.
        measured: night minutes.

    Yields:
        One finding for each duty at night in a sector where that is not usual and without a
        recorded reason.

    Source: aml § 10-11.
    """
    permitted = _permitted(columns, "night_work")
    yield from _in_sector(columns, "night_work", measured.night, permitted, measured.nights)


def judge_night_exempt(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Give no night work to someone with a right to be free of it.

    Args:
        columns: of the roster.
        measured: night minutes.

    Yields:
        One finding for each duty.

    Source: aml § 10-2 (2).
    """
    exempt = columns.of_worker(lambda one: one.night_exempt)[columns.person] > 0
    limit = columns.value("night_exempt_minutes", columns.first_on)
    value = np.where(exempt, measured.night, 0)
    yield from each_duty(
        columns,
        "night_exempt",
        limit,
        value,
        value - limit,
        lambda at: {"windows": windows_met(columns, at, measured.nights)},
    )


def judge_night_strain(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep a night with special risk or heavy strain within eight hours.

    Args:
        columns: of the roster.
        measured: night minutes and work periods.

    Yields:
        One finding for each work period with such work and more than three hours of night.

    Source: aml § 10-11.
    """
    periods = measured.periods
    strain = columns.flags("strain")
    of_night = measured.night > columns.value("night_minutes", columns.first_on)
    if not strain.any():
        return
    limit = columns.value("night_strain_minutes", columns.first_on[periods.first])
    for period in np.flatnonzero(periods.paid > limit).tolist():
        duties = periods.duties(period)
        if strain[list(duties)].any() and of_night[list(duties)].any():
            value = periods.paid[period]
            first = int(periods.first[period])
            yield about(
                columns,
                "night_strain",
                int(columns.person[first]),
                ("period", int(periods.start[period])),
                (limit[period], value, value - limit[period]),
                duties,
                {
                    **columns.times(first),
                    "work": work_of(columns, duties),
                    "nights": measured.night[list(duties)].tolist(),
                    "strain": strain[list(duties)].tolist(),
                    "night_minutes": columns.values["night_minutes"].on(
                        int(columns.first_on[first])
                    ),
                },
            )


def judge_night_average(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep the hours of one who regularly works nights within eight for each 24 on average.

    The weekly rest of the law is left out of the days. All work counts, overtime too.

    Args:
        columns: of the roster.
        measured: night minutes.

    Yields:
        One finding for each four weeks, in steps of a week.

    Source: aml § 10-11.
    """
    on = columns.roster.first_on
    weeks = columns.values["night_average_weeks"].on(on)
    rest = columns.values["weekly_rest"].on(on)
    days = weeks * (DAYS_PER_WEEK * MINUTES_PER_DAY - rest)
    most = days * columns.values["night_average_minutes"].on(on) // MINUTES_PER_DAY
    of_night = measured.night > columns.value("night_minutes", columns.first_on)
    nights = summed(columns.by_week(of_night.astype(np.int64)), weeks)
    regular = nights >= columns.values["night_regular_duties"].on(on)
    value = np.where(regular, summed(columns.paid_by_week, weeks), 0)
    yield from each_week(
        columns,
        "night_average",
        np.full(value.shape, most, np.int64),
        value,
        weeks,
        lambda person, week: {
            "weeks": weeks,
            "nights": int(nights[person, week]),
            "regular_nights": columns.values["night_regular_duties"].on(on),
            "weekly": weekly(columns.paid_by_week, person, range(week, week + weeks)),
            "rest_left_out": rest,
            "average_day": columns.values["night_average_minutes"].on(on),
            "night_minutes": columns.values["night_minutes"].on(on),
        },
        "night_average",
    )
