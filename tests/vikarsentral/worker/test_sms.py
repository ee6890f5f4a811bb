"""Gateways on loopback: what leaves, what counts as taken, and what a bad gateway may do."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug import Response

from vikarsentral.settings import read
from vikarsentral.worker import sms
from vikarsentral.worker.channels import NotSent, Outgoing, send
from vikarsentral.worker.sms import GatewayFault, TextMessage

NOW = datetime(2027, 1, 5, 5, 10, tzinfo=UTC)
MESSAGE = TextMessage(
    "offer:1:2:ask", "900 00 123", "Kan du ta vakten? ÆØÅ", NOW + timedelta(minutes=5)
)
TAKEN = {"sveve": {"response": {"msgOkCount": 1, "ids": [1]}}, "link": {"resultCode": 1005}}


@pytest.fixture
def settings(httpserver):
    """A function from a gateway's name to settings that point at the server on loopback."""

    def of(provider):
        return read(
            {
                "VIKARSENTRAL_SMS_PROVIDER": provider,
                "VIKARSENTRAL_SMS_URL": httpserver.url_for("/send"),
                "VIKARSENTRAL_SMS_USER": "fjordvik",
                "VIKARSENTRAL_SMS_PASSWORD": "hemmelig",
                "VIKARSENTRAL_SMS_PARTNER": "p7",
            }
        )

    return of


def posted(httpserver):
    """Return the last body and login the gateway got."""
    request, _ = httpserver.log[-1]
    return json.loads(request.get_data()), request.authorization


def test_sveve_gets_what_it_asks_for(httpserver, settings):
    httpserver.expect_request("/send", "POST").respond_with_json(TAKEN["sveve"])
    sms.send(MESSAGE, settings("sveve"), NOW)
    assert posted(httpserver)[0] == {
        "user": "fjordvik",
        "passwd": "hemmelig",
        "to": "4790000123",
        "msg": "Kan du ta vakten? ÆØÅ",
        "from": "Vikar",
        "ref": "offer:1:2:ask",
        "f": "json",
    }


def test_link_gets_what_it_asks_for_and_how_long_it_is_of_use(httpserver, settings):
    httpserver.expect_request("/send", "POST").respond_with_json(TAKEN["link"])
    sms.send(MESSAGE, settings("link"), NOW)
    body, login = posted(httpserver)
    assert body == {
        "source": "Vikar",
        "destination": "+4790000123",
        "userData": "Kan du ta vakten? ÆØÅ",
        "platformId": "fjordvik",
        "platformPartnerId": "p7",
        "refId": "offer:1:2:ask",
        "useDeliveryReport": False,
        "relativeValidityTime": 300_000,
    }
    assert (login.username, login.password) == ("fjordvik", "hemmelig")


@pytest.mark.parametrize("provider", TAKEN)
@pytest.mark.parametrize(
    "answer",
    [
        Response("nei", 500),
        Response("{}", 429),
        Response("", 302, {"Location": "http://127.0.0.1:1/"}),
        Response("<html>", 200),
        Response("[]", 200),
        Response("{}", 200),
        Response('{"response": "feil"}', 200),
        Response('{"response": {"msgOkCount": 0}, "resultCode": 1}', 200),
    ],
    ids=lambda answer: f"{answer.status_code} {answer.get_data(as_text=True)[:20]}",
)
def test_a_gateway_that_refuses_or_lies_has_taken_nothing(httpserver, settings, provider, answer):
    httpserver.expect_request("/send").respond_with_response(answer)
    with pytest.raises(GatewayFault) as told:
        sms.send(MESSAGE, settings(provider), NOW)
    assert "ÆØÅ" not in str(told.value)
    assert "hemmelig" not in str(told.value)


@pytest.mark.parametrize("provider", TAKEN)
def test_a_gateway_that_hangs_or_is_away_is_a_fault(httpserver, settings, monkeypatch, provider):
    monkeypatch.setattr(sms, "SECONDS", 0.2)

    def hang(request):
        del request
        import time

        time.sleep(0.6)
        return Response("{}")

    httpserver.expect_request("/send").respond_with_handler(hang)
    with pytest.raises(GatewayFault, match="Timeout"):
        sms.send(MESSAGE, settings(provider), NOW)
    away = replace(settings(provider), sms_url="http://127.0.0.1:1/send")
    with pytest.raises(GatewayFault, match="ConnectionError"):
        sms.send(MESSAGE, away, NOW)


def test_a_text_message_carries_its_link_and_a_fault_is_told_without_it(httpserver, settings):
    httpserver.expect_request("/send").respond_with_json(TAKEN["sveve"])
    link = "https://vikar.example/svar/abc"
    told = Outgoing("k", "90000123", "sms", "offer_asked", 1, 1, "Kan du?", (link,))
    send(told, settings("sveve"), NOW)
    assert posted(httpserver)[0]["msg"] == f"Kan du? {link}"
    httpserver.clear()
    with pytest.raises(NotSent) as refused:
        send(told, settings("sveve"), NOW)
    assert link not in str(refused.value)


@pytest.mark.parametrize(("to", "is_sent"), [("+46 70 123 45 67", True), ("0079161234567", False)])
def test_a_country_that_is_not_allowed_is_never_asked_about(httpserver, settings, to, is_sent):
    httpserver.expect_request("/send", "POST").respond_with_json(TAKEN["sveve"])
    message, held = replace(MESSAGE, to=to), settings("sveve")
    if is_sent:
        sms.send(message, held, NOW)
    else:
        with pytest.raises(GatewayFault, match="SMS_COUNTRIES"):
            sms.send(message, held, NOW)
    assert len(httpserver.log) == is_sent
