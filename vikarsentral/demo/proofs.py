"""The proofs of the demo: every sector asks for what the law asks for, and all have shown it.

Someone's authorisation to give medicine ends soon, so that the page of proofs has it to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vikarsentral.administration.usual_proofs import USUAL_PROOFS, UsualProof
from vikarsentral.demo.bulk import copy
from vikarsentral.demo.places import SECTORS
from vikarsentral.demo.staff import Member
from vikarsentral.tables import Competence, PersonCompetence, Proof, SectorDemand

BY_ROLE = {
    "sykepleier": ("legemiddel_4",),
    "vernepleier": ("legemiddel_4",),
    "helsefagarbeider": ("legemiddel_2",),
    "barnehagelaerer": ("pedagogstilling",),
    "laerer": ("undervisning",),
}
"""What a role has shown besides what its sectors ask of everyone."""

ENDS = timedelta(days=30)
EACH = 9
"""Every how manieth authorisation to give medicine ends soon."""


def put_proofs(session: Session) -> None:
    """Put in the usual proofs, and let every sector ask for its own.

    Args:
        session: an open session with the sectors.
    """
    copy(
        session,
        Competence,
        [
            {
                "code": one.code,
                **{f"name_{language}": name for language, name in asdict(one.names).items()},
                "is_health_personnel": False,
            }
            for one in USUAL_PROOFS
        ],
    )
    rows = [
        {"competence_code": one.code, "kind": one.kind, "scope": one.scope} for one in USUAL_PROOFS
    ]
    copy(session, Proof, rows)
    demands = [
        {"sector_code": sector.code, "competence_code": one.code}
        for sector in SECTORS
        for one in asked(sector.code)
    ]
    copy(session, SectorDemand, demands)


def asked(sector: str) -> Iterator[UsualProof]:
    """Yield the proofs that a sector asks of everyone.

    Args:
        sector: its code.
    """
    return (one for one in USUAL_PROOFS if one.is_asked and sector in one.sectors)


def shown(
    members: Sequence[Member], since: date, today: date
) -> Iterator[tuple[int, str, date, date | None]]:
    """Yield what everyone has shown: person, code, first day and last.

    Args:
        members: everyone.
        since: the day it was seen.
        today: Oslo date of the demo's beginning.
    """
    for one in members:
        for code in dict.fromkeys(each.code for sector in one.sectors for each in asked(sector)):
            yield one.id, code, since, None
        for code in BY_ROLE.get(one.role, ()):
            ends_soon = code.startswith("legemiddel") and one.id % EACH == 0
            yield one.id, code, since, today + ENDS if ends_soon else None


def put_shown(session: Session, members: Sequence[Member], since: date, today: date) -> None:
    """Put in what everyone has shown.

    Args:
        session: an open session with people and competences.
        members: everyone.
        since: the day it was seen.
        today: Oslo date of the demo's beginning.
    """
    taken = session.scalar(select(func.max(PersonCompetence.id))) or 0
    names = ("person_id", "competence_code", "valid_from", "valid_to")
    rows = [
        {"id": number, **dict(zip(names, row, strict=True))}
        for number, row in enumerate(shown(members, since, today), start=taken + 1)
    ]
    copy(session, PersonCompetence, rows)
