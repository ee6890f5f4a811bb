"""What the operator decides, read once from the environment and judged as a whole.

Every setting is one row of `SETTINGS`. Nothing else in the product reads the environment.
A fault never stops at the first: all are told together, and the start ends with code 2.
"""

from __future__ import annotations

import difflib
import functools
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from vikarsentral.errors import BadInput, Fault

PREFIX = "VIKARSENTRAL_"
HIDDEN = "(skjult)"
SHORTEST_SECRET = 32
# Names with our prefix that are no settings: the test runner's, and the started-at mark of a
# test clock, which a parent process hands to its children.
ALSO_KNOWN = frozenset({"TEST_CASES", "TEST_CHROMIUM", "TEST_HOME", "NOW_STARTED"})


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


def _level(raw: str) -> str:
    if raw.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError(raw)
    return raw.upper()


def _secret(raw: str) -> str:
    if raw and len(raw) < SHORTEST_SECRET:
        raise ValueError("short")
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
    Setting("SMTP_HOST", str, "", "a host name, or empty: no e-mail", "Server for e-mail."),
    Setting("SMTP_PORT", _whole(1, 65_535), "587", "a port from 1 to 65535", "Its port."),
    Setting("SMTP_USER", str, "", "a name, or empty", "Who we are there."),
    Setting("SMTP_PASSWORD", str, "", "a password, or empty", "The password.", secret=True),
    Setting("SMTP_STARTTLS", _flag, "1", "1 or 0", "Encrypt the way to the e-mail server."),
    Setting("SMTP_FROM", str, "vikarsentral@localhost", "an e-mail address", "Sender of e-mail."),
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


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force, by the names of `SETTINGS`."""

    data: Path
    database_url: str
    secret_key: str
    base_url: str
    trusted_proxies: int
    db_pool: int
    plan_seconds: int
    plan_workers: int
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_password: str
    smtp_starttls: bool
    smtp_from: str
    log_level: str
    bench_data: str
    test_mode: bool
    message_sink: str
    now: str

    @property
    def cookies_secure(self) -> bool:
        """Tell whether people reach us over https, so that cookies may demand it."""
        return self.base_url.startswith("https:")


def read(environ: Mapping[str, str]) -> Settings:
    """Read all settings and judge them as a whole.

    Args:
        environ: names and texts, such as `os.environ`.

    Returns:
        The values in force.

    Raises:
        BadInput: something cannot be used; carries every fault. No secret is repeated in it.
    """
    faults = _unknown(environ)
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        raw = environ.get(setting.variable, "").strip() or setting.default
        try:
            values[setting.name.lower()] = setting.read(raw)
        except (ValueError, KeyError):
            said = HIDDEN if setting.secret else repr(raw)
            faults.append(Fault(setting.variable, f"{said} cannot be used", setting.allowed))
    faults += _only_in_test_mode(values)
    if faults:
        raise BadInput(faults)
    return Settings(**values)


def _unknown(environ: Mapping[str, str]) -> list[Fault]:
    known = {setting.name for setting in SETTINGS} | ALSO_KNOWN
    faults = []
    for variable in sorted(environ):
        if not variable.startswith(PREFIX) or variable.removeprefix(PREFIX) in known:
            continue
        near = difflib.get_close_matches(variable.removeprefix(PREFIX), known, n=1)
        hint = f"did you mean {PREFIX}{near[0]}?" if near else "see `vikarsentral settings`"
        faults.append(Fault(variable, "is no setting", hint))
    return faults


def _only_in_test_mode(values: Mapping[str, Any]) -> list[Fault]:
    if values.get("test_mode"):
        return []
    return [
        Fault(PREFIX + name.upper(), "is set outside test mode", "set VIKARSENTRAL_TEST_MODE=1")
        for name in ("message_sink", "now")
        if values.get(name)
    ]


@functools.cache
def current() -> Settings:
    """Return the settings of this process, read once.

    Raises:
        BadInput: something cannot be used; carries every fault.
    """
    return read(os.environ)


def secret_key(settings: Settings) -> str:
    """Return the signing key; the first call without one makes it and keeps it.

    Args:
        settings: the values in force.

    Returns:
        The set key, or the one kept in the data folder in a file only its owner can read.
    """
    if settings.secret_key:
        return settings.secret_key
    kept = settings.data / "secret_key"
    if not kept.exists():
        settings.data.mkdir(parents=True, exist_ok=True)
        draft = kept.with_name(f"secret_key.{secrets.token_hex(8)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            # A hard link fails when another process was first: then its key is the one.
            kept.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return kept.read_text(encoding="ascii")


def shown(settings: Settings) -> dict[str, str]:
    """Return every setting as text fit for a screen; secrets are hidden.

    Args:
        settings: the values in force.

    Returns:
        Environment name to text, in the order of the table.
    """
    texts = {}
    for setting in SETTINGS:
        value = getattr(settings, setting.name.lower())
        plain = int(value) if isinstance(value, bool) else value
        texts[setting.variable] = HIDDEN if setting.secret and value else str(plain)
    return texts
