"""Hours above the contract over twelve months: the person's own, a leader's unit, everyone's."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vikarsentral import access
from vikarsentral.access import Action
from vikarsentral.overview.extra_hours import extra_hours
from web import context
from web.guard import allow
from web.staff import own_person
from web.tillitsvalgt.room import bp


@bp.get("/ekstratimer")
@allow(Action.SEE_EXTRA_HOURS)
def extra_hours_page() -> ResponseReturnValue:
    """Show the part-timers of the units the user may see, in the order of names."""
    units = access.units_for(context.actor(), Action.SEE_EXTRA_HOURS)
    found = extra_hours(context.database(), now=context.now(), unit_ids=units)
    return render_template("tillitsvalgt/extra_hours.html", people=found, is_own=False)


@bp.get("/mine-ekstratimer")
@allow(Action.SIGN_OWN_AGREEMENT)
def own_extra_hours() -> ResponseReturnValue:
    """Show the user's own count."""
    found = extra_hours(context.database(), now=context.now(), person_ids=[own_person()])
    return render_template("tillitsvalgt/extra_hours.html", people=found, is_own=True)
