"""Every refusal is a status and a plain sentence."""

from tests.conftest import fresh_settings
from tests.web import town
from web import common


def test_refusals_are_pages_with_a_sentence(client):
    missing = client.get("/finnes-ikke")
    assert missing.status_code == 404
    assert "Vi fant ikke siden" in missing.text
    wrong = client.get("/logg-ut")
    assert wrong.status_code == 405
    assert wrong.headers["Allow"]
    large = client.post("/logg-inn", data={"login": "x" * (1024 * 1024 + 1)})
    assert large.status_code == 413


def test_refusal_when_htmx_asks_then_only_the_alert(client):
    answer = client.get("/finnes-ikke", headers={"HX-Request": "true"})
    assert answer.status_code == 404
    assert "<html" not in answer.text


def test_fault_of_ours_then_500_without_details_and_nothing_kept(app, town_db, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("hemmelig grunn")

    monkeypatch.setattr(common.access, "sign_in", fail)
    monkeypatch.setitem(app.config, "TESTING", False)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = app.test_client().post(
        "/logg-inn", data={"login": "leder", "password": town.PASSWORD}
    )
    assert answer.status_code == 500
    assert "hemmelig" not in answer.text
    assert "Noe gikk galt hos oss" in answer.text


def test_database_down_then_503_with_a_sentence(one_app, cluster, monkeypatch):
    monkeypatch.setenv("VIKARSENTRAL_DATABASE_URL", "postgresql://x:y@127.0.0.1:1/ingen")
    fresh_settings()
    browser = one_app.test_client()
    browser.set_cookie("vs_session", "x" * 43)
    answer = browser.get("/borte")
    monkeypatch.undo()
    fresh_settings()
    assert answer.status_code == 503
    assert "Tjenesten er ikke oppe akkurat nå" in answer.text
    assert "127.0.0.1" not in answer.text
