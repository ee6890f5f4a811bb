"""Proofs the law asks for before work: which sectors ask, and who lacks one."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vikarsentral import administration
from vikarsentral.access import Action
from vikarsentral.administration import views
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput
from web import context
from web.admin.room import bp
from web.admin.saving import act, choices
from web.guard import allow
from web.words import count, say

SHOWN = 30
"""Names of people that a list shows before it only counts."""


@bp.get("/admin/krav")
@allow(Action.MANAGE_MUNICIPALITY)
def proofs() -> ResponseReturnValue:
    """Show the proofs of each sector, who asks for them, and who lacks one."""
    return _page()


def _page() -> str:
    today = context.now().astimezone(OSLO).date()
    held = views.proofs_by_sector(context.database(), today)
    names = dict(choices().competences)
    return render_template("admin/proofs.html", sectors=held, names=names, shown=SHOWN)


@bp.post("/admin/krav/<sector>")
@allow(Action.MANAGE_MUNICIPALITY)
def add_proofs(sector: str) -> ResponseReturnValue:
    """Register the usual proofs of a sector; pressed twice it is the same."""
    try:
        new = administration.add_usual_proofs(context.database(), sector, act=act())
    except BadInput:
        context.forget()
        flash(say("Sektoren finnes ikke. Ingenting er endret."), "danger")
        return _page(), 422
    if new:
        flash(
            count("Ett bevis er registrert.", "%(num)s bevis er registrert.", len(new)), "success"
        )
    return redirect(url_for("admin.proofs"), code=303)


@bp.post("/admin/krav/<sector>/<code>")
@allow(Action.MANAGE_MUNICIPALITY)
def set_demand(sector: str, code: str) -> ResponseReturnValue:
    """Let a sector ask for a proof, or no longer; pressed twice it is the same."""
    is_asked = request.form.get("kreves") == "1"
    try:
        administration.set_demand(context.database(), sector, code, asked=is_asked, act=act())
    except BadInput:
        context.forget()
        flash(say("Sektoren finnes ikke. Ingenting er endret."), "danger")
        return _page(), 422
    if is_asked:
        flash(say("Kravet gjelder nå. Den som mangler beviset, blir ikke satt opp."), "success")
    else:
        flash(say("Kravet gjelder ikke lenger."), "success")
    return redirect(url_for("admin.proofs"), code=303)
