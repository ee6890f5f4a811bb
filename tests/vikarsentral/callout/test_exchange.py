"""When everybody is asked: two who could exchange are looked for before the agency's gate."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.vikarsentral.callout.conftest import Search
from tests.vikarsentral.swap.test_live import hole
from tests.vikarsentral.village import NOW
from vikarsentral import callout
from vikarsentral.callout import exchange
from vikarsentral.tables import (
    AnswerState,
    Callout,
    CalloutStage,
    CalloutState,
    CalloutWave,
    Event,
    Offer,
    OfferAnswer,
    OfferMode,
    OfferState,
)

HOUR = timedelta(hours=1)


def looked_for(village, row):
    return callout.start(village.session, need_id=row.id, actor=village.leader, now=NOW)


def asked(village, search, person):
    """Let a search have asked somebody who has not answered."""
    offer = Offer(
        need_id=search.need_id,
        mode=OfferMode.EXCLUSIVE,
        window_ends_at=NOW,
        state=OfferState.EXPIRED,
        created_by="callout",
        created_at=NOW - HOUR,
        settled_at=NOW,
    )
    village.add(offer)
    answer = {"offer_id": offer.id, "person_id": person.id, "rank": 1, "asked_at": NOW}
    village.add(OfferAnswer(state=AnswerState.CLOSED, **answer))
    wave = {"callout_id": search.id, "offer_id": offer.id, "number": 1}
    village.add(CalloutWave(stage=CalloutStage.POOL, **wave))


def test_a_search_that_has_asked_everyone_tells_that_two_could_exchange(village):
    _, _, hard, _ = hole(village)
    search = looked_for(village, hard)
    assert (search.state, search.has_exchange) == (CalloutState.EXHAUSTED, True)
    assert callout.view(village.session, hard.id).has_exchange is True
    query = select(Event.data).where(Event.kind == "callout.exhausted")
    assert village.session.scalars(query).one()["exchange"] is True


def test_it_tells_that_none_could(village):
    _, helper, hard, _ = hole(village)
    helper.is_active = False
    village.session.flush()
    search = looked_for(village, hard)
    assert (search.state, search.has_exchange) == (CalloutState.EXHAUSTED, False)


def test_where_somebody_is_left_to_ask_nobody_has_looked(session):
    town = Search(session)
    town.someone()
    assert town.start(town.need()).has_exchange is None


@pytest.mark.parametrize("place", [0, 1])
def test_whoever_was_asked_without_a_yes_takes_no_part(village, place):
    made = hole(village)
    search = looked_for(village, made[2])
    assert exchange.is_possible(village.session, search, NOW)
    asked(village, search, made[place])
    assert not exchange.is_possible(village.session, search, NOW)
    assert village.session.get(Callout, search.id).state is CalloutState.EXHAUSTED
