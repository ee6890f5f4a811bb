"""Files out, each for those with the right; who took what is in the log."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any, Final

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vikarsentral import access, exporting, overview, retention
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Conflict, Fault, NotFound
from vikarsentral.exporting import File, Period
from web import context, language
from web.guard import allow, signed_in
from web.hours.room import bp
from web.staff import own_person
from web.words import later, say

CONFLICTS: Final[dict[str, Any]] = {
    "person_active": later("Personen er i bruk. Slå personen av først."),
    "person_has_shifts": later("Personen har vakter framover. Ta dem bort først."),
}
SENTENCES: Final[dict[str, Any]] = {
    "--from": later("Skriv første dag som dd.mm.åååå."),
    "--to": later("Siste dag må være en dag etter første dag, høyst seks år senere."),
    "--unit": later("Velg en enhet fra listen."),
    "--format": later("Velg et format fra listen."),
}


@bp.get("/filer-ut")
@allow(Action.EXPORT_FILES)
def out() -> ResponseReturnValue:
    """Show which files the one who looks may take out."""
    return shown()


def shown(fault: str = "", status: int = 200) -> ResponseReturnValue:
    """Show the page, with what is wrong above it.

    Args:
        fault: a sentence; empty for none.
        status: of the answer.
    """
    actor = context.actor()
    today = context.now().astimezone(OSLO).date()
    first = today.replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    told = {name: request.values.get(name, "")[:20] for name in ("fra", "til", "nummer")}
    page = render_template(
        "hours/files.html",
        may={action.value for action in Action if access.may(actor, action)},
        units=overview.unit_lines(context.database(), _units(actor)),
        formats=exporting.FORMATS,
        first=told["fra"] or f"{before:%d.%m.%Y}",
        last=told["til"] or f"{first - timedelta(days=1):%d.%m.%Y}",
        number=told["nummer"],
        fault=fault,
    )
    return page, status


def _units(actor: access.Actor) -> frozenset[int] | None:
    """Return the units whose files somebody may take out; None for every unit."""
    held = [
        access.units_for(actor, action)
        for action in (Action.SEE_SPEND, Action.EXPORT_INSPECTION, Action.EXPORT_PAYROLL)
    ]
    known = [units for units in held if units is not None]
    return None if len(known) < len(held) else frozenset().union(*known)


@bp.get("/filer-ut/vikarbruk")
@allow(Action.SEE_SPEND)
def spend() -> ResponseReturnValue:
    """Give the file of what all volatile labour costs."""
    make = partial(exporting.spending, as_json=_is_json())
    return given(make, "spend", Action.SEE_SPEND)


@bp.get("/filer-ut/arbeidstid")
@allow(Action.EXPORT_INSPECTION)
def inspection() -> ResponseReturnValue:
    """Give the file of hours worked per person (AML § 10-7)."""
    make = partial(
        exporting.inspection,
        now=context.now(),
        every_entry=request.args.get("alle") == "ja",
        as_json=_is_json(),
    )
    return given(make, "inspection", Action.EXPORT_INSPECTION)


@bp.get("/filer-ut/lonn")
@allow(Action.EXPORT_PAYROLL)
def payroll() -> ResponseReturnValue:
    """Give the payroll file."""
    make = partial(
        exporting.payroll,
        now=context.now(),
        format=request.args.get("system", "csv"),
        as_json=_is_json(),
    )
    return given(make, "payroll", Action.EXPORT_PAYROLL)


@bp.get("/filer-ut/person")
@allow(Action.EXPORT_PERSON)
def person() -> ResponseReturnValue:
    """Give the file of everything about one person."""
    number = request.args.get("nummer", "").strip()
    try:
        return _person_file(number, "person")
    except NotFound:
        return shown(say("Ingen har det ansattnummeret."), 422)


@bp.get("/mine-timer/alt-om-meg")
@allow(Action.TELL_OWN_HOURS)
def own_file() -> ResponseReturnValue:
    """Give a person the file of everything about themselves."""
    number = overview.profile(context.database(), own_person()).employee_no
    return _person_file(number, "person")


def _person_file(number: str, kind: str) -> Response:
    session, now = context.database(), context.now()
    if "\x00" in number:
        raise NotFound(kind, "")
    whose = exporting.number_of(session, number)
    file = exporting.person(session, employee_no=number, now=now, as_text=not _is_json())
    exporting.fetched(session, file, kind=kind, actor=context.actor(), now=now, whose=whose)
    return answered(file)


def given(make: Any, kind: str, action: Action) -> ResponseReturnValue:
    """Make a file about the chosen period, or say what is wrong with the choice.

    Args:
        make: takes session and period, returns the file.
        kind: of file, for the record.
        action: that the one who asks must be allowed.
    """
    session = context.database()
    try:
        about = _about(action)
        file: File = make(session, about)
    except BadInput as refused:
        where = refused.faults[0].where
        return shown(str(SENTENCES.get(where, SENTENCES["--from"])), 422)
    exporting.fetched(session, file, kind=kind, actor=context.actor(), now=context.now())
    return answered(file)


def _about(action: Action) -> Period:
    days: dict[str, date] = {}
    for name, told in (("--from", "fra"), ("--to", "til")):
        try:
            days[name] = exporting.day_of(request.args.get(told, ""))
        except ValueError:
            raise BadInput([Fault(name, "is no date", "dd.mm.åååå")]) from None
    return exporting.period(
        context.database(),
        first_on=days["--from"],
        last_on=days["--to"],
        unit=request.args.get("enhet", "").replace("\x00", "?") or None,
        allowed=access.units_for(context.actor(), action),
    )


def _is_json() -> bool:
    return request.args.get("som") == "json"


def answered(file: File) -> Response:
    """Return a file as an answer to keep.

    Args:
        file: the file.
    """
    told = Response(file.body, content_type=file.content_type)
    told.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return told


@bp.get("/oppbevaring")
@signed_in
def kept() -> ResponseReturnValue:
    """Show what is kept, for what, how long, and what happens then."""
    actor = context.actor()
    sees_ripe = access.may(actor, Action.ERASE_PERSON)
    ripe = retention.ripe(context.database(), now=context.now()) if sees_ripe else {}
    return render_template(
        "hours/kept.html",
        classes=retention.CLASSES,
        acts={
            "delete": say("Slettes"),
            "lock": say("Låses, og vises for arkivaren"),
            "erase": say("Navn og nummer slettes, timene blir stående"),
        },
        spoken=language.current(),
        ripe=ripe,
    )


@bp.post("/filer-ut/slett")
@allow(Action.ERASE_PERSON)
def erase() -> ResponseReturnValue:
    """Erase a person who has left; what pay and inspection need is kept until its day."""
    session, now = context.database(), context.now()
    number = request.form.get("nummer", "").strip()
    if request.form.get("sikker") != "ja":
        return shown(say("Kryss av for at personen skal slettes."), 422)
    try:
        if "\x00" in number:
            raise NotFound("person", "")
        whose = int(exporting.number_of(session, number))
        done = retention.erase(session, person_id=whose, actor=context.actor(), now=now)
    except NotFound:
        return shown(say("Ingen har det ansattnummeret."), 422)
    except Conflict as conflict:
        if conflict.code not in CONFLICTS:
            raise
        context.forget()
        return shown(str(CONFLICTS[conflict.code]), 422)
    if done.kept_until is None:
        flash(say("Personen er slettet. Timene og summene står."), "success")
    else:
        until = language.day(done.kept_until, "full")
        flash(
            say(
                "Kontakt og innlogging er slettet. Navn og ansattnummer beholdes til %(day)s,"
                " for lønn og kontroll av arbeidstid.",
                day=until,
            ),
            "success",
        )
    return redirect(url_for("hours.out"), code=303)
