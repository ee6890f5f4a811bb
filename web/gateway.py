"""What gateways tell us: answers by text message, and what became of those we sent.

Both come to addresses that end in the secret gateway and installation share. A wrong one is no
page; what a gateway tells is bound to a number and a reference, and decides nothing else.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as BaseResponse

from vikarsentral import delivery, notice, offer, settings
from vikarsentral.delivery import Outcome
from web import context
from web.common import limiter
from web.errors import csrf
from web.guard import open_to_all

bp = Blueprint("gateway", __name__)

SENDERS = ("number", "from", "source", "msisdn")
TEXTS = ("msg", "message", "content", "userData", "text")
REFERENCES = ("refId", "ref")
LONGEST_SENDER = 30
LONGEST_TEXT = 2000
LONGEST_REFERENCE = 40
# LINK Mobility's result codes. Source: their documentation of delivery reports, result codes.
LINK_DELIVERED = frozenset({1001, 1007})
LINK_UNKNOWN = frozenset({4, 5, 1000, 1008, 1010, 1011, 1012})


@bp.post("/sms/inn/<key>")
@limiter.limit("600 per minute")
@open_to_all
def text_message(key: str) -> BaseResponse:
    """Take an answer that a gateway passes on; form fields or one JSON object.

    Args:
        key: the shared secret of gateway and installation.

    Raises:
        BadRequest: sender or text is missing.
        NotFound: the key is wrong, or text messages are not taken here.
    """
    _check(key)
    told = _fields()
    sender, text = _first(told, SENDERS), _first(told, TEXTS)
    if not sender or not text or len(sender) > LONGEST_SENDER or len(text) > LONGEST_TEXT:
        raise BadRequest
    session, now = context.database(), context.now()
    reply = offer.by_text_message(session, sender=sender, text=text, now=now)
    if reply.text:
        notice.reply(session, to=sender, body=reply.text, now=now)
    return Response(status=204)


@bp.route("/sms/levert/<key>", methods=["GET", "POST"])
@limiter.limit("3000 per minute")
@open_to_all
def report(key: str) -> BaseResponse:
    """Take what became of a text message; fields of the address, a form, or one JSON object.

    A message we do not know is taken as well, so that the gateway does not try again.

    Args:
        key: the shared secret of gateway and installation.

    Raises:
        BadRequest: reference or outcome is missing.
        NotFound: the key is wrong, or reports are not taken here.

    Source: the gateways' public documentation of delivery reports.
    """
    _check(key)
    told = _fields()
    reference, outcome = _first(told, REFERENCES), _outcome(told)
    if not reference or len(reference) > LONGEST_REFERENCE or outcome is None:
        raise BadRequest
    delivery.report(
        context.database(),
        reference=reference,
        number=_first(told, ("number",))[:LONGEST_SENDER],
        outcome=outcome,
        fault=_first(told, ("errorCode", "resultCode"))[:LONGEST_SENDER],
        now=context.now(),
    )
    return Response(status=200)  # LINK Mobility wants exactly this one


csrf.exempt(text_message)  # a gateway holds the key, not a form's token
csrf.exempt(report)


def _check(key: str) -> None:
    expected = settings.current().sms_inbound_key
    if not expected or not hmac.compare_digest(key.encode(), expected.encode()):
        raise NotFound


def _outcome(told: Mapping[str, Any]) -> Outcome | None:
    """Return what a report says: Sveve's yes or no, or LINK Mobility's code."""
    status = _first(told, ("status",)).lower()
    if status in ("true", "false"):
        return Outcome.DELIVERED if status == "true" else Outcome.FAILED
    code = _first(told, ("resultCode",))
    if not (code.isascii() and code.isdigit() and len(code) < 10):
        return None
    if int(code) in LINK_DELIVERED:
        return Outcome.DELIVERED
    return Outcome.UNKNOWN if int(code) in LINK_UNKNOWN else Outcome.FAILED


def _fields() -> dict[str, Any]:
    if request.is_json:
        told = request.get_json(silent=True)
        return told if isinstance(told, dict) else {}
    return {**request.args, **request.form}


def _first(told: Mapping[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = told.get(name)
        if isinstance(value, (str, int)) and str(value).strip():
            # A letter no database can hold is no part of any number, word or reference.
            return str(value).strip().replace("\0", "")
    return ""
