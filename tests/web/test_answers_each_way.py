"""Closed, taken, expired, foreign, repeated: each its own plain answer, by every way of answering.

The ways are the page that e-mail, text message and notification lead to, a tap in a notification,
a text message back, and the API.
"""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from tests.web.conftest import rows
from tests.web.test_answers import state
from tests.web.test_gateway import KEY, gateway, one_number
from tests.web.town import NOW
from vikarsentral import access, db, offer, overview, shift
from vikarsentral.access import system
from vikarsentral.offer import links
from vikarsentral.offer.ending import end
from vikarsentral.offer.rows import hold
from vikarsentral.tables import Offer, OfferState

__all__ = ["gateway"]  # a fixture of a neighbour


def withdrawn(session, offer_id, _):
    offer.withdraw(session, offer_id=offer_id, actor=system("test"), now=NOW)


def taken(session, offer_id, person_id):
    """Book somebody else by hand."""
    need_id = session.get(Offer, offer_id).need_id
    found = overview.candidates(session, need_id, language="nb", now=NOW, top=9, near=0)
    other = next(one.person_id for one in found.lawful if one.person_id != person_id)
    shift.book(session, need_id=need_id, person_id=other, actor=system("test"), now=NOW)


def expired(session, offer_id, _):
    """Let the time to answer run out, on every clock."""
    later = NOW + timedelta(minutes=20)
    Path(os.environ["VIKARSENTRAL_NOW"]).write_text(later.isoformat())
    offer.settle_one(session, offer_id, later)


def accepted(session, offer_id, person_id):
    actor = access.person_alone(session, person_id)
    offer.accept(session, offer_id=offer_id, actor=actor, now=NOW)


CASES = {
    "closed": (withdrawn, "trukket tilbake", "withdrawn", 409, "offer_withdrawn"),
    "taken": (taken, "dekket av en annen", "taken", 409, "offer_taken"),
    "expired": (expired, "fristen er ute", "expired", 409, "offer_expired"),
    "repeated": (accepted, "Vakten er din", "yours", 200, "yours"),
}


@pytest.fixture
def token(asked):
    """A token of the vikar's own."""
    del asked

    def make(session):
        return access.add_token(session, login="vikar", actor=system("test"), now=NOW)

    return db.transaction(make)


def by_api(client, token, offer_id):
    """Say yes over the API; return the status, and the code or the state."""
    headers = {"Authorization": f"Bearer {token}"}
    answer = client.post(f"/api/v1/offers/o{offer_id}/accept", headers=headers)
    told = answer.json
    return answer.status_code, told.get("state") or told["code"]


@pytest.mark.parametrize("case", CASES)
def test_each_case_has_its_own_answer_by_every_way(client, asked, gateway, token, town_db, case):
    act, words, said, status, code = CASES[case]
    offer_id, person_id, path = asked
    one_number(town_db, person_id)
    db.transaction(lambda session: act(session, offer_id, person_id))
    before = state(town_db, offer_id)
    page = client.post(path, data={"svar": "ja"})
    assert page.status_code == (303 if case == "repeated" else 409)
    for text in (client.get(path).text, client.get(path).text):
        assert words in text
        assert "Ja, jeg kan" not in text
    tap = client.post(f"{path}/trykk", data={"svar": "ja"})
    assert (tap.status_code, tap.json["said"]) == (200, said)
    assert words in tap.json["text"]
    text = f"JA {links.code(offer_id, person_id)}"
    reply = client.post(f"/sms/inn/{KEY}", data={"number": "40000001", "msg": text})
    assert reply.status_code == 204
    ((told,),) = rows(town_db, "select body from message where kind = 'reply'")
    assert words in told
    assert by_api(client, token, offer_id) == (status, code)
    assert state(town_db, offer_id) == before


def test_a_question_that_ended_before_its_time_is_not_told_to_be_too_late(client, asked):
    offer_id, _, path = asked
    ended = OfferState.EXPIRED
    db.transaction(lambda session: end(session, hold(session, offer_id), ended, NOW))
    page = client.get(path).text
    assert "Spørsmålet er avsluttet. Du trenger ikke gjøre noe." in page
    assert "fristen er ute" not in page


def test_a_question_to_somebody_else_is_not_there_by_any_way(
    client, asked, gateway, as_user, town_db
):
    offer_id, person_id, path = asked
    one_number(town_db, person_id)
    foreign = links.link_path(offer_id, person_id + 1)
    assert client.get(foreign).status_code == 404
    assert client.post(foreign, data={"svar": "ja"}).status_code == 404
    assert client.post(f"{foreign}/trykk", data={"svar": "ja"}).status_code == 404
    text = f"JA {links.code(offer_id, person_id + 1)}"
    client.post(f"/sms/inn/{KEY}", data={"number": "40000001", "msg": text})
    ((told,),) = rows(town_db, "select body from message where kind = 'reply'")
    assert "hører ikke til et spørsmål til deg" in told
    assert path in as_user("vikar").get("/mine-vakter").text
    assert state(town_db, offer_id) == "asked"


def test_an_offer_to_somebody_else_is_not_there_over_the_api(client, asked, token, town_db):
    offer_id, person_id, _ = asked
    elsewhere = "update offer_answer set person_id = (select min(id) from person where id <> %s)"
    with db.begin() as session:
        session.connection().exec_driver_sql(elsewhere, (person_id,))
    assert by_api(client, token, offer_id)[0] == 404
    assert state(town_db, offer_id) == "asked"
