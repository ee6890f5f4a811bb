"""A copy of everyone's facts is put by the worker, also while the roster changes."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import func, select

from tests.vikarsentral.explain.changes import Town, consent, started
from tests.vikarsentral.village import MONDAY
from vikarsentral import db
from vikarsentral.explain import copies, live, memory
from vikarsentral.tables import RosterCopy
from vikarsentral.worker.copying import put_copy

FIRST_ON = MONDAY - timedelta(weeks=1)


@pytest.fixture(autouse=True)
def cold(database, monkeypatch):
    del database
    monkeypatch.setattr(copies, "FEWEST", 1)
    memory.forget()
    db.transaction(started)
    yield
    memory.forget()


def how_many():
    return db.transaction(
        lambda session: session.scalar(select(func.count()).select_from(RosterCopy))
    )


def test_a_copy_is_put_once():
    assert put_copy(FIRST_ON)
    assert put_copy(FIRST_ON)
    assert how_many() == 1


@pytest.mark.parametrize(("times", "is_put"), [(1, True), (2, True), (3, False)])
def test_who_is_changed_while_everyone_is_read_is_read_by_the_next_try(times, is_put, monkeypatch):
    left = [*range(times)]
    real_read, real_renewed = live.build_around, live.people_around

    def read(session, window):
        found = real_read(session, window)
        change()
        return found

    def renewed(session, window, ids):
        found = real_renewed(session, window, ids)
        change()
        return found

    def change():
        if left:
            number = left.pop()
            db.transaction(lambda other: consent(Town(other, Random(number), number)))

    monkeypatch.setattr(live, "build_around", read)
    monkeypatch.setattr(live, "people_around", renewed)
    assert put_copy(FIRST_ON) == is_put
    assert how_many() == int(is_put)
