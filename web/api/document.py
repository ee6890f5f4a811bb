"""Put the resources into the application and describe them at `/api/openapi.json`."""

from __future__ import annotations

import functools
from importlib import import_module
from typing import Any

from flask import Flask
from flask.typing import RouteCallable
from flask_smorest import Api

from web import guard
from web.api import errors
from web.api.schemas import Error
from web.errors import csrf

VERSION = "1.0.0"
ROOMS = ("needs", "searches", "changes", "offers", "me", "plans", "spend", "health")
ABOUT = """\
Behov, tilbud, vakter, planer og vikarbruk i kommunens vikarsentral. Alle tider er ISO 8601 med
forskyvning, svarene i Oslo-tid. Penger er hele øre. Id-er er tekster. Ukjente felt avvises.
Nøkkel til API-et lages med `vikarsentral token add --user BRUKER`.
"""


class Document(Api):  # type: ignore[misc]  # flask-smorest has no types
    """Describe the API; refusals are answered by `web.api.errors`, not by the library."""

    ERROR_SCHEMA = Error

    def _register_error_handlers(self) -> None:
        """Leave the pages' handlers as they are."""


def install(app: Flask) -> None:
    """Give the application its API.

    Args:
        app: the application, with pages and guard in place.
    """
    app.config.update(
        API_TITLE="Vikarsentral",
        API_VERSION=VERSION,
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
    )
    document = Document(app, spec_kwargs={"info": {"description": ABOUT}})
    document.DEFAULT_ERROR_RESPONSE_NAME = None
    document.spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
    for room in ROOMS:
        blueprint = import_module(f"web.api.{room}").bp
        document.register_blueprint(blueprint, url_prefix="/api/v1")
        csrf.exempt(blueprint)
    for name, page in app.view_functions.items():
        if name.startswith("api-docs."):
            app.view_functions[name] = _open(page)
    for name in ("live", "ready"):  # where load balancers look first
        page = app.view_functions[f"api-health.{name}"]
        app.add_url_rule(f"/health/{name}", f"health-{name}", page, methods=["GET"])
    app.after_request(errors.in_our_form)


def _open(page: RouteCallable) -> RouteCallable:
    """Let everybody read the document; the library gives a method, which cannot be marked."""

    @functools.wraps(page)
    def document(**values: Any) -> Any:
        return page(**values)

    return guard.open_to_all(document)
