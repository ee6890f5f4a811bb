"""One form for every refusal of the API: code, sentence, field, request id.

`{"code", "message", "field"?, "request_id"}`; a 422 lists every fault in `errors`. Codes are
promises; sentences are for people and may change.

Source: contract 5 (errors).
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Response, g, jsonify, request
from werkzeug.exceptions import HTTPException

from vikarsentral.db import is_passing
from vikarsentral.errors import (
    BadInput,
    ComponentMissing,
    Conflict,
    Fault,
    NotAllowed,
    NotFound,
    Unlawful,
    VikarsentralError,
)
from web import context
from web.api.refs import with_ids

LOG = logging.getLogger(__name__)

SENTENCES = {
    "absence_withdrawn": "Fraværet er alt trukket.",
    "already_absent": "Personen er alt meldt borte i hele dette tidsrommet.",
    "already_there": "Dette er alt registrert. Ingenting er endret.",
    "already_yours": "Vakten er alt din.",
    "bad_encoding": "Teksten er ikke gyldig UTF-8.",
    "bad_request": "Forespørselen kunne ikke leses.",
    "broken_json": "Innholdet er ikke gyldig JSON.",
    "component_down": "En del av tjenesten er nede. Ingenting er lagret. Prøv igjen om litt.",
    "duplicate_key": "Samme nøkkel står to ganger i ett objekt.",
    "ground_moved": "Grunnlaget er endret etter at planen ble laget.",
    "idempotency_key": "Idempotency-Key må være 1 til 120 synlige tegn.",
    "if_match_missing": "Send If-Match med planens ETag.",
    "internal": "Noe gikk galt hos oss. Ingenting er lagret.",
    "invalid": "Noe i forespørselen må rettes. Ingenting er lagret.",
    "json_expected": "Send JSON i UTF-8 med Content-Type application/json.",
    "key_reused": "Idempotency-Key er alt brukt til noe annet.",
    "method_not_allowed": "Denne adressen tar ikke imot metoden.",
    "need_not_open": "Behovet er ikke åpent lenger.",
    "need_over": "Vakten er over.",
    "need_taken": "Behovet er alt dekket.",
    "need_withdrawn": "Behovet er trukket.",
    "not_allowed": "Rollen din gir ikke rett til dette. Ingenting er endret.",
    "not_found": "Det finnes ikke noe her for deg.",
    "not_lawful": "Det ville brutt en regel. Ingenting er lagret.",
    "offer_expired": "Fristen for å svare er ute.",
    "offer_open": "Det er alt sendt ut et tilbud om dette behovet.",
    "offer_settled": "Tilbudet er avgjort.",
    "offer_taken": "Vakten er tatt av en annen.",
    "offer_withdrawn": "Tilbudet er trukket tilbake.",
    "person_busy": "Personen har alt en vakt i dette tidsrommet.",
    "plan_not_done": "Planen er ikke ferdig, eller den er alt publisert.",
    "search_not_running": "Ingen leter etter vikar til dette behovet nå.",
    "shift_cancelled": "Ingen har denne vakten.",
    "shift_begun": "Vakten har begynt.",
    "shift_over": "Vakten er over.",
    "shift_not_cover": "Vakten er egen turnus, ikke en vikarvakt.",
    "need_begun": "Vakten har begynt og kan ikke trekkes.",
    "too_deep": "Innholdet er nøstet for dypt.",
    "too_few_places": "Det er ikke så mange like, åpne behov.",
    "too_large": "Det du sendte, er for stort.",
    "too_many": "For mange forsøk. Vent litt.",
    "unauthorized": "Send et gyldig token: Authorization: Bearer …",
    "unsupported_media_type": "Innholdet har en form vi ikke tar imot.",
    "range_too_wide": "Spør om høyst 400 dager om gangen, første dag først.",
    "repeated_field": "Navnet står flere ganger.",
}
HTTP_CODES = {
    HTTPStatus.BAD_REQUEST: "bad_request",
    HTTPStatus.UNAUTHORIZED: "unauthorized",
    HTTPStatus.FORBIDDEN: "not_allowed",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "unsupported_media_type",
    HTTPStatus.TOO_MANY_REQUESTS: "too_many",
    HTTPStatus.SERVICE_UNAVAILABLE: "component_down",
}
CONFLICT_STATUS = {
    "ground_moved": HTTPStatus.PRECONDITION_FAILED,
    "key_reused": HTTPStatus.UNPROCESSABLE_ENTITY,
}
FIELDS = {
    "starts_at": "start",
    "ends_at": "end",
    "lower_from": "lower.from",
    "lower_requires": "lower.requires",
}
KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")


@dataclass(frozen=True, slots=True)
class Entry:
    """One fault of a 422: its code, where it is, and what is allowed."""

    code: str
    field: str
    message: str = ""


class ApiError(Exception):
    """Stop a request with a status and a code."""

    def __init__(
        self,
        status: int,
        code: str,
        *,
        entries: Sequence[Entry] = (),
        more: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Keep what the answer is made of.

        Args:
            status: HTTP status, 400 or more.
            code: stable, one of `SENTENCES`.
            entries: every fault of a 422.
            more: further keys of the answer, such as `receipts`.
            headers: further headers.
        """
        super().__init__(code)
        self.status = status
        self.code = code
        self.entries = tuple(entries)
        self.more = dict(more or {})
        self.headers = dict(headers or {})


def request_id() -> str:
    """Return the id under which this request is found again in the log."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(8)
    told: str = g.request_id
    return told


def answer(error: ApiError) -> Response:
    """Write a refusal.

    Args:
        error: what to tell.

    Returns:
        JSON with the status and headers of the refusal.
    """
    body: dict[str, Any] = {"code": error.code, "message": sentence(error.code)}
    if error.entries:
        body["field"] = error.entries[0].field
        body["errors"] = [_listed(entry) for entry in error.entries]
    body |= error.more
    body["request_id"] = request_id()
    response = jsonify(body)
    response.status_code = error.status
    response.headers.update(error.headers)
    return response


def sentence(code: str) -> str:
    """Return the plain sentence of a code; one without its own is told as a moved ground."""
    return SENTENCES.get(code, "Noe har endret seg. Hent på nytt og se hva som gjelder.")


def _listed(entry: Entry) -> dict[str, str]:
    return {
        "code": entry.code,
        "field": entry.field,
        "message": entry.message or sentence(entry.code),
    }


def refused(error: VikarsentralError) -> Response:
    """Answer a refusal of the domain.

    Args:
        error: carries facts, no sentence.
    """
    context.forget()
    return answer(_as_api_error(error))


def _as_api_error(error: VikarsentralError) -> ApiError:
    if isinstance(error, Unlawful):
        return ApiError(422, "not_lawful", more={"receipts": error.receipts})
    if isinstance(error, BadInput):
        return ApiError(422, "invalid", entries=[entry(fault) for fault in error.faults])
    if isinstance(error, NotFound):
        return ApiError(404, "not_found")
    if isinstance(error, NotAllowed):
        return ApiError(403, "not_allowed")
    if isinstance(error, Conflict):
        status = CONFLICT_STATUS.get(error.code, HTTPStatus.CONFLICT)
        more = {"facts": with_ids(error.facts)} if error.facts else None
        return ApiError(status, error.code, more=more)
    if isinstance(error, ComponentMissing):
        LOG.error("component missing: %s", error)
        return ApiError(503, "component_down", headers={"Retry-After": "5"})
    return ApiError(409, "bad_request")


def entry(fault: Fault, prefix: str = "") -> Entry:
    """Return a fault of the domain as an entry, with the names the API gives the fields.

    Args:
        fault: where, what, and what is allowed.
        prefix: the object the fields stand in, such as `absence.`.
    """
    parts = fault.where.replace("/", ".").split(".")
    where = ".".join(FIELDS.get(part, part) for part in parts)
    return Entry("invalid", prefix + where, f"{fault.what}; {fault.allowed}")


@contextmanager
def placed(prefix: str) -> Iterator[None]:
    """Tell faults of the domain with the object they stand in.

    Args:
        prefix: such as `absence.`.

    Raises:
        ApiError: 422 with every fault.
    """
    try:
        yield
    except Unlawful:
        raise
    except BadInput as error:
        entries = [entry(fault, prefix) for fault in error.faults]
        raise ApiError(422, "invalid", entries=entries) from error


def told(error: ApiError) -> Response:
    """Answer a refusal of the API itself."""
    context.forget()
    return answer(error)


def http(error: HTTPException) -> Response:
    """Answer a refusal of HTTP: no such address, wrong method, too large.

    Args:
        error: carries status and headers.
    """
    context.forget()
    status = HTTPStatus(error.code or 500)
    kept = {name: value for name, value in error.get_headers() if name in KEPT_HEADERS}
    return answer(ApiError(status, HTTP_CODES.get(status, "bad_request"), headers=kept))


def fault(error: Exception) -> Response:
    """Answer a fault of ours: logged whole, told without details.

    Args:
        error: whatever was raised.
    """
    context.forget()
    if is_passing(error):
        LOG.error("request %s: the database did not answer: %s", request_id(), error)
        return answer(ApiError(503, "component_down", headers={"Retry-After": "5"}))
    LOG.error("request %s failed", request_id(), exc_info=error)
    return answer(ApiError(500, "internal"))


def in_our_form(response: Response) -> Response:
    """Give refusals that were answered as a page, before any resource was met, our form too.

    Args:
        response: of any address.

    Returns:
        The same, or JSON where an address of the API was refused as a page.
    """
    if not request.path.startswith("/api/"):
        return response
    response.headers["X-Request-Id"] = request_id()
    if response.status_code < HTTPStatus.BAD_REQUEST or response.mimetype == "application/json":
        return response
    status = HTTPStatus(response.status_code)
    kept = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    made = answer(ApiError(status, HTTP_CODES.get(status, "internal"), headers=kept))
    made.headers["X-Request-Id"] = request_id()
    return made
