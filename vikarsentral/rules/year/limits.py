"""Which limits hold for each duty of a year: agreed, else the values in force that day.

Source: contract 2 (agreements); aml § 10-5, § 10-6, § 10-8.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vikarsentral.rules.facts import Agreement

if TYPE_CHECKING:
    from vikarsentral.rules.year.columns import Columns

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class LimitColumns:
    """The limit of each duty by name; of several agreed ones the loosest."""

    def __init__(self, columns: Columns) -> None:
        """Keep what the limits are looked up in.

        Args:
            columns: of the roster.
        """
        self._columns = columns
        self._found: dict[str, Ints] = {}

    @cached_property
    def _covered(self) -> list[tuple[Agreement, Ints]]:
        """Return each agreement with the numbers of the duties it covers."""
        columns = self._columns
        place = {name: number for number, name in enumerate(columns.unit_ids)}
        person = {one.id: number for number, one in enumerate(columns.workers)}
        every = np.arange(len(columns.duties))
        found = []
        for one in columns.roster.agreements:
            among = every
            if one.people is not None:
                ranges = [columns.of(person[name]) for name in one.people if name in person]
                among = np.array([at for some in ranges for at in some], np.int64)
            on = columns.first_on[among]
            mask = (one.valid_from <= on) & (on <= one.valid_to)
            if one.units is not None:
                units = [place[name] for name in one.units if name in place]
                mask &= np.isin(columns.unit[among], units)
            found.append((one, among[mask]))
        return found

    def of(self, name: str) -> Ints:
        """Return one limit for every duty.

        Args:
            name: of the limit.
        """
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def _look_up(self, name: str) -> Ints:
        """Find a limit of every duty."""
        columns = self._columns
        limit = columns.value(name, columns.first_on)
        named = np.zeros(len(limit), np.bool_)
        loosest = np.minimum if columns.values[name].loosest == "smallest" else np.maximum
        for one, duties in self._covered:
            if name in one.limits:
                agreed = np.full(len(duties), one.limits[name], np.int64)
                limit[duties] = np.where(named[duties], loosest(limit[duties], agreed), agreed)
                named[duties] = True
        return limit

    @cached_property
    def on_average(self) -> Flags:
        """Tell of every duty whether red days are averaged."""
        found = np.zeros(len(self._columns.duties), np.bool_)
        for one, duties in self._covered:
            if one.red_days == "average":
                found[duties] = True
        return found

    def by_week(self, name: str) -> Ints:
        """Return the strictest of a limit by person and week; with no duty the default.

        Args:
            name: of the limit.

        Source: contract 2 (the strictest of their limits holds; with none, the default).
        """
        columns = self._columns
        smallest = columns.values[name].loosest == "smallest"
        strictest, empty = (np.maximum, -1) if smallest else (np.minimum, 1 << 40)
        found = np.full(columns.shape, empty, np.int64)
        strictest.at(found, (columns.person, columns.week), self.of(name))
        return np.where(found == empty, columns.value(name, columns.monday_on)[None, :], found)

    def by_window(self, name: str, weeks: int) -> Ints:
        """Return the strictest ceiling of each window of whole weeks, by its first week.

        Args:
            name: of the limit, a ceiling.
            weeks: length of the window.

        Returns:
            One column per window that lies wholly inside the roster; a window without duties
            has the default of its first Monday.

        Source: contract 2 (the strictest of their limits holds; with none, the default).
        """
        columns = self._columns
        empty = 1 << 40
        found = np.full(columns.shape, empty, np.int64)
        np.minimum.at(found, (columns.person, columns.week), self.of(name))
        windows = columns.weeks - weeks + 1
        best = np.full((columns.shape[0], max(0, windows)), empty, np.int64)
        for ahead in range(weeks if windows > 0 else 0):
            best = np.minimum(best, found[:, ahead : ahead + windows])
        default = columns.value(name, columns.monday_on)[: max(0, windows)]
        return np.where(best == empty, default[None, :], best)
