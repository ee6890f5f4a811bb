"""What a plan changes against the plan before it, and its proof checked again."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from vikarsentral.access import Action
from vikarsentral.errors import NotFound
from vikarsentral.overview.changes import PlanChange, PlanChanges, plan_changes
from vikarsentral.plan import again, store
from vikarsentral.plan.store import RunView
from web import context, language
from web.coordinator.room import bp
from web.coordinator.words import rule_words
from web.guard import allow
from web.words import count, later, say

SHOWN = 100
PLACES = {
    "agency": later("Bemanningsforetak, hvis det godkjennes"),
    "open": later("Ingen"),
    "none": later("Ikke i planen"),
}
WHYS = {
    "new": later("Vakten er ny."),
    "gone": later("Vakten skal ikke lenger planlegges."),
    "pinned": later("Vakten er låst til en annen."),
    "person_gone": later("%(was)s er ikke lenger med."),
    "stopped": later("%(was)s kan ikke lenger ha den: %(rules)s."),
    "other_needs": later("%(was)s har andre vakter i planen: %(rules)s."),
    "cheaper": later("Som før ville vektsummen blitt %(sum)s høyere."),
    "dearer": later("Planen er ikke bevist best: Som før ville vektsummen blitt %(sum)s lavere."),
}
CHANGED = {
    "time": later("Tiden er endret."),
    "unit": later("Enheten er endret."),
    "requires": later("Kravene er endret."),
    "unpaid_break": later("Pausen er endret."),
}


def told(run: RunView) -> dict[str, Any]:
    """Return what a plan's page tells of its changes.

    Args:
        run: the run.
    """
    changes = plan_changes(context.database(), run)
    if changes is None:
        return {"changes": None}
    shown = changes.moves[:SHOWN]
    return {
        "changes": changes,
        "change_counts": _counts(changes),
        "change_rows": [(one, place(one, "was"), place(one, "now"), why(one)) for one in shown],
    }


def _counts(changes: PlanChanges) -> list[str]:
    """Return one sentence per kind of change there is."""
    many = changes.counts
    kept, moved, lost = changes.kept, many.get("moved", 0), many.get("lost", 0)
    gained, new, gone = many.get("gained", 0), many.get("new", 0), many.get("gone", 0)
    lines = [
        (kept, count("Én vakt er som før.", "%(num)s vakter er som før.", kept)),
        (moved, count("Én vakt får en annen.", "%(num)s vakter får en annen.", moved)),
        (lost, count("Én vakt mister sin vikar.", "%(num)s vakter mister sin vikar.", lost)),
        (gained, count("Én vakt får en av våre egne.", "%(num)s vakter får våre egne.", gained)),
        (new, count("Én vakt er ny.", "%(num)s vakter er nye.", new)),
        (gone, count("Én vakt er gått ut.", "%(num)s vakter er gått ut.", gone)),
    ]
    return [text for number, text in lines if number]


def place(one: PlanChange, side: str) -> str:
    """Return where a need was or is, in words.

    Args:
        one: the change.
        side: `was` or `now`.
    """
    outcome, name = (one.was, one.was_name) if side == "was" else (one.now, one.now_name)
    return name or str(PLACES.get(outcome, PLACES["open"]))


def why(one: PlanChange) -> str:
    """Return why a need is not as it was, in whole sentences.

    Args:
        one: the change.
    """
    facts = {
        "was": one.was_name or say("Den som hadde vakten,"),
        "rules": rule_words(one.rules),
        "sum": language.kroner(abs(one.ore or 0)),
    }
    reason = [str(WHYS[one.why]) % facts] if one.why in WHYS else []
    return " ".join([*(str(CHANGED[name]) for name in one.changed if name in CHANGED), *reason])


@bp.get("/planer/<int:run_id>/kontroll")
@allow(Action.SEE_PLAN)
def check_again(run_id: int) -> ResponseReturnValue:
    """Judge a plan and its proof anew, from what is stored."""
    run = store.run_view(context.database(), run_id)
    verdict = again.check_again(context.database(), run_id)
    return render_template("coordinator/check.html", run=run, verdict=verdict)


@bp.get("/planer/<int:run_id>/bevis")
@allow(Action.SEE_PLAN)
def certificate_file(run_id: int) -> ResponseReturnValue:
    """Give the certificate, to be checked by anybody.

    Raises:
        NotFound: the run has none.
    """
    return _file(run_id, again.certificate_of(context.database(), run_id), "bevis")


@bp.get("/planer/<int:run_id>/planfil")
@allow(Action.SEE_PLAN)
def made_file(run_id: int) -> ResponseReturnValue:
    """Give the plan file, to be checked by anybody.

    Raises:
        NotFound: the run has no plan.
    """
    plan = store.run_view(context.database(), run_id).plan
    if plan is None:
        raise NotFound("plan", run_id)
    return _file(run_id, plan, "plan")


def _file(run_id: int, document: Any, name: str) -> Response:
    answer = Response(json.dumps(document, ensure_ascii=False), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="plan-{run_id}-{name}.json"'
    return answer
