"""Answers without sign-in: a page decides only when a button is pressed, a gateway by its key."""

import json
from datetime import timedelta

import pytest

from tests.conftest import fresh_settings
from tests.web import town
from tests.web.conftest import rows
from vikarsentral import access, db, offer
from vikarsentral.offer import links
from vikarsentral.tables import Need, Person

KEY = "k" * 40


@pytest.fixture
def asked(app):
    """One open question to the pool's vikar: offer id, person id and the path of the page."""
    del app

    def make(session):
        need = session.query(Need).filter(Need.status == "open").first()
        if need is None:
            need = Need(
                unit_id=session.query(Need).first().unit_id,
                starts_at=town.at(town.TODAY + timedelta(days=3), "07:30"),
                ends_at=town.at(town.TODAY + timedelta(days=3), "15:00"),
                requires=["sykepleier"],
                created_by="leder",
                created_at=town.NOW,
            )
            session.add(need)
            session.flush()
        vikar = session.query(Person).filter(Person.name == "Bo Østby").one()
        vikar.accepts_merarbeid_minutes_week = 2000
        vikar.accepts_overtime = True
        sent = offer.send(
            session,
            offer.OfferOrder(need.id, (vikar.id,), town.NOW + timedelta(minutes=20)),
            actor=access.system("test"),
            now=town.NOW,
        )
        return sent, vikar.id

    offer_id, person_id = db.transaction(make)
    return offer_id, person_id, links.link_path(offer_id, person_id)


def state(town_db, offer_id):
    return rows(town_db, "select state from offer_answer where offer_id = %s", offer_id)[0][0]


def test_looking_decides_nothing_and_the_page_names_nobody(client, asked, town_db):
    offer_id, _, path = asked
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Ja, jeg kan" in answer.text
    assert "Bo Østby" not in answer.text
    assert state(town_db, offer_id) == "asked"
    assert rows(town_db, "select opened_at is not null from offer_answer") == [(True,)]


@pytest.mark.parametrize(
    ("said", "state_then", "told"),
    [
        ("ja", "yours", "Vakten er din"),
        ("nei", "declined", "Du har svart nei"),
        ("pause", "declined", "Du har svart nei"),
    ],
)
def test_an_answer_is_taken_once_however_often_it_is_sent(
    client, asked, town_db, said, state_then, told
):
    offer_id, person_id, path = asked
    for _ in range(2):
        assert client.post(path, data={"svar": said}).status_code == 303
    assert told in client.get(path).text
    assert state(town_db, offer_id) == state_then
    paused = rows(town_db, "select paused_until from contact where person_id = %s", person_id)
    assert bool(paused) == (said == "pause")


@pytest.mark.parametrize("said", ["", "kanskje", "JA"])
def test_anything_else_is_refused(client, asked, town_db, said):
    offer_id, _, path = asked
    assert client.post(path, data={"svar": said}).status_code == 400
    assert state(town_db, offer_id) == "asked"


def test_a_changed_address_is_one_that_never_was(client, asked):
    _, _, path = asked
    for wrong in (path[:-1], path + "a", "/svar/x"):
        assert client.get(wrong).status_code == 404
        assert client.post(wrong, data={"svar": "ja"}).status_code == 404


def test_too_late_is_told_by_its_own_name(client, asked, town_db):
    offer_id, _, path = asked

    def withdraw(session):
        offer.withdraw(session, offer_id=offer_id, actor=access.system("test"), now=town.NOW)

    db.transaction(withdraw)
    answer = client.post(path, data={"svar": "ja"})
    assert answer.status_code == 409
    assert "Spørsmålet er avsluttet" in answer.text
    assert "Ja, jeg kan" not in answer.text
    assert state(town_db, offer_id) == "closed"


def test_the_page_speaks_the_persons_language(client, asked):
    _, person_id, path = asked

    def speak(session):
        session.get(Person, person_id).language = "nn"

    db.transaction(speak)
    assert "Kan du ta vakta?" in client.get(path).text


def test_open_questions_stand_on_the_employees_own_page(as_user, asked):
    _, _, path = asked
    page = as_user("vikar").get("/mine-vakter").text
    assert "Spørsmål til deg" in page
    assert path in page


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
