"""What an employee says yes to: night work, overtime, extra minutes. A no has no consequence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Action, Actor, require
from vikarsentral.errors import BadInput, Conflict, Fault, NotAllowed, NotFound
from vikarsentral.tables import Person

MOST_MERARBEID = 2400


@dataclass(frozen=True, slots=True)
class Consents:
    """What a person accepts; `merarbeid_minutes_week` is 0 to 2400 minutes."""

    merarbeid_minutes_week: int
    overtime: bool
    night: bool


def change(
    session: Session,
    *,
    person_id: int,
    consents: Consents,
    version: int,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep what a person says yes to from now on; what is planned already stays.

    Args:
        session: an open session; the caller commits.
        person_id: whose consents; the actor's own.
        consents: what is accepted.
        version: the version of the person the answer was given on.
        actor: who answers.
        now: UTC.

    Raises:
        BadInput: more extra minutes than a full week.
        Conflict: `profile_changed` since the page was read.
        NotAllowed: another person's consents.
        NotFound: there is no such person.

    Source: contract 2 (`accepts`); AML § 10-6 (10), § 10-11.
    """
    require(actor, Action.CHANGE_OWN_PROFILE)
    if actor.person_id != person_id:
        raise NotAllowed(Action.CHANGE_OWN_PROFILE.value)
    if not 0 <= consents.merarbeid_minutes_week <= MOST_MERARBEID:
        told = f"{consents.merarbeid_minutes_week} minutes"
        raise BadInput([Fault("merarbeid", told, f"0 to {MOST_MERARBEID}")])
    person = session.get(Person, person_id, with_for_update=True, populate_existing=True)
    if person is None:
        raise NotFound("person", person_id)
    if person.version != version:
        raise Conflict("profile_changed", {"person": person_id})
    person.accepts_merarbeid_minutes_week = consents.merarbeid_minutes_week
    person.accepts_overtime = consents.overtime
    person.accepts_night = consents.night
    session.flush()
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="consents.changed",
        subject=("person", person_id),
        data={
            "merarbeid_minutes_week": consents.merarbeid_minutes_week,
            "overtime": consents.overtime,
            "night": consents.night,
        },
    )
