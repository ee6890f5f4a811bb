"""One's own devices: where one is signed in, and ending that."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vikarsentral import access
from web import context
from web.guard import signed_in
from web.words import count, say

bp = Blueprint("devices", __name__)


@bp.get("/mine-enheter")
@signed_in
def own() -> ResponseReturnValue:
    """Show where the user is signed in."""
    held = access.devices(
        context.database(), actor=context.actor(), handle=context.handle(), now=context.now()
    )
    return render_template("common/devices.html", devices=held)


@bp.post("/mine-enheter/<device_id>/avslutt")
@signed_in
def end(device_id: str) -> ResponseReturnValue:
    """End one of the user's own sessions."""
    access.end_device(
        context.database(), actor=context.actor(), device_id=device_id, now=context.now()
    )
    flash(say("Enheten er logget ut."), "success")
    return redirect(url_for("devices.own"), code=303)


@bp.post("/mine-enheter/avslutt-andre")
@signed_in
def end_others() -> ResponseReturnValue:
    """End every other session of the user."""
    ended = access.end_other_devices(
        context.database(), actor=context.actor(), handle=context.handle(), now=context.now()
    )
    told = count("%(num)s enhet er logget ut.", "%(num)s enheter er logget ut.", ended)
    flash(told if ended else say("Du er bare logget inn her."), "success")
    return redirect(url_for("devices.own"), code=303)
