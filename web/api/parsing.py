"""Read request bodies strictly: what is doubtful is refused, and every fault is told.

The standard parser takes NaN, two of the same key (the last wins) and a thousand brackets;
a client that sends such a thing has a fault it should hear about.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

import marshmallow as ma
from flask import Request
from webargs.flaskparser import FlaskParser

from web.api.errors import ApiError, Entry

MAX_DEPTH = 50
MAX_DIGITS = 18


class StrictParser(FlaskParser):
    """Take JSON in UTF-8, declared as such, and nothing a second reader could read otherwise."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012 - webargs reads it from the class
        "json": ma.RAISE,
        "query": ma.RAISE,
    }

    def load_json(self, req: Request, schema: ma.Schema) -> Any:
        """Read the body.

        Args:
            req: the request.
            schema: one whose `is_optional` is set may be left out whole; else not used, since
                refusals of form come before those of content.

        Raises:
            ApiError: 415 for another kind of content, 400 for a body that is no clean JSON.
        """
        if getattr(schema, "is_optional", False) and not req.get_data(cache=True):
            return {}
        if req.mimetype != "application/json" or _charset(req) not in ("", "utf-8"):
            raise ApiError(415, "json_expected")
        return parse(req.get_data(cache=True))

    def load_querystring(self, req: Request, schema: ma.Schema) -> Any:
        """Read the query; a name given twice is refused.

        Raises:
            ApiError: 422 with one entry per repeated name.
        """
        del schema
        again = [name for name, values in req.args.lists() if len(values) > 1]
        if again:
            raise ApiError(422, "invalid", entries=[Entry("repeated_field", n) for n in again])
        return req.args.to_dict()

    def handle_error(
        self,
        error: ma.ValidationError,
        req: Request,
        schema: ma.Schema,
        *,
        error_status_code: int | None,
        error_headers: Any,
    ) -> NoReturn:
        """Turn the schema's findings into one refusal that lists them all.

        Raises:
            ApiError: 422, always.
        """
        del req, schema, error_status_code, error_headers
        messages: dict[str, Any] = error.normalized_messages()  # type: ignore[no-untyped-call]  # marshmallow
        entries = [entry for part in messages.values() for entry in flat(part, ())]
        raise ApiError(422, "invalid", entries=entries) from error


def parse(body: bytes) -> Any:
    """Read JSON without what JSON readers disagree on.

    Args:
        body: as received.

    Returns:
        The value.

    Raises:
        ApiError: 400 `bad_encoding`, `broken_json`, `duplicate_key` or `too_deep`.
    """
    try:
        value = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_int=_whole,
        )
        _check(value, 0)
        # A lone surrogate is JSON but no text that can be stored.
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeError:
        raise ApiError(400, "bad_encoding") from None
    except RecursionError:
        raise ApiError(400, "too_deep") from None
    except ValueError:
        raise ApiError(400, "broken_json") from None
    return value


def flat(messages: Any, path: tuple[str, ...]) -> Iterator[Entry]:
    """Spread nested findings out, one entry per finding.

    Args:
        messages: lists and dictionaries as marshmallow gives them.
        path: names on the way there.

    Yields:
        Entries in the order of the schema.
    """
    if isinstance(messages, dict):
        for name, inner in messages.items():
            deeper = path if name == ma.exceptions.SCHEMA else (*path, str(name))
            yield from flat(inner, deeper)
    elif isinstance(messages, list | tuple):
        for inner in messages:
            yield from flat(inner, path)
    else:
        yield _entry(str(messages), ".".join(path))


def _entry(found: str, field: str) -> Entry:
    """Give a finding its code; our own fields tell it as `code|sentence`."""
    code, mark, sentence = found.partition("|")
    return Entry(code, field, sentence) if mark else Entry("invalid", field, found)


def _charset(req: Request) -> str:
    return str(req.mimetype_params.get("charset", "")).lower()


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ApiError(400, "duplicate_key")
    return made


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError(digits[:MAX_DIGITS])
    return int(digits)


def _check(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise ApiError(400, "too_deep")
    if isinstance(value, dict):
        for inner in value.values():
            _check(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth + 1)
