"""The blueprint that the administration's pages share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from werkzeug.exceptions import NotFound

bp = Blueprint("admin", __name__)


@bp.url_value_preprocessor
def _hold_back_zero(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Find nothing under an address with a sign that no database can hold.

    Raises:
        NotFound: it has one.

    Source: reliability section 4, J7.
    """
    del endpoint
    if any("\x00" in str(value) for value in (values or {}).values()):
        raise NotFound
