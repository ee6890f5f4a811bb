"""The one who is asked always sees where the question stands, and nobody else's data."""

import pytest

from tests.vikarsentral.offer.town import NOW, WINDOW, leader
from tests.vikarsentral.offer.words import no, send, yes
from vikarsentral import offer
from vikarsentral.errors import NotFound


def standing(town, wave, person, now=NOW):
    return offer.question(town.session, offer_id=wave, person_id=person.id, now=now).standing


def test_standing_follows_the_answers(town):
    people = town.people(3)
    wave = send(town, town.need(), people)
    assert [standing(town, wave, each) for each in people] == ["asked"] * 3
    yes(town, wave, people[1])
    no(town, wave, people[2])
    assert [standing(town, wave, each) for each in people] == ["asked", "noted", "declined"]
    yes(town, wave, people[0])
    assert [standing(town, wave, each) for each in people] == ["yours", "taken", "declined"]


def test_a_window_that_has_ended_and_a_withdrawal_are_over(town):
    people = town.people(1)
    wave = send(town, town.need(), people)
    assert standing(town, wave, people[0], WINDOW) == "over"
    offer.withdraw(town.session, offer_id=wave, actor=leader(town), now=NOW)
    assert standing(town, wave, people[0]) == "over"


def test_the_time_is_out_only_once_the_window_has_ended(town):
    (person,) = town.people(1)
    wave = send(town, town.need(), [person])
    for now, is_out in ((NOW, False), (WINDOW, True)):
        seen = offer.question(town.session, offer_id=wave, person_id=person.id, now=now)
        assert seen.is_time_out is is_out


def test_one_who_was_not_asked_sees_nothing(town):
    people = town.people(2)
    wave = send(town, town.need(), people[:1])
    with pytest.raises(NotFound):
        standing(town, wave, people[1])


def test_open_questions_are_those_that_still_wait_for_the_person(town):
    people = town.people(2)
    first = send(town, town.need(), people)
    assert [one.offer_id for one in offer.questions_to(town.session, people[0].id, NOW)] == [first]
    assert offer.questions_to(town.session, people[0].id, WINDOW) == []
    no(town, first, people[0])
    assert offer.questions_to(town.session, people[0].id, NOW) == []


def test_looking_is_noted_once_and_decides_nothing(town):
    people = town.people(1)
    wave = send(town, town.need(), people)
    for now in (NOW, WINDOW):
        offer.opened(town.session, offer_id=wave, person_id=people[0].id, now=now)
    town.session.expire_all()
    assert standing(town, wave, people[0]) == "asked"
    assert offer.view(town.session, wave).people[0].opened_at == NOW
