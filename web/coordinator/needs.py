"""One unit's week in a plan, and one need of it: why this person, why not others, pin, unpin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from vikarsentral import access, overview
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from vikarsentral.overview import Seen, Stretch
from vikarsentral.overview.plans import Outcome, PlanNeed, plan_picture
from vikarsentral.overview.repairs import repairs
from vikarsentral.overview.whys import why
from vikarsentral.plan import pins, store
from web import context, language, weeks
from web.coordinator.room import bp
from web.coordinator.words import KINDS, PRIORITIES, STATES
from web.guard import allow
from web.words import say

SEEN = {Outcome.OWN: Seen.COVER, Outcome.AGENCY: Seen.AGENCY, Outcome.OPEN: Seen.OPEN}


@bp.get("/planer/<int:run_id>/uke")
@allow(Action.SEE_PLAN)
def week(run_id: int) -> ResponseReturnValue:
    """Show what a plan does at one unit in one week; every shift opens to its reason."""
    run = store.run_view(context.database(), run_id)
    picture = plan_picture(context.database(), run)
    units = dict(sorted((one.unit_code, one.unit) for one in picture.needs))
    chosen = request.args.get("enhet")
    code = chosen if chosen in units else next(iter(units), None)
    monday = _monday(request.args.get("fra"), run)
    held = [_stretch(one) for one in picture.needs if one.unit_code == code]
    starts_at = weeks.midnight(monday)
    ends_at = weeks.midnight(monday + timedelta(days=7))
    within = [one for one in held if starts_at <= one.starts_at < ends_at]
    today = context.now().astimezone(OSLO).date()
    return render_template(
        "coordinator/week.html",
        run=run,
        units=sorted(units.items(), key=lambda pair: pair[1]),
        code=code,
        unit=units.get(code or "", ""),
        week=_told(
            weeks.table(within, monday, today), run_id, {one.id: one for one in picture.needs}
        ),
        mondays=_mondays(run),
        monday=monday,
    )


def _mondays(run: store.RunView) -> list[date]:
    first = run.period_starts_at.astimezone(OSLO).date()
    last = run.period_ends_at.astimezone(OSLO).date()
    return [first + timedelta(days=days) for days in range(0, (last - first).days, 7)]


def _monday(text: str | None, run: store.RunView) -> date:
    mondays = _mondays(run)
    told = weeks.day_told(text)
    return told if told in mondays else mondays[0]


def _stretch(one: PlanNeed) -> Stretch:
    return Stretch(
        unit_id=0,
        unit=one.unit,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        seen=SEEN[one.outcome],
        person_id=one.person_id,
        person=one.person,
        need_id=one.id,
        requires=one.requires,
    )


def _told(table: weeks.Week, run_id: int, held: dict[int, PlanNeed]) -> weeks.Week:
    """Let each shift open to its reason in the plan, and tell whom it is taken over from."""

    def slot(one: weeks.Slot) -> weeks.Slot:
        need_id = int(one.url.rsplit("/", 1)[1])
        url = url_for("coordinator.need", run_id=run_id, need_id=need_id)
        return replace(one, url=url, note=_note(held[need_id], one.note))

    rows = [
        replace(row, cells=[[slot(one) for one in slots] for slots in row.cells])
        for row in table.rows
    ]
    return replace(table, rows=rows)


def _note(one: PlanNeed, usual: str) -> str:
    if one.is_moved:
        return say("Overtas etter %(name)s", name=one.was)
    return "" if one.outcome is Outcome.OWN else usual


@bp.get("/planer/<int:run_id>/vakt/<int:need_id>")
@allow(Action.SEE_PLAN)
def need(run_id: int, need_id: int) -> ResponseReturnValue:
    """Show why a need is as it is in a plan, and who else could have it."""
    session = context.database()
    run = store.run_view(session, run_id)
    one = plan_picture(session, run).need(need_id)
    found = why(session, run, need_id, language=language.current())
    told: dict[str, Any] = {
        "run": run,
        "state": STATES[run.state.value],
        "need": one,
        "why": found,
        "repairs": repairs(session, run, need_id, language=language.current())
        if found.chosen is None and not found.lawful
        else None,
        "kinds": KINDS,
        "priorities": PRIORITIES,
        "competence_names": overview.competence_names(session, language.current()),
        "may_pin": access.may(context.actor(), Action.PIN),
        "may_run": access.may(context.actor(), Action.RUN_PLAN),
    }
    return render_template("coordinator/need.html", **told)


@bp.post("/planer/<int:run_id>/vakt/<int:need_id>/las")
@allow(Action.PIN)
def pin(run_id: int, need_id: int) -> ResponseReturnValue:
    """Decide who must have a need in the next plan.

    Raises:
        BadRequest: no person is named.
    """
    told = request.form.get("person", "")
    if not (told.isascii() and told.isdigit() and len(told) < 19):
        raise BadRequest
    session = context.database()
    plan_picture(session, store.run_view(session, run_id)).need(need_id)
    pins.pin(
        session,
        need_id=need_id,
        person_id=int(told),
        actor=context.actor(),
        now=context.now(),
    )
    flash(say("Låst. Neste plan følger låsen så sant den er lovlig."), "success")
    return redirect(url_for("coordinator.need", run_id=run_id, need_id=need_id), code=303)


@bp.post("/planer/<int:run_id>/vakt/<int:need_id>/las-opp")
@allow(Action.PIN)
def unpin(run_id: int, need_id: int) -> ResponseReturnValue:
    """Let the next plan choose freely again."""
    session = context.database()
    plan_picture(session, store.run_view(session, run_id)).need(need_id)
    pins.unpin(session, need_id=need_id, actor=context.actor(), now=context.now())
    flash(say("Låsen er fjernet. Neste plan velger fritt."), "success")
    return redirect(url_for("coordinator.need", run_id=run_id, need_id=need_id), code=303)
