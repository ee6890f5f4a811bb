"""Every way of being too late, and of asking for what is not yours."""

from datetime import timedelta

import pytest

from tests.vikarsentral.offer.town import NOW, START, WINDOW, leader, self_of
from tests.vikarsentral.offer.words import messages, no, send, yes
from vikarsentral import need as needs
from vikarsentral import offer, shift
from vikarsentral.errors import Conflict, NotFound, Unlawful
from vikarsentral.offer import OfferState
from vikarsentral.tables import ShiftStatus

ENDS = {
    "offer_taken": lambda town, wave: offer.accept(
        town.session, offer_id=wave, actor=self_of(town.first), now=NOW
    ),
    "offer_withdrawn": lambda town, wave: offer.withdraw(
        town.session, offer_id=wave, actor=leader(town), now=NOW
    ),
    "offer_expired": lambda town, _: offer.settle_due(town.session, WINDOW),
}


@pytest.mark.parametrize("code", ENDS)
@pytest.mark.parametrize("answer", [yes, no])
def test_each_way_of_being_too_late_has_its_own_answer(town, code, answer):
    people = town.people(2)
    town.first = people[0]
    wave = send(town, town.need(), people)
    ENDS[code](town, wave)
    with pytest.raises(Conflict) as refusal:
        answer(town, wave, people[1])
    assert refusal.value.code == code


@pytest.mark.parametrize("answer", [yes, no])
def test_an_offer_about_a_withdrawn_need_is_withdrawn(town, answer):
    need, people = town.need(), town.people(1)
    wave = send(town, need, people)
    needs.withdraw(town.session, need_id=need.id, actor=leader(town), now=NOW)
    with pytest.raises(Conflict, match="offer_withdrawn"):
        answer(town, wave, people[0])
    offer.close_for_need(town.session, need.id, NOW)
    assert offer.view(town.session, wave).state is OfferState.WITHDRAWN


def test_an_answer_after_the_window_is_too_late_also_before_anyone_has_settled_it(town):
    wave = send(town, town.need(), town.people(1) + (people := town.people(1)))
    with pytest.raises(Conflict, match="offer_expired"):
        yes(town, wave, people[0], now=WINDOW)


def test_an_offer_about_a_need_booked_by_hand_is_over(town):
    people = town.people(3)
    need = town.need()
    wave = send(town, need, people[:2])
    given = [needs.Assignment(need.id, people[2].id)]
    needs.assign(town.session, given, status=ShiftStatus.CONFIRMED, actor=leader(town), now=NOW)
    with pytest.raises(Conflict, match="offer_taken"):
        yes(town, wave, people[0])
    offer.close_for_need(town.session, need.id, NOW)
    assert offer.view(town.session, wave).state is OfferState.SETTLED
    assert messages(town, "offer_taken") == [each.id for each in people[:2]]


def test_who_is_asked_and_then_booked_by_hand_is_not_told_that_another_has_it(town):
    one, two = town.people(2)
    need = town.need()
    send(town, need, [one, two])
    shift.book(town.session, need_id=need.id, person_id=one.id, actor=leader(town), now=NOW)
    offer.close_for_need(town.session, need.id, NOW)
    assert messages(town, "offer_taken") == [two.id]
    assert messages(town, "shift_given") == [one.id]


def test_one_who_was_not_asked_finds_no_offer(town):
    asked, other = town.people(2)
    wave = send(town, town.need(), [asked])
    for answer in (yes, no):
        with pytest.raises(NotFound):
            answer(town, wave, other)
    with pytest.raises(NotFound):
        yes(town, wave + 1000, asked)


def test_aml_10_8_the_rules_are_read_again_when_an_answer_comes(town):
    """A night shift given meanwhile: the yes would have left three hours of rest."""
    person = town.person()
    wave = send(town, town.need(), [person])
    town.rota(person, START - timedelta(hours=10), START - timedelta(hours=3))
    with pytest.raises(Unlawful):
        yes(town, wave, person)
