"""An exchange of shifts that covers a need: carried out whole, or not at all."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from vikarsentral import swap
from vikarsentral.access import Action
from vikarsentral.swap import Step
from web import context
from web.guard import allow
from web.needs import seen_need
from web.words import say

bp = Blueprint("swaps", __name__)

MOST = 4  # steps


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
    swap.book(
        context.database(),
        steps=steps,
        actor=context.actor(),
        now=context.now(),
        told_yes=request.form.get("yes") == "1",
    )
    flash(say("Byttet er gjort. Alle det gjelder, får beskjed."), "success")
    return redirect(url_for("needs.show", need_id=need_id), code=303)


def _step(told: str) -> Step:
    """Read one step of a form: a need's number and a person's, with a colon between."""
    numbers = told.split(":")
    if len(numbers) != 2 or not all(
        one.isascii() and one.isdigit() and len(one) < 19 for one in numbers
    ):
        raise BadRequest
    return Step(int(numbers[0]), int(numbers[1]))
