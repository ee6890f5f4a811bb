"""The agency price list: framework prices by sector and competence, each with its dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, DateField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Optional

from vikarsentral import access, need
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from vikarsentral.errors import BadInput, Conflict, Fault
from vikarsentral.overview import competence_names
from vikarsentral.overview.coming import sector_names
from web import context, language, weeks
from web.errors import shown
from web.forms import REQUIRED, Form, NoNul, at_most, required
from web.guard import allow
from web.planner.fields import AmountField
from web.planner.room import bp
from web.planner.sums import exact
from web.words import later, say

CHOOSE = later("Velg noe fra listen.")


class PriceForm(Form):
    """Ask for one line of the price list."""

    sector = SelectField(later("Sektor"), [DataRequired(message=CHOOSE)])
    competence = SelectField(later("Kompetanse"), [DataRequired(message=CHOOSE)])
    day_ore = AmountField(
        later("Kroner i timen på dagtid"),
        [InputRequired(message=REQUIRED)],
        description=later("Mandag til fredag mellom 07 og 17, uten merverdiavgift."),
    )
    inconvenient_ore = AmountField(
        later("Kroner i timen ellers"),
        [InputRequired(message=REQUIRED)],
        description=later("Kveld, natt, helg og helligdag, uten merverdiavgift."),
    )
    has_vat = BooleanField(later("Merverdiavgift kommer i tillegg"), default=True)
    framework = StringField(later("Rammeavtale"), [required(), at_most(200), NoNul()])
    valid_from = DateField(later("Første dag"), [DataRequired(message=later("Skriv en dato."))])
    valid_to = DateField(
        later("Siste dag"), [Optional()], description=later("Tom betyr inntil videre.")
    )


def _page(form: PriceForm | None = None) -> str:
    session, today = context.database(), context.now().astimezone(OSLO).date()
    sectors = sector_names(session, language.current())
    competences = competence_names(session, language.current())
    lines = [
        {
            "id": row.id,
            "sector": sectors.get(row.sector_code, row.sector_code),
            "competence": competences.get(row.competence_code, row.competence_code),
            "day": exact(row.day_ore_per_hour),
            "inconvenient": exact(row.inconvenient_ore_per_hour),
            "has_vat": row.has_vat,
            "framework": row.framework or "",
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
            "is_open": row.valid_to is None or row.valid_to >= today,
        }
        for row in need.framework_prices(session)
    ]
    may_set = access.may(context.actor(), Action.SET_PAY_VALUES)
    held = form or PriceForm(formdata=None)
    held.sector.choices = _choices(sectors)
    held.competence.choices = _choices(competences)
    return render_template(
        "planner/prices.html",
        lines=lines,
        form=held,
        may_set=may_set,
        today=today,
        sees_spend=access.may(context.actor(), Action.SEE_SPEND),
    )


def _choices(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda pair: pair[1])


@bp.get("/vikarbruk/priser")
@allow(Action.SEE_PAY_VALUES)
def prices() -> ResponseReturnValue:
    """Show the price list, and for those who set it a form for a new line."""
    return _page()


@bp.post("/vikarbruk/priser")
@allow(Action.SET_PAY_VALUES)
def add_price() -> ResponseReturnValue:
    """Add one line; refused with the field and what is allowed when dates overlap."""
    form, session = PriceForm(), context.database()
    form.sector.choices = _choices(sector_names(session, language.current()))
    form.competence.choices = _choices(competence_names(session, language.current()))
    if form.validate_on_submit() and _added(form):
        flash(say("Prisen er lagt inn."), "success")
        return redirect(url_for("planner.prices"), code=303)
    return _page(form), 422


def _added(form: PriceForm) -> bool:
    facts: dict[str, Any] = {
        name: form[name].data for name in need.FrameworkPrice.__dataclass_fields__
    }
    try:
        need.add_prices(
            context.database(),
            [need.FrameworkPrice(**facts)],
            actor=context.actor(),
            now=context.now(),
        )
    except BadInput as refused:
        context.forget()
        for fault in refused.faults:
            name = fault.where.rpartition(".")[2]
            form[name].errors = (_told(name, fault),)
        return False
    return True


def _told(name: str, fault: Fault) -> str:
    if name == "valid_to":
        return say("Siste dag er før første dag.")
    if name == "valid_from":
        first = weeks.day_told(fault.allowed.removeprefix("from "))
        if first is None:
            return say("En annen pris gjelder da inntil videre. Sett siste dag på den først.")
        day = language.day(first, "full")
        return say("En annen pris gjelder da. Første ledige dag er %(day)s.", day=day)
    if name in ("day_ore", "inconvenient_ore"):
        return say("Prisen kan være høyst 10 000 kroner i timen.")
    return say("Dette kan ikke brukes.")


@bp.post("/vikarbruk/priser/<int:price_id>/slutt")
@allow(Action.SET_PAY_VALUES)
def end_price(price_id: int) -> ResponseReturnValue:
    """Set the last day of a line; sent twice, it is ended once."""
    last: date | None = weeks.day_told(request.form.get("siste"))
    if last is None:
        return shown(422, say("Skriv datoen som dd.mm.åååå."))
    try:
        need.end_price(
            context.database(),
            price_id=price_id,
            valid_to=last,
            actor=context.actor(),
            now=context.now(),
        )
    except BadInput:
        context.forget()
        return shown(422, say("Siste dag er før første dag."))
    except Conflict:
        context.forget()
        return shown(409, say("Prisen slutter allerede tidligere."))
    flash(say("Siste dag er satt."), "success")
    return redirect(url_for("planner.prices"), code=303)
