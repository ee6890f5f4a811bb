"""Messages in the browser itself: taken and let go with one tap, shown by the service worker."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from vikarsentral import push
from vikarsentral.access import Action
from vikarsentral.errors import BadInput
from web import agents, assets, context
from web.guard import allow, open_to_all
from web.staff import own_person
from web.words import say

bp = Blueprint("push", __name__)

LONGEST = 3000


@bp.get("/varsler.js")
@open_to_all
def worker() -> Response:
    """Serve the service worker from the top, so that it may show messages of every page."""
    code = (assets.STATIC / "push-worker.js").read_bytes()
    return Response(code, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


@bp.post("/min-profil/varsler")
@allow(Action.CHANGE_OWN_PROFILE)
def subscribe() -> ResponseReturnValue:
    """Let this browser show the user's messages.

    Raises:
        BadInput: what the browser told cannot be used.
    """
    own_person()
    told = {name: request.form.get(name, "")[:LONGEST] for name in ("endpoint", "p256dh", "auth")}
    try:
        push.subscribe(
            context.database(),
            **told,
            agent=agents.named(request.user_agent.string),
            actor=context.actor(),
            now=context.now(),
        )
    except BadInput:
        return {"text": say("Denne nettleseren kan ikke vise varsler fra oss.")}, 422
    flash(say("Varsler er slått på i denne nettleseren."), "success")
    return {"text": say("Varsler er slått på i denne nettleseren.")}


@bp.post("/min-profil/varsler/av")
@allow(Action.CHANGE_OWN_PROFILE)
def unsubscribe() -> ResponseReturnValue:
    """Let this browser, or without its address all of the user's, show no more messages."""
    own_person()
    endpoint = request.form.get("endpoint", "")[:LONGEST]
    push.unsubscribe(
        context.database(), endpoint=endpoint or None, actor=context.actor(), now=context.now()
    )
    flash(say("Varsler er slått av."), "success")
    return redirect(url_for("reach.wishes"), code=303)
