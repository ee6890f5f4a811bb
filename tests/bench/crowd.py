"""Many people behind two real server processes, who all say yes at once."""

from __future__ import annotations

import contextlib
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
import psycopg
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from tests.bench.browse import NoAnswer, wait_for
from tests.bench.processes import PYTHON, free_port, running
from tests.vikarsentral.offer.town import LENGTH, NOW, START, Town
from vikarsentral import access
from vikarsentral.db.connect import make_engine
from vikarsentral.worker.serving import _web

PROCESSES = 2
LONGEST = 120
LONGEST_START = 480
WINDOW = NOW + timedelta(minutes=15)
Answer = tuple[int, dict[str, Any], float]


@dataclass(frozen=True, slots=True)
class Spent:
    """Processor seconds of the web processes, the database's, and the client."""

    web: float
    database: float
    client: float

    def since(self, before: Spent) -> Spent:
        """Return what was spent after another moment."""
        return Spent(
            self.web - before.web, self.database - before.database, self.client - before.client
        )


def processor_seconds(first: psutil.Process) -> float:
    """Return the processor seconds of a process and its descendants, ended ones too.

    Args:
        first: the process.
    """
    total = 0.0
    for one in [first, *first.children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess):
            told = one.cpu_times()
            total += told.user + told.system + told.children_user + told.children_system
    return total


@dataclass(frozen=True, slots=True)
class Crowd:
    """A served town with many people and one need a week.

    Attributes:
        address: of the server.
        url: of the database.
        tokens: by login; a person's login is their id.
        people: ids in the agreed order.
        needs: ids, one per round.
        server: number of the web server's first process.
    """

    address: str
    url: str
    tokens: dict[str, str]
    people: list[str]
    needs: list[str]
    server: int

    def post(self, path: str, who: str, body: dict[str, Any] | None = None) -> Answer:
        """Return status, document and seconds of one POST; 0 where nobody answered.

        Args:
            path: after `/api/v1`.
            who: login.
            body: as JSON.
        """
        headers = {"Authorization": f"Bearer {self.tokens[who]}"}
        data = None
        if body is not None:
            headers["Content-Type"], data = "application/json", json.dumps(body).encode()
        wanted = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.address}/api/v1{path}", method="POST", data=data, headers=headers
        )
        began = time.perf_counter()
        try:
            with urllib.request.urlopen(wanted, timeout=LONGEST) as told:  # noqa: S310 - the same
                return told.status, json.load(told), time.perf_counter() - began
        except urllib.error.HTTPError as refusal:
            return refusal.code, json.load(refusal), time.perf_counter() - began
        except OSError as gone:
            return 0, {"code": str(gone)}, time.perf_counter() - began

    def offered(self, need: str, mode: str) -> str:
        """Ask everybody about a need; return the offer's id.

        Args:
            need: the need.
            mode: `exclusive` or `open`.

        Raises:
            NoAnswer: it was refused.
        """
        body = {"people": self.people, "window_ends": WINDOW.isoformat(), "mode": mode}
        if mode == "open":
            body["case"] = "mass_absence"
        status, made, _ = self.post(f"/needs/{need}/offers", "manager", body)
        if status != 201:
            raise NoAnswer(f"the offer was refused: {status} {made}")
        return str(made["id"])

    def all_say_yes(self, offer: str) -> list[Answer]:
        """Let everybody say yes at the same moment; return their answers in order.

        Args:
            offer: the offer.
        """
        barrier = threading.Barrier(len(self.people))

        def yes(person: str) -> Answer:
            barrier.wait()
            return self.post(f"/offers/{offer}/accept", person)

        with ThreadPoolExecutor(len(self.people)) as pool:
            return list(pool.map(yes, self.people))

    def spent(self) -> Spent:
        """Return the processor seconds of web, database and this client so far."""
        with psycopg.connect(self.url) as connection:
            own = connection.info.backend_pid
            database = psutil.Process(own).parent()
        held = database or psutil.Process(own)
        return Spent(
            processor_seconds(psutil.Process(self.server)),
            processor_seconds(held),
            time.process_time(),
        )

    def rows(self, query: str, number: int) -> list[Any]:
        """Read rows about one need or offer past the application."""
        with psycopg.connect(self.url) as connection:
            return connection.execute(query.encode(), (number,)).fetchall()


@dataclass(frozen=True, slots=True)
class Round:
    """What came of one round.

    Attributes:
        faults: sentences on what is not as promised; empty when all is well.
        slowest: seconds of the slowest answer.
        last: seconds from the first yes to the last answer.
        spent: processor seconds of the answering.
    """

    faults: tuple[str, ...]
    slowest: float
    last: float
    spent: Spent


HOLDERS = "select person_id from shift where need_id = %s and status = 'confirmed'"
WORDS = "select person_id, kind from message where offer_id = %s and kind <> 'offer_asked'"


def judged(crowd: Crowd, need: str, mode: str) -> Round:
    """Ask everybody, let all say yes at once, and judge what came of it.

    Args:
        crowd: the people and their server.
        need: the need.
        mode: `exclusive` or `open`.
    """
    offer = crowd.offered(need, mode)
    before, began = crowd.spent(), time.perf_counter()
    answers = crowd.all_say_yes(offer)
    last, spent = time.perf_counter() - began, crowd.spent().since(before)
    winners = [f"p{row[0]}" for row in crowd.rows(HOLDERS, int(need[1:]))]
    words = crowd.rows(WORDS, int(offer[1:]))
    faults = [*_who(crowd, answers, winners, mode), *_told(crowd, words, winners)]
    return Round(tuple(faults), max(one[2] for one in answers), last, spent)


def _who(crowd: Crowd, answers: Sequence[Answer], winners: list[str], mode: str) -> Iterator[str]:
    if len(winners) != 1:
        yield f"{len(winners)} winners"
    for status, told, _ in answers:
        if status >= 500 or status == 0:
            yield f"status {status}: {told.get('code')}"
    yours = [told["person"] for _, told, _ in answers if told.get("state") == "yours"]
    late = sum(status == 409 and told["code"] == "offer_taken" for status, told, _ in answers)
    noted = sum(told.get("state") == "noted" for _, told, _ in answers)
    if yours != winners:
        yield f"{yours} were told it is theirs, {winners} have it"
    if mode == "open" and late != len(answers) - 1:
        yield f"{late} were told it is taken"
    if mode == "exclusive" and winners != crowd.people[:1]:
        yield f"{winners} won, not the highest-ranked"
    if mode == "exclusive" and late + noted != len(answers) - 1:
        yield f"{noted} were noted and {late} told it is taken"


def _told(crowd: Crowd, words: Sequence[Any], winners: list[str]) -> Iterator[str]:
    told = [f"p{person}" for person, _ in words]
    if sorted(told) != sorted(crowd.people):
        yield f"{len(told)} last words to {len(set(told))} of {len(crowd.people)} people"
    if [f"p{person}" for person, kind in words if kind == "offer_yours"] != winners:
        yield "the winner's word went to somebody else"


def build(
    session: Session, people: int, rounds: int
) -> tuple[dict[str, str], list[str], list[str]]:
    """Build the town; return tokens by login, people, and one need a week.

    Args:
        session: an open session on an empty database; the caller commits.
        people: how many.
        rounds: how many needs.
    """
    make: Callable[[Session], Any] = Town
    town = make(session)
    crowd = [town.person() for _ in range(people)]
    ids = [f"p{person.id}" for person in crowd]
    town.user("manager", ("manager", town.unit.id))
    for person in crowd:
        town.user(f"p{person.id}", "employee", person=person)
    tokens = {
        login: access.add_token(session, login=login, actor=access.system(), now=NOW)
        for login in ["manager", *ids]
    }
    weeks = [START + timedelta(weeks=week) for week in range(rounds)]
    needs = [town.need(starts_at=at, ends_at=at + LENGTH) for at in weeks]
    return tokens, ids, [f"n{need.id}" for need in needs]


@contextmanager
def gathered(url: str, home: Path, people: int, rounds: int) -> Iterator[Crowd]:
    """Build the town in an empty, migrated database, and serve it with two processes.

    Args:
        url: of the database.
        home: a folder for the data and what the server says.
        people: how many.
        rounds: how many needs.
    """
    engine = make_engine(make_url(url).set(drivername="postgresql+psycopg"))
    with Session(engine) as session, session.begin():
        held = build(session, people, rounds)
    engine.dispose()
    port = free_port()
    command = [PYTHON, "-m", *_web("127.0.0.1", port, PROCESSES)]
    changes = {
        "VIKARSENTRAL_DATA": str(home),
        "VIKARSENTRAL_DATABASE_URL": url,
        "VIKARSENTRAL_TEST_MODE": "1",
        "VIKARSENTRAL_NOW": NOW.isoformat(),
    }
    address = f"http://127.0.0.1:{port}"
    with running(command, changes, home / "web.log") as server:
        ready = f"{address}/api/v1/health/ready"
        wait_for(lambda: _look(ready), LONGEST_START, lambda: server.poll() is None)
        yield Crowd(address, url, *held, server.pid)


def _look(address: str) -> None:
    try:
        with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
            return
    except OSError as gone:
        raise NoAnswer(address) from gone
