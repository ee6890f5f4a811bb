"""Messages that have not arrived, for those who would have to phone instead."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from vikarsentral import access
from vikarsentral.access import Action
from vikarsentral.overview.undelivered import MOST, undelivered
from web import context
from web.guard import allow
from web.words import later

bp = Blueprint("undelivered", __name__)

CHANNELS = {
    "sms": later("SMS"),
    "email": later("e-post"),
    "push": later("varsel på telefonen"),
    "console": later("ingen adresse"),
}
STATES = {
    "queued": (later("Venter"), "neutral"),
    "failed": (later("Kom ikke fram"), "danger"),
    "expired": (later("For sent, ikke sendt"), "warning"),
}


@bp.get("/meldinger")
@allow(Action.SEND_OFFER)
def show() -> ResponseReturnValue:
    """Show what has not arrived about needs at one's units, what failed first."""
    units = access.units_for(context.actor(), Action.SEND_OFFER)
    held = undelivered(context.database(), units, context.now())
    return render_template(
        "manager/undelivered.html",
        lines=held,
        is_cut=len(held) == MOST,
        channels=CHANNELS,
        states=STATES,
    )
