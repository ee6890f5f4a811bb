"""A program with nothing in memory begins with the database's copy, and is never more old."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from tests.vikarsentral.explain.changes import Town, agreed, consent, gone, hired, proven, started
from tests.vikarsentral.explain.same import assert_packed_anew
from tests.vikarsentral.village import MONDAY
from vikarsentral import db
from vikarsentral.commitments import window_of
from vikarsentral.explain import copies, copy_facts, live, memory
from vikarsentral.explain.copy_columns import to_bytes
from vikarsentral.explain.copy_facts import bytes_of, problem_from
from vikarsentral.explain.live import around_now
from vikarsentral.explain.screen import screen_of
from vikarsentral.rules.people import People
from vikarsentral.tables import RosterCopy
from vikarsentral.worker.copying import put_copy

WINDOW = window_of(MONDAY - timedelta(weeks=1), 4)


@pytest.fixture(autouse=True)
def cold(database, monkeypatch):
    del database
    monkeypatch.setattr(copies, "FEWEST", 1)
    memory.forget()
    db.transaction(started)
    yield
    memory.forget()


@pytest.fixture
def whole(monkeypatch):
    """A list that grows each time everyone is read."""
    done = []
    real = live.build_around

    def read(session, window):
        done.append(1)
        return real(session, window)

    monkeypatch.setattr(live, "build_around", read)
    return done


def act(what, number=1):
    db.transaction(lambda session: what(Town(session, Random(number), number)))


def look(*, is_cold=True):
    """Ask for everyone, and do what the worker is asked for."""
    if is_cold:
        memory.forget()

    def ask(session):
        found = around_now(session, WINDOW)
        assert_packed_anew(screen_of(found, {}))
        return found

    found = db.transaction(ask)
    for one in waiting():
        assert one == WINDOW.first_on.isoformat()
        put_copy(WINDOW.first_on)
    return found


def waiting(*, is_done=True):
    """The periods that the worker is asked to copy; they are waiting no longer."""
    change = "delete from procrastinate_jobs where task_name = 'copy_facts' returning args"
    look = "select args from procrastinate_jobs where task_name = 'copy_facts'"
    rows = db.transaction(lambda session: session.scalars(text(change if is_done else look)).all())
    return [args["first_on"] for args in rows]


def how_many():
    return db.transaction(
        lambda session: session.scalar(select(func.count()).select_from(RosterCopy))
    )


def test_who_begins_cold_reads_the_copy_and_makes_nobody(whole):
    first, found = (
        look(),
        db.transaction(lambda session: memory.forget() or around_now(session, WINDOW)),
    )
    assert len(whole) == 1
    assert isinstance(found.people, People)
    assert found.people.source.made == 0
    assert found.people == first.people
    assert how_many() == 1


def test_whose_facts_have_changed_since_is_read_alone(whole):
    look()
    act(proven)
    found = look()
    assert len(whole) == 1
    assert len(found.people.own) == 1


def test_what_concerns_everyone_is_read_whole_and_copied_anew(whole):
    look()
    act(agreed)
    assert len(look().agreements) == 1
    assert len(whole) == 2
    assert len(look().agreements) == 1
    assert len(whole) == 2
    assert how_many() == 1


def test_who_is_hired_and_who_is_gone_is_seen_in_a_copy(whole):
    look()
    act(hired, 2)
    act(gone, 3)
    found = look()
    assert list(found.people) == [
        f"p{one}" for one in sorted(int(who[1:]) for who in found.people)
    ]
    assert len(whole) == 1


def test_a_copy_that_is_far_behind_is_followed_by_another(whole, monkeypatch):
    monkeypatch.setattr(live, "Copies", lambda first_on: copies.Copies(first_on, 1, 0.0))
    look()
    for number in range(6):
        act(hired, number)
        look(is_cold=False)
    assert len(whole) == 1
    assert how_many() == 1
    fresh = db.transaction(lambda session: copies.Copies(WINDOW.first_on).take(session))
    assert len(fresh.value.people) >= 6


def newest():
    return db.transaction(lambda session: session.scalar(select(func.max(RosterCopy.id))))


def test_a_young_copy_is_left_as_it_is_however_many_have_changed(whole, monkeypatch):
    monkeypatch.setattr(live, "Copies", lambda first_on: copies.Copies(first_on, 1))
    look()
    first = newest()
    for number in range(6):
        act(hired, number)
        look(is_cold=False)
    assert (len(whole), newest()) == (1, first)


def test_what_another_program_has_copied_is_not_copied_again(whole):
    look()
    of_another = memory._pieces.copy()
    act(agreed)
    look(is_cold=False)
    first = newest()
    memory._pieces.update(of_another)
    look(is_cold=False)
    assert (len(whole), newest()) == (3, first)


def test_a_copy_of_what_was_brought_up_to_date_holds_everyone(whole):
    look()
    act(proven)
    act(hired, 2)
    memory.forget()
    found = db.transaction(lambda session: around_now(session, WINDOW))
    made = found.people.source.made
    data = bytes_of(found)
    assert found.people.source.made == made
    assert problem_from(data).people == found.people
    assert len(found.people.own) == 2


def test_code_replaced_under_a_running_program_is_not_asked(whole, monkeypatch):
    look()
    monkeypatch.setattr(copy_facts, "_sum_of_code", None)
    look()
    assert len(whole) == 1


JUNK, LATER = b"junk", timedelta(hours=1)
SPOILT = {
    "code": ("made_by", lambda _: "older code"),
    "place": ("place", lambda _: "1/1"),
    "old": ("at", lambda at: at - 13 * LATER),
    "future": ("at", lambda at: at + LATER),
    "junk": ("packed", lambda _: JUNK),
    "other content": ("packed", lambda _: to_bytes({}, {"head": b"{}", "people": b""})),
    "one byte": ("packed", lambda data: data[:-9] + JUNK + data[-5:]),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_copy_of_other_code_place_time_or_bytes_is_as_none(whole, how):
    look()

    def spoil(session):
        row = session.scalars(select(RosterCopy)).one()
        name, spoilt = SPOILT[how]
        setattr(row, name, spoilt(getattr(row, name)))

    db.transaction(spoil)
    look()
    assert len(whole) == 2
    look()
    assert (len(whole), how_many()) == (2, 1)


def test_nothing_is_copied_of_what_a_transaction_has_changed_itself(whole):
    def change(session):
        consent(Town(session, Random(1), 1))
        around_now(session, WINDOW)

    db.transaction(change)
    assert (len(whole), how_many(), waiting()) == (1, 0, [])


def test_where_few_are_in_reach_nothing_is_copied(monkeypatch):
    monkeypatch.setattr(copies, "FEWEST", 200)
    look()
    assert how_many() == 0


def test_all_are_cleared_but_those_somebody_holds(whole):
    look()
    with db.begin() as other:
        other.execute(text("select id from roster_copy for update"))
        assert db.transaction(copies.clear) == 0
        look()
        assert len(whole) == 1
    assert db.transaction(copies.clear) == 1
    assert how_many() == 0


def test_old_ones_are_cleared_and_young_ones_left():
    look()
    assert db.transaction(copies.clear_old) == 0
    old = "update roster_copy set at = now() - interval '13 hours'"
    db.transaction(lambda session: session.execute(text(old)) and 0)
    assert db.transaction(copies.clear_old) == 1


def test_putting_takes_away_what_is_too_old_also_of_other_periods():
    old = RosterCopy(
        first_on=WINDOW.first_on - timedelta(weeks=9), made_by="x", place="x", snapshot="1:1:"
    )
    old.at, old.packed = datetime.now(UTC) - timedelta(days=2), b"x"
    db.transaction(lambda session: session.add(old))
    assert how_many() == 1
    look()
    assert how_many() == 1
    taken = db.transaction(lambda session: copies.Copies(WINDOW.first_on).take(session))
    assert taken is not None


def test_nobody_puts_while_somebody_is_erased(whole):
    look()
    with db.begin() as eraser:
        copies.clear_for_good(eraser)
        act(agreed)
        look(is_cold=False)
        assert not put_copy(WINDOW.first_on)
    assert how_many() == 0
    assert put_copy(WINDOW.first_on)
    assert (len(whole), how_many()) == (2, 1)


def test_an_erasure_waits_for_those_who_are_putting(whole):
    with db.begin() as slow:
        assert live.copied(slow, WINDOW)
        with db.begin() as eraser:
            eraser.execute(text("set local lock_timeout = '20ms'"))
            with pytest.raises(OperationalError, match="lock timeout"):
                copies.clear_for_good(eraser)
            eraser.rollback()
    assert how_many() == 1
    db.transaction(copies.clear_for_good)
    assert how_many() == 0


def test_what_was_read_before_an_erasure_is_not_put_after_it():
    with db.begin() as slow:
        snapshot = slow.scalar(text("select pg_current_snapshot()::text"))
        found = live.build_around(slow, WINDOW)
        act(proven)
        assert not copies.Copies(WINDOW.first_on).put(slow, found, snapshot)
    assert how_many() == 0


def test_putting_waits_for_nobody(whole):
    look()
    with db.begin() as eraser:
        copies.clear(eraser)
        act(agreed)
        look()
        assert len(whole) == 2
    assert how_many() == 1
