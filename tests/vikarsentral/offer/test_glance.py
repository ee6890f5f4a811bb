"""What is seen before anything is locked, and when the rules must be read anew."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from tests.vikarsentral.offer.town import LENGTH, NOW, START, WINDOW, Town, leader, self_of
from tests.vikarsentral.offer.words import no, send, yes
from vikarsentral import db, offer
from vikarsentral.access import Actor
from vikarsentral.errors import Conflict, NotFound, Unlawful
from vikarsentral.offer.glance import glance
from vikarsentral.tables import AnswerState, Need, Offer, OfferState, Person, Unit

DAY = timedelta(days=1)


class Asked:
    """Two of three people asked in a transaction of its own, as requests are."""

    def __init__(self):
        def build(session):
            town = Town(session)
            ids = [each.id for each in town.people(3)]
            return town.need().id, ids, town.unit.id

        def ask(session):
            town = bare(session, self.unit_id)
            people = [session.get_one(Person, one) for one in self.people[:2]]
            return send(town, session.get_one(Need, need_id), people)

        need_id, self.people, self.unit_id = db.transaction(build)
        self.wave = db.transaction(ask)

    def is_judged(self, number=0):
        return db.transaction(
            lambda session: glance(session, self.wave, self.people[number]).is_judged
        )

    def change(self, act):
        return db.transaction(lambda session: act(session) and None)


@pytest.fixture
def asked(database):
    del database
    return Asked()


def bare(session, unit_id):
    """Return a town that is there already."""
    town = Town.__new__(Town)
    town.session, town.unit = session, session.get_one(Unit, unit_id)
    return town


def works(person_id, unit_id, starts_at):
    def act(session):
        town = bare(session, unit_id)
        return town.rota(session.get_one(Person, person_id), starts_at, starts_at + LENGTH)

    return act


def test_what_was_judged_when_they_were_asked_still_holds_while_nothing_changes(asked):
    assert asked.is_judged(0)
    assert asked.is_judged(1)
    asked.change(works(asked.people[2], asked.unit_id, START + DAY))
    assert asked.is_judged(0)


def test_their_own_work_a_new_rule_and_another_server_ask_for_a_new_reading(asked):
    asked.change(works(asked.people[0], asked.unit_id, START + 3 * DAY))
    assert not asked.is_judged(0)
    assert asked.is_judged(1)

    def place(session):
        session.get_one(Unit, asked.unit_id).name = "Nytt navn"
        return True

    asked.change(place)
    assert not asked.is_judged(1)


@pytest.mark.parametrize(
    "judged_as",
    [{"place": "another"}, {"at": "1"}, None],
    ids=["another server", "long ago", "never"],
)
def test_what_cannot_be_known_any_more_is_read_anew(asked, judged_as):
    def forget(session):
        row = session.get_one(Offer, asked.wave)
        row.judged_as = None if judged_as is None else {**row.judged_as, **judged_as}
        return True

    asked.change(forget)
    assert not asked.is_judged(0)


def test_what_the_asking_transaction_changed_itself_is_read_anew(session):
    """A snapshot calls its own transaction's rows seen once a later one has ended."""
    town = Town(session)
    person = town.person()
    wave = send(town, town.need(), [person])
    assert not glance(session, wave, person.id).is_judged
    town.rota(person, START - timedelta(hours=10), START - timedelta(hours=3))
    with pytest.raises(Unlawful):
        yes(town, wave, person)


def test_one_who_was_not_asked_and_nobody_see_nothing(asked):
    def looked(session):
        return [glance(session, asked.wave, who) for who in (asked.people[2], None)] + [
            glance(session, asked.wave + 1, asked.people[0])
        ]

    assert db.transaction(looked) == [None, None, None]


@pytest.mark.parametrize("answer", [yes, no])
def test_who_comes_to_an_offer_that_is_taken_waits_for_no_lock(town, answer):
    first, second = town.people(2)
    wave = send(town, town.need(), [first, second])
    yes(town, wave, first)
    locked = []
    engine = town.session.get_bind()

    def look(*told):
        locked.extend([told[2]] if "FOR UPDATE" in told[2] else [])

    event.listen(engine, "before_cursor_execute", look)
    try:
        with pytest.raises(Conflict, match="offer_taken"):
            answer(town, wave, second)
    finally:
        event.remove(engine, "before_cursor_execute", look)
    assert locked == []


def test_who_has_it_and_who_said_no_get_their_answer_again(town):
    first, second, third = town.people(3)
    wave = send(town, town.need(), [first, second, third])
    no(town, wave, second)
    won = yes(town, wave, first)
    assert won.state is AnswerState.YOURS
    assert yes(town, wave, first, now=WINDOW) == won
    assert no(town, wave, second).state is AnswerState.DECLINED
    seen = glance(town.session, wave, second.id)
    assert (seen.state, seen.answer) == (OfferState.SETTLED, AnswerState.DECLINED)


def test_one_who_may_not_answer_sees_no_offer(town):
    wave = send(town, town.need(), town.people(1))
    nobody = Actor(None, "x", "X", None, "nb", self_of(town.person()).grants)
    with pytest.raises(NotFound):
        offer.accept(town.session, offer_id=wave, actor=nobody, now=NOW)
    assert leader(town).person_id is None


def test_an_answer_that_decides_nothing_is_four_statements(asked):
    told = []

    def look(*seen):
        told.append(seen[2])

    def say(session):
        person = session.get_one(Person, asked.people[1])
        event.listen(db.engine(), "before_cursor_execute", look)
        try:
            return offer.accept(session, offer_id=asked.wave, actor=self_of(person), now=NOW).state
        finally:
            event.remove(db.engine(), "before_cursor_execute", look)

    assert db.transaction(say) is AnswerState.NOTED
    assert len(told) == 4
