"""The pages: parse, call, answer. Everything that is decided is decided in `vikarsentral`.

`create_app` puts the rooms together: request context, guard, errors, texts, headers, pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(changes: Mapping[str, Any] | None = None) -> Flask:
    """Make the application.

    Args:
        changes: Flask settings that differ from the product's own, such as in tests.

    Returns:
        A WSGI application; the database is first met in the first request that needs it.

    Raises:
        BadInput: a setting cannot be used; carries every fault.
        ComponentMissing: the front-end bundle has not been made.
    """
    # Imported here, so that `python -m web.bundle` works before the rest does.
    from vikarsentral import settings
    from web import assets, context, errors, guard, headers, language, navigation, pages

    held = settings.current()
    app = context.App(__name__, static_folder=None)
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key(held),
        SESSION_COOKIE_NAME="vs_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=held.cookies_secure,
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=1024 * 1024,
        MAX_FORM_PARTS=500,
        TRUSTED_PROXIES=held.trusted_proxies,
    )
    app.config.from_mapping(changes or {})
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    for room in (headers, context, language, guard, errors, assets, navigation, pages):
        room.install(app)
    return app
