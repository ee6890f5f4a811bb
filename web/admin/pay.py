"""What one person earns, dated; and where a unit's pay is entered in the accounts."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, IntegerField, SelectField, StringField

from vikarsentral import exporting
from vikarsentral.access import Action
from vikarsentral.administration import views
from vikarsentral.clock import OSLO
from vikarsentral.commitments.own_pay import (
    PensionScheme,
    YearlyPay,
    annual_of_hourly,
    pay_of,
    set_pay,
)
from vikarsentral.errors import BadInput, Fault
from web import context
from web.admin.fields import DayField, HundredthsField, SeenForm, between, optional, options
from web.admin.room import bp
from web.admin.saving import save
from web.admin.units import own_unit
from web.forms import NoNul, at_most, required
from web.guard import allow
from web.words import later, say

PENSIONS = (
    ("municipal", later("Kommunal pensjonskasse")),
    ("teacher", later("Statens pensjonskasse (lærere)")),
)


class PayForm(SeenForm):
    """Ask for a year's pay, or for an hourly rate."""

    annual_ore = HundredthsField(
        later("Årslønn i full stilling, kroner"),
        [optional()],
        description=later("Etter stige og ansiennitet. La feltet stå tomt for timelønn."),
    )
    hourly_ore = HundredthsField(later("Timelønn, kroner"), [optional()])
    supplement_ore = HundredthsField(later("Personlig tillegg i året, kroner"), [optional()])
    seniority_years = IntegerField(
        later("Ansiennitet i hele år"),
        [optional(), between(0, 60, later("Skriv hele år fra 0 til 60."))],
    )
    pension = SelectField(later("Pensjon"), choices=options(PENSIONS), default="municipal")
    has_extra_holiday = BooleanField(later("Ekstra ferieuke fra 60 år"))
    valid_from = DayField(later("Gjelder fra"), [required()])

    def wish(self, full_week: int) -> YearlyPay:
        """Return what was sent.

        Args:
            full_week: minutes of a full week of the person's post.

        Raises:
            BadInput: neither a year's pay nor an hourly rate, or both.
        """
        if bool(self.annual_ore.data) == bool(self.hourly_ore.data):
            raise BadInput([Fault("annual_or_hourly", "is not one of the two", "one of them")])
        annual = self.annual_ore.data or annual_of_hourly(self.hourly_ore.data or 0, full_week)
        return YearlyPay(
            annual,
            self.valid_from.data,
            PensionScheme(self.pension.data),
            bool(self.has_extra_holiday.data),
            self.supplement_ore.data or 0,
            self.seniority_years.data,
        )


def _today() -> date:
    return context.now().astimezone(OSLO).date()


def _full_week(held: views.PersonView, on: date) -> int:
    """Return the longest full week of the posts in force, as the pay engine does.

    Without a post on that day the longest of all counts, and without any the day's.
    """
    posts = held.in_force(on) or held.posts
    return max((int(post.full_week_minutes) for post in posts), default=2250)


@bp.route("/admin/ansatte/<int:person_id>/lonn", methods=["GET", "POST"])
@allow(Action.MANAGE_PEOPLE)
def person_pay(person_id: int) -> ResponseReturnValue:
    """Show what a person earns from which day, and set it."""
    session = context.database()
    held = views.person(session, person_id)
    form = PayForm()
    status = 200
    if not form.is_submitted():
        form.valid_from.data = _today()
    else:

        def work() -> None:
            pay = form.wish(_full_week(held, form.valid_from.data))
            actor, now = context.actor(), context.now()
            set_pay(context.database(), person_id, pay, actor=actor, now=now)

        refused = save(form, work)
        if refused is None:
            flash(say("Lønnen er lagret. Timene fra den dagen er regnet på nytt."), "success")
            return redirect(url_for("admin.person_pay", person_id=person_id), code=303)
        status = refused
    page = render_template(
        "admin/pay.html",
        held=held,
        form=form,
        person_id=person_id,
        rows=pay_of(context.database(), person_id),
    )
    return page, status


class AccountForm(SeenForm):
    """Ask where a unit's pay is entered."""

    account = StringField(later("Konto"), [at_most(20), NoNul()])
    responsibility = StringField(later("Ansvar"), [at_most(20), NoNul()])
    function = StringField(later("Funksjon"), [at_most(20), NoNul()])
    project = StringField(later("Prosjekt"), [at_most(20), NoNul()])
    valid_from = DayField(later("Gjelder fra"), [required()])


@bp.route("/admin/enheter/<int:unit_id>/kontering", methods=["GET", "POST"])
@allow(Action.MANAGE_MUNICIPALITY)
def unit_account(unit_id: int) -> ResponseReturnValue:
    """Show where a unit's pay is entered in the accounts, and set it from a day."""
    unit = own_unit(unit_id)
    form = AccountForm()
    status = 200
    if not form.is_submitted():
        form.valid_from.data = _today().replace(day=1)
    else:

        def work() -> None:
            codes = (form.account, form.responsibility, form.function, form.project)
            wanted = exporting.Account(*(one.data or "" for one in codes))
            about = {"valid_from": form.valid_from.data, "actor": context.actor()}
            exporting.set_account(context.database(), unit_id, wanted, now=context.now(), **about)

        refused = save(form, work)
        if refused is None:
            flash(say("Konteringen er lagret."), "success")
            return redirect(url_for("admin.unit_account", unit_id=unit_id), code=303)
        status = refused
    rows = exporting.accounts(context.database()).of(unit_id)
    told = {"unit": unit, "unit_id": unit_id, "form": form, "rows": rows}
    return render_template("admin/account.html", **told), status
