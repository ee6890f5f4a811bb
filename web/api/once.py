"""Do what a request asks for once, however often it is sent with the same key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import g, jsonify, request
from flask.typing import ResponseReturnValue

from vikarsentral import need
from web import context
from web.api.errors import ApiError

MAX_KEY = 120
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Samme nøkkel og samme innhold gir samme svar og skjer bare én gang.",
    "schema": {"type": "string", "minLength": 1, "maxLength": MAX_KEY},
}


def once(
    action: str, asked: Mapping[str, Any], do: Callable[[], dict[str, Any]], *, status: int = 201
) -> ResponseReturnValue:
    """Answer a request, or give the answer it had when it came before with this key.

    Args:
        action: what is asked for, with the id of what it is about.
        asked: the body, as JSON values; a key is bound to it.
        do: does the thing and returns the answer as JSON values.
        status: when all is well.

    Returns:
        The answer; an old one is marked with `Idempotent-Replayed`.

    Raises:
        ApiError: 400 for a key of wrong form.
        Conflict: `key_reused` for another question under the same key.
    """
    key = _key()
    if key is None:
        return jsonify(do()), status
    done: list[bool] = []

    def first() -> dict[str, Any]:
        done.append(True)
        return do()

    answer = need.once(
        context.database(),
        key=key,
        action=action,
        request=asked,
        do=first,
        actor=g.actor,
        now=context.now(),
    )
    return jsonify(answer), status, {} if done else {"Idempotent-Replayed": "true"}


def _key() -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not (1 <= len(key) <= MAX_KEY and key.isascii() and key.isprintable()):
        raise ApiError(400, "idempotency_key")
    return key
