"""For the operator: alive is not the same as ready."""

from tests.conftest import fresh_settings
from vikarsentral import settings


def test_alive_and_ready(calm):
    assert calm.get("/health/live", None).json == {"status": "ok"}
    ready = calm.get("/health/ready", None)
    assert (ready.status_code, ready.json["status"]) == (200, "ok")
    assert all(ready.json["checks"].values())


def test_the_operator_finds_it_at_the_root_too(client):
    live, ready = client.get("/health/live"), client.get("/health/ready")
    assert (live.status_code, live.json) == (200, {"status": "ok"})
    assert (ready.status_code, ready.json["status"]) == (200, "ok")


def test_without_a_database_it_is_alive_but_not_ready(api, api_db, monkeypatch):
    monkeypatch.setenv("VIKARSENTRAL_DATABASE_URL", "postgresql://x@127.0.0.1:1/x")
    fresh_settings()
    assert settings.current().database_url
    assert api.get("/health/live", None).status_code == 200
    ready = api.get("/health/ready", None)
    assert (ready.status_code, ready.json["status"]) == (503, "down")
    down = api.get("/me/shifts", "employee")
    assert (down.status_code, down.json["code"]) == (503, "component_down")
    assert down.headers["Retry-After"]
