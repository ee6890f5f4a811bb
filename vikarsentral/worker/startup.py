"""What must hold before pages are served or jobs are taken: safe settings, and a right clock.

Source: reliability section 4, K2, K8.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import func, select

from vikarsentral import clock, db, settings
from vikarsentral.errors import BadInput, ComponentMissing, Fault
from vikarsentral.tables import Event

DEBUG = "FLASK_DEBUG"
OFF = ("", "0", "false", "no")
ADDRESS = "VIKARSENTRAL_BASE_URL"
MOST_BACK = timedelta(days=1)
"""How far the clock may lie behind what is recorded already."""


def refuse_unsafe(host: str, environ: Mapping[str, str] | None = None) -> None:
    """Stop a start that would show the inside of the program, or send passwords in the clear.

    In test mode only the first is stopped: no real people are there.

    Args:
        host: the address to listen on.
        environ: names and texts; those of this process when None.

    Raises:
        BadInput: debugging is on, or others than this machine are let in without https; all
            faults at once.
    """
    environ = os.environ if environ is None else environ
    faults = []
    if environ.get(DEBUG, "").strip().lower() not in OFF:
        faults.append(Fault(DEBUG, "shows the inside of the program to everybody", "unset, or 0"))
    held = settings.current()
    address = urlsplit(held.base_url)
    if address.scheme != "https" and not held.test_mode:
        if not is_own(address.hostname or ""):
            what = f"{held.base_url} sends passwords in the clear"
            faults.append(Fault(ADDRESS, what, "an https address"))
        elif not is_own(host):
            what = f"lets others than this machine in, and {ADDRESS} is no https address"
            faults.append(Fault("--host", what, "127.0.0.1, behind a proxy with https"))
    if faults:
        raise BadInput(faults)


def is_own(host: str) -> bool:
    """Tell whether only this machine reaches an address.

    Args:
        host: a name or an address, such as `localhost` or `::1`.
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_wrong_clock() -> None:
    """Stop where the clock lies far behind what is recorded: new lines would stand before old.

    Raises:
        ComponentMissing: the clock is more than a day behind, or the database is away. In test
            mode the clock may be anything.
    """
    seen = clock_fault(newest_event(), clock.now())
    if seen and not settings.current().test_mode:
        raise ComponentMissing("clock", seen, "set the clock of this machine, then start again")


def newest_event() -> datetime | None:
    """Return when the newest line of the record was written; None where there is none."""
    return db.transaction(lambda session: session.scalar(select(func.max(Event.at))))


def clock_fault(newest: datetime | None, now: datetime) -> str:
    """Tell what is wrong with the clock; empty where nothing is.

    A clock that is ahead cannot be told from an installation that has been off.

    Args:
        newest: UTC, when the newest line of the record was written.
        now: UTC.
    """
    if newest is None or newest - now <= MOST_BACK:
        return ""
    return f"it says {now:%Y-%m-%d %H:%M} UTC, but the record goes on to {newest:%Y-%m-%d %H:%M}"
