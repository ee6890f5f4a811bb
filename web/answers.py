"""Answers without sign-in: the page behind a secret address, and text messages coming in.

Looking at a page decides nothing; only a pressed button does. A wrong, changed or foreign address
answers exactly as one that never was.
"""

from __future__ import annotations

import hmac
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as BaseResponse

from vikarsentral import access, contact, notice, offer, settings
from vikarsentral.errors import Conflict, Unlawful
from vikarsentral.offer import Question
from web import context, language
from web.common import limiter
from web.errors import csrf
from web.guard import open_to_all

bp = Blueprint("answers", __name__)

SENDERS = ("number", "from", "source", "msisdn")
TEXTS = ("msg", "message", "content", "userData", "text")
LONGEST_SENDER = 30
LONGEST_TEXT = 2000


def _asked(token: str) -> Question:
    """Return the question behind an address, in its person's own language."""
    offer_id, person_id = offer.whose(token)
    held = offer.question(
        context.database(), offer_id=offer_id, person_id=person_id, now=context.now()
    )
    own = access.person_alone(context.database(), person_id)
    language.use(own.language)
    return held


def _page(token: str, held: Question, refused: tuple[str, ...] = ()) -> str:
    return render_template("answers/show.html", token=token, question=held, refused=refused)


@bp.get("/svar/<token>")
@open_to_all
def show(token: str) -> ResponseReturnValue:
    """Show a question; nothing is decided by looking.

    Args:
        token: the secret part of the address.
    """
    held = _asked(token)
    offer.opened(
        context.database(), offer_id=held.offer_id, person_id=held.person_id, now=context.now()
    )
    return _page(token, held)


@bp.post("/svar/<token>")
@limiter.limit("30 per minute")
@open_to_all
def answer(token: str) -> ResponseReturnValue:
    """Take a yes, a no, or a wish to be left in peace this week.

    Args:
        token: the secret part of the address.

    Raises:
        BadRequest: the answer is none of these.
    """
    held = _asked(token)
    said = request.form.get("svar", "")
    if said not in ("ja", "nei", "pause"):
        raise BadRequest
    session, now = context.database(), context.now()
    actor = access.person_alone(session, held.person_id)
    act = offer.accept if said == "ja" else offer.decline
    try:
        act(session, offer_id=held.offer_id, actor=actor, now=now)
    except Unlawful as refused:
        texts = tuple(str(each["text"][actor.language]) for each in refused.receipts)
        return _page(token, _asked(token), texts), 422
    except Conflict:
        # The page tells where the question stands now, each way of being too late by its name.
        if said == "ja":
            return _page(token, _asked(token)), 409
    if said == "pause":
        contact.pause_this_week(session, person_id=held.person_id, now=now)
    return redirect(url_for("answers.show", token=token), code=303)


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
    expected = settings.current().sms_inbound_key
    if not expected or not hmac.compare_digest(key.encode(), expected.encode()):
        raise NotFound
    told = _fields()
    sender, text = _first(told, SENDERS), _first(told, TEXTS)
    if not sender or not text or len(sender) > LONGEST_SENDER or len(text) > LONGEST_TEXT:
        raise BadRequest
    session, now = context.database(), context.now()
    reply = offer.by_text_message(session, sender=sender, text=text, now=now)
    if reply.text:
        notice.reply(session, to=sender, body=reply.text, now=now)
    return Response(status=204)


csrf.exempt(text_message)  # a gateway holds the key, not a form's token


def _fields() -> dict[str, Any]:
    told = request.get_json(silent=True) if request.is_json else request.form
    return dict(told) if isinstance(told, dict) or told is request.form else {}


def _first(told: dict[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = told.get(name)
        if isinstance(value, (str, int)) and str(value).strip():
            return str(value).strip()
    return ""
