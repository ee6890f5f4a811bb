from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral import absence
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound
from vikarsentral.tables import Event, PostKind, ShiftStatus

DAY = "2027-01-11T07:30"


def report(village, person, start="2027-01-11T00:00", end="2027-01-12T00:00", actor=None):
    return absence.report(
        village.session,
        person_id=person.id,
        starts_at=at(start),
        ends_at=at(end),
        actor=actor or village.leader,
        now=NOW,
    )


@pytest.fixture
def nurse(village):
    return village.person(PostKind.STAFF, village.solvang)


def test_report_releases_the_shifts_that_overlap_and_no_other(village, nurse):
    inside = village.shift(nurse, DAY)
    night_before = village.shift(nurse, "2027-01-10T21:45", hours=9.5)
    after = village.shift(nurse, "2027-01-12T07:30")
    reported = report(village, nurse)
    assert reported.rota == (night_before.id, inside.id)
    assert (inside.status, inside.sequence) == (ShiftStatus.ABSENT, 1)
    assert (after.status, after.sequence) == (ShiftStatus.PLANNED, 0)


def test_report_leaves_worked_shifts_alone(village, nurse):
    worked = village.shift(nurse, DAY, status=ShiftStatus.WORKED)
    assert report(village, nurse).rota == ()
    assert worked.status is ShiftStatus.WORKED


def test_report_is_recorded_without_a_cause(village, nurse):
    reported = report(village, nurse)
    line = village.session.query(Event).filter_by(kind="absence.reported").one()
    assert (line.subject_id, line.data) == (str(reported.absence_id), {"person": nurse.id})


def test_second_report_of_the_same_time_is_refused(village, nurse):
    report(village, nurse)
    with pytest.raises(Conflict, match="already_absent"):
        report(village, nurse)


def test_leader_of_another_unit_may_not_report(village, nurse):
    village.shift(nurse, DAY)
    with pytest.raises(NotAllowed):
        report(village, nurse, actor=village.neighbour)


def test_leader_may_report_a_visitor_who_works_at_the_unit(village, nurse):
    village.shift(nurse, DAY, unit=village.fjellheim)
    assert report(village, nurse, actor=village.neighbour).absence_id


def test_coordinator_may_report_the_pool(village):
    assert report(village, village.person(), actor=village.coordinator).absence_id


@pytest.mark.parametrize("end", ["2027-01-11T00:00", "2028-01-17T00:00"])
def test_empty_or_endless_time_is_refused(village, nurse, end):
    with pytest.raises(BadInput, match="ends_at"):
        report(village, nurse, end=end)


def test_unknown_person_is_told(village):
    with pytest.raises(NotFound):
        report(village, type("Person", (), {"id": 999_999}))


def test_withdraw_gives_own_shifts_back(village, nurse):
    shift = village.shift(nurse, DAY)
    reported = report(village, nurse)
    back = absence.withdraw(
        village.session, absence_id=reported.absence_id, actor=village.leader, now=NOW
    )
    assert back == (shift.id,)
    assert (shift.status, shift.sequence) == (ShiftStatus.PLANNED, 2)


def test_withdraw_does_not_give_back_what_has_begun(village, nurse):
    shift = village.shift(nurse, DAY)
    reported = report(village, nurse)
    later = shift.starts_at + timedelta(minutes=1)
    back = absence.withdraw(
        village.session, absence_id=reported.absence_id, actor=village.leader, now=later
    )
    assert back == ()
    assert shift.status is ShiftStatus.ABSENT


def test_withdraw_keeps_what_another_absence_holds(village, nurse):
    shift = village.shift(nurse, DAY)
    short = report(village, nurse)
    report(village, nurse, end="2027-01-14T00:00")
    back = absence.withdraw(
        village.session, absence_id=short.absence_id, actor=village.leader, now=NOW
    )
    assert back == ()
    assert shift.status is ShiftStatus.ABSENT


def test_withdraw_twice_is_refused(village, nurse):
    reported = report(village, nurse)
    take_back = {"absence_id": reported.absence_id, "actor": village.leader, "now": NOW}
    absence.withdraw(village.session, **take_back)
    with pytest.raises(Conflict, match="absence_withdrawn"):
        absence.withdraw(village.session, **take_back)


def test_withdraw_is_refused_when_the_person_has_other_work(village, nurse):
    village.shift(nurse, DAY)
    reported = report(village, nurse)
    village.shift(nurse, DAY, unit=village.fjellheim)
    with pytest.raises(Conflict, match="person_busy"):
        absence.withdraw(
            village.session, absence_id=reported.absence_id, actor=village.leader, now=NOW
        )
