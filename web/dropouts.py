"""Somebody who has said yes cannot come: told by themselves or by the leader, without a cause."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from vikarsentral import callout, overview
from vikarsentral.access import Action
from vikarsentral.overview import OwnShift
from web import context
from web.guard import allow
from web.needs import is_meant, seen_need
from web.staff import SHOWN_AHEAD, own_person
from web.words import say

bp = Blueprint("dropouts", __name__)


def _own_cover(shift_id: int) -> OwnShift:
    """Return a cover shift of one's own that is not over.

    Raises:
        NotFound: there is none.
    """
    now = context.now()
    held = overview.own_shifts(context.database(), own_person(), now, now + SHOWN_AHEAD)
    for one in held:
        if one.id == shift_id and one.is_cover and not one.is_cancelled:
            return one
    raise NotFound


@bp.get("/mine-vakter/<int:shift_id>/kan-ikke")
@allow(Action.SEE_OWN_SHIFTS)
def own(shift_id: int) -> ResponseReturnValue:
    """Show one shift and what happens when one cannot come."""
    return render_template("staff/cannot_come.html", shift=_own_cover(shift_id))


@bp.post("/mine-vakter/<int:shift_id>/kan-ikke")
@allow(Action.SEE_OWN_SHIFTS)
def tell(shift_id: int) -> ResponseReturnValue:
    """Take note that one cannot come; no cause is asked, and others are asked at once."""
    own_person()
    callout.cannot_come(
        context.database(), shift_id=shift_id, actor=context.actor(), now=context.now()
    )
    flash(say("Vi har notert at du ikke kommer. Du trenger ikke gjøre noe mer."), "success")
    return redirect(url_for("staff.shifts"), code=303)


@bp.post("/behov/<int:need_id>/kommer-ikke")
@allow(Action.REPORT_ABSENCE)
def tell_for(need_id: int) -> ResponseReturnValue:
    """Take note that the one who covers a need cannot come, and look for another, once.

    Raises:
        BadRequest: nobody covers it and nobody has.
    """
    view = seen_need(need_id, Action.REPORT_ABSENCE)
    if not is_meant(view):
        return redirect(url_for("needs.show", need_id=need_id), code=303)
    if view.shift_id is None:
        raise BadRequest
    callout.cannot_come(
        context.database(), shift_id=view.shift_id, actor=context.actor(), now=context.now()
    )
    flash(say("Notert. Vi leter etter en annen, og de det gjelder, får beskjed."), "success")
    return redirect(url_for("needs.show", need_id=need_id), code=303)
