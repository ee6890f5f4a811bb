"""Tell a person that the own rota was changed with less than two weeks' notice.

Source: AML § 10-3.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from vikarsentral import notice
from vikarsentral.administration.changes import Act
from vikarsentral.administration.duty_lawful import is_in_time
from vikarsentral.tables import Person, Shift

KIND = "rota_changed"
MOST_LINES = 6
TEXTS = {
    "nb": "Turnusen din er endret. Nå: {after}. Før: {before}. Se «Mine vakter».",
    "nn": "Turnusen din er endra. No: {after}. Før: {before}. Sjå «Mine vakter».",
    "en": "Your rota has changed. Now: {after}. Before: {before}. See “My shifts”.",
}

Span = tuple[datetime, datetime]


def tell(
    session: Session,
    person: Person,
    first: Shift,
    *,
    before: Sequence[Span],
    after: Sequence[Span],
    act: Act,
) -> None:
    """Write one message about what begins within two weeks; nothing when it is further away.

    Args:
        session: an open session; the caller commits.
        person: who is told.
        first: a shift of the act, which gives the message its key.
        before: the times that were.
        after: the times that are.
        act: who changes and when.
    """
    soon = [not is_in_time(start, act.now) for start, _ in (*before, *after)]
    if not any(soon):
        return
    body = TEXTS[person.language].format(before=_listed(before), after=_listed(after))
    key = f"{KIND}:{first.uid}:{first.sequence}"
    notice.write(session, person=person, kind=KIND, key=key, body=body, now=act.now)
    notice.send_soon(session)


def _listed(times: Sequence[Span]) -> str:
    told = [notice.when(*one) for one in sorted(times)[:MOST_LINES]]
    more = ["…"] if len(times) > MOST_LINES else []
    return ", ".join(told + more) or "–"
