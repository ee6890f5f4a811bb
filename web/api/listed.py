"""Everyone considered for a need, as the API answers: from pieces that are written already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from vikarsentral.commitments import local
from vikarsentral.explain.listing import Piece, first_lawful, listing
from vikarsentral.need import NeedView
from web import context
from web.api.refs import need_ref

TOGETHER = 64
"""How many receipts are sent in one part."""


def options_of(view: NeedView, top: int) -> BaseResponse:
    """Answer with everyone for a need, or tell that what the asker holds is still true.

    Args:
        view: the need.
        top: how many of the lawful; the others are all there.

    Returns:
        200 with an ETag that names everything but when the data were true, or 304.

    Raises:
        NotFound: the need is gone.
    """
    found = listing(context.database(), view.id)
    told = f"{found.sum} {top} {view.unit_name}".encode()
    tag = hashlib.blake2b(told, digest_size=16).hexdigest()
    response = Response(mimetype="application/json")
    if not request.if_none_match.contains_weak(tag):
        _fill(response, found.cut(top), view)
    response.set_etag(tag, weak=True)
    return response.make_conditional(request)


def _fill(response: Response, some: Sequence[Piece], view: NeedView) -> None:
    """Put people into an answer, byte by byte as the application writes any other."""
    began = b'{"data_at":%s,' % _json(local(context.now()))
    head = b'{"need":%s,"options":[' % _json(need_ref(view.id))
    names = b",".join(one.name for one in some)
    tail = b'],"people":[%s],"unit_name":%s}\n' % (names, _json(view.unit_name))
    receipts = sum(len(began) + len(one.receipt) + 1 for one in some) - bool(some)
    response.content_length = len(head) + receipts + len(tail)
    response.response = chain((head,), _receipts(some, began), (tail,))


def _receipts(some: Sequence[Piece], began: bytes) -> Iterator[bytes]:
    """Write receipts, some at a time: parts that fit a processor's own memory are quickest."""
    for first in range(0, len(some), TOGETHER):
        together = (one.receipt for one in some[first : first + TOGETHER])
        yield b"," * bool(first) + began + (b"," + began).join(together)


def _json(told: str) -> bytes:
    return json.dumps(told).encode()


def first_options(number: int, many: int) -> dict[str, Any]:
    """Show the first who may have a need, and their names beside them.

    Args:
        number: row id of the need.
        many: how many at most; 0 asks nobody.
    """
    some = first_lawful(context.database(), number, many, now=context.now()) if many else []
    return {
        "options": [dict(one.receipt) for one in some],
        "people": [dict(one.name) for one in some],
    }
