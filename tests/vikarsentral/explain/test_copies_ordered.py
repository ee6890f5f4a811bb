"""Who finds a copy due asks the worker for one, once, and waits for nobody."""

from functools import partial
from random import Random

import pytest

from tests.vikarsentral.explain.changes import Town, consent, started
from tests.vikarsentral.explain.test_copies import WINDOW, how_many, look, waiting
from vikarsentral import db
from vikarsentral.explain import copies, live, memory
from vikarsentral.explain.live import around_now
from vikarsentral.worker.copying import put_copy

AS_A_PAGE_DOES = partial(around_now, window=WINDOW)


@pytest.fixture
def whole(database, monkeypatch):
    """A list that grows each time everyone is read."""
    del database
    done = []
    real = live.build_around

    def read(session, window):
        done.append(1)
        return real(session, window)

    monkeypatch.setattr(live, "build_around", read)
    monkeypatch.setattr(copies, "FEWEST", 1)
    memory.forget()
    db.transaction(started)
    yield done
    memory.forget()


def test_nothing_is_put_by_who_has_changed_something_itself(whole):
    def change(session):
        consent(Town(session, Random(1), 1))
        return live.copied(session, WINDOW)

    assert not db.transaction(change)
    assert (len(whole), how_many()) == (1, 0)


def test_who_asks_puts_nothing_and_asks_the_worker_once(whole):
    for _ in range(3):
        memory.forget()
        db.transaction(AS_A_PAGE_DOES)
    assert (len(whole), how_many()) == (3, 0)
    assert waiting() == [WINDOW.first_on.isoformat()]
    assert put_copy(WINDOW.first_on)
    look()
    assert (len(whole), how_many(), waiting()) == (3, 1, [])


def test_who_has_asked_does_not_ask_again_at_once_but_does_later(whole, monkeypatch):
    db.transaction(AS_A_PAGE_DOES)
    assert len(waiting()) == 1
    db.transaction(AS_A_PAGE_DOES)
    assert waiting() == []
    monkeypatch.setattr(copies, "AGAIN_SECONDS", 0.0)
    db.transaction(AS_A_PAGE_DOES)
    assert len(waiting()) == 1
    assert len(whole) == 1


def test_a_copy_put_meanwhile_is_seen_by_who_has_asked(whole, monkeypatch):
    db.transaction(AS_A_PAGE_DOES)
    of_another = memory._pieces.copy()
    waiting()
    put_copy(WINDOW.first_on)
    memory._pieces.update(of_another)
    monkeypatch.setattr(copies, "AGAIN_SECONDS", 0.0)
    db.transaction(AS_A_PAGE_DOES)
    assert waiting() == []
    monkeypatch.setattr(copies, "AGAIN_SECONDS", 60.0)
    db.transaction(AS_A_PAGE_DOES)
    assert waiting() == []
