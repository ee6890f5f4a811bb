"""Why a plan has holes, and what people's own rotas break before it."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from vikarsentral.access import Action
from vikarsentral.overview.plans import Outcome, plan_picture
from vikarsentral.overview.whys import holes as explained
from vikarsentral.overview.whys import rota_breaches
from vikarsentral.plan import store
from web import context, language
from web.coordinator.plans import about
from web.coordinator.room import bp
from web.coordinator.words import rule_words
from web.guard import allow

HOLES_SHOWN = 20


@bp.get("/planer/<int:run_id>/hull")
@allow(Action.SEE_PLAN)
def holes(run_id: int) -> ResponseReturnValue:
    """Show what stands open or is proposed to an agency, and why none of our own has it."""
    run = store.run_view(context.database(), run_id)
    picture = plan_picture(context.database(), run)
    found = [one for one in picture.needs if one.outcome is not Outcome.OWN]
    first = (_page_told(request.args.get("side")) - 1) * HOLES_SHOWN
    shown = found[first : first + HOLES_SHOWN]
    reasons = explained(
        context.database(), run, [one.id for one in shown], language=language.current()
    )
    return render_template(
        "coordinator/holes.html",
        **about(run),
        found=len(found),
        shown=shown,
        reasons=reasons,
        first=first,
        page_number=first // HOLES_SHOWN + 1,
        pages=-(-len(found) // HOLES_SHOWN),
    )


def _page_told(text: str | None) -> int:
    told = text or "1"
    return max(1, int(told)) if told.isascii() and told.isdigit() and len(told) < 6 else 1


@bp.get("/planer/<int:run_id>/turnuser")
@allow(Action.SEE_PLAN)
def rotas(run_id: int) -> ResponseReturnValue:
    """Show what people's own rotas break before the plan, by rule; nobody is named."""
    run = store.run_view(context.database(), run_id)
    found = rota_breaches(context.database(), run)
    return render_template(
        "coordinator/rotas.html",
        **about(run),
        breaches=[(language.sentence(rule_words([one.rule])), one) for one in found],
    )
