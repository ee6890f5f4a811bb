"""Order a plan, follow it while it is made, read it, and publish it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vikarsentral import access, settings
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Conflict
from vikarsentral.overview.coming import coming_needs
from vikarsentral.overview.moves import named_moves
from vikarsentral.overview.plans import Outcome, PlanPicture, plan_picture
from vikarsentral.plan import once, publish, store
from vikarsentral.plan.problem import first_monday
from vikarsentral.plan.sentence import certificate_sentence
from vikarsentral.plan.store import RunOrder, RunView
from web import context, language, weeks
from web.coordinator import changes
from web.coordinator.room import bp
from web.coordinator.words import (
    FAULTS,
    KINDS,
    STATES,
    move_line,
    phase,
    rule_words,
    terms,
)
from web.guard import allow
from web.words import count, say

AHEAD_WEEKS = 4
STARTS = 5
TIMES = (15, 60, 300, 900)
RUNS_SHOWN = 20
MOVES_SHOWN = 100
LIVE = ("queued", "running")


@bp.get("/planer")
@allow(Action.SEE_PLAN)
def plans() -> ResponseReturnValue:
    """Show the coming weeks' needs, the button that makes a plan, and the plans there are."""
    return _plans_page()


def _plans_page(fault: str = "") -> str:
    now = context.now()
    starts_at = now
    monday = first_monday(now)
    ends_at = weeks.midnight(monday + timedelta(weeks=AHEAD_WEEKS))
    lines = coming_needs(context.database(), starts_at, ends_at, language.current())
    runs = store.runs(context.database(), limit=RUNS_SHOWN)
    return render_template(
        "coordinator/plans.html",
        lines=lines,
        runs=runs,
        states=STATES,
        live=next((run for run in runs if run.state.value in LIVE), None),
        mondays=[monday + timedelta(weeks=ahead) for ahead in range(STARTS)],
        last_on=monday + timedelta(weeks=AHEAD_WEEKS, days=-1),
        today=now.astimezone(OSLO).date(),
        times=TIMES,
        usual=_nearest_time(settings.current().plan_seconds),
        may_run=access.may(context.actor(), Action.RUN_PLAN),
        fault=fault,
    )


def _nearest_time(seconds: int) -> int:
    return min(TIMES, key=lambda one: abs(one - seconds))


@bp.post("/planer")
@allow(Action.RUN_PLAN)
def order() -> ResponseReturnValue:
    """Order a plan; pressed twice, it is the same plan."""
    told, seconds = request.form.get("first_on"), request.form.get("seconds")
    first_on = weeks.day_told(told) if told else None
    if (told and first_on is None) or (seconds and seconds not in map(str, TIMES)):
        return _plans_page(say("Velg start og tid fra listene.")), 422
    held = settings.current()
    wish = RunOrder(
        first_on=first_on,
        seconds=int(seconds) if seconds else held.plan_seconds,
        workers=held.plan_workers,
    )
    try:
        number = once.order_once(
            context.database(), wish, actor=context.actor(), now=context.now()
        )
    except BadInput:
        context.forget()
        return _plans_page(say("Planen må starte en mandag som ikke er over.")), 422
    return redirect(url_for("coordinator.show", run_id=number), code=303)


@bp.get("/planer/<int:run_id>")
@allow(Action.SEE_PLAN)
def show(run_id: int) -> ResponseReturnValue:
    """Show one plan: how it goes, or what came of it."""
    run = store.run_view(context.database(), run_id)
    if run.plan is None:
        return render_template("coordinator/progress.html", **about(run))
    picture = plan_picture(context.database(), run)
    return render_template("coordinator/plan.html", **about(run), **_result(run, picture))


@bp.get("/planer/<int:run_id>/fremdrift")
@allow(Action.SEE_PLAN)
def progress(run_id: int) -> ResponseReturnValue:
    """Give how it goes, to a page that asks again and again; ask for the whole when done."""
    run = store.run_view(context.database(), run_id)
    if run.state.value not in LIVE:
        answer = make_response("")
        answer.headers["HX-Refresh"] = "true"
        return answer
    return render_template("coordinator/progress_part.html", **about(run))


def about(run: RunView) -> dict[str, Any]:
    """Return what every page of one plan tells.

    Args:
        run: the run.
    """
    actor = context.actor()
    facts = run.progress
    last = run.period_ends_at - timedelta(hours=1)
    told: dict[str, Any] = {
        "run": run,
        "state": STATES[run.state.value],
        "period": say(
            "%(first)s–%(last)s",
            first=language.day(run.period_starts_at, "plain"),
            last=language.day(last, "plain"),
        ),
        "fault": FAULTS.get(run.fault or "", ""),
        "phase": phase(run),
        "is_live": run.state.value in LIVE,
        "elapsed": min(run.seconds, _elapsed(run, context.now())),
        "objective": facts.get("objective"),
        "bound": facts.get("bound"),
        "gap": facts.get("gap"),
        "may_run": access.may(actor, Action.RUN_PLAN),
        "may_pin": access.may(actor, Action.PIN),
        "may_publish": access.may(actor, Action.PUBLISH_PLAN),
    }
    return told


def _elapsed(run: RunView, now: datetime) -> int:
    return 0 if run.started_at is None else max(0, int((now - run.started_at).total_seconds()))


def _result(run: RunView, picture: PlanPicture) -> dict[str, Any]:
    chosen = language.current()
    moves = [one for one in picture.needs if one.is_moved]
    return {
        "picture": picture,
        "sentence": certificate_sentence(run.objective or 0, run.bound or 0, chosen),
        "is_proven": run.objective == run.bound,
        "own": picture.with_outcome(Outcome.OWN),
        "agency": picture.with_outcome(Outcome.AGENCY),
        "holes": picture.with_outcome(Outcome.OPEN),
        "kinds": [(label, picture.kinds.get(kind, 0)) for kind, label in KINDS.items()],
        "moves": moves[:MOVES_SHOWN],
        "moved": len(moves),
        "new": sum(one.is_new and one.was_id is None for one in picture.needs),
        "kept": sum(
            one.was_id is not None and one.was_id == one.person_id for one in picture.needs
        ),
        "refused": [
            (picture.need(pin.need_id), pin.person, rule_words(pin.rules))
            for pin in picture.refused_pins
        ],
        "terms": terms(picture.terms),
        "is_published": run.state.value == "published",
        "is_stopped": run.state.value == "cancelled",
        **changes.told(run),
    }


@bp.post("/planer/<int:run_id>/stopp")
@allow(Action.RUN_PLAN)
def stop(run_id: int) -> ResponseReturnValue:
    """Ask a plan that is being made to stop; nothing changes where it has already ended."""
    try:
        store.cancel_run(
            context.database(), run_id=run_id, actor=context.actor(), now=context.now()
        )
        flash(say("Planen stoppes. Ingen vakter er endret."), "info")
    except Conflict:
        context.forget()
        flash(say("Planen var allerede ferdig eller stoppet."), "info")
    return redirect(url_for("coordinator.show", run_id=run_id), code=303)


@bp.post("/planer/<int:run_id>/publiser")
@allow(Action.PUBLISH_PLAN)
def publish_plan(run_id: int) -> ResponseReturnValue:
    """Publish a plan into people's calendars, or tell what has moved since it was made."""
    session = context.database()
    if store.run_view(session, run_id).state.value == "published":
        flash(say("Planen er allerede publisert."), "info")
        return redirect(url_for("coordinator.show", run_id=run_id), code=303)
    try:
        done = publish.publish(
            session,
            run_id=run_id,
            ground_version=request.form.get("ground_version"),
            actor=context.actor(),
            now=context.now(),
        )
    except Conflict as conflict:
        if conflict.code != "ground_moved":
            raise
        context.forget()
        return _moved_page(run_id, conflict), 409
    flash(_published(done), "success")
    return redirect(url_for("coordinator.show", run_id=run_id), code=303)


def _published(done: publish.Published) -> str:
    told = [
        say("Planen er publisert."),
        count("Én vakt er gitt.", "%(num)s vakter er gitt.", done.given),
    ]
    if done.cancelled:
        told.append(count("Én vakt er tatt bort.", "%(num)s vakter er tatt bort.", done.cancelled))
    return " ".join(told)


def _moved_page(run_id: int, conflict: Conflict) -> str:
    entries: Any = conflict.facts.get("moved", [])
    moves = named_moves(context.database(), entries)
    return render_template(
        "coordinator/moved.html",
        run=store.run_view(context.database(), run_id),
        lines=[move_line(one) for one in moves[:MOVES_SHOWN]],
        more=max(0, len(moves) - MOVES_SHOWN),
        may_run=access.may(context.actor(), Action.RUN_PLAN),
    )


@bp.get("/planer/<int:run_id>/fil")
@allow(Action.SEE_PLAN)
def plan_file(run_id: int) -> ResponseReturnValue:
    """Give the problem file the plan was made on, to be checked by anybody."""
    problem = store.problem_of(context.database(), run_id)
    answer = Response(problem, mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="plan-{run_id}-grunnlag.json"'
    return answer
