"""People: the list, and a new one with the first post."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField

from vikarsentral import administration
from vikarsentral.access import Action
from vikarsentral.administration import Language, PersonWish, PostKind, PostWish, views
from vikarsentral.clock import OSLO
from web import context
from web.admin.fields import (
    DayField,
    HundredthsField,
    SeenForm,
    between,
    filled,
    optional,
    options,
)
from web.admin.room import bp
from web.admin.saving import act, choices, save
from web.admin.steps import onward
from web.forms import NoNul, at_most, required
from web.guard import allow
from web.language import NAMES
from web.words import later, say

NO_UNIT = ""
NO_AREA = ""
FULL_POST = 10_000
MOST_PAGE = 100_000

KINDS: dict[str, Any] = {
    PostKind.PART_TIME.value: later("Deltid ved en enhet"),
    PostKind.STAFF.value: later("Heltid ved en enhet"),
    PostKind.HOURLY.value: later("Timelønnet"),
    PostKind.POOL.value: later("Vikarsentralen"),
}
REGIMES: dict[str, Any] = {
    "ROTA_38": later("Turnus, 35,5 timer"),
    "DAY": later("Dagarbeid, 37,5 timer"),
    "ROTA_36": later("Helkontinuerlig turnus, 33,6 timer"),
}


class PersonForm(SeenForm):
    """Ask who a person is."""

    name = StringField(later("Navn"), [required(), at_most(100), NoNul()])
    employee_no = StringField(
        later("Ansattnummer"),
        [required(), at_most(20), NoNul()],
        description=later("Fra lønnssystemet, aldri fødselsnummer."),
    )
    phone = StringField(later("Telefon"), [at_most(20), NoNul()])
    email = StringField(later("E-post"), [at_most(200), NoNul()])
    language = SelectField(later("Språk i meldinger"), choices=options(NAMES))
    home_area = SelectField(later("Bor i området"))
    hourly_cost_ore = HundredthsField(
        later("Timekostnad i kroner"),
        [optional()],
        description=later("Hva en time koster kommunen, med sosiale utgifter."),
    )

    def offer(self) -> None:
        """Fill in the choices."""
        self.home_area.choices = [(NO_AREA, say("Ikke registrert")), *choices().areas]

    def person_wish(self) -> PersonWish:
        """Return who it is, as sent."""
        return PersonWish(
            self.employee_no.data,
            self.name.data,
            self.phone.data or None,
            self.email.data or None,
            Language(self.language.data),
            self.home_area.data or None,
            self.hourly_cost_ore.data or 0,
        )


def _unit_id(text: str) -> int | None:
    return int(text) if text else None


class PostFields(SeenForm):
    """Ask for one post, beside whatever else the form asks."""

    kind = SelectField(later("Stilling"), choices=options(KINDS.items()))
    unit_id = SelectField(later("Enhet"))
    role_code = SelectField(later("Rolle"))
    stillingsprosent = HundredthsField(
        later("Stillingsprosent"),
        [filled(), between(0, FULL_POST, later("Skriv en prosent fra 0 til 100."))],
    )
    regime = SelectField(later("Full uke"), choices=options(REGIMES.items()))
    valid_from = DayField(later("Fra og med"), [required()])
    valid_to = DayField(later("Til og med"), [optional()])

    def offer_posts(self) -> None:
        """Fill in the choices of a post's unit and role."""
        self.unit_id.choices = [(NO_UNIT, say("Ingen enhet (vikarsentralen)")), *choices().units]
        self.role_code.choices = list(choices().competences)

    def post_wish(self) -> PostWish:
        """Return the post as sent."""
        return PostWish(
            PostKind(self.kind.data),
            _unit_id(self.unit_id.data),
            self.role_code.data,
            self.stillingsprosent.data or 0,
            self.regime.data,
            self.valid_from.data,
            self.valid_to.data,
        )


class PostForm(PostFields):
    """Ask for one post of somebody who is here."""

    def offer(self) -> None:
        """Fill in the choices."""
        self.offer_posts()

    def wish(self) -> PostWish:
        """Return the post as sent."""
        return self.post_wish()


class NewPersonForm(PersonForm, PostFields):
    """Ask for a new person together with the first post."""

    def offer(self) -> None:
        """Fill in the choices."""
        super().offer()
        self.offer_posts()


@bp.get("/admin/ansatte")
@allow(Action.MANAGE_PEOPLE)
def people() -> ResponseReturnValue:
    """Show people, to search and to turn the pages."""
    search = request.args.get("sok", "").replace("\x00", "").strip()[:100]
    told = request.args.get("side", "1")
    is_page = told.isascii() and told.isdigit() and len(told) < len(str(MOST_PAGE))
    page = max(1, int(told)) if is_page else 1
    today = context.now().astimezone(OSLO).date()
    found, many = views.people(context.database(), on=today, search=search, page=page - 1)
    return render_template(
        "admin/people.html",
        people=found,
        many=many,
        search=search,
        page_no=page,
        pages=-(-many // views.PAGE),
        kinds=KINDS,
        files=url_for("importing.files"),
    )


@bp.route("/admin/ansatte/ny", methods=["GET", "POST"])
@allow(Action.MANAGE_PEOPLE)
def new_person() -> ResponseReturnValue:
    """Add a person with the first post."""
    form = NewPersonForm()
    form.offer()
    if not form.is_submitted():
        units = form.unit_id.choices[1:]
        form.unit_id.data = units[0][0] if units else NO_UNIT
        form.valid_from.data = context.now().astimezone(OSLO).date()
        form.stillingsprosent.data = FULL_POST // 2
        return render_template("admin/new_person.html", form=form)
    made: list[int] = []
    refused = save(form, lambda: made.append(_add(form)))
    if refused is not None:
        return render_template("admin/new_person.html", form=form), refused
    flash(say("%(name)s er lagt til.", name=form.name.data), "success")
    return onward("admin.people")


def _add(form: NewPersonForm) -> int:
    session, who = context.database(), act()
    person_id = administration.add_person(session, form.person_wish(), act=who)
    administration.add_post(session, person_id, form.post_wish(), act=who)
    return person_id
