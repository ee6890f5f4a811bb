"""Deny by default: a page function without `allow` or `open_to_all` answers 403 to everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from vikarsentral import access
from vikarsentral.access import Action
from web import anew, context

Page = TypeVar("Page", bound=Callable[..., ResponseReturnValue])

OPEN = "open"
SIGNED_IN = "signed in"
MARK = "_vikarsentral_allow"


def allow(action: Action) -> Callable[[Page], Page]:
    """Let only those with the right to *action* see a page.

    A unit's page asks `access.require` again with the unit, inside.

    Args:
        action: the one action the page is for.

    Returns:
        A decorator; it stands under the route's.
    """

    def mark(page: Page) -> Page:
        setattr(page, MARK, action)
        return page

    return mark


def signed_in(page: Page) -> Page:
    """Let everybody who has signed in see a page."""
    setattr(page, MARK, SIGNED_IN)
    return page


def open_to_all(page: Page) -> Page:
    """Let everybody see a page, also without sign-in."""
    setattr(page, MARK, OPEN)
    return page


def needed(endpoint: str) -> Action | str | None:
    """Return what an endpoint asks for; None when nobody has said, so nobody may.

    Args:
        endpoint: a name from the application's routes.
    """
    page = current_app.view_functions[endpoint]
    held: Action | str | None = getattr(page, MARK, None)
    return held


def check() -> ResponseReturnValue | None:
    """Stop a request that may not go on; runs before every page function.

    Returns:
        None to go on, or the way to the sign-in page.

    Raises:
        Forbidden: nobody may, or this user may not.
    """
    if request.endpoint is None:
        return None  # no such page: 404 follows
    asked = needed(request.endpoint)
    if asked == OPEN:
        return None
    if asked is None:
        raise Forbidden
    actor = context.actor_or_none()
    if actor is None:
        return _to_sign_in()
    if isinstance(asked, Action):
        access.require(actor, asked)
        if context.must_confirm(asked):
            return anew.ask()
    return None


def _to_sign_in() -> ResponseReturnValue:
    if request.method == "GET":
        return redirect(url_for("common.sign_in", next=request.full_path.rstrip("?")))
    return redirect(url_for("common.sign_in"), code=303)


def install(app: Flask) -> None:
    """Put the guard before every page.

    Args:
        app: the application.
    """
    app.before_request(check)
