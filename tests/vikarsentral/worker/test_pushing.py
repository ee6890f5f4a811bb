"""Push messages to a real receiver on loopback over TLS, read with the browser's own keys."""

import datetime as dt
import ipaddress
import json
import ssl
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from py_vapid import Vapid02
from pytest_httpserver import HTTPServer
from werkzeug import Response

from tests.vikarsentral.village import NOW
from tests.vikarsentral.worker.browsers import FakeBrowser
from vikarsentral.settings import read
from vikarsentral.worker import pushing
from vikarsentral.worker.channels import NotSent, Outgoing, send

TEXT = b'{"title": "Kan du ta en vakt?"}'


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for the loopback address alone, and its key; the file that trusts it."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begun = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begun)
        .not_valid_after(begun + timedelta(days=365 * 100))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    (folder / "certificate.pem").write_bytes(pem)
    (folder / "both.pem").write_bytes(
        pem
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder


@pytest.fixture
def service(certificate, monkeypatch):
    """A push service on loopback."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate / "certificate.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "both.pem")
    with HTTPServer(host="127.0.0.1", port=0, ssl_context=context) as server:
        yield server


@pytest.fixture
def held(tmp_path):
    """Settings that trust the loopback address."""
    return read({"VIKARSENTRAL_DATA": str(tmp_path), "VIKARSENTRAL_PUSH_SERVICES": "127.0.0.1"})


def outgoing(*browsers, deadline=timedelta(minutes=20)):
    """Return a question for some browsers."""
    until = None if deadline is None else NOW + deadline
    return Outgoing(
        "offer:7:2:ask", "102", "push", "offer_asked", 3, 7, "Kan du?", (), until, browsers, TEXT
    )


def test_the_receiver_gets_what_only_the_browser_can_read(service, held):
    service.expect_request("/push/1", "POST").respond_with_response(Response(status=201))
    mine = FakeBrowser()
    posted = send(outgoing(mine.row(service.url_for("/push/1"))), held, NOW)
    assert (posted.taken, posted.gone) == ((1,), ())
    request, _ = service.log[-1]
    body = request.get_data()
    assert mine.read(body) == TEXT
    assert b"vakt" not in body
    assert request.headers["TTL"] == "1200"
    assert request.headers["Urgency"] == "high"
    assert request.headers["Content-Encoding"] == "aes128gcm"
    assert len(request.headers["Topic"]) == 32
    assert Vapid02.verify(request.headers["Authorization"])


def test_the_last_word_takes_the_place_of_the_question():
    assert pushing.topic("offer:7:2:ask", 7) == pushing.topic("offer:7:2:final", 7)
    assert pushing.topic("a", None) != pushing.topic("b", None)


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_the_service_no_longer_knows_is_gone(service, held, status):
    service.expect_request("/push/1").respond_with_response(Response(status=status))
    with pytest.raises(NotSent) as told:
        send(outgoing(FakeBrowser().row(service.url_for("/push/1"))), held, NOW)
    assert told.value.gone == (1,)


@pytest.mark.parametrize("status", [302, 400, 403, 413, 429, 500, 503])
def test_a_service_that_refuses_is_tried_again(service, held, status):
    answer = Response(status=status, headers={"Location": "https://127.0.0.1:1/"})
    service.expect_request("/push/1").respond_with_response(answer)
    with pytest.raises(NotSent, match=f"status {status}") as told:
        send(outgoing(FakeBrowser().row(service.url_for("/push/1"))), held, NOW)
    assert told.value.gone == ()
    assert "push/1" not in str(told.value)


def test_one_browser_that_takes_it_is_enough_and_the_gone_one_is_told(service, held):
    service.expect_request("/push/1").respond_with_response(Response(status=410))
    service.expect_request("/push/2").respond_with_response(Response(status=201))
    rows = [FakeBrowser().row(service.url_for(f"/push/{one}")) for one in (1, 2)]
    named = [
        type(row)(number, row.endpoint, row.p256dh, row.auth) for number, row in enumerate(rows, 1)
    ]
    posted = send(outgoing(*named), held, NOW)
    assert (posted.taken, posted.gone) == ((2,), (1,))


def test_a_certificate_nobody_signed_is_a_fault(service, held, monkeypatch):
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    with pytest.raises(NotSent, match="SSLError"):
        send(outgoing(FakeBrowser().row(service.url_for("/push/1"))), held, NOW)
    assert service.log == []


def test_an_address_no_longer_trusted_is_not_posted_to(service, tmp_path):
    elsewhere = read({"VIKARSENTRAL_DATA": str(tmp_path)})
    with pytest.raises(NotSent) as told:
        send(outgoing(FakeBrowser().row(service.url_for("/push/1"))), elsewhere, NOW)
    assert told.value.gone == (1,)
    assert service.log == []


def test_news_lives_a_day_at_the_service(service, held):
    service.expect_request("/push/1").respond_with_response(Response(status=202))
    send(outgoing(FakeBrowser().row(service.url_for("/push/1")), deadline=None), held, NOW)
    request, _ = service.log[-1]
    assert (request.headers["TTL"], request.headers["Urgency"]) == ("86400", "normal")


def test_the_texts_are_complete():
    assert {frozenset(texts) for texts in pushing.TEXTS.values()} == {
        frozenset({"nb", "nn", "en"})
    }
    assert json.loads(TEXT)["title"] == pushing.TEXTS["question"]["nb"]
