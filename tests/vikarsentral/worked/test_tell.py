"""Telling otherwise: in force at once, seen by the other side, and open to objection."""

import pytest

from tests.vikarsentral.village import at
from tests.vikarsentral.worked.conftest import (
    AFTER,
    DAY,
    leader_with_person,
    minutes,
    own,
    self_of,
    tell,
)
from vikarsentral import absence, commitments, worked
from vikarsentral.commitments.labour import week_of
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound
from vikarsentral.tables import (
    Event,
    LabourLine,
    LabourSource,
    Message,
    NeedStatus,
    PostKind,
    Shift,
    ShiftKind,
    ShiftStatus,
    Side,
    Went,
    WorkedEntry,
    WorkedObjection,
)
from vikarsentral.worked.tell import OPEN_FOR


def away(village, shift, *, by=None, now=AFTER):
    return worked.did_not_come(
        village.session, shift_id=shift.id, actor=by or village.leader, now=now
    )


def object_to(village, shift, by, now=AFTER):
    return worked.object_to(village.session, shift_id=shift.id, actor=by, now=now)


def uphold(village, shift, by):
    return worked.uphold(village.session, shift_id=shift.id, actor=by, now=AFTER)


def cover(village, person, start=DAY):
    """A confirmed shift that covers a need."""
    need = village.need(start, status=NeedStatus.COVERED)
    facts = {"kind": ShiftKind.COVER, "status": ShiftStatus.CONFIRMED, "need_id": need.id}
    return village.shift(person, start, **facts), need


def lines(session):
    return {(line.source, line.minutes) for line in session.query(LabourLine)}


def test_shift_row_holds_the_worked_times_and_the_record_the_plan(village, day):
    planned = (day.starts_at, day.ends_at)
    entry = tell(village, day, start=20, end=45)
    row = village.session.get(Shift, day.id)
    assert (row.starts_at, row.ends_at) == (planned[0] + minutes(20), planned[1] + minutes(45))
    assert (row.status, row.sequence) == (ShiftStatus.WORKED, 1)
    assert (entry.planned_starts_at, entry.planned_ends_at) == planned
    assert (entry.went, entry.minutes, entry.side) == (Went.OTHER_TIMES, 475, Side.LEADER)


def test_plan_stays_the_plan_however_often_it_is_corrected(village, day):
    planned = (day.starts_at, day.ends_at)
    tell(village, day, start=20)
    tell(village, day, start=-20, by=self_of(day))
    entries = village.session.query(WorkedEntry).order_by(WorkedEntry.number).all()
    assert [entry.number for entry in entries] == [1, 2]
    assert [(entry.planned_starts_at, entry.planned_ends_at) for entry in entries] == [planned] * 2
    assert entries[-1].went is Went.AS_PLANNED


def test_saying_the_same_twice_changes_nothing(village, day):
    assert tell(village, day) is None
    assert tell(village, day, end=15)
    assert tell(village, day) is None
    assert away(village, day)
    assert away(village, day) is None
    assert village.session.query(WorkedEntry).count() == 2


def test_pay_and_spend_follow_the_worked_hours(village):
    person = village.person(kind=PostKind.HOURLY, unit=village.solvang)
    shift, need = cover(village, person)
    commitments.recount(village.session, {week_of(shift)})
    assert lines(village.session) == {(LabourSource.HOURLY, 450)}
    tell(village, shift, end=30)
    assert lines(village.session) == {(LabourSource.HOURLY, 480)}
    away(village, shift)
    assert lines(village.session) == set()
    assert (shift.status, need.status) == (ShiftStatus.ABSENT, NeedStatus.OPEN)


def test_somebody_who_came_after_all_is_counted_again(village):
    person = village.person(kind=PostKind.HOURLY, unit=village.solvang)
    shift, need = cover(village, person)
    away(village, shift)
    tell(village, shift, by=self_of(person))
    assert (shift.status, need.status) == (ShiftStatus.WORKED, NeedStatus.COVERED)
    assert lines(village.session) == {(LabourSource.HOURLY, 450)}
    away(village, shift)
    need.status = NeedStatus.AGENCY
    with pytest.raises(Conflict, match="need_taken"):
        tell(village, shift, by=self_of(person))


def test_rules_read_the_worked_hours(village, day):
    from vikarsentral.commitments import people, window_around

    tell(village, day, end=60)
    window = window_around(at("2027-01-18T07:30"))
    (entry,) = people(village.session, window, person_ids=[day.person_id])
    assert entry["rota"][0]["end"] == "2027-01-11T16:00:00+01:00"


def test_other_side_is_told_and_nobody_else(village, day):
    leader = leader_with_person(village, village.solvang)
    leader_with_person(village, village.fjellheim)
    tell(village, day, end=15)
    tell(village, day, end=15, by=self_of(day))
    told = village.session.query(Message).order_by(Message.id).all()
    assert [message.person_id for message in told] == [day.person_id, leader.id]
    assert "11.01.2027 07:30–15:15" in told[0].body
    assert "11.01.2027 07:30–15:30" in told[1].body


def test_objection_stands_until_the_leader_upholds_or_somebody_corrects(village, day):
    person = self_of(day)
    tell(village, day, end=-30)
    assert object_to(village, day, person)
    assert not object_to(village, day, person)
    assert village.session.query(WorkedObjection).one().side is Side.PERSON
    with pytest.raises(NotAllowed):
        uphold(village, day, person)
    entry = uphold(village, day, village.leader)
    assert entry is not None
    assert (entry.number, entry.minutes, entry.side) == (2, 420, Side.LEADER)
    assert uphold(village, day, village.leader) is None


def test_leader_who_agrees_with_the_person_settles_the_matter(village, day):
    person = self_of(day)
    tell(village, day, end=30, by=person)
    object_to(village, day, village.leader)
    assert tell(village, day, by=person) is None
    settled = tell(village, day)
    assert settled is not None
    assert (settled.number, settled.side, settled.minutes) == (2, Side.LEADER, 480)


def test_leader_has_the_last_word_and_both_words_stay(village, day):
    person = self_of(day)
    tell(village, day, end=60, by=person)
    object_to(village, day, village.leader)
    tell(village, day, end=-45)
    entries = village.session.query(WorkedEntry).order_by(WorkedEntry.number).all()
    assert [(row.side, row.minutes) for row in entries] == [
        (Side.PERSON, 510),
        (Side.LEADER, 465),
    ]
    assert object_to(village, day, person)


def test_nobody_objects_to_themselves_or_to_silence(village, day):
    worked.settle(village.session, now=AFTER)
    for actor in (village.leader, self_of(day)):
        with pytest.raises(Conflict, match="nothing_told"):
            object_to(village, day, actor)
    tell(village, day, end=15)
    with pytest.raises(Conflict, match="nothing_told"):
        object_to(village, day, village.leader)


def test_only_the_person_and_the_units_own_leader_may_tell(village, day):
    other = self_of(village.person(kind=PostKind.STAFF, unit=village.solvang))
    for actor in (village.neighbour, village.coordinator, other):
        with pytest.raises(NotAllowed):
            tell(village, day, end=15, by=actor)
        with pytest.raises(NotAllowed):
            away(village, day, by=actor)


def test_leader_is_no_leader_of_own_hours(village):
    from dataclasses import replace

    person = village.person(kind=PostKind.STAFF, unit=village.solvang)
    shift = village.shift(person, DAY)
    with pytest.raises(NotAllowed):
        tell(village, shift, end=60, by=replace(village.leader, person_id=person.id))


@pytest.mark.parametrize(
    ("start", "end", "where"),
    [
        (0, -450, "ends_at"),
        (0, -451, "ends_at"),
        (-721, 0, "starts_at"),
        (0, 91, "ends_at"),
    ],
)
def test_times_that_cannot_be_are_refused(village, day, start, end, where):
    with pytest.raises(BadInput) as refused:
        tell(village, day, start=start, end=end)
    assert where in {fault.where for fault in refused.value.faults}
    assert village.session.query(WorkedEntry).count() == 0


def test_break_is_never_longer_than_the_time(village, day):
    day.unpaid_break_minutes = 30
    village.session.flush()
    entry = tell(village, day, end=-430)
    assert (entry.unpaid_break_minutes, entry.minutes) == (20, 0)
    with pytest.raises(BadInput):
        tell(village, day, unpaid_break_minutes=21)


def test_staying_on_into_the_next_shift_is_refused_and_nothing_is_kept(village, day):
    village.shift(own(village, day), "2027-01-11T15:15", hours=5)
    with pytest.raises(Conflict, match="person_busy"), village.session.begin_nested():
        tell(village, day, end=30)
    assert village.session.query(WorkedEntry).count() == 0
    assert tell(village, day, end=15)


def test_shift_to_come_or_closed_or_unknown_is_refused(village, day):
    with pytest.raises(Conflict, match="shift_not_begun"):
        tell(village, day, now=day.starts_at - minutes(1))
    with pytest.raises(Conflict, match="shift_not_over"):
        away(village, day, now=day.ends_at - minutes(1))
    with pytest.raises(Conflict, match="hours_closed"):
        tell(village, day, end=15, now=day.ends_at + OPEN_FOR + minutes(1))
    day.status = ShiftStatus.CANCELLED
    with pytest.raises(Conflict, match="shift_cancelled"):
        tell(village, day, end=15)
    with pytest.raises(NotFound, match="shift"):
        worked.did_not_come(village.session, shift_id=999_999_999, actor=village.leader, now=AFTER)


def test_every_telling_is_an_event_with_side_and_minutes(village, day):
    tell(village, day, end=15)
    object_to(village, day, self_of(day))
    told = village.session.query(Event).filter(Event.subject_kind == "shift").all()
    assert [row.kind for row in told] == ["hours.told", "hours.objected"]
    assert (told[0].data["minutes"], told[0].data["planned_minutes"]) == (465, 450)
    assert told[1].data["side"] == "person"


def goes_home(village, day, at_minute):
    """The person's absence is reported from some minutes into the shift."""
    since = day.starts_at + minutes(at_minute)
    absence.report(
        village.session,
        person_id=day.person_id,
        starts_at=since,
        ends_at=day.ends_at,
        actor=village.leader,
        now=since,
    )


def seen(village, day):
    span = day.starts_at, day.ends_at
    return worked.of_person(village.session, day.person_id, *span, now=AFTER)


def test_hours_before_somebody_went_home_can_be_told(village, day):
    goes_home(village, day, 210)
    (line,) = seen(village, day)
    assert (line.minutes, line.starts_at, line.went) == (0, None, None)
    assert away(village, day) is None
    entry = tell(village, day, end=-240)
    assert (entry.went, entry.minutes) == (Went.LEFT_EARLY, 210)
    assert village.session.get(Shift, day.id).status is ShiftStatus.WORKED
    assert [line.minutes for line in seen(village, day)] == [210]


def test_whole_absence_leaves_nothing_to_tell(village, day):
    goes_home(village, day, 0)
    assert seen(village, day) == []
    with pytest.raises(Conflict, match="shift_cancelled"):
        tell(village, day)
