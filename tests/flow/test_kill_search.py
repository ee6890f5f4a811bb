"""Pages and jobs are killed while cover is looked for: what was answered is there, once."""

import contextlib
import itertools
import json
import os
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from datetime import timedelta

import psutil
import pytest
from sqlalchemy import select

from tests.flow.kill import COMMAND, CUT_OFF, answers, free_port, started, until
from tests.flow.test_kill_web import family
from tests.random_problems.draw import cases
from tests.vikarsentral.offer.town import LENGTH, NOW, START, Town
from vikarsentral import access, db
from vikarsentral.tables import OCCUPYING, Contact, Message, MessageState, Shift

PEOPLE, NEEDS = 6, 40
KILLS = 3
SURE = 3  # confirmed shifts after the last kill


@pytest.fixture
def town(database, monkeypatch, tmp_path):
    """Tokens by login, the needs' ids, and the file that takes the messages."""
    sink = tmp_path / "sent"
    sink.touch()
    monkeypatch.setenv("VIKARSENTRAL_MESSAGE_SINK", str(sink))
    monkeypatch.setenv("VIKARSENTRAL_NOW", NOW.isoformat())
    monkeypatch.setenv("VIKARSENTRAL_NOW_STARTED", repr(time.time()))
    with db.begin() as session:
        made = Town(session)
        people = made.people(PEOPLE)
        session.add_all(Contact(person_id=one.id, most_a_week=50) for one in people)
        made.user("manager", ("manager", made.unit.id))
        for one in people:
            made.user(f"p{one.id}", "employee", person=one)
        starts = [START + timedelta(days=3 * number) for number in range(cases(NEEDS))]
        needs = [made.need(starts_at=at, ends_at=at + LENGTH).id for at in starts]
        logins = ["manager", *(f"p{one.id}" for one in people)]
        tokens = {
            login: access.add_token(session, login=login, actor=access.system(), now=NOW)
            for login in logins
        }
    return tokens, [f"n{need}" for need in needs], sink


class Morning:
    """A leader who looks for cover of one need after the other, and people who say yes.

    Whatever is not answered is asked again, until it is.
    """

    def __init__(self, port, tokens, needs):
        self.port, self.tokens, self.needs = port, tokens, needs
        self.confirmed, self.seen = [], Counter()
        self.stop = threading.Event()

    def __call__(self):
        for need in itertools.chain(self.needs, itertools.repeat(None)):
            if need is None or self.stop.is_set():
                return
            self.cover(need)

    def cover(self, need):
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

    def ask(self, method, path, who):
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


def kill_one(serving, number):
    """Kill the page's process, the pages' first one, or the job worker, each in its turn."""
    pages, workers, jobs = until(lambda: whole(serving))
    with contextlib.suppress(psutil.NoSuchProcess):  # it ended by itself this moment
        (workers[0], pages, jobs)[number % 3].kill()


def whole(serving):
    """Return the processes when all are there, else None."""
    try:
        pages, workers, jobs = family(serving)
    except (StopIteration, psutil.Error):
        return None
    return (pages, workers, jobs) if workers else None


def test_nothing_answered_is_lost_or_doubled_and_keys_stay(town):
    tokens, needs, sink = town
    kills, port = cases(KILLS), free_port()
    morning = Morning(port, tokens, needs)
    arguments = [*COMMAND, "serve", "--port", str(port), "--workers", "1"]
    looking = threading.Thread(target=morning)
    with started(os.environ, arguments) as serving:
        until(lambda: answers(port))
        looking.start()
        for number in range(kills):
            grow(morning, looking, 1)
            kill_one(serving, number)
        until(lambda: answers(port))
        grow(morning, looking, SURE)
        for need, person, offer, shift in morning.confirmed:
            again = morning.ask("POST", f"/offers/{offer}/accept", person)
            assert (again["state"], again["shift"], again["need"]) == ("yours", shift, need)
        until(nothing_waits)
        morning.stop.set()
        looking.join()
        serving.terminate()
        assert serving.wait(240) == 0
    assert not [status for status in morning.seen if status >= 500 and status != 503]
    held = stored()
    assert held.keys() >= {need for need, *_ in morning.confirmed}
    assert all(held[need] == [(person, shift)] for need, person, _, shift in morning.confirmed)
    assert all(len(each) == 1 for each in held.values())
    sent = Counter(json.loads(line)["key"] for line in sink.read_text("utf-8").splitlines())
    assert sum(sent.values()) - len(sent) <= kills
    with db.begin() as session:
        wanted = session.scalars(select(Message.key).where(Message.state == MessageState.SENT))
        assert set(wanted) <= set(sent)


def grow(morning, looking, by):
    """Wait until more is confirmed, or no need is left."""
    before = len(morning.confirmed)
    until(lambda: len(morning.confirmed) >= before + by or not looking.is_alive())


def nothing_waits():
    """Tell whether every message has left or is of no use any more."""
    with db.begin() as session:
        query = select(Message.id).where(Message.state == MessageState.QUEUED).limit(1)
        return session.scalar(query) is None


def stored():
    """Return who holds each covered need, by the needs' ids."""
    held = {}
    with db.begin() as session:
        query = select(Shift).where(Shift.need_id.is_not(None), Shift.status.in_(OCCUPYING))
        for shift in session.scalars(query):
            held.setdefault(f"n{shift.need_id}", []).append(
                (f"p{shift.person_id}", f"s{shift.id}")
            )
    return held
