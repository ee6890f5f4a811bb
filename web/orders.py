"""Requests: one more person on one or several days, and changing what nobody has yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from vikarsentral import access, callout, need, overview
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput
from vikarsentral.need import NeedView
from vikarsentral.overview import UsualShift
from web import clocks, context, language, orderfields
from web.clocks import Asked, UnclearTimes
from web.guard import allow
from web.manager import chosen_unit, own_units
from web.needs import seen_need
from web.words import later, say

bp = Blueprint("orders", __name__)

EXTRA_DAYS = 14
PRIORITIES = (
    (1, later("Må dekkes")),
    (2, later("Bør dekkes")),
    (3, later("Fint å få")),
)


@bp.get("/ekstra")
@allow(Action.CREATE_NEED)
def extra() -> ResponseReturnValue:
    """Ask for one more person: choose a usual shift and one or several days."""
    return _extra_page({})


def _extra_page(faults: dict[str, str], asked: Sequence[Asked] = ()) -> str:
    units = own_units(Action.CREATE_NEED)
    unit = chosen_unit(units)
    today = context.now().astimezone(OSLO).date()
    usual = overview.usual_shifts(context.database(), [unit.id]) if unit else []
    first_usual, first_day = _next(usual, context.now().astimezone(OSLO))
    return render_template(
        "manager/extra.html",
        units=units,
        unit=unit,
        usual=usual,
        days=[today + timedelta(days=ahead) for ahead in range(EXTRA_DAYS)],
        today=today,
        priorities=PRIORITIES,
        faults=faults,
        asked=asked,
        chosen=request.form,
        chosen_usual=request.form.get("usual") or str(first_usual),
        chosen_days=request.form.getlist("day") or [first_day.isoformat()],
        **orderfields.choices(),
    )


def _next(usual: Sequence[UsualShift], now: datetime) -> tuple[int | None, date]:
    """Return the first of the usual shifts that has not begun, and the day it begins."""
    times = [
        (datetime.combine(now.date() + timedelta(days=ahead), one.starts, OSLO), place)
        for ahead in (0, 1)
        for place, one in enumerate(usual)
    ]
    ahead = [(at, place) for at, place in times if at > now]
    if not ahead:
        return None, now.date()
    at, place = min(ahead)
    return usual[place].id, at.date()


@bp.post("/ekstra")
@allow(Action.CREATE_NEED)
def order_extra() -> ResponseReturnValue:
    """Make the needs of one more person, one a day, and show the receipt."""
    units = own_units(Action.CREATE_NEED)
    usual = overview.usual_shifts(context.database(), [unit.id for unit in units])
    told = request.form.get("usual", "")
    shift = next((one for one in usual if str(one.id) == told), None)
    days = orderfields.days_told(request.form.getlist("day"))
    priority = request.form.get("priority", "2")
    if shift is None or not days or priority not in {"1", "2", "3"}:
        return _extra_page({"all": say("Velg vakt, dag og hvor viktig det er.")}), 422
    try:
        orders = [_order(shift, day, int(priority)) for day in days]
    except UnclearTimes as unclear:
        return _extra_page({"all": unclear.sentence}, unclear.asked), 422
    if any(order.ends_at <= context.now() for order in orders):
        return _extra_page({"all": say("Vakten er over. Velg en senere dag.")}), 422
    try:
        made = need.order_several(
            context.database(),
            [(one, orderfields.details(one.starts_at, one.ends_at)) for one in orders],
            actor=context.actor(),
            now=context.now(),
        )
    except UnclearTimes as unclear:
        return _extra_page({"core": unclear.sentence}, unclear.asked), 422
    except BadInput as refused:
        context.forget()
        return _extra_page(orderfields.sentences(refused)), 422
    if len(made.need_ids) == 1:
        return redirect(url_for("needs.show", need_id=made.need_ids[0]), code=303)
    return redirect(url_for("orders.receipt", key=made.key), code=303)


def _order(shift: UsualShift, day: date, priority: int) -> need.NeedOrder:
    last_day = day + timedelta(days=1) if shift.ends <= shift.starts else day
    first, last = f"starts-{day}", f"ends-{day}"
    walls = {
        first: datetime.combine(day, shift.starts),
        last: datetime.combine(last_day, shift.ends),
    }
    told = clocks.instants(walls)
    return need.NeedOrder(
        unit_id=shift.unit_id,
        starts_at=told[first],
        ends_at=told[last],
        unpaid_break_minutes=shift.unpaid_break_minutes,
        requires=shift.requires,
        priority=priority,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One need of a receipt, and whether somebody is being looked for."""

    need: NeedView
    is_searching: bool


def _lines(key: str, action: Action) -> list[Line]:
    """Return the needs of a request at units where the one who acts has the right.

    Raises:
        NotFound: there is no such request there.
    """
    session = context.database()
    views = need.views_of_order(session, key)
    views = [one for one in views if access.may(context.actor(), action, one.unit_id)]
    if not views:
        raise NotFound
    running = callout.running(session, [one.id for one in views])
    return [Line(one, one.id in running) for one in views]


@bp.get("/bestilling/<uuid:key>")
@allow(Action.SEE_NEED)
def receipt(key: object) -> ResponseReturnValue:
    """Show all needs of one request: who comes, and whom nobody looks for yet."""
    lines = _lines(str(key), Action.SEE_NEED)
    now = context.now()
    waiting = [
        one
        for one in lines
        if one.need.status in ("open", "agency") and one.need.ends_at > now
        if not one.is_searching
    ]
    return render_template(
        "orders/receipt.html",
        key=key,
        lines=lines,
        waiting=waiting,
        may_ask=access.may(context.actor(), Action.SEND_OFFER, lines[0].need.unit_id),
    )


@bp.post("/bestilling/<uuid:key>/spor")
@allow(Action.SEND_OFFER)
def ask_all(key: object) -> ResponseReturnValue:
    """Start to look for cover of every need of a request that nobody has."""
    now = context.now()
    lines = _lines(str(key), Action.SEND_OFFER)
    for one in lines:
        if one.need.status in ("open", "agency") and one.need.ends_at > now:
            callout.start(context.database(), need_id=one.need.id, actor=context.actor(), now=now)
    flash(say("Vi leter etter vikar. Du trenger ikke gjøre noe mer."), "success")
    return redirect(url_for("orders.receipt", key=key), code=303)


@bp.get("/behov/<int:need_id>/endre")
@allow(Action.CREATE_NEED)
def change(need_id: int) -> ResponseReturnValue:
    """Show what a need says, to change it."""
    return _change_page(seen_need(need_id, Action.CREATE_NEED), {})


def _change_page(view: NeedView, faults: dict[str, str], asked: Sequence[Asked] = ()) -> str:
    held: Any = request.form if request.method == "POST" else orderfields.held(view)
    return render_template(
        "orders/change.html",
        need=view,
        faults=faults,
        asked=asked,
        chosen=held,
        is_open=view.status in ("open", "agency") and view.ends_at > context.now(),
        competence_names=overview.competence_names(context.database(), language.current()),
        **orderfields.choices(),
    )


@bp.post("/behov/<int:need_id>/endre")
@allow(Action.CREATE_NEED)
def save_change(need_id: int) -> ResponseReturnValue:
    """Change a need that nobody has; those who were asked are told, and the search goes on."""
    view = seen_need(need_id, Action.CREATE_NEED)
    try:
        times = orderfields.times(view)
    except UnclearTimes as unclear:
        return _change_page(view, {"times": unclear.sentence}, unclear.asked), 422
    if times is None:
        return _change_page(view, {"times": say("Skriv tidene som 07:30.")}), 422
    try:
        callout.change(
            context.database(),
            need_id=need_id,
            starts_at=times[0],
            ends_at=times[1],
            details=orderfields.details(*times),
            actor=context.actor(),
            now=context.now(),
        )
    except UnclearTimes as unclear:
        return _change_page(view, {"core": unclear.sentence}, unclear.asked), 422
    except BadInput as refused:
        context.forget()
        return _change_page(seen_need(need_id), orderfields.sentences(refused)), 422
    flash(say("Vakten er endret. De som var spurt, får beskjed."), "success")
    return redirect(url_for("needs.show", need_id=need_id), code=303)
