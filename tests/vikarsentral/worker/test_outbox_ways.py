"""Each channel on its own, the nearest deadline first, the next way when one fails."""

import json
import threading
from datetime import timedelta

import pytest

from tests.conftest import fresh_settings
from tests.vikarsentral.offer.town import NOW, Town
from tests.vikarsentral.worker.browsers import FakeBrowser
from tests.vikarsentral.worker.test_pushing import certificate, service
from vikarsentral import access, db, offer, push
from vikarsentral.tables import Contact, Message, MessageState, Offer, OfferState, PushSubscription
from vikarsentral.worker import channels, outbox

__all__ = ["certificate", "service"]  # fixtures of a neighbour

UNTIL = NOW + timedelta(minutes=20)


@pytest.fixture
def place(database, monkeypatch, tmp_path):
    """A town's database in force, its clock in a file."""
    del database
    clock = tmp_path / "now"
    clock.write_text(NOW.isoformat())
    with monkeypatch.context() as patch:
        patch.setenv("VIKARSENTRAL_NOW", str(clock))
        patch.setenv("VIKARSENTRAL_DATA", str(tmp_path / "data"))
        patch.setenv("VIKARSENTRAL_PUSH_SERVICES", "127.0.0.1")
        fresh_settings()
        yield clock
    fresh_settings()


def asked(browser=None, endpoint="", **changes):
    """Ask one person who has chosen push; return the offer's id."""
    with db.begin() as session:
        town = Town(session)
        person = town.person(**changes)
        town.add(Contact(person_id=person.id, channel="push"))
        if browser is not None:
            push.subscribe(
                session,
                endpoint=endpoint,
                **browser.keys,
                agent=None,
                actor=access.person_alone(session, person.id),
                now=NOW,
            )
        order = offer.OfferOrder(town.need().id, (person.id,), UNTIL)
        return offer.send(session, order, actor=access.system("test"), now=NOW)


def question():
    """Return the question's row."""
    with db.begin() as session:
        return session.query(Message).filter(Message.kind == "offer_asked").one()


def test_a_question_is_shown_in_the_browser_with_its_two_answers(place, service):
    del place
    service.expect_request("/p/1", "POST").respond_with_data(status=201)
    mine = FakeBrowser()
    offer_id = asked(mine, service.url_for("/p/1"))
    assert outbox.send_waiting() == 1
    told = json.loads(mine.read(service.log[-1][0].get_data()))
    assert [one["action"] for one in told["answers"]] == ["ja", "nei"]
    assert told["title"] == "Kan du ta en vakt?"
    assert "Solvang. Svar innen 04.01. 06:30." in told["body"]
    person_id = question().person_id
    assert told["url"] == offer.link_path(offer_id, person_id)
    assert "Person" not in json.dumps(told)
    assert question().state is MessageState.SENT
    with db.begin() as session:
        assert session.query(PushSubscription).one().last_sent_at == NOW


def test_a_browser_that_is_gone_is_forgotten_and_a_text_message_goes_instead(place, service):
    service.expect_request("/p/1").respond_with_data(status=410)
    asked(FakeBrowser(), service.url_for("/p/1"), phone="+4740000009")
    assert outbox.send_waiting("push") == 0
    with db.begin() as session:
        assert session.query(PushSubscription).count() == 0
    place.write_text((NOW + timedelta(minutes=1)).isoformat())
    assert outbox.send_waiting("push") == 0
    row = question()
    assert (row.channel, row.recipient, row.tried) == ("sms", "+4740000009", ["push"])
    assert "JA " in row.body
    assert outbox.send_waiting("sms") == 1
    assert question().state is MessageState.SENT


def test_one_who_chose_push_and_has_no_browser_gets_a_text_message_at_once(place):
    del place
    asked()
    assert outbox.send_waiting() == 1
    assert question().channel == "sms"


def test_one_who_cannot_be_reached_at_all_is_told_as_failed(place):
    del place
    asked(phone=None, email=None)
    assert outbox.send_waiting() == 0
    assert question().state is MessageState.FAILED


def test_a_service_that_refuses_is_left_for_the_next_way_after_a_few_tries(place, service):
    service.expect_request("/p/1").respond_with_data(status=503)
    asked(FakeBrowser(), service.url_for("/p/1"))
    for _ in range(outbox.FEW_ATTEMPTS):
        assert outbox.send_waiting("push") == 0
        place.write_text(question().next_attempt_at.isoformat())
    assert len(service.log) == outbox.FEW_ATTEMPTS
    assert question().channel == "sms"


def test_a_question_over_before_it_left_never_leaves(place):
    del place
    offer_id = asked()
    with db.begin() as session:
        session.get(Offer, offer_id).state = OfferState.WITHDRAWN
    assert outbox.send_waiting() == 0
    assert question().state is MessageState.EXPIRED


def put(number, **changes):
    """Write one message to the operator's screen."""
    values = {
        "key": f"k{number}",
        "recipient": "x",
        "channel": "console",
        "kind": "news",
        "body": f"nr {number}",
        "state": MessageState.QUEUED,
        "attempts": 0,
        "created_at": NOW,
    }
    with db.begin() as session:
        session.add(Message(**(values | changes)))


def test_the_nearest_deadline_leaves_first(place, capsys):
    del place
    put(1)
    put(2, deadline_at=NOW + timedelta(hours=2))
    put(3, deadline_at=NOW + timedelta(hours=1))
    assert outbox.send_waiting() == 3
    told = capsys.readouterr().out
    assert told.index("nr 3") < told.index("nr 2") < told.index("nr 1")


def test_one_channel_that_hangs_keeps_no_other_waiting(place, monkeypatch):
    del place
    over = threading.Event()
    monkeypatch.setenv("VIKARSENTRAL_SMS_PROVIDER", "sveve")
    monkeypatch.setattr(channels, "MOST_SECONDS", 0.05)
    monkeypatch.setattr(channels.sms, "send", lambda *_: over.wait())
    fresh_settings()
    try:
        put(1, channel="sms")
        put(2)
        assert outbox.send_waiting("sms") == 0
        assert outbox.send_waiting("other") == 1
        with db.begin() as session:
            row = session.query(Message).filter(Message.key == "k1").one()
        assert (row.state, row.last_fault) == (MessageState.QUEUED, "sms: no end in 0.05 seconds")
    finally:
        over.set()


def test_what_passes_its_deadline_in_the_batch_is_not_sent(place, monkeypatch):
    put(1, deadline_at=NOW + timedelta(minutes=1))
    put(2, deadline_at=NOW + timedelta(minutes=1))
    sent = []

    def slow(message, *_):
        sent.append(message.key)
        place.write_text((NOW + timedelta(minutes=1)).isoformat())

    monkeypatch.setattr(outbox, "send", slow)
    monkeypatch.setattr(outbox, "LEASE", timedelta(hours=1))
    assert outbox.send_waiting() == 1
    assert sent == ["k1"]
    with db.begin() as session:
        states = [row.state.value for row in session.query(Message).order_by(Message.id)]
    assert states == ["sent", "expired"]


def test_what_is_left_when_the_lease_runs_out_is_left_to_the_next(place, monkeypatch):
    put(1)
    put(2)

    def slow(*_):
        place.write_text((NOW + outbox.LEASE - timedelta(seconds=1)).isoformat())

    monkeypatch.setattr(outbox, "send", slow)
    assert outbox.send_waiting("other") == 1
    with db.begin() as session:
        row = session.query(Message).filter(Message.key == "k2").one()
    assert row.state is MessageState.QUEUED


def test_nothing_leaves_of_an_act_that_was_rolled_back(place, capsys):
    del place
    row = Message(
        key="k",
        recipient="x",
        channel="console",
        kind="news",
        body="nr 1",
        state=MessageState.QUEUED,
        attempts=0,
        created_at=NOW,
    )
    with db.begin() as session:
        session.add(row)
        session.flush()
        session.rollback()
    assert outbox.send_waiting() == 0
    assert capsys.readouterr().out == ""
