"""Rates: every pay value in force with its source, and the municipality's own values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import DateField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired

from vikarsentral import access
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from vikarsentral.commitments.own_values import own_values, set_value
from vikarsentral.commitments.pay import book
from vikarsentral.errors import BadInput
from vikarsentral.rules.pay import PAY_VALUES, pay_rows
from vikarsentral.rules.pay.value_rows import PayValue
from web import context
from web.forms import REQUIRED, Form, NoNul, at_most, required
from web.guard import allow
from web.planner.fields import AmountField
from web.planner.rate_words import CERTAINTIES, CHOICES, LEVELS, NAMES, written
from web.planner.room import bp
from web.words import later, say


@dataclass(frozen=True, slots=True)
class RateLine:
    """One value as it is shown; `key` is empty where nobody may set it."""

    key: str
    name: Any
    value: str
    since: Any
    level: Any
    source: str
    certainty: Any


class OwnValueForm(Form):
    """Ask for an own value: from when, and where it stands."""

    since = DateField(later("Gjelder fra"), [DataRequired(message=later("Skriv en dato."))])
    reference = StringField(
        later("Dokument"),
        [required(), at_most(200), NoNul()],
        description=later("Avtalen eller vedtaket verdien står i, med saksnummer."),
    )


class DecimalForm(OwnValueForm):
    """Ask for kroner or per cent, with at most two decimals."""

    value = AmountField(later("Verdi"), [InputRequired(message=REQUIRED)])


class WholeForm(OwnValueForm):
    """Ask for a whole number."""

    value = StringField(later("Verdi"), [required(), at_most(6)])


class ChoiceForm(OwnValueForm):
    """Ask for one of few choices."""

    value = SelectField(later("Verdi"), [DataRequired(message=REQUIRED)])


@bp.get("/vikarbruk/satser")
@allow(Action.SEE_PAY_VALUES)
def rates() -> ResponseReturnValue:
    """Show every pay value in force, and what the municipality has set for itself."""
    session, today = context.database(), context.now().astimezone(OSLO).date()
    may_set = access.may(context.actor(), Action.SET_PAY_VALUES)
    lines = [
        RateLine(
            key=row.id if may_set and PAY_VALUES[row.id].is_open else "",
            name=NAMES[row.id],
            value=written(row.id, row.unit, row.value),
            since=row.since,
            level=LEVELS[row.level],
            source=row.source,
            certainty=CERTAINTIES[row.certainty],
        )
        for row in pay_rows(today, book(session))
    ]
    own = [
        (NAMES[one.key], written(one.key, PAY_VALUES[one.key].unit, one.value), one)
        for one in own_values(session)
    ]
    sees_spend = access.may(context.actor(), Action.SEE_SPEND)
    return render_template(
        "planner/rates.html", lines=lines, own=own, today=today, sees_spend=sees_spend
    )


def _form(row: PayValue) -> OwnValueForm:
    if row.id in CHOICES:
        form = ChoiceForm()
        form.value.choices = [(str(value), name) for value, name in enumerate(CHOICES[row.id])]
        return form
    return DecimalForm() if row.unit in ("øre/hour", "hundredths", "factor") else WholeForm()


@bp.route("/vikarbruk/satser/<key>", methods=["GET", "POST"])
@allow(Action.SET_PAY_VALUES)
def rate(key: str) -> ResponseReturnValue:
    """Ask for an own value and store it; sent twice, it is stored once."""
    row = PAY_VALUES.get(key)
    if row is None or not row.is_open:
        abort(404)
    form = _form(row)
    if form.validate_on_submit() and _stored(row, form):
        flash(say("Verdien er lagret. Beløpene fra den datoen er regnet om."), "success")
        return redirect(url_for("planner.rates"), code=303)
    bounds = tuple(written(row.id, row.unit, at or 0) for at in (row.at_least, row.at_most))
    page = render_template(
        "planner/rate.html",
        name=NAMES[key],
        form=form,
        row=row,
        bounds=() if key in CHOICES else bounds,
    )
    return page, 422 if form.errors else 200


def _stored(row: PayValue, form: OwnValueForm) -> bool:
    """Store what the form holds, or tell beside each field what is wrong."""
    value = form["value"]
    number = _whole(value.data)
    if number is None:
        value.errors = (say("Skriv et helt tall."),)
        return False
    try:
        set_value(
            context.database(),
            key=row.id,
            value=number * 100 if row.unit == "factor" else number,
            valid_from=form.since.data,
            reference=form.reference.data,
            actor=context.actor(),
            now=context.now(),
        )
    except BadInput as refused:
        context.forget()
        fields = {"value": value, "reference": form.reference, "valid_from": form.since}
        for fault in refused.faults:
            fields[fault.where].errors = (_told(fault.where, row),)
        return False
    return True


def _whole(data: object) -> int | None:
    text = str(data).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _told(where: str, row: PayValue) -> str:
    if where == "value":
        least, most = (written(row.id, row.unit, at or 0) for at in (row.at_least, row.at_most))
        return say("Verdien må være fra %(least)s til %(most)s.", least=least, most=most)
    if where == "valid_from":
        return say("En annen verdi gjelder allerede fra denne datoen. Velg en annen dato.")
    return say("Skriv hvilket dokument verdien står i.")
