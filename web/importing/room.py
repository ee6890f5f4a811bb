"""The blueprint that the pages of files in share; the upload alone may be large."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from vikarsentral.importing.limits import FILE_BYTES

FORM_BYTES = 64 * 1024

bp = Blueprint("importing", __name__)


@bp.url_value_preprocessor
def _let_files_through(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Widen the limit before anything reads the form; every other page keeps the narrow one."""
    del values
    if endpoint == "importing.upload":
        request.max_content_length = FILE_BYTES + FORM_BYTES
