"""The worker lets searches go on, each in a transaction of its own."""

from datetime import timedelta
from functools import partial

from sqlalchemy import update

from tests.vikarsentral.offer.town import NOW, Town, leader
from vikarsentral import callout, db
from vikarsentral.callout.exchange import PAUSE
from vikarsentral.errors import Conflict
from vikarsentral.tables import Unit
from vikarsentral.worker.callouts import go_on_waiting, look_for_exchanges


def test_only_searches_that_are_due_go_on(database, monkeypatch):
    def start(session):
        town = Town(session)
        town.people(9)
        need = town.need()
        callout.start(session, need_id=need.id, actor=leader(town), now=NOW)
        return need.id

    def seen():
        return db.transaction(lambda session: callout.view(session, need_id))

    monkeypatch.setattr("vikarsentral.clock.now", lambda: NOW)
    need_id = db.transaction(start)
    before = seen()
    assert before.is_running
    assert go_on_waiting() == 0
    monkeypatch.setattr("vikarsentral.clock.now", lambda: before.next_at)
    assert go_on_waiting() == 1
    assert seen().asked > before.asked


def test_a_search_that_is_refused_its_step_stops_no_other(database, monkeypatch, caplog):
    def start(session):
        town = Town(session)
        town.people(9)
        needs = [town.need(), town.need()]
        for need in needs:
            callout.start(session, need_id=need.id, actor=leader(town), now=NOW)
        return [need.id for need in needs]

    def refuse_first(session, need_id, now):
        if need_id == first:
            raise Conflict("planted", {"need": need_id})
        real(session, need_id, now)

    monkeypatch.setattr("vikarsentral.clock.now", lambda: NOW)
    first, second = db.transaction(start)
    before = db.transaction(lambda session: callout.view(session, second))
    real = callout.go_on
    monkeypatch.setattr(callout, "go_on", refuse_first)
    monkeypatch.setattr("vikarsentral.clock.now", lambda: before.next_at)
    assert go_on_waiting() == 2
    after = db.transaction(lambda session: callout.view(session, second))
    assert (after.asked, after.next_at) != (before.asked, before.next_at)
    assert f"need {first} could not go on" in caplog.text


def test_exchanges_are_looked_for_after_the_search_and_once(database, monkeypatch, caplog):
    def start(session):
        town = Town(session)
        needs = [town.need(), town.need()]
        for need in needs:
            callout.start(session, need_id=need.id, actor=leader(town), now=NOW)
        return [need.id for need in needs]

    def has_exchange(need_id):
        return db.transaction(lambda session: callout.view(session, need_id)).has_exchange

    def refuse_first(session, need_id, now):
        if need_id == first:
            raise Conflict("planted", {"need": need_id})
        real(session, need_id, now)

    monkeypatch.setattr("vikarsentral.clock.now", lambda: NOW)
    first, second = db.transaction(start)
    assert (has_exchange(first), has_exchange(second)) == (None, None)
    real = callout.look_for_exchange
    monkeypatch.setattr(callout, "look_for_exchange", refuse_first)
    assert look_for_exchanges() == 2
    assert (has_exchange(first), has_exchange(second)) == (None, False)
    assert f"no exchange could be looked for, need {first}" in caplog.text
    monkeypatch.setattr(callout, "look_for_exchange", real)
    assert (look_for_exchanges(), has_exchange(first)) == (1, False)
    assert look_for_exchanges() == 0


def test_no_exchange_is_a_claim_of_one_roster_and_is_tried_again(database, monkeypatch):
    def start(session):
        town = Town(session)
        need = town.need()
        callout.start(session, need_id=need.id, actor=leader(town), now=NOW)
        return need.id

    def looked(now):
        monkeypatch.setattr("vikarsentral.clock.now", lambda: now)
        return look_for_exchanges(), db.transaction(partial(callout.view, need_id=need)).looked_at

    def changes(session):
        session.execute(update(Unit).values(name="Nytt navn"))

    need = db.transaction(start)
    later = NOW + PAUSE
    assert looked(NOW) == (1, NOW)
    assert looked(later) == (0, NOW)
    db.transaction(changes)
    assert looked(later - timedelta(seconds=1)) == (0, NOW)
    assert looked(later) == (1, later)
    assert looked(later + 2 * PAUSE) == (0, later)
