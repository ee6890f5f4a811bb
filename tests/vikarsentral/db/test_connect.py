"""Both ways to a database, whole transactions tried again, and refusals in our words."""

import datetime
import threading

import psycopg
import pytest
from sqlalchemy import text

from tests.bench.processes import free_port
from tests.conftest import UNSAFE_BUT_FAST, fresh_settings
from tests.vikarsentral.db.test_server import home
from vikarsentral import db, settings
from vikarsentral.db.server import Server
from vikarsentral.errors import ComponentMissing, Conflict

assert home  # a fixture used by name


def table(name, columns):
    with db.begin() as session:
        session.execute(text(f"create table {name} ({columns})"))


@pytest.fixture
def tcp(home):
    """A server of the same programs that listens on loopback, and wants a password."""
    port = free_port()
    made = Server(home, {**UNSAFE_BUT_FAST, "listen_addresses": "127.0.0.1", "port": str(port)})
    made._make_cluster()
    assert made._start()
    with psycopg.connect(f"{made.place.url}&port={port}", autocommit=True) as connection:
        connection.execute("create role municipality login superuser password 'hemmelig'")
        connection.execute("create database fjordvik")
        rules = made.place.cluster / "pg_hba.conf"
        rules.write_text("host all all 127.0.0.1/32 scram-sha-256\n")
        connection.execute("select pg_reload_conf()")
    yield f"postgresql://municipality:hemmelig@127.0.0.1:{port}/fjordvik"
    made.stop()


@pytest.fixture
def by_url(monkeypatch):
    def use(url):
        monkeypatch.setenv("VIKARSENTRAL_DATABASE_URL", url)
        fresh_settings()

    yield use
    monkeypatch.delenv("VIKARSENTRAL_DATABASE_URL", raising=False)
    fresh_settings()


def test_a_server_by_url_is_brought_up_and_used(tcp, by_url):
    by_url(tcp)
    assert db.embedded() is None
    assert db.upgrade() == db.newest()
    assert db.check()["database"] == "fjordvik"
    with db.begin() as session:
        assert session.execute(text("select current_user")).scalar_one() == "municipality"
        assert session.execute(text("show timezone")).scalar_one() == "UTC"


def test_a_wrong_password_is_told_without_telling_it(tcp, by_url):
    by_url(tcp.replace("hemmelig", "feil-passord"))
    with pytest.raises(ComponentMissing, match="fjordvik") as refused:
        db.engine()
    assert "feil-passord" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:hemmelig@127.0.0.1:1/d",
        "mysql://u:hemmelig@127.0.0.1/d",
        "postgresql://u:hemmelig@127.0.0.1",
        "postgresql://u:hemmelig@127.0.0.1:port/d",
        "hemmelig",
    ],
)
def test_a_wrong_url_is_told_with_what_is_allowed(by_url, url):
    by_url(url)
    with pytest.raises(ComponentMissing) as refused:
        db.engine()
    assert refused.value.exit_code == 3
    assert "VIKARSENTRAL_DATABASE_URL" in refused.value.start
    assert "hemmelig" not in str(refused.value)


def test_the_embedded_server_has_our_database_made_for_it(cluster):
    assert settings.current().database_url == ""
    fresh_settings()
    assert db.engine().url.database == "vikarsentral"
    db.close()
    assert cluster.answers()


def test_an_overlap_is_a_person_that_is_busy(database):
    table("stay", "who int, during tstzrange, exclude using gist (who with =, during with &&)")
    insert = text("insert into stay values (1, tstzrange(:a, :b))")
    with db.begin() as session:
        session.execute(insert, {"a": "2027-01-04 07:00Z", "b": "2027-01-04 15:00Z"})
    with pytest.raises(Conflict) as refused, db.begin() as session:
        session.execute(insert, {"a": "2027-01-04 14:59Z", "b": "2027-01-04 22:00Z"})
    assert refused.value.code == "person_busy"
    assert refused.value.facts["constraint"] == "stay_who_during_excl"


def test_a_second_of_what_there_is_one_of_is_a_conflict(database):
    table("single", "id int primary key")
    with pytest.raises(Conflict) as refused, db.begin() as session:
        session.execute(text("insert into single values (1), (1)"))
    assert refused.value.code == "already_there"


def test_two_that_block_each_other_both_come_through(database):
    table("box", "id int primary key, value int")
    with db.begin() as session:
        session.execute(text("insert into box values (1, 0), (2, 0)"))
    meet = threading.Barrier(2)
    tries = []

    def add(first, second):
        def work(session):
            tries.append(first)
            change = text("update box set value = value + 1 where id = :id")
            session.execute(change, {"id": first})
            if tries.count(first) == 1:
                meet.wait()
            session.execute(change, {"id": second})

        db.transaction(work)

    threads = [threading.Thread(target=add, args=pair) for pair in ((1, 2), (2, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.begin() as session:
        assert session.execute(text("select value from box order by id")).scalars().all() == [2, 2]
    assert len(tries) == 3


def test_a_killed_connection_is_replaced_and_the_work_done_again(database, cluster):
    tries = []

    def work(session):
        tries.append(session.execute(text("select pg_backend_pid()")).scalar_one())
        if len(tries) == 1:
            with psycopg.connect(cluster.place.url, autocommit=True) as other:
                other.execute("select pg_terminate_backend(%s)", [tries[0]])
        session.execute(text("select 1"))
        return len(tries)

    assert db.transaction(work) == 2


def test_an_instant_without_time_zone_is_refused(shared_engine):
    naive = datetime.datetime(2027, 1, 4)  # noqa: DTZ001 - the naive time is the case
    with pytest.raises(ValueError, match="time zone"):
        db.UtcDateTime().process_bind_param(naive, shared_engine.dialect)
