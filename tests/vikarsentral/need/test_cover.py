import pytest

from tests.vikarsentral.village import NOW
from vikarsentral import need
from vikarsentral.errors import Conflict, NotFound
from vikarsentral.tables import (
    AgencyOrder,
    AgencyStatus,
    Event,
    LabourLine,
    LabourSource,
    Message,
    NeedStatus,
    Shift,
    ShiftKind,
    ShiftStatus,
)

DAY = "2027-01-11T07:30"


def assign(village, *pairs, **changes):
    values = {"status": ShiftStatus.PLANNED, "actor": village.coordinator, "now": NOW}
    listed = [need.Assignment(row.id, person.id) for row, person in pairs]
    return need.assign(village.session, listed, **{**values, **changes})


def test_need_becomes_a_shift_with_line_record_and_message(village):
    person, row = village.on_duty(), village.need(DAY, unpaid_break_minutes=30)
    [shift] = assign(village, (row, person))
    assert (shift.kind, shift.need_id, shift.unit_id) == (ShiftKind.COVER, row.id, row.unit_id)
    assert (shift.starts_at, shift.ends_at, shift.unpaid_break_minutes) == (
        row.starts_at,
        row.ends_at,
        30,
    )
    assert row.status is NeedStatus.COVERED
    line = village.session.query(LabourLine).one()
    assert (line.source, line.minutes, line.cost_ore) == (LabourSource.POOL, 420, 336_001)
    assert village.session.query(Event).filter_by(kind="shift.given").count() == 1
    message = village.session.query(Message).one()
    assert message.body == "Du har fått vakt: 11.01.2027 07:30–15:00, Solvang."


def test_taken_and_withdrawn_needs_are_refused(village):
    row = village.need(DAY)
    assign(village, (row, village.on_duty()))
    with pytest.raises(Conflict, match="need_taken"):
        assign(village, (row, village.on_duty()))
    gone = village.need(DAY, status=NeedStatus.WITHDRAWN)
    with pytest.raises(Conflict, match="need_withdrawn"):
        assign(village, (gone, village.on_duty()))


def test_busy_person_is_refused_by_the_database(village):
    person = village.on_duty()
    with pytest.raises(Conflict, match="person_busy"):
        assign(village, (village.need(DAY), person), (village.need(DAY), person))


def test_unknown_need_and_person_are_told(village):
    nobody = type("Row", (), {"id": 999_999})
    with pytest.raises(NotFound, match="need"):
        assign(village, (nobody, village.on_duty()))
    with pytest.raises(NotFound, match="person"):
        assign(village, (village.need(DAY), nobody))


def test_inactive_person_gets_nothing(village):
    with pytest.raises(NotFound, match="person"):
        assign(village, (village.need(DAY), village.on_duty(is_active=False)))


def test_rows_are_written_in_the_order_of_people_and_times(village):
    first, second = village.on_duty(), village.on_duty()
    late, early = village.need("2027-01-12T07:30"), village.need(DAY)
    other = village.need(DAY)
    shifts = assign(village, (late, second), (other, first), (early, second))
    assert [(shift.person_id, shift.need_id) for shift in shifts] == [
        (first.id, other.id),
        (second.id, early.id),
        (second.id, late.id),
    ]


def test_release_cancels_and_opens(village):
    row = village.need(DAY)
    [shift] = assign(village, (row, village.on_duty()))
    gone = need.release(village.session, [row.id], actor=village.leader, now=NOW)
    assert gone == [shift]
    assert (shift.status, shift.sequence) == (ShiftStatus.CANCELLED, 1)
    assert row.status is NeedStatus.OPEN
    assert village.session.query(LabourLine).count() == 0
    assert need.release(village.session, [row.id], actor=village.leader, now=NOW) == []
    assert assign(village, (row, village.on_duty()))[0].uid != shift.uid


def test_covered_need_drops_its_agency_order(village):
    row = village.need(
        DAY, status=NeedStatus.AGENCY, is_agency_allowed=True, agency_ore_per_hour=1
    )
    proposal = village.add(
        AgencyOrder(
            need_id=row.id,
            status=AgencyStatus.PROPOSED,
            ore_per_hour=90_000,
            minutes=450,
            proposed_at=NOW,
        )
    )
    assign(village, (row, village.on_duty()))
    village.session.refresh(proposal)
    assert proposal.status is AgencyStatus.DECLINED


def test_quiet_assignment_tells_nobody(village):
    assign(village, (village.need(DAY), village.on_duty()), tell=False)
    assert village.session.query(Message).count() == 0
    assert village.session.query(Shift).count() == 1
