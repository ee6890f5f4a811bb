"""Orders from staffing agencies: a plan proposes, the unit's leader decides on a legal basis."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vikarsentral import access, agency
from vikarsentral.access import Action
from vikarsentral.errors import BadInput, Conflict
from vikarsentral.overview.orders import BASES, order_line, order_lines
from web import context, weeks
from web.errors import shown
from web.guard import allow
from web.planner.chosen import chosen
from web.planner.room import bp
from web.words import later, say

ORDERS_SHOWN = 500
OFFERED = ("vikariat", "health_temporary", "tv_agreement")
"""The bases the product has documentation for."""

STATUSES: dict[str, tuple[Any, str]] = {
    "proposed": (later("Foreslått"), "warning"),
    "approved": (later("Godkjent"), "success"),
    "declined": (later("Avslått"), "neutral"),
}
BASIS_NAMES: dict[str, Any] = {
    "vikariat": later("Vikariat, arbeidsmiljøloven § 14-12 første ledd"),
    "tv_agreement": later("Avtale med tillitsvalgte, arbeidsmiljøloven § 14-12 andre ledd"),
    "health_temporary": later("Helsepersonell for en tid, forskrift om innleie § 3"),
}
CONFLICTS: dict[str, Any] = {
    "order_settled": later("Forslaget er allerede avgjort."),
    "need_taken": later("Kommunens egne har tatt vakten. Ingenting er bestilt."),
    "part_timers_first": later(
        "Deltidsansatte som kan ta vakten, skal spørres først (arbeidsmiljøloven § 14-3)."
        " Ingenting er bestilt."
    ),
}
UNDOCUMENTED = later("Dette grunnlaget er ikke dokumentert for denne vakten. Ingenting er endret.")


@bp.get("/vikarbruk/bestillinger")
@allow(Action.SEE_SPEND)
def orders() -> ResponseReturnValue:
    """Show orders from staffing agencies, and the legal basis of each."""
    held, actor = chosen(), context.actor()
    found = order_lines(
        context.database(),
        weeks.midnight(held.first_on),
        weeks.midnight(held.last_on + timedelta(days=1)),
        unit_ids=held.unit_ids,
        limit=ORDERS_SHOWN,
    )
    page = render_template(
        "planner/orders.html",
        held=held,
        orders=found,
        most=ORDERS_SHOWN,
        statuses=STATUSES,
        bases=BASIS_NAMES,
        offered=OFFERED,
        mine={one.id for one in found if access.may(actor, Action.APPROVE_AGENCY, one.unit_id)},
    )
    return page, 422 if held.fault else 200


@bp.get("/vikarbruk/bestillinger/<int:order_id>")
@allow(Action.APPROVE_AGENCY)
def order(order_id: int) -> ResponseReturnValue:
    """Show one order to those who decide on it, whether or not they see what the unit spends."""
    one = order_line(context.database(), order_id)
    access.require(context.actor(), Action.APPROVE_AGENCY, one.unit_id)
    return render_template(
        "planner/order.html", one=one, statuses=STATUSES, bases=BASIS_NAMES, offered=OFFERED
    )


@bp.post("/vikarbruk/bestillinger/<int:order_id>")
@allow(Action.APPROVE_AGENCY)
def decide(order_id: int) -> ResponseReturnValue:
    """Approve a proposal on a legal basis, or decline it; decided twice, it stays decided."""
    decision, basis = request.form.get("decision"), BASES.get(request.form.get("basis", ""))
    if decision not in ("approve", "decline") or (decision == "approve" and basis is None):
        return shown(422)
    facts: dict[str, Any] = {"actor": context.actor(), "now": context.now()}
    one = order_line(context.database(), order_id)
    try:
        if decision == "decline" or basis is None:
            agency.decline(context.database(), order_id=order_id, **facts)
            flash(say("Forslaget er avslått. Vakten står åpen."), "success")
        else:
            agency.approve(context.database(), order_id=order_id, basis=basis, **facts)
            flash(say("Bestillingen er godkjent."), "success")
    except Conflict as conflict:
        if conflict.code not in CONFLICTS:
            raise
        context.forget()
        flash(str(CONFLICTS[conflict.code]), "info")
    except BadInput:
        context.forget()
        return shown(422, UNDOCUMENTED)
    if access.may(facts["actor"], Action.SEE_SPEND, one.unit_id):
        return redirect(url_for("planner.orders"), code=303)
    return redirect(url_for("needs.show", need_id=one.need_id), code=303)
