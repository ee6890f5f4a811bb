"""One wave of asking: who wins, who is told what, and every way of being too late."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.vikarsentral.offer.town import LENGTH, NOW, START, WINDOW, Town, leader, self_of
from vikarsentral import need as needs
from vikarsentral import offer
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound, Unlawful
from vikarsentral.offer import AnswerState, OfferMode, OfferOrder, OfferState
from vikarsentral.tables import Message, MessageState, Need, NeedStatus, Shift, ShiftStatus

LATER = WINDOW + timedelta(seconds=1)


@pytest.fixture
def town(session):
    return Town(session)


def send(town, need, people, **changes):
    order = OfferOrder(
        **{"need_id": need.id, "person_ids": tuple(each.id for each in people)}
        | {"window_ends_at": WINDOW}
        | changes
    )
    return offer.send(town.session, order, actor=leader(town), now=NOW)


def yes(town, offer_id, person, now=NOW):
    return offer.accept(town.session, offer_id=offer_id, actor=self_of(person), now=now)


def no(town, offer_id, person, now=NOW):
    return offer.decline(town.session, offer_id=offer_id, actor=self_of(person), now=now)


def states(town, offer_id):
    return [each.state for each in offer.view(town.session, offer_id).people]


def messages(town, kind):
    query = select(Message.person_id).where(Message.kind == kind).order_by(Message.person_id)
    return list(town.session.scalars(query))


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


def test_one_who_was_not_asked_finds_no_offer(town):
    asked, other = town.people(2)
    wave = send(town, town.need(), [asked])
    for answer in (yes, no):
        with pytest.raises(NotFound):
            answer(town, wave, other)
    with pytest.raises(NotFound):
        yes(town, wave + 1000, asked)


def test_only_the_units_leader_asks_and_withdraws(town):
    need, people = town.need(), town.people(1)
    order = OfferOrder(need.id, (people[0].id,), WINDOW)
    with pytest.raises(NotAllowed):
        offer.send(town.session, order, actor=self_of(people[0]), now=NOW)
    wave = send(town, need, people)
    with pytest.raises(NotFound):
        offer.withdraw(town.session, offer_id=wave, actor=self_of(people[0]), now=NOW)


def test_withdrawing_twice_is_withdrawing_once(town):
    people = town.people(1)
    wave = send(town, town.need(), people)
    for _ in range(2):
        offer.withdraw(town.session, offer_id=wave, actor=leader(town), now=NOW)
    assert messages(town, "offer_over") == [people[0].id]


def test_what_is_won_cannot_be_withdrawn(town):
    people = town.people(1)
    wave = send(town, town.need(), people)
    yes(town, wave, people[0])
    with pytest.raises(Conflict, match="offer_settled"):
        offer.withdraw(town.session, offer_id=wave, actor=leader(town), now=NOW)


def test_one_wave_at_a_time(town):
    need, people = town.need(), town.people(2)
    wave = send(town, need, people[:1])
    with pytest.raises(Conflict, match="offer_open"):
        send(town, need, people[1:])
    no(town, wave, people[0])
    assert send(town, need, people[1:]) != wave


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"person_ids": ()}, "people"),
        ({"person_ids": (999_999,)}, "people.0"),
        ({"window_ends_at": NOW}, "window_ends"),
        ({"window_ends_at": START + LENGTH + timedelta(minutes=1)}, "window_ends"),
        ({"mode": OfferMode.OPEN}, "case"),
        ({"stated_case": "mass_absence"}, "case"),
        ({"places": 2}, "places"),
        ({"mode": OfferMode.OPEN, "stated_case": "x", "places": 0}, "places"),
        ({"mode": OfferMode.OPEN, "stated_case": "x" * 41}, "case"),
    ],
)
def test_a_wrong_order_is_told_where(town, changes, where):
    with pytest.raises(BadInput) as refusal:
        send(town, town.need(), town.people(1), **changes)
    assert [fault.where for fault in refusal.value.faults] == [where]


def test_a_person_stands_once_in_a_wave_and_all_faults_are_told(town):
    person = town.person()
    with pytest.raises(BadInput) as refusal:
        send(town, town.need(), [person, person], window_ends_at=NOW)
    assert [fault.where for fault in refusal.value.faults] == [
        "people.0",
        "people.1",
        "window_ends",
    ]


def test_nobody_is_asked_about_what_would_be_unlawful(town):
    tired, fit = town.people(2)
    town.rota(tired, START - timedelta(hours=10), START - timedelta(hours=3))
    with pytest.raises(Unlawful) as refusal:
        send(town, town.need(), [fit, tired])
    (receipt,) = refusal.value.receipts
    assert (receipt["person"], receipt["verdict"]) == (f"p{tired.id}", "not_allowed")


def test_aml_10_8_the_rules_are_read_again_when_an_answer_comes(town):
    """A night shift given meanwhile: the yes would have left three hours of rest."""
    person = town.person()
    wave = send(town, town.need(), [person])
    town.rota(person, START - timedelta(hours=10), START - timedelta(hours=3))
    with pytest.raises(Unlawful):
        yes(town, wave, person)


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


def test_there_are_no_more_places_than_like_needs(town):
    town.need(starts_at=START + timedelta(minutes=30))
    with pytest.raises(Conflict, match="too_few_places"):
        send(
            town,
            town.need(),
            town.people(2),
            mode=OfferMode.OPEN,
            stated_case="mass_absence",
            places=2,
        )


def test_a_closed_need_is_not_asked_about(town):
    need = town.need(status=NeedStatus.WITHDRAWN)
    with pytest.raises(Conflict, match="need_not_open"):
        send(town, need, town.people(1))
