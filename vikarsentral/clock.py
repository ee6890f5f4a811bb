"""The one clock: UTC now, or the test's clock in test mode.

Domain functions take `now` as an argument; only the edges (a request, a command, a job) ask here.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from vikarsentral import settings
from vikarsentral.errors import BadInput, Fault

OSLO = ZoneInfo("Europe/Oslo")
STARTED = "VIKARSENTRAL_NOW_STARTED"


def now() -> datetime:
    """Return the instant it is, in UTC.

    Returns:
        The real time; in test mode the set instant plus the time since the clock was first
        asked (a child process goes on where its parent's clock stands), or what the named
        file holds at this very use.

    Raises:
        BadInput: what is set, or what the file holds, is no instant with offset.

    Source: contract 5 (test mode).
    """
    told = settings.current().now
    if not told:
        return datetime.now(UTC)
    instant = _instant(told)
    if instant is not None:
        started = _started()
        return instant + timedelta(seconds=max(0.0, time.time() - started))
    try:
        held = Path(told).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        held = ""
    instant = _instant(held)
    if instant is None:
        raise BadInput([Fault("VIKARSENTRAL_NOW", f"{told!r} tells no time", _ALLOWED)])
    return instant


_ALLOWED = "an instant such as 2027-01-04T06:10:00+01:00, or a file that holds one"


def _instant(text: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant.astimezone(UTC) if instant.tzinfo else None


def _started() -> float:
    """Return when the test clock was started, in seconds since 1970; children inherit it."""
    return float(os.environ.setdefault(STARTED, repr(time.time())))
