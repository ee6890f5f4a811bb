"""What is kept is used while the roster stands still, and never after it has changed."""

import threading

import pytest
from sqlalchemy import text

from tests.vikarsentral.overview.made import planned
from vikarsentral import db
from vikarsentral.errors import NotFound
from vikarsentral.explain import memory


@pytest.fixture(autouse=True)
def fresh():
    memory.forget()
    yield
    memory.forget()


@pytest.fixture
def reads(database):
    """A function that asks memory in a transaction of its own, and the list of real readings."""
    del database
    done = []

    def read():
        done.append(1)
        return len(done)

    return lambda: db.transaction(lambda session: memory.kept(session, "x", read)), done


def change():
    db.transaction(lambda session: session.execute(text("update person set name = 'a'")) and None)


def test_it_is_read_once_while_the_roster_stands_still(reads):
    ask, done = reads
    assert [ask(), ask(), ask()] == [1, 1, 1]
    assert len(done) == 1


def test_it_is_read_again_after_each_change(reads):
    ask, _ = reads
    assert ask() == 1
    change()
    assert ask() == 2
    change()
    assert [ask(), ask()] == [3, 3]


def test_a_change_that_is_taken_back_is_no_change(reads):
    ask, _ = reads
    ask()

    def undone(session):
        session.execute(text("update person set name = 'a'"))
        session.rollback()

    db.transaction(undone)
    assert ask() == 1


def test_what_ends_late_is_noticed_though_it_began_first(reads):
    ask, _ = reads
    with db.begin() as slow:
        slow.execute(text("update person set name = 'slow'"))
        change()
        assert ask() == 1
    assert ask() == 2


def test_nothing_is_kept_of_what_this_transaction_itself_has_written(reads):
    _, done = reads

    def write_and_ask(session):
        session.execute(text("update person set name = 'b'"))
        return memory.kept(session, "x", lambda: done.append(1) or "unfinished")

    assert db.transaction(write_and_ask) == "unfinished"
    assert db.transaction(lambda session: memory.kept(session, "x", lambda: "fresh")) == "fresh"


def test_other_writes_do_not_count(reads):
    ask, _ = reads
    ask()
    query = text(
        "insert into message (key, recipient, channel, kind, body, links, attempts, created_at,"
        " state, tried) values ('k', 'r', 'file', 'x', 'b', '[]', 0, now(), 'sent', '{}')"
    )
    db.transaction(lambda session: session.execute(query) and None)
    assert ask() == 1


def test_another_database_has_another_roster(reads, cluster, monkeypatch):
    from tests.conftest import clone, fresh_settings

    ask, _ = reads
    assert ask() == 1
    with clone(cluster) as name:
        monkeypatch.setenv("VIKARSENTRAL_DATABASE_URL", cluster.place.url_of(name))
        fresh_settings()
        assert ask() == 2
        db.close()


def test_only_some_are_kept(reads):
    ask, _ = reads
    assert ask() == 1
    for number in range(memory.KEPT):
        key = f"other {number}"
        db.transaction(lambda session, key=key: memory.kept(session, key, lambda: key))
    assert ask() == 2


def test_many_threads_get_the_same(reads):
    ask, _ = reads
    ask()
    found = []
    threads = [threading.Thread(target=lambda: found.append(ask())) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == [1] * 8


def test_the_ground_of_a_plan_is_read_once(village):
    row = village.need("2027-01-11T07:30")
    run = planned(village, [], holes=[row])
    first = memory.ground(village.session, run)
    assert memory.ground(village.session, run) is first
    assert list(first.problem.needs) == [f"n{row.id}"]


def test_without_a_plan_there_is_no_ground(village):
    from dataclasses import replace

    row = village.need("2027-01-11T07:30")
    with pytest.raises(NotFound):
        memory.ground(village.session, replace(planned(village, [], holes=[row]), plan=None))


def test_what_is_kept_is_told_without_being_read(reads):
    ask, done = reads

    def is_kept():
        return db.transaction(lambda session: memory.is_kept(session, "x"))

    assert not is_kept()
    ask()
    assert is_kept()
    change()
    assert not is_kept()
    assert len(done) == 1
