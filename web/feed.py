"""The calendar behind a secret address: the one page that knows a person without sign-in.

A wrong, changed or withdrawn address answers exactly as one that never was. The address is the
secret, so it is never logged here, never sent on as a referrer and never kept by a shared cache.
"""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as BaseResponse

from vikarsentral import ical
from vikarsentral.errors import NotFound
from web import context
from web.guard import open_to_all

bp = Blueprint("feed", __name__)

HEADERS = {
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": 'inline; filename="mine-vakter.ics"',
    "Cache-Control": "private, max-age=300",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


@bp.get("/kalender/<token>.ics")
@open_to_all
def calendar(token: str) -> BaseResponse:
    """Give a person's shifts to the calendar program that holds the secret.

    Args:
        token: the secret part of the address.

    Returns:
        The calendar, or 304 where the program already has these very bytes.
    """
    try:
        return answer(token)
    except NotFound:
        # Plain, since a page repeats its own address in forms and links.
        gone = Response("Denne kalenderen finnes ikke.\n", 404, mimetype="text/plain")
        gone.headers["Referrer-Policy"] = HEADERS["Referrer-Policy"]
        return gone


def answer(token: str) -> BaseResponse:
    """Read a calendar for an answer; also used by the API.

    Args:
        token: the secret part of the address.

    Returns:
        200 with the calendar and its ETag, or 304.

    Raises:
        NotFound: there is no such calendar, for whatever reason.
    """
    feed = ical.feed_for(context.database(), token, context.now())
    response = Response(feed.content, headers=HEADERS)
    response.add_etag()
    return response.make_conditional(request)
