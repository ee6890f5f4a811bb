"""What has ended counts as worked, once, the oldest first."""

from tests.vikarsentral.village import at
from tests.vikarsentral.worked.conftest import AFTER, DAY, minutes
from vikarsentral import worked
from vikarsentral.tables import Event, PostKind, Shift, ShiftStatus, Side, Went, WorkedEntry
from vikarsentral.worked.settling import unsettled


def entries(session):
    return session.query(WorkedEntry).order_by(WorkedEntry.id).all()


def test_planned_counts_as_worked_when_it_has_ended_and_not_before(village, day):
    assert worked.settle(village.session, now=day.ends_at - minutes(1)) == 0
    assert worked.settle(village.session, now=day.ends_at) == 1
    assert village.session.get(Shift, day.id).status is ShiftStatus.WORKED
    (entry,) = entries(village.session)
    assert (entry.went, entry.side, entry.number) == (Went.AS_PLANNED, Side.SYSTEM, 1)
    assert (entry.starts_at, entry.ends_at, entry.minutes) == (day.starts_at, day.ends_at, 450)


def test_settling_twice_adds_nothing(village, day):
    assert worked.settle(village.session, now=AFTER) == 1
    assert worked.settle(village.session, now=AFTER) == 0
    assert len(entries(village.session)) == 1
    told = [row.data for row in village.session.query(Event).filter_by(kind="hours.settled")]
    assert told == [{"shifts": 1}]
    assert unsettled(village.session, now=AFTER) == 0


def test_absent_and_cancelled_shifts_are_not_worked(village):
    for status in (ShiftStatus.ABSENT, ShiftStatus.CANCELLED):
        person = village.person(kind=PostKind.STAFF, unit=village.solvang)
        village.shift(person, DAY, status=status)
    assert worked.settle(village.session, now=AFTER) == 0
    assert entries(village.session) == []


def test_shifts_worked_before_there_was_a_record_are_entered_too(village):
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    village.shift(person, DAY, status=ShiftStatus.WORKED)
    assert unsettled(village.session, now=AFTER) == 1
    assert worked.settle(village.session, now=AFTER) == 1


def test_batches_take_the_oldest_first(village):
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    late = village.shift(person, "2027-01-12T07:30")
    early = village.shift(person, DAY)
    now = at("2027-01-13T00:00")
    assert worked.settle(village.session, now=now, limit=1) == 1
    assert [entry.shift_id for entry in entries(village.session)] == [early.id]
    assert worked.settle(village.session, now=now, limit=1) == 1
    assert entries(village.session)[-1].shift_id == late.id


def test_places_go_on_behind_the_last_one_seen(village):
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    late = village.shift(person, "2027-01-12T07:30")
    early = village.shift(person, DAY)
    now = at("2027-01-13T00:00")
    first = worked.ended(village.session, now=now, limit=1)
    assert first == [(early.ends_at, early.id)]
    behind = worked.ended(village.session, now=now, limit=9, after=first[0])
    assert behind == [(late.ends_at, late.id)]
    assert worked.ended(village.session, now=now, after=behind[-1]) == []


def test_only_the_named_shifts_are_settled(village):
    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    early, late = village.shift(person, DAY), village.shift(person, "2027-01-12T07:30")
    now = at("2027-01-13T00:00")
    assert worked.settle(village.session, now=now, only=[late.id]) == 1
    assert village.session.get(Shift, early.id).status is ShiftStatus.PLANNED
