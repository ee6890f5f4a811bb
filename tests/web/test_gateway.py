"""What gateways tell: answers and delivery reports, bound to the key, deciding nothing else."""

import json

import pytest
from sqlalchemy import text

from tests.conftest import fresh_settings
from tests.web import town
from tests.web.conftest import rows
from tests.web.test_answers import state
from vikarsentral import db
from vikarsentral.offer import links
from vikarsentral.tables import Person

KEY = "k" * 40


@pytest.fixture
def gateway(app, monkeypatch):
    """Text messages are taken here."""
    del app
    monkeypatch.setenv("VIKARSENTRAL_SMS_INBOUND_KEY", KEY)
    fresh_settings()


@pytest.mark.parametrize("how", ["form", "json", "link"])
def test_a_text_message_answers_and_gets_its_word(client, asked, gateway, town_db, how):
    del gateway
    offer_id, person_id, _ = asked
    text = f"JA {links.code(offer_id, person_id)}"
    one_number(town_db, person_id)
    body = {
        "form": {"data": {"number": "40000001", "msg": text}},
        "json": {"json": {"from": "+4740000001", "text": text}},
        "link": {"json": {"source": 4740000001, "userData": text}},
    }[how]
    assert client.post(f"/sms/inn/{KEY}", **body).status_code == 204
    assert state(town_db, offer_id) == "yours"
    told = rows(town_db, "select body, channel from message where kind = 'reply'")
    assert told == [("Takk. Vakten er din.", "sms")]


def one_number(town_db, person_id):
    """Give one person a number of their own."""

    def give(session):
        session.get(Person, person_id).phone = "+47 400 00 001"

    db.transaction(give)


def test_a_wrong_key_and_no_key_are_no_page(client, asked, town_db):
    offer_id, _, _ = asked
    for key in (KEY, "x"):
        assert client.post(f"/sms/inn/{key}", data={"number": "1"}).status_code == 404
    assert state(town_db, offer_id) == "asked"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"data": {"number": "40000000"}},
        {"data": {"msg": "JA"}},
        {"data": {"number": "4" * 31, "msg": "JA"}},
        {"data": {"number": "40000000", "msg": "J" * 2001}},
        {"json": ["JA"]},
        {"json": {"from": {"a": 1}, "text": "JA"}},
        {"data": json.dumps({"from": "1"})[:-2], "content_type": "application/json"},
    ],
)
def test_a_message_without_sender_or_text_is_refused(client, gateway, body):
    del gateway
    assert client.post(f"/sms/inn/{KEY}", **body).status_code == 400


@pytest.fixture
def sent(asked, gateway, town_db):
    """The question has left as a text message: its reference, and the receiver's number."""
    del gateway
    offer_id, person_id, _ = asked
    one_number(town_db, person_id)

    def leave(session):
        session.execute(
            text(
                "update message set state = 'sent', attempts = 1, sent_at = :now, channel = 'sms',"
                " recipient = '+47 400 00 001', reference = right(key, 36)"
                " where offer_id = :offer and kind = 'offer_asked'"
            ),
            {"now": town.NOW, "offer": offer_id},
        )

    db.transaction(leave)
    return rows(town_db, "select reference from message where kind = 'offer_asked'")[0][0]


def message(town_db):
    """Return the question's state and channel."""
    return rows(town_db, "select state, channel from message where kind = 'offer_asked'")[0]


@pytest.mark.parametrize(
    ("told", "state_then"),
    [
        ({"query_string": {"status": "true", "number": "4740000001"}}, "delivered"),
        ({"data": {"status": "false", "number": "40000001", "errorCode": "7"}}, "failed"),
        ({"json": {"resultCode": 1001}}, "delivered"),
        ({"json": {"resultCode": 1007, "operator": None, "customParameters": {}}}, "delivered"),
        ({"json": {"resultCode": 1000}}, "sent"),
        ({"json": {"resultCode": 1010}}, "sent"),
        ({"json": {"resultCode": 2106}}, "failed"),
    ],
)
def test_a_report_changes_the_state_of_its_message_alone(client, sent, town_db, told, state_then):
    told = dict(told)
    for body, name in (("query_string", "ref"), ("data", "ref"), ("json", "refId")):
        if body in told:
            told[body] = told[body] | {name: sent}
    before = rows(town_db, "select state, answered_at from offer_answer order by id")
    for _ in range(2):
        assert client.post(f"/sms/levert/{KEY}", **told).status_code == 200
        assert message(town_db) == (state_then, "sms")
    assert rows(town_db, "select state, answered_at from offer_answer order by id") == before


def test_a_report_by_get_counts_as_well(client, sent, town_db):
    told = {"ref": sent, "status": "true", "number": "4740000001", "id": "42", "errorCode": ""}
    assert client.get(f"/sms/levert/{KEY}", query_string=told).status_code == 200
    assert message(town_db) == ("delivered", "sms")


def test_a_report_about_another_number_or_message_changes_nothing(client, sent, town_db):
    for told in ({"ref": sent, "number": "99999999"}, {"ref": "x", "number": "40000001"}):
        assert client.post(f"/sms/levert/{KEY}", data=told | {"status": "true"}).status_code == 200
    assert message(town_db) == ("sent", "sms")


def test_a_question_that_did_not_arrive_goes_by_the_next_way(client, sent, asked, town_db):
    def give(session):
        session.get(Person, asked[1]).email = "bo@example.org"

    db.transaction(give)
    told = {"ref": sent, "status": "false", "number": "40000001", "errorCode": "unknown"}
    assert client.post(f"/sms/levert/{KEY}", data=told).status_code == 200
    assert message(town_db) == ("queued", "email")
    # What the gateway says of the text message from now on is about nothing.
    assert client.post(f"/sms/levert/{KEY}", data=told | {"status": "true"}).status_code == 200
    assert message(town_db) == ("queued", "email")


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"data": {"ref": "x"}},
        {"data": {"status": "true"}},
        {"data": {"ref": "x", "status": "kanskje"}},
        {"data": {"ref": "x" * 41, "status": "true"}},
        {"json": {"refId": "x", "resultCode": "1001.0"}},
        {"json": {"refId": "x", "resultCode": -1}},
        {"json": {"refId": ["x"], "resultCode": 1001}},
        {"json": [1]},
        {"data": b"{", "content_type": "application/json"},
    ],
)
def test_a_report_that_says_nothing_is_refused(client, gateway, told):
    del gateway
    assert client.post(f"/sms/levert/{KEY}", **told).status_code == 400


def test_letters_no_database_holds_do_no_harm(client, gateway):
    del gateway
    told = {"ref": "a\x00b", "status": "false", "errorCode": "\x00\x1b[31m"}
    assert client.post(f"/sms/levert/{KEY}", data=told).status_code == 200


def test_reports_need_the_key(client, asked, town_db):
    for key in (KEY, "x"):
        told = {"ref": "x", "status": "true"}
        assert client.post(f"/sms/levert/{key}", data=told).status_code == 404
