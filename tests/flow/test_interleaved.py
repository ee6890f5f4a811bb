"""Random steps over searches, offers, bookings and withdrawals: no state is off the chart.

Faults planted in the product are found by the same walk.
"""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from tests.flow.acts import ACTS, books_by_hand
from tests.flow.moving import MOVING, plans, publishes
from tests.flow.walk import walk
from tests.random_problems.draw import cases
from vikarsentral import offer, shift, swap
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


def half_an_exchange_is_made(monkeypatch):
    real = swap.book

    def book(session, *, steps, actor, now, **more):
        with pytest.MonkeyPatch.context() as inside:
            inside.setattr(shift, "book", first_only(shift.book, steps[0].need_id))
            return real(session, steps=steps, actor=actor, now=now, **more)

    monkeypatch.setattr(swap, "book", book)


def first_only(real, need_id):
    nothing = SimpleNamespace(person_id=0)

    def book(session, **more):
        return real(session, **more) if more["need_id"] == need_id else nothing

    return book


def a_plan_stands_on_old_ground(monkeypatch):
    monkeypatch.setattr("vikarsentral.plan.publish._stand_on_same_ground", lambda *_: None)


PLANTED = {
    lower_rank_wins: ACTS,
    nobody_gets_a_last_word: ACTS,
    a_search_never_ends: ACTS,
    an_ended_offer_opens_again: ACTS,
    a_cancelled_shift_leaves_its_need_covered: ACTS,
    half_an_exchange_is_made: (*ACTS, *MOVING),
    a_plan_stands_on_old_ground: (plans, publishes, publishes, books_by_hand, books_by_hand),
}
"""Each fault, and the acts that find it soonest."""


@pytest.mark.parametrize("plant", PLANTED)
def test_a_planted_fault_is_found(session, monkeypatch, plant):
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        walk_many(session, 20, PLANTED[plant])


def walk_many(session, seeds, acts):
    """Walk until a check fails, or all walks are done."""
    for seed in range(seeds):
        walk(session, seed, acts)
