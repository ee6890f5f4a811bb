"""Section `compound`: mornings nobody can cover whole, and what several together can."""

from __future__ import annotations

import json
import time
from collections import Counter
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.bench import machine
from tests.bench.report import Block, Reach, percent, reached
from tests.house.readme import table
from tests.vikarsentral.compound.brute import MOVE, Brute
from vikarsentral.clock import OSLO
from vikarsentral.compound.find import Combination, combinations
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.facts import Need, Problem, Stretch
from vikarsentral.rules.options import options
from vikarsentral.rules.parts import Candidate, Ground, Wanted

TITLE = "Combined cover"
MORNINGS, PEOPLE, UNITS = 100, 48, 6
MONDAY = datetime(2027, 3, 1, tzinfo=OSLO)
SHIFTS = {"D": (7.5, 15.0), "A": (14.5, 22.0), "N": (21.75, 31.75)}
PATTERNS = ("DDD-AA-", "DD-AAD-", "AA-DD--", "NN---DD", "D-DA-A-", "-NNN---", "DA-DA--")
FLOOR = 3


def document(seed: int) -> dict[str, Any]:
    """Return a small made-up service in one week of work, and one need on one morning.

    Args:
        seed: the same gives the same morning.
    """
    random = Random(f"combined {seed}")
    units = [{"id": f"u{at}", "sector": "health", "area": "nord"} for at in range(UNITS)]
    day = 7 + random.randrange(5)
    start, end = SHIFTS[random.choice("DDDAN")]
    return {
        "format": "vikarsentral/problem/1",
        "timezone": "Europe/Oslo",
        "period": {"start": _at(0), "end": _at(28)},
        "units": units,
        "people": [_person(random, at, day) for at in range(PEOPLE)],
        "needs": [
            {
                "id": "n1",
                "unit": f"u{random.randrange(UNITS)}",
                "start": _at(day, start),
                "end": _at(day, end),
                "requires": ["sykepleier"],
                "priority": 1,
            }
        ],
    }


def _at(day: int, hours: float = 0.0) -> str:
    wall = MONDAY.replace(tzinfo=None) + timedelta(days=day, hours=hours)
    return wall.replace(tzinfo=OSLO).isoformat()


def _person(random: Random, number: int, day: int) -> dict[str, Any]:
    pattern = PATTERNS[(number + random.randrange(3)) % len(PATTERNS)]
    unit = f"u{number % UNITS}"
    rota = [
        {"start": _at(at, SHIFTS[kind][0]), "end": _at(at, SHIFTS[kind][1]), "unit": unit}
        for at in range(-14, 35)
        if (kind := pattern[at % 7]) != "-"
    ]
    busy = random.choice(((0.0, 11.0), (12.0, 24.0), (0.0, 24.0), (0.0, 24.0)))
    return {
        "id": f"p{number}",
        "kind": "part_time" if number % 3 else "staff",
        "full_week_minutes": 2130,
        "stillingsprosent": 8000 if number % 3 else 10000,
        "competences": [{"id": "sykepleier" if random.random() < 0.4 else "helsefagarbeider"}],
        "sectors": ["health"],
        "units": None if random.random() < 0.5 else [unit],
        "known_units": [unit],
        "hourly_cost_ore": 45_000,
        "accepts": {
            "merarbeid_minutes_week": random.choice((0, 0, 240, 480)),
            "overtime": random.random() < 0.25,
            "night": random.random() < 0.5,
        },
        "rota": rota,
        "unavailable": [{"start": _at(day, busy[0]), "end": _at(day, busy[1])}]
        if random.random() < 0.5
        else [],
    }


def movers(problem: Problem, need: Need) -> dict[str, tuple[int, Stretch]]:
    """Return own shifts at units that stay at their floor without them, by person.

    Args:
        problem: the morning.
        need: the duty.
    """
    there = [
        (person, index, one)
        for person in problem.people.values()
        for index, one in enumerate(person.rota)
        if one.unit != need.unit and one.start < need.end and one.end > need.start
    ]
    alike = Counter((one.unit, one.start, one.end) for _, _, one in there)
    return {
        person.id: (index, one)
        for person, index, one in there
        if alike[one.unit, one.start, one.end] > FLOOR
        if need.requires[0] in person.competences
    }


def morning(seed: int) -> tuple[str, Combination | None, float, bool]:
    """Play one morning: covered whole, by several, with the rest left out, or not at all.

    Args:
        seed: which.

    Returns:
        What it came to, the combination, its seconds, and whether the checker allows it.
    """
    drawn = document(seed)
    problem = read_problem(json.dumps(drawn).encode())
    need = problem.needs["n1"]
    if options(problem, need)[0].lawful:
        return "whole", None, 0.0, True
    spare = movers(problem, need)
    people = [one for one in problem.people.values() if need.requires[0] in one.competences]
    candidates = [Candidate(problem, one) for one in people]
    candidates += [Candidate(problem, problem.people[who], one) for who, (_, one) in spare.items()]
    began = time.perf_counter()
    found = combinations(Ground(Wanted(need, need.start, need.end), candidates), top=1)
    seconds = time.perf_counter() - began
    if not found:
        return "nobody", None, seconds, True
    brute = Brute(drawn, "n1", spare)
    lawful = all(
        brute.judged(part.person + (MOVE if part.leaves else ""), part.start, part.end)
        == part.cost
        for part in found[0].parts
    )
    kind = "moved" if len(found[0].parts) == 1 else f"{len(found[0].parts)} people"
    return kind, found[0], seconds, lawful


def section(quick: bool) -> Block:
    """Measure what combinations add on made-up mornings.

    Args:
        quick: a few mornings only.
    """
    many = 12 if quick else MORNINGS
    played = [morning(seed) for seed in range(many)]
    kinds = Counter(kind for kind, *_ in played)
    whole = kinds["whole"]
    covered = many - kinds["nobody"]
    unlawful = sum(not lawful for *_, lawful in played)
    slowest = max(seconds for _, _, seconds, _ in played)
    reach = [
        Reach(
            "shifts covered by one person, and with combinations",
            "more",
            f"{percent(whole / many)}, then {percent(covered / many)}",
            covered > whole,
        ),
        Reach("unlawful parts, by the checker of whole plans", "0", str(unlawful), not unlawful),
    ]
    rows = [[name, str(number)] for name, number in sorted(kinds.items())]
    rows.append(["slowest search, s", f"{slowest:.2f}"])
    extra = (
        f"{many} mornings, seeds 0 to {many - 1}, of a made-up service with {PEOPLE} people at"
        f" {UNITS} units; at most three people, half hours, no rest left out."
    )
    return Block(
        TITLE,
        [reached(reach), table(["came to", "mornings"], rows), machine.told((), extra)],
    )
