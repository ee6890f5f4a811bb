"""One embedded server for the whole run, one migrated template, a clone for who asks.

`session` is for most tests: a transaction that is rolled back. `database` is for tests that
commit, fork or start programs: a database of their own, set as this process's own.
"""

import contextlib
import os
import shutil
import tempfile
import uuid
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url
from sqlalchemy.orm import Session

from vikarsentral import db, settings
from vikarsentral.db.connect import make_engine
from vikarsentral.db.server import Server

HOME = "VIKARSENTRAL_TEST_HOME"
PREFIX = "vikarsentral-tests-"
KEPT = {
    HOME,
    "VIKARSENTRAL_TEST_CASES",
    "VIKARSENTRAL_TEST_CHROMIUM",
    "VIKARSENTRAL_TEST_SEED",
}
TEMPLATE = "template_vikarsentral"
UNSAFE_BUT_FAST = {"fsync": "off", "full_page_writes": "off", "max_connections": "60"}


def pytest_configure(config):
    """Choose the run's home before workers start, so that all of them share it."""
    if HOME not in os.environ:
        _clear_after_killed_runs()
        home = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
        Path(home).chmod(0o755)  # the server's user walks through it when we are root
        os.environ[HOME] = home
        config.add_cleanup(lambda: _end(Path(home)))
    for name in set(os.environ) - KEPT:
        if name.startswith(settings.PREFIX):
            del os.environ[name]
    os.environ["VIKARSENTRAL_DATA"] = os.environ[HOME]
    os.environ["VIKARSENTRAL_TEST_MODE"] = "1"


def _end(home):
    with contextlib.suppress(Exception):
        Server(home).stop()
    shutil.rmtree(home, ignore_errors=True)
    os.environ.pop(HOME, None)


def _clear_after_killed_runs():
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        pid = home.name.removeprefix(PREFIX).split("-")[0]
        with contextlib.suppress(FileNotFoundError):  # another run that starts now clears it too
            if home.owner() == Path.home().owner() and not Path(f"/proc/{pid}").exists():
                _end(home)


@pytest.fixture(scope="session")
def cluster():
    """The run's embedded server, with the template migrated once."""
    server = Server(Path(os.environ[HOME]), UNSAFE_BUT_FAST)
    server.ensure()
    _make_template(server)
    yield server
    server.release()


def _make_template(server):
    with psycopg.connect(server.place.url, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(1)")
        known = connection.execute(
            "select 1 from pg_database where datname = %s and datistemplate", [TEMPLATE]
        ).fetchone()
        if known:
            return
        connection.execute(f"drop database if exists {TEMPLATE}")
        connection.execute(f"create database {TEMPLATE} template template0")
        engine = make_engine(address_of(server, TEMPLATE))
        db.upgrade(on=engine)
        engine.dispose()
        connection.execute(f"alter database {TEMPLATE} is_template true")


def address_of(server, name):
    """Return the SQLAlchemy address of one database of a server."""
    return make_url(server.place.url_of(name)).set(drivername="postgresql+psycopg")


@contextlib.contextmanager
def clone(server, template=TEMPLATE):
    """Make a database like the template, and drop it after."""
    name = f"t_{uuid.uuid4().hex[:16]}"
    with psycopg.connect(server.place.url, autocommit=True) as connection:
        connection.execute(f"create database {name} template {template} strategy file_copy")
    yield name
    with psycopg.connect(server.place.url, autocommit=True) as connection:
        connection.execute(f"drop database if exists {name} with (force)")


@pytest.fixture
def database(cluster, monkeypatch):
    """A database of this test's own, in force for this process and its children; its URL."""
    with clone(cluster) as name:
        url = cluster.place.url_of(name)
        monkeypatch.setenv("VIKARSENTRAL_DATABASE_URL", url)
        fresh_settings()
        yield url
        db.close()
        monkeypatch.delenv("VIKARSENTRAL_DATABASE_URL")
        fresh_settings()


def fresh_settings():
    """Have the settings read anew, and nothing kept that was made from the old ones."""
    db.close()
    settings.current.cache_clear()


def _start_numbers_high(address):
    """Let row numbers that go on from test to test have seven digits from the first test on.

    As text they then stand in the order they came, whichever tests ran before. A database of a
    test's own begins at 1 each time.
    """
    with psycopg.connect(address.set(drivername="postgresql").render_as_string(False)) as made:
        names = made.execute(
            "select format('%I.%I', schemaname, sequencename) from pg_sequences"
            " where schemaname = 'public'"
        ).fetchall()
        for (name,) in names:
            made.execute(f"alter sequence {name} restart with 1000001")


@pytest.fixture(scope="session")
def shared_engine(cluster):
    """An engine on this test process's own clone; nothing in it is ever committed."""
    with clone(cluster) as name:
        _start_numbers_high(address_of(cluster, name))
        engine = make_engine(address_of(cluster, name))
        yield engine
        engine.dispose()


@pytest.fixture
def session(shared_engine):
    """A session whose work is rolled back after the test, commits included."""
    with shared_engine.connect() as connection:
        outer = connection.begin()
        with Session(
            connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        ) as opened:
            yield opened
        outer.rollback()
