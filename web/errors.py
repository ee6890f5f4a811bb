"""Every refusal as a status and a plain sentence; a user's mistake is never a 500.

Addresses under `/api/` are answered by `web.api`, in its own form.
"""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException, InternalServerError

from vikarsentral.db import is_passing
from vikarsentral.errors import (
    BadInput,
    ComponentMissing,
    Conflict,
    NotAllowed,
    NotFound,
    Unlawful,
    VikarsentralError,
)
from web import context
from web.words import later, say

LOG = logging.getLogger(__name__)

csrf = CSRFProtect()

STATUS: dict[type[VikarsentralError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    Conflict: 409,
    BadInput: 422,
    ComponentMissing: 503,
}

HEADINGS: dict[int, Any] = {
    400: later("Dette forsto vi ikke"),
    403: later("Du har ikke tilgang hit"),
    404: later("Vi fant ikke siden"),
    405: later("Slik går det ikke an å sende dette"),
    409: later("Noe har endret seg"),
    413: later("Det du sendte, er for stort"),
    422: later("Noe må rettes"),
    429: later("For mange forsøk"),
    500: later("Noe gikk galt hos oss"),
    503: later("Tjenesten er ikke oppe akkurat nå"),
}
SENTENCES: dict[int, Any] = {
    400: later("Gå tilbake, last siden på nytt og prøv igjen."),
    403: later("Siden er for andre roller eller andre enheter enn dine. Ingenting er endret."),
    404: later("Adressen er feil, eller det du leter etter er ikke lenger her."),
    405: later("Gå tilbake og bruk knappen på siden."),
    409: later(
        "En annen kom først, eller grunnlaget er endret. Last siden på nytt og se hva som gjelder."
    ),
    413: later("Gå tilbake og send mindre om gangen."),
    422: later("Gå tilbake, rett det som er galt, og send på nytt. Ingenting er lagret."),
    429: later("Vent noen minutter før du prøver igjen."),
    500: later("Feilen er registrert. Ingenting er lagret. Prøv igjen om litt."),
    503: later("Ingenting er lagret. Prøv igjen om et øyeblikk."),
}
CONFLICTS: dict[str, Any] = {
    "person_busy": later("Personen har allerede en vakt i dette tidsrommet. Ingenting er endret."),
    "already_there": later("Dette er allerede registrert. Ingenting er endret."),
    "ground_moved": later(
        "Vakter eller behov er endret etter at planen ble laget. Lag planen på nytt."
    ),
    "already_absent": later("Personen er allerede meldt borte i hele dette tidsrommet."),
    "absence_withdrawn": later("Fraværet er allerede trukket."),
    "need_taken": later("Vakten er allerede dekket av en annen. Ingenting er endret."),
    "need_withdrawn": later("Vakten trenger ikke vikar lenger. Ingenting er endret."),
    "need_over": later("Vakten er over. Ingenting er endret."),
    "need_begun": later("Vakten har begynt, og kan ikke trekkes. Ingenting er endret."),
    "shift_begun": later("Vakten har begynt, og kan ikke avlyses. Ingenting er endret."),
    "shift_cancelled": later("Vakten er allerede avlyst."),
    "swap_stale": later(
        "Vaktene er endret siden du åpnet siden. Ingenting er byttet. Last siden på nytt."
    ),
    "need_not_open": later("Vakten trenger ikke vikar nå. Ingenting er endret."),
    "own_staff_first": later(
        "Kommunens egne må spørres først. Start letingen, og foreslå når alle er spurt."
    ),
    "agency_not_allowed": later("Denne vakten kan ikke gå til et bemanningsforetak."),
    "offer_open": later("Noen er allerede spurt om denne vakten. Vent til fristen er ute."),
    "search_not_running": later("Ingen leter lenger. Last siden på nytt og se hva som gjelder."),
    "search_taken": later("En annen har nettopp tatt over. Last siden på nytt og se hvem."),
    "profile_changed": later("Profilen er endret siden du åpnet siden. Last den på nytt."),
    "offer_taken": later("Vakten er tatt av en annen. Du trenger ikke gjøre noe."),
}


def shown(status: int, sentence: Any = None, faults: list[str] | None = None) -> tuple[str, int]:
    """Return the page, or for htmx the alert alone, that tells what was refused.

    Args:
        status: the HTTP status, one of `HEADINGS`; another is told as its hundred.
        sentence: what to say instead of the status's own sentence.
        faults: one line each.
    """
    known = status if status in HEADINGS else 500 if status >= 500 else 400
    name = "common/refusal_part.html" if _is_partial() else "common/refusal.html"
    text = SENTENCES[known] if sentence is None else sentence
    body = render_template(name, heading=HEADINGS[known], sentence=text, faults=faults or [])
    return body, status


def _is_partial() -> bool:
    return request.headers.get("HX-Request") == "true"


def refused(error: VikarsentralError) -> ResponseReturnValue:
    """Answer a refusal of the domain.

    Args:
        error: carries facts, no sentence.
    """
    context.forget()
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 409)
    if isinstance(error, Unlawful):
        chosen = get_locale().language
        told = [str(each["text"][chosen]) for each in error.receipts]
        return shown(status, say("Reglene tillater det ikke. Ingenting er endret."), told)
    if isinstance(error, BadInput):
        return shown(status, faults=[str(fault) for fault in error.faults])
    if isinstance(error, Conflict):
        return shown(status, CONFLICTS.get(error.code))
    if isinstance(error, ComponentMissing):
        LOG.error("component missing: %s", error)
    return shown(status)


def http(error: HTTPException) -> ResponseReturnValue:
    """Answer a refusal of HTTP itself: no such page, wrong method, too large.

    Args:
        error: carries status and headers.
    """
    context.forget()
    if error.code is None or error.code < 400:
        return error
    sentence = None
    if isinstance(error, CSRFError):
        sentence = say("Skjemaet er for gammelt. Gå tilbake, last siden på nytt og send igjen.")
    body, status = shown(error.code, sentence)
    kept = [
        (name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After")
    ]
    return body, status, kept


def fault(error: Exception) -> ResponseReturnValue:
    """Answer a fault of ours: logged whole, told without details.

    Args:
        error: whatever was raised.
    """
    context.forget()
    if is_passing(error):
        LOG.error("the database did not answer: %s", error)
        return shown(503)
    LOG.exception("a page failed")
    return shown(InternalServerError.code or 500)


def install(app: Flask) -> None:
    """Give the application its refusals, and demand form tokens.

    Args:
        app: the application.
    """
    csrf.init_app(app)
    app.register_error_handler(VikarsentralError, refused)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(Exception, fault)
