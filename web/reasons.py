"""Reasons: Hvorfor ikke jeg? for an employee, and everyone considered for a need for a leader."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from vikarsentral.access import Action
from vikarsentral.explain.names import names
from vikarsentral.explain.own import OwnAnswer, near_shifts, own_answer
from vikarsentral.explain.own_filled import Question, Way
from vikarsentral.explain.standing import Verdict
from vikarsentral.explain.told import change_text, option_lines
from vikarsentral.overview.considered import considered
from vikarsentral.overview.decisions import decided, decision_lines
from web import context, language
from web.guard import allow
from web.needs import seen_need
from web.staff import own_person
from web.words import later

bp = Blueprint("reasons", __name__)

SHOWN = 30

# How a shift was given outside plans, and what became of the question to the one who asks.
WAYS: dict[Way, Any] = {
    Way.PLAN: later("Vakten er gitt til en annen etter at planen ble publisert."),
    Way.BOOKING: later("Vakten er gitt for hånd, av en leder eller vikarsentralen."),
    Way.SEARCH: later("Vakten ble gitt automatisk i søket etter vikar, i avtalt rekkefølge."),
    Way.OFFER: later("Noen ble spurt om å ta vakten."),
    Way.COMBINED: later("Vakten er satt sammen av flere."),
}
QUESTIONS: dict[Question, Any] = {
    Question.NONE: later("Du ble ikke spurt."),
    Question.NO: later("Du ble spurt, og svarte at du ikke kunne."),
    Question.YES: later("Du ble spurt og sa ja, men en annen fikk vakten."),
    Question.SILENT: later("Du ble spurt, og hadde ikke svart da vakten ble gitt."),
}

# What is told first, and with which colour.
VERDICTS: dict[Verdict, tuple[Any, str]] = {
    Verdict.MINE: (later("Du har denne vakten i planen."), "success"),
    Verdict.NOT_CONSIDERED: (
        later(
            "Du ble ikke vurdert. Planen spør bare dem som har sagt ja til flere timer eller"
            " overtid, de timelønnede og vikarsentralen. Resten får være i fred."
        ),
        "info",
    ),
    Verdict.NOT_ALLOWED: (later("Reglene stopper at du tar denne vakten."), "warning"),
    Verdict.GIVEN: (
        later("Reglene stopper deg ikke, men en annen har fått vakten."),
        "info",
    ),
    Verdict.PINNED: (later("Vakten var alt låst til en annen."), "info"),
    Verdict.OTHER_CHEAPER: (
        later(
            "Du kunne tatt vakten lovlig. En annen lå foran, med en lavere sum etter de avtalte"
            " vektene."
        ),
        "info",
    ),
    Verdict.OTHER_EQUAL: (
        later(
            "Du kunne tatt vakten lovlig. En annen hadde samme sum etter de avtalte vektene, og"
            " planen kan bare velge én."
        ),
        "info",
    ),
    Verdict.OTHER_DEARER: (
        later(
            "Du kunne tatt vakten lovlig, og summen din er lavere enn den som ble valgt. Planen er"
            " lovlig, men her finnes en bedre. Si det gjerne til vikarsentralen."
        ),
        "warning",
    ),
    Verdict.LEFT_CHEAPER: (
        later(
            "Du kunne tatt vakten lovlig. Planen lot den likevel stå uten egne, for det ga en"
            " lavere sum etter de avtalte vektene."
        ),
        "info",
    ),
    Verdict.LEFT_DEARER: (
        later(
            "Du kunne tatt vakten lovlig, og det hadde gitt en lavere sum enn å la den stå uten"
            " egne. Planen er lovlig, men her finnes en bedre. Si det gjerne til vikarsentralen."
        ),
        "warning",
    ),
}

# The same of a shift that was given outside plans, where a plan's words would be untrue.
OUTSIDE: dict[Verdict, tuple[Any, str]] = {
    Verdict.MINE: (later("Du har denne vakten."), "success"),
    Verdict.NOT_CONSIDERED: (
        later(
            "Du vurderes ikke for vakten slik det står nå. Bare de som har sagt ja til flere timer"
            " eller overtid, de timelønnede og vikarsentralen vurderes. Resten får være i fred."
        ),
        "info",
    ),
}


@bp.get("/hvorfor-ikke-jeg")
@allow(Action.SEE_OWN_SHIFTS)
def shifts() -> ResponseReturnValue:
    """Show the coming shifts that fit the user, and that others or nobody have."""
    found = near_shifts(context.database(), own_person(), now=context.now())
    number = page_told(request.args.get("side"))
    first = (number - 1) * SHOWN
    return render_template(
        "staff/why_not.html",
        shifts=found[first : first + SHOWN],
        found=len(found),
        page_number=number,
        pages=-(-len(found) // SHOWN),
    )


def page_told(text: str | None) -> int:
    """Return the page an address names, the first where it names none.

    Args:
        text: from a request; anything at all.
    """
    told = text or "1"
    return max(1, int(told)) if told.isascii() and told.isdigit() and len(told) < 6 else 1


@bp.get("/hvorfor-ikke-jeg/<int:need_id>")
@allow(Action.SEE_OWN_SHIFTS)
def shift(need_id: int) -> ResponseReturnValue:
    """Show why the user does not have one shift, and the nearest change that would have helped."""
    session = context.database()
    answer = own_answer(session, own_person(), need_id, now=context.now())
    told = VERDICTS if answer.way is None else VERDICTS | OUTSIDE
    verdict, color = told[answer.verdict]
    known, chosen = names(session), language.current()
    changes, further = (
        [(change_text(one, chosen, known), one.who.value) for one in some]
        for some in (answer.changes, answer.further)
    )
    return render_template(
        "staff/why_not_shift.html",
        answer=answer,
        verdict=verdict,
        color=color,
        way=None if answer.way is None else WAYS[answer.way],
        question=QUESTIONS[answer.question],
        reasons=option_lines(answer.option, chosen, known),
        changes=changes,
        further=further,
        gives_away=any(one.given_away for one in answer.changes),
        advice=_advice(answer),
    )


# Word and colour of each verdict of a receipt.
RECEIPTS: dict[str, tuple[Any, str]] = {
    "asked": (later("Valgt"), "success"),
    "possible": (later("Kan"), "info"),
    "not_chosen": (later("Kunne, ikke valgt"), "neutral"),
    "not_allowed": (later("Stoppet av reglene"), "warning"),
}


@bp.get("/behov/<int:need_id>/begrunnelser")
@allow(Action.SEE_NEED)
def everyone(need_id: int) -> ResponseReturnValue:
    """Show everyone considered for a need, each with exactly one receipt."""
    view = seen_need(need_id)
    number = page_told(request.args.get("side"))
    found = considered(
        context.database(),
        need_id,
        language=language.current(),
        now=context.now(),
        first=(number - 1) * SHOWN,
        many=SHOWN,
    )
    return render_template(
        "needs/receipts.html",
        need=view,
        found=found,
        receipts=RECEIPTS,
        first=(number - 1) * SHOWN,
        page_number=number,
        pages=-(-found.count // SHOWN),
        decisions=decision_lines(context.database(), need_id),
        acts=ACTS,
    )


# What a decision was about, why somebody stands in it, and what the rules say of them today.
ACTS: dict[str, Any] = {
    "offer": later("Spurt"),
    "booking": later("Satt opp for hånd"),
    "agency": later("Bestilt fra bemanningsforetak"),
    "plan": later("Publisert i plan"),
    "combined": later("Satt sammen av flere"),
}
# What the product calls itself in the record, in words.
ITSELF: dict[str, Any] = {
    "callout": later("søket etter vikar"),
    "offer": later("søket etter vikar"),
    "explain": later("planen"),
}
PARTS: dict[str, Any] = {
    "chosen": later("Valgt."),
    "before": later("Kunne tatt vakten, og hadde lavere sum enn den siste som ble valgt."),
    "near": later("Var nærmest av dem reglene stoppet."),
}
TODAY: dict[str, tuple[Any, str]] = {
    "possible": (later("I dag: kan"), "info"),
    "not_allowed": (later("I dag: stoppet av reglene"), "warning"),
    "": (later("I dag: ikke vurdert"), "neutral"),
}


@bp.get("/behov/<int:need_id>/begrunnelser/<int:decision_id>")
@allow(Action.SEE_NEED)
def as_decided(need_id: int, decision_id: int) -> ResponseReturnValue:
    """Show one decision as it was, and what the rules say of the same people today."""
    view = seen_need(need_id)
    found = decided(context.database(), need_id, decision_id, language=language.current())
    return render_template(
        "needs/decided.html",
        need=view,
        found=found,
        who=ITSELF.get(found.line.decided_by, found.line.decided_by),
        receipts=RECEIPTS,
        acts=ACTS,
        parts=PARTS,
        today=TODAY,
    )


def _advice(answer: OwnAnswer) -> str:
    """Return what can be done now, by where the changes are made."""
    kinds = {one.kind for one in answer.changes}
    if kinds & {"night", "overtime", "merarbeid"}:
        return str(later("Samtykkene dine kan du endre i Min profil når du vil."))
    return ""
