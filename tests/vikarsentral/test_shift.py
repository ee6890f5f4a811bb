from datetime import timedelta

import pytest

from tests.vikarsentral.village import NOW, at
from vikarsentral import shift
from vikarsentral.errors import Conflict, NotAllowed, NotFound, Unlawful
from vikarsentral.tables import NeedStatus, PostKind, Shift, ShiftStatus

DAY = "2027-01-11T07:30"


def book(village, row, person, actor=None, now=NOW):
    return shift.book(
        village.session,
        need_id=row.id,
        person_id=person.id,
        actor=actor or village.leader,
        now=now,
    )


def test_booking_by_hand_is_confirmed(village):
    row = village.need(DAY)
    made = book(village, row, village.on_duty())
    assert (made.status, row.status) == (ShiftStatus.CONFIRMED, NeedStatus.COVERED)


def test_unlawful_booking_is_refused_with_receipts(village):
    person, row = village.on_duty(), village.need(DAY)
    village.shift(person, "2027-01-10T15:00", hours=6)
    with pytest.raises(Unlawful) as refused:
        book(village, row, person)
    assert refused.value.exit_code == 1
    assert refused.value.receipts[0]["numbers"]["limit"] > 0
    assert village.session.query(Shift).count() == 1


def test_aml_10_8_1_rest_before_a_booking_is_judged_to_the_minute(village):
    edge = village.need(DAY)
    person = village.on_duty()
    before = village.shift(person, "2027-01-10T15:00", hours=5.5)
    assert edge.starts_at - before.ends_at == timedelta(hours=11)
    assert book(village, edge, person).id
    second = village.on_duty()
    village.shift(second, "2027-01-10T15:01", hours=5.5)
    with pytest.raises(Unlawful):
        book(village, village.need(DAY), second)


def test_need_that_is_over_taken_or_unknown_is_refused(village):
    row, person = village.need(DAY), village.on_duty()
    with pytest.raises(Conflict, match="need_over"):
        book(village, row, person, now=row.ends_at)
    book(village, row, person)
    with pytest.raises(Conflict, match="need_taken"):
        book(village, row, village.on_duty())
    nobody = type("Row", (), {"id": 999_999})
    with pytest.raises(NotFound, match="need"):
        book(village, nobody, person)
    with pytest.raises(NotFound, match="person"):
        book(village, village.need(DAY), nobody)


def test_leader_books_at_own_unit_only(village):
    with pytest.raises(NotAllowed):
        book(village, village.need(DAY), village.on_duty(), actor=village.neighbour)


def test_cover_is_cancelled_before_it_begins(village):
    row = village.need(DAY)
    made = book(village, row, village.on_duty())
    shift.cancel(village.session, shift_id=made.id, actor=village.leader, now=NOW)
    assert (made.status, row.status) == (ShiftStatus.CANCELLED, NeedStatus.OPEN)
    with pytest.raises(Conflict, match="shift_cancelled"):
        shift.cancel(village.session, shift_id=made.id, actor=village.leader, now=NOW)


def test_own_rota_begun_work_and_others_units_are_not_cancelled(village):
    rota = village.shift(village.person(PostKind.STAFF, village.solvang), DAY)
    made = book(village, village.need(DAY), village.on_duty())
    who = {"actor": village.leader, "now": NOW}
    with pytest.raises(Conflict, match="shift_not_cover"):
        shift.cancel(village.session, shift_id=rota.id, **who)
    with pytest.raises(Conflict, match="shift_begun"):
        shift.cancel(village.session, shift_id=made.id, actor=village.leader, now=made.starts_at)
    with pytest.raises(NotAllowed):
        shift.cancel(village.session, shift_id=made.id, actor=village.neighbour, now=NOW)
    with pytest.raises(NotFound):
        shift.cancel(village.session, shift_id=999_999, **who)


def test_own_shifts_show_the_cancelled_too(village):
    person = village.on_duty()
    made = book(village, village.need(DAY), person)
    shift.cancel(village.session, shift_id=made.id, actor=village.leader, now=NOW)
    village.shift(person, "2027-01-12T07:30", unit=village.fjellheim)
    village.shift(village.person(), DAY)
    found = shift.own_shifts(
        village.session, person_id=person.id, starts_at=NOW, ends_at=at("2027-02-01T00:00")
    )
    assert [(each.status, each.unit_code, each.area) for each in found] == [
        (ShiftStatus.CANCELLED, "solvang", "nord"),
        (ShiftStatus.PLANNED, "fjellheim", "sor"),
    ]
