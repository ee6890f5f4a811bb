"""Take the password anew, and go on where one was.

What was posted goes on by status 307: the browser posts it again itself, also without scripts,
and nothing of it is stored here.
"""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from vikarsentral import access
from web import anew, context, language
from web.common import limiter
from web.forms import local_address
from web.guard import signed_in
from web.words import say

bp = Blueprint("confirm", __name__)


@bp.route("/bekreft", methods=["GET", "POST"])
@limiter.limit("30 per minute", methods=["POST"])
@signed_in
def password() -> ResponseReturnValue:
    """Ask for the password, and go on where one was."""
    onward = local_address(request.args.get("next"), url_for("common.front"))
    is_post = request.form.get(anew.GO_ON) == anew.POST
    if request.method == "GET":
        return anew.page(onward, is_post=False)
    session, now, actor = context.database(), context.now(), context.actor()
    answer = access.sign_in(
        session, login=actor.login, password=request.form.get(anew.PASSWORD, ""), now=now
    )
    if answer.user_id is None:
        return anew.page(onward, is_post=is_post, refused=_why(answer)), 422
    access.refresh_session(session, context.handle(), now)
    return redirect(onward, code=307 if is_post else 303)


def _why(answer: access.SignIn) -> str:
    if answer.locked_until is None:
        return say("Passordet er feil.")
    return say(
        "For mange forsøk. Vent til kl. %(time)s og prøv igjen.",
        time=language.clock_time(answer.locked_until),
    )
