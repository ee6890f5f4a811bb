"""Answers without sign-in: a page or a notification decides only when a button is pressed."""

import pytest

from tests.web import town
from tests.web.conftest import rows
from vikarsentral import access, db, offer
from vikarsentral.tables import Person


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
    page = client.get(path).text
    assert told in page
    assert ("Svar innen" in page) == (state_then != "yours")
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


def test_a_tap_answers_once_and_says_how_it_was_taken(client, asked, town_db):
    offer_id, _, path = asked
    for _ in range(2):
        answer = client.post(f"{path}/trykk", data={"svar": "ja"})
        assert (answer.status_code, answer.json["said"]) == (200, "yours")
        assert answer.json["text"] == "Takk. Vakten er din."
    assert state(town_db, offer_id) == "yours"


def test_a_tap_too_late_gets_its_own_word(client, asked, town_db):
    offer_id, _, path = asked

    def withdraw(session):
        offer.withdraw(session, offer_id=offer_id, actor=access.system("test"), now=town.NOW)

    db.transaction(withdraw)
    answer = client.post(f"{path}/trykk", data={"svar": "ja"})
    assert (answer.status_code, answer.json["said"]) == (200, "withdrawn")
    assert state(town_db, offer_id) == "closed"


@pytest.mark.parametrize("said", ["", "pause", "JA", "ja nei"])
def test_a_tap_on_nothing_we_offered_is_refused(client, asked, town_db, said):
    offer_id, _, path = asked
    assert client.post(f"{path}/trykk", data={"svar": said}).status_code == 400
    assert client.get(f"{path}/trykk").status_code == 405
    assert client.post(f"{path[:-1]}/trykk", data={"svar": "ja"}).status_code == 404
    assert state(town_db, offer_id) == "asked"
