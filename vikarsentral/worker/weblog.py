"""The access log, without what lets others in: calendar addresses and query strings."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # it has no types

# A part of a path that is long and random enough to be a key, and whatever follows `?`.
_KEY = re.compile(
    r"(?<=/)[A-Za-z0-9_~-]{20,}(?=[./]|$)|(?<=/svar/).+|(?<=/sms/inn/).+|(?<=/sms/levert/).+"
)
HIDDEN = "***"


def without_secrets(path: str) -> str:
    """Return a path fit for a log.

    Args:
        path: a request's path, with or without a query.

    Returns:
        The path with keys hidden and without its query.
    """
    return _KEY.sub(HIDDEN, path.partition("?")[0])


class SafeLogger(Logger):  # type: ignore[misc]  # its base has no types
    """Write the access log with paths that open nothing."""

    def atoms(
        self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta
    ) -> dict[str, Any]:
        """Return gunicorn's log fields, secrets hidden."""
        fields: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        path = without_secrets(str(environ.get("RAW_URI") or environ.get("PATH_INFO") or ""))
        method, protocol = environ["REQUEST_METHOD"], environ["SERVER_PROTOCOL"]
        fields.update({"r": f"{method} {path} {protocol}", "U": path, "q": "", "f": "-"})
        return fields
