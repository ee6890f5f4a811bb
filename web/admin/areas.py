"""Areas, and the minutes of travel between them."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from wtforms import StringField

from vikarsentral import administration
from vikarsentral.access import Action
from vikarsentral.administration import views
from vikarsentral.errors import BadInput, Conflict
from web import context
from web.admin.fields import SeenForm
from web.admin.room import bp
from web.admin.saving import CONFLICTS, MOVED, REFUSED, act, save
from web.forms import NoNul, at_most, required
from web.guard import allow
from web.words import later, say

LONGEST_NUMBER = 6


class AreaForm(SeenForm):
    """Ask what an area is called."""

    name = StringField(later("Navn på området"), [required(), at_most(100), NoNul()])


class TravelForm(SeenForm):
    """Carry what was seen of the minutes; the fields themselves are one per pair."""


def _page(
    form: AreaForm | None = None,
    travel: TravelForm | None = None,
    typed: dict[tuple[str, str], str] | None = None,
) -> str:
    session = context.database()
    held = views.areas(session)
    minutes = administration.travel_minutes(session)
    pairs = [(one, other) for one, other in combinations(sorted(held, key=lambda x: x.key), 2)]
    shown = travel or TravelForm(formdata=None)
    shown.show_seen(
        {_field(one.key, other.key): minutes.get((one.key, other.key), 0) for one, other in pairs}
    )
    lines = [
        {
            "field": _field(one.key, other.key),
            "label": f"{one.name} – {other.name}",
            "minutes": (typed or {}).get(
                (one.key, other.key), str(minutes.get((one.key, other.key), 0))
            ),
        }
        for one, other in pairs
    ]
    return render_template(
        "admin/areas.html",
        areas=held,
        form=form or AreaForm(formdata=None),
        travel=shown,
        lines=lines,
    )


def _field(one: str, other: str) -> str:
    return f"{one}~{other}"


@bp.get("/admin/omrader")
@allow(Action.MANAGE_MUNICIPALITY)
def areas() -> ResponseReturnValue:
    """Show every area, and the travel between them."""
    return _page()


@bp.post("/admin/omrader")
@allow(Action.MANAGE_MUNICIPALITY)
def add_area() -> ResponseReturnValue:
    """Add an area."""
    form = AreaForm()
    refused = save(
        form, lambda: administration.add_area(context.database(), form.name.data, act=act())
    )
    if refused is not None:
        return _page(form), refused
    flash(say("Området er lagt til."), "success")
    return redirect(url_for("admin.areas"), code=303)


@bp.route("/admin/omrader/<code>", methods=["GET", "POST"])
@allow(Action.MANAGE_MUNICIPALITY)
def area(code: str) -> ResponseReturnValue:
    """Rename an area."""
    held = _area(code)
    form = AreaForm(data=held.values)
    if not form.is_submitted():
        form.show_seen(held.seen)
        return render_template("admin/area.html", form=form, area=held)
    refused = save(
        form,
        lambda: administration.change_area(
            context.database(), code, form.name.data, seen=form.seen_values(), act=act()
        ),
    )
    if refused is not None:
        if refused == MOVED:
            form.show_seen(_area(code).seen)
        return render_template("admin/area.html", form=form, area=held), refused
    flash(say("Lagret."), "success")
    return redirect(url_for("admin.areas"), code=303)


def _area(code: str) -> views.Line:
    for line in views.areas(context.database()):
        if line.key == code:
            return line
    raise NotFound


@bp.post("/admin/omrader/<code>/slett")
@allow(Action.MANAGE_MUNICIPALITY)
def remove_area(code: str) -> ResponseReturnValue:
    """Take away an area nobody is in."""
    try:
        administration.remove_area(context.database(), code, act=act())
        flash(say("Området er tatt bort."), "success")
    except Conflict as conflict:
        context.forget()
        flash(CONFLICTS[conflict.code], "danger")
    return redirect(url_for("admin.areas"), code=303)


@bp.post("/admin/omrader/reisetid")
@allow(Action.MANAGE_MUNICIPALITY)
def travel() -> ResponseReturnValue:
    """Set the minutes between areas, all at once."""
    form = TravelForm()
    codes = sorted(line.key for line in views.areas(context.database()))
    typed = {
        pair: request.form[_field(*pair)].strip()
        for pair in combinations(codes, 2)
        if _field(*pair) in request.form
    }
    wanted = {pair: _whole(text) for pair, text in typed.items()}
    try:
        administration.set_travel(
            context.database(),
            {pair: -1 if minutes is None else minutes for pair, minutes in wanted.items()},
            seen=_seen(form, list(wanted)),
            act=act(),
        )
    except BadInput:
        context.forget()
        form.refused = say("Skriv minutter fra 0 til 600 i alle feltene.")
        return _page(travel=form, typed=typed), REFUSED
    except Conflict as conflict:
        context.forget()
        changed: Any = conflict.facts["changed"]
        form.moved = [(name, str(was), str(now)) for name, (was, now) in changed.items()]
        return _page(travel=form, typed=typed), MOVED
    flash(say("Reisetidene er lagret."), "success")
    return redirect(url_for("admin.areas"), code=303)


def _whole(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER
    return int(text) if is_number else None


def _seen(form: TravelForm, pairs: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    told = form.seen_values()
    return {pair: told[_field(*pair)] for pair in pairs if _field(*pair) in told}
