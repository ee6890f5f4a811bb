"""Several people cover one shift: asked only where needed, booked whole or not at all."""

from datetime import timedelta

import pytest

from tests.vikarsentral.compound.conftest import NOON
from tests.vikarsentral.offer.town import LENGTH, NOW, START, leader, self_of
from vikarsentral import compound, offer, shift
from vikarsentral.errors import Conflict, Unlawful
from vikarsentral.tables import (
    Compound,
    Event,
    Message,
    Need,
    NeedStatus,
    Offer,
    OfferAnswer,
    Shift,
    ShiftStatus,
)

MINUTE = timedelta(minutes=1)


def messages(town, kind):
    query = town.session.query(Message).filter(Message.kind == kind).order_by(Message.id)
    return [(one.person_id, one.body) for one in query]


def test_two_halves_make_a_whole_and_both_are_asked(town):
    early, late = town.early(), town.late()
    third = town.early()
    town.start(town.need())
    assert town.state().state == "running"
    assert town.parts() == [(early.id, "takes_part"), (late.id, "takes_part")]
    asked = messages(town, "offer_asked")
    assert [person_id for person_id, _ in asked] == [early.id, late.id]
    assert "04.01.2027 07:30–11:30" in asked[0][1]
    assert "del av en vakt" in asked[0][1]
    assert third.id not in {person_id for person_id, _ in asked}


def test_nothing_is_booked_before_all_have_said_yes(town):
    early, late = town.early(), town.late()
    need = town.need()
    town.start(need)
    assert town.answer(early, offer.accept).state == "noted"
    assert town.shifts() == []
    answered = town.answer(late, offer.accept)
    assert answered.state == "yours"
    assert town.shifts() == [(early.id, 0, 4), (late.id, 4, 7.5)]
    town.session.expire_all()
    rows = town.session.query(Need).order_by(Need.id).all()
    assert [one.status for one in rows] == [NeedStatus.COVERED, NeedStatus.COVERED]
    assert rows[1].part_of_id == need.id
    assert [person_id for person_id, _ in messages(town, "offer_yours")] == [early.id, late.id]
    town.go_on(NOW + MINUTE)
    assert town.state().state == "covered"


def test_one_no_lets_the_others_go_and_the_next_combination_is_asked(town):
    early, late, other = town.early(), town.late(), town.late()
    town.start(town.need())
    town.answer(early, offer.accept)
    town.answer(late)
    assert town.shifts() == []
    over = messages(town, "offer_over")
    assert [person_id for person_id, _ in over] == [early.id]
    assert "binder deg ikke" in over[0][1]
    town.go_on(NOW + MINUTE)
    assert town.parts()[2:] == [(early.id, "takes_part"), (other.id, "takes_part")]
    town.answer(early, offer.accept)
    town.answer(other, offer.accept)
    assert town.shifts() == [(early.id, 0, 4), (other.id, 4, 7.5)]


def test_silence_ends_a_combination_and_the_search(town):
    early, _ = town.early(), town.late()
    town.start(town.need())
    town.answer(early, offer.accept)
    town.go_on(NOW + 21 * MINUTE)
    assert town.state().state == "exhausted"
    assert town.shifts() == []
    assert town.session.query(Compound).one().state == "failed"
    with pytest.raises(Conflict, match="offer_expired"):
        offer.accept(
            town.session,
            offer_id=town.session.query(Offer).order_by(Offer.id).first().id,
            actor=self_of(early),
            now=NOW + 22 * MINUTE,
        )


def test_a_yes_beforehand_is_not_asked_again(town):
    direct = {"is_direct_booking_ok": True}
    early, late = town.early(contact=direct), town.late(contact=direct)
    assert town.start(town.need()).state == "covered"
    assert town.shifts() == [(early.id, 0, 4), (late.id, 4, 7.5)]
    assert messages(town, "offer_asked") == []
    assert [person_id for person_id, _ in messages(town, "shift_given")] == [early.id, late.id]


def test_only_those_who_may_be_disturbed_now_are_asked(town):
    town.early(contact={"most_a_week": 0})
    town.late()
    assert town.start(town.need()).state == "exhausted"
    assert messages(town, "offer_asked") == []


def test_who_is_quiet_now_is_waited_for(town):
    early, late = town.early(contact={"is_early_ok": False}), town.late()
    town.start(town.need())
    assert town.state().state == "running"
    assert f"{town.state().next_at:%H:%M}" == "06:00"
    town.go_on(NOW + 50 * MINUTE)
    assert town.parts() == [(early.id, "takes_part"), (late.id, "takes_part")]


def test_the_optional_rest_is_dropped_before_a_second_person_is_disturbed(town):
    early, _ = town.early(), town.late()
    core = {"core_starts_at": START, "core_ends_at": NOON}
    town.start(town.need(**core))
    town.answer(early, offer.accept)
    assert town.shifts() == [(early.id, 0, 4)]
    assert town.session.query(Compound).one().dropped_minutes == 210


def test_work_found_in_the_meantime_books_nothing(town):
    early, late = town.early(), town.late()
    town.start(town.need())
    town.answer(early, offer.accept)
    other = town.need(starts_at=NOON - timedelta(hours=1), ends_at=START + timedelta(hours=6))
    town.rota(early, START, NOON)
    assert other.id
    town.answer(late, offer.accept)
    assert town.shifts() == []
    assert town.session.query(Compound).one().state == "failed"
    assert {one.state for one in town.session.query(OfferAnswer)} == {"closed"}
    assert town.session.query(Need).count() == 2


def test_a_yes_that_became_unlawful_says_why(town):
    early, _ = town.early(), town.late()
    town.start(town.need())
    town.rota(early, START, NOON)
    with pytest.raises(Unlawful):
        town.answer(early, offer.accept)


def test_somebody_moves_from_a_unit_that_can_spare_them(town):
    _, people, rows = town.neighbours(3, least=2)
    town.start(town.need())
    assert town.parts() == [(people[0].id, "moves")]
    assert "i stedet for Fjellheim" in messages(town, "offer_asked")[0][1]
    town.answer(people[0], offer.accept)
    assert town.shifts() == [(people[0].id, 0, 7.5)]
    assert town.session.get(Shift, rows[0].id).status is ShiftStatus.CANCELLED


def test_nobody_moves_below_the_floor_of_the_unit(town):
    town.neighbours(3, least=3)
    assert town.start(town.need()).state == "exhausted"


def test_nobody_moves_where_the_unit_fell_to_its_floor_before_the_yes(town):
    _, people, rows = town.neighbours(3, least=2)
    town.start(town.need())
    rows[2].status = ShiftStatus.ABSENT
    town.session.flush()
    town.answer(people[0], offer.accept)
    assert town.shifts() == []
    assert town.session.get(Shift, rows[0].id).status is ShiftStatus.PLANNED


def test_what_is_left_of_an_own_shift_stays_at_its_unit(town):
    other, people, _ = town.neighbours(3, least=2)
    town.start(town.need(starts_at=START + timedelta(hours=1), ends_at=START + LENGTH))
    town.answer(people[0], offer.accept)
    kept = town.session.query(Shift).filter_by(person_id=people[0].id, status="planned").one()
    assert (kept.unit_id, town.hours(kept.starts_at), town.hours(kept.ends_at)) == (other.id, 0, 1)


def test_a_stopped_search_ends_the_combination_too(town):
    from vikarsentral import callout

    town.early(), town.late()
    need = town.need()
    town.start(need)
    callout.stop(town.session, need_id=need.id, actor=leader(town), now=NOW)
    assert town.session.query(Compound).one().state == "failed"
    assert {one.state for one in town.session.query(Offer)} == {"withdrawn"}
    assert len(messages(town, "offer_over")) == 2


def test_a_booking_by_hand_ends_the_combination_too(town):
    town.early(), town.late()
    need = town.need()
    town.start(need)
    whole = town.someone()
    shift.book(town.session, need_id=need.id, person_id=whole.id, actor=leader(town), now=NOW)
    town.go_on(NOW + MINUTE)
    assert town.session.query(Compound).one().state == "failed"
    assert town.state().state == "covered"
    assert town.shifts() == [(whole.id, 0, 7.5)]


def test_everything_is_written_in_the_record(town):
    early, late = town.early(), town.late()
    town.start(town.need())
    town.answer(early, offer.accept)
    town.answer(late, offer.accept)
    kinds = {one.kind for one in town.session.query(Event)}
    assert {"compound.tried", "compound.booked", "need.split", "shift.given"} <= kinds


def test_the_leader_sees_each_part_and_its_answer(town):
    early, late = town.early(), town.late()
    need = town.need()
    assert compound.view(town.session, need.id) is None
    town.start(need)
    town.answer(early, offer.accept)
    seen = compound.view(town.session, need.id)
    assert [(one.name, one.state) for one in seen.parts] == [
        (early.name, "noted"),
        (late.name, "asked"),
    ]
    town.answer(late, offer.accept)
    second = town.session.query(Need).filter(Need.part_of_id == need.id).one()
    assert compound.view(town.session, second.id).id == seen.id


def test_taken_back_everyone_is_told_and_one_need_stands_open(town):
    direct = {"is_direct_booking_ok": True}
    early, late = town.early(contact=direct), town.late(contact=direct)
    need = town.need(unpaid_break_minutes=30)
    town.start(need)
    held = compound.view(town.session, need.id)
    for _ in range(2):
        whole = compound.undo(town.session, compound_id=held.id, actor=leader(town), now=NOW)
    assert whole == need.id
    assert (need.ends_at, need.unpaid_break_minutes) == (START + LENGTH, 30)
    assert need.status is NeedStatus.OPEN
    assert town.shifts() == []
    gone = [person_id for person_id, _ in messages(town, "shift_cancelled")]
    assert sorted(gone) == sorted([early.id, late.id])


def test_taken_back_an_own_shift_stands_again(town):
    _, people, rows = town.neighbours(3, least=2)
    need = town.need(starts_at=START + timedelta(hours=1), ends_at=START + LENGTH)
    town.start(need)
    town.answer(people[0], offer.accept)
    held = compound.view(town.session, need.id)
    compound.undo(town.session, compound_id=held.id, actor=leader(town), now=NOW)
    query = town.session.query(Shift).filter_by(person_id=people[0].id, status="planned")
    assert [one.id for one in query] == [rows[0].id]


def test_what_has_begun_or_is_not_booked_is_not_taken_back(town):
    town.early(), town.late()
    need = town.need()
    town.start(need)
    held = compound.view(town.session, need.id)
    with pytest.raises(Conflict, match="shift_cancelled"):
        compound.undo(town.session, compound_id=held.id, actor=leader(town), now=NOW)
    town.session.get(Compound, held.id).state = "booked"
    town.session.get(Compound, held.id).settled_at = NOW
    with pytest.raises(Conflict, match="shift_begun"):
        compound.undo(town.session, compound_id=held.id, actor=leader(town), now=START)


def test_one_part_that_falls_out_is_looked_for_alone(town):
    from vikarsentral import callout

    direct = {"is_direct_booking_ok": True}
    early, late = town.early(contact=direct), town.late(contact=direct)
    town.start(town.need())
    held = town.session.query(Shift).filter_by(person_id=late.id).one()
    other = town.late(contact=direct)
    part = callout.cannot_come(town.session, shift_id=held.id, actor=self_of(late), now=NOW)
    assert callout.view(town.session, part).state == "covered"
    assert town.shifts()[0] == (early.id, 0, 4)
    assert (other.id, 4, 7.5) in town.shifts()
