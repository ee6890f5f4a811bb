"""Which rooms have pages: one blueprint per audience, in the order of the menu."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

ROOMS = ("common", "manager", "needs", "staff", "coordinator", "planner", "tillitsvalgt", "feed")


def install(app: Flask) -> None:
    """Register every room's blueprint, and the HTTP API.

    Args:
        app: the application.
    """
    for room in ROOMS:
        if find_spec(f"web.{room}") is not None:
            app.register_blueprint(import_module(f"web.{room}").bp)
    api = find_spec("web.api")
    if api is not None and api.loader is not None:
        import_module("web.api").install(app)
