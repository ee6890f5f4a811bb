"""The journeys at 06:10 on a phone, and what goes wrong on the way.

Each story has a day of its own, so that none depends on another. The program's clock stands.
"""

import contextlib
import json
import os
import re
import secrets
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.browser.conftest import PHONE, ROOT, free_port, serving
from tests.browser.thumb import Thumb, on_a_phone
from tests.conftest import address_of, clone
from tests.flow.kill import until
from tests.web import town
from tests.web.conftest import rows
from vikarsentral.db.connect import make_engine
from vikarsentral.tables import Need, RoleGrant, RoleName, Unit, User

FIND, ASK = "Finn vikar", "Spør i avtalt rekkefølge"


def build(session):
    """The town, a deputy for the leader who is ill, and the neighbour's open needs."""
    town.build(session)
    unit = {one.code: one for one in session.query(Unit)}
    deputy = User(
        login="stedfortreder",
        name="Stedfortreder",
        password_hash=town._HASH,
        session_key=secrets.token_hex(16),
        created_at=town.NOW,
    )
    grant = RoleGrant(role=RoleName.MANAGER, unit_id=unit["solvang"].id)
    grant.valid_from, grant.valid_to = town.TODAY, town.TODAY
    deputy.roles.append(grant)
    session.add(deputy)
    for person in session.query(town.Person):
        person.phone = f"+479{person.id:07}"
    day = town.TODAY + timedelta(days=2)
    session.add(
        Need(
            unit_id=unit["fjellheim"].id,
            starts_at=town.at(day, "07:30"),
            ends_at=town.at(day, "15:00"),
            requires=["sykepleier"],
            created_by="nabo",
            created_at=town.NOW,
        )
    )


@pytest.fixture(scope="module")
def place(cluster, tmp_path_factory):
    """The address of the town's server, its database's URL, and a folder."""
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            build(session)
        engine.dispose()
        folder = tmp_path_factory.mktemp("site")
        url = cluster.place.url_of(name)
        with serving(url, folder) as address:
            yield address, url, folder


@pytest.fixture(scope="module")
def site(place):
    """The address, for the visitors."""
    return place[0]


@contextlib.contextmanager
def worker(place, **settings):
    """Run the real worker beside the server."""
    address, url, folder = place
    environment = os.environ | {
        "VIKARSENTRAL_DATABASE_URL": url,
        "VIKARSENTRAL_NOW": str(folder / "now"),
        "VIKARSENTRAL_BASE_URL": address,
        **settings,
    }
    command = [sys.executable, "-m", "vikarsentral.worker"]
    with (folder / "worker.log").open("a") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            yield
        finally:
            process.terminate()
            process.wait(240)


def shift_of(place, name, ahead):
    """Return the id of a person's own shift so many days from now."""
    query = (
        "select shift.id from shift join person on person.id = person_id"
        " where name = %s and starts_at = %s and kind = 'rota'"
    )
    return rows(place[1], query, name, town.at(town.TODAY + timedelta(days=ahead), "07:30"))[0][0]


def reports(thumb, place, name, ahead=0):
    """Tap who is away, then that cover is wanted; return the need's id."""
    thumb.visitor.open("/borte")
    thumb.at(thumb.page.locator(f'a[href="/borte/{shift_of(place, name, ahead)}"]').first)
    thumb.on(FIND)
    return int(re.search(r"/behov/(\d+)", thumb.page.url)[1])


def messages(sink, need):
    """Return what the worker has sent about a need."""
    lines = sink.read_text("utf-8").splitlines() if sink.exists() else []
    return [one for one in map(json.loads, lines) if str(one["need"]).lstrip("n") == str(need)]


def test_at_ten_past_six_and_on_the_bus(visit, browser, site, place):
    sink = place[2] / "sent"
    leader = on_a_phone(visit, "leder")
    need = reports(leader, place, "Dina Dal")
    leader.on(ASK)
    assert leader.taps == 3
    asked = rows(place[1], "select count(*) from message where need_id = %s", need)
    assert asked[0][0] >= 1
    leader.sees("Pågår")
    with worker(place, VIKARSENTRAL_MESSAGE_SINK=str(sink)):
        (first, *_) = until(lambda: messages(sink, need))
        phone = Thumb(visit(viewport=PHONE))
        phone.page.goto(first["links"][0])
        phone.taps += 1
        assert rows(place[1], "select status from need where id = %s", need) == [("open",)]
        phone.on("Ja, jeg kan")
        phone.sees("Vakten er din")
        assert phone.taps == 2
        leader.sees("kommer.")
        leader.sees("Dekket")
        asked = rows(place[1], "select distinct person_id from message where need_id = %s", need)
        until(lambda: len(last_words(place, need)) == len(asked))
        leader.stopwatch("5.1 leader")
        phone.stopwatch("5.2 pool employee")
        leader.on("kan ikke komme")
        leader.sees("Pågår")
        held = "select status from shift where need_id = %s order by id"
        assert rows(place[1], held, need) == [("absent",)]
        until(lambda: [one for one in messages(sink, need) if one["kind"] == "cannot_come"])
    assert leader.taps == 4
    leader.stopwatch("accepted and then ill, the leader")


def last_words(place, need):
    """Return who has had a last word about a need."""
    query = "select key from message where need_id = %s and key like 'offer:%%:final'"
    return rows(place[1], query, need)


def test_the_gateway_is_down_and_the_leader_phones(visit, place):
    leader = on_a_phone(visit, "leder")
    need = reports(leader, place, "Frida Foss")
    leader.on(ASK)
    dead = f"http://127.0.0.1:{free_port()}"
    broken = {"VIKARSENTRAL_SMS_PROVIDER": "sveve", "VIKARSENTRAL_SMS_URL": dead}
    tried = "select count(*) from message where need_id = %s and attempts > 0"
    with worker(place, **broken, VIKARSENTRAL_SMS_USER="x", VIKARSENTRAL_SMS_PASSWORD="x"):
        until(lambda: rows(place[1], tried, need)[0][0] > 0)
    leader.visitor.open(f"/behov/{need}")
    leader.sees("Meldingen er på vei")
    leader.on("Sett opp")
    leader.sees("kommer.")
    assert leader.taps == 4
    leader.stopwatch("gateway down, booked by phone")


def test_two_leaders_want_the_same_person(visit, place):
    here, there = on_a_phone(visit, "leder"), on_a_phone(visit, "nabo")
    reports(here, place, "Dina Dal", ahead=2)
    query = "select need.id from need join unit on unit.id = unit_id where code = 'fjellheim'"
    there.visitor.open(f"/behov/{rows(place[1], query)[0][0]}")
    wanted = there.page.locator(".vs-person").first
    name = wanted.locator(".vs-strong").first.inner_text()
    mine = here.page.locator(".vs-person").filter(has_text=name)
    here.at(mine.get_by_role("button", name="Sett opp").first)
    here.sees(f"{name} kommer.")
    there.at(wanted.get_by_role("button", name="Sett opp").first)
    assert there.page.get_by_text(f"{name} kommer.").count() == 0
    there.sees("Personen er allerede på jobb").sees("Ingenting er endret.")
    held = (
        "select count(*) from shift join person on person.id = person_id where name = %s"
        " and starts_at = %s and status = 'confirmed'"
    )
    day = town.at(town.TODAY + timedelta(days=2), "07:30")
    assert rows(place[1], held, name, day) == [(1,)]
    assert there.visitor.faults() == []
    there.stopwatch("two leaders and one person, the second")


def test_the_leader_is_the_one_who_is_ill(visit, place):
    deputy = on_a_phone(visit, "stedfortreder")
    need = reports(deputy, place, "Even Eng", ahead=2)
    deputy.on(ASK)
    assert deputy.taps == 3
    deputy.sees("Pågår")
    by = "select started_by from callout where need_id = %s"
    assert rows(place[1], by, need) == [("stedfortreder",)]
    deputy.stopwatch("the leader is ill, the deputy acts")


def test_the_net_drops_after_the_tap(visit, place):
    leader = on_a_phone(visit, "leder")
    shift = shift_of(place, "Hanne Hauge", 3)
    leader.visitor.open(f"/borte/{shift}")
    leader.in_a_bad_net(FIND)
    assert away(place, shift) == 1
    need = int(re.search(r"/behov/(\d+)", leader.page.url)[1])
    leader.in_a_bad_net(ASK)
    leader.sees("Pågår")
    assert leader.page.get_by_text("Du trenger ikke gjøre noe mer").count() == 1
    assert rows(place[1], "select count(*) from callout where need_id = %s", need) == [(1,)]
    keys = [key for (key,) in rows(place[1], ASKED, need)]
    assert keys != []
    assert len(keys) == len(set(keys))
    assert leader.taps == 6
    leader.stopwatch("the net drops after each tap, twice")


ASKED = "select person_id from message where need_id = %s"


def away(place, shift):
    """Return how many absences cover a shift."""
    query = (
        "select count(*) from absence join shift using (person_id) where shift.id = %s"
        " and absence.starts_at < shift.ends_at and absence.ends_at > shift.starts_at"
    )
    return rows(place[1], query, shift)[0][0]
