"""Who wins, and who is told what."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.vikarsentral.offer.town import LENGTH, START, WINDOW
from tests.vikarsentral.offer.words import messages, no, send, states, yes
from vikarsentral import offer
from vikarsentral.errors import Conflict
from vikarsentral.offer import AnswerState, OfferMode, OfferState
from vikarsentral.tables import Message, MessageState, Need, NeedStatus, Shift, ShiftStatus

LATER = WINDOW + timedelta(seconds=1)


def test_a_yes_is_noted_while_one_above_may_still_answer(town):
    first, second = town.people(2)
    wave = send(town, town.need(), [first, second])
    answered = yes(town, wave, second)
    assert (answered.state, answered.shift_id) == (AnswerState.NOTED, None)
    assert offer.view(town.session, wave).state is OfferState.OPEN


def test_the_highest_yes_wins_at_once_when_all_above_have_answered(town):
    first, second, third = town.people(3)
    need = town.need()
    wave = send(town, need, [first, second, third])
    yes(town, wave, third)
    yes(town, wave, second)
    no(town, wave, first)
    assert states(town, wave) == [AnswerState.DECLINED, AnswerState.YOURS, AnswerState.CLOSED]
    shift = town.session.scalars(select(Shift)).one()
    assert (shift.person_id, shift.status) == (second.id, ShiftStatus.CONFIRMED)
    assert town.session.get(Need, need.id).status is NeedStatus.COVERED


def test_the_first_ranked_wins_at_once_and_their_retry_is_the_same_answer(town):
    first, second = town.people(2)
    wave = send(town, town.need(), [first, second])
    won = yes(town, wave, first)
    assert won.state is AnswerState.YOURS
    assert yes(town, wave, first, now=LATER) == won


def test_the_highest_yes_wins_when_the_window_ends_though_some_never_answered(town):
    people = town.people(4)
    wave = send(town, town.need(), people)
    yes(town, wave, people[3])
    yes(town, wave, people[1])
    assert offer.settle_due(town.session, WINDOW - timedelta(seconds=1)) == 0
    assert offer.settle_due(town.session, WINDOW) == 1
    closed = AnswerState.CLOSED
    assert states(town, wave) == [closed, AnswerState.YOURS, closed, closed]
    assert offer.settle_due(town.session, LATER) == 0


def test_a_window_that_ends_without_a_yes_leaves_the_need_open(town):
    first, second = town.people(2)
    need = town.need()
    wave = send(town, need, [first, second])
    no(town, wave, first)
    offer.settle_due(town.session, WINDOW)
    assert offer.view(town.session, wave).state is OfferState.EXPIRED
    assert town.session.get(Need, need.id).status is NeedStatus.OPEN
    assert messages(town, "offer_over") == [second.id]


def test_an_offer_ends_when_everyone_has_said_no(town):
    people = town.people(2)
    wave = send(town, town.need(), people)
    for person in people:
        no(town, wave, person)
    assert offer.view(town.session, wave).state is OfferState.EXPIRED


def test_one_who_said_no_may_still_say_yes(town):
    first, second = town.people(2)
    wave = send(town, town.need(), [first, second])
    no(town, wave, first)
    assert yes(town, wave, first).state is AnswerState.YOURS


def test_one_who_said_yes_may_still_say_no_until_it_is_theirs(town):
    first, second = town.people(2)
    wave = send(town, town.need(), [first, second])
    yes(town, wave, second)
    assert no(town, wave, second).state is AnswerState.DECLINED
    yes(town, wave, first)
    with pytest.raises(Conflict, match="already_yours"):
        no(town, wave, first)


def test_everyone_asked_gets_one_question_and_one_last_word(town):
    people = town.people(3)
    wave = send(town, town.need(), people)
    yes(town, wave, people[1])
    yes(town, wave, people[0])
    assert messages(town, "offer_asked") == [each.id for each in people]
    assert messages(town, "offer_yours") == [people[0].id]
    assert messages(town, "offer_taken") == [people[1].id, people[2].id]


def test_a_question_that_has_not_left_is_dropped_when_the_offer_is_over(town):
    people = town.people(2)
    wave = send(town, town.need(), people)
    yes(town, wave, people[0])
    query = select(func.count()).where(
        Message.kind == "offer_asked", Message.state == MessageState.QUEUED
    )
    assert town.session.scalar(query) == 0


def test_a_question_is_never_sent_after_its_window(town):
    send(town, town.need(), town.people(1))
    assert town.session.scalars(select(Message.deadline_at)).one() == WINDOW


def test_a_noted_yes_that_has_become_unlawful_gives_way_to_the_next(town):
    people = town.people(3)
    wave = send(town, town.need(), people)
    yes(town, wave, people[1])
    yes(town, wave, people[2])
    town.rota(people[1], START + LENGTH + timedelta(hours=1), START + LENGTH + timedelta(hours=7))
    offer.settle_due(town.session, WINDOW)
    assert states(town, wave) == [AnswerState.CLOSED, AnswerState.CLOSED, AnswerState.YOURS]


def test_in_an_open_offer_the_first_yes_wins(town):
    people = town.people(3)
    wave = send(town, town.need(), people, mode=OfferMode.OPEN, stated_case="mass_absence")
    assert yes(town, wave, people[2]).state is AnswerState.YOURS
    with pytest.raises(Conflict, match="offer_taken"):
        yes(town, wave, people[0])
    assert yes(town, wave, people[2]).state is AnswerState.YOURS


def test_an_open_offer_of_two_places_has_two_winners(town):
    people = town.people(4)
    needs_ = [town.need(), town.need(), town.need(priority=3)]
    wave = send(town, needs_[1], people, mode=OfferMode.OPEN, stated_case="mass_absence", places=2)
    won = [yes(town, wave, people[3]), yes(town, wave, people[1])]
    assert [each.need_id for each in won] == [needs_[1].id, needs_[0].id]
    with pytest.raises(Conflict, match="offer_taken"):
        yes(town, wave, people[0])
    assert town.session.scalar(select(func.count(Shift.id))) == 2
