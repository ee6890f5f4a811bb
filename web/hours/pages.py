"""Hours as worked, on the leader's page and on the person's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from vikarsentral import access, worked
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Conflict
from vikarsentral.worked import Line, Side, Went
from web import context, language, weeks
from web.clocks import Asked, UnclearTimes
from web.guard import allow
from web.hours import told
from web.hours.room import bp
from web.manager import chosen_unit, own_units
from web.staff import own_person
from web.words import say


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its name, and the shifts planned to begin on it."""

    label: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Week:
    """One week and the ways to the weeks beside it; `after` is None in the present week."""

    monday: date
    label: str
    days: list[Day]
    before: date
    after: date | None
    minutes: int


@bp.get("/timer")
@allow(Action.CORRECT_HOURS)
def unit() -> ResponseReturnValue:
    """Show a unit's week as it was worked, to say what went otherwise."""
    units = own_units(Action.CORRECT_HOURS)
    one = chosen_unit(units)
    monday = _monday()
    lines = [] if one is None else worked.of_unit(
        context.database(), one.id, *_span(monday), now=context.now()
    )  # fmt: skip
    return render_template("hours/unit.html", units=units, unit=one, **_shown(lines, monday))


@bp.get("/mine-timer")
@allow(Action.TELL_OWN_HOURS)
def own() -> ResponseReturnValue:
    """Show a person's own week as it was worked, to say what went otherwise."""
    monday = _monday()
    lines = worked.of_person(context.database(), own_person(), *_span(monday), now=context.now())
    return render_template("hours/own.html", **_shown(lines, monday))


@bp.post("/timer/<int:shift_id>")
@allow(Action.CORRECT_HOURS)
def tell_unit(shift_id: int) -> ResponseReturnValue:
    """Take the leader's word about a shift; the same word twice changes nothing."""
    line = worked.one(context.database(), shift_id)
    actor = context.actor()
    if line is None or not access.may(actor, Action.CORRECT_HOURS, line.unit_id):
        raise NotFound
    code = next(each.code for each in own_units(Action.CORRECT_HOURS) if each.id == line.unit_id)
    week: dict[str, Any] = {"enhet": code, "uke": _week_of(line)}
    return _tell(line, url_for("hours.unit", **week))


@bp.post("/mine-timer/<int:shift_id>")
@allow(Action.TELL_OWN_HOURS)
def tell_own(shift_id: int) -> ResponseReturnValue:
    """Take the person's own word about a shift; the same word twice changes nothing."""
    line = worked.one(context.database(), shift_id)
    if line is None or line.person_id != own_person():
        raise NotFound
    return _tell(line, url_for("hours.own", uke=_week_of(line)))


def _tell(line: Line, back: str) -> ResponseReturnValue:
    try:
        flash(told.tell(line, context.actor()), "success")
    except Conflict as conflict:
        if conflict.code not in told.CONFLICTS:
            raise
        context.forget()
        flash(str(told.CONFLICTS[conflict.code]), "warning")
    except BadInput as refused:
        context.forget()
        return _refused(line, back, _sentence(refused))
    except UnclearTimes as unclear:
        return _refused(line, back, unclear.sentence, unclear.asked)
    return redirect(f"{back}#vakt-{line.shift_id}", code=303)


def _refused(
    line: Line, back: str, fault: str, asked: Sequence[Asked] = ()
) -> ResponseReturnValue:
    """Show the form anew with what was typed and a sentence beside it."""
    page = render_template(
        "hours/times.html",
        line=line,
        back=back,
        action=request.path,
        typed={name: request.form.get(name, "")[:5] for name in ("fra", "til")},
        fault=fault,
        asked=asked,
    )
    return page, 422


def _sentence(refused: BadInput) -> str:
    places = {fault.where for fault in refused.faults}
    if places & {"fra", "til"}:
        return say("Skriv klokkeslett som fantes den dagen, som 07:30.")
    whats = {fault.what for fault in refused.faults}
    if "is in the future" in whats:
        return say("Du kan ikke melde timer som ikke er arbeidet ennå.")
    if "is far from the plan" in whats:
        return say("Tidene ligger mer enn tolv timer fra planen.")
    return say("Slutten må være etter starten.")


def _monday() -> date:
    today = context.now().astimezone(OSLO).date()
    return weeks.monday_told(request.args.get("uke"), today)


def _week_of(line: Line) -> date:
    on = line.planned_starts_at.astimezone(OSLO).date()
    return on - timedelta(days=on.weekday())


def _span(monday: date) -> tuple[datetime, datetime]:
    return weeks.midnight(monday), weeks.midnight(monday + timedelta(days=7))


def _shown(lines: list[Line], monday: date) -> dict[str, object]:
    """Return what both pages show, newest day first."""
    now = context.now()

    def on(line: Line) -> date:
        return line.planned_starts_at.astimezone(OSLO).date()

    days = [
        Day(language.sentence(language.day(day, "long")), list(held))
        for day, held in groupby(lines, on)
    ]
    after = monday + timedelta(days=7)
    return {
        "week": Week(
            monday=monday,
            label=say("Uke %(number)s", number=monday.isocalendar().week),
            days=days[::-1],
            before=monday - timedelta(days=7),
            after=after if weeks.midnight(after) <= now else None,
            minutes=sum(line.minutes for line in lines),
        ),
        "names": told.WENT,
        "Side": Side,
        "Went": Went,
        "late": told.LATE,
        "longer": told.LONGER,
        "early": told.EARLY,
        "now": now,
        "open_since": now - worked.OPEN_FOR,
    }
