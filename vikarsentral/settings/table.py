"""Every setting: its name, what may stand there, and what it decides."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PREFIX = "VIKARSENTRAL_"
SHORTEST_SECRET = 32
SCALAR_LETTERS = 43
LONGEST_COUNTRY = 3
VISMA_DIMENSIONS = 6
UNUSED = "-"
# How many keys the curve P-256 has. Source: FIPS 186-4 D.1.2.3.
CURVE_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def _flag(raw: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    return words[raw.strip().lower()]


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(raw: str) -> int:
        value = int(raw)
        if not low <= value <= high:
            raise ValueError(raw)
        return value

    return read


def _web_address(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(raw)
    return raw.rstrip("/")


def _address_or_none(raw: str) -> str:
    return _web_address(raw) if raw else ""


def _one_of(*names: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        if raw not in names:
            raise ValueError(raw)
        return raw

    return read


def _level(raw: str) -> str:
    if raw.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError(raw)
    return raw.upper()


def _secret(raw: str) -> str:
    if raw and len(raw) < SHORTEST_SECRET:
        raise ValueError("short")
    return raw


def _hosts(raw: str) -> str:
    hosts = raw.lower().split()
    if not hosts or any(urlsplit(f"//{host}").hostname != host for host in hosts):
        raise ValueError(raw)
    return " ".join(hosts)


def _countries(raw: str) -> str:
    codes = [code.removeprefix("+") for code in raw.split()]
    if not codes or not all(code.isascii() and code.isdigit() for code in codes):
        raise ValueError(raw)
    if any(code.startswith("0") or len(code) > LONGEST_COUNTRY for code in codes):
        raise ValueError(raw)
    return " ".join(codes)


def _dimensions(raw: str) -> str:
    names = raw.lower().split()
    used = [name for name in names if name != UNUSED]
    if not 1 <= len(names) <= VISMA_DIMENSIONS or len(used) != len(set(used)):
        raise ValueError(raw)
    if not set(used) <= {"ansvar", "funksjon", "prosjekt"}:
        raise ValueError(raw)
    return " ".join(names)


def _scalar(raw: str) -> str:
    if not raw:
        return raw
    value = int.from_bytes(base64.b64decode(f"{raw}=", b"-_", validate=True))
    if len(raw) != SCALAR_LETTERS or not 0 < value < CURVE_ORDER:
        raise ValueError("key")
    return raw


@dataclass(frozen=True, slots=True)
class Setting:
    """One row: what may be set, how it is read, and what it means.

    Attributes:
        name: the environment name without the prefix.
        read: turns the text into a value; raises ValueError or KeyError when it cannot.
        default: the text used when nothing is set.
        allowed: what may stand there, in plain words.
        help: what it decides.
        secret: never printed.
    """

    name: str
    read: Callable[[str], Any]
    default: str
    allowed: str
    help: str
    secret: bool = False

    @property
    def variable(self) -> str:
        """Return the environment name."""
        return PREFIX + self.name


CHANNEL_WORDS = {"SMS": "text messages", "EMAIL": "e-mails", "PUSH": "push messages"}


def _cap(channel: str, span: str, default: str) -> Setting:
    return Setting(
        f"{channel}_PER_{span}",
        _whole(1, 1_000_000),
        default,
        "a whole number from 1 to 1000000",
        f"How many {CHANNEL_WORDS[channel]} may leave in any {span.lower()}; the rest waits.",
    )


SETTINGS = (
    Setting("DATA", Path, "var", "a folder", "Where the embedded database and the keys live."),
    Setting(
        "DATABASE_URL",
        str,
        "",
        "postgresql://user:password@host:port/name",
        "A PostgreSQL server (15 or newer) to use instead of the embedded one.",
        secret=True,
    ),
    Setting(
        "SECRET_KEY",
        _secret,
        "",
        f"at least {SHORTEST_SECRET} characters, or empty: made once and kept in the data folder",
        "Signs forms and cookies.",
        secret=True,
    ),
    Setting(
        "BASE_URL",
        _web_address,
        "http://127.0.0.1:8000",
        "an http or https address",
        "The address people use; https makes cookies secure.",
    ),
    Setting(
        "TRUSTED_PROXIES",
        _whole(0, 10),
        "0",
        "a whole number from 0 to 10",
        "How many reverse proxies stand in front.",
    ),
    Setting(
        "DB_POOL", _whole(1, 200), "10", "a whole number from 1 to 200", "Connections per process."
    ),
    Setting(
        "PLAN_SECONDS",
        _whole(1, 3600),
        "60",
        "seconds from 1 to 3600",
        "How long a plan run may look for a better plan.",
    ),
    Setting(
        "PLAN_WORKERS",
        _whole(1, 64),
        str(max(1, min(8, os.cpu_count() or 1))),
        "a whole number from 1 to 64",
        "Solver threads in one plan run.",
    ),
    Setting(
        "PLAN_PART_NEEDS",
        _whole(0, 1_000_000),
        "6000",
        "a whole number from 0 to 1000000; 0: never",
        "Needs in one part of a plan; one with more than twice as many is cut into parts.",
    ),
    Setting("SMTP_HOST", str, "", "a host name, or empty: no e-mail", "Server for e-mail."),
    Setting("SMTP_PORT", _whole(1, 65_535), "587", "a port from 1 to 65535", "Its port."),
    Setting("SMTP_USER", str, "", "a name, or empty", "Who we are there."),
    Setting("SMTP_PASSWORD", str, "", "a password, or empty", "The password.", secret=True),
    Setting("SMTP_STARTTLS", _flag, "1", "1 or 0", "Encrypt the way to the e-mail server."),
    Setting("SMTP_FROM", str, "vikarsentral@localhost", "an e-mail address", "Sender of e-mail."),
    Setting(
        "SMS_PROVIDER",
        _one_of("", "sveve", "link"),
        "",
        "sveve, link, or empty: text messages are printed on the operator's screen",
        "Gateway for text messages.",
    ),
    Setting(
        "SMS_URL", _address_or_none, "", "an http or https address, or empty", "Where it answers."
    ),
    Setting("SMS_USER", str, "", "a name, or empty", "Who we are there (LINK: platform id)."),
    Setting("SMS_PASSWORD", str, "", "a password, or empty", "The password.", secret=True),
    Setting("SMS_PARTNER", str, "", "a text, or empty", "LINK Mobility's id of the partner."),
    Setting(
        "SMS_SENDER", str, "Vikar", "up to 11 letters or a number", "Sender of text messages."
    ),
    Setting(
        "SMS_COUNTRIES",
        _countries,
        "47 46 45 358",
        "country codes with a space between, at least one",
        "Countries that text messages may go to; the bill of others can be large.",
    ),
    Setting("SMS_GATE", str, "", "a text, or empty", "LINK Mobility's gate for delivery reports."),
    Setting(
        "SMS_INBOUND_KEY",
        _secret,
        "",
        f"at least {SHORTEST_SECRET} characters, or empty: no answers by text message",
        "The last part of /sms/inn/… (answers) and /sms/levert/… (delivery reports).",
        secret=True,
    ),
    _cap("SMS", "HOUR", "3000"),
    _cap("SMS", "DAY", "20000"),
    _cap("EMAIL", "HOUR", "10000"),
    _cap("EMAIL", "DAY", "100000"),
    _cap("PUSH", "HOUR", "20000"),
    _cap("PUSH", "DAY", "200000"),
    Setting(
        "PUSH_SERVICES",
        _hosts,
        "fcm.googleapis.com push.services.mozilla.com push.apple.com notify.windows.com",
        "names of hosts with a space between",
        "Browsers' push services, with the hosts under them; nothing is posted to others.",
    ),
    Setting(
        "PUSH_KEY",
        _scalar,
        "",
        "32 bytes as base64 for addresses, or empty: made once and kept in the data folder",
        "The key by which push services know us; a new one ends every subscription.",
        secret=True,
    ),
    Setting(
        "VISMA_DIMENSIONS",
        _dimensions,
        "ansvar funksjon prosjekt",
        "ansvar, funksjon, prosjekt and - (empty), each of the names at most once, at most six",
        "What stands in the dimensions of Visma's payroll line, in order; "
        "as the municipality's own Visma is set up.",
    ),
    Setting("LOG_LEVEL", _level, "INFO", "DEBUG, INFO, WARNING or ERROR", "How much is logged."),
    Setting("BENCH_DATA", str, "", "a folder, or empty", "Public instances for `make bench`."),
    Setting(
        "TEST_MODE",
        _flag,
        "0",
        "1 or 0",
        "Test mode: messages go to a file and the clock may be set. Never with real people.",
    ),
    Setting(
        "MESSAGE_SINK",
        str,
        "",
        "a file; only in test mode",
        "Takes each message as a JSON line.",
    ),
    Setting(
        "NOW",
        str,
        "",
        "an instant with offset, or a file that holds one; only in test mode",
        "Where the clock starts, or the file it is read from at every use.",
    ),
)
