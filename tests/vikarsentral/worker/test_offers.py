"""When a window ends the worker decides, and messages name need and offer as the API does."""

from datetime import timedelta

from tests.vikarsentral.offer.town import NOW, WINDOW, Town, leader, self_of
from tests.vikarsentral.worker.planted import refuse
from vikarsentral import db, offer
from vikarsentral.offer import OfferOrder, OfferState
from vikarsentral.worker import offers
from vikarsentral.worker.channels import Outgoing, as_line


def ask(session):
    """Send one wave to two people; the second says yes."""
    town = Town(session)
    first, second = town.people(2)
    order = OfferOrder(town.need().id, (first.id, second.id), WINDOW)
    wave = offer.send(session, order, actor=leader(town), now=NOW)
    offer.accept(session, offer_id=wave, actor=self_of(second), now=NOW)
    return wave


def test_the_worker_settles_what_is_due_and_nothing_else(database, monkeypatch):
    wave = db.transaction(ask)

    def state():
        return db.transaction(lambda session: offer.view(session, wave).state)

    monkeypatch.setattr("vikarsentral.clock.now", lambda: WINDOW - timedelta(seconds=1))
    assert (offers.settle_waiting(), state()) == (0, OfferState.OPEN)
    monkeypatch.setattr("vikarsentral.clock.now", lambda: WINDOW)
    assert (offers.settle_waiting(), state()) == (1, OfferState.SETTLED)
    assert offers.settle_waiting() == 0


def test_an_offer_that_is_refused_stops_no_other(database, monkeypatch, caplog):
    def two(session):
        town = Town(session)
        waves = []
        for person in town.people(2):
            order = OfferOrder(town.need().id, (person.id,), WINDOW)
            waves.append(offer.send(session, order, actor=leader(town), now=NOW))
        refuse(session, "offer", f"NEW.id = {waves[0]} and NEW.state <> 'open'")
        return waves

    first, second = db.transaction(two)
    monkeypatch.setattr("vikarsentral.clock.now", lambda: WINDOW)
    assert offers.settle_waiting() == 2
    states = db.transaction(
        lambda session: [offer.view(session, w).state for w in (first, second)]
    )
    assert states == [OfferState.OPEN, OfferState.EXPIRED]
    assert f"the offer {first} was refused" in caplog.text


def test_a_message_names_need_and_offer_as_the_api_does():
    told = Outgoing("k", "+47", "sms", "offer_asked", 41, 9, "?", ())
    line = as_line(told, NOW)
    assert (line["need"], line["offer"]) == ("n41", "o9")
