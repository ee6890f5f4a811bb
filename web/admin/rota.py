"""Rota by hand: a unit's week, new shifts for one person, one shift changed or taken away."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from vikarsentral import access, overview
from vikarsentral.access import Action
from vikarsentral.administration import rota
from vikarsentral.clock import OSLO
from web import context, language, weeks
from web.admin.judged import judged
from web.admin.room import bp
from web.admin.rota_forms import RemoveForm, RotaForm, ShiftForm, seen_of
from web.admin.saving import REFUSED, act
from web.guard import allow
from web.manager import chosen_unit, own_units
from web.words import count, say

OWN_TIMES = "egen"
REMOVAL = "bort-"
WHOLE_YEAR = timedelta(weeks=52)


@dataclass(slots=True)
class Line:
    """One person's week: the shifts of each day, and the day itself to put one in."""

    person_id: int
    name: str
    days: list[tuple[date, list[rota.RotaShift]]] = field(default_factory=list)


@bp.get("/admin/turnus/uke")
@allow(Action.CHANGE_ROTA)
def rota_week() -> ResponseReturnValue:
    """Show a unit's own staff and shifts of one week, each day open for one more."""
    units = own_units(Action.CHANGE_ROTA)
    named = request.args.get("id", type=int)
    unit = chosen_unit(units) if named is None else _unit(named)
    today = context.now().astimezone(OSLO).date()
    monday = weeks.monday_told(request.args.get("fra"), today)
    days = [monday + timedelta(days=ahead) for ahead in range(7)]
    return render_template(
        "admin/rota_week.html",
        units=units,
        unit=unit,
        week=weeks.table((), monday, today),
        heads=[weeks.DayHead(language.day(day), day == today) for day in days],
        lines=_lines(unit.id, days) if unit else [],
        now=context.now(),
        today=today,
    )


def _lines(unit_id: int, days: list[date]) -> list[Line]:
    session = context.database()
    start, end = weeks.midnight(days[0]), weeks.midnight(days[-1] + timedelta(days=1))
    held = rota.of_unit(session, unit_id, start, end)
    names = dict(rota.staff(session, unit_id, days[0], days[-1]))
    names |= {one.person_id: one.person for one in held if one.person_id not in names}
    found = {key: Line(key, name, [(day, []) for day in days]) for key, name in names.items()}
    for one in held:
        on = one.starts_at.astimezone(OSLO).date()
        found[one.person_id].days[(on - days[0]).days][1].append(one)
    return list(found.values())


@bp.route("/admin/turnus/<int:unit_id>/<int:person_id>/ny", methods=["GET", "POST"])
@allow(Action.CHANGE_ROTA)
def rota_new(unit_id: int, person_id: int) -> ResponseReturnValue:
    """Put in shifts for one person: a usual shift in one tap, for many weeks at once."""
    unit = _unit(unit_id)
    today = context.now().astimezone(OSLO).date()
    on = weeks.day_told(request.args.get("dag")) or today
    people = dict(rota.staff(context.database(), unit_id, on, on + WHOLE_YEAR))
    if person_id not in people or on < today:
        raise NotFound
    usual = overview.usual_shifts(context.database(), [unit_id])
    form = RotaForm()
    form.offer()
    told = {"unit": unit, "name": people[person_id], "on": on, "usual": usual, "form": form}
    if not form.is_submitted():
        form.weekdays.data = [str(on.weekday())]
        return render_template("admin/rota_new.html", again="", **told)
    again = request.form.get("vakt", "")
    chosen = {str(one.id): one for one in usual}.get(again)
    if chosen is None and again != OWN_TIMES:
        form.refused = say("Trykk på vakten som skal legges inn.")
        return render_template("admin/rota_new.html", again="", **told), REFUSED
    made: list[int] = []

    def work() -> None:
        wish = form.wish(unit_id, on, chosen)
        session = context.database()
        made.append(rota.add(session, person_id, wish, grounds=form.grounds(), act=act()))

    refused = judged(form, work)
    if refused is not None:
        return render_template("admin/rota_new.html", again=again, **told), refused
    none = say("Vaktene sto der fra før. Ingenting er endret.")
    some = count("Én vakt er lagt inn.", "%(num)s vakter er lagt inn.", made[0])
    flash(some if made[0] else none, "success" if made[0] else "info")
    return redirect(_week_of(unit.code, on), code=303)


def _week_of(code: str, on: date) -> str:
    monday = on - timedelta(days=on.weekday())
    asked = urlencode({"enhet": code, "fra": monday.isoformat()})
    return f"{url_for('admin.rota_week')}?{asked}"


def _unit(unit_id: int) -> overview.UnitLine:
    """Return a unit whose rota the one who acts may change.

    Raises:
        NotFound: it is none of theirs.
    """
    for unit in own_units(Action.CHANGE_ROTA):
        if unit.id == unit_id:
            return unit
    raise NotFound


@bp.route("/admin/turnus/vakt/<int:shift_id>", methods=["GET", "POST"])
@allow(Action.CHANGE_ROTA)
def rota_shift(shift_id: int) -> ResponseReturnValue:
    """Change one shift."""
    held = _shift(shift_id)
    form = ShiftForm()
    form.offer()
    if not form.is_submitted():
        form.fill(held)
        return _shift_page(held, form)

    def work() -> None:
        seen = form.seen_values()
        session = context.database()
        rota.change(session, shift_id, form.wish(), seen=seen, grounds=form.grounds(), act=act())

    refused = judged(form, work)
    if refused is not None:
        again = _shift(shift_id)
        if form.moved:
            form.show_seen(seen_of(again))
        return _shift_page(again, form), refused
    flash(say("Vakten er endret."), "success")
    return redirect(_week(held), code=303)


def _shift_page(held: rota.RotaShift, form: ShiftForm, removal: RemoveForm | None = None) -> str:
    return render_template(
        "admin/rota_shift.html",
        held=held,
        form=form,
        removal=removal or RemoveForm(formdata=None, prefix=REMOVAL),
        back=_week(held),
        is_open=held.is_rota and held.is_there and held.starts_at > context.now(),
    )


def _week(held: rota.RotaShift) -> str:
    code = _unit(held.unit_id).code
    return _week_of(code, held.starts_at.astimezone(OSLO).date())


def _shift(shift_id: int) -> rota.RotaShift:
    """Return a shift at a unit whose rota the one who acts may change.

    Raises:
        NotFound: there is none.
    """
    held = rota.shift(context.database(), shift_id)
    if held is None or not access.may(context.actor(), Action.CHANGE_ROTA, held.unit_id):
        raise NotFound
    return held


@bp.post("/admin/turnus/vakt/<int:shift_id>/bort")
@allow(Action.CHANGE_ROTA)
def rota_remove(shift_id: int) -> ResponseReturnValue:
    """Take a shift away, and the same one of the weeks after it."""
    held = _shift(shift_id)
    form = RemoveForm(prefix=REMOVAL)
    gone: list[int] = []

    def work() -> None:
        about = {"until": form.until.data, "grounds": form.grounds()}
        gone.append(rota.remove(context.database(), shift_id, act=act(), **about))

    refused = judged(form, work)
    if refused is not None:
        shown = ShiftForm(formdata=None)
        shown.offer()
        shown.fill(held)
        return _shift_page(held, shown, form), refused
    none = say("Vakten var alt tatt bort. Ingenting er endret.")
    some = count("Én vakt er tatt bort.", "%(num)s vakter er tatt bort.", gone[0])
    flash(some if gone[0] else none, "success" if gone[0] else "info")
    return redirect(_week(held), code=303)
