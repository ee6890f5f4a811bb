"""Users: made, given roles and passwords, shut out and let in."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest
from wtforms import SelectField, StringField

from vikarsentral import access
from vikarsentral.access import Action, RoleName
from vikarsentral.administration import users as accounts
from vikarsentral.administration import views
from vikarsentral.errors import Conflict, NotFound
from web import context
from web.admin.fields import DayField, SeenForm, optional, options
from web.admin.room import bp
from web.admin.saving import CONFLICTS, act, save
from web.forms import NoNul, at_most, required
from web.guard import allow
from web.words import later, say

ROLES: dict[str, Any] = {
    RoleName.MANAGER.value: later("Leder for en enhet"),
    RoleName.EMPLOYEE.value: later("Ansatt"),
    RoleName.COORDINATOR.value: later("Koordinator i vikarsentralen"),
    RoleName.PLANNER.value: later("Planlegger"),
    RoleName.TILLITSVALGT.value: later("Tillitsvalgt"),
    RoleName.ADMIN.value: later("Administrator"),
}
NO_UNIT = ""


class UserForm(SeenForm):
    """Ask for a new user."""

    name = StringField(later("Navn"), [required(), at_most(100), NoNul()])
    login = StringField(
        later("Brukernavn"),
        [required(), at_most(100), NoNul()],
        description=later("Små bokstaver a–z, tall og . _ @ - for eksempel e-postadressen."),
    )
    employee_no = StringField(
        later("Ansattnummer"),
        [at_most(20), NoNul()],
        description=later("Fyll ut når brukeren er en ansatt med egne vakter."),
    )


class RoleForm(SeenForm):
    """Ask for a role, a manager's unit and a deputy's days."""

    role = SelectField(later("Rolle"), choices=options(ROLES.items()))
    unit_id = SelectField(later("Enhet"), description=later("Bare ledere har en enhet."))
    valid_from = DayField(later("Fra og med"), [optional()])
    valid_to = DayField(later("Til og med"), [optional()])

    def offer(self) -> None:
        """Fill in the choices of units."""
        held = views.units(context.database())
        named = [(one.code, one.name) for one in held if one.is_active]
        self.unit_id.choices = [(NO_UNIT, say("Ingen enhet")), *named]


@bp.get("/admin/brukere")
@allow(Action.MANAGE_USERS)
def users() -> ResponseReturnValue:
    """Show every user with roles."""
    held = access.list_users(context.database())
    names = {one.code: one.name for one in views.units(context.database())}
    lines = [(one, [_role_told(role, names) for role in one.roles]) for one in held]
    return render_template("admin/users.html", lines=lines)


def _role_told(text: str, names: dict[str, str]) -> str:
    role, _, unit = text.partition(":")
    told = str(ROLES[role])
    return say("Leder for %(unit)s", unit=names.get(unit, unit)) if unit else told


@bp.route("/admin/brukere/ny", methods=["GET", "POST"])
@allow(Action.MANAGE_USERS)
def new_user() -> ResponseReturnValue:
    """Make a user; the password is shown this once."""
    form = UserForm(data={"employee_no": request.args.get("ansatt", "")})
    if not form.is_submitted():
        return render_template("admin/new_user.html", form=form)
    made: list[tuple[int, str]] = []

    def work() -> None:
        number = (form.employee_no.data or "").strip() or None
        made.append(
            accounts.add_user(
                context.database(),
                login=form.login.data,
                name=form.name.data,
                employee_no=number,
                act=act(),
            )
        )

    try:
        refused = save(form, work)
    except NotFound:
        context.forget()
        form.employee_no.errors = [say("Ingen ansatt har dette nummeret.")]
        refused = 422
    if refused is not None:
        return render_template("admin/new_user.html", form=form), refused
    user_id, password = made[0]
    return _page(user_id, password=password)


def _page(user_id: int, form: RoleForm | None = None, password: str = "") -> str:
    held = accounts.user(context.database(), user_id)
    if form is None:
        form = RoleForm(formdata=None)
        form.offer()
    return render_template("admin/user.html", user=held, form=form, roles=ROLES, password=password)


@bp.get("/admin/brukere/<int:user_id>")
@allow(Action.MANAGE_USERS)
def user(user_id: int) -> ResponseReturnValue:
    """Show one user."""
    return _page(user_id)


@bp.post("/admin/brukere/<int:user_id>/passord")
@allow(Action.MANAGE_USERS)
def new_password(user_id: int) -> ResponseReturnValue:
    """Give a user a new password; it is shown this once, and every session ends."""
    password = accounts.new_password(context.database(), user_id, act=act())
    return _page(user_id, password=password)


@bp.post("/admin/brukere/<int:user_id>/roller")
@allow(Action.MANAGE_USERS)
def give_role(user_id: int) -> ResponseReturnValue:
    """Give a user a role."""
    accounts.user(context.database(), user_id)
    form = RoleForm()
    form.offer()
    refused = save(
        form,
        lambda: accounts.give_role(
            context.database(),
            user_id,
            RoleName(form.role.data),
            form.unit_id.data or None,
            valid_from=form.valid_from.data,
            valid_to=form.valid_to.data,
            act=act(),
        ),
    )
    if refused is not None:
        return _page(user_id, form), refused
    return _back(user_id, say("Rollen er gitt."))


def _back(user_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("admin.user", user_id=user_id), code=303)


@bp.post("/admin/brukere/<int:user_id>/roller/slett")
@allow(Action.MANAGE_USERS)
def take_role(user_id: int) -> ResponseReturnValue:
    """Take a role from a user.

    Raises:
        BadRequest: no known role is named.
    """
    role, unit = request.form.get("role", ""), request.form.get("unit") or None
    if role not in ROLES or "\x00" in (unit or ""):
        raise BadRequest
    try:
        accounts.take_role(context.database(), user_id, RoleName(role), unit, act=act())
    except Conflict as conflict:
        return _refused(user_id, conflict)
    return _back(user_id, say("Rollen er tatt bort."))


def _refused(user_id: int, conflict: Conflict) -> ResponseReturnValue:
    context.forget()
    flash(CONFLICTS[conflict.code], "danger")
    return redirect(url_for("admin.user", user_id=user_id), code=303)


@bp.post("/admin/brukere/<int:user_id>/steng")
@allow(Action.MANAGE_USERS)
def shut_out(user_id: int) -> ResponseReturnValue:
    """Shut a user out at once."""
    try:
        accounts.shut_out(context.database(), user_id, act=act())
    except Conflict as conflict:
        return _refused(user_id, conflict)
    return _back(user_id, say("Brukeren er stengt ute."))


@bp.post("/admin/brukere/<int:user_id>/slipp-inn")
@allow(Action.MANAGE_USERS)
def let_in(user_id: int) -> ResponseReturnValue:
    """Let a user sign in again."""
    accounts.let_in(context.database(), user_id, act=act())
    return _back(user_id, say("Brukeren kan logge inn igjen."))
