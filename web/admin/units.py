"""Units: the list, one unit, its leaders and deputies."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, SelectField, StringField

from vikarsentral import access, administration
from vikarsentral.access import Action
from vikarsentral.administration import UnitWish, views
from vikarsentral.errors import Conflict, NotAllowed, NotFound
from web import context
from web.admin.fields import DayField, SeenForm, optional
from web.admin.room import bp
from web.admin.saving import CONFLICTS, MOVED, act, choices, save
from web.admin.steps import onward
from web.forms import NoNul, at_most, required
from web.guard import allow
from web.words import later, say

NOBODY = ""
NEW_AREA = "+"


class UnitForm(SeenForm):
    """Ask what a unit is called and where it is."""

    name = StringField(later("Navn"), [required(), at_most(100), NoNul()])
    sector_code = SelectField(later("Sektor"))
    area_code = SelectField(later("Område"))
    is_active = BooleanField(later("Enheten er i bruk"), default=True)

    def offer(self) -> None:
        """Fill in the choices."""
        self.sector_code.choices = list(choices().sectors)
        self.area_code.choices = list(choices().areas)

    def wish(self) -> UnitWish:
        """Return what was sent."""
        return UnitWish(
            self.name.data, self.sector_code.data, self.area_code.data, self.is_active.data
        )


class NewUnitForm(UnitForm):
    """Ask for a new unit, with an area and a leader at once."""

    area_name = StringField(
        later("Nytt område"),
        [at_most(100), NoNul()],
        description=later("Bydel eller tettsted. Reisetid regnes mellom områder."),
    )
    leader = SelectField(later("Leder"), validate_choice=True)

    def offer(self) -> None:
        """Fill in the choices; the one who asks may lead the first unit."""
        super().offer()
        new = (NEW_AREA, say("Et nytt område"))
        self.area_code.choices = [*self.area_code.choices, new]
        users = administration.users.names(context.database())
        self.leader.choices = [(NOBODY, say("Ingen ennå")), *users]


def managed_units() -> frozenset[int] | None:
    """Return the units the one who acts may change; None for all."""
    return access.units_for(context.actor(), Action.MANAGE_UNIT)


def may_all() -> bool:
    """Tell whether the one who acts may change everything about units."""
    return access.may(context.actor(), Action.MANAGE_MUNICIPALITY)


@bp.get("/admin/enheter")
@allow(Action.MANAGE_UNIT)
def units() -> ResponseReturnValue:
    """Show the units one may change, with leaders and how many usual shifts."""
    held = views.units(context.database(), managed_units())
    return render_template("admin/units.html", units=held, may_all=may_all())


@bp.route("/admin/enheter/ny", methods=["GET", "POST"])
@allow(Action.MANAGE_MUNICIPALITY)
def new_unit() -> ResponseReturnValue:
    """Add a unit, with its area and its leader."""
    session = context.database()
    form = NewUnitForm()
    form.offer()
    is_first = not views.units(session)
    if not form.is_submitted():
        form.area_code.data = form.area_code.choices[0][0]
        form.leader.data = context.actor().login if is_first else NOBODY
        return render_template("admin/new_unit.html", form=form)
    made: list[int] = []
    refused = save(form, lambda: made.append(_add(form)))
    if refused is not None:
        return render_template("admin/new_unit.html", form=form), refused
    flash(say("Enheten er lagt til, med de vanlige vaktene i sektoren."), "success")
    return onward("admin.units")


def _add(form: NewUnitForm) -> int:
    session, who = context.database(), act()
    area = form.area_code.data
    if area == NEW_AREA:
        area = administration.add_area(session, form.area_name.data or "", act=who)
    wish = UnitWish(form.name.data, form.sector_code.data, area)
    unit_id = administration.add_unit(session, wish, act=who)
    if form.leader.data:
        administration.appoint(
            session, unit_id, form.leader.data, valid_from=None, valid_to=None, act=who
        )
    return unit_id


class LeaderForm(SeenForm):
    """Ask who leads a unit, and for how long."""

    login = SelectField(later("Hvem"))
    valid_from = DayField(later("Fra og med"), [optional()])
    valid_to = DayField(
        later("Til og med"),
        [optional()],
        description=later("En stedfortreder har en siste dag. En leder har ingen."),
    )

    def offer(self) -> None:
        """Fill in the choices: everybody who may sign in."""
        self.login.choices = administration.users.names(context.database())


def own_unit(unit_id: int) -> views.Line:
    """Return a unit the one who acts may change.

    Args:
        unit_id: the unit.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    if not access.may(context.actor(), Action.MANAGE_UNIT, unit_id):
        raise NotFound("unit", unit_id)
    return views.unit(context.database(), unit_id)


def unit_page(unit_id: int, form: UnitForm | None = None, leader: LeaderForm | None = None) -> str:
    """Return the page of one unit.

    Args:
        unit_id: the unit.
        form: as sent; None to show what is held.
        leader: as sent; None for an empty one.

    Raises:
        NotFound: the one who acts may not change the unit.
    """
    session, held = context.database(), own_unit(unit_id)
    if form is None:
        form = UnitForm(formdata=None, data=held.values)
        form.offer()
        form.show_seen(held.seen)
    if leader is None:
        leader = LeaderForm(formdata=None)
        leader.offer()
    names = dict(choices().competences)
    told: dict[str, Any] = {
        "unit": held,
        "unit_id": unit_id,
        "form": form,
        "leader": leader,
        "leaders": administration.leaders_of(session, unit_id),
        "templates": views.templates(session, unit_id),
        "competence_names": names,
        "may_all": may_all(),
        "today": context.now().date(),
    }
    return render_template("admin/unit.html", **told)


@bp.get("/admin/enheter/<int:unit_id>")
@allow(Action.MANAGE_UNIT)
def unit(unit_id: int) -> ResponseReturnValue:
    """Show one unit: where it is, its usual shifts, its leaders."""
    return unit_page(unit_id)


@bp.post("/admin/enheter/<int:unit_id>")
@allow(Action.MANAGE_MUNICIPALITY)
def change_unit(unit_id: int) -> ResponseReturnValue:
    """Rename or move a unit, or close it."""
    form = UnitForm()
    form.offer()
    refused = save(
        form,
        lambda: administration.change_unit(
            context.database(), unit_id, form.wish(), seen=form.seen_values(), act=act()
        ),
    )
    if refused is not None:
        if refused == MOVED:
            form.show_seen(views.unit(context.database(), unit_id).seen)
        return unit_page(unit_id, form=form), refused
    flash(say("Lagret."), "success")
    return redirect(url_for("admin.unit", unit_id=unit_id), code=303)


@bp.post("/admin/enheter/<int:unit_id>/ledere")
@allow(Action.MANAGE_UNIT)
def appoint(unit_id: int) -> ResponseReturnValue:
    """Let a user lead the unit, for a time or until further notice."""
    own_unit(unit_id)
    form = LeaderForm()
    form.offer()

    def work() -> None:
        administration.appoint(
            context.database(),
            unit_id,
            form.login.data,
            valid_from=form.valid_from.data,
            valid_to=form.valid_to.data,
            act=act(),
        )

    try:
        refused = save(form, work)
    except NotAllowed:
        context.forget()
        form.refused, refused = say("En leder kan bare gi fra seg enheten for en tid."), 403
    if refused is not None:
        return unit_page(unit_id, leader=form), refused
    flash(say("Lagret."), "success")
    return redirect(url_for("admin.unit", unit_id=unit_id), code=303)


@bp.post("/admin/enheter/<int:unit_id>/ledere/<login>/slutt")
@allow(Action.MANAGE_UNIT)
def dismiss(unit_id: int, login: str) -> ResponseReturnValue:
    """Let a user lead the unit no longer."""
    own_unit(unit_id)
    try:
        administration.dismiss(context.database(), unit_id, login, act=act())
        flash(say("Lagret."), "success")
    except Conflict as conflict:
        context.forget()
        flash(CONFLICTS[conflict.code], "danger")
    return redirect(url_for("admin.unit", unit_id=unit_id), code=303)
