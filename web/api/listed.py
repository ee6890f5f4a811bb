"""Everyone considered for a need, as the API answers: from pieces that are written already."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, NamedTuple

from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from vikarsentral.commitments import local
from vikarsentral.explain.listing import Listing, Piece, first_lawful, listing
from vikarsentral.explain.shelf import Shelf
from vikarsentral.need import NeedUnit
from web import context
from web.api.refs import need_ref

TOGETHER = 64
"""How many receipts are sent in one part."""

PACKED = "gzip"
"""How an answer is packed for those who take it so: everyone's receipts are much alike."""

FRESH = timedelta(seconds=10)
"""How long a packed answer is sent again while nothing has changed; then it is dated anew."""

_packed = Shelf()


class _Packed(NamedTuple):
    """Hold an answer packed, and when its data were true."""

    body: bytes
    data_at: datetime


def options_of(where: NeedUnit, top: int) -> BaseResponse:
    """Answer with everyone for a need, or tell that what the asker holds is still true.

    Args:
        where: the need.
        top: how many of the lawful; the others are all there.

    Returns:
        200 with an ETag that names everything but when the data were true, or 304.

    Raises:
        NotFound: the need is gone.
    """
    found = listing(context.database(), where.id)
    told = f"{found.sum} {top} {where.unit_name}".encode()
    tag = hashlib.blake2b(told, digest_size=16).hexdigest()
    response = Response(mimetype="application/json")
    response.vary.add("Accept-Encoding")
    if not request.if_none_match.contains_weak(tag):
        if request.accept_encodings.quality(PACKED):
            response.content_encoding = PACKED
            response.data = _kept(tag, found, top, where)
        else:
            parts = _parts(found.cut(top), where, context.now())
            response.content_length, response.response = parts
    response.set_etag(tag, weak=True)
    return response.make_conditional(request)


def _kept(tag: str, found: Listing, top: int, where: NeedUnit) -> bytes:
    """Return an answer packed, from a moment ago where it is the same."""
    name, now = (where.id, tag), context.now()
    kept: _Packed | None = _packed.get(name)
    if kept is None or not kept.data_at <= now < kept.data_at + FRESH:
        whole = b"".join(_parts(found.cut(top), where, now)[1])
        kept = _Packed(gzip.compress(whole, compresslevel=1, mtime=0), now)
        _packed.put(name, kept)
    return kept.body


def _parts(some: Sequence[Piece], where: NeedUnit, now: datetime) -> tuple[int, Iterator[bytes]]:
    """Write people byte by byte as the application writes any other answer; how long it is."""
    began = b'{"data_at":%s,' % _json(local(now))
    head = b'{"need":%s,"options":[' % _json(need_ref(where.id))
    names = b",".join(one.name for one in some)
    tail = b'],"people":[%s],"unit_name":%s}\n' % (names, _json(where.unit_name))
    receipts = sum(len(began) + len(one.receipt) + 1 for one in some) - bool(some)
    length = len(head) + receipts + len(tail)
    return length, chain((head,), _receipts(some, began), (tail,))


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
