"""The worker lets searches go on, each in a transaction of its own."""

from tests.vikarsentral.offer.town import NOW, Town, leader
from vikarsentral import callout, db
from vikarsentral.worker.callouts import go_on_waiting


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
