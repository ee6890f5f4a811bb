"""Section `replan`: new needs the day after, from yesterday's plan and prices.

A problem is planned from nothing; then needs are added, copies of others on other days, and it
is planned again in a short time from the stored plan and certificate, and once from nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from tests.bench import data, machine
from tests.bench.generate import OSLO, generate
from tests.bench.made import SEED, WORKERS, Made, made
from tests.bench.report import Block, Reach, percent, reached, seconds, whole
from tests.house.readme import table
from vikarsentral.plan.before import Before
from vikarsentral.problemfile import problem_bytes

TITLE = "Planning again"
NAME, QUICK = "large-1", "small-1"
FIRST_SECONDS, AGAIN_SECONDS, QUICK_SECONDS = 60.0, 10.0, 2.0
SHARE = 0.05
HEADS = [
    *("plan", "needs", "limit, s", "search s", "value (øre)", "bound (øre)"),
    *("gap above floor", "plain gap", "needs moved"),
]


def section(quick: bool) -> Block:
    """Plan, add needs, plan again.

    Args:
        quick: one small problem, to see that the bench works.
    """
    name = QUICK if quick else NAME
    file = data.folder() / "problems" / f"{name}.json"
    if gone := data.missing([file]):
        return Block(TITLE, [gone])
    first = QUICK_SECONDS if quick else FIRST_SECONDS
    again = QUICK_SECONDS if quick else AGAIN_SECONDS
    document = json.loads(file.read_bytes())
    made(problem_bytes(generate("small", 0)), QUICK_SECONDS)  # nothing compiles in a figure
    yesterday = made(problem_bytes(document), first)
    today = problem_bytes(more(document))
    before = Before(0, document, yesterday.plan, yesterday.certificate)
    warm, cold = made(today, again, before), made(today, again)
    is_met = warm.above <= yesterday.above and warm.seconds <= again + 1.0
    figure = f"{percent(warm.above)} against {percent(yesterday.above)} yesterday, "
    what = f"{name}: {100 * SHARE:.0f} % new needs, gap above the floor in {again:.0f} s"
    reach = Reach(what, "yesterday's gap", figure + f"{seconds(warm.seconds)} s", is_met)
    rows = [
        _row(f"{name}, from nothing", yesterday, yesterday),
        _row("new needs, from yesterday's plan and prices", warm, yesterday),
        _row("new needs, from nothing", cold, yesterday),
    ]
    told = machine.told(("numpy", "numba", "scipy"), _how())
    return Block(TITLE, [reached([reach]), table(HEADS, rows), told])


def more(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a problem with more needs.

    Args:
        document: a problem file.

    Returns:
        The same with a twentieth more needs: copies of others, some days off, in the period.
    """
    draw = random.Random(SEED)
    needs = list(document["needs"])
    ends = datetime.fromisoformat(document["period"]["end"])
    for number, row in enumerate(draw.sample(needs, max(1, int(SHARE * len(needs))))):
        days = draw.choice((7, 14, 21)) * (
            1 if datetime.fromisoformat(row["start"]) + timedelta(days=21) < ends else -1
        )
        moved = {key: _moved(row[key], days) for key in ("start", "end")}
        starts = datetime.fromisoformat(moved["start"])
        if datetime.fromisoformat(document["period"]["start"]) <= starts < ends:
            needs.append({**row, **moved, "id": f"new{number:04}", "pinned": None})
    return {**document, "needs": needs}


def _moved(at: str, days: int) -> str:
    """Return the same local time of day some days off."""
    local = datetime.fromisoformat(at).astimezone(OSLO).replace(tzinfo=None)
    return (local + timedelta(days=days)).replace(tzinfo=OSLO).isoformat()


def _row(name: str, one: Made, yesterday: Made) -> list[str]:
    held = {row["need"]: row["person"] for row in yesterday.plan["assignments"]}
    now = {row["need"]: row["person"] for row in one.plan["assignments"]}
    moved = sum(now.get(need) != person for need, person in held.items())
    return [
        *(name, whole(one.needs), f"{one.limit:.0f}", seconds(one.seconds)),
        *(whole(one.plan["objective"]), whole(one.plan["bound"])),
        *(percent(one.above), percent(one.plan["gap"])),
        "" if one is yesterday else f"{moved} of {len(held)}",
    ]


def _how() -> str:
    return (
        f"{WORKERS} threads, seed {SEED}, one process. New needs are copies of drawn ones, one to "
        "three weeks off. Plans are checked and certificates worked out again outside the time. "
        "Needs moved: of those somebody had yesterday, how many are not with that person."
    )
