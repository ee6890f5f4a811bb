"""One need's receipts by a program that has nothing in memory: from the copy in the database."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any, NamedTuple

import psutil
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from tests.bench.database import in_force
from tests.bench.processes import data_folder
from vikarsentral import clock, db
from vikarsentral.commitments import person_id, window_around, window_of
from vikarsentral.demo.seed import seed
from vikarsentral.demo.sizes import SIZES
from vikarsentral.explain import memory
from vikarsentral.explain.live import case_of, copied
from vikarsentral.explain.receipts import Decision, Receipts
from vikarsentral.explain.screen import everyone
from vikarsentral.plan.problem import first_monday
from vikarsentral.tables import Need, Person, RosterCopy, Wish
from vikarsentral.worker.webstart import post_worker_init

POOL, HOURLY = 600, 256
"""With these the large demo has 3 000 people, of whom everyone is asked to say yes to more."""

ROUNDS, CHANGED = 120, 5


class Spent(NamedTuple):
    """Milliseconds of one asking: on the clock, of this process, and of the database's."""

    clock: float
    own: float
    database: float


class _Unheard:
    """Stands where gunicorn would hear that the process lives."""

    def notify(self) -> None:
        """Tell nobody."""


def measured(size: str = "large", rounds: int = ROUNDS) -> dict[str, Any]:
    """Make a municipality, and ask again and again with nothing in memory.

    Args:
        size: of the demo it is made from.
        rounds: how many askings of each kind.
    """
    with data_folder() as home, in_force(home, "cold", {}):
        db.transaction(lambda session: _seed(session, size))
        needs = db.transaction(_needs)
        post_worker_init(_Unheard())  # as each process of the pages begins
        choice = Random(1)
        began = time.process_time()
        people = _ask(needs[0])[1]
        read = time.process_time() - began
        db.transaction(lambda session: _copy(session, needs[0]))
        made = [_ask(choice.choice(needs))[0] for _ in range(rounds + 1)][1:]
        db.transaction(lambda session: _change(session, choice, people))
        few = [_ask(choice.choice(needs))[0] for _ in range(rounds)]
        held = db.transaction(lambda session: session.scalar(_SIZE))
        alike = sum(_is_as_read_anew(one) for one in choice.sample(needs, 2))
        db.close()
    return {
        "people": len(people),
        "read_ms": 1000 * read,
        "alike": alike,
        "few": CHANGED,
        "bytes": held,
        "unchanged": _told(made),
        "changed": _told(few),
    }


_SIZE = select(func.max(func.length(RosterCopy.packed)))


def _seed(session: Session, size: str) -> None:
    """Make the demo with more people, all within reach."""
    if size == "large":
        SIZES["bench"] = replace(SIZES[size], name="bench", pool=POOL, hourly=HOURLY)
    seed(session, "bench" if size == "large" else size, now=clock.now())
    session.execute(update(Person).values(accepts_merarbeid_minutes_week=450))


def _needs(session: Session) -> list[int]:
    """Return the needs of one week."""
    week = window_of(first_monday(clock.now()), 1)
    query = select(Need.id).where(Need.starts_at >= week.starts_at)
    return list(session.scalars(query.where(Need.starts_at < week.ends_at).order_by(Need.id)))


def _ask(need: int) -> tuple[Spent, list[str]]:
    """Ask about a need with nothing in memory; return what it cost, and who was considered."""
    memory.forget()
    with db.begin() as session:
        server = psutil.Process(session.scalar(text("select pg_backend_pid()")))
        spent, own, began = server.cpu_times(), time.process_time(), time.perf_counter()
        case = case_of(session, need)
        receipts = Receipts(case, everyone(case), Decision())
        receipts.page(0, 10)
        clocked = 1000 * (time.perf_counter() - began)
        own, after = time.process_time() - own, server.cpu_times()
    database = after.user + after.system - spent.user - spent.system
    return Spent(clocked, 1000 * own, 1000 * database), list(case.problem.people)


def _copy(session: Session, need: int) -> None:
    """Put a copy, as the worker does when it is asked to."""
    if not copied(session, window_around(session.get_one(Need, need).starts_at)):
        raise NoCopy


class NoCopy(Exception):
    """Tell that what is to be measured is not there."""


def _is_as_read_anew(need: int) -> bool:
    """Tell whether the copy gives the same answers as facts that are read and packed anew."""
    with db.begin() as session:
        found = list(everyone(case_of(session, need)))
        session.query(RosterCopy).delete()
        memory.forget()
        return found == list(everyone(case_of(session, need)))


def _change(session: Session, choice: Random, people: list[str]) -> None:
    """Give a few people a wish, after the copy was put."""
    starts_at = window_of(first_monday(clock.now()), 1).starts_at
    for who in choice.sample(people, CHANGED):
        ends_at = starts_at + timedelta(hours=8)
        session.add(Wish(person_id=person_id(who), starts_at=starts_at, ends_at=ends_at, ore=500))


def _told(some: list[Spent]) -> dict[str, float]:
    """Return the middle, the slowest of a hundred, and the mean of each time."""
    found = {}
    for name in Spent._fields:
        times = sorted(getattr(one, name) for one in some)
        found[f"{name}_p50"] = times[len(times) // 2]
        found[f"{name}_p99"] = times[max(0, round(len(times) * 0.99) - 1)]
        found[f"{name}_mean"] = sum(times) / len(times)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(*sys.argv[1:2])))
