"""Where and when someone may work in a year: sectors, units, time off and travel.

Source: contract 2 (place, available, travel); aml § 10-1.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vikarsentral.rules.agreements import travel_minutes
from vikarsentral.rules.oslo import written
from vikarsentral.rules.year.columns import Columns, Ints
from vikarsentral.rules.year.facts import Worker
from vikarsentral.rules.year.finding import Finding, each_duty
from vikarsentral.rules.year.measured import Measured, covered

FAR = 1 << 40


def judge_place(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep a person to the sectors and units of the employment.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty elsewhere.

    Source: contract 2 (place).
    """
    del measured
    units = columns.roster.units
    allowed = np.array(
        [
            [
                2 * (units[name].sector not in worker.sectors)
                + (worker.units is not None and name not in worker.units)
                for name in columns.unit_ids
            ]
            for worker in columns.workers
        ],
        np.int64,
    ).reshape(len(columns.workers), len(columns.unit_ids))
    found = allowed[columns.person, columns.unit]
    value = np.minimum(found, 1)
    yield from each_duty(
        columns,
        "place",
        np.zeros_like(value),
        value,
        value,
        lambda at: {
            "unit": columns.duties[at].unit,
            "sector": units[columns.duties[at].unit].sector,
            "sector_missing": bool(found[at] > 1),
            "unit_missing": bool(found[at] % 2),
            **_places(columns.workers[int(columns.person[at])]),
        },
    )


def judge_available(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep work out of the times a person is unavailable.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty.

    Source: contract 2 (available).
    """
    del measured
    value = np.zeros(len(columns.duties), np.int64)
    for person, worker in enumerate(columns.workers):
        if worker.unavailable:
            mine = columns.of(person)
            spans = sorted((one.start, one.end) for one in worker.unavailable)
            value[mine.start : mine.stop] = covered(columns, _joined(spans), mine)
    yield from each_duty(
        columns,
        "available",
        np.zeros_like(value),
        value,
        value,
        lambda at: {"unavailable": int(value[at]), "times": _times(columns, at)},
    )


def _places(worker: Worker) -> dict[str, object]:
    """Write where a worker may work."""
    units = None if worker.units is None else sorted(worker.units)
    return {"sectors": sorted(worker.sectors), "units": units}


def _times(columns: Columns, at: int) -> list[list[str]]:
    """Write the times of a duty in which its worker is unavailable."""
    first, last = int(columns.start[at]), int(columns.end[at])
    worker = columns.workers[int(columns.person[at])]
    spans = sorted((one.start, one.end) for one in worker.unavailable)
    met = ((max(start, first), min(end, last)) for start, end in _joined(spans))
    return [[written(start), written(end)] for start, end in met if start < end]


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join times in order that meet or overlap."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def judge_travel(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Leave time to get from one area to another.

    Args:
        columns: of the roster.
        measured: unused.

    Yields:
        One finding for each duty that follows too soon on one in another area.

    Source: contract 2 (travel); aml § 10-1.
    """
    del measured
    limit, gap = travel_before(columns)
    units = columns.roster.units
    yield from each_duty(
        columns,
        "travel",
        limit,
        gap,
        np.where(gap < 0, 0, limit - gap),
        lambda at: {
            "from_area": units[columns.duties[int(columns.before[at])].unit].area,
            "to_area": units[columns.duties[at].unit].area,
            "start": _ends(columns, at),
            "end": columns.times(at)["start"],
        },
    )


def _ends(columns: Columns, at: int) -> object:
    """Write when the neighbour before a duty ends."""
    return columns.times(int(columns.before[at]))["end"]


def travel_before(columns: Columns) -> tuple[Ints, Ints]:
    """Return the travel time each duty asks for after its neighbour before, and the gap.

    Args:
        columns: of the roster.
    """
    units, travel = columns.roster.units, columns.roster.travel_minutes
    minutes = np.array(
        [
            [
                travel_minutes(travel, units[one].area, units[then].area)
                for then in columns.unit_ids
            ]
            for one in columns.unit_ids
        ],
        np.int64,
    ).reshape(len(columns.unit_ids), len(columns.unit_ids))
    limit = np.zeros(len(columns.duties), np.int64)
    gap = np.full(len(columns.duties), FAR, np.int64)
    at, before = columns.follows, columns.before[columns.follows]
    limit[at] = minutes[columns.unit[before], columns.unit[at]]
    gap[at] = columns.start[at] - columns.end[before]
    return limit, gap
