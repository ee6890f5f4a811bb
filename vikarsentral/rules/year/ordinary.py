"""Ordinary hours within the regime: each week, or on average where that is agreed.

Source: aml § 10-4 (1), (4), (5), (6), § 10-5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from vikarsentral.rules.oslo import MINUTES_PER_HOUR
from vikarsentral.rules.year.columns import Columns, Flags, Ints
from vikarsentral.rules.year.facts import Regime
from vikarsentral.rules.year.finding import Finding, about, each_week, weekly
from vikarsentral.rules.year.measured import Measured, covered
from vikarsentral.rules.year.windows import red_spans

WEEKS: dict[Regime, str] = {
    "DAY": "ordinary_week_day",
    "ROTA_COUNTED": "ordinary_week_day",
    "ROTA_38": "ordinary_week_rota_38",
    "ROTA_36": "ordinary_week_rota_36",
}
"""The value that holds each regime's week; a counted rota begins from the day worker's."""


@dataclass(frozen=True, slots=True)
class Ceilings:
    """Ordinary minutes of each week, and what a counted rota takes off.

    Attributes:
        week: by person and week.
        floor: a counted week is never below this.
        roof: nor above this.
        red: minutes in the red window, of those with a counted rota.
        night: minutes at night, of the same.
        off: sixtieths of a minute that red and night hours take off.
        counted: who has a counted rota.
        red_counts: what an hour in the red window counts as, in minutes, by week.
        night_counts: what an hour at night counts as, in minutes, by week.
    """

    week: Ints
    floor: Ints
    roof: Ints
    red: Ints
    night: Ints
    off: Ints
    counted: Flags
    red_counts: Ints
    night_counts: Ints

    def of(self, person: int, weeks: range) -> int:
        """Return the ceiling of some weeks of a person together.

        Args:
            person: number of the worker.
            weeks: numbers of the weeks.

        Source: aml § 10-4 (6).
        """
        here = (person, slice(weeks.start, weeks.stop))
        whole = int(self.week[here].sum())
        if not self.counted[person]:
            return whole
        counted = whole - -(-int(self.off[here].sum()) // MINUTES_PER_HOUR)
        return min(max(counted, int(self.floor[here].sum())), int(self.roof[here].sum()))


def ceilings(columns: Columns, measured: Measured) -> Ceilings:
    """Work out how many ordinary minutes each week may have.

    Args:
        columns: of the roster.
        measured: night minutes.

    Source: aml § 10-4 (1), (4), (5), (6).
    """
    monday = columns.monday_on
    week = [columns.value(WEEKS[worker.regime], monday) for worker in columns.workers]
    counted = columns.of_worker(lambda one: one.regime == "ROTA_COUNTED") > 0
    nothing = np.zeros(columns.shape, np.int64)
    red = night = off = nothing
    red_counts = columns.value("red_hour_counts_minutes", monday)
    night_counts = columns.value("night_hour_counts_minutes", monday)
    if counted.any():
        mine = counted[:, None]
        red = np.where(mine, columns.by_week(covered(columns, red_spans(columns))), 0)
        night = np.where(mine, columns.by_week(measured.night), 0)
        more_red = red_counts - MINUTES_PER_HOUR
        more_night = night_counts - MINUTES_PER_HOUR
        off = red * more_red[None, :] + night * more_night[None, :]
    return Ceilings(
        np.array(week, np.int64).reshape(columns.shape),
        np.broadcast_to(columns.value("ordinary_week_rota_36", monday), columns.shape),
        np.broadcast_to(columns.value("ordinary_week_rota_38", monday), columns.shape),
        red,
        night,
        off,
        counted,
        red_counts,
        night_counts,
    )


def judge_ordinary_average(columns: Columns, measured: Measured) -> Iterator[Finding]:
    """Keep ordinary hours on average within the regime: each week, or each averaging period.

    In a counted rota an hour at night or in the red window counts as more than an hour.

    Args:
        columns: of the roster.
        measured: ordinary minutes and averaging periods.

    Yields:
        One finding for each week outside averaging periods, and each whole averaging period.

    Source: aml § 10-4 (1), (4), (5), (6), § 10-5.
    """
    most = ceilings(columns, measured)
    limit = most.week.copy()
    for person in np.flatnonzero(most.counted).tolist():
        for week in range(columns.weeks):
            limit[person, week] = most.of(person, range(week, week + 1))
    alone = np.where(measured.averaged, 0, measured.ordinary)
    yield from each_week(
        columns,
        "ordinary_average",
        limit,
        alone,
        1,
        lambda person, week: _numbers(
            measured, most, person, range(week, week + 1), int(limit[person, week])
        ),
    )
    for block in measured.blocks:
        if not block.whole:
            continue
        first, after = block.weeks.start, block.weeks.stop
        value = int(measured.ordinary[block.person, first:after].sum())
        ceiling = most.of(block.person, block.weeks)
        if value > ceiling:
            numbers = _numbers(measured, most, block.person, block.weeks, ceiling)
            yield about(
                columns,
                "ordinary_average",
                block.person,
                ("average", first),
                (ceiling, value, value - ceiling),
                columns.starting(block.person, block.weeks),
                {"week": columns.monday(first), **numbers},
            )


def _numbers(
    measured: Measured, most: Ceilings, person: int, weeks: range, ceiling: int
) -> dict[str, object]:
    """Write what redoes the sum of some weeks."""
    numbers: dict[str, object] = {
        "weeks": len(weeks),
        "week_minutes": ceiling // len(weeks),
        "weekly": weekly(measured.ordinary, person, weeks),
        "weekly_overtime": weekly(measured.overtime, person, weeks),
        "weekly_limits": weekly(most.week, person, weeks),
    }
    if most.counted[person]:
        here = (person, slice(weeks.start, weeks.stop))
        numbers["red_worked"] = int(most.red[here].sum())
        numbers["night_worked"] = int(most.night[here].sum())
        numbers["red_counts"] = int(most.red_counts[weeks.start])
        numbers["night_counts"] = int(most.night_counts[weeks.start])
        numbers["sixtieths_off"] = int(most.off[here].sum())
        numbers["floor"] = int(most.floor[here].sum())
        numbers["roof"] = int(most.roof[here].sum())
    return numbers
