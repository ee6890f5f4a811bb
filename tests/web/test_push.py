"""Messages in the browser: taken with what the browser tells, let go with one tap."""

import pytest

from tests.vikarsentral.worker.browsers import FakeBrowser
from tests.web.conftest import rows

ADDRESS = "https://fcm.googleapis.com/fcm/send/abc"


def test_a_browser_is_taken_and_let_go(as_user, town_db):
    vikar = as_user("vikar")
    told = {"endpoint": ADDRESS, **FakeBrowser().keys}
    for _ in range(2):
        assert vikar.post("/min-profil/varsler", data=told).status_code == 200
    assert rows(town_db, "select endpoint from push_subscription") == [(ADDRESS,)]
    assert "Varsler er på i 1 nettleser." in vikar.get("/min-profil/sporsmal").text
    assert vikar.post("/min-profil/varsler/av", data={"endpoint": "x"}).status_code == 303
    assert rows(town_db, "select count(*) from push_subscription") == [(1,)]
    assert vikar.post("/min-profil/varsler/av", data={"endpoint": ADDRESS}).status_code == 303
    assert rows(town_db, "select count(*) from push_subscription") == [(0,)]


@pytest.mark.parametrize(
    "changes",
    [
        {"endpoint": "https://127.0.0.1/x"},
        {"endpoint": ""},
        {"p256dh": "x"},
        {"auth": "\x00"},
        {"endpoint": "https://fcm.googleapis.com/" + "x" * 5000},
    ],
)
def test_what_cannot_be_used_is_refused_in_words(as_user, town_db, changes):
    told = {"endpoint": ADDRESS, **FakeBrowser().keys} | changes
    answer = as_user("vikar").post("/min-profil/varsler", data=told)
    assert answer.status_code == 422
    assert answer.json["text"] == "Denne nettleseren kan ikke vise varsler fra oss."
    assert rows(town_db, "select count(*) from push_subscription") == [(0,)]


def test_without_scripts_nothing_is_offered(as_user):
    page = as_user("vikar").get("/min-profil/sporsmal").text
    box = page.split('id="varsler"')[1]
    assert box.lstrip().startswith("hidden")


def test_the_service_worker_stands_at_the_top_and_is_never_old(client):
    answer = client.get("/varsler.js")
    assert answer.status_code == 200
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
