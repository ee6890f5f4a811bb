"""Who leads a unit for an evening, a night or a weekend: named for a time, and ended early."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from vikarsentral.access import Action
from vikarsentral.administration import Act, shift_leads
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput
from vikarsentral.overview import UnitLine
from web import clocks, context, orderfields, weeks
from web.clocks import Asked, UnclearTimes
from web.guard import allow
from web.manager import chosen_unit, own_units
from web.words import later, say

bp = Blueprint("leads", __name__)

FAULTS = {
    "login": later("Velg hvem som skal være ansvarsvakt."),
    "self": later("Du kan ikke sette opp deg selv som ansvarsvakt."),
    "starts_at": later("Velg en dag innen et år."),
    "ends_at": later("Tiden må være framme i tid og vare høyst fem dager. En stedfortreder gir"
                     " ikke bort flere dager enn sine egne."),
    "times": later("Velg dag, og skriv tidene som 15:00."),
}  # fmt: skip
BESIDE = {"self": "login", "starts_at": "times", "ends_at": "times"}
"""The field a fault stands beside."""
START, END = "15:00", "22:00"


@bp.get("/ansvarsvakt")
@allow(Action.MANAGE_UNIT)
def show() -> ResponseReturnValue:
    """Show who leads a unit for a time, now and to come, and name another."""
    return _page({})


def _page(faults: dict[str, str], asked: Sequence[Asked] = ()) -> str:
    session, now = context.database(), context.now()
    units = own_units(Action.MANAGE_UNIT)
    unit = chosen_unit(units)
    today = now.astimezone(OSLO).date().isoformat()
    chosen = request.form or {"day": today, "starts": START, "ends": END}
    return render_template(
        "manager/leads.html",
        units=units,
        unit=unit,
        leads=shift_leads.shift_leads_of(session, unit.id, now) if unit else [],
        near=shift_leads.candidates(session, unit.id, now) if unit else ([], []),
        faults=faults,
        asked=asked,
        chosen=chosen,
        today=today,
    )


@bp.post("/ansvarsvakt")
@allow(Action.MANAGE_UNIT)
def name() -> ResponseReturnValue:
    """Let somebody lead a unit from one time to another."""
    unit = _unit()
    try:
        span = _span()
    except UnclearTimes as unclear:
        return _page({"times": unclear.sentence}, unclear.asked), 422
    if span is None:
        return _page({"times": str(FAULTS["times"])}), 422
    try:
        shift_leads.name_shift_lead(
            context.database(),
            unit.id,
            request.form.get("login", "")[:100],
            starts_at=span[0],
            ends_at=span[1],
            act=Act(context.actor(), context.now()),
        )
    except BadInput as refused:
        context.forget()
        told = {fault.where: str(FAULTS[fault.where]) for fault in refused.faults}
        return _page({BESIDE.get(key, key): sentence for key, sentence in told.items()}), 422
    flash(say("Lagret. Retten begynner og slutter av seg selv."), "success")
    return _back(unit)


def _unit() -> UnitLine:
    unit = chosen_unit(own_units(Action.MANAGE_UNIT))
    if unit is None:
        raise BadRequest
    return unit


def _back(unit: UnitLine) -> ResponseReturnValue:
    return redirect(f"{url_for('leads.show')}?enhet={quote(unit.code)}", code=303)


def _span() -> tuple[datetime, datetime] | None:
    """Return the start and end that the form tells, UTC; None where one of them cannot be read.

    Raises:
        UnclearTimes: one of them does not exist that day, or comes twice.
    """
    form = request.form
    day, last = weeks.day_told(form.get("day")), weeks.day_told(form.get("last_day"))
    starts, ends = (orderfields.clock(form.get(key, "")) for key in ("starts", "ends"))
    if day is None or starts is None or ends is None or (form.get("last_day") and last is None):
        return None
    if last is None:
        last = day + timedelta(days=1) if ends <= starts else day
    walls = {"starts": datetime.combine(day, starts), "ends": datetime.combine(last, ends)}
    told = clocks.instants(walls)
    return told["starts"].astimezone(UTC), told["ends"].astimezone(UTC)


@bp.post("/ansvarsvakt/<int:lead_id>/slutt")
@allow(Action.MANAGE_UNIT)
def end(lead_id: int) -> ResponseReturnValue:
    """End somebody's time at once."""
    unit_id = shift_leads.end_shift_lead(
        context.database(), lead_id, act=Act(context.actor(), context.now())
    )
    flash(say("Avsluttet. Personen får beskjed."), "success")
    for unit in own_units(Action.MANAGE_UNIT):
        if unit.id == unit_id:
            return _back(unit)
    return redirect(url_for("leads.show"), code=303)
