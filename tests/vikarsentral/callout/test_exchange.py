"""When everybody is asked: two who could exchange are looked for before the agency's gate."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.vikarsentral.callout.conftest import Search
from tests.vikarsentral.offer.town import self_of
from tests.vikarsentral.swap.test_live import hole
from tests.vikarsentral.village import NOW
from vikarsentral import callout, offer
from vikarsentral.callout import exchange
from vikarsentral.errors import NotFound
from vikarsentral.need.details import details_of
from vikarsentral.tables import (
    AnswerState,
    Callout,
    CalloutStage,
    CalloutState,
    CalloutWave,
    Contact,
    Event,
    Offer,
    OfferAnswer,
    OfferMode,
    OfferState,
)

HOUR = timedelta(hours=1)


def looked_for(village, row):
    return callout.start(village.session, need_id=row.id, actor=village.leader, now=NOW)


def look(village):
    """Look for exchanges as the worker does; return the needs that were waiting."""
    needs = callout.unlooked(village.session, NOW)
    for need_id in needs:
        callout.look_for_exchange(village.session, need_id, NOW)
    return needs


def asked(village, search, person):
    """Let a search have asked somebody who has not answered."""
    sent = Offer(
        need_id=search.need_id,
        mode=OfferMode.EXCLUSIVE,
        window_ends_at=NOW,
        state=OfferState.EXPIRED,
        created_by="callout",
        created_at=NOW - HOUR,
        settled_at=NOW,
    )
    village.add(sent)
    answer = {"offer_id": sent.id, "person_id": person.id, "rank": 1, "asked_at": NOW}
    village.add(OfferAnswer(state=AnswerState.CLOSED, **answer))
    wave = {"callout_id": search.id, "offer_id": sent.id, "number": 1}
    village.add(CalloutWave(stage=CalloutStage.POOL, **wave))


def test_a_search_that_has_asked_everyone_tells_that_two_could_exchange(village):
    _, _, hard, _ = hole(village)
    search = looked_for(village, hard)
    assert look(village) == [hard.id]
    assert (search.state, search.has_exchange) == (CalloutState.EXHAUSTED, True)
    assert callout.view(village.session, hard.id).has_exchange is True
    query = select(Event.data).where(Event.kind == "callout.exchange_tried")
    assert village.session.scalars(query).one() == {"callout": search.id, "exchange": True}


def test_whoever_begins_a_search_does_not_wait_for_exchanges(village):
    _, _, hard, _ = hole(village)
    search = looked_for(village, hard)
    assert (search.state, search.has_exchange) == (CalloutState.EXHAUSTED, None)


def test_what_was_looked_for_is_looked_for_once_and_what_is_over_never(village):
    hard = hole(village)[2]
    looked_for(village, hard)
    assert callout.unlooked(village.session, hard.ends_at) == []
    assert (look(village), look(village)) == ([hard.id], [])
    callout.look_for_exchange(village.session, hard.id, NOW)
    query = select(Event.id).where(Event.kind == "callout.exchange_tried")
    assert len(village.session.scalars(query).all()) == 1
    with pytest.raises(NotFound):
        callout.look_for_exchange(village.session, 10**9, NOW)


def test_what_was_found_for_other_times_is_forgotten_and_looked_for_anew(village):
    hard = hole(village)[2]
    search = looked_for(village, hard)
    assert look(village) == [hard.id]
    village.session.refresh(hard)
    callout.change(
        village.session,
        need_id=hard.id,
        starts_at=hard.starts_at + timedelta(minutes=30),
        ends_at=hard.ends_at,
        details=details_of(hard),
        actor=village.leader,
        now=NOW,
    )
    village.session.refresh(search)
    assert (search.has_exchange, search.looked_at) == (None, None)
    assert callout.unlooked(village.session, NOW) == [hard.id]


def test_a_no_to_an_earlier_search_hides_no_exchange(village):
    _, _, hard, _ = hole(village)
    free = village.on_duty()
    first = looked_for(village, hard)
    (wave,) = callout.view(village.session, hard.id).waves
    actor = self_of(free)
    offer.decline(village.session, offer_id=wave.offer_id, actor=actor, now=NOW)
    callout.go_on(village.session, hard.id, NOW)
    second = looked_for(village, hard)
    assert (first.state, second.state) == (CalloutState.EXHAUSTED, CalloutState.EXHAUSTED)
    assert first.id < second.id
    assert look(village) == [hard.id]
    assert (first.has_exchange, second.has_exchange) == (None, True)


def test_a_no_to_a_question_sent_by_hand_hides_no_exchange(village):
    _, _, hard, _ = hole(village)
    free = village.on_duty()
    order = offer.OfferOrder(hard.id, (free.id,), NOW + HOUR)
    sent = offer.send(village.session, order, actor=village.leader, now=NOW)
    offer.decline(village.session, offer_id=sent, actor=self_of(free), now=NOW)
    search = looked_for(village, hard)
    assert (look(village), search.has_exchange) == ([hard.id], True)


def test_where_somebody_was_left_in_peace_nothing_is_said_of_exchanges(village):
    _, _, hard, _ = hole(village)
    village.add(Contact(person_id=village.on_duty().id, most_a_week=0))
    search = looked_for(village, hard)
    assert (search.state, search.left_in_peace) == (CalloutState.EXHAUSTED, 1)
    assert (look(village), search.has_exchange) == ([], None)


def test_where_somebody_can_take_it_by_now_nothing_is_said_of_exchanges(village):
    _, _, hard, _ = hole(village)
    search = looked_for(village, hard)
    village.on_duty()
    assert (look(village), search.has_exchange, search.left_in_peace) == ([hard.id], None, 1)
    assert look(village) == []


def test_it_tells_that_none_could(village):
    _, helper, hard, _ = hole(village)
    helper.is_active = False
    village.session.flush()
    search = looked_for(village, hard)
    assert look(village) == [hard.id]
    assert (search.state, search.has_exchange) == (CalloutState.EXHAUSTED, False)


def test_where_somebody_is_left_to_ask_nobody_has_looked(session):
    town = Search(session)
    town.someone()
    assert town.start(town.need()).has_exchange is None
    assert callout.unlooked(session, NOW) == []


@pytest.mark.parametrize("place", [0, 1])
def test_whoever_was_asked_without_a_yes_takes_no_part(village, place):
    made = hole(village)
    search = looked_for(village, made[2])
    assert exchange.is_possible(village.session, search.need_id, NOW)
    asked(village, search, made[place])
    assert not exchange.is_possible(village.session, search.need_id, NOW)
    assert village.session.get(Callout, search.id).state is CalloutState.EXHAUSTED
