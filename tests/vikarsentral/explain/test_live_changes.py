"""Facts renewed person by person are those read anew, whatever happens to the roster."""

from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest

from tests.random_problems import cases as many
from tests.vikarsentral.explain.changes import OF_EVERYONE, OF_PEOPLE, Town, consent, started
from tests.vikarsentral.explain.same import assert_packed_anew
from tests.vikarsentral.village import MONDAY
from vikarsentral import db
from vikarsentral.commitments import window_of
from vikarsentral.explain import copies, memory
from vikarsentral.explain.live import around_now
from vikarsentral.explain.screen import screen_of
from vikarsentral.plan.problem import build_around, facts
from vikarsentral.rules.people import People
from vikarsentral.worker.copying import put_copy

WINDOW = window_of(MONDAY - timedelta(weeks=1), 4)


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(copies, "FEWEST", 1)
    memory.forget()
    yield
    memory.forget()


class Undone(Exception):
    """Take a transaction back."""


def anew(session):
    document = build_around(session, WINDOW)
    return facts(document)


def assert_as_read_anew(session, *, is_cold=False):
    if is_cold:
        memory.forget()  # the database's own copy is what there is to begin with
    kept, read = around_now(session, WINDOW), anew(session)
    assert list(kept.people) == list(read.people)
    names = ("period", "units", "travel_minutes", "agreements", "people", "needs", "weights")
    for name in names:
        assert getattr(kept, name) == getattr(read, name), name
    assert_packed_anew(screen_of(kept, {}))
    return isinstance(kept.people, People)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("seed", range(3 * many(1)))
def test_after_any_change_the_facts_are_those_read_anew(seed):
    random = Random(seed)
    db.transaction(started)
    acts = [*OF_PEOPLE, *OF_EVERYONE]
    random.shuffle(acts)
    for number, act in enumerate(acts, start=1):
        end = random.choice(("kept", "kept", "kept", "savepoint", "undone"))

        def step(session, act=act, number=number, end=end):
            inner = session.begin_nested()
            act(Town(session, random, number))
            if random.random() < 0.4:  # what this transaction itself has changed
                assert_as_read_anew(session, is_cold=random.random() < 0.3)
            (inner.rollback if end == "savepoint" else inner.commit)()
            if end == "savepoint":
                assert_as_read_anew(session)
            if end == "undone":
                raise Undone

        with suppress(Undone):
            db.transaction(step)
        if random.random() < 0.6:
            is_cold = random.random() < 0.5

            def look(session, is_cold=is_cold):
                return assert_as_read_anew(session, is_cold=is_cold)

            db.transaction(look)
            if random.random() < 0.6:  # the worker is done with what it was asked for
                assert put_copy(WINDOW.first_on)
    db.transaction(assert_as_read_anew)
    assert put_copy(WINDOW.first_on)
    db.transaction(lambda session: assert_as_read_anew(session, is_cold=True))
    assert db.transaction(lambda session: assert_as_read_anew(session, is_cold=True))


@pytest.mark.usefixtures("database")
def test_one_change_reads_one_person():
    db.transaction(started)
    before = db.transaction(lambda session: around_now(session, WINDOW))
    db.transaction(lambda session: consent(Town(session, Random(1), 1)))
    after = db.transaction(lambda session: around_now(session, WINDOW))
    same = [who for who, one in after.people.items() if before.people[who] is one]
    assert len(same) == len(before.people) - 1
