"""Files for browsers: served compressed with long lives, found by their plain names."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from flask import Flask, url_for
from markupsafe import Markup
from whitenoise import WhiteNoise

from vikarsentral.errors import ComponentMissing

STATIC = Path(__file__).parent / "static"
VENDOR = STATIC / "vendor"
HOW = "run `make setup`, or `python -m web.bundle` in the project's folder"


@cache
def _files() -> dict[str, str]:
    try:
        held = json.loads((VENDOR / "manifest.json").read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError):
        raise ComponentMissing("front end", "has not been bundled", HOW) from None
    return {str(name): str(path) for name, path in held.items()}


def bundled(name: str) -> str:
    """Return the address of a bundled file.

    Args:
        name: its name in `web/frontend`, such as `app.css`.

    Raises:
        ComponentMissing: it is not in the bundle.
    """
    if name not in _files():
        raise ComponentMissing("front end", f"{name} is not in the bundle", HOW)
    return url_for("static", filename=f"vendor/{_files()[name]}")


@cache
def svg(name: str) -> Markup:
    """Return an icon as markup that screen readers pass by.

    Args:
        name: the icon's name in Aksel; it must be listed in `web.bundle.ICONS`.

    Raises:
        ComponentMissing: it is not in the bundle.
    """
    try:
        drawn = (VENDOR / "icons" / f"{name}.svg").read_text("utf-8")
    except OSError:
        raise ComponentMissing("front end", f"the icon {name} is not bundled", HOW) from None
    opening = '<svg class="vs-icon" aria-hidden="true" focusable="false" '
    return Markup(drawn.replace("<svg ", opening, 1))  # noqa: S704 - our own bundled file


def _immutable(path: str, url: str) -> bool:
    del path
    return url.startswith("/static/vendor/")


def install(app: Flask) -> None:
    """Serve `web/static` before the application is asked.

    Args:
        app: the application.

    Raises:
        ComponentMissing: the front-end bundle has not been made.
    """
    _files()
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]  # Flask's own way to wrap
        app.wsgi_app,
        root=STATIC,
        prefix="static/",
        max_age=3600,
        immutable_file_test=_immutable,
    )
    app.add_url_rule("/static/<path:filename>", endpoint="static", build_only=True)
    app.jinja_env.globals.update(bundled=bundled, svg=svg)
