"""Measure the check of a whole year for 500 people by every rule, in a process of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from datetime import date
from random import Random

from tests.bench import machine
from tests.bench.report import Block, Reach, reached
from tests.house.readme import table
from vikarsentral.rules.facts import Accepts, Agreement
from vikarsentral.rules.oslo import instant
from vikarsentral.rules.stretch import Unit
from vikarsentral.rules.year import Averaging, Duty, Held, Medication, Post, Worker, YearRoster
from vikarsentral.rules.year.check import check_year

PEOPLE, WEEKS = 500, 52
MOST_SECONDS, MOST_MB = 2.0, 500
FIRST = date(2027, 1, 4)
STARTS = {"D": 7.5, "A": 14.5, "N": 21.75}
LENGTHS = {"D": 450, "A": 450, "N": 585}
PATTERN = ("DDDDD--", "AAA--DA", "--NNN--", "DDAA---", "--AADDA", "DD-NN--")


def roster(people: int = PEOPLE, weeks: int = WEEKS) -> YearRoster:
    """Return a year of rota work with posts, agreements and everything a rule asks for.

    Args:
        people: how many workers.
        weeks: how many whole weeks from the first Monday of 2027.
    """
    random = Random(1)
    first = FIRST.toordinal()
    sectors = ("health", "kindergarten", "school", "cleaning")
    units = {f"u{at}": Unit(f"u{at}", sectors[at % 4], "nord") for at in range(40)}
    workers = tuple(_worker(f"p{at}", first) for at in range(people))
    duties = tuple(
        _duty(random, worker.id, first + 7 * week + day, kind)
        for number, worker in enumerate(workers)
        for week in range(weeks)
        for day, kind in enumerate(PATTERN[(number + week) % len(PATTERN)])
        if kind != "-"
    )
    limits = {"averaging_weeks": 52, "day_minutes": 600, "daily_rest": 540, "week_minutes": 3000}
    long = (first - 400, first + 800)
    agreements = tuple(
        Agreement(f"A{unit}", "LOCAL_TV", frozenset({unit}), None, *long, limits, "average")
        for unit in units
    )
    return YearRoster(first, first + 7 * weeks, units, workers, duties, agreements)


def _worker(name: str, first: int) -> Worker:
    return Worker(
        name,
        (Post("a", "part_time", 2130, 8000), Post("b", "part_time", 2130, 2000)),
        "ROTA_38",
        frozenset({"health"}),
        accepts=Accepts(600, True, True),
        competences={"sykepleier": Held()},
        authorisations={"sykepleier": Held()},
        employed_on=first - 900,
        police_checks={"health": first - 900},
        medication=(Medication(3),),
        averaging=(Averaging(first, 26), Averaging(first + 182, 26)),
    )


def _duty(random: Random, person: str, on: int, kind: str) -> Duty:
    start = instant(on) + int(STARTS[kind] * 60)
    return Duty(
        id=f"{person}-{on}",
        person=person,
        unit=f"u{4 * random.randrange(10)}",
        start=start,
        end=start + LENGTHS[kind],
        post=random.choice("ab"),
        requires=("sykepleier",),
        medication=1,
        told_at=start - 40 * 1440,
    )


def once() -> dict[str, float | int]:
    """Judge the year once and tell what it took, the layout of the facts included."""
    facts = roster()
    before, cpu = time.perf_counter(), time.process_time()
    verdict = check_year(facts)
    return {
        "people": PEOPLE,
        "weeks": WEEKS,
        "duties": len(facts.duties),
        "findings": len(verdict.findings),
        "seconds": round(time.perf_counter() - before, 2),
        "cpu_seconds": round(time.process_time() - cpu, 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def measured() -> dict[str, float | int]:
    """Return one measurement from a fresh process."""
    command = [sys.executable, "-m", "tests.bench.law"]
    told = subprocess.run(command, capture_output=True, check=True, text=True)
    found: dict[str, float | int] = json.loads(told.stdout)
    return found


def section() -> Block:
    """Measure a year of everyone in a process of its own."""
    told = measured()
    figure = Reach(
        f"every rule on one year of {PEOPLE} people",
        f"≤ {MOST_SECONDS:.0f} s, ≤ {MOST_MB} MB, one core",
        f"{told['seconds']} s ({told['cpu_seconds']} s CPU), {told['peak_mb']} MB",
        told["seconds"] <= MOST_SECONDS and told["peak_mb"] <= MOST_MB,
    )
    rows = [[name.replace("_", " "), str(value)] for name, value in told.items()]
    extra = "Made-up rotas of a whole year; laying out the facts is included."
    return Block(
        "A year of work",
        [reached([figure]), table(["what", "figure"], rows), machine.told(("numpy",), extra)],
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(once()) + "\n")
