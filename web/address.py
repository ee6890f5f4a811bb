"""One's own phone and e-mail: where questions come."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, StringField

from vikarsentral import contact, overview
from vikarsentral.access import Action
from vikarsentral.contact import Address
from vikarsentral.errors import BadInput
from web import context
from web.forms import Form, NoNul, at_most
from web.guard import allow
from web.staff import own_person
from web.words import later, say

bp = Blueprint("address", __name__)

FAULTS = {
    ("phone", "is missing"): later("Skriv telefon eller e-post, så vi kan nå deg."),
    ("phone", "cannot be used"): later("Bruk et telefonnummer, for eksempel 400 00 000."),
    ("email", "cannot be used"): later("Bruk en e-postadresse, for eksempel navn@kommune.no."),
}


class AddressForm(Form):
    """Ask for phone and e-mail."""

    version = HiddenField()
    phone = StringField(later("Telefon"), [at_most(40), NoNul()])
    email = StringField(later("E-post"), [at_most(200), NoNul()])


@bp.route("/min-profil/kontakt", methods=["GET", "POST"])
@allow(Action.CHANGE_OWN_ADDRESS)
def own() -> ResponseReturnValue:
    """Show where the user is reached, and take a change."""
    held = overview.profile(context.database(), own_person())
    form = AddressForm(version=str(held.version), phone=held.phone, email=held.email)
    if not form.is_submitted():
        return _page(form)
    if not form.validate():
        return _page(form), 422
    told = form.version.data or ""
    try:
        contact.change_address(
            context.database(),
            person_id=own_person(),
            address=Address(
                contact.phone_of(form.phone.data),
                (form.email.data or "").strip() or None,
                int(told) if told.isascii() and told.isdigit() and len(told) < 10 else -1,
            ),
            actor=context.actor(),
            now=context.now(),
        )
    except BadInput as refused:
        for fault in refused.faults:
            told_to = form[fault.where]
            told_to.errors = [*told_to.errors, str(FAULTS[fault.where, fault.what])]
        return _page(form), 422
    flash(say("Lagret. Det gjelder fra nå av."), "success")
    return redirect(url_for("staff.profile"), code=303)


def _page(form: AddressForm) -> str:
    return render_template("staff/address.html", form=form)
