"""What a good year of work has little of, counted by person; smaller is better.

These goals stand beside the terms of a problem file's objective. Each is a count that anyone
can redo from the roster; none ranks people, and none is a breach.

Source: good practice in rota work; barnehageloven § 26; aml § 14-3.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from vikarsentral.rules.oslo import MINUTES_PER_DAY, MINUTES_PER_HOUR, instant
from vikarsentral.rules.values import Value
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year.columns import Columns, Flags, Ints
from vikarsentral.rules.year.facts import YearRoster
from vikarsentral.rules.year.measured import Measured, covered
from vikarsentral.rules.year.place import travel_before


def _sum(columns: Columns, numbers: Ints) -> Ints:
    """Sum one number of each duty by worker."""
    found = np.bincount(columns.person, numbers.astype(np.float64), len(columns.workers))
    return np.rint(found).astype(np.int64)


def _squared(columns: Columns, some: Flags) -> Ints:
    """Count some duties of each worker, and square it so that an even share is smallest."""
    found: Ints = _sum(columns, some.astype(np.int64)) ** 2
    return found


def _of_night(columns: Columns, measured: Measured) -> Flags:
    """Tell which duties are nights."""
    return measured.night > columns.value("night_minutes", columns.first_on)


def count_evenings(columns: Columns, measured: Measured) -> Ints:
    """Square the number of each worker's duties after 17 that are no nights."""
    start, end = columns.values["evening_from_hour"], columns.values["night_from_hour"]
    days = range(columns.first_day, columns.first_day + len(columns.midnights) - 1)
    spans = [(instant(on, start.on(on)), instant(on, end.on(on))) for on in days]
    return _squared(columns, (covered(columns, spans) > 0) & ~_of_night(columns, measured))


def count_nights(columns: Columns, measured: Measured) -> Ints:
    """Square the number of each worker's nights."""
    return _squared(columns, _of_night(columns, measured))


def count_unpopular(columns: Columns, measured: Measured) -> Ints:
    """Square the number of each worker's duties at units whose duties should be shared."""
    del measured
    unpopular = columns.roster.unpopular
    places = [at for at, name in enumerate(columns.unit_ids) if name in unpopular]
    return _squared(columns, np.isin(columns.unit, places))


def count_travel(columns: Columns, measured: Measured) -> Ints:
    """Sum the travel minutes between each worker's neighbouring duties on the same date."""
    del measured
    minutes, _ = travel_before(columns)
    same = np.zeros(len(columns.duties), np.bool_)
    at = columns.follows
    same[at] = columns.first_on[at] == columns.last_on[columns.before[at]]
    return _sum(columns, np.where(same, minutes, 0))


def count_nights_in_a_row(columns: Columns, measured: Measured) -> Ints:
    """Count each worker's nights beyond the third in a row."""
    most = columns.values["nights_in_a_row"].on(columns.roster.first_on)
    dates = _dates(columns, _of_night(columns, measured))
    return np.array([_beyond(some, most) for some in dates], np.int64)


def _dates(columns: Columns, some: Flags) -> list[list[int]]:
    """Return the dates on which each worker starts some duties, in order, each once."""
    return [
        sorted({int(columns.first_on[at]) for at in columns.of(person) if some[at]})
        for person in range(len(columns.workers))
    ]


def _beyond(dates: list[int], most: int) -> int:
    """Count the dates beyond *most* in a row."""
    found = run = 0
    for at, on in enumerate(dates):
        run = run + 1 if at and on == dates[at - 1] + 1 else 1
        found += run > most
    return found


def count_rotation(columns: Columns, measured: Measured) -> Ints:
    """Count how often a worker's duty on the next date begins earlier on the clock."""
    del measured
    clock = _on_the_wall(columns)
    backwards = np.zeros(len(columns.duties), np.int64)
    at, before = columns.follows, columns.before[columns.follows]
    next_day = columns.first_on[at] == columns.first_on[before] + 1
    backwards[at] = next_day & (clock[at] < clock[before])
    return _sum(columns, backwards)


def _on_the_wall(columns: Columns) -> Ints:
    """Return the minute of the day that the wall shows when each duty starts."""
    day = columns.first_on - columns.first_day
    midnight = columns.midnights[day]
    changed = MINUTES_PER_DAY - (columns.midnights[day + 1] - midnight)
    changes_at = (midnight // MINUTES_PER_DAY + 1) * MINUTES_PER_DAY + MINUTES_PER_HOUR
    return columns.start - midnight + np.where(columns.start >= changes_at, changed, 0)


def count_single_free_days(columns: Columns, measured: Measured) -> Ints:
    """Count each worker's single free dates between two dates with work."""
    del measured
    alone = np.zeros(len(columns.duties), np.int64)
    at, before = columns.follows, columns.before[columns.follows]
    alone[at] = columns.first_on[at] == columns.last_on[before] + 2
    return _sum(columns, alone)


def count_units(columns: Columns, measured: Measured) -> Ints:
    """Count each worker's units beyond two in a week."""
    del measured
    most = columns.values["units_per_week"].on(columns.roster.first_on)
    people, weeks = columns.shape
    seen = np.zeros((people, weeks, max(1, len(columns.unit_ids))), np.bool_)
    seen[columns.person, columns.week, columns.unit] = True
    found: Ints = np.maximum(0, seen.sum(axis=2) - most).sum(axis=1)
    return found


def count_wanted_hours(columns: Columns, measured: Measured) -> Ints:
    """Sum the minutes a week that a part-timer would like and does not get."""
    del measured
    wanted = columns.of_worker(lambda one: one.wanted_week_minutes or 0)[:, None]
    found: Ints = np.maximum(0, wanted - columns.paid_by_week).sum(axis=1)
    return found


def count_overtime(columns: Columns, measured: Measured) -> Ints:
    """Square the whole hours of each worker's overtime, so that a spread is smallest."""
    del columns
    found: Ints = (measured.overtime.sum(axis=1) // MINUTES_PER_HOUR) ** 2
    return found


def count_scarce(columns: Columns, measured: Measured) -> Ints:
    """Count duties given to someone whose scarce competence they do not require."""
    del measured
    scarce = columns.roster.scarce
    held = [frozenset(worker.competences) & scarce for worker in columns.workers]
    wasted = np.fromiter(
        (
            bool(held[person]) and held[person].isdisjoint(duty.requires)
            for person, duty in zip(columns.person, columns.duties, strict=True)
        ),
        np.int64,
        len(columns.duties),
    )
    return _sum(columns, wasted)


def count_untrained_teaching(columns: Columns, measured: Measured) -> Ints:
    """Count duties of teaching given to someone without the formal requirement."""
    del measured
    never = 1 << 40
    formal = columns.of_worker(lambda one: never if one.teacher_from is None else one.teacher_from)
    lacks = columns.flags("teaching") & (formal[columns.person] > columns.first_on)
    return _sum(columns, lacks.astype(np.int64))


def missing_adults(roster: YearRoster, values: Mapping[str, Value] | None = None) -> int:
    """Sum the adults a kindergarten lacks by its norm over all days that are told.

    Args:
        roster: the facts; adults are people with a duty at the unit on the date.
        values: dated values; the table's own when None.

    Source: barnehageloven § 26.
    """
    table = ALL_VALUES if values is None else values
    columns = Columns(roster, table)
    there = {
        (columns.duties[at].unit, int(columns.first_on[at]), int(columns.person[at]))
        for at in range(len(columns.duties))
    }
    lacking = 0
    for day in roster.children:
        adults = sum(1 for unit, on, _ in there if (unit, on) == (day.unit, day.on))
        small = table["small_children_per_adult"].on(day.on)
        large = table["large_children_per_adult"].on(day.on)
        needed = -(-(day.small * large + day.large * small) // (small * large))
        lacking += max(0, needed - adults)
    return lacking
