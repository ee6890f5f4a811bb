"""A pool employee's own duty plan, and the yes or no to a change of it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from vikarsentral import administration
from vikarsentral.access import Action
from vikarsentral.administration import Act, views
from vikarsentral.errors import BadInput, Conflict
from web import context
from web.guard import allow
from web.staff import own_person
from web.words import say

bp = Blueprint("duty", __name__)


@bp.get("/min-vaktplan")
@allow(Action.SEE_OWN_SHIFTS)
def plan() -> ResponseReturnValue:
    """Show when one is on duty, and what one is asked about."""
    session, person_id = context.database(), own_person()
    return render_template(
        "admin/own_duty.html",
        lines=[
            line
            for line in views.duty_plan(session, person_id, context.now())
            if line.id is not None
        ],
        questions=[one for _, one in views.questions(session, person_id)],
    )


@bp.post("/min-vaktplan/<int:change_id>")
@allow(Action.SEE_OWN_SHIFTS)
def answer(change_id: int) -> ResponseReturnValue:
    """Take a yes or a no; a no asks for no reason and is counted nowhere.

    Raises:
        BadRequest: neither.
    """
    own_person()
    told = request.form.get("svar")
    if told not in {"ja", "nei"}:
        raise BadRequest
    who = Act(context.actor(), context.now())
    try:
        administration.answer(context.database(), change_id, is_yes=told == "ja", act=who)
    except (BadInput, Conflict):
        context.forget()
        flash(say("Det er ikke lenger mulig å endre denne tiden. Planen er som før."), "info")
        return redirect(url_for("duty.plan"), code=303)
    yes, no = say("Takk. Planen er endret."), say("Takk. Planen er som før.")
    flash(yes if told == "ja" else no, "success")
    return redirect(url_for("duty.plan"), code=303)
