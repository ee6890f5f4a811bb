"""Tell a unit's leaders that somebody of theirs works elsewhere for a while, and is back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from vikarsentral import notice
from vikarsentral.access.leaders import leaders_now
from vikarsentral.tables import CompoundPart, Person, Shift, Unit

MOVED, BACK = "person_moved", "person_back"
TEXTS: dict[str, dict[str, str]] = {
    MOVED: {
        "nb": "{name} hjelper {other} {when}, og er ikke hos {unit} i den tiden.",
        "nn": "{name} hjelper {other} {when}, og er ikkje hos {unit} i den tida.",
        "en": "{name} helps {other} {when}, and is not at {unit} in that time.",
    },
    BACK: {
        "nb": "{name} skal likevel ikke hjelpe {other} {when}, og er hos {unit} som før.",
        "nn": "{name} skal likevel ikkje hjelpe {other} {when}, og er hos {unit} som før.",
        "en": "{name} does not help {other} {when} after all, and is at {unit} as before.",
    },
}


def tell(
    session: Session, kind: str, part: CompoundPart, left: Shift, unit_id: int, now: datetime
) -> None:
    """Tell those who lead the unit that somebody leaves, or comes back to.

    Args:
        session: the transaction of the act.
        kind: `MOVED` or `BACK`.
        part: what the person takes at the other unit.
        left: their own shift.
        unit_id: the unit they help.
        now: UTC.
    """
    if left.unit_id == unit_id:
        return
    person = session.get_one(Person, part.person_id)
    facts = {
        "name": person.name,
        "unit": session.get_one(Unit, left.unit_id).name,
        "other": session.get_one(Unit, unit_id).name,
        "when": notice.when(part.starts_at, part.ends_at),
    }
    for leader in leaders_now(session, left.unit_id, now):
        if leader.id != person.id:
            notice.write(
                session,
                person=leader,
                kind=kind,
                key=f"{kind}:{part.id}:{leader.id}",
                body=TEXTS[kind][leader.language].format(**facts),
                now=now,
                need_id=part.need_id,
            )
    notice.send_soon(session)
