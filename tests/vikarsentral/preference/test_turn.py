"""Part-timers of the area who want more and may lawfully come, have their turn first."""

from datetime import date, timedelta

import pytest

from tests.vikarsentral.preference.history import AFTER, DAY, NOW, WINDOW
from vikarsentral import agreements, audit, offer, preference
from vikarsentral.access import RoleName
from vikarsentral.agreements import AgreementKind, AgreementLevel, Draft, Side
from vikarsentral.errors import BadInput, Conflict, NotFound
from vikarsentral.tables import AgencyBasis, AgencyStatus, OfferState

ON = date(2027, 1, 11)


def turn(history, need, now=AFTER):
    return preference.turn(history.session, need.id, now=now)


def test_aml_14_3_agency_waits_for_a_part_timer_who_was_not_asked(history):
    history.part_timer()
    order = history.proposal(history.need())
    with pytest.raises(Conflict, match="part_timers_first") as refused:
        history.approve(order)
    assert refused.value.facts["people"] == 1
    assert order.status is AgencyStatus.PROPOSED


@pytest.mark.parametrize("basis", list(AgencyBasis))
def test_aml_14_3_no_legal_basis_goes_past_part_timers(history, basis):
    history.part_timer()
    with pytest.raises((Conflict, BadInput)):
        history.approve(history.proposal(history.need()), basis)


def test_no_or_silence_to_the_end_of_the_window_is_a_turn(history):
    says_no, silent = history.part_timer(), history.part_timer()
    need = history.need()
    wave = history.ask(need, says_no, silent)
    history.decline(wave, says_no)
    assert turn(history, need, NOW + timedelta(minutes=2)).passed_over == (silent.id,)
    assert turn(history, need, WINDOW).passed_over == ()
    assert turn(history, need, WINDOW).had_turn == (says_no.id, silent.id)
    order = history.proposal(need)
    history.approve(order)
    assert order.status is AgencyStatus.APPROVED


def test_wave_that_was_called_back_was_no_turn(history):
    person, need = history.part_timer(), history.need()
    wave = history.ask(need, person)
    offer.withdraw(history.session, offer_id=wave, actor=history.village.coordinator, now=NOW)
    assert turn(history, need).passed_over == (person.id,)


def test_yes_is_no_turn_had(history):
    person, need = history.part_timer(), history.need()
    wave = history.ask(need, person)
    row = history.session.get_one(offer.rows.Offer, wave)
    answers = history.session.query(offer.rows.OfferAnswer).filter_by(offer_id=wave)
    answers.update({"state": "closed", "answered_at": NOW})
    row.state, row.settled_at = OfferState.SETTLED, NOW
    history.session.flush()
    assert turn(history, need).passed_over == (person.id,)


def test_only_the_lawful_come_first(history):
    busy = history.part_timer()
    history.village.shift(busy, DAY)
    history.part_timer(role="pleieassistent")
    found = turn(history, history.need())
    assert (found.considered, found.lawful) == (2, ())


def test_booking_an_hourly_person_is_written_down_with_who_came_first(history):
    passed, need = history.part_timer(), history.need()
    history.book(need, history.hourly())
    line = next(
        one
        for one in audit.lines(history.session, subject=("need", need.id))
        if one.kind == preference.CHECKED
    )
    assert line.data["passed_over"] == [passed.id]


def test_permanent_staff_are_no_new_hire(history):
    need = history.need()
    history.book(need, history.part_timer())
    kinds = {one.kind for one in audit.lines(history.session, subject=("need", need.id))}
    assert preference.CHECKED not in kinds


def test_unknown_need_is_not_found(history):
    with pytest.raises(NotFound):
        preference.turn(history.session, 999_999, now=NOW)


def test_aml_14_12_agreement_on_hire_is_a_basis_where_it_covers_unit_and_day(history):
    planner, staff = history.planner, history.village.actor(RoleName.TILLITSVALGT)
    wanted = Draft(
        AgreementKind.HIRE,
        AgreementLevel.LOCAL_TV,
        "Innleie",
        {},
        date(2027, 1, 1),
        ON,
        "Protokoll 2",
        units=frozenset({history.village.solvang.id}),
    )
    made = agreements.draft(history.session, wanted, actor=planner, now=NOW)
    order = history.proposal(history.need())
    for side, actor in ((Side.EMPLOYER, planner), (Side.COUNTERPART, staff)):
        with pytest.raises(BadInput, match="agreement on hire"):
            history.approve(order, AgencyBasis.TV_AGREEMENT)
        agreements.sign(history.session, agreement_id=made, side=side, actor=actor, now=NOW)
    history.approve(order, AgencyBasis.TV_AGREEMENT)
    assert (order.basis, order.agreement_id) == (AgencyBasis.TV_AGREEMENT, made)
    elsewhere = history.proposal(history.need(unit=history.village.fjellheim))
    with pytest.raises(BadInput, match="agreement on hire"):
        history.approve(elsewhere, AgencyBasis.TV_AGREEMENT, actor=history.village.neighbour)
