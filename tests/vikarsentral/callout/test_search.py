"""A search goes on wave by wave in the agreed order until somebody has it or nobody is left."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.vikarsentral.offer.town import NOW, START, leader, self_of
from vikarsentral import callout, offer, shift
from vikarsentral import need as needs
from vikarsentral.access import system
from vikarsentral.errors import Conflict, NotAllowed, NotFound
from vikarsentral.tables import CalloutWave, Message, NeedStatus, OfferAnswer, PostKind

MINUTE = timedelta(minutes=1)


def test_the_highest_ranked_are_asked_first_and_the_rest_are_left_in_peace(town):
    pool = town.someone(PostKind.POOL)
    part = [town.someone() for _ in range(3)]
    town.start(town.need())
    assert town.asked() == {(1, "pool"): [pool.id]}
    assert town.state().left_in_peace == len(part)


def test_when_all_have_said_no_the_next_group_is_asked_at_once(town):
    pool, part = town.someone(PostKind.POOL), town.someone()
    town.start(town.need())
    town.answer(pool)
    town.go_on(NOW + MINUTE)
    assert town.asked() == {(1, "pool"): [pool.id], (2, "part_time"): [part.id]}


def test_when_nobody_answers_the_next_wave_comes_when_the_window_ends(town):
    pool, part = town.someone(PostKind.POOL), town.someone()
    town.start(town.need())
    town.go_on(NOW + 29 * MINUTE)
    assert len(town.asked()) == 1
    town.go_on(NOW + 30 * MINUTE)
    assert town.asked()[2, "part_time"] == [part.id]
    assert pool.id not in town.asked()[2, "part_time"]


def test_a_yes_ends_the_search_and_everyone_gets_a_last_word(town):
    people = [town.someone() for _ in range(3)]
    need = town.need()
    town.start(need)
    town.answer(people[0], offer.accept)
    town.go_on(NOW + MINUTE)
    assert town.state().state == "covered"
    assert town.session.get(type(need), need.id).status is NeedStatus.COVERED
    last = town.session.query(Message).filter(Message.key.like("offer:%:final"))
    assert last.count() == len(next(iter(town.asked().values())))


def test_when_nobody_is_left_the_search_is_exhausted(town):
    only = town.someone()
    town.start(town.need())
    town.answer(only)
    town.go_on(NOW + MINUTE)
    assert (town.state().state, town.state().next_at) == ("exhausted", None)


def test_nobody_lawful_at_all_is_exhausted_at_once(town):
    assert town.start(town.need()).state == "exhausted"
    assert town.asked() == {}


def test_a_started_search_is_started_once(town):
    town.someone()
    need = town.need()
    assert town.start(need).id == town.start(need).id
    assert len(town.asked()) == 1


def test_one_who_must_not_be_disturbed_is_waited_for_where_there_is_time(town):
    sleeper = town.someone(PostKind.POOL, contact={"is_early_ok": False})
    town.someone()
    need = town.need(starts_at=START + timedelta(hours=8), ends_at=START + timedelta(hours=15))
    town.start(need)
    assert town.asked() == {}
    assert f"{town.state().next_at:%H:%M}" == "06:00"
    town.go_on(NOW + 30 * MINUTE)
    assert town.asked() == {}
    town.go_on(NOW + 50 * MINUTE)
    assert town.asked() == {(1, "pool"): [sleeper.id]}


def test_where_there_is_no_time_the_next_in_order_is_asked_instead(town):
    town.someone(PostKind.POOL, contact={"is_early_ok": False})
    awake = town.someone()
    town.start(town.need())
    assert town.asked() == {(1, "part_time"): [awake.id]}


def test_consent_beforehand_books_the_highest_ranked_without_a_question(town):
    person = town.someone(PostKind.POOL, contact={"is_direct_booking_ok": True})
    need = town.need()
    assert town.start(need).state == "covered"
    given = town.session.query(Message).filter(Message.kind == "shift_given").one()
    assert given.person_id == person.id


def test_consent_beforehand_never_passes_one_who_ranks_higher(town):
    first = town.someone(PostKind.POOL)
    town.someone(PostKind.PART_TIME, contact={"is_direct_booking_ok": True})
    assert town.start(town.need()).state == "running"
    assert town.asked() == {(1, "pool"): [first.id]}


def test_it_goes_on_after_the_shift_has_begun_and_stops_when_it_is_over(town):
    person = town.someone()
    need = town.need(starts_at=NOW - 60 * MINUTE, ends_at=NOW + 60 * MINUTE)
    town.start(need)
    assert town.asked() == {(1, "part_time"): [person.id]}
    town.go_on(NOW + 61 * MINUTE)
    assert town.state().state == "stopped"


def test_stopped_by_the_leader_asks_nobody_more(town):
    person = town.someone()
    need = town.need()
    town.start(need)
    for _ in range(2):
        callout.stop(town.session, need_id=need.id, actor=leader(town), now=NOW)
    assert town.state().state == "stopped"
    town.go_on(NOW + 60 * MINUTE)
    assert len(town.asked()) == 1
    with pytest.raises(Conflict, match="offer_withdrawn"):
        offer.accept(
            town.session,
            offer_id=town.session.query(CalloutWave).one().offer_id,
            actor=self_of(person),
            now=NOW,
        )


def test_a_booking_by_hand_and_a_withdrawal_end_the_search(town):
    town.someone()
    other = town.someone()
    later = START + timedelta(days=2)
    booked, gone = town.need(), town.need(starts_at=later, ends_at=later + timedelta(hours=7))
    town.start(booked)
    town.start(gone)
    shift.book(town.session, need_id=booked.id, person_id=other.id, actor=leader(town), now=NOW)
    needs.withdraw(town.session, need_id=gone.id, actor=leader(town), now=NOW)
    town.go_on(NOW + MINUTE)
    assert callout.view(town.session, booked.id).state == "covered"
    assert callout.view(town.session, gone.id).state == "stopped"


def test_a_new_search_asks_those_who_were_not_asked(town):
    first = town.someone()
    need = town.need()
    town.start(need)
    town.answer(first)
    town.go_on(NOW + MINUTE)
    second = town.someone()
    town.start(need, NOW + 2 * MINUTE)
    assert len(town.asked()) == 1
    query = select(OfferAnswer.person_id).order_by(OfferAnswer.id)
    assert list(town.session.scalars(query)) == [first.id, second.id]


def test_only_those_who_lead_the_unit_may_start_and_stop(town):
    need, person = town.need(), town.someone()
    for act in (callout.start, callout.stop):
        with pytest.raises(NotAllowed):
            act(town.session, need_id=need.id, actor=self_of(person), now=NOW)
        with pytest.raises(NotFound):
            act(town.session, need_id=10**9, actor=system(), now=NOW)


def test_a_need_that_is_over_is_not_looked_for(town):
    need = town.need(starts_at=NOW - 120 * MINUTE, ends_at=NOW)
    with pytest.raises(Conflict, match="need_not_open"):
        town.start(need)
