"""Text messages through a gateway: Sveve, or LINK Mobility.

Each adapter says what it posts and how it reads the answer. A gateway that hangs, refuses or
answers nonsense changes nothing but the message's delivery state; it is tried again with the
same reference, by which it can drop a repeat.

Source: the gateways' public documentation of sending.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import requests

from vikarsentral.settings import Settings

SECONDS = 10
LONGEST_REFERENCE = 36
LINK_TAKEN = 1005
REFUSED = (requests.codes.bad_request, requests.codes.unprocessable_entity)


class GatewayFault(Exception):
    """Tell that a gateway did not take a message; carries why, without the message.

    Attributes:
        is_final: it will never take this message to this number.
    """

    def __init__(self, why: str, *, is_final: bool = False) -> None:
        """Keep why, and whether trying again is of no use."""
        super().__init__(why)
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class TextMessage:
    """One text message.

    Attributes:
        key: the same at every try.
        to: the receiver's number, as registered.
        text: what is read.
        until: when it is of no use any more, UTC; None for never.
    """

    key: str
    to: str
    text: str
    until: datetime | None = None


def send(message: TextMessage, settings: Settings, now: datetime) -> None:
    """Hand one message to the gateway the settings name.

    Args:
        message: what leaves.
        settings: the values in force; a gateway is named in them.
        now: UTC.

    Raises:
        GatewayFault: it was not taken, and why; a country that is not allowed is never asked
            about.

    Source: reliability section 4, K6.
    """
    if not _digits(message.to).startswith(tuple(settings.sms_countries.split())):
        why = "the number's country is not among VIKARSENTRAL_SMS_COUNTRIES"
        raise GatewayFault(why, is_final=True)
    if settings.sms_provider == "sveve":
        _sveve(message, settings)
    else:
        _link(message, settings, now)


def _sveve(message: TextMessage, settings: Settings) -> None:
    told = _post(
        settings.sms_url,
        {
            "user": settings.sms_user,
            "passwd": settings.sms_password,
            "to": _digits(message.to),
            "msg": message.text,
            "from": settings.sms_sender,
            "ref": message.key[-LONGEST_REFERENCE:],
            "f": "json",
        },
    )
    answer = told.get("response", told)
    if not isinstance(answer, dict) or not answer.get("msgOkCount"):
        # `errors` names numbers it refuses; `fatalError` is about the account, not the number.
        named = isinstance(answer, dict) and answer.get("errors") and not answer.get("fatalError")
        raise GatewayFault("it did not accept the message", is_final=bool(named))


def _link(message: TextMessage, settings: Settings, now: datetime) -> None:
    body: dict[str, Any] = {
        "source": settings.sms_sender,
        "destination": f"+{_digits(message.to)}",
        "userData": message.text,
        "platformId": settings.sms_user,
        "platformPartnerId": settings.sms_partner,
        "refId": message.key[-LONGEST_REFERENCE:],
        "useDeliveryReport": bool(settings.sms_gate),
    }
    if settings.sms_gate:
        body["deliveryReportGates"] = [settings.sms_gate]
    if message.until is not None:
        left = int((message.until - now).total_seconds() * 1000)
        body["relativeValidityTime"] = max(60_000, left)
    told = _post(settings.sms_url, body, (settings.sms_user, settings.sms_password))
    if told.get("resultCode") != LINK_TAKEN:
        raise GatewayFault("it did not accept the message")


def _digits(number: str) -> str:
    digits = "".join(sign for sign in number if sign.isdigit()).removeprefix("00")
    return f"47{digits}" if len(digits) == 8 else digits


def _post(
    url: str, body: Mapping[str, Any], login: tuple[str, str] | None = None
) -> dict[str, Any]:
    """Post JSON and read a JSON object back; whatever else comes is a fault."""
    try:
        answer = requests.post(url, json=body, auth=login, timeout=SECONDS, allow_redirects=False)
    except requests.RequestException as error:
        raise GatewayFault(type(error).__name__) from error
    if answer.status_code != requests.codes.ok:
        is_final = answer.status_code in REFUSED
        raise GatewayFault(f"status {answer.status_code}", is_final=is_final)
    try:
        told = answer.json()
    except ValueError as error:
        raise GatewayFault("its answer is no JSON") from error
    if not isinstance(told, dict):
        raise GatewayFault("its answer is no object")
    return told
