"""Sign-in, sessions, language, refusals and headers."""

import re

import pytest

from tests.web import town
from tests.web.conftest import rows
from web.common import limiter
from web.forms import local_address


def sign_in(browser, login="leder", password=town.PASSWORD, **more):
    return browser.post("/logg-inn", data={"login": login, "password": password} | more)


def test_sign_in_when_right_then_cookie_is_guarded_and_only_its_hash_is_kept(client, town_db):
    answer = sign_in(client)
    assert answer.status_code == 303
    cookie = next(
        value for value in answer.headers.getlist("Set-Cookie") if value.startswith("vs_session=")
    )
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    handle = re.match(r"vs_session=([^;]+)", cookie).group(1)
    kept = rows(town_db, "select handle_hash from web_session")
    assert len(kept) == 1
    assert handle not in kept[0][0]


def test_sign_in_over_https_when_configured_then_cookies_are_secure(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", True)
    client.get("/logg-inn")
    cookies = sign_in(client).headers.getlist("Set-Cookie")
    assert cookies
    assert all("Secure" in value for value in cookies)


@pytest.mark.parametrize(("login", "password"), [("leder", "feil"), ("ingen", town.PASSWORD)])
def test_sign_in_when_wrong_then_same_sentence(client, login, password):
    answer = sign_in(client, login, password)
    assert answer.status_code == 422
    assert "Brukernavn eller passord er feil." in answer.text


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"login": "leder"},
        {"login": "x" * 101, "password": "y"},
        {"login": "a\x00b", "password": "y"},
        {"login": "leder", "password": "p" * 201},
    ],
)
def test_sign_in_when_input_is_bad_then_422(client, sent):
    assert client.post("/logg-inn", data=sent).status_code == 422


def test_lock_out_when_five_wrong_then_right_is_refused_too(client, town_db):
    for _ in range(5):
        sign_in(client, password="feil")
    answer = sign_in(client)
    assert answer.status_code == 422
    assert "For mange forsøk. Vent til kl. 06:25" in answer.text
    assert rows(town_db, "select count(*) from web_session") == [(0,)]


def test_rate_limit_when_many_posts_then_429_with_a_sentence(client, monkeypatch):
    monkeypatch.setattr(limiter, "enabled", True)
    codes = [client.post("/logg-inn", data={}).status_code for _ in range(32)]
    assert codes[0] == 422
    assert codes[-1] == 429
    assert "For mange forsøk" in client.post("/logg-inn", data={}).text


def test_sign_out_when_done_then_session_is_gone_on_the_server(as_user, town_db):
    browser = as_user("leder")
    handle = browser.get_cookie("vs_session").value
    assert browser.post("/logg-ut").status_code == 303
    assert rows(town_db, "select count(*) from web_session") == [(0,)]
    browser.set_cookie("vs_session", handle)
    assert browser.get("/borte").status_code == 302


def test_sign_in_when_signed_in_already_then_old_session_ends(as_user, town_db):
    browser = as_user("leder")
    sign_in(browser)
    assert rows(town_db, "select count(*) from web_session") == [(1,)]


@pytest.mark.parametrize(
    "told",
    ["//ond.example", "https://ond.example", "/\\ond.example", "javascript:1", "", None,
     "/ok\r\nSet-Cookie: x", "/\tond"],
)  # fmt: skip
def test_next_when_it_leads_out_then_home(told):
    assert local_address(told, "/hjem") == "/hjem"


def test_next_when_local_then_there(client):
    answer = sign_in(client, next="/uken?fra=2027-01-11")
    assert answer.headers["Location"] == "/uken?fra=2027-01-11"


@pytest.mark.parametrize(("login", "home"), [("leder", "/borte"), ("vikar", "/mine-vakter")])
def test_front_when_role_has_a_home_then_there(as_user, login, home):
    assert as_user(login).get("/").headers["Location"] == home


@pytest.mark.parametrize("login", ["koordinator", "planlegger", "tillitsvalgt", "admin"])
def test_front_when_role_has_none_then_page(as_user, login):
    assert "Hei, " in as_user(login).get("/").text


@pytest.mark.parametrize(
    ("language", "word"),
    [("nb", "Hvem er borte?"), ("nn", "Kven er borte?"), ("en", "Who is away?")],
)
def test_language_when_chosen_then_kept_for_the_user(as_user, language, word):
    browser = as_user("leder")
    assert browser.post("/sprak", data={"language": language}).status_code == 303
    page = browser.get("/borte").text
    assert f'<html lang="{language}"' in page
    assert word in page


def test_language_when_unknown_then_400(client):
    assert client.post("/sprak", data={"language": "sv"}).status_code == 400


def test_language_when_browser_asks_then_that(client):
    page = client.get("/logg-inn", headers={"Accept-Language": "en-GB,en;q=0.9"}).text
    assert '<html lang="en"' in page


def test_headers_are_strict_and_nothing_is_inline(client):
    answer = client.get("/logg-inn")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert " style=" not in answer.text
    assert not re.search(r"<script(?![^>]*src=)|<style| on[a-z]+=", answer.text)


def test_static_files_are_compressed_and_kept_for_ever(client):
    path = re.search(r'href="(/static/vendor/app-[^"]+\.css)"', client.get("/logg-inn").text)
    with client.get(path.group(1), headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "immutable" in answer.headers["Cache-Control"]


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
    from web import common

    def fail(*_, **__):
        raise RuntimeError("hemmelig grunn")

    monkeypatch.setattr(common.access, "sign_in", fail)
    monkeypatch.setitem(app.config, "TESTING", False)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = sign_in(app.test_client())
    assert answer.status_code == 500
    assert "hemmelig" not in answer.text
    assert "Noe gikk galt hos oss" in answer.text


def test_database_down_then_503_with_a_sentence(one_app, cluster, monkeypatch):
    from tests.conftest import fresh_settings

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
