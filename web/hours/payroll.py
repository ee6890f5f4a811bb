"""Payroll periods: close one that is over, and see what was sent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vikarsentral import access, exporting
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Conflict
from web import context
from web.guard import allow
from web.hours.room import bp
from web.words import count, later, say

FAULTS: Final[dict[str, Any]] = {
    "--to": later("Siste dag må være over, og høyst 62 dager etter første dag."),
    "date": later("Skriv dagene som dd.mm.åååå."),
    "period_closed": later("Noen av dagene er i en periode som er lukket. Ingenting er endret."),
}


@bp.get("/filer-ut/lonnsperioder")
@allow(Action.CLOSE_PAYROLL)
def payroll_periods() -> ResponseReturnValue:
    """Show the closed periods, and the next one to close."""
    return _page()


def _page(fault: str = "", status: int = 200) -> ResponseReturnValue:
    held = exporting.periods(context.database())
    first, last = _next(held)
    page = render_template(
        "hours/payroll.html",
        periods=held,
        first=request.form.get("fra", "")[:20] or f"{first:%d.%m.%Y}",
        last=request.form.get("til", "")[:20] or f"{last:%d.%m.%Y}",
        fault=fault,
        may_fetch=access.may(context.actor(), Action.EXPORT_PAYROLL),
        formats=exporting.FORMATS,
    )
    return page, status


def _next(held: list[exporting.Closed]) -> tuple[date, date]:
    """Return the month after the last closed period, else the month before this one."""
    if held:
        first = held[0].last_on + timedelta(days=1)
    else:
        today = context.now().astimezone(OSLO).date()
        first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    after = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first, after - timedelta(days=1)


@bp.post("/filer-ut/lonnsperioder")
@allow(Action.CLOSE_PAYROLL)
def close_payroll() -> ResponseReturnValue:
    """Close a period; a second tap changes nothing."""
    try:
        first = exporting.day_of(request.form.get("fra", ""))
        last = exporting.day_of(request.form.get("til", ""))
    except ValueError:
        return _page(str(FAULTS["date"]), 422)
    who = {"actor": context.actor()}
    try:
        done = exporting.close(
            context.database(), first_on=first, last_on=last, now=context.now(), **who
        )
    except BadInput as refused:
        context.forget()
        return _page(str(FAULTS.get(refused.faults[0].where, FAULTS["date"])), 422)
    except Conflict as conflict:
        context.forget()
        return _page(str(FAULTS[conflict.code]), 409)
    told = [say("Perioden er lukket.")]
    if done.corrections:
        told.append(
            count(
                "Én linje retter en tidligere periode.",
                "%(num)s linjer retter tidligere perioder.",
                done.corrections,
            )
        )
    flash(" ".join(told), "success")
    return redirect(url_for("hours.payroll_periods"), code=303)
