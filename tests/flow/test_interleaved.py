"""Random steps over searches, offers, bookings and withdrawals: no state is off the chart.

Faults planted in the product are found by the same walk.
"""

import pytest
from sqlalchemy import select

from tests.flow.walk import walk
from tests.random_problems.draw import cases
from vikarsentral import offer
from vikarsentral.tables import AnswerState, Offer, OfferState


@pytest.mark.parametrize("part", range(4))
def test_no_state_is_off_the_chart(session, part):
    for case in range(cases(1)):
        walk(session, seed=1000 * part + case)


def lower_rank_wins(monkeypatch):
    def winner(found, *, over):
        del over
        noted = [one for one in found if one.state is AnswerState.NOTED]
        return noted[-1] if noted else None

    monkeypatch.setattr("vikarsentral.offer.settle._winner", winner)


def nobody_gets_a_last_word(monkeypatch):
    monkeypatch.setattr("vikarsentral.offer.texts.tell", lambda *_: None)


def a_search_never_ends(monkeypatch):
    monkeypatch.setattr("vikarsentral.callout.search._end", lambda *_, **__: None)


def an_ended_offer_opens_again(monkeypatch):
    real = offer.settle_due

    def settle(session, now, **more):
        done = real(session, now, **more)
        ended = select(Offer).where(Offer.state == OfferState.EXPIRED).order_by(Offer.id)
        for row in session.scalars(ended.limit(1)):
            row.state = OfferState.OPEN
        return done

    monkeypatch.setattr("vikarsentral.offer.settle_due", settle)


def a_cancelled_shift_leaves_its_need_covered(monkeypatch):
    monkeypatch.setattr("vikarsentral.need.cover._open", lambda *_: None)


PLANTED = (
    lower_rank_wins,
    nobody_gets_a_last_word,
    a_search_never_ends,
    an_ended_offer_opens_again,
    a_cancelled_shift_leaves_its_need_covered,
)


@pytest.mark.parametrize("plant", PLANTED)
def test_a_planted_fault_is_found(session, monkeypatch, plant):
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        walk_many(session, 20)


def walk_many(session, seeds):
    """Walk until a check fails, or all walks are done."""
    for seed in range(seeds):
        walk(session, seed, is_wide=False)
