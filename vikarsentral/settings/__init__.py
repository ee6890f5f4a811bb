"""What the operator decides, read once from the environment and judged as a whole.

Every setting is one row of `table`. Nothing else in the product reads the environment.
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

from vikarsentral.errors import BadInput, Fault
from vikarsentral.settings.table import PREFIX, SETTINGS, SHORTEST_SECRET, Setting

__all__ = [
    "PREFIX",
    "SETTINGS",
    "SHORTEST_SECRET",
    "Setting",
    "Settings",
    "current",
    "kept_secret",
    "read",
    "secret_key",
    "shown",
]

HIDDEN = "(skjult)"
# Names with our prefix that are no settings: the test runner's, and the started-at mark of a
# test clock, which a parent process hands to its children.
ALSO_KNOWN = frozenset({"TEST_CASES", "TEST_CHROMIUM", "TEST_HOME", "NOW_STARTED"})


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
    plan_part_needs: int
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_password: str
    smtp_starttls: bool
    smtp_from: str
    sms_provider: str
    sms_url: str
    sms_user: str
    sms_password: str
    sms_partner: str
    sms_sender: str
    sms_countries: str
    sms_gate: str
    sms_inbound_key: str
    sms_per_hour: int
    sms_per_day: int
    email_per_hour: int
    email_per_day: int
    push_per_hour: int
    push_per_day: int
    push_services: str
    push_key: str
    visma_dimensions: str
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
    return kept_secret(settings, "secret_key", lambda: secrets.token_urlsafe(48))


def kept_secret(settings: Settings, name: str, make: Callable[[], str]) -> str:
    """Return a secret kept in the data folder; the first call makes it.

    Args:
        settings: the values in force.
        name: of the file, which only its owner can read.
        make: makes the secret, plain letters and digits.

    Returns:
        The same in every process, whichever was first.
    """
    kept = settings.data / name
    if not kept.exists():
        settings.data.mkdir(parents=True, exist_ok=True)
        draft = kept.with_name(f"{name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600)
        draft.write_text(make(), encoding="ascii")
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
