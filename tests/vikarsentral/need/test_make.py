from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral import need
from vikarsentral.errors import Conflict
from vikarsentral.need.make import urgency
from vikarsentral.tables import Message, Need, NeedStatus, Pin, PostKind, ShiftStatus

DAY = "2027-01-11T07:30"


def cover(village, person, start="2027-01-11T00:00", end="2027-01-12T00:00"):
    return need.cover_absence(
        village.session,
        person_id=person.id,
        starts_at=at(start),
        ends_at=at(end),
        actor=village.leader,
        now=NOW,
    )


@pytest.fixture
def nurse(village):
    return village.person(PostKind.STAFF, village.solvang)


def test_absence_makes_a_need_of_each_own_shift_with_all_of_it_filled_in(village, nurse):
    shift = village.shift(nurse, DAY, unpaid_break_minutes=30)
    made = cover(village, nurse)
    row = village.session.get(Need, made.need_ids[0])
    assert (row.unit_id, row.starts_at, row.ends_at) == (
        shift.unit_id,
        shift.starts_at,
        shift.ends_at,
    )
    assert (row.unpaid_break_minutes, row.requires) == (30, ["sykepleier"])
    assert (row.absence_id, row.replaces_shift_id) == (made.absence_id, shift.id)
    assert (row.is_agency_allowed, row.agency_ore_per_hour) == (True, 90_000)


def test_absence_from_cover_opens_the_need_again(village):
    person = village.on_duty()
    row = village.need(DAY)
    need.assign(
        village.session,
        [need.Assignment(row.id, person.id)],
        status=ShiftStatus.PLANNED,
        actor=village.coordinator,
        now=NOW,
    )
    made = cover(village, person)
    assert (made.need_ids, made.reopened) == ((), (row.id,))
    assert row.status is NeedStatus.OPEN


@pytest.mark.parametrize(("hours", "priority"), [(1, 1), (48, 1), (49, 2)])
def test_need_is_urgent_inside_two_days(hours, priority):
    assert urgency(NOW + timedelta(hours=hours), NOW) == priority


def test_withdrawn_absence_withdraws_needs_nobody_has(village, nurse):
    shift = village.shift(nurse, DAY)
    made = cover(village, nurse)
    village.add(Pin(need_id=made.need_ids[0], person_id=nurse.id, pinned_by="x", pinned_at=NOW))
    gone = need.withdraw_absence(
        village.session, absence_id=made.absence_id, actor=village.leader, now=NOW
    )
    assert gone == made.need_ids
    assert village.session.get(Need, gone[0]).status is NeedStatus.WITHDRAWN
    assert village.session.query(Pin).count() == 0
    assert shift.status is ShiftStatus.PLANNED
    assert cover(village, nurse).need_ids != gone


def test_withdrawn_absence_leaves_a_given_shift_to_who_has_it(village, nurse):
    village.shift(nurse, DAY)
    made = cover(village, nurse)
    substitute = village.on_duty()
    [given] = need.assign(
        village.session,
        [need.Assignment(made.need_ids[0], substitute.id)],
        status=ShiftStatus.CONFIRMED,
        actor=village.leader,
        now=NOW,
    )
    gone = need.withdraw_absence(
        village.session, absence_id=made.absence_id, actor=village.leader, now=NOW
    )
    assert gone == ()
    assert given.status is ShiftStatus.CONFIRMED


def test_withdrawn_need_cancels_the_cover_with_notice(village):
    person = village.on_duty()
    row = village.need(DAY)
    assignment = [need.Assignment(row.id, person.id)]
    who = {"actor": village.leader, "now": NOW}
    [shift] = need.assign(village.session, assignment, status=ShiftStatus.PLANNED, **who)
    need.withdraw(village.session, need_id=row.id, **who)
    assert (row.status, shift.status) == (NeedStatus.WITHDRAWN, ShiftStatus.CANCELLED)
    assert {message.kind for message in village.session.query(Message)} == {
        "shift_given",
        "shift_cancelled",
    }
    with pytest.raises(Conflict, match="need_withdrawn"):
        need.withdraw(village.session, need_id=row.id, **who)


def test_need_that_is_being_worked_stays(village):
    row = village.need(DAY)
    need.assign(
        village.session,
        [need.Assignment(row.id, village.on_duty().id)],
        status=ShiftStatus.PLANNED,
        actor=village.leader,
        now=NOW,
    )
    with pytest.raises(Conflict, match="need_begun"):
        need.withdraw(village.session, need_id=row.id, actor=village.leader, now=row.starts_at)
