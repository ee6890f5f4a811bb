"""Push messages: what a browser is told, and posting it to its push service.

A question carries its own secret address, so that *Ja* and *Nei* in the notification answer it
with one tap. It names time and place, never a person, a cause or anybody's data.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import requests
from sqlalchemy.orm import Session

from vikarsentral import notice, offer, push
from vikarsentral.clock import OSLO
from vikarsentral.errors import NotFound
from vikarsentral.push import Browser
from vikarsentral.settings import Settings
from vikarsentral.tables import Message, Person
from vikarsentral.worker import sealing

SECONDS = 10
TAKEN = (200, 201, 202)
GONE = (404, 410)
LIFE = timedelta(days=1)
LONGEST_LIFE = timedelta(days=28)
QUESTION = "offer_asked"
LONGEST_BODY = 600

TEXTS: dict[str, dict[str, str]] = {
    "title": {"nb": "Vikarsentralen", "nn": "Vikarsentralen", "en": "Vikarsentralen"},
    "question": {
        "nb": "Kan du ta en vakt?",
        "nn": "Kan du ta ei vakt?",
        "en": "Can you take a shift?",
    },
    "until": {
        "nb": "{when}, {unit}. Svar innen {until}.",
        "nn": "{when}, {unit}. Svar innan {until}.",
        "en": "{when}, {unit}. Answer by {until}.",
    },
    "yes": {"nb": "Ja", "nn": "Ja", "en": "Yes"},
    "no": {"nb": "Nei", "nn": "Nei", "en": "No"},
    "lost": {
        "nb": "Svaret kom ikke fram. Trykk her og svar på nytt.",
        "nn": "Svaret kom ikkje fram. Trykk her og svar på nytt.",
        "en": "The answer did not get through. Tap here and answer again.",
    },
}


@dataclass(frozen=True, slots=True)
class Posted:
    """What push services said: the browsers that were reached, and those they no longer know."""

    taken: tuple[int, ...]
    gone: tuple[int, ...]
    fault: str


def payload(session: Session, row: Message, now: datetime) -> bytes:
    """Return what a person's browsers are told.

    Args:
        session: an open session.
        row: the message; its person is set.
        now: UTC.

    Returns:
        JSON that the service worker shows; at most one push message long.
    """
    person = session.get_one(Person, row.person_id)
    said = {key: texts[person.language.value] for key, texts in TEXTS.items()}
    told: dict[str, Any] = {
        "key": row.key,
        "tag": topic(row.key, row.offer_id),
        "title": said["title"],
        "body": row.body[:LONGEST_BODY],
        "url": row.links[0] if row.links else "/mine-vakter",
        "lang": person.language.value,
    }
    if row.kind == QUESTION and row.offer_id is not None:
        told |= _question(session, row.offer_id, person.id, said, now)
    return json.dumps(told, ensure_ascii=False).encode()


def _question(
    session: Session, offer_id: int, person_id: int, said: dict[str, str], now: datetime
) -> dict[str, Any]:
    try:
        held = offer.question(session, offer_id=offer_id, person_id=person_id, now=now)
    except NotFound:
        return {}
    facts = {
        "when": notice.when(held.starts_at, held.ends_at),
        "unit": held.unit,
        "until": f"{held.window_ends_at.astimezone(OSLO):%d.%m. %H:%M}",
    }
    return {
        "title": said["question"],
        "body": said["until"].format(**facts),
        "url": offer.link_path(offer_id, person_id),
        "answers": [
            {"action": "ja", "title": said["yes"]},
            {"action": "nei", "title": said["no"]},
        ],
        "lost": said["lost"],
    }


def topic(key: str, offer_id: int | None) -> str:
    """Return the name under which a later message replaces an earlier one.

    Args:
        key: the message's own key.
        offer_id: what it is about; the last word takes the place of its question.

    Returns:
        32 letters and digits.

    Source: RFC 8030 5.4.
    """
    told = key if offer_id is None else f"offer:{offer_id}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def post(
    body: bytes,
    browsers: Iterable[Browser],
    *,
    name: str,
    deadline_at: datetime | None,
    settings: Settings,
    now: datetime,
) -> Posted:
    """Post one message to each of a person's browsers.

    Args:
        body: what they are told.
        browsers: where.
        name: under which it replaces an earlier one.
        deadline_at: when it is of no use any more, UTC; None for a day.
        settings: the values in force.
        now: UTC.

    Returns:
        Who was reached. A service that hangs, refuses or lies changes nothing else.

    Source: RFC 8030 5, 7.3.
    """
    left = min((deadline_at or now + LIFE) - now, LONGEST_LIFE)
    headers = {
        "TTL": str(max(0, int(left.total_seconds()))),
        "Urgency": "high" if deadline_at is not None else "normal",
        "Topic": name,
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
    }
    taken, gone, fault = [], [], ""
    for browser in browsers:
        status, why = _post_one(body, browser, headers, settings, now)
        if status in TAKEN:
            taken.append(browser.id)
        elif status in GONE:
            gone.append(browser.id)
        else:
            fault = why or f"status {status}"
    return Posted(tuple(taken), tuple(gone), fault)


def _post_one(
    body: bytes, browser: Browser, headers: dict[str, str], settings: Settings, now: datetime
) -> tuple[int, str]:
    """Return the status, or 0 and why there is none."""
    if not push.is_trusted(browser.endpoint, settings):
        return GONE[0], "not a service we post to"
    try:
        told = headers | {"Authorization": sealing.authorization(browser.endpoint, settings, now)}
        answer = requests.post(
            browser.endpoint,
            data=sealing.seal(body, browser),
            headers=told,
            timeout=SECONDS,
            allow_redirects=False,
            stream=True,
        )
        answer.close()
    except (requests.RequestException, ValueError) as error:
        return 0, type(error).__name__
    return answer.status_code, ""
