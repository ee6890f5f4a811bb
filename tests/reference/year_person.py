"""One worker of a year as the slow reading sees them: duties in order, neighbours, weeks."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from tests.reference.year_clock import day_at, midnight

Duty = dict[str, Any]
LOOSEST_IS_SMALL = {"daily_rest", "weekly_rest"}
DEFAULTS = {
    "daily_rest": 11 * 60,
    "weekly_rest": 35 * 60,
    "day_minutes": 9 * 60,
    "week_minutes": 48 * 60,
    "overtime_week": 10 * 60,
    "overtime_4_weeks": 25 * 60,
    "overtime_52_weeks": 200 * 60,
    "averaging_weeks": 1,
    "ordinary_week_roof": 48 * 60,
    "day_total_minutes": 13 * 60,
}


class Person:
    """A worker with all duties, whatever the post."""

    def __init__(self, roster: dict[str, Any], worker: dict[str, Any]) -> None:
        """Keep the facts; duties are ordered by start, end, id."""
        self.roster, self.worker = roster, worker
        mine = [duty for duty in roster["duties"] if duty["person"] == worker["id"]]
        self.duties = sorted(mine, key=lambda one: (one["start"], one["end"], one["id"]))
        self.first = roster["first"].toordinal()
        self.weeks = roster["weeks"]

    def limit(self, name: str, duty: Duty) -> int:
        """Return the loosest agreed value that covers a duty, else the law's."""
        day = day_at(duty["start"])
        agreed = [
            one["limits"][name]
            for one in self.roster["agreements"]
            if name in one["limits"]
            and one["from"].toordinal() <= day <= one["to"].toordinal()
            and (one["units"] is None or duty["unit"] in one["units"])
            and (one["people"] is None or self.worker["id"] in one["people"])
        ]
        if not agreed:
            return DEFAULTS[name]
        return min(agreed) if name in LOOSEST_IS_SMALL else max(agreed)

    def averages_red_days(self, duty: Duty) -> bool:
        """Tell whether an agreement on average covers a duty."""
        day = day_at(duty["start"])
        return any(
            one["limits"].get("red_days") == "average"
            and one["from"].toordinal() <= day <= one["to"].toordinal()
            and (one["units"] is None or duty["unit"] in one["units"])
            and (one["people"] is None or self.worker["id"] in one["people"])
            for one in self.roster["agreements"]
        )

    def before(self, place: int) -> Duty | None:
        """Return the neighbour before: of the earlier ones the one that ends last."""
        earlier = self.duties[:place]
        return max(earlier, key=lambda one: (one["end"], one["id"]), default=None)

    @cached_property
    def neighbours(self) -> list[tuple[Duty, Duty, int, int]]:
        """Return (before, duty, gap, rest due) of every duty but the first."""
        found = []
        for place, duty in enumerate(self.duties):
            before = self.before(place)
            if before is not None:
                rest = max(self.limit("daily_rest", before), self.limit("daily_rest", duty))
                found.append((before, duty, duty["start"] - before["end"], rest))
        return found

    @cached_property
    def periods(self) -> list[list[Duty]]:
        """Return the work periods."""
        found: list[list[Duty]] = []
        for place, duty in enumerate(self.duties):
            if place and self.neighbours[place - 1][2] < self.neighbours[place - 1][3]:
                found[-1].append(duty)
            else:
                found.append([duty])
        return found

    def week_of(self, duty: Duty) -> int:
        """Return the number of the week a duty starts in."""
        return (day_at(duty["start"]) - self.first) // 7

    @cached_property
    def by_week(self) -> list[list[Duty]]:
        """Return the duties that start in each week."""
        found: list[list[Duty]] = [[] for _ in range(self.weeks)]
        for duty in self.duties:
            found[self.week_of(duty)].append(duty)
        return found

    def within(self, first: int, count: int) -> list[Duty]:
        """Return the duties of some weeks, of those inside the roster."""
        weeks = self.by_week[max(0, first) : max(0, first + count)]
        return [duty for week in weeks for duty in week]

    def busy(self) -> bytes:
        """Return one byte for every minute from the first Monday to the last: x is work."""
        start = midnight(self.first)
        minutes = bytearray(b"." * (midnight(self.first + 7 * self.weeks) - start))
        for duty in self.duties:
            begins, ends = duty["start"] - start, min(duty["end"] - start, len(minutes))
            minutes[begins:ends] = b"x" * (ends - begins)
        return bytes(minutes)


def paid(duty: Duty) -> int:
    """Return the minutes from start to end less the unpaid break."""
    return int(duty["end"] - duty["start"] - duty["unpaid_break"])
