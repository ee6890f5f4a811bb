"""Duty plans of the pool's people: known time, open place, published in time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import chain

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from wtforms import BooleanField, TimeField

from vikarsentral import administration
from vikarsentral.access import Action
from vikarsentral.administration import NOTICE_DAYS, PostKind, views
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Conflict, Fault
from web import clocks, context, language
from web.admin.fields import WEEKDAYS, DayField, TicksField, options
from web.admin.judged import GroundsForm, judged
from web.admin.room import bp
from web.admin.saving import CONFLICTS, FAULTS, act
from web.forms import required
from web.guard import allow
from web.words import count, later, say

LONGEST = 370
SHOWN = 500


class DutyForm(GroundsForm):
    """Ask for the same time of day on some weekdays."""

    first_on = DayField(later("Fra og med"), [required()])
    last_on = DayField(later("Til og med"), [required()])
    weekdays = TicksField(later("Ukedager"), choices=options(WEEKDAYS))
    starts = TimeField(later("Begynner"), [required()])
    ends = TimeField(
        later("Slutter"),
        [required()],
        description=later("Er slutten før begynnelsen, slutter tiden dagen etter."),
    )
    discussed_on = DayField(
        later("Drøftet med de tillitsvalgte"),
        [required()],
        description=later("Dagen vaktplanen ble drøftet (aml § 10-3)."),
    )
    may_ask = BooleanField(later("Spør personen om tider som er mindre enn 14 dager unna"))

    def days(self) -> list[date]:
        """Return the days that are asked for.

        Raises:
            BadInput: there is none, or they are too many.
        """
        first, last = self.first_on.data, self.last_on.data
        wanted = {int(one) for one in self.weekdays.data or ()}
        if not 0 <= (last - first).days <= LONGEST:
            raise BadInput([Fault("last_on", "is not after the first", "at most a year later")])
        every = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
        days = [day for day in every if day.weekday() in wanted]
        if not days:
            raise BadInput([Fault("weekdays", "hold no day", "at least one day")])
        return days


class TimeForm(GroundsForm):
    """Ask for one time."""

    on = DayField(later("Dag"), [required()])
    starts = TimeField(later("Begynner"), [required()])
    ends = TimeField(later("Slutter"), [required()])


def _spans(days: list[date], form: DutyForm | TimeForm) -> list[tuple[datetime, datetime]]:
    """Return a form's times on some days.

    Raises:
        UnclearTimes: some do not exist, or come twice and the form does not say which.
    """
    told = days, form.starts.data, form.ends.data
    walls = chain.from_iterable(administration.walls(*told))
    return administration.spans(*told, clocks.turns(walls))


@bp.get("/admin/vaktplan")
@allow(Action.MANAGE_DUTY)
def duty_people() -> ResponseReturnValue:
    """Show the pool's people, to open each duty plan."""
    today = context.now().astimezone(OSLO).date()
    session = context.database()
    found: list[views.PersonLine] = []
    many, page = 1, 0
    while len(found) < min(many, SHOWN):
        lines, many = views.people(session, on=today, kind=PostKind.POOL, page=page)
        if not lines:
            break
        found += lines
        page += 1
    return render_template(
        "admin/duty_people.html", people=[one for one in found if one.is_active]
    )


@bp.get("/admin/vaktplan/<int:person_id>")
@allow(Action.MANAGE_DUTY)
def duty(person_id: int) -> ResponseReturnValue:
    """Show one duty plan, and add times to it."""
    return _page(person_id)


def _page(person_id: int, form: DutyForm | None = None) -> str:
    session = context.database()
    held = views.person(session, person_id)
    if not held.is_pool:
        raise NotFound
    today = context.now().astimezone(OSLO).date()
    if form is None:
        form = DutyForm(formdata=None)
        first = today + timedelta(days=NOTICE_DAYS)
        form.first_on.data, form.last_on.data = first, first + timedelta(days=27)
        form.weekdays.data = ["0", "1", "2", "3", "4"]
    return render_template(
        "admin/duty.html",
        person_id=person_id,
        held=held,
        form=form,
        lines=views.duty_plan(session, person_id, context.now()),
        in_time=today + timedelta(days=NOTICE_DAYS),
    )


@bp.post("/admin/vaktplan/<int:person_id>")
@allow(Action.MANAGE_DUTY)
def publish_duty(person_id: int) -> ResponseReturnValue:
    """Add times to a duty plan; what comes too late is asked about."""
    views.person(context.database(), person_id)
    form = DutyForm()
    done: list[administration.Published] = []

    def work() -> None:
        times = _spans(form.days(), form)
        about = {"discussed_on": form.discussed_on.data, "grounds": form.grounds()}
        session, may_ask = context.database(), form.may_ask.data
        made = administration.publish(
            session, person_id, times, may_ask=may_ask, act=act(), **about
        )
        done.append(made)

    refused = judged(form, work)
    if refused is not None:
        if form.refused == FAULTS["notice"]:
            form.refused = say(
                "En tid er mindre enn 14 dager unna. Tidligste dag er %(day)s, "
                "eller kryss av for å spørre personen.",
                day=language.day(administration.earliest(context.now()), "full"),
            )
        return _page(person_id, form), refused
    told = []
    if done[0].held:
        told.append(count("Én tid er publisert.", "%(num)s tider er publisert.", done[0].held))
    if done[0].asked:
        told.append(
            count(
                "Én tid er mindre enn 14 dager unna. Personen er spurt.",
                "%(num)s tider er mindre enn 14 dager unna. Personen er spurt.",
                done[0].asked,
            )
        )
    flash(" ".join(told), "success")
    return redirect(url_for("admin.duty", person_id=person_id), code=303)


@bp.route("/admin/vaktplan/<int:person_id>/tid/<int:duty_id>", methods=["GET", "POST"])
@allow(Action.MANAGE_DUTY)
def duty_time(person_id: int, duty_id: int) -> ResponseReturnValue:
    """Ask the person whether a published time may be moved."""
    held, line = views.person(context.database(), person_id), _line(person_id, duty_id)
    start, end = line.starts_at.astimezone(OSLO), line.ends_at.astimezone(OSLO)
    form = TimeForm(data={"on": start.date(), "starts": start.time(), "ends": end.time()})
    told = {"form": form, "held": held, "line": line, "person_id": person_id}
    if not form.is_submitted():
        return render_template("admin/duty_time.html", **told)

    def work() -> None:
        (wanted,) = _spans([form.on.data], form)
        administration.ask_change(context.database(), duty_id, wanted, act=act())

    refused = judged(form, work)
    if refused is not None:
        return render_template("admin/duty_time.html", **told), refused
    flash(say("Personen er spurt. Tiden endres når svaret er ja."), "success")
    return redirect(url_for("admin.duty", person_id=person_id), code=303)


def _line(person_id: int, duty_id: int) -> views.DutyLine:
    for line in views.duty_plan(context.database(), person_id, context.now()):
        if line.id == duty_id:
            return line
    raise NotFound


@bp.post("/admin/vaktplan/<int:person_id>/tid/<int:duty_id>/bort")
@allow(Action.MANAGE_DUTY)
def remove_duty(person_id: int, duty_id: int) -> ResponseReturnValue:
    """Ask the person whether a published time may be taken away."""
    _line(person_id, duty_id)
    try:
        administration.ask_change(context.database(), duty_id, None, act=act())
        flash(say("Personen er spurt. Tiden tas bort når svaret er ja."), "success")
    except Conflict as conflict:
        context.forget()
        flash(CONFLICTS[conflict.code], "danger")
    return redirect(url_for("admin.duty", person_id=person_id), code=303)


@bp.post("/admin/vaktplan/<int:person_id>/sporsmal/<int:change_id>/trekk")
@allow(Action.MANAGE_DUTY)
def take_back(person_id: int, change_id: int) -> ResponseReturnValue:
    """Take a question back."""
    try:
        administration.take_back(context.database(), change_id, act=act())
        flash(say("Spørsmålet er trukket. Planen er som før."), "success")
    except Conflict as conflict:
        context.forget()
        flash(CONFLICTS[conflict.code], "info")
    return redirect(url_for("admin.duty", person_id=person_id), code=303)
