"""Hvorfor ikke jeg? of shifts given outside plans: by hand, by asking, in an exchange."""

from datetime import timedelta

import pytest

from tests.vikarsentral.explain.test_own import DAY, asked, published, told
from tests.vikarsentral.offer.town import self_of
from tests.vikarsentral.swap.test_live import hole
from tests.vikarsentral.village import NOW
from vikarsentral import callout, offer, shift, swap
from vikarsentral.commitments import person_ref
from vikarsentral.errors import NotFound
from vikarsentral.explain import memory
from vikarsentral.explain.flip import applied
from vikarsentral.explain.live import case_of
from vikarsentral.explain.own import near_shifts, own_answer
from vikarsentral.explain.own_filled import Question, Way, filled
from vikarsentral.explain.standing import Verdict
from vikarsentral.tables import Contact, OfferAnswer, OfferMode, PersonUnit, UnitTie


@pytest.fixture(autouse=True)
def fresh():
    memory.forget()
    yield
    memory.forget()


def booked(village, row, person):
    return shift.book(
        village.session, need_id=row.id, person_id=person.id, actor=village.leader, now=NOW
    )


def test_a_shift_given_by_hand_is_near_and_answered_from_ones_own_facts(village):
    me, other = village.on_duty(), village.on_duty()
    row = village.need(DAY)
    booked(village, row, other)
    assert [one.need_id for one in near_shifts(village.session, me.id, now=NOW)] == [row.id]
    answer = asked(village, me, row)
    assert (answer.verdict, answer.way) == (Verdict.GIVEN, Way.BOOKING)
    assert (answer.option.lawful, answer.changes, answer.is_enough) == (True, (), None)
    assert (answer.question, answer.published_at) == (Question.NONE, NOW)


def test_a_search_that_books_by_a_consent_is_not_told_as_by_hand(village):
    me, other, row = village.on_duty(size=5_000), village.on_duty(), village.need(DAY)
    village.add(Contact(person_id=me.id, most_a_week=0))
    village.add(Contact(person_id=other.id, is_direct_booking_ok=True))
    callout.start(village.session, need_id=row.id, actor=village.leader, now=NOW)
    assert filled(village.session, row.id).person_id == other.id
    answer = asked(village, me, row)
    assert (answer.way, answer.question) == (Way.SEARCH, Question.NONE)


def test_a_question_that_was_answered_is_how_it_was_given(village):
    me, other, row = village.on_duty(), village.on_duty(), village.need(DAY)
    order = offer.OfferOrder(
        row.id, (other.id,), NOW + timedelta(hours=1), OfferMode.OPEN, stated_case="mass_absence"
    )
    sent = offer.send(village.session, order, actor=village.coordinator, now=NOW)
    offer.accept(village.session, offer_id=sent, actor=self_of(other), now=NOW)
    assert asked(village, me, row).way is Way.OFFER


def test_who_has_it_is_told_so_and_it_is_not_near_them(village):
    me, row = village.on_duty(), village.need(DAY)
    booked(village, row, me)
    assert asked(village, me, row).verdict is Verdict.MINE
    assert near_shifts(village.session, me.id, now=NOW) == []


def test_where_a_rule_stops_one_the_nearest_change_makes_it_lawful(village):
    me, other = village.on_duty(role="pleieassistent"), village.on_duty()
    row = village.need(DAY)
    booked(village, row, other)
    answer = asked(village, me, row)
    assert (answer.verdict, answer.option.rules) == (Verdict.NOT_ALLOWED, ("competence",))
    assert [one.kind for one in answer.changes] == ["competence"]
    case = case_of(village.session, row.id)
    assert not case.asked(person_ref(me.id)).lawful
    assert applied(case, answer.changes).asked(person_ref(me.id)).lawful


def test_what_a_colleague_has_or_costs_changes_nothing_in_the_answer(village):
    me, other = village.on_duty(), village.on_duty()
    row = village.need(DAY)
    made = booked(village, row, other)
    before = told(asked(village, me, row))
    village.add(PersonUnit(person_id=other.id, unit_id=village.solvang.id, tie=UnitTie.KNOWN))
    other.hourly_cost_ore = 99_900
    village.shift(other, "2027-01-12T07:30")
    made.person_id = village.on_duty().id
    village.session.flush()
    assert told(asked(village, me, row)) == before


def test_each_end_of_ones_own_question_is_told(village):
    people = [village.on_duty() for _ in range(4)]
    row, other = village.need(DAY), village.on_duty()
    order = offer.OfferOrder(row.id, tuple(one.id for one in people[:3]), NOW + timedelta(hours=1))
    offer.send(village.session, order, actor=village.coordinator, now=NOW)
    for person, state, answered in ((0, "declined", NOW), (1, "closed", NOW)):
        query = village.session.query(OfferAnswer).filter_by(person_id=people[person].id)
        query.update({"state": state, "answered_at": answered})
    booked(village, row, other)
    found = [asked(village, one, row).question for one in people]
    assert found == [Question.NO, Question.YES, Question.SILENT, Question.NONE]


def test_both_shifts_of_an_exchange_are_answered(village):
    nurse, helper, hard, easy = hole(village)
    me = village.on_duty()
    steps = [swap.Step(hard.id, nurse.id), swap.Step(easy.id, helper.id)]
    swap.book(village.session, steps=steps, actor=village.leader, now=NOW, agreed=())
    for row in (hard, easy):
        assert asked(village, me, row).verdict is Verdict.GIVEN


def test_what_was_given_anew_since_the_plan_is_answered_as_it_stands(village):
    me, first, second = village.on_duty(), village.on_duty(), village.on_duty()
    row, left = village.need(DAY), village.need("2027-01-13T07:30")
    published(village, [(row, first)], holes=[left])
    booked(village, row, second)
    booked(village, left, second)
    assert asked(village, me, row).way is Way.BOOKING
    found = near_shifts(village.session, me.id, now=NOW)
    assert [(one.need_id, one.is_left) for one in found] == [(row.id, False), (left.id, False)]


def test_what_has_begun_or_that_nobody_has_is_not_answered(village):
    me, other = village.on_duty(), village.on_duty()
    row, free = village.need(DAY), village.need(DAY)
    booked(village, row, other)
    with pytest.raises(NotFound):
        own_answer(village.session, me.id, row.id, now=row.starts_at)
    with pytest.raises(NotFound):
        asked(village, me, free)
    assert filled(village.session, free.id) is None


def test_another_sector_or_competence_is_not_near(village):
    me, other = village.on_duty(role="pleieassistent"), village.on_duty()
    row = village.need(DAY)
    booked(village, row, other)
    assert near_shifts(village.session, me.id, now=NOW) == []
