"""An exchange of shifts that covers a need: shown, and carried out whole or not at all."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from vikarsentral import access, callout, swap
from vikarsentral.access import Action
from vikarsentral.errors import BadInput, ReasonMissing
from vikarsentral.overview.swaps import told_swap
from vikarsentral.swap import Step
from web import context, language
from web.errors import shown
from web.guard import allow
from web.needs import seen_need
from web.overrides import asked_why, reason_told
from web.words import later, say

bp = Blueprint("swaps", __name__)

MOST = 4  # steps
ASK_FIRST = later(
    "Noen i byttet må si ja først. Spør dem, og gjør byttet når de har sagt ja. "
    "Ingenting er byttet."
)


@bp.get("/behov/<int:need_id>/bytte")
@allow(Action.BOOK)
def show(need_id: int) -> ResponseReturnValue:
    """Show the best exchange of two steps that covers a need, each step with its reasons."""
    held = seen_need(need_id, Action.BOOK)
    is_open = held.status in ("open", "agency") and held.ends_at > context.now()
    session = context.database()
    found = (
        told_swap(
            session,
            need_id,
            language=language.current(),
            now=context.now(),
            out=callout.asked_before(session, need_id),
        )
        if is_open
        else None
    )
    actor = context.actor()
    return render_template(
        "needs/swap.html",
        need=held,
        is_open=is_open,
        swap=found,
        may_swap=found and all(access.may(actor, Action.BOOK, unit) for unit in found.unit_ids),
    )


@bp.post("/behov/<int:need_id>/bytte")
@allow(Action.BOOK)
def book(need_id: int) -> ResponseReturnValue:
    """Carry an exchange out, whole or not at all; sent again it changes nothing.

    Raises:
        BadRequest: the form names no exchange.
    """
    seen_need(need_id, Action.BOOK)
    steps = [_step(told) for told in request.form.getlist("step")]
    needs, people = {one.need_id for one in steps}, {one.person_id for one in steps}
    is_whole = 2 <= len(steps) <= MOST and len(steps) == len(needs) == len(people)
    if not is_whole or steps[0].need_id != need_id:
        raise BadRequest
    try:
        swap.book(
            context.database(),
            steps=steps,
            actor=context.actor(),
            now=context.now(),
            agreed=[_number(told) for told in request.form.getlist("yes")],
            reason=reason_told(request.form.get("reason", "")),
        )
    except ReasonMissing as missing:
        kept = [(name, told) for name in ("step", "yes") for told in request.form.getlist(name)]
        return asked_why(need_id, request.path, kept, missing)
    except BadInput as refused:
        if all(fault.where != "yes" for fault in refused.faults):
            raise
        context.forget()
        return shown(422, say(ASK_FIRST))
    flash(say("Byttet er gjort. Alle det gjelder, får beskjed."), "success")
    return redirect(url_for("needs.show", need_id=need_id), code=303)


def _step(told: str) -> Step:
    """Read one step of a form: a need's number and a person's, with a colon between."""
    numbers = told.split(":")
    if len(numbers) != 2:
        raise BadRequest
    return Step(_number(numbers[0]), _number(numbers[1]))


def _number(told: str) -> int:
    """Read a row's number of a form."""
    if not (told.isascii() and told.isdigit() and len(told) < 19):
        raise BadRequest
    return int(told)
