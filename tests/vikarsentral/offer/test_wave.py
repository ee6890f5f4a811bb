"""Sending a wave and taking it back: who may, about what, and one at a time."""

from datetime import timedelta

import pytest

from tests.vikarsentral.offer.town import LENGTH, NOW, START, WINDOW, leader, self_of
from tests.vikarsentral.offer.words import messages, no, send, yes
from vikarsentral import offer
from vikarsentral.errors import BadInput, Conflict, NotAllowed, NotFound, Unlawful
from vikarsentral.offer import OfferMode, OfferOrder
from vikarsentral.tables import NeedStatus


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
