"""Section `receipts`: everyone's receipt for one need, 3 000 people: in memory, cold, by HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import datetime, timedelta
from random import Random
from typing import Any

from tests.bench import machine
from tests.bench.report import Block, Reach, reached
from tests.house.readme import table
from vikarsentral.clock import OSLO
from vikarsentral.explain.case import Case
from vikarsentral.explain.receipts import Decision, Receipts
from vikarsentral.explain.screen import everyone
from vikarsentral.problemfile import read_problem
from vikarsentral.rules.facts import Problem

TITLE = "Receipts"
PEOPLE, NEEDS, ASKED, WARMING = 3000, 200, 200, 20
MONDAY = datetime(2027, 3, 1, tzinfo=OSLO)
MOST_MS, MOST_OPTIONS_MS, MOST_COLD_MS, MOST_HTTP_MS = 10.0, 1.0, 100.0, 10.0
SECTORS = ("health", "kindergarten", "school", "cleaning")
ROLES = ("sykepleier", "helsefagarbeider", "laerer", "barnehagelaerer", "renholder")
SHIFTS = ((7.5, 15.0), (14.5, 22.0), (21.75, 31.75))


def document(people: int = PEOPLE, needs: int = NEEDS) -> dict[str, Any]:
    """Return a made-up city: rota of seven weeks for everyone, and some needs.

    Args:
        people: how many.
        needs: how many.
    """
    random = Random(1)
    units = [
        {"id": f"u{i}", "sector": SECTORS[i % len(SECTORS)], "area": f"a{i % 6}"}
        for i in range(80)
    ]
    return {
        "format": "vikarsentral/problem/1",
        "timezone": "Europe/Oslo",
        "period": {"start": MONDAY.isoformat(), "end": _after(28).isoformat()},
        "units": units,
        "people": [_person(random, f"p{i}", units) for i in range(people)],
        "needs": [
            {
                "id": f"n{i}",
                "unit": random.choice(units)["id"],
                **_shift(random, random.randrange(28)),
                "requires": [random.choice(ROLES)],
                "priority": 1,
            }
            for i in range(needs)
        ],
    }


def _after(days: int, hours: float = 0.0) -> datetime:
    on = (MONDAY + timedelta(days=days)).replace(tzinfo=None) + timedelta(hours=hours)
    return on.replace(tzinfo=OSLO)


def _shift(random: Random, day: int) -> dict[str, str]:
    start, end = random.choice(SHIFTS)
    return {"start": _after(day, start).isoformat(), "end": _after(day, end).isoformat()}


def _person(random: Random, name: str, units: list[dict[str, str]]) -> dict[str, Any]:
    unit = random.choice(units)
    days = [day for day in range(-14, 35) if (day + len(name)) % 7 < 4 and random.random() < 0.9]
    return {
        "id": name,
        "kind": random.choice(("pool", "part_time", "staff", "hourly")),
        "full_week_minutes": 2130,
        "stillingsprosent": random.choice((5000, 8000, 10000)),
        "competences": [{"id": one} for one in random.sample(ROLES, 2)],
        "sectors": [unit["sector"]],
        "known_units": [unit["id"]],
        "hourly_cost_ore": 45000,
        "accepts": {
            "merarbeid_minutes_week": random.choice((0, 450, 900)),
            "overtime": random.random() < 0.5,
            "night": random.random() < 0.7,
        },
        "rota": [{**_shift(random, day), "unit": unit["id"]} for day in days],
    }


def measured(people: int = PEOPLE, needs: int = NEEDS, asked: int = ASKED) -> dict[str, float]:
    """Return milliseconds per need: everyone's verdict, rules and price, and one page of words.

    Verdicts are measured twice: one need after another, and between pages of words.

    Args:
        people: how many.
        needs: how many needs there are to choose from.
        asked: how many times a need is asked about.
    """
    problem = read_problem(document(people, needs))
    choice = Random(2)
    every = list(problem.needs.values())
    began = time.perf_counter()
    everyone(Case(problem, every[0]))
    packed = time.perf_counter() - began
    for _ in range(WARMING):
        everyone(Case(problem, choice.choice(every)))
    alone = sorted(_core(Case(problem, choice.choice(every))) for _ in range(asked))
    times = sorted(_times(problem, Case(problem, choice.choice(every))) for _ in range(asked))
    verdicts, words, work = [one for one, _, _ in times], *_sorted(times)
    last = max(0, round(asked * 0.99) - 1)
    return {
        "people": len(problem.people),
        "packed_ms": 1000 * packed,
        "core_p50_ms": alone[asked // 2],
        "core_p99_ms": alone[last],
        "p50_ms": verdicts[asked // 2],
        "p99_ms": verdicts[last],
        "cpu_p50_ms": work[asked // 2],
        "cpu_p99_ms": work[last],
        "page_p99_ms": words[last],
    }


def _sorted(times: list[tuple[float, float, float]]) -> tuple[list[float], list[float]]:
    """Return the times of a page of words and the processor's time, each sorted."""
    return sorted(one for _, one, _ in times), sorted(one for _, _, one in times)


def _core(case: Case) -> float:
    began = time.perf_counter()
    everyone(case)
    return 1000 * (time.perf_counter() - began)


def _times(problem: Problem, case: Case) -> tuple[float, float, float]:
    worked, began = time.thread_time(), time.perf_counter()
    found = everyone(case)
    middle, work = time.perf_counter(), time.thread_time() - worked
    receipts = Receipts(case, found, Decision())
    assert len(receipts) == len(problem.people)
    receipts.page(0, 10)
    return 1000 * (middle - began), 1000 * (time.perf_counter() - middle), 1000 * work


def section() -> Block:
    """Measure each in a process of its own."""
    told, cold = _run("tests.bench.receipts"), _run("tests.bench.cold")
    http = _run("tests.bench.options")
    rows = [
        [
            "verdict, rules and price of everyone, one need after another, p50",
            _two(told, "core_p50"),
        ],
        ["the same, p99", _two(told, "core_p99")],
        [
            "verdict, rules and price of everyone, between pages of words, p50",
            f"{told['p50_ms']:.1f}",
        ],
        ["the same, p99", f"{told['p99_ms']:.1f}"],
        ["processor time of that, p50", f"{told['cpu_p50_ms']:.1f}"],
        ["processor time of that, p99", f"{told['cpu_p99_ms']:.1f}"],
        ["words and sums of the ten first, p99", f"{told['page_p99_ms']:.1f}"],
        ["packing everyone's work, once", f"{told['packed_ms']:.0f}"],
        *_cold_rows(cold),
        *_http_rows(http),
    ]
    extra = (
        f"{ASKED} needs; a made-up city with seven weeks of rota; facts in memory. Nothing in "
        "memory: the large demo with more people, all within reach, and what the process keeps "
        "dropped before each need; it reads the copy of the packed facts that the database keeps "
        f"({cold['bytes'] / 1e6:.1f} MB, read whole; of it everyone's work is made into numbers "
        "and measured, and people are made for the ten who are told in words), what has changed "
        "since, and the need. Loops are loaded and the program itself is left out of collections "
        f"first, as each process of the pages does. The worker puts the copy; reading everyone "
        f"anew takes {cold['read_ms'] / 1000:.1f} s of processor time and gives the same answers "
        f"in {cold['alike']} of 2 needs compared. Over HTTP: the same municipality, gunicorn with "
        "the product's own settings and its own time per request, one request at a time; each "
        f"answer holds everyone's receipt in three languages, {http['bytes'] / 1e6:.1f} MB, "
        f"packed with gzip {http['packed'] / 1e6:.2f} MB; asked about before, it is packed "
        "already. Each receipt is written once, and again when its person or the need has changed."
    )
    packages = ("numpy", "numba", "psycopg", "flask", "gunicorn")
    figures = reached([*_figures(told, cold), *_http_figures(http)])
    return Block(TITLE, [figures, table(["what", "ms"], rows), machine.told(packages, extra)])


def _figures(told: dict[str, Any], cold: dict[str, Any]) -> list[Reach]:
    begun, changed = cold["unchanged"]["clock_p99"], cold["changed"]["clock_p99"]
    return [
        Reach(
            f"everyone's verdict, rules and price for one need, {told['people']} people, p99",
            f"≤ {MOST_MS:.0f} ms",
            f"{told['p99_ms']:.1f} ms",
            told["p99_ms"] <= MOST_MS,
        ),
        Reach(
            f"`options`, core: the same, {told['people']} people, one need after another, p99",
            f"≤ {MOST_OPTIONS_MS:.0f} ms",
            f"{_two(told, 'core_p99')} ms",
            told["core_p99_ms"] <= MOST_OPTIONS_MS,
        ),
        Reach(
            f"the same and ten in words, nothing in memory, {cold['people']} people, p99",
            f"≤ {MOST_COLD_MS:.0f} ms",
            f"{begun:.0f} ms",
            begun <= MOST_COLD_MS,
        ),
        Reach(
            f"the same, {cold['few']} people changed since the copy, p99",
            f"≤ {MOST_COLD_MS:.0f} ms",
            f"{changed:.0f} ms",
            changed <= MOST_COLD_MS,
        ),
    ]


def _http_figures(http: dict[str, Any]) -> list[Reach]:
    found = []
    for kind, what in (
        ("again", "every reason in words, asked about before"),
        ("anew", "the same, each need asked about for the first time"),
    ):
        slowest = _at(http[kind], 99)
        found.append(
            Reach(
                f"`options` over HTTP, {http['people']} people, {what}, p99",
                f"≤ {MOST_HTTP_MS:.0f} ms",
                f"{slowest:.0f} ms",
                slowest <= MOST_HTTP_MS,
            )
        )
    return found


def _http_rows(http: dict[str, Any]) -> list[list[str]]:
    """Tell the server's times of `options` over HTTP."""
    rows = []
    for kind, what in (
        ("again", "`options` over HTTP, asked about before"),
        ("plain", "the same, for programs that take nothing packed"),
        ("held", "the same, the asker holds the answer already (304)"),
        ("changed", "the same, one person changed since"),
        ("anew", "the same, asked about for the first time"),
    ):
        times = http[kind]
        rows.append([f"{what}, {len(times)} requests, p50", f"{_at(times, 50):.1f}"])
        rows.append(["the same, p99", f"{_at(times, 99):.1f}"])
    return rows


def _two(told: dict[str, Any], what: str) -> str:
    return f"{told[f'{what}_ms']:.2f}"


def _at(times: list[float], percent: int) -> float:
    """Return a percentile of times in order of size."""
    return times[max(0, round(len(times) * percent / 100) - 1)]


def _run(module: str) -> dict[str, Any]:
    command = [sys.executable, "-m", module]
    found = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    told: dict[str, Any] = json.loads(found)
    return told


def _cold_rows(cold: dict[str, Any]) -> list[list[str]]:
    """Tell the times of a program with nothing in memory, on the clock and of processors."""
    rows = []
    for what, told in (
        ("nothing in memory", cold["unchanged"]),
        (f"the same, {cold['few']} people changed since the copy", cold["changed"]),
    ):
        rows += [
            [f"{what}, p50", f"{told['clock_p50']:.0f}"],
            [f"{what}, p99", f"{told['clock_p99']:.0f}"],
            ["processor time of that, p99", f"{told['own_p99']:.0f}"],
            ["processor time of the database for it, mean", f"{told['database_mean']:.0f}"],
        ]
    return rows


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured()))
