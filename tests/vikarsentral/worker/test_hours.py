"""The worker lets what has ended count as worked, in as many batches as it takes."""

from datetime import timedelta

from sqlalchemy import text

from tests.vikarsentral.village import NOW, Village
from tests.vikarsentral.worker.planted import refuse
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


def test_a_shift_that_is_refused_stops_no_other(database, monkeypatch, caplog):
    del database
    monkeypatch.setattr(hours, "BATCH", 3)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=30))
    with db.begin() as session:
        village = Village(session)
        for _ in range(5):
            person = village.person(kind=PostKind.STAFF, unit=village.solvang)
            village.shift(person, "2027-01-11T07:30")
        first = session.query(Shift).order_by(Shift.id).first().id
        refuse(session, "worked_entry", f"NEW.shift_id = {first}")
    assert hours.settle_ended() == 4
    assert f"the hours of shift {first} was refused" in caplog.text
    with db.begin() as session:
        left = session.query(Shift).filter(Shift.status != ShiftStatus.WORKED)
        assert [row.id for row in left] == [first]
        session.execute(text("drop trigger planted on worked_entry"))
    assert hours.settle_ended() == 1
