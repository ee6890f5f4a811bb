"""One request is one transaction, under one actor and one instant."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from tests.web.conftest import rows
from vikarsentral.errors import Conflict
from web import context, guard


@pytest.fixture
def page(app, monkeypatch):
    """A function that puts other work behind the accessibility page."""

    def put(work):
        monkeypatch.setitem(app.view_functions, "common.accessibility", guard.open_to_all(work))

    return put


def name_it():
    context.database().execute(text("update municipality set name = 'Annet sted'"))


def name_in(url):
    return rows(url, "select name from municipality")[0][0]


def test_page_when_answered_then_committed(client, page, town_db):
    page(lambda: name_it() or "gjort")
    assert client.get("/tilgjengelighet").status_code == 200
    assert name_in(town_db) == "Annet sted"


def test_page_when_refused_then_rolled_back(client, page, town_db):
    def refuse():
        name_it()
        raise Conflict("ground_moved")

    page(refuse)
    assert client.get("/tilgjengelighet").status_code == 409
    assert name_in(town_db) == "Fjordvik kommune"


def test_deadlock_when_met_then_the_page_begins_anew(client, page, town_db):
    class Deadlock(Exception):
        sqlstate = "40P01"

    tries = []

    def unlucky():
        tries.append(1)
        name_it()
        if len(tries) < 3:
            raise OperationalError("update", {}, Deadlock())
        return "gjort"

    page(unlucky)
    assert client.get("/tilgjengelighet").status_code == 200
    assert len(tries) == 3
    assert name_in(town_db) == "Annet sted"


def test_overlap_when_the_database_refuses_then_409_with_a_sentence(client, page):
    copied = """
        insert into shift (person_id, unit_id, starts_at, ends_at, kind, status, uid,
            unpaid_break_minutes, requires, sequence, created_at, changed_at, version)
        select person_id, unit_id, starts_at, ends_at, kind, status, 'kopi',
            unpaid_break_minutes, requires, 0, created_at, changed_at, 1
        from shift where status = 'planned' limit 1"""
    page(lambda: context.database().execute(text(copied)) and "gjort")
    answer = client.get("/tilgjengelighet")
    assert answer.status_code == 409
    assert "Personen har allerede en vakt" in answer.text


def test_session_when_expired_then_signed_out(as_user, town_db, tmp_path):
    browser = as_user("leder")
    (tmp_path / "now").write_text("2027-01-05T18:11:00+01:00")
    assert browser.get("/borte").status_code == 302


def test_actor_when_nobody_signed_in_then_a_fault_of_ours(app):
    with app.test_request_context(), pytest.raises(RuntimeError, match="without sign-in"):
        context.actor()
