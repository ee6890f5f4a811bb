"""The ways a message leaves: the test's file, e-mail, text, push, or the operator's screen."""

from __future__ import annotations

import fcntl
import json
import smtplib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from vikarsentral.commitments import need_ref
from vikarsentral.push import Browser
from vikarsentral.settings import Settings
from vikarsentral.signs import ascii_domain
from vikarsentral.worker import patience, pushing, sms

EMAIL, SMS, PUSH = "email", "sms", "push"
SMTP_SECONDS = 10
PERMANENT = 500
MOST_SECONDS = 30.0
LONGEST_SEND = timedelta(seconds=MOST_SECONDS)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message as it leaves.

    Attributes:
        key: the same at every try, so that a receiver can drop a repeat.
        to: an address or a telephone number.
        channel: such as `email`, `sms` or `push`.
        kind: such as `plan_published`.
        need: row number of the need, or None.
        offer: row number of the offer, or None.
        body: the text.
        links: addresses in it.
        deadline_at: when it is of no use any more, UTC; None for never.
        browsers: where a push message is shown.
        push_text: what they are told.
    """

    key: str
    to: str
    channel: str
    kind: str
    need: int | None
    offer: int | None
    body: str
    links: tuple[str, ...]
    deadline_at: datetime | None = None
    browsers: tuple[Browser, ...] = ()
    push_text: bytes = b""


class NotSent(Exception):
    """Tell that the way out did not take a message; carries why, without the message.

    Attributes:
        gone: browsers their push service no longer knows.
        is_final: this way will never take this message; the next way is tried at once.
    """

    def __init__(self, why: str, gone: tuple[int, ...] = (), *, is_final: bool = False) -> None:
        """Keep why, who is gone, and whether trying again is of no use."""
        super().__init__(why)
        self.gone, self.is_final = gone, is_final


def send(message: Outgoing, settings: Settings, now: datetime) -> pushing.Posted | None:
    """Send one message by the way the settings open.

    Args:
        message: what leaves.
        settings: the values in force.
        now: UTC.

    Returns:
        Which browsers were reached, where it is a push message.

    Raises:
        NotSent: it was not taken, and why; also where nothing was heard in time.

    Source: contract 5 (test mode).
    """
    if settings.message_sink:
        _to_file(message, Path(settings.message_sink), now)
        return None
    try:
        return patience.within(MOST_SECONDS, lambda: _leave(message, settings, now))
    except patience.Hung as error:
        raise NotSent(f"{message.channel}: no end in {MOST_SECONDS:g} seconds") from error


def _leave(message: Outgoing, settings: Settings, now: datetime) -> pushing.Posted | None:
    if message.channel == PUSH:
        return _by_push(message, settings, now)
    if message.channel == EMAIL and settings.smtp_host:
        _by_email(message, settings)
    elif message.channel == SMS and settings.sms_provider:
        _by_text_message(message, settings, now)
    else:
        _to_screen(message)
    return None


def as_line(message: Outgoing, now: datetime) -> Mapping[str, object]:
    """Return a message as the contract's JSON line, ids as the HTTP API writes them.

    Source: contract 5 (test mode).
    """
    return {
        "key": message.key,
        "to": message.to,
        "channel": message.channel,
        "kind": message.kind,
        "need": None if message.need is None else need_ref(message.need),
        "offer": None if message.offer is None else f"o{message.offer}",
        "body": message.body,
        "links": list(message.links),
        "at": now.isoformat(),
    }


def _to_file(message: Outgoing, file: Path, now: datetime) -> None:
    try:
        with file.open("a", encoding="utf-8") as sink:
            fcntl.flock(sink, fcntl.LOCK_EX)
            sink.write(json.dumps(as_line(message, now), ensure_ascii=False) + "\n")
    except OSError as error:
        raise NotSent(f"the message file: {error.strerror}") from error


def _by_email(message: Outgoing, settings: Settings) -> None:
    mail = EmailMessage()
    mail["From"] = settings.smtp_from
    try:
        mail["To"] = _on_the_envelope(message.to)
    except ValueError as error:
        raise NotSent("the e-mail address cannot be written to", is_final=True) from error
    mail["Subject"] = message.body.split("\n", 1)[0][:120]
    domain = settings.smtp_from.rpartition("@")[2] or "localhost"
    mail["Message-ID"] = f"<{message.key}@{domain}>"
    mail.set_content("\n".join((message.body, *message.links)))
    try:
        with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=SMTP_SECONDS) as server:
            if settings.smtp_starttls:
                server.starttls()
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password)
            server.send_message(mail)
    except (OSError, smtplib.SMTPException) as error:
        why = f"the e-mail server: {type(error).__name__}"
        raise NotSent(why, is_final=_is_refused_for_good(error)) from error


def _on_the_envelope(address: str) -> str:
    """Return an address with its domain in letters that every mail server takes.

    Source: RFC 3490 4 (ToASCII).
    """
    local, at, domain = address.rpartition("@")
    return local + at + (ascii_domain(domain) or domain)


def _is_refused_for_good(error: Exception) -> bool:
    """Tell whether a mail server refuses this receiver, or this letter, whenever it is tried.

    Source: RFC 5321 4.2.1 (replies of the fives are permanent).
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code >= PERMANENT
    return isinstance(error, smtplib.SMTPNotSupportedError)


def _by_text_message(message: Outgoing, settings: Settings, now: datetime) -> None:
    text = " ".join((message.body, *message.links))
    one = sms.TextMessage(message.key, message.to, text, message.deadline_at)
    try:
        sms.send(one, settings, now)
    except sms.GatewayFault as error:
        why = f"the text message gateway: {error}"
        raise NotSent(why, is_final=error.is_final) from error


def _by_push(message: Outgoing, settings: Settings, now: datetime) -> pushing.Posted:
    posted = pushing.post(
        message.push_text,
        message.browsers,
        name=pushing.topic(message.key, message.offer),
        deadline_at=message.deadline_at,
        settings=settings,
        now=now,
    )
    if not posted.taken:
        why = posted.fault or "no service knows the browser any more"
        raise NotSent(f"the push service: {why}", posted.gone, is_final=not posted.fault)
    return posted


def _to_screen(message: Outgoing) -> None:
    links = "".join(f"\n    {link}" for link in message.links)
    sys.stdout.write(f"[{message.channel}] {message.to}: {message.body}{links}\n")
    sys.stdout.flush()
