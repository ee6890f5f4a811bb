"""Pages for tillitsvalgte and the administrator: agreements, and the record of what was done."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from vikarsentral import audit, overview
from vikarsentral.access import Action
from web import context
from web.guard import allow
from web.words import later

bp = Blueprint("tillitsvalgt", __name__)

SHOWN = 200

KINDS = {
    "absence.reported": later("Fravær meldt"),
    "absence.withdrawn": later("Fravær trukket"),
    "agency.approved": later("Bemanningsforetak godkjent"),
    "agency.declined": later("Bemanningsforetak avslått"),
    "agency.proposed": later("Bemanningsforetak foreslått"),
    "consents.changed": later("Samtykker endret"),
    "feed.made": later("Kalenderlenke laget"),
    "feed.withdrawn": later("Kalenderlenke slettet"),
    "need.opened": later("Vakt trenger vikar"),
    "need.withdrawn": later("Vakt trenger ikke vikar lenger"),
    "need.pinned": later("Person låst til vakt"),
    "need.unpinned": later("Lås fjernet"),
    "offer.sent": later("Tilbud om vakt sendt"),
    "offer.withdrawn": later("Tilbud om vakt trukket"),
    "offer.won": later("Tilbud om vakt avgjort"),
    "plan.requested": later("Plan bestilt"),
    "plan.cancelled": later("Plan stoppet"),
    "plan.done": later("Plan ferdig"),
    "plan.failed": later("Plan mislyktes"),
    "plan.published": later("Plan publisert"),
    "role.granted": later("Rolle gitt"),
    "role.revoked": later("Rolle tatt bort"),
    "shift.cancelled": later("Vakt avlyst"),
    "shift.given": later("Vakt gitt"),
    "token.added": later("API-nøkkel laget"),
    "token.revoked": later("API-nøkkel slettet"),
    "user.added": later("Bruker laget"),
    "user.deactivated": later("Bruker stengt ute"),
    "user.password_changed": later("Passord byttet"),
}


@bp.get("/logg")
@allow(Action.SEE_RECORD)
def record() -> ResponseReturnValue:
    """Show the newest lines of the record; nobody's cause of absence is in it."""
    lines = audit.lines(context.database(), limit=SHOWN)
    return render_template("tillitsvalgt/record.html", lines=lines, kinds=KINDS, most=SHOWN)


@bp.get("/avtaler")
@allow(Action.SEE_AGREEMENTS)
def agreements() -> ResponseReturnValue:
    """Show every agreement on working time, and which of them are signed by both sides."""
    held = overview.agreement_lines(context.database())
    return render_template("tillitsvalgt/agreements.html", agreements=held)
