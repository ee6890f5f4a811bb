"""Competences and roles that a need may ask for."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from wtforms import BooleanField

from vikarsentral import administration
from vikarsentral.access import Action
from vikarsentral.administration import views
from vikarsentral.errors import Conflict
from web import context
from web.admin.municipality import NamesForm
from web.admin.room import bp
from web.admin.saving import CONFLICTS, MOVED, act, save
from web.guard import allow
from web.words import later, say


class CompetenceForm(NamesForm):
    """Ask what a competence is called."""

    is_health_personnel = BooleanField(later("Gjelder helsepersonell"))


@bp.get("/admin/kompetanser")
@allow(Action.MANAGE_MUNICIPALITY)
def competences() -> ResponseReturnValue:
    """Show every competence and how many have it."""
    held = views.competences(context.database())
    form = CompetenceForm(formdata=None)
    return render_template("admin/competences.html", competences=held, form=form)


@bp.post("/admin/kompetanser")
@allow(Action.MANAGE_MUNICIPALITY)
def add_competence() -> ResponseReturnValue:
    """Add a competence."""
    form = CompetenceForm()
    refused = save(
        form,
        lambda: administration.add_competence(
            context.database(), form.names(), is_health=form.is_health_personnel.data, act=act()
        ),
    )
    if refused is not None:
        held = views.competences(context.database())
        page = render_template("admin/competences.html", competences=held, form=form)
        return page, refused
    flash(say("Kompetansen er lagt til."), "success")
    return redirect(url_for("admin.competences"), code=303)


@bp.route("/admin/kompetanser/<code>", methods=["GET", "POST"])
@allow(Action.MANAGE_MUNICIPALITY)
def competence(code: str) -> ResponseReturnValue:
    """Rename a competence."""
    held = _competence(code)
    form = CompetenceForm(data=held.values)
    if not form.is_submitted():
        form.show_seen(held.seen)
        return render_template("admin/competence.html", form=form, competence=held)
    refused = save(
        form,
        lambda: administration.change_competence(
            context.database(),
            code,
            form.names(),
            is_health=form.is_health_personnel.data,
            seen=form.seen_values(),
            act=act(),
        ),
    )
    if refused is not None:
        if refused == MOVED:
            form.show_seen(_competence(code).seen)
        return render_template("admin/competence.html", form=form, competence=held), refused
    flash(say("Lagret."), "success")
    return redirect(url_for("admin.competences"), code=303)


def _competence(code: str) -> views.Line:
    for line in views.competences(context.database()):
        if line.key == code:
            return line
    raise NotFound


@bp.post("/admin/kompetanser/<code>/slett")
@allow(Action.MANAGE_MUNICIPALITY)
def remove_competence(code: str) -> ResponseReturnValue:
    """Take away a competence nobody has and nothing asks for."""
    try:
        administration.remove_competence(context.database(), code, act=act())
        flash(say("Kompetansen er tatt bort."), "success")
    except Conflict as conflict:
        context.forget()
        flash(CONFLICTS[conflict.code], "danger")
    return redirect(url_for("admin.competences"), code=303)
