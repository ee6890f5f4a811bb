"""An employee's own agreements: read, sign, end."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from vikarsentral import overview
from vikarsentral.access import Action
from vikarsentral.agreements import Side
from vikarsentral.overview.agreements import AgreementLine
from web import context
from web.guard import allow
from web.staff import own_person
from web.tillitsvalgt.agreements import signed
from web.tillitsvalgt.room import bp
from web.tillitsvalgt.words import STATES

SIDE = Side.COUNTERPART


def _own() -> list[AgreementLine]:
    return overview.agreement_lines(context.database(), now=context.now(), person_id=own_person())


@bp.get("/mine-avtaler")
@allow(Action.SIGN_OWN_AGREEMENT)
def own_agreements() -> ResponseReturnValue:
    """Show the agreements that name the user, and let the user sign those that wait."""
    return render_template("tillitsvalgt/own.html", agreements=_own(), states=STATES)


@bp.post("/mine-avtaler/<int:agreement_id>/skriv-under")
@allow(Action.SIGN_OWN_AGREEMENT)
def sign_own(agreement_id: int) -> ResponseReturnValue:
    """Sign an agreement with the employer about one's own working time.

    Raises:
        NotFound: the agreement is not the user's own.
    """
    if agreement_id not in {one.id for one in _own() if one.level == "INDIVIDUAL"}:
        raise NotFound
    return signed(agreement_id, SIDE.value, "tillitsvalgt.own_agreements")
