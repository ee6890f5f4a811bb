"""A small town behind the real application and a real database, and a token for each role."""

import contextlib
import os
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest
from sqlalchemy.orm import Session

from tests.bench.processes import free_port
from tests.conftest import address_of, clone, fresh_settings
from tests.vikarsentral.offer.town import NOW, START, Town
from vikarsentral import access, db
from vikarsentral.db.connect import make_engine
from web import create_app

ROLES = ("manager", "employee", "coordinator", "planner", "tillitsvalgt", "admin")
COLLEAGUES = 4
START_SECONDS = 240


class Api:
    """Calls to the API as one user, and what the town holds."""

    def __init__(self, client, tokens, ids):
        self.client = client
        self.tokens = tokens
        self.ids = ids

    def call(self, method, path, who="manager", **kwargs):
        headers = dict(kwargs.pop("headers", {}))
        if who is not None:
            headers.setdefault("Authorization", f"Bearer {self.tokens[who]}")
        return self.client.open(f"/api/v1{path}", method=method, headers=headers, **kwargs)

    def get(self, path, who="manager", **kwargs):
        return self.call("GET", path, who, **kwargs)

    def post(self, path, body=None, who="manager", **kwargs):
        sent = {} if body is None else {"json": body}
        return self.call("POST", path, who, **sent, **kwargs)


def build(session):
    """Build the town; return tokens by login, and ids by what the tests call them."""
    town = Town(session)
    other = town.add_unit("bakken")
    kari = town.person(name="Kari")
    rota = town.rota(kari, START, START.replace(hour=14, minute=0), requires=["sykepleier"])
    colleagues = [town.person() for _ in range(COLLEAGUES)]
    need = town.need()
    like = town.need()
    town.user("manager", ("manager", town.unit.id))
    town.user("other", ("manager", other.id))
    town.user("employee", "employee", person=kari)
    for role in ("coordinator", "planner", "tillitsvalgt", "admin"):
        town.user(role, role)
    for number, person in enumerate(colleagues):
        town.user(f"c{number}", "employee", person=person)
    logins = [*ROLES, "other", *(f"c{number}" for number in range(COLLEAGUES))]
    tokens = {
        login: access.add_token(session, login=login, actor=access.system(), now=NOW)
        for login in logins
    }
    ids = {
        "kari": f"p{kari.id}",
        "rota": f"s{rota.id}",
        "people": [f"p{each.id}" for each in colleagues],
        "need": f"n{need.id}",
        "like": f"n{like.id}",
    }
    return tokens, ids


@pytest.fixture(scope="session")
def built(cluster):
    """The name of a database that holds the town, its tokens and ids."""
    with clone(cluster) as name:
        engine = make_engine(address_of(cluster, name))
        with Session(engine) as session, session.begin():
            tokens, ids = build(session)
        engine.dispose()
        yield name, tokens, ids


@contextlib.contextmanager
def own_town(cluster, template):
    """A town of its own, in force for this process and its children; its URL."""
    with clone(cluster, template=template) as name, pytest.MonkeyPatch.context() as patch:
        url = cluster.place.url_of(name)
        patch.setenv("VIKARSENTRAL_DATABASE_URL", url)
        patch.setenv("VIKARSENTRAL_NOW", NOW.isoformat())
        patch.setenv("VIKARSENTRAL_NOW_STARTED", repr(time.time()))
        fresh_settings()
        yield url
        db.close()
        patch.undo()
        fresh_settings()


@pytest.fixture
def api_db(cluster, built):
    """The URL of a town that this test may change."""
    with own_town(cluster, built[0]) as url:
        yield url


@pytest.fixture(scope="session")
def api_app(cluster):
    """The application as it is served, form tokens demanded."""
    return create_app({"RATELIMIT_ENABLED": False})


@pytest.fixture
def api(api_app, api_db, built):
    """Calls to the API on this test's own town."""
    return Api(api_app.test_client(), built[1], built[2])


@pytest.fixture(scope="module")
def calm(api_app, cluster, built):
    """Calls on a town that a module's tests share, since they change nothing in it."""
    with own_town(cluster, built[0]) as url:
        shared = Api(api_app.test_client(), built[1], built[2])
        shared.url = url
        yield shared


@contextlib.contextmanager
def served(folder):
    """The address of two real server processes on the town in force."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "-w", "2"]
    command += ["--threads", "8", "-k", "gthread", "-b", f"127.0.0.1:{port}", "web:create_app()"]
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=dict(os.environ))
        try:
            _wait(f"http://127.0.0.1:{port}/api/v1/health/ready", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(120)


def _wait(address, process):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        try:
            with urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    msg = "the server never answered"
    raise AssertionError(msg)
