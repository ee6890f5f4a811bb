"""How the user wants to be asked: channel, quiet hours, how often, booking without a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, HiddenField, SelectField, TimeField

from vikarsentral import contact, push, settings
from vikarsentral.access import Action
from vikarsentral.contact import Channel, Wishes
from web import context
from web.forms import Form, required
from web.guard import allow
from web.staff import own_person
from web.words import count, later, say

bp = Blueprint("reach", __name__)

CAPS = (0, 1, 2, 3, 4, 6, 8, 12)
CHANNELS = (
    ("", later("Det som er registrert")),
    ("sms", later("SMS")),
    ("email", later("E-post")),
    ("push", later("Varsel i nettleseren, og SMS når det ikke går")),
)
HOUR = 60


class ReachForm(Form):
    """Ask how and when the user may be asked."""

    version = HiddenField()
    channel = SelectField(later("Send spørsmål som"))
    quiet_from = TimeField(later("Stille fra kl."), [required()])
    quiet_to = TimeField(later("Stille til kl."), [required()])
    early = BooleanField(later("Jeg kan spørres om akutte vakter før kl. 07"))
    cap = SelectField(later("Hvor ofte jeg kan spørres"), coerce=int)
    direct = BooleanField(later("Jeg kan settes opp på en vakt uten å bli spurt først"))

    def offer_choices(self, held: int) -> None:
        """Fill in the channels and how often, with what is held now among the choices.

        Args:
            held: questions a week now.
        """
        self.channel.choices = [(code, str(told)) for code, told in CHANNELS]
        self.cap.choices = [(value, _cap_told(value)) for value in sorted({*CAPS, held})]


def _cap_told(value: int) -> str:
    if value == 0:
        return say("Aldri")
    return count("Høyst %(num)s gang i uken", "Høyst %(num)s ganger i uken", value)


def _clock(minute: int) -> time:
    return time(minute // HOUR, minute % HOUR)


def _minute(told: time) -> int:
    return told.hour * HOUR + told.minute


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1


@bp.route("/min-profil/sporsmal", methods=["GET", "POST"])
@allow(Action.CHANGE_OWN_PROFILE)
def wishes() -> ResponseReturnValue:
    """Show how the user wants to be asked, and take a change."""
    person_id = own_person()
    held = contact.wishes_of(context.database(), [person_id])[person_id]
    form = ReachForm(
        version=str(held.version),
        channel=held.channel.value if held.channel else "",
        quiet_from=_clock(held.quiet_from_minute),
        quiet_to=_clock(held.quiet_to_minute),
        early=held.is_early_ok,
        cap=held.most_a_week,
        direct=held.is_direct_booking_ok,
    )
    form.offer_choices(held.most_a_week)
    if not form.is_submitted():
        return _page(form, held)
    if not form.validate():
        return _page(form, held), 422
    contact.change(
        context.database(),
        person_id=person_id,
        wishes=_told(form, held),
        actor=context.actor(),
        now=context.now(),
    )
    flash(say("Lagret. Det gjelder fra nå av."), "success")
    return redirect(url_for("reach.wishes"), code=303)


def _page(form: ReachForm, held: Wishes) -> str:
    paused = held.paused_until
    is_paused = paused is not None and paused > context.now()
    return render_template(
        "staff/reach.html",
        form=form,
        paused_until=paused if is_paused else None,
        browsers=push.how_many(context.database(), own_person()),
        push_key=push.public_key(settings.current()),
    )


def _told(form: ReachForm, held: Wishes) -> Wishes:
    return replace(
        held,
        channel=Channel(form.channel.data) if form.channel.data else None,
        quiet_from_minute=_minute(form.quiet_from.data),
        quiet_to_minute=_minute(form.quiet_to.data),
        is_early_ok=form.early.data,
        most_a_week=form.cap.data,
        is_direct_booking_ok=form.direct.data,
        version=_whole(form.version.data),
    )
