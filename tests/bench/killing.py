"""A served town whose processes are killed while a leader looks for cover over HTTP."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import select

from tests.bench.processes import free_port
from tests.flow.kill import COMMAND, CUT_OFF, answers, family, started, until
from tests.vikarsentral.offer.town import LENGTH, NOW, START, Town
from vikarsentral import access, db
from vikarsentral.tables import OCCUPYING, Contact, Message, MessageState, Shift

PEOPLE = 6
SURE = 3
"""Confirmed shifts after the last kill."""
WAIT = 300


def build(needs: int) -> tuple[dict[str, str], list[str]]:
    """Build a town with people and needs in the database in force; tokens by login, and ids.

    Args:
        needs: how many, three days apart.
    """
    make: Callable[[Any], Any] = Town
    with db.begin() as session:
        made = make(session)
        people = made.people(PEOPLE)
        session.add_all(Contact(person_id=one.id, most_a_week=50) for one in people)
        made.user("manager", ("manager", made.unit.id))
        for one in people:
            made.user(f"p{one.id}", "employee", person=one)
        starts = [START + timedelta(days=3 * number) for number in range(needs)]
        ids = [made.need(starts_at=at, ends_at=at + LENGTH).id for at in starts]
        logins = ["manager", *(f"p{one.id}" for one in people)]
        tokens = {
            login: access.add_token(session, login=login, actor=access.system(), now=NOW)
            for login in logins
        }
    return tokens, [f"n{need}" for need in ids]


class Morning:
    """A leader who looks for cover of one need after the other, and people who say yes.

    Whatever is not answered is asked again, until it is.
    """

    def __init__(self, port: int, tokens: dict[str, str], needs: list[str]) -> None:
        """Begin with nothing confirmed."""
        self.port, self.tokens, self.needs = port, tokens, needs
        self.confirmed: list[tuple[str, str, str, str]] = []
        self.seen: Counter[int] = Counter()
        self.stop = threading.Event()

    def __call__(self) -> None:
        """Look for cover until there are no needs, or it is told to stop."""
        for need in self.needs:
            if self.stop.is_set():
                return
            self.cover(need)

    def cover(self, need: str) -> None:
        """Look for cover of one need, and let the first who is asked say yes."""
        told = self.ask("POST", f"/needs/{need}/search", "manager")
        while told and told["state"] == "running" and not self.stop.is_set():
            waves = [wave for wave in told["waves"] if wave["open"]]
            if not waves:
                break
            first = waves[0]["people"][0]["person"]
            said = self.ask("POST", f"/offers/{waves[0]['offer']}/accept", first)
            if said and said["state"] == "yours":
                self.confirmed.append((need, first, waves[0]["offer"], said["shift"]))
                return
            told = self.ask("GET", f"/needs/{need}/search", "manager")

    def ask(self, method: str, path: str, who: str) -> Any:
        """Return the answer of one request; None where it was refused or we are to stop."""
        while not self.stop.is_set():
            request = urllib.request.Request(
                f"http://127.0.0.1:{self.port}/api/v1{path}",
                method=method,
                headers={"Authorization": f"Bearer {self.tokens[who]}"},
            )
            try:
                with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - our own
                    self.seen[answer.status] += 1
                    return json.load(answer)
            except urllib.error.HTTPError as refused:
                self.seen[refused.code] += 1
                if refused.code != 503:
                    return None
            except CUT_OFF:
                time.sleep(0.05)
        return None


@dataclass(frozen=True, slots=True)
class Killed:
    """What came of the kills.

    Attributes:
        kills: how many processes were killed.
        under_load: kills while cover was still looked for.
        confirmed: shifts that were answered as somebody's.
        lost: confirmed shifts that are not stored as they were answered.
        doubled: needs that two people hold.
        asked_again: winners who said yes once more.
        retried: those of them who got the same answer.
        repeats: messages sent more than once.
        unsent: messages that count as sent and are not in the file.
        faults: answers of 500 and more that are not 503.
        code: how `serve` ended when it was asked to.
        seconds: in all.
    """

    kills: int
    under_load: int
    confirmed: int
    lost: int
    doubled: int
    asked_again: int
    retried: int
    repeats: int
    unsent: int
    faults: int
    code: int
    seconds: float


def play(tokens: dict[str, str], needs: list[str], sink: Path, kills: int) -> Killed:
    """Serve the town in force, and kill its processes in turn while cover is looked for.

    Args:
        tokens: by login.
        needs: ids.
        sink: the file that takes the messages.
        kills: how many.
    """
    began, under_load = time.monotonic(), 0
    port = free_port()
    morning = Morning(port, tokens, needs)
    arguments = [*COMMAND, "serve", "--port", str(port), "--workers", "1"]
    looking = threading.Thread(target=morning)
    with started(os.environ, arguments) as serving:
        until(lambda: answers(port), WAIT)
        looking.start()
        for number in range(kills):
            _grow(morning, looking, 1)
            under_load += looking.is_alive()
            _kill_one(serving, number)
        until(lambda: answers(port), WAIT)
        _grow(morning, looking, SURE)
        retried = [_is_same(morning, *one) for one in list(morning.confirmed)]
        until(_nothing_waits, WAIT)
        morning.stop.set()
        looking.join()
        serving.terminate()
        code = serving.wait(WAIT)
    spent = time.monotonic() - began
    return _counted(morning, sink, kills, under_load, retried, code, spent)


def _counted(
    morning: Morning,
    sink: Path,
    kills: int,
    under_load: int,
    retried: list[bool],
    code: int,
    spent: float,
) -> Killed:
    held = _stored()
    sent = Counter(json.loads(line)["key"] for line in sink.read_text("utf-8").splitlines())
    with db.begin() as session:
        wanted = session.scalars(select(Message.key).where(Message.state == MessageState.SENT))
        unsent = sum(key not in sent for key in wanted)
    return Killed(
        kills=kills,
        under_load=under_load,
        confirmed=len(morning.confirmed),
        lost=sum(held.get(need) != [(who, shift)] for need, who, _, shift in morning.confirmed),
        doubled=sum(len(each) > 1 for each in held.values()),
        asked_again=len(retried),
        retried=sum(retried),
        repeats=sum(sent.values()) - len(sent),
        unsent=unsent,
        faults=sum(n for status, n in morning.seen.items() if status >= 500 and status != 503),
        code=code,
        seconds=spent,
    )


def _is_same(morning: Morning, need: str, person: str, offer: str, shift: str) -> bool:
    """Say yes once more, and tell whether it is the same answer."""
    told = morning.ask("POST", f"/offers/{offer}/accept", person)
    return bool(told) and (told["state"], told["shift"], told["need"]) == ("yours", shift, need)


def _grow(morning: Morning, looking: threading.Thread, by: int) -> None:
    """Wait until more is confirmed, or no need is left."""
    before = len(morning.confirmed)
    until(lambda: len(morning.confirmed) >= before + by or not looking.is_alive(), WAIT)


def _kill_one(serving: Any, number: int) -> None:
    """Kill the page's process, the pages' first one, or the job worker, each in its turn."""
    pages, workers, jobs = until(lambda: _whole(serving), WAIT)
    with contextlib.suppress(psutil.NoSuchProcess):  # it ended by itself this moment
        (workers[0], pages, jobs)[number % 3].kill()


def _whole(serving: Any) -> Any:
    """Return the processes when all are there, else None."""
    try:
        pages, workers, jobs = family(serving)
    except (StopIteration, psutil.Error):
        return None
    return (pages, workers, jobs) if workers else None


def _nothing_waits() -> bool:
    """Tell whether every message has left or is of no use any more."""
    with db.begin() as session:
        query = select(Message.id).where(Message.state == MessageState.QUEUED).limit(1)
        return session.scalar(query) is None


def _stored() -> dict[str, list[tuple[str, str]]]:
    """Return who holds each covered need, by the needs' ids."""
    held: dict[str, list[tuple[str, str]]] = {}
    with db.begin() as session:
        query = select(Shift).where(Shift.need_id.is_not(None), Shift.status.in_(OCCUPYING))
        for row in session.scalars(query):
            held.setdefault(f"n{row.need_id}", []).append((f"p{row.person_id}", f"s{row.id}"))
    return held
