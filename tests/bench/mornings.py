"""Section `mornings`: a year of mornings at ten past six, asked in three ways.

The needs and who may lawfully come are read from the large municipality through the product's
own search; its own decisions are then played against people who answer as
`tests.bench.morning` draws them. Two processes share the work: cases and seeds know nothing of
each other.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime, time
from functools import partial
from itertools import chain
from statistics import median

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.bench import machine
from tests.bench.morning import Case, Outcome, Person, Way, play
from tests.bench.processes import VIKARSENTRAL, data_folder, measured
from tests.bench.report import Block, Reach, percent, reached, whole
from tests.house.readme import table
from vikarsentral import contact, db, settings
from vikarsentral.callout.people import in_order
from vikarsentral.clock import OSLO
from vikarsentral.tables import Need, NeedStatus, PersonUnit, UnitTie

TITLE = "Mornings"
TOLD_AT = time(6, 10)
FIRST, LAST = time(7, 0), time(8, 30)
MORNINGS, SEEDS, PER_DAY = 365, 10, 8
WITHIN = 1800
MOST_SHARE = 0.20
PARTS = 2
"""How many processes share the work."""


def drawn(session: Session, *, per_day: int, days: int) -> list[tuple[Need, int]]:
    """Draw early shifts of each day.

    Args:
        session: an open session on a planned municipality.
        per_day: shifts of each day.
        days: at most so many days, whole weeks.

    Returns:
        Needs and their days' numbers, from 0, in the order of days.
    """
    by_day: dict[date, list[Need]] = defaultdict(list)
    rows = select(Need).where(Need.status != NeedStatus.WITHDRAWN).order_by(Need.id)
    for need in session.scalars(rows):
        local = need.starts_at.astimezone(OSLO)
        if FIRST <= local.time() <= LAST:
            by_day[local.date()].append(need)
    draw = random.Random(1)
    found: list[tuple[Need, int]] = []
    first = min(by_day)
    for on in sorted(by_day):
        number = (on - first).days
        if number < days:
            needs = draw.sample(by_day[on], min(per_day, len(by_day[on])))
            found += [(need, number) for need in needs]
    return found


def gather(part: int, days: int) -> list[Case]:
    """Read who could lawfully come to each of one process's share of the shifts.

    Args:
        part: from 0, below `PARTS`; the municipality is the one in force.
        days: at most so many days, whole weeks.
    """
    settings.current.cache_clear()
    try:
        with db.begin() as session:
            found = drawn(session, per_day=PER_DAY, days=days)
            share = range(len(found) * part // PARTS, len(found) * (part + 1) // PARTS)
            return [_case(session, *found[place]) for place in share]
    finally:
        db.close()


def outcomes(cases: list[Case], mornings: int, way: Way, seed: int) -> list[Outcome]:
    """Let the mornings pass in one way of asking, with one seed."""
    return list(play(cases, way, mornings, seed))


def _case(session: Session, need: Need, number: int) -> Case:
    on = need.starts_at.astimezone(OSLO).date()
    told_at = datetime.combine(on, TOLD_AT, OSLO).astimezone(need.starts_at.tzinfo)
    left = in_order(session, need.id, told_at)
    ids = [one.person_id for one in left]
    wishes = contact.wishes_of(session, ids)
    known = set(
        session.scalars(
            select(PersonUnit.person_id).where(
                PersonUnit.unit_id == need.unit_id,
                PersonUnit.tie == UnitTie.KNOWN,
                PersonUnit.person_id.in_(ids),
            )
        )
    )
    people = tuple(
        Person(one.person_id, one.stage, wishes[one.person_id], one.person_id in known)
        for one in left
    )
    return Case(number, need.id, told_at, need.starts_at, need.ends_at, people)


def section(quick: bool) -> Block:
    """Make the municipality, and let the mornings pass.

    Args:
        quick: the small municipality and few mornings, to see that the bench works.
    """
    size, days = ("small", 7) if quick else ("large", 63)
    mornings, seeds = (14, 2) if quick else (MORNINGS, SEEDS)
    with data_folder() as home:
        changes = {"VIKARSENTRAL_DATA": str(home), "VIKARSENTRAL_PLAN_SECONDS": "15"}
        command = [VIKARSENTRAL, "demo", "--size", size, "--no-serve", "--json"]
        made = measured(command, WITHIN, changes)
        if made.code != 0:
            return Block(TITLE, [f"Not measured: the demo was not made, {made.why()}"])
        os.environ["VIKARSENTRAL_DATA"] = str(home)
        spawned = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(PARTS, mp_context=spawned) as processes:
            read = processes.map(gather, range(PARTS), [days] * PARTS)
            ask = partial(outcomes, list(chain.from_iterable(read)), mornings)
            found = {
                way: list(chain.from_iterable(processes.map(ask, [way] * seeds, range(seeds))))
                for way in Way
            }
    return block(found, size, mornings, seeds)


def block(found: dict[Way, list[Outcome]], size: str, mornings: int, seeds: int) -> Block:
    """Tell what came of the mornings.

    Args:
        found: by way of asking, of all seeds.
        size: the municipality's.
        mornings: how many.
        seeds: how many times, each with its own answers.
    """
    own, all_at_once = found[Way.PRODUCT], found[Way.BROADCAST]
    share = _messages(own) / max(1, _messages(all_at_once))
    figures = [
        Reach(
            "covered before the shift, the product's waves",
            f"≥ broadcast's {percent(_covered(all_at_once))}",
            percent(_covered(own)),
            _covered(own) >= _covered(all_at_once),
        ),
        Reach(
            "the same, beside the same order where the first yes wins",
            f"≥ {percent(_covered(found[Way.FIRST_COME]))}",
            percent(_covered(own)),
            _covered(own) >= _covered(found[Way.FIRST_COME]),
        ),
        Reach(
            "questions, of broadcast's",
            f"≤ {MOST_SHARE:.0%}".replace("%", " %"),
            percent(share),
            share <= MOST_SHARE,
        ),
        Reach(
            "asked while someone above could have been and was not",
            "0",
            whole(sum(out.passed_over for out in own)),
            not any(out.passed_over for out in own),
        ),
    ]
    extra = (
        f"The {size} municipality, planned; {whole(len(own))} absences: {mornings} mornings × "
        f"seeds 0 to {seeds - 1}, told at {TOLD_AT:%H:%M}, early shifts from {FIRST:%H:%M} to "
        f"{LAST:%H:%M}. People answer as the model says (shares by kind and time left, three in "
        "seven days tire, silence, delays); all its figures are estimates. The decisions are the "
        "product's own functions; who could lawfully come was read once per need by its search."
    )
    heads = ["way of asking", "covered before the shift", "covered in all", "questions"]
    heads += ["questions per absence", "median minutes to cover", "lower rank took it"]
    rows = [_row(way, outs) for way, outs in found.items()]
    return Block(TITLE, [reached(figures), table(heads, rows), machine.told((), extra)])


def _row(way: Way, outs: list[Outcome]) -> list[str]:
    minutes = [out.minutes for out in outs if out.minutes is not None]
    return [
        way.value,
        percent(_covered(outs)),
        percent(sum(out.minutes is not None for out in outs) / max(1, len(outs))),
        whole(_messages(outs)),
        f"{_messages(outs) / max(1, len(outs)):.2f}",
        f"{median(minutes):.1f}" if minutes else "–",
        percent(sum(out.lower_won for out in outs) / max(1, len(outs))),
    ]


def _covered(outs: Iterable[Outcome]) -> float:
    told = [out.is_in_time for out in outs]
    return sum(told) / max(1, len(told))


def _messages(outs: Iterable[Outcome]) -> int:
    return sum(out.messages for out in outs)


if __name__ == "__main__":
    import sys

    sys.stdout.write(json.dumps(section(quick="--quick" in sys.argv).markdown()))
