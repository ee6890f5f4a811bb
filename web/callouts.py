"""Looking for cover from a need's page: start, watch and stop, and the gate to an agency."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vikarsentral import agency, callout
from vikarsentral.access import Action
from web import context
from web.guard import allow
from web.needs import seen_need
from web.searches import search_of
from web.words import say

bp = Blueprint("callouts", __name__)


@bp.post("/behov/<int:need_id>/spor")
@allow(Action.SEND_OFFER)
def ask(need_id: int) -> ResponseReturnValue:
    """Start to ask people in the agreed order."""
    seen_need(need_id, Action.SEND_OFFER)
    started = callout.start(
        context.database(), need_id=need_id, actor=context.actor(), now=context.now()
    )
    if started.state is callout.CalloutState.RUNNING:
        flash(say("Vi leter etter vikar. Du trenger ikke gjøre noe mer."), "success")
    return redirect(url_for("needs.show", need_id=need_id), code=303)


@bp.post("/behov/<int:need_id>/stopp")
@allow(Action.SEND_OFFER)
def stop(need_id: int) -> ResponseReturnValue:
    """Stop asking; those who were asked get a last word."""
    seen_need(need_id, Action.SEND_OFFER)
    callout.stop(context.database(), need_id=need_id, actor=context.actor(), now=context.now())
    flash(say("Letingen er stoppet. De som var spurt, får beskjed."), "success")
    return redirect(url_for("needs.show", need_id=need_id), code=303)


@bp.post("/behov/<int:need_id>/ta-over")
@allow(Action.SEND_OFFER)
def take_over(need_id: int) -> ResponseReturnValue:
    """Answer for a search that somebody else began; both may still stop it."""
    seen_need(need_id, Action.SEND_OFFER)
    callout.take_over(
        context.database(),
        need_id=need_id,
        actor=context.actor(),
        now=context.now(),
        seen=request.form.get("seen"),
    )
    flash(say("Du har nå ansvaret for letingen. Den fortsetter som før."), "success")
    return redirect(url_for("needs.show", need_id=need_id), code=303)


@bp.get("/behov/<int:need_id>/leting")
@allow(Action.SEE_NEED)
def progress(need_id: int) -> ResponseReturnValue:
    """Show where the search stands, to a page that asks again and again; all of it when done."""
    held = seen_need(need_id)
    shown = search_of(held)
    answer = make_response(render_template("needs/search_part.html", need=held, **shown))
    is_live = shown["search"] is not None and shown["search"].is_running
    if not is_live or held.status not in ("open", "agency"):
        answer.headers["HX-Refresh"] = "true"
    return answer


@bp.post("/behov/<int:need_id>/bemanningsforetak")
@allow(Action.APPROVE_AGENCY)
def propose(need_id: int) -> ResponseReturnValue:
    """Propose a staffing agency where all of the municipality's own have been asked."""
    seen_need(need_id, Action.APPROVE_AGENCY)
    agency.propose(context.database(), need_id=need_id, actor=context.actor(), now=context.now())
    flash(say("Forslaget er laget. Det må godkjennes før noe bestilles."), "success")
    return redirect(url_for("needs.show", need_id=need_id), code=303)
