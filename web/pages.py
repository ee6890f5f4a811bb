"""Which rooms have pages: one blueprint per audience, in the order of the menu."""

from __future__ import annotations

from importlib import import_module

from flask import Flask
from werkzeug.routing import IntegerConverter

from web import api

ROOMS = (
    "common",
    "confirm",
    "devices",
    "manager",
    "needs",
    "callouts",
    "orders",
    "dropouts",
    "together",
    "swaps",
    "leads",
    "undelivered",
    "calllist",
    "staff",
    "reach",
    "address",
    "reasons",
    "hours",
    "duty",
    "coordinator",
    "planner",
    "tillitsvalgt",
    "admin",
    "answers",
    "gateway",
    "push",
    "importing",
    "feed",
)


class RowId(IntegerConverter):
    """Read a number in an address; one that no row can have is an address of nothing."""

    regex = r"\d{1,18}"


def install(app: Flask) -> None:
    """Register every room's blueprint, and the HTTP API.

    Args:
        app: the application.
    """
    app.url_map.converters["int"] = RowId
    for room in ROOMS:
        app.register_blueprint(import_module(f"web.{room}").bp)
    api.install(app)
