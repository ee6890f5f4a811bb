"""The pages are killed while a client reports needs: what was confirmed is there, once."""

import itertools
import json
import os
import threading
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

import psutil
import pytest
from sqlalchemy import select

from tests.bench.processes import free_port
from tests.flow.kill import COMMAND, CUT_OFF, answers, ended, family, started, until
from vikarsentral import access, db
from vikarsentral.access import RoleName
from vikarsentral.tables import Area, Event, Need, Sector, Unit


@pytest.fixture
def token(database):
    now = datetime.now(UTC)
    system = access.system()
    with db.begin() as session:
        session.add(Sector(code="health", name_nb="Helse", name_nn="Helse", name_en="Health"))
        session.add(Area(code="nord", name="Nord"))
        session.flush()
        session.add(Unit(code="solvang", name="Solvang", sector_code="health", area_code="nord"))
        access.add_user(
            session,
            login="leder",
            name="Leder",
            password="et-langt-passord-1",
            actor=system,
            now=now,
        )
        access.grant_role(
            session,
            login="leder",
            role=RoleName.MANAGER,
            unit_code="solvang",
            actor=system,
            now=now,
        )
        return access.add_token(session, login="leder", actor=system, now=now)


class Client:
    """Asks for one extra need after the other, each until it is confirmed."""

    def __init__(self, port, token):
        self.port, self.token = port, token
        self.confirmed = []
        # Settled once: a key sent again must carry the very same wish, also over a full hour.
        self.first = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(
            days=3
        )
        self.stop = threading.Event()

    def __call__(self):
        for number in itertools.count():
            made = None
            while made is None:
                if self.stop.is_set():
                    return
                made = self.ask(number)
            self.confirmed.append(made)

    def ask(self, number):
        wanted = {
            "unit": "solvang",
            "start": (self.first + timedelta(hours=number)).isoformat(),
            "end": (self.first + timedelta(hours=number + 7)).isoformat(),
            "unpaid_break": 0,
            "requires": [],
            "priority": 1,
        }
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/v1/needs",
            data=json.dumps({"extra": wanted}).encode(),
            headers={
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "Idempotency-Key": f"key-{number}",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - our own
                assert answer.status == 201
                return json.load(answer)["needs"][0]["id"]
        except urllib.error.HTTPError as refused:
            raise AssertionError(f"{refused.code}: {refused.read()}") from refused
        except CUT_OFF:
            time.sleep(0.05)
            return None


def test_nothing_confirmed_is_lost_or_doubled_when_the_pages_are_killed(token):
    port = free_port()
    client = Client(port, token)
    arguments = [*COMMAND, "serve", "--port", str(port), "--workers", "1"]
    asking = threading.Thread(target=client)
    with started(os.environ, arguments) as serving:
        until(lambda: answers(port))
        asking.start()

        def grow(by):
            before = len(client.confirmed)
            until(lambda: len(client.confirmed) >= before + by or not asking.is_alive())

        grow(5)
        family(serving)[1][0].kill()
        grow(5)
        pages, _, jobs = family(serving)
        pages.kill()
        jobs.kill()
        until(lambda: len(psutil.Process(serving.pid).children()) == 2)
        grow(5)
        left = psutil.Process(serving.pid).children(recursive=True)
        serving.kill()
        serving.wait()
        until(lambda: all(ended(child) for child in left))
        until(lambda: not answers(port))
    with started(os.environ, arguments) as serving:
        grow(5)
        client.stop.set()
        asking.join()
        serving.terminate()
        assert serving.wait(240) == 0
    assert not answers(port)
    with db.begin() as session:
        stored = [f"n{number}" for number in session.scalars(select(Need.id))]
        recorded = session.scalars(
            select(Event.subject_id).where(Event.subject_kind == "need")
        ).all()
    assert len(client.confirmed) >= 20
    assert len(set(client.confirmed)) == len(client.confirmed)
    assert set(client.confirmed) <= set(stored)
    # One more may have been made whose answer was not waited for; none was made twice.
    assert len(stored) <= len(client.confirmed) + 1
    assert {f"n{number}" for number in recorded} == set(stored)
