"""Pages for employees: own shifts on a phone, own calendar, own consents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from wtforms import BooleanField, HiddenField, SelectField

from vikarsentral import consent, ical, offer, overview, settings
from vikarsentral.access import Action
from vikarsentral.clock import OSLO
from vikarsentral.overview import OwnShift
from web import context, weeks
from web.forms import Form
from web.guard import allow
from web.words import later, say

bp = Blueprint("staff", __name__)

SHOWN_AHEAD = timedelta(weeks=8)
MERARBEID_HOURS = (0, 4, 8, 12, 16, 20)


@dataclass(frozen=True, slots=True)
class ShiftWeek:
    """One week of own shifts: its Monday and what starts in it."""

    monday: date
    number: int
    shifts: list[OwnShift]


def own_person() -> int:
    """Return the person the user is.

    Raises:
        NotFound: the user is nobody with shifts.
    """
    person_id = context.actor().person_id
    if person_id is None:
        raise NotFound
    return person_id


@bp.get("/mine-vakter")
@allow(Action.SEE_OWN_SHIFTS)
def shifts() -> ResponseReturnValue:
    """Show the next shift big, and the weeks to come."""
    now = context.now()
    held = overview.own_shifts(context.database(), own_person(), now, now + SHOWN_AHEAD)
    real = [one for one in held if not (one.is_cancelled or one.is_away)]
    return render_template(
        "staff/shifts.html",
        questions=_questions(now),
        next_shift=real[0] if real else None,
        weeks=_by_week(held),
        # Where all work is cover, as for the pool, saying so of each shift tells nothing.
        tells_cover=any(one.is_cover for one in held) and not all(one.is_cover for one in held),
        today=now.astimezone(OSLO).date(),
        now=now,
    )


def _questions(now: datetime) -> list[tuple[offer.Question, str]]:
    """Return what the user is asked and has not been told the end of, each with its page."""
    asked = offer.questions_to(context.database(), own_person(), now)
    return [(one, offer.link_path(one.offer_id, one.person_id)) for one in asked]


def _by_week(held: list[OwnShift]) -> list[ShiftWeek]:
    places = weeks.grouped_by_week(one.starts_at for one in held)
    return [
        ShiftWeek(monday, monday.isocalendar().week, [held[place] for place in held_places])
        for monday, held_places in places.items()
    ]


@bp.get("/min-kalender")
@allow(Action.MANAGE_OWN_CALENDAR)
def calendar() -> ResponseReturnValue:
    """Tell whether the own calendar is subscribed to, and when it was last read."""
    return _calendar_page()


def _calendar_page(token: str = "") -> str:
    status = ical.status(context.database(), own_person())
    path = url_for("feed.calendar", token=token) if token else ""
    address = f"{settings.current().base_url}{path}" if token else ""
    return render_template("staff/calendar.html", status=status, address=address)


@bp.post("/min-kalender/lenke")
@allow(Action.MANAGE_OWN_CALENDAR)
def make_link() -> ResponseReturnValue:
    """Make a new secret address; an earlier one stops working. It is shown this once."""
    token = ical.create_feed(context.database(), own_person(), context.now())
    return _calendar_page(token)


@bp.post("/min-kalender/slett")
@allow(Action.MANAGE_OWN_CALENDAR)
def end_link() -> ResponseReturnValue:
    """Make the secret address useless."""
    ical.revoke(context.database(), own_person(), context.now())
    flash(say("Lenken er slettet. Kalendere som brukte den, får ikke flere vakter."), "success")
    return redirect(url_for("staff.calendar"), code=303)


class ProfileForm(Form):
    """Ask for the three consents."""

    version = HiddenField()
    night = BooleanField(later("Jeg kan spørres om nattarbeid"))
    overtime = BooleanField(later("Jeg kan spørres om overtid"))
    merarbeid = SelectField(later("Ekstra timer i uken utover stillingen min"), coerce=int)

    def offer_hours(self, held: int) -> None:
        """Fill in the choices of extra hours, with what is held now among them.

        Args:
            held: minutes a week now.
        """
        minutes = sorted({hours * 60 for hours in MERARBEID_HOURS} | {held})
        self.merarbeid.choices = [(value, _hours_told(value)) for value in minutes]


def _hours_told(minutes: int) -> str:
    if minutes == 0:
        return say("Ingen")
    return say("Inntil %(hours)s timer", hours=f"{minutes / 60:g}".replace(".", ","))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


@bp.route("/min-profil", methods=["GET", "POST"])
@allow(Action.CHANGE_OWN_PROFILE)
def profile() -> ResponseReturnValue:
    """Show what is known about the user, and take the consents."""
    held = overview.profile(context.database(), own_person())
    form = ProfileForm(
        version=str(held.version),
        night=held.accepts_night,
        overtime=held.accepts_overtime,
        merarbeid=held.accepts_merarbeid_minutes_week,
    )
    form.offer_hours(held.accepts_merarbeid_minutes_week)
    if not form.is_submitted():
        return render_template("staff/profile.html", form=form, held=held)
    if not form.validate():
        return render_template("staff/profile.html", form=form, held=held), 422
    consent.change(
        context.database(),
        person_id=own_person(),
        consents=consent.Consents(form.merarbeid.data, form.overtime.data, form.night.data),
        version=_whole(form.version.data),
        actor=context.actor(),
        now=context.now(),
    )
    flash(say("Lagret. Det gjelder fra nå av."), "success")
    return redirect(url_for("staff.profile"), code=303)
