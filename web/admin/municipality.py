"""The municipality's name, and its sectors: added, renamed, switched on and off for the pool."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from wtforms import BooleanField, SelectField, StringField

from vikarsentral import administration
from vikarsentral.access import Action
from vikarsentral.administration import PRESETS, Language, MunicipalityWish, Named, views
from web import context
from web.admin.fields import SeenForm, TicksField, options
from web.admin.room import bp
from web.admin.saving import MOVED, REFUSED, act, save
from web.admin.steps import onward
from web.forms import NoNul, at_most, required
from web.guard import allow
from web.language import NAMES
from web.words import count, later, say


class MunicipalityForm(SeenForm):
    """Ask what the municipality is called."""

    name = StringField(later("Kommunens navn"), [required(), at_most(100), NoNul()])
    sender_name = StringField(
        later("Avsender av meldinger"),
        [at_most(100), NoNul()],
        description=later("Står det ingenting her, brukes kommunens navn."),
    )
    language = SelectField(later("Språk"), choices=options(NAMES))

    def wish(self) -> MunicipalityWish:
        """Return what was sent."""
        sender = (self.sender_name.data or "").strip() or self.name.data
        return MunicipalityWish(self.name.data, sender, Language(self.language.data))


@bp.route("/admin/kommune", methods=["GET", "POST"])
@allow(Action.MANAGE_MUNICIPALITY)
def municipality() -> ResponseReturnValue:
    """Name the municipality."""
    session = context.database()
    held = views.municipality(session)
    form = MunicipalityForm(data=held.values if held else None)
    if not form.is_submitted():
        form.show_seen(held.seen if held else {})
        return render_template("admin/municipality.html", form=form)
    seen = form.seen_values() if held else None
    refused = save(
        form,
        lambda: administration.set_municipality(
            context.database(), form.wish(), seen=seen, act=act()
        ),
    )
    if refused is not None:
        now = views.municipality(context.database())
        if refused == MOVED and now is not None:
            form.show_seen(now.seen)
        return render_template("admin/municipality.html", form=form), refused
    flash(say("Lagret."), "success")
    return onward("admin.municipality")


class NamesForm(SeenForm):
    """Ask for a name in three languages."""

    name_nb = StringField(later("Navn"), [required(), at_most(100), NoNul()])
    name_nn = StringField(later("Navn på nynorsk"), [at_most(100), NoNul()])
    name_en = StringField(later("Navn på engelsk"), [at_most(100), NoNul()])

    def names(self) -> Named:
        """Return the names as sent."""
        return Named(self.name_nb.data, self.name_nn.data or "", self.name_en.data or "")


class SectorForm(NamesForm):
    """Ask for a sector's names, and whether the pool covers it."""

    is_pool_on = BooleanField(later("Vikarsentralen dekker denne sektoren"))


class PresetForm(SeenForm):
    """Offer the sectors most municipalities have, and one of one's own."""

    presets = TicksField(later("Sektorer de fleste kommuner har"))
    name_nb = StringField(later("En annen sektor"), [at_most(100), NoNul()])


def _preset_form(held: list[views.Line]) -> PresetForm:
    form = PresetForm()
    there = {line.key for line in held}
    left = [(one.code, one.names[0]) for one in PRESETS if one.code not in there]
    form.presets.choices = left
    return form


@bp.get("/admin/sektorer")
@allow(Action.MANAGE_MUNICIPALITY)
def sectors() -> ResponseReturnValue:
    """Show every sector and whether the pool covers it."""
    held = views.sectors(context.database())
    return render_template("admin/sectors.html", sectors=held, form=_preset_form(held))


@bp.post("/admin/sektorer")
@allow(Action.MANAGE_MUNICIPALITY)
def add_sectors() -> ResponseReturnValue:
    """Add the sectors that are ticked, with their usual competences."""
    held = views.sectors(context.database())
    form = _preset_form(held)
    names = {one.code: Named(*one.names) for one in PRESETS}

    def work() -> None:
        session = context.database()
        for code in form.presets.data or []:
            administration.add_sector(session, names[code], code=code, act=act())
        if own := (form.name_nb.data or "").strip():
            administration.add_sector(session, Named(own), code=None, act=act())

    refused = save(form, work)
    if refused is None and not ((form.presets.data or []) or (form.name_nb.data or "").strip()):
        form.refused, refused = say("Kryss av for en sektor, eller skriv et navn."), REFUSED
    if refused is not None:
        shown = views.sectors(context.database())
        return render_template("admin/sectors.html", sectors=shown, form=form), refused
    many = len(form.presets.data or []) + bool((form.name_nb.data or "").strip())
    flash(count("Sektoren er lagt til.", "%(num)s sektorer er lagt til.", many), "success")
    return onward("admin.sectors")


@bp.route("/admin/sektorer/<code>", methods=["GET", "POST"])
@allow(Action.MANAGE_MUNICIPALITY)
def sector(code: str) -> ResponseReturnValue:
    """Rename a sector, or switch the pool on or off there."""
    held = _sector(code)
    form = SectorForm(data=held.values)
    if not form.is_submitted():
        form.show_seen(held.seen)
        return render_template("admin/sector.html", form=form, sector=held)
    refused = save(
        form,
        lambda: administration.change_sector(
            context.database(),
            code,
            form.names(),
            is_pool_on=form.is_pool_on.data,
            seen=form.seen_values(),
            act=act(),
        ),
    )
    if refused is not None:
        if refused == MOVED:
            form.show_seen(_sector(code).seen)
        return render_template("admin/sector.html", form=form, sector=held), refused
    flash(say("Lagret."), "success")
    return redirect(url_for("admin.sectors"), code=303)


def _sector(code: str) -> views.Line:
    for line in views.sectors(context.database()):
        if line.key == code:
            return line
    raise NotFound


@bp.post("/admin/sektorer/<code>/bryter")
@allow(Action.MANAGE_MUNICIPALITY)
def switch(code: str) -> ResponseReturnValue:
    """Switch the pool on or off in a sector; pressed twice it is the same."""
    held = _sector(code)
    names = Named(held.name_nb, held.name_nn, held.name_en)
    is_on = request.form.get("is_pool_on") == "1"
    administration.change_sector(
        context.database(), code, names, is_pool_on=is_on, seen=None, act=act()
    )
    on = say("Vikarsentralen dekker nå sektoren %(name)s.", name=held.name_nb)
    off = say("Vikarsentralen dekker ikke lenger sektoren %(name)s.", name=held.name_nb)
    flash(on if is_on else off, "success")
    return redirect(url_for("admin.sectors"), code=303)
