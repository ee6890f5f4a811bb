"""Pages for everybody: sign in and out, the front page, language, rules, accessibility."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response
from wtforms import BooleanField, PasswordField, StringField

from vikarsentral import access
from vikarsentral.access import Action, RoleName
from vikarsentral.clock import OSLO
from vikarsentral.overview.reread import read_again
from vikarsentral.rules.changes import frozen
from vikarsentral.rules.values_year import ALL_VALUES
from web import agents, context, language, rulebook, texts
from web.forms import Form, NoNul, at_most, local_address, required
from web.guard import allow, open_to_all, signed_in
from web.words import later, say

bp = Blueprint("common", __name__)
# The window moves with the clock: a fixed one lets twice the limit through at its edge.
limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")

# Where a role's working day starts; the others get the front page.
HOME = (
    (RoleName.MANAGER, "manager.duty"),
    (RoleName.SHIFT_LEAD, "manager.duty"),
    (RoleName.EMPLOYEE, "staff.shifts"),
    (RoleName.ADMIN, "admin.front"),
)


class SignInForm(Form):
    """Ask for name and password."""

    login = StringField(later("Brukernavn"), [required(), at_most(100), NoNul()])
    password = PasswordField(later("Passord"), [required(), at_most(200)])
    remember = BooleanField(later("Husk denne telefonen i 30 dager"))


@bp.get("/")
@signed_in
def front() -> ResponseReturnValue:
    """Show where to go, or go straight to where the role's day starts."""
    roles = context.actor().roles
    for role, endpoint in HOME:
        if role in roles:
            return redirect(url_for(endpoint))
    return render_template("common/front.html")


@bp.route("/logg-inn", methods=["GET", "POST"])
@limiter.limit("30 per minute", methods=["POST"])
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Ask for name and password, and open a session."""
    form = SignInForm()
    if request.method == "GET":
        if context.actor_or_none() is not None:
            return redirect(url_for("common.front"))
        return _sign_in_page(form)
    if not form.validate_on_submit():
        return _sign_in_page(form), 422
    answer = access.sign_in(
        context.database(),
        login=form.login.data,
        password=form.password.data,
        now=context.now(),
    )
    if answer.user_id is None:
        return _sign_in_page(form, refused=_why(answer)), 422
    return _begin_session(answer.user_id, is_device=form.remember.data)


def _sign_in_page(form: SignInForm, refused: str = "") -> str:
    onward = local_address(request.values.get("next"), "")
    return render_template("common/sign_in.html", form=form, refused=refused, onward=onward)


def _why(answer: access.SignIn) -> str:
    if answer.locked_until is None:
        return say("Brukernavn eller passord er feil.")
    return say(
        "For mange forsøk. Vent til kl. %(time)s og prøv igjen.",
        time=language.clock_time(answer.locked_until),
    )


def _begin_session(user_id: int, *, is_device: bool) -> Response:
    context.close_held_session()
    told = access.open_session(
        context.database(),
        user_id=user_id,
        now=context.now(),
        is_device=is_device,
        agent=agents.named(request.user_agent.string),
    )
    session.clear()  # a new form token for a new session
    onward = local_address(request.form.get("next"), url_for("common.front"))
    response = redirect(onward, code=303)
    context.give_cookie(response, told, is_device=is_device)
    return response


@bp.post("/logg-ut")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """End the session."""
    context.close_held_session()
    session.clear()
    flash(say("Du er logget ut."), "success")
    response = redirect(url_for("common.sign_in"), code=303)
    response.delete_cookie(context.COOKIE)
    return response


@bp.post("/sprak")
@open_to_all
def set_language() -> ResponseReturnValue:
    """Change the language of the pages, for good when signed in.

    Raises:
        BadRequest: another language than ours.
    """
    chosen = request.form.get("language", "")
    if chosen not in texts.LANGUAGES:
        raise BadRequest
    actor = context.actor_or_none()
    if actor is not None and actor.user_id is not None:
        access.set_language(context.database(), user_id=actor.user_id, language=chosen)
    onward = local_address(request.form.get("next"), url_for("common.front"))
    response = redirect(onward, code=303)
    response.set_cookie(language.COOKIE, chosen, max_age=31_536_000, httponly=True, samesite="Lax")
    return response


@bp.get("/tilgjengelighet")
@open_to_all
def accessibility() -> ResponseReturnValue:
    """Show the accessibility statement."""
    return render_template("common/accessibility.html")


@bp.get("/reglene")
@allow(Action.SEE_RULES)
def rules() -> ResponseReturnValue:
    """Show every rule and weight with paragraph, value in force and what may be agreed."""
    today = context.now().astimezone(OSLO).date()
    parts = rulebook.lines(today)
    return render_template(
        "common/rules.html",
        rules=parts["hard"],
        goals=parts["goal"],
        parts=parts,
        changes=rulebook.coming_changes(today, ALL_VALUES),
        sees_changes=access.may(context.actor(), Action.SEE_PLAN),
        today=today,
    )


@bp.get("/reglene/endringer")
@allow(Action.SEE_PLAN)
def rule_changes() -> ResponseReturnValue:
    """Show the values that change, and the published shifts that must be read again."""
    today = context.now().astimezone(OSLO).date()
    changes = rulebook.coming_changes(today, ALL_VALUES)
    shifts = []
    if changes:
        since = changes[0].since
        shifts = read_again(context.database(), frozen(ALL_VALUES, since), ALL_VALUES, since)
    return render_template(
        "common/rule_changes.html",
        changes=rulebook.change_lines(changes),
        shifts=shifts,
        told_in=rulebook.current(),
    )


@bp.record_once
def _limit(state: object) -> None:
    limiter.init_app(state.app)  # type: ignore[attr-defined]  # Flask's setup state
