"""Make random problems and plans: small, valid and placed where the rules have their edges.

Everything follows from a seed. A problem is the plain dict of a `vikarsentral/problem/1` file
that keeps every promise of the format; a plan is the plain dict of a `vikarsentral/plan/1` file
that may break any hard rule. Nothing of the product is imported here.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
SPICES = (
    "chain", "gaps", "night", "weekend", "agreements", "broken_rota", "overtime", "roof", "hourly",
    "pins", "published", "wishes", "travel", "competence", "quick", "place", "absent", "weights",
    "breaks", "rota", "short_week", "long",
)  # fmt: skip
MONDAYS = (
    date(2027, 1, 4),  # an ordinary winter week
    date(2027, 3, 22),  # Easter, and the clock goes forward on Easter Sunday
    date(2027, 3, 29),  # Easter Monday inside, the clock change in the week before
    date(2027, 3, 15),  # the clock goes forward in the week after
    date(2027, 4, 26),  # 1 May, Ascension Day
    date(2027, 5, 10),  # Whit Sunday, then 17 May, which is Whit Monday too
    date(2027, 10, 25),  # the clock goes back on the Sunday
    date(2027, 11, 1),  # the clock went back the day before
    date(2027, 12, 20),  # 25 and 26 December
    date(2027, 12, 27),  # 1 January
)
REST_EDGES = (479, 480, 481, 539, 540, 541, 600, 659, 660, 661, 700)


@dataclass(frozen=True, slots=True)
class Size:
    """Bounds of what is drawn: people, needs and weeks, both ends included."""

    people: tuple[int, int]
    needs: tuple[int, int]
    weeks: tuple[int, int]


SIZES = {
    "tiny": Size((1, 4), (1, 7), (1, 1)),
    "few": Size((1, 3), (1, 6), (1, 2)),
    "small": Size((3, 8), (8, 24), (1, 3)),
    "long": Size((1, 3), (8, 20), (4, 6)),
}


def cases(default: int) -> int:
    """Scale a number of random cases by `VIKARSENTRAL_TEST_CASES`.

    Args:
        default: cases of an ordinary run, 1 or more.

    Returns:
        The number to run, 1 or more.
    """
    return max(1, round(default * float(os.environ.get("VIKARSENTRAL_TEST_CASES", "1"))))


def at(day: date, minute: int) -> int:
    """Turn local wall time into minutes since 1970-01-01T00:00Z.

    Args:
        day: the local date.
        minute: wall minutes after local midnight; below 0 or above 1439 is another day.
    """
    wall = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    return int(wall.replace(tzinfo=OSLO).timestamp()) // 60


def iso(minute: int) -> str:
    """Write an instant in minutes since 1970 as Oslo time with offset."""
    return datetime.fromtimestamp(minute * 60, UTC).astimezone(OSLO).isoformat()


def minute_of(text: str) -> int:
    """Read an instant back as minutes since 1970-01-01T00:00Z."""
    return int(datetime.fromisoformat(text).timestamp()) // 60


@dataclass(slots=True)
class Draw:
    """Hold what one problem is drawn from, and what has been drawn so far."""

    rng: Random
    size: Size
    spices: frozenset[str]
    monday: date
    weeks: int
    units: list[dict[str, Any]] = field(default_factory=list)
    people: list[dict[str, Any]] = field(default_factory=list)
    needs: list[dict[str, Any]] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Return the period's first minute."""
        return at(self.monday, 0)

    @property
    def end(self) -> int:
        """Return the minute after the period's last."""
        return at(self.monday + timedelta(weeks=self.weeks), 0)

    @property
    def judged(self) -> tuple[int, int]:
        """Return the judged weeks as minutes."""
        last = self.monday + timedelta(weeks=self.weeks + 1)
        return at(self.monday - timedelta(days=14), 0), at(last, 0)

    def has(self, spice: str) -> bool:
        """Tell whether this problem has *spice*."""
        return spice in self.spices


def problem(
    seed: int, size: str = "tiny", spices: frozenset[str] | None = None, monday: date | None = None
) -> dict[str, Any]:
    """Draw one valid problem.

    Args:
        seed: any whole number; the same gives the same problem.
        size: a key of `SIZES`.
        spices: which of `SPICES` to use; None draws between two and all of them.
        monday: first day of the period; None draws one of `MONDAYS`.

    Returns:
        The problem as a dict in the shape of the file format.
    """
    rng = Random(f"problem {seed} {size}")
    chosen = frozenset(rng.sample(SPICES, rng.randint(2, len(SPICES))))
    bounds = SIZES[size]
    drawn_monday = rng.choice(MONDAYS)
    draw = Draw(
        rng=rng,
        size=bounds,
        spices=chosen if spices is None else spices,
        monday=monday or drawn_monday,
        weeks=rng.randint(*bounds.weeks),
    )
    _draw_units(draw)
    for number in range(rng.randint(*bounds.people)):
        draw.people.append(_person(draw, f"p{number + 1}"))
    _draw_needs(draw, rng.randint(*bounds.needs))
    if draw.has("pins"):
        for need in draw.needs:
            if rng.random() < 0.25:
                need["pinned"] = rng.choice(draw.people)["id"]
    return {
        "format": "vikarsentral/problem/1",
        "timezone": "Europe/Oslo",
        "period": {"start": iso(draw.start), "end": iso(draw.end)},
        "units": draw.units,
        "travel_minutes": _travel(draw),
        "agreements": _agreements(draw) if draw.has("agreements") else [],
        "people": draw.people,
        "needs": draw.needs,
        "published": _published(draw) if draw.has("published") else [],
        "objective": _weights(draw) if draw.has("weights") else {},
    }


def problem_bytes(drawn: dict[str, Any]) -> bytes:
    """Write a problem as the bytes of a file."""
    return json.dumps(drawn, ensure_ascii=False, indent=1).encode()


def _draw_units(draw: Draw) -> None:
    sectors = ["health", "health", "kindergarten"]
    areas = ["nord", "sor", "nord"] if draw.has("travel") else ["nord"] * 3
    for number, (sector, area) in enumerate(zip(sectors, areas, strict=True)):
        draw.units.append({"id": f"u{number + 1}", "sector": sector, "area": area})
    if draw.has("travel"):
        draw.units.append({"id": "u4", "sector": "health", "area": "vest"})


def _travel(draw: Draw) -> dict[str, dict[str, int]]:
    if not draw.has("travel"):
        return {}
    both_ways = {"nord": {"sor": 25, "vest": 40}, "sor": {"nord": 35}}
    long_way = {"nord": {"sor": 90}, "vest": {"sor": 700}}
    return draw.rng.choice([{"nord": {"sor": 25}}, both_ways, long_way, {}])


def _person(draw: Draw, name: str) -> dict[str, Any]:
    rng = draw.rng
    kinds = ["pool", "pool", "part_time", "staff"] + ["hourly"] * (2 * draw.has("hourly"))
    kind = rng.choice(kinds)
    full_week = rng.choice([2130, 2130, 2250, 2250, 2400, 2013])
    if draw.has("short_week"):
        full_week = rng.choice([240, 480, 900, 1200, 2130])
    percent = {"staff": 10000, "hourly": 0}.get(kind, rng.choice([10000, 8333, 5000, 2575, 101]))
    person: dict[str, Any] = {
        "id": name,
        "kind": kind,
        "full_week_minutes": full_week,
        "stillingsprosent": percent,
        "regime": rng.choice(["ROTA_38", "DAY"]),
        "competences": _competences(draw),
        "sectors": ["health", "kindergarten"],
        "units": None,
        "known_units": [unit["id"] for unit in draw.units if rng.random() < 0.7],
        "home_area": "nord",
        "hourly_cost_ore": rng.choice([42000, 40010, 52561, 59, 0]),
        "accepts": _accepts(draw),
        "overtime_minutes_52w": 0,
        "rota": _rota(draw),
        "unavailable": _unavailable(draw),
        "wishes": _wishes(draw) if draw.has("wishes") else [],
    }
    if draw.has("place"):
        person["sectors"] = rng.choice([["health"], ["health", "kindergarten"], []])
        person["units"] = rng.choice([None, ["u1"], ["u1", "u3"], ["u2"]])
    if draw.has("roof"):
        person["overtime_minutes_52w"] = rng.choice([12000, 11990, 11800, 11400, 12500, 17900])
    if rng.random() < 0.1:
        for key in ("regime", "home_area", "units"):
            del person[key]
    return person


def _accepts(draw: Draw) -> dict[str, Any]:
    rng = draw.rng
    return {
        "merarbeid_minutes_week": rng.choice([0, 0, 120, 450, 900, 2000]),
        "overtime": draw.has("overtime") and rng.random() < 0.7,
        "night": rng.random() < 0.6,
    }


def _competences(draw: Draw) -> list[dict[str, Any]]:
    rng = draw.rng
    held: list[dict[str, Any]] = [{"id": "ass"}]
    if rng.random() < 0.5:
        held.append({"id": "syk"})
    if draw.has("competence"):
        for entry in held:
            day = draw.monday + timedelta(days=rng.randint(-1, 7 * draw.weeks))
            if rng.random() < 0.4:
                entry["valid_to"] = day.isoformat()
            elif rng.random() < 0.3:
                entry["valid_from"] = day.isoformat()
    return held


def _stretch(draw: Draw, begin: int, length: int) -> dict[str, Any]:
    """Draw the common part of a need and of rota work, starting at *begin*."""
    rng = draw.rng
    stretch: dict[str, Any] = {
        "start": iso(begin),
        "end": iso(begin + length),
        "unit": rng.choice(draw.units)["id"] if rng.random() < 0.6 else "u1",
    }
    if draw.has("breaks") and rng.random() < 0.5:
        stretch["unpaid_break"] = min(length, rng.choice([0, 30, 45, length]))
    return stretch


def _length(draw: Draw) -> int:
    rng = draw.rng
    if draw.has("chain") and rng.random() < 0.6:
        return rng.choice([60, 90, 115, 120, 180, 1])
    if draw.has("long") and rng.random() < 0.3:
        return rng.choice([781, 780, 750, 840, 1000, 1440, 2880])
    return rng.choice([450, 450, 465, 540, 541, 600, 360, 240, 300])


def _day_start(draw: Draw, first: date, days: int) -> int:
    """Draw an ordinary start: early, day, evening or night, on one of *days* days."""
    rng = draw.rng
    day = first + timedelta(days=rng.randrange(days))
    if draw.has("weekend") and rng.random() < 0.6:
        day += timedelta(days=(6 - day.weekday()) % 7)
    minutes = [420, 450, 480, 540, 720, 870, 900, 960, 1080]
    if draw.has("night"):
        minutes += [1305, 1320, 1335, 1380, 0, 120, 150, 180, 240]
    return at(day, rng.choice(minutes))


def _after(draw: Draw, previous: dict[str, Any]) -> int:
    """Draw a start that follows *previous* at a gap on some rule's edge."""
    rng = draw.rng
    gaps = [0, 10, 24, 25, 26, 34, 35, 40, 120, -1, -30]
    if draw.has("gaps") or draw.has("quick"):
        gaps = [*REST_EDGES, *REST_EDGES, *gaps]
    return minute_of(previous["end"]) + rng.choice(gaps)


def _rota(draw: Draw) -> list[dict[str, Any]]:
    rng = draw.rng
    if not draw.has("rota") and not draw.has("broken_rota"):
        return []
    first, last = draw.judged
    days = 7 * (draw.weeks + 3)
    rota: list[dict[str, Any]] = []
    many = rng.choice([0, 1, 2, 4, 7]) * (1 + draw.weeks // 3)
    for _ in range(many):
        near = rota and draw.has("broken_rota") and rng.random() < 0.5
        begin = _after(draw, rng.choice(rota)) if near else _rota_start(draw, days)
        length = _length(draw)
        if not first <= begin < last:
            continue
        clash = any(
            begin < minute_of(row["end"]) + 660 and minute_of(row["start"]) - 660 < begin + length
            for row in rota
        )
        if draw.has("broken_rota") or not clash:
            rota.append(_stretch(draw, begin, length))
    return rota


def _rota_start(draw: Draw, days: int) -> int:
    """Draw a start in the judged weeks, most often close to the period."""
    if draw.rng.random() < 0.5:
        return _day_start(draw, draw.monday - timedelta(days=1), 7 * draw.weeks + 2)
    return _day_start(draw, draw.monday - timedelta(days=14), days)


def _unavailable(draw: Draw) -> list[dict[str, str]]:
    rng = draw.rng
    rows = []
    for _ in range(rng.choice([0, 1, 2, 3]) if draw.has("absent") else 0):
        day = draw.monday + timedelta(days=rng.randrange(7 * draw.weeks))
        begin, minutes = at(day, rng.choice([0, 450, 870])), rng.choice([1440, 450, 1, 60])
        rows.append({"start": iso(begin), "end": iso(begin + minutes)})
    return rows


def _wishes(draw: Draw) -> list[dict[str, Any]]:
    rng = draw.rng
    rows = []
    for _ in range(rng.choice([0, 1, 2, 4])):
        day = draw.monday + timedelta(days=rng.randrange(7 * draw.weeks))
        begin, minutes = at(day, rng.choice([0, 450, 900])), rng.choice([1440, 450, 1, 4000])
        ore = rng.choice([5000, 40000, -8000, -60000, 1, 0])
        rows.append({"start": iso(begin), "end": iso(begin + minutes), "ore": ore})
    return rows


def _draw_needs(draw: Draw, many: int) -> None:
    rng = draw.rng
    while len(draw.needs) < many:
        rota = [row for person in draw.people for row in person["rota"]]
        beside = rng.random()
        if draw.needs and beside < (0.6 if draw.has("chain") or draw.has("gaps") else 0.15):
            begin = _after(draw, rng.choice(draw.needs))
        elif rota and beside < 0.8 and (draw.has("gaps") or draw.has("quick")):
            begin = _after(draw, rng.choice(rota))
        else:
            begin = _day_start(draw, draw.monday, 7 * draw.weeks)
        if draw.start <= begin < draw.end:
            draw.needs.append(_need(draw, begin, len(draw.needs) + 1))
    rng.shuffle(draw.needs)


def _need(draw: Draw, begin: int, number: int) -> dict[str, Any]:
    rng = draw.rng
    need = {"id": f"n{number}", **_stretch(draw, begin, _length(draw))}
    need["requires"] = rng.choice([[], ["ass"], ["ass"], ["syk"], ["ass", "syk"]])
    if not draw.has("competence") and rng.random() < 0.7:
        need["requires"] = []
    need["priority"] = rng.choice([1, 2, 3])
    need["agency"] = rng.choice([None, {"ore_per_hour": rng.choice([90000, 36551, 0, 105000])}])
    need["known_people"] = [person["id"] for person in draw.people if rng.random() < 0.2]
    need["pinned"] = None
    return need


def _published(draw: Draw) -> list[dict[str, str]]:
    rng = draw.rng
    return [
        {"need": need["id"], "person": rng.choice(draw.people)["id"]}
        for need in draw.needs
        if rng.random() < 0.4
    ]


def _agreements(draw: Draw) -> list[dict[str, Any]]:
    rng = draw.rng
    rows = []
    for number in range(rng.randint(1, 4)):
        first = draw.monday + timedelta(days=rng.choice([-400, -20, -14, 0, 2]))
        last = draw.monday + timedelta(days=rng.choice([400, 6, 5, 3, 8]))
        local = rng.random() < 0.75
        rows.append(
            {
                "id": f"A{number + 1}",
                "level": "LOCAL_TV" if local else "INDIVIDUAL",
                "scope": _scope(draw),
                "valid_from": first.isoformat(),
                "valid_to": last.isoformat(),
                "limits": _local_limits(draw) if local else _individual_limits(draw),
            }
        )
    return rows


def _scope(draw: Draw) -> dict[str, list[str]]:
    rng = draw.rng
    scope: dict[str, list[str]] = {}
    if rng.random() < 0.5:
        scope["units"] = rng.choice([["u1"], ["u1", "u2"], ["u3"]])
    if rng.random() < 0.4:
        scope["people"] = rng.choice([["p1"], ["p1", "p2"], ["p3"]])
    return scope


def _local_limits(draw: Draw) -> dict[str, Any]:
    rng = draw.rng
    limits = {
        "daily_rest": rng.choice([480, 540, 600, 660, 720]),
        "weekly_rest": rng.choice([1680, 1800, 2100, 2200]),
        "day_minutes": rng.choice([750, 600, 480, 540]),
        "week_minutes": rng.choice([4140, 3000, 2400, 900]),
        "overtime_week": rng.choice([1200, 900, 300, 60]),
        "overtime_4_weeks": rng.choice([3000, 2000, 400]),
        "overtime_52_weeks": rng.choice([18000, 15000, 11000]),
        "red_days": rng.choice(["average", "average", "each"]),
    }
    return dict(rng.sample(sorted(limits.items()), rng.randint(1, len(limits))))


def _individual_limits(draw: Draw) -> dict[str, Any]:
    rng = draw.rng
    limits = {
        "day_minutes": rng.choice([600, 570, 450]),
        "week_minutes": rng.choice([3600, 3000, 2000]),
        "red_days": rng.choice(["average", "each"]),
    }
    return dict(rng.sample(sorted(limits.items()), rng.randint(1, len(limits))))


def _weights(draw: Draw) -> dict[str, Any]:
    rng = draw.rng
    whole = [0, 1, 77, 5000, 10**6]
    weights = {
        "open_ore_per_minute": {"1": rng.choice(whole), "2": 5000, "3": rng.choice(whole)},
        "agency_surcharge_ore_per_minute": rng.choice(whole),
        "merarbeid_ore_per_minute": rng.choice([None, *whole]),
        "overtime_factor_percent": rng.choice([0, 100, 150, 233]),
        "overtime_surcharge_ore_per_minute": rng.choice(whole),
        "hourly_ore_per_minute": rng.choice([None, *whole]),
        "unused_ore_per_minute": rng.choice(whole),
        "unknown_unit_ore": rng.choice(whole),
        "quick_return_ore": rng.choice(whole),
        "weekend_share_ore": rng.choice(whole),
        "change_ore": rng.choice(whole),
    }
    return dict(rng.sample(sorted(weights.items()), rng.randint(1, len(weights))))


def plan(drawn: dict[str, Any], seed: int) -> dict[str, Any]:
    """Draw a plan for a problem that gives each need to a person, an agency or nobody.

    Args:
        drawn: a problem of `problem`.
        seed: any whole number; decides also how much work is handed out, and to how many.

    Returns:
        A plan that has every need once and may break any other hard rule. Its objective, terms
        and bound are not computed: they are zeros for the checker to find wrong.
    """
    rng = Random(f"plan {seed}")
    people = [person["id"] for person in drawn["people"]]
    people = people[: rng.randint(1, len(people))] if rng.random() < 0.4 else people
    share = rng.choice([0.2, 0.5, 0.8, 1.0])
    assignments, agency, left = [], [], []
    for need in drawn["needs"]:
        if need.get("pinned") and rng.random() < 0.7:
            assignments.append({"need": need["id"], "person": need["pinned"]})
        elif rng.random() < share:
            assignments.append({"need": need["id"], "person": rng.choice(people)})
        elif rng.random() < 0.5 and (need.get("agency") or rng.random() < 0.1):
            agency.append(need["id"])
        else:
            left.append(need["id"])
    return plan_file(drawn, assignments, agency, left)


def plan_file(
    drawn: dict[str, Any], assignments: list[dict[str, str]], agency: list[str], left: list[str]
) -> dict[str, Any]:
    """Wrap who does what as a plan file; figures are zeros.

    Args:
        drawn: the problem.
        assignments: `need` and `person` of each.
        agency: ids of needs proposed to an agency.
        left: ids of needs left open.
    """
    terms = [
        *("open", "agency", "merarbeid", "overtime", "hourly", "unused"),
        *("unknown_unit", "quick_return", "weekend_share", "wish", "change"),
    ]
    return {
        "format": "vikarsentral/plan/1",
        "problem_sha256": hashlib.sha256(problem_bytes(drawn)).hexdigest(),
        "assignments": assignments,
        "agency": agency,
        "open": left,
        "refused_pins": [],
        "objective": 0,
        "terms": dict.fromkeys(terms, 0),
        "bound": 0,
        "gap": 0,
        "status": "best_in_time",
        "seconds": 0,
        "seed": 1,
        "workers": 1,
        "versions": {},
    }


def broken_plan(drawn: dict[str, Any], seed: int) -> dict[str, Any]:
    """Draw a plan with needs missing, given twice or unknown, or with unknown people.

    Args:
        drawn: a problem of `problem`.
        seed: any whole number.
    """
    rng = Random(f"broken {seed}")
    made = plan(drawn, seed)
    rows, agency, left = made["assignments"], made["agency"], made["open"]
    for _ in range(rng.randint(1, 2)):
        need, person = rng.choice(drawn["needs"])["id"], rng.choice(drawn["people"])["id"]
        match rng.randrange(7):
            case 0:
                rows.append({"need": need, "person": person})
            case 1:
                agency.append(need)
            case 2:
                left.append(need)
            case 3:
                rows.append({"need": "n-unknown", "person": person})
            case 4:
                rows.append({"need": need, "person": "p-unknown"})
            case 5:
                rng.choice([agency, left]).append("n-unknown")
            case _:
                made["assignments"] = rows = [row for row in rows if row["need"] != need]
    return made
