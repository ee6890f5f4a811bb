"""Usual shifts of a unit, with breaks and what they ask for."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from wtforms import IntegerField, StringField, TimeField

from vikarsentral import administration
from vikarsentral.access import Action
from vikarsentral.administration import TemplateWish, views
from web import context
from web.admin.fields import SeenForm, TicksField, between, filled
from web.admin.room import bp
from web.admin.saving import MOVED, act, choices, save
from web.admin.units import own_unit
from web.forms import NoNul, at_most, required
from web.guard import allow
from web.words import later, say


class TemplateForm(SeenForm):
    """Ask for one usual shift."""

    code = StringField(
        later("Kort navn"),
        [required(), at_most(10), NoNul()],
        description=later("Slik folk kjenner vakten, for eksempel D eller A2."),
    )
    starts = TimeField(later("Begynner"), [required()])
    ends = TimeField(
        later("Slutter"),
        [required()],
        description=later("Er slutten før begynnelsen, slutter vakten dagen etter."),
    )
    unpaid_break_minutes = IntegerField(
        later("Ubetalt pause i minutter"),
        [filled(), between(0, 600, later("Skriv minutter fra 0 til 600."))],
        default=0,
        description=later("Skriv 0 når pausen er arbeidstid."),
    )
    requires = TicksField(later("Kompetanse som kreves"))

    def offer(self) -> None:
        """Fill in the choices."""
        self.requires.choices = list(choices().competences)

    def wish(self) -> TemplateWish:
        """Return what was sent."""
        return TemplateWish(
            self.code.data,
            self.starts.data,
            self.ends.data,
            self.unpaid_break_minutes.data,
            tuple(self.requires.data or ()),
        )


@bp.route("/admin/enheter/<int:unit_id>/vaktmaler/ny", methods=["GET", "POST"])
@allow(Action.MANAGE_UNIT)
def new_template(unit_id: int) -> ResponseReturnValue:
    """Add a usual shift to a unit."""
    unit = own_unit(unit_id)
    form = TemplateForm()
    form.offer()
    if not form.is_submitted():
        return render_template("admin/template.html", form=form, unit=unit, template=None)
    refused = save(
        form,
        lambda: administration.add_template(context.database(), unit_id, form.wish(), act=act()),
    )
    if refused is not None:
        page = render_template("admin/template.html", form=form, unit=unit, template=None)
        return page, refused
    flash(say("Vakten er lagt til."), "success")
    return redirect(url_for("admin.unit", unit_id=unit_id), code=303)


@bp.route("/admin/enheter/<int:unit_id>/vaktmaler/<int:template_id>", methods=["GET", "POST"])
@allow(Action.MANAGE_UNIT)
def template(unit_id: int, template_id: int) -> ResponseReturnValue:
    """Change a usual shift; shifts made from it stay as they are."""
    unit, held = own_unit(unit_id), _template(unit_id, template_id)
    form = TemplateForm(data=held.values)
    form.offer()
    told = {"form": form, "unit": unit, "template": held}
    if not form.is_submitted():
        form.show_seen(held.seen)
        return render_template("admin/template.html", **told)
    refused = save(
        form,
        lambda: administration.change_template(
            context.database(), template_id, form.wish(), seen=form.seen_values(), act=act()
        ),
    )
    if refused is not None:
        if refused == MOVED:
            form.show_seen(_template(unit_id, template_id).seen)
        return render_template("admin/template.html", **told), refused
    flash(say("Lagret."), "success")
    return redirect(url_for("admin.unit", unit_id=unit_id), code=303)


def _template(unit_id: int, template_id: int) -> views.Line:
    for line in views.templates(context.database(), unit_id):
        if line.key == template_id:
            return line
    raise NotFound


@bp.post("/admin/enheter/<int:unit_id>/vaktmaler/<int:template_id>/slett")
@allow(Action.MANAGE_UNIT)
def remove_template(unit_id: int, template_id: int) -> ResponseReturnValue:
    """Take away a usual shift; shifts made from it stay."""
    own_unit(unit_id)
    _template(unit_id, template_id)
    administration.remove_template(context.database(), template_id, act=act())
    flash(say("Vakten er tatt bort."), "success")
    return redirect(url_for("admin.unit", unit_id=unit_id), code=303)
