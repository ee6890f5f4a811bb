"""What refuses for good is left at once for the next way; what may pass is tried again.

A real server for e-mail and a real gateway for text messages, on loopback.
"""

import json
import socketserver
import threading
from datetime import timedelta

import pytest

from tests.conftest import fresh_settings
from tests.vikarsentral.offer.town import Town, self_of
from tests.vikarsentral.worker.test_outbox_ways import NOW, UNTIL, place, question
from vikarsentral import access, db, offer
from vikarsentral.tables import Contact, Message, MessageState, Person
from vikarsentral.worker import outbox

__all__ = ["place"]  # a fixture of a neighbour

NOBODY = "550 5.1.1 no such mailbox"


class Mail(socketserver.StreamRequestHandler):
    """An e-mail server that answers some commands as the test wants."""

    def handle(self):
        self.say("220 ready")
        while line := self.rfile.readline():
            word = line.split(b" ")[0].split(b":")[0].strip().decode().upper()
            self.server.heard.append(word)
            answer = self.server.answers.get(word, "250 ok")
            if word == "DATA" and answer.startswith("2"):
                self.say("354 go on")
                self.server.taken.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                answer = self.server.answers.get(".", "250 ok")
            self.say("221 bye" if word == "QUIT" else answer)
            if word == "QUIT":
                return

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def mail(place, monkeypatch):
    """A running e-mail server; `answers` says what it tells to each command."""
    del place
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mail) as server:
        server.daemon_threads = True
        server.taken, server.heard, server.answers = [], [], {}
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("VIKARSENTRAL_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("VIKARSENTRAL_SMTP_PORT", str(server.server_address[1]))
        monkeypatch.setenv("VIKARSENTRAL_SMTP_STARTTLS", "0")
        fresh_settings()
        yield server
        server.shutdown()


@pytest.fixture
def gateway(place, httpserver, monkeypatch):
    """A gateway for text messages that has not been told what to answer."""
    del place
    monkeypatch.setenv("VIKARSENTRAL_SMS_PROVIDER", "sveve")
    monkeypatch.setenv("VIKARSENTRAL_SMS_URL", httpserver.url_for("/send"))
    fresh_settings()
    return httpserver


def asked(channel, **changes):
    """Ask one person who has chosen a channel; return the offer's id and the person's."""
    with db.begin() as session:
        town = Town(session)
        person = town.person(**({"phone": "90000123", "email": "kari@example.org"} | changes))
        town.add(Contact(person_id=person.id, channel=channel))
        order = offer.OfferOrder(town.need().id, (person.id,), UNTIL)
        return offer.send(session, order, actor=access.system("test"), now=NOW), person.id


@pytest.mark.parametrize(
    "answers",
    [{"RCPT": NOBODY}, {"DATA": "554 no"}, {".": "552 too large"}],
    ids=["the receiver", "the letter", "the letter, once read"],
)
def test_an_e_mail_refused_for_good_goes_by_text_message_at_once(mail, gateway, answers):
    gateway.expect_request("/send").respond_with_json({"response": {"msgOkCount": 1}})
    mail.answers = answers
    asked("email")
    assert outbox.send_waiting("email") == 0
    row = question()
    assert (row.channel, row.recipient, row.tried) == ("sms", "90000123", ["email"])
    assert "e-mail server" in row.last_fault
    assert outbox.send_waiting("sms") == 1
    assert len(gateway.log) == 1
    assert question().state is MessageState.SENT


@pytest.mark.parametrize(
    "answers",
    [{"RCPT": "450 4.2.1 busy"}, {"MAIL": "550 not from you"}, {".": "451 later"}],
    ids=["a busy mailbox", "our own address", "a letter for later"],
)
def test_what_may_pass_or_is_no_fault_of_the_receiver_is_tried_again(mail, answers):
    mail.answers = answers
    asked("email")
    assert outbox.send_waiting("email") == 0
    row = question()
    assert (row.channel, row.state, row.attempts) == ("email", MessageState.QUEUED, 1)


def test_without_another_way_it_has_failed_at_once_and_is_not_tried_again(mail, place):
    mail.answers = {"RCPT": NOBODY}
    asked("email", phone=None)
    assert outbox.send_waiting() == 0
    assert question().state is MessageState.FAILED
    place.write_text((NOW + timedelta(minutes=10)).isoformat())
    assert outbox.send_waiting() == 0
    assert mail.heard.count("RCPT") == 1


def test_a_domain_with_norwegian_letters_is_written_so_that_every_server_takes_it(mail):
    asked("email", email="kari@øy.no", phone=None)
    assert outbox.send_waiting() == 1
    assert b"To: kari@xn--y-4ga.no\r\n" in mail.taken[0]


REFUSED = {
    "sveve refuses the number": {"response": {"msgOkCount": 0, "errors": [{"number": "1"}]}},
    "the request is bad": 400,
}
LATER = {
    "sveve refuses the account": {
        "response": {"msgOkCount": 0, "errors": [{"number": "1"}], "fatalError": "no account"}
    },
    "busy": 503,
    "too many": 429,
}


def answers(gateway, told):
    """Let the gateway answer with a status, or with JSON."""
    expected = gateway.expect_request("/send")
    if isinstance(told, int):
        expected.respond_with_data("", status=told)
    else:
        expected.respond_with_data(json.dumps(told), content_type="application/json")


@pytest.mark.parametrize("told", REFUSED.values(), ids=REFUSED)
def test_a_text_message_refused_for_good_goes_by_e_mail_at_once(mail, gateway, told):
    answers(gateway, told)
    asked("sms")
    assert outbox.send_waiting("sms") == 0
    assert (question().channel, question().tried) == ("email", ["sms"])
    assert outbox.send_waiting("email") == 1
    assert b"Kan du ta vakten" in mail.taken[0]


@pytest.mark.parametrize("told", LATER.values(), ids=LATER)
def test_a_gateway_that_may_take_it_later_is_tried_again(gateway, told):
    answers(gateway, told)
    asked("sms")
    assert outbox.send_waiting("sms") == 0
    assert (question().channel, question().attempts) == ("sms", 1)


def test_without_another_way_a_refused_text_message_is_tried_again(gateway, place):
    gateway.expect_ordered_request("/send").respond_with_data("", status=400)
    gateway.expect_ordered_request("/send").respond_with_json({"response": {"msgOkCount": 1}})
    asked("sms", email=None)
    assert outbox.send_waiting() == 0
    assert (question().state, question().attempts) == (MessageState.QUEUED, 1)
    place.write_text((NOW + timedelta(minutes=10)).isoformat())
    assert outbox.send_waiting() == 1
    assert question().state is MessageState.SENT


def test_a_number_in_a_country_that_is_not_allowed_goes_by_e_mail_at_once(mail, gateway):
    asked("sms", phone="+79161234567")
    assert outbox.send_waiting("sms") == 0
    assert gateway.log == []
    assert outbox.send_waiting("email") == 1
    assert len(mail.taken) == 1


def test_the_last_word_goes_by_the_way_that_got_through(mail, gateway):
    gateway.expect_request("/send").respond_with_json({"response": {"msgOkCount": 1}})
    mail.answers = {"RCPT": NOBODY}
    number, person_id = asked("email")
    assert outbox.send_waiting() == 1
    with db.begin() as session:
        person = session.get(Person, person_id)
        offer.accept(session, offer_id=number, actor=self_of(person), now=NOW)
    assert outbox.send_waiting() == 1
    with db.begin() as session:
        last = session.query(Message).filter(Message.kind == "offer_yours").one()
    assert (last.channel, last.state) == ("sms", MessageState.SENT)
    assert mail.heard.count("RCPT") == 1


def test_an_address_no_letter_can_carry_is_refused_for_good(mail):
    asked("email", phone=None, email="kari@example.org\r\nBcc: alle@example.org")
    assert outbox.send_waiting() == 0
    assert question().state is MessageState.FAILED
    assert mail.heard == []
