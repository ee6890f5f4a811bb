"""Take a running search over: one leader goes, another one answers for it from now on.

Nothing else changes: the same people are asked, and every leader of the unit may still stop it.
The one who answered for it until now is told, where the product can reach them as a person.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit, notice
from vikarsentral.access import Action, Actor, require
from vikarsentral.callout.search import running_of
from vikarsentral.errors import Conflict
from vikarsentral.offer.rows import lock_need
from vikarsentral.tables import Callout, Need, Person, Unit, User

TAKEN = "search_taken_over"
TEXTS: dict[str, str] = {
    "nb": "{name} har tatt over letingen etter vikar {when}, {unit}. Du trenger ikke gjøre noe.",
    "nn": "{name} har teke over leitinga etter vikar {when}, {unit}. Du treng ikkje gjere noko.",
    "en": "{name} has taken over the search for cover {when}, {unit}. You need do nothing.",
}


def responsible(row: Callout) -> str:
    """Return the login of the one who answers for a search.

    Args:
        row: the search.
    """
    return row.taken_by or row.started_by


def take_over(
    session: Session, *, need_id: int, actor: Actor, now: datetime, seen: str | None = None
) -> None:
    """Answer for a running search from now on; who does already changes nothing.

    Args:
        session: an open session; the caller commits.
        need_id: the need.
        actor: who takes it over; must lead the unit or coordinate.
        now: UTC.
        seen: login of the one who answered for it when the actor looked; None asks nothing.

    Raises:
        Conflict: `search_not_running`, or `search_taken` when a third one came before.
        NotAllowed: the actor may not send offers at the unit.
        NotFound: there is no such need.
    """
    need = lock_need(session, need_id)
    require(actor, Action.SEND_OFFER, need.unit_id)
    row = running_of(session, need_id)
    if row is None:
        raise Conflict("search_not_running", {"need": need_id})
    before = responsible(row)
    if before == actor.label:
        return
    if seen is not None and seen != before:
        raise Conflict("search_taken", {"need": need_id})
    row.taken_by, row.taken_at = actor.label, now
    session.flush()
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="callout.taken_over",
        subject=("need", need_id),
        data={"callout": row.id, "before": before},
    )
    _tell(session, need, row, before, actor, now)


def _tell(
    session: Session, need: Need, row: Callout, before: str, actor: Actor, now: datetime
) -> None:
    query = select(Person).join(User, User.person_id == Person.id)
    person = session.scalars(query.where(User.login == before, Person.is_active)).one_or_none()
    if person is None:
        return
    unit = session.get_one(Unit, need.unit_id).name
    when = notice.when(need.starts_at, need.ends_at)
    notice.write(
        session,
        person=person,
        kind=TAKEN,
        key=f"{TAKEN}:{row.id}:{person.id}:{now.timestamp():.0f}",
        body=TEXTS[person.language].format(name=actor.name, when=when, unit=unit),
        now=now,
        need_id=need.id,
    )
    notice.send_soon(session)
