"""The worker lets what has ended count as worked, in as many batches as it takes."""

from datetime import timedelta

from tests.vikarsentral.village import NOW, Village
from vikarsentral import clock, db
from vikarsentral.tables import PostKind, Shift, ShiftStatus, WorkedEntry
from vikarsentral.worker import hours


def test_every_batch_is_taken_and_a_second_round_finds_nothing(database, monkeypatch):
    del database
    monkeypatch.setattr(hours, "BATCH", 3)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=30))
    with db.begin() as session:
        village = Village(session)
        for _ in range(4):
            person = village.person(kind=PostKind.STAFF, unit=village.solvang)
            village.shift(person, "2027-01-11T07:30")
            village.shift(person, "2027-01-12T07:30")
    assert hours.settle_ended() == 8
    assert hours.settle_ended() == 0
    with db.begin() as session:
        assert session.query(WorkedEntry).count() == 8
        assert {row.status for row in session.query(Shift)} == {ShiftStatus.WORKED}
