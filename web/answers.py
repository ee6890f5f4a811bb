"""Answers without sign-in: the page behind a secret address, and a tap in a notification.

Looking at a page decides nothing; only a pressed button does. A wrong, changed or foreign address
answers exactly as one that never was.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from vikarsentral import access, contact, offer
from vikarsentral.errors import Conflict, Unlawful
from vikarsentral.offer import Question
from web import context, language
from web.common import limiter
from web.errors import csrf
from web.guard import open_to_all

bp = Blueprint("answers", __name__)


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


@bp.post("/svar/<token>/trykk")
@limiter.limit("30 per minute")
@open_to_all
def tap(token: str) -> ResponseReturnValue:
    """Take a tap on *Ja* or *Nei* in a notification; says in words how it was taken.

    The address is the secret: who holds it may answer, with or without a sign-in.

    Args:
        token: the secret part of the address.

    Raises:
        BadRequest: the answer is neither.
        NotFound: the address was not made here.
    """
    said = request.form.get("svar", "")
    if said not in ("ja", "nei"):
        raise BadRequest
    offer_id, person_id = offer.whose(token)
    session, now = context.database(), context.now()
    # Told as if there were no such offer where the person was not asked.
    offer.question(session, offer_id=offer_id, person_id=person_id, now=now)
    reply = offer.by_tap(
        session, offer_id=offer_id, person_id=person_id, is_yes=said == "ja", now=now
    )
    return {"said": reply.said.value, "text": reply.text}


csrf.exempt(tap)  # the service worker holds the secret address, not a form's token
