"""The walk over the whole log finds every planted violation, and nothing in a clean log."""

from sqlalchemy import update

from tests.vikarsentral.preference.history import AFTER, NOW, WINDOW
from vikarsentral import preference
from vikarsentral.preference import Breach, Origin
from vikarsentral.tables import AgencyBasis, AgencyStatus, OfferAnswer, Shift, ShiftStatus


def found(history):
    told = preference.walk(history.session)
    return [(one.breach, one.origin, one.people) for one in told.violations]


def test_empty_log_has_nothing(history):
    told = preference.walk(history.session)
    assert (told.orders, told.hires, told.offers, told.violations) == (0, 0, 0, ())


def test_log_in_which_everyone_had_their_turn_is_clean(history):
    person, need = history.part_timer(), history.need()
    history.ask(need, person)
    history.approve(history.proposal(need), now=WINDOW)
    other = history.need()
    history.ask(other, person, at=AFTER)
    history.book(other, history.hourly(), now=AFTER + (WINDOW - NOW))
    told = preference.walk(history.session)
    assert (told.orders, told.hires, told.offers) == (1, 1, 2)
    assert told.violations == ()


def test_order_approved_past_the_gate_is_found(history):
    order = history.proposal(history.need())
    order.status, order.basis = AgencyStatus.APPROVED, AgencyBasis.VIKARIAT
    order.approved_by, order.approved_at = "noen", NOW
    history.session.flush()
    assert found(history) == [(Breach.NOT_SHOWN, Origin.AGENCY, 0)]


def test_hourly_person_booked_before_a_part_timer_is_found(history):
    history.part_timer()
    history.book(history.need(), history.hourly())
    assert found(history) == [(Breach.PASSED_OVER, Origin.HOURLY, 1)]


def test_hourly_shift_put_in_past_the_product_is_found(history):
    row = history.need()
    made = history.book(row, history.hourly())
    person = history.hourly()
    history.session.execute(update(Shift).where(Shift.id == made.id).values(person_id=person.id))
    assert found(history) == [(Breach.NOT_SHOWN, Origin.HOURLY, 0)]


def test_line_that_the_offers_do_not_bear_out_is_found(history):
    person, need = history.part_timer(), history.need()
    wave = history.ask(need, person)
    order = history.proposal(need)
    history.approve(order, now=WINDOW)
    assert found(history) == []
    history.session.execute(
        update(OfferAnswer).where(OfferAnswer.offer_id == wave).values(asked_at=AFTER)
    )
    assert found(history) == [(Breach.NOT_BORNE_OUT, Origin.AGENCY, 1)]


def test_wave_that_asks_an_hourly_person_first_is_found(history):
    part_timer, hourly = history.part_timer(), history.hourly()
    history.ask(history.need(), part_timer, hourly)
    assert found(history) == []
    history.ask(history.need(), hourly, part_timer)
    assert found(history) == [(Breach.RANKED_AFTER, Origin.OFFER, 1)]


def test_cancelled_booking_is_no_hire(history):
    history.part_timer()
    made = history.book(history.need(), history.hourly())
    made.status = ShiftStatus.CANCELLED
    history.session.flush()
    assert found(history) == []


def test_order_with_a_violation_is_one_of_many(history):
    for _ in range(3):
        need = history.need()
        history.approve(history.proposal(need))
    planted = history.need()
    history.part_timer()
    history.book(planted, history.hourly())
    told = preference.walk(history.session)
    assert (told.orders, told.hires) == (3, 1)
    assert [one.need_id for one in told.violations] == [planted.id]
