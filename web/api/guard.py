"""Let only holders of a bearer token with the right role meet a resource.

The same actions as the pages; no cookie is ever looked at, so no form token is needed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import current_app, g, request

from vikarsentral import access
from vikarsentral.access import Action
from web import context
from web.api.errors import ApiError
from web.guard import MARK, OPEN

Resource = TypeVar("Resource", bound=Callable[..., Any])

API_MARK = "_vikarsentral_api_allow"
MAX_TOKEN = 200
WORDS_IN_HEADER = 2


def allow(action: Action) -> Callable[[Resource], Resource]:
    """Let only those with the right to *action* use a resource.

    Args:
        action: the one action it is for; a unit's right is asked again inside.

    Returns:
        A decorator, to stand right under the route's.
    """

    def guard(resource: Resource) -> Resource:
        @functools.wraps(resource)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            g.actor = bearer()
            access.require(g.actor, action)
            if "id" in kwargs:  # the contract's word in addresses, and Python's own in code
                kwargs["told"] = kwargs.pop("id")
            return current_app.ensure_sync(resource)(*args, **kwargs)

        # The pages' guard asks for a cookie; this resource asks for a token instead.
        setattr(guarded, MARK, OPEN)
        setattr(guarded, API_MARK, action)
        _document(guarded, action)
        return cast("Resource", guarded)

    return guard


def _document(guarded: Callable[..., Any], action: Action) -> None:
    docs = getattr(guarded, "_apidoc", {})
    docs.setdefault("manual_doc", {}).update(
        {"security": [{"bearer": []}], "x-action": action.value}
    )
    guarded._apidoc = docs  # type: ignore[attr-defined]  # noqa: SLF001 - smorest's own mark


def open_to_all(resource: Resource) -> Resource:
    """Let everybody use a resource, without a token."""
    setattr(resource, MARK, OPEN)
    setattr(resource, API_MARK, OPEN)
    return resource


def bearer() -> access.Actor:
    """Return whose token came with the request.

    Raises:
        ApiError: 401 without a token, with more than one, or with one that is not in force.
    """
    words = (request.headers.get("Authorization") or "").split(" ")
    secret = words[-1]
    clean = secret.isascii() and 0 < len(secret) <= MAX_TOKEN
    if len(words) != WORDS_IN_HEADER or words[0].lower() != "bearer" or not clean:
        raise _unauthorized()
    actor = access.actor_of_token(context.database(), secret, context.now())
    if actor is None:
        raise _unauthorized()
    return actor


def _unauthorized() -> ApiError:
    return ApiError(401, "unauthorized", headers={"WWW-Authenticate": "Bearer"})
