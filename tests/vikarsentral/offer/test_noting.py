"""Which answers decide, held against reading everybody's; and those that wait for their turn."""

from itertools import product
from random import Random

import pytest
from sqlalchemy import select

from tests.vikarsentral.offer.town import NOW, WINDOW
from tests.vikarsentral.offer.words import no, send, states, yes
from vikarsentral import offer
from vikarsentral.errors import Conflict
from vikarsentral.offer.noting import undecided
from vikarsentral.offer.settle import _winner
from vikarsentral.tables import AnswerState, Offer, OfferAnswer, OfferMode, OfferState

ASKED, NOTED, DECLINED = AnswerState.ASKED, AnswerState.NOTED, AnswerState.DECLINED


def decides(rows, number, said):
    """Tell, from everybody's answers, whether one more ends the wave before its time."""
    after = [said if place == number else state for place, state in enumerate(rows)]
    made = [OfferAnswer(rank=rank, state=state) for rank, state in enumerate(after, 1)]
    return _winner(made, over=False) is not None or all(state is DECLINED for state in after)


def test_each_answer_among_four_is_noted_alone_only_where_it_decides_nothing(town):
    people = town.people(4)
    need = town.need()
    wave = send(town, need, people)
    query = select(OfferAnswer).where(OfferAnswer.offer_id == wave).order_by(OfferAnswer.rank)
    answers = town.session.scalars(query).all()
    seen = set()
    for rows in product((ASKED, NOTED, DECLINED), repeat=4):
        if decides(rows, None, None):
            continue  # it would be over
        for answer, state in zip(answers, rows, strict=True):
            answer.state = state
        town.session.flush()
        for number, said in product(range(4), (NOTED, DECLINED)):
            is_yes = said is NOTED
            found = undecided(town.session, need, wave, people[number].id, NOW, is_yes=is_yes)
            assert (found is None) == decides(rows, number, said), (rows, number, said)
            seen.add(found is None)
    assert seen == {True, False}


@pytest.mark.parametrize(
    ("changes", "now"),
    [
        ({"state": OfferState.EXPIRED}, NOW),
        ({"mode": OfferMode.OPEN}, NOW),
        ({}, WINDOW),
    ],
    ids=["over", "open to the fastest", "out of time"],
)
def test_where_it_is_not_a_running_wave_everybody_is_read(town, changes, now):
    people = town.people(2)
    need = town.need()
    wave = send(town, need, people)
    assert undecided(town.session, need, wave, people[1].id, NOW, is_yes=True) is not None
    for name, value in changes.items():
        setattr(town.session.get_one(Offer, wave), name, value)
    town.session.flush()
    assert undecided(town.session, need, wave, people[1].id, now, is_yes=True) is None
    assert undecided(town.session, need, wave, town.person().id, NOW, is_yes=True) is None


@pytest.mark.parametrize("seed", range(4))
def test_many_answers_in_any_order_give_it_to_the_highest_yes(town, seed):
    draw = Random(seed)
    people = town.people(6)
    wave = send(town, town.need(), people)
    says = {person.id: draw.random() < 0.5 for person in people}
    said = {}
    for person in draw.sample(people, len(people)):
        try:
            said[person.id] = (yes if says[person.id] else no)(town, wave, person)
        except Conflict:
            break
    best = next((rank for rank, person in enumerate(people) if says[person.id]), None)
    assert all(each.need_id and each.offer_id == wave for each in said.values())
    won = [rank for rank, state in enumerate(states(town, wave)) if state is AnswerState.YOURS]
    assert won == ([] if best is None else [best])
    assert offer.view(town.session, wave).state is not OfferState.OPEN
