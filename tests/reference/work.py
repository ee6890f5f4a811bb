"""What one person works: stretches, agreed limits, neighbours, work periods, weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.reference.clock import dates_worked, instant, local_date, midnight, monday

DEFAULTS: dict[str, Any] = {
    "daily_rest": 660,
    "weekly_rest": 2100,
    "day_minutes": 540,
    "week_minutes": 2880,
    "overtime_week": 600,
    "overtime_4_weeks": 1500,
    "overtime_52_weeks": 12000,
    "red_days": "each",
}
SMALLER_IS_LOOSER = {"daily_rest", "weekly_rest"}


@dataclass(frozen=True)
class Stretch:
    """Rota work, which has no id and so comes before any need of equal times, or a need."""

    start: int
    end: int
    id: str
    row: int
    unit: str
    area: str
    paid: int
    limits: tuple[tuple[str, Any], ...]

    @property
    def need(self) -> bool:
        """Tell whether it is an assigned need."""
        return self.id != ""

    @property
    def on(self) -> date:
        """Return the local start date."""
        return local_date(self.start)

    @property
    def week(self) -> date:
        """Return the Monday of the week in which it starts."""
        return monday(self.on)

    def limit(self, name: str) -> Any:
        """Return the limit in force for it."""
        return dict(self.limits)[name]

    def works(self, day: date) -> bool:
        """Tell whether it overlaps 00:00-22:00 of *day*."""
        return day in dates_worked(self.start, self.end)


def covers(agreement: dict[str, Any], person: str, unit: str, on: date) -> bool:
    """Tell whether an agreement covers a stretch of *person* in *unit* that starts on *on*."""
    scope = agreement["scope"]
    if "units" in scope and unit not in scope["units"]:
        return False
    if "people" in scope and person not in scope["people"]:
        return False
    first = date.fromisoformat(agreement["valid_from"])
    return first <= on <= date.fromisoformat(agreement["valid_to"])


def limits_in_force(
    problem: dict[str, Any], person: str, unit: str, on: date
) -> tuple[tuple[str, Any], ...]:
    """Resolve every limit: the loosest of the agreements that name it, else the default."""
    found = []
    for name, default in DEFAULTS.items():
        agreed = [
            agreement["limits"][name]
            for agreement in problem.get("agreements", [])
            if name in agreement["limits"] and covers(agreement, person, unit, on)
        ]
        if not agreed:
            found.append((name, default))
        elif name == "red_days":
            found.append((name, "average" if "average" in agreed else "each"))
        else:
            found.append((name, min(agreed) if name in SMALLER_IS_LOOSER else max(agreed)))
    return tuple(found)


def stretch(problem: dict[str, Any], person: str, row: dict[str, Any], place: int = 0) -> Stretch:
    """Make a stretch of a need or of a rota row; *place* tells rota rows of equal times apart."""
    start, end = instant(row["start"]), instant(row["end"])
    area = next(unit["area"] for unit in problem["units"] if unit["id"] == row["unit"])
    return Stretch(
        start=start,
        end=end,
        id=row.get("id", ""),
        row=place,
        unit=row["unit"],
        area=area,
        paid=end - start - row.get("unpaid_break", 0),
        limits=limits_in_force(problem, person, row["unit"], local_date(start)),
    )


def in_order(stretches: list[Stretch]) -> list[Stretch]:
    """Order stretches by start, end, id."""
    return sorted(stretches, key=lambda one: (one.start, one.end, one.id, one.row))


def neighbours(stretches: list[Stretch]) -> list[tuple[Stretch, Stretch]]:
    """Return (neighbour before, stretch) for each stretch that has an earlier one."""
    ordered = in_order(stretches)
    pairs = []
    for place, one in enumerate(ordered):
        earlier = ordered[:place]
        if earlier:
            pairs.append((max(earlier, key=lambda other: (other.end, other.id, other.row)), one))
    return pairs


def rest_between(before: Stretch, after: Stretch) -> int:
    """Return R of a gap: the larger of the two."""
    return max(before.limit("daily_rest"), after.limit("daily_rest"))


def work_periods(stretches: list[Stretch]) -> list[list[Stretch]]:
    """Merge stretches whose gap to the neighbour before is less than R."""
    before = {id(after): earlier for earlier, after in neighbours(stretches)}
    periods: list[list[Stretch]] = []
    for one in in_order(stretches):
        earlier = before.get(id(one))
        if earlier is not None and one.start - earlier.end < rest_between(earlier, one):
            home = next(period for period in periods if any(s is earlier for s in period))
            home.append(one)
        else:
            periods.append([one])
    return periods


def strictest(stretches: list[Stretch], name: str) -> int:
    """Return the strictest of their limits; the default with none."""
    values = [one.limit(name) for one in stretches] or [DEFAULTS[name]]
    return max(values) if name in SMALLER_IS_LOOSER else min(values)


def period_dates(problem: dict[str, Any]) -> tuple[date, date]:
    """Return the first Monday of the period and the Monday after it."""
    period = problem["period"]
    return local_date(instant(period["start"])), local_date(instant(period["end"]))


def mondays(first: date, end: date) -> list[date]:
    """Return the Mondays from *first* to before *end*."""
    return [first + timedelta(weeks=number) for number in range((end - first).days // 7)]


def period_weeks(problem: dict[str, Any]) -> list[date]:
    """Return the Mondays of the weeks of the period."""
    return mondays(*period_dates(problem))


def judged_weeks(problem: dict[str, Any]) -> list[date]:
    """Return the Mondays from 14 days before the period to 7 days after it."""
    first, end = period_dates(problem)
    return mondays(first - timedelta(days=14), end + timedelta(days=7))


def in_week(stretches: list[Stretch], week: date) -> list[Stretch]:
    """Return the stretches that start in the week of Monday *week*."""
    return [one for one in stretches if one.week == week]


@dataclass(frozen=True)
class WeekSums:
    """The sums of one person's week: paid, overtime, merarbeid and unused minutes."""

    paid: int
    overtime: int
    merarbeid: int
    unused: int


def week_sums(person: dict[str, Any], stretches: list[Stretch], week: date) -> WeekSums:
    """Count P, overtime, merarbeid and unused of one week as the contract defines them."""
    paid = sum(one.paid for one in in_week(stretches, week))
    full = person["full_week_minutes"]
    contract = full * person["stillingsprosent"] // 10000
    above = 0
    for period in work_periods(stretches):
        if in_order(period)[0].week == week:
            above += max(0, sum(s.paid for s in period) - strictest(period, "day_minutes"))
    hourly = person["kind"] == "hourly"
    return WeekSums(
        paid=paid,
        overtime=max(0, paid - full, above),
        merarbeid=0 if hourly else max(0, min(paid, full) - contract),
        unused=max(0, contract - paid) if person["kind"] == "pool" else 0,
    )


def longest_free(stretches: list[Stretch], week: date) -> int:
    """Count the longest run of minutes in the week that no stretch covers."""
    first, end = midnight(week), midnight(week + timedelta(days=7))
    minutes = bytearray(end - first)
    for one in stretches:
        for minute in range(max(first, one.start), min(end, one.end)):
            minutes[minute - first] = 1
    return max(len(run) for run in bytes(minutes).split(b"\x01"))
