"""One person: who they are, posts, competences, where they may work, and leaving."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from wtforms import SelectField

from vikarsentral import administration
from vikarsentral.access import Action
from vikarsentral.administration import Reach, views
from vikarsentral.clock import OSLO
from web import context
from web.admin.fields import DayField, SeenForm, TicksField, optional
from web.admin.people import KINDS, REGIMES, PersonForm, PostForm
from web.admin.room import bp
from web.admin.saving import MOVED, act, choices, save
from web.guard import allow
from web.words import count, later, say

Reply = tuple[str, int] | str


class CompetenceOfForm(SeenForm):
    """Ask which competence a person has, and how long."""

    competence = SelectField(later("Kompetanse"))
    valid_from = DayField(later("Fra og med"), [optional()])
    valid_to = DayField(later("Til og med"), [optional()])

    def offer(self) -> None:
        """Fill in the choices."""
        self.competence.choices = list(choices().competences)


class ReachForm(SeenForm):
    """Ask where a person may work."""

    sectors = TicksField(later("Kan jobbe i sektorene"))
    allowed = TicksField(later("Bare ved disse enhetene"))
    known = TicksField(later("Er kjent ved enhetene"))

    def offer(self) -> None:
        """Fill in the choices."""
        self.sectors.choices = list(choices().sectors)
        self.allowed.choices = list(choices().units)
        self.known.choices = list(choices().units)

    def wish(self) -> Reach:
        """Return what was sent."""
        return Reach(
            frozenset(self.sectors.data or ()),
            frozenset(map(int, self.allowed.data or ())),
            frozenset(map(int, self.known.data or ())),
        )


def _page(person_id: int, **forms: SeenForm) -> str:
    session = context.database()
    held = views.person(session, person_id)
    today = context.now().astimezone(OSLO).date()
    names = dict(choices().competences)
    told: dict[str, Any] = {
        "person_id": person_id,
        "held": held,
        "size": held.size(today),
        "form": forms.get("form") or _person_form(held),
        "competence": forms.get("competence") or _empty(CompetenceOfForm(formdata=None)),
        "reach": forms.get("reach") or _reach_form(person_id),
        "kinds": KINDS,
        "regimes": REGIMES,
        "names": names,
        "units": {int(key): name for key, name in choices().all_units},
        "today": today,
    }
    return render_template("admin/person.html", **told)


def _empty(form: CompetenceOfForm) -> CompetenceOfForm:
    form.offer()
    return form


def _person_form(held: views.PersonView) -> PersonForm:
    values = {**held.person.values, "language": held.person.seen["language"]}
    form = PersonForm(formdata=None, data=values)
    form.offer()
    form.show_seen(held.person.seen)
    return form


def _reach_form(person_id: int) -> ReachForm:
    held = administration.reach_of(context.database(), person_id).plain()
    units = {name: [str(one) for one in held[name]] for name in ("allowed", "known")}
    form = ReachForm(formdata=None, data={"sectors": held["sectors"], **units})
    form.offer()
    form.show_seen(held)
    return form


@bp.get("/admin/ansatte/<int:person_id>")
@allow(Action.MANAGE_PEOPLE)
def person(person_id: int) -> ResponseReturnValue:
    """Show one person with all that is registered."""
    return _page(person_id)


def _back(person_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("admin.person", person_id=person_id), code=303)


@bp.post("/admin/ansatte/<int:person_id>")
@allow(Action.MANAGE_PEOPLE)
def change_person(person_id: int) -> ResponseReturnValue:
    """Change what is known about a person."""
    views.person(context.database(), person_id)
    form = PersonForm()
    form.offer()
    refused = save(
        form,
        lambda: administration.change_person(
            context.database(),
            person_id,
            form.person_wish(),
            seen=form.seen_values(),
            act=act(),
        ),
    )
    if refused is not None:
        if refused == MOVED:
            form.show_seen(views.person(context.database(), person_id).person.seen)
        return _page(person_id, form=form), refused
    return _back(person_id, say("Lagret."))


@bp.route("/admin/ansatte/<int:person_id>/stillinger/ny", methods=["GET", "POST"])
@allow(Action.MANAGE_PEOPLE)
def new_post(person_id: int) -> ResponseReturnValue:
    """Give a person one more post."""
    held = views.person(context.database(), person_id)
    form = PostForm()
    form.offer()
    told = {"form": form, "person_id": person_id, "held": held, "post": None}
    if not form.is_submitted():
        form.valid_from.data = context.now().astimezone(OSLO).date()
        return render_template("admin/post.html", **told)
    refused = save(
        form,
        lambda: administration.add_post(context.database(), person_id, form.wish(), act=act()),
    )
    if refused is not None:
        return render_template("admin/post.html", **told), refused
    return _back(person_id, say("Stillingen er lagt til."))


@bp.route("/admin/ansatte/<int:person_id>/stillinger/<int:post_id>", methods=["GET", "POST"])
@allow(Action.MANAGE_PEOPLE)
def post(person_id: int, post_id: int) -> ResponseReturnValue:
    """Change a post, or end it by its last day."""
    held, line = views.person(context.database(), person_id), _post(person_id, post_id)
    values = {
        **line.values,
        "kind": line.seen["kind"],
        "unit_id": str(line.unit_id or ""),
    }
    form = PostForm(data=values)
    form.offer()
    told = {"form": form, "person_id": person_id, "held": held, "post": line}
    if not form.is_submitted():
        form.show_seen(line.seen)
        return render_template("admin/post.html", **told)
    refused = save(
        form,
        lambda: administration.change_post(
            context.database(), post_id, form.wish(), seen=form.seen_values(), act=act()
        ),
    )
    if refused is not None:
        if refused == MOVED:
            form.show_seen(_post(person_id, post_id).seen)
        return render_template("admin/post.html", **told), refused
    return _back(person_id, say("Lagret."))


def _post(person_id: int, post_id: int) -> views.Line:
    for line in views.person(context.database(), person_id).posts:
        if line.key == post_id:
            return line
    raise NotFound


@bp.post("/admin/ansatte/<int:person_id>/kompetanser")
@allow(Action.MANAGE_PEOPLE)
def set_competence(person_id: int) -> ResponseReturnValue:
    """Let a person have a competence, or change how long."""
    views.person(context.database(), person_id)
    form = _empty(CompetenceOfForm())
    refused = save(
        form,
        lambda: administration.set_competence(
            context.database(),
            person_id,
            form.competence.data,
            valid_from=form.valid_from.data,
            valid_to=form.valid_to.data,
            act=act(),
        ),
    )
    if refused is not None:
        return _page(person_id, competence=form), refused
    return _back(person_id, say("Lagret."))


@bp.post("/admin/ansatte/<int:person_id>/kompetanser/<code>/slett")
@allow(Action.MANAGE_PEOPLE)
def remove_competence_of(person_id: int, code: str) -> ResponseReturnValue:
    """Take a competence from a person."""
    administration.remove_competence_of(context.database(), person_id, code, act=act())
    return _back(person_id, say("Kompetansen er tatt bort."))


@bp.post("/admin/ansatte/<int:person_id>/steder")
@allow(Action.MANAGE_PEOPLE)
def set_reach(person_id: int) -> ResponseReturnValue:
    """Decide where a person may work."""
    views.person(context.database(), person_id)
    form = ReachForm()
    form.offer()
    refused = save(
        form,
        lambda: administration.set_reach(
            context.database(), person_id, form.wish(), seen=form.seen_values(), act=act()
        ),
    )
    if refused is not None:
        if refused == MOVED:
            form.show_seen(administration.reach_of(context.database(), person_id).plain())
        return _page(person_id, reach=form), refused
    return _back(person_id, say("Lagret."))


@bp.route("/admin/ansatte/<int:person_id>/slutt", methods=["GET", "POST"])
@allow(Action.MANAGE_PEOPLE)
def leave(person_id: int) -> ResponseReturnValue:
    """Tell what ends when a person leaves, and end it."""
    held = views.person(context.database(), person_id)
    if request.method == "GET":
        return render_template("admin/leave.html", person_id=person_id, held=held)
    left = administration.deactivate_person(context.database(), person_id, act=act())
    told = [say("%(name)s er ikke lenger aktiv, og er logget ut.", name=held.person.name)]
    if left.needs:
        told.append(count("Én vakt trenger vikar.", "%(num)s vakter trenger vikar.", left.needs))
    return _back(person_id, " ".join(told))


@bp.post("/admin/ansatte/<int:person_id>/aktiv")
@allow(Action.MANAGE_PEOPLE)
def return_person(person_id: int) -> ResponseReturnValue:
    """Count a person among the active again."""
    administration.reactivate_person(context.database(), person_id, act=act())
    return _back(person_id, say("Personen er aktiv igjen. Bruker og kalender må lages på nytt."))
