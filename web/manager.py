"""Pages for unit leaders: who is away, who comes instead, the unit's week, one more person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from vikarsentral import access, need, overview
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from vikarsentral.overview import Seen, Stretch
from vikarsentral.overview.cancelling import consequences
from web import context, language, weeks
from web.guard import allow
from web.paying import reinforced
from web.words import count, say

bp = Blueprint("manager", __name__)

DAYS_AHEAD = 3
ABSENCE_DAYS = 14


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the duty page: its name and the work that starts on it."""

    label: str
    stretches: list[Stretch]


def own_units(action: Action) -> list[overview.UnitLine]:
    """Return the units where the one who acts may do something, by name.

    Args:
        action: what they may do there.
    """
    actor = context.actor()
    return overview.unit_lines(context.database(), access.units_for(actor, action))


def chosen_unit(units: list[overview.UnitLine]) -> overview.UnitLine | None:
    """Return the unit named in the address, else the first; None without any.

    Args:
        units: those to choose among.

    Raises:
        NotFound: another unit is named.
    """
    told = request.args.get("enhet")
    if told is None:
        return units[0] if units else None
    for unit in units:
        if unit.code == told:
            return unit
    raise NotFound


@bp.get("/borte")
@allow(Action.REPORT_ABSENCE)
def duty() -> ResponseReturnValue:
    """Show who is on duty today and the next days, to tap the one who is away."""
    units = own_units(Action.REPORT_ABSENCE)
    unit = chosen_unit(units)
    now = context.now()
    until = weeks.midnight(now.astimezone(OSLO).date() + timedelta(days=DAYS_AHEAD))
    held = _stretches(unit, now, until)
    # An absence tells of its own hole, so the hole is not shown a second time.
    shown = [one for one in held if one.person or one.absence_id is None]
    return render_template(
        "manager/duty.html",
        units=units,
        unit=unit,
        days=_by_day(shown, now),
        Seen=Seen,
        may_manage=unit is not None and access.may(context.actor(), Action.MANAGE_UNIT, unit.id),
    )


def _stretches(
    unit: overview.UnitLine | None, starts_at: datetime, ends_at: datetime
) -> list[Stretch]:
    if unit is None:
        return []
    return overview.stretches(context.database(), [unit.id], starts_at, ends_at)


def _by_day(held: Iterable[Stretch], now: datetime) -> list[Day]:
    today = now.astimezone(OSLO).date()

    def on(one: Stretch) -> date:
        return max(one.starts_at.astimezone(OSLO).date(), today)

    return [Day(language.day_name(day, today), list(work)) for day, work in groupby(held, on)]


@bp.get("/borte/<int:shift_id>")
@allow(Action.REPORT_ABSENCE)
def away(shift_id: int) -> ResponseReturnValue:
    """Show one person's shift and how long they are away, all filled in."""
    shift, following = _shift_and_following(shift_id)
    names = overview.competence_names(context.database(), language.current())
    return render_template(
        "manager/away.html", shift=shift, following=following, competence_names=names
    )


def _shift_and_following(shift_id: int) -> tuple[Stretch, list[Stretch]]:
    """Return a shift and the same person's next ones at its unit, which the actor leads.

    Raises:
        NotFound: no such shift to be away from at the actor's units.
    """
    now = context.now()
    unit_id = overview.unit_of_shift(context.database(), shift_id)
    if unit_id is None or not access.may(context.actor(), Action.REPORT_ABSENCE, unit_id):
        raise NotFound
    held = overview.stretches(
        context.database(), [unit_id], now, now + timedelta(days=ABSENCE_DAYS)
    )
    there = [one for one in held if one.seen in (Seen.OWN, Seen.COVER)]
    for index, one in enumerate(there):
        if one.shift_id == shift_id:
            own = [late for late in there[index:] if late.person_id == one.person_id]
            return one, own
    raise NotFound


@bp.post("/borte/<int:shift_id>")
@allow(Action.REPORT_ABSENCE)
def report(shift_id: int) -> ResponseReturnValue:
    """Report the person away to the end of the chosen shift, and look for cover.

    Told again, as when the answer was lost, it changes nothing and leads to the same need.

    Raises:
        BadRequest: the chosen last shift is none of theirs.
    """
    told = _told_before(shift_id)
    if told is not None:
        return redirect(url_for("needs.show", need_id=told), code=303)
    shift, following = _shift_and_following(shift_id)
    last = next((one for one in following if str(one.shift_id) == _last(shift_id)), None)
    if last is None or shift.person_id is None:
        raise BadRequest
    made = need.cover_absence(
        context.database(),
        person_id=shift.person_id,
        starts_at=shift.starts_at,
        ends_at=last.ends_at,
        actor=context.actor(),
        now=context.now(),
    )
    found = [*made.need_ids, *made.reopened]
    if not found:
        flash(say("Fraværet er meldt. Ingen vakter trenger vikar."), "success")
        return redirect(url_for("manager.duty"), code=303)
    text = count(
        "Fraværet er meldt. Én vakt trenger vikar.",
        "Fraværet er meldt. %(num)s vakter trenger vikar.",
        len(found),
    )
    flash(text, "success")
    return redirect(url_for("needs.show", need_id=found[0]), code=303)


def _told_before(shift_id: int) -> int | None:
    """Return the need of a shift at the actor's units that is released already."""
    unit_id = overview.unit_of_shift(context.database(), shift_id)
    if unit_id is None or not access.may(context.actor(), Action.REPORT_ABSENCE, unit_id):
        return None
    return overview.need_of_released(context.database(), shift_id)


def _last(shift_id: int) -> str:
    return request.form.get("last", str(shift_id))


@bp.post("/fravaer/<int:absence_id>/trekk")
@allow(Action.REPORT_ABSENCE)
def withdraw(absence_id: int) -> ResponseReturnValue:
    """Take an absence back: the person comes after all."""
    session, now = context.database(), context.now()
    held = overview.needs_of_absence(session, absence_id)
    ids = [one.id for one in held.needs] if held else []
    need.withdraw_absence(session, absence_id=absence_id, actor=context.actor(), now=now)
    staying = [one for one in consequences(session, ids, now).values() if one.notice_minutes]
    told = say("Fraværet er trukket. Personen kommer likevel.")
    flash(f"{told} {reinforced(staying)}".strip(), "success")
    return redirect(url_for("manager.duty"), code=303)


@bp.get("/uken")
@allow(Action.SEE_UNIT)
def week() -> ResponseReturnValue:
    """Show a unit's week: own staff, who is away, and who covers."""
    units = own_units(Action.SEE_UNIT)
    unit = chosen_unit(units)
    today = context.now().astimezone(OSLO).date()
    monday = weeks.monday_told(request.args.get("fra"), today)
    starts_at, ends_at = weeks.midnight(monday), weeks.midnight(monday + timedelta(days=7))
    table = weeks.table(_stretches(unit, starts_at, ends_at), monday, today)
    return render_template("manager/week.html", units=units, unit=unit, week=table)
