"""What is kept is used while the roster stands still, and never after it has changed."""

import threading
from functools import partial
from itertools import count

import pytest
from sqlalchemy import text

from vikarsentral import db
from vikarsentral.explain import memory
from vikarsentral.tables import Person


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


NUMBERS = count(1)


def change():
    query = text("insert into area (code, name) values (:code, 'a')")
    code = {"code": f"a{next(NUMBERS)}"}
    db.transaction(lambda session: session.execute(query, code) and None)


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
        session.execute(text("insert into area (code, name) values ('undone', 'a')"))
        session.rollback()

    db.transaction(undone)
    assert ask() == 1


def test_what_ends_late_is_noticed_though_it_began_first(reads):
    ask, _ = reads
    with db.begin() as slow:
        slow.execute(text("insert into area (code, name) values ('slow', 'slow')"))
        change()
        assert ask() == 1
    assert ask() == 2


def test_nothing_is_kept_of_what_this_transaction_itself_has_written(reads):
    _, done = reads

    def write_and_ask(session):
        session.execute(text("insert into area (code, name) values ('b', 'b')"))
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


def test_pieces_of_another_kind_take_no_room(reads):
    ask, _ = reads
    assert ask() == 1
    for number in range(2 * memory.KEPT):
        key = ("other", number)
        db.transaction(lambda session, key=key: memory.kept(session, key, lambda: key))
    assert ask() == 1


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


def test_what_its_key_names_wholly_is_made_once_and_anew_where_it_is_another():
    numbers = count(1)
    ask = partial(memory.named, "key", lambda: next(numbers))
    assert [ask(), ask()] == [1, 1]
    assert [ask(lambda found: found == 2), ask(lambda found: found == 2)] == [2, 2]


def test_what_is_near_is_told_without_being_read(reads):
    ask, done = reads

    def is_near(sources):
        return db.transaction(lambda session: memory.is_near(session, "x", sources))

    assert not is_near(["area"])
    ask()
    assert is_near(["area"])
    change()
    assert is_near(["shift"])
    assert not is_near(["area"])
    assert len(done) == 1


def test_what_many_have_changed_of_is_not_near(followed):
    ask, _ = followed

    def is_near(session):
        return memory.is_near(session, "x", ["person"])

    db.transaction(ask)
    db.transaction(lambda session: hire(session, *range(7, 7 + memory.NEAR)))
    assert db.transaction(is_near)
    db.transaction(lambda session: hire(session, 7 + memory.NEAR))
    assert not db.transaction(is_near)


def test_changes_of_tables_that_are_not_read_do_not_count(database):
    del database
    done = []

    def ask():
        return db.transaction(
            lambda session: memory.kept(session, "x", lambda: done.append(1), ["shift"])
        )

    ask()
    change()
    ask()
    assert len(done) == 1


@pytest.fixture
def followed(database):
    """A function that asks for what is renewed one by one, and the list of what was done."""
    del database
    done = []

    def ask(session):
        return memory.followed(
            session,
            "x",
            lambda: done.append("read") or "read",
            lambda old, touched: done.append((old, sorted(touched))) or f"{old}+",
            ["area", "person"],
        )

    return ask, done


def hire(session, *numbers):
    session.add_all(Person(id=one, employee_no=f"no{one}", name="a") for one in numbers)
    session.flush()


def test_only_those_who_were_touched_are_read_again(followed):
    ask, done = followed
    db.transaction(ask)
    db.transaction(lambda session: hire(session, 7))
    db.transaction(lambda session: hire(session, 9))
    assert [db.transaction(ask), db.transaction(ask)] == ["read+", "read+"]
    assert done == ["read", ("read", [7, 9])]
    change()
    assert db.transaction(ask) == "read"


def test_own_changes_are_seen_and_nothing_of_them_is_kept(followed):
    ask, done = followed
    db.transaction(ask)

    def undone(session):
        inner = session.begin_nested()
        hire(session, 7)
        assert ask(session) == "read+"
        inner.rollback()
        assert ask(session) == "read"

    db.transaction(undone)
    assert db.transaction(ask) == "read"
    assert done == ["read", ("read", [7])]


def test_what_a_transaction_does_after_it_has_read_is_noticed(followed):
    ask, _ = followed

    def slow(session):
        query = "insert into setting_probe values (1)"
        session.execute(text("create temporary table setting_probe (n int) on commit drop"))
        session.execute(text(query))
        change()  # another one ends meanwhile, so that this one is older than its own snapshot
        assert ask(session) == "read"
        hire(session, 7)

    db.transaction(slow)
    assert db.transaction(ask) == "read+"
