"""What a request says besides its times: the core, a lower competence, a note to who comes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.access import Action, Actor, require
from vikarsentral.errors import BadInput, Conflict, Fault, NotFound
from vikarsentral.need.extra import record
from vikarsentral.tables import Competence, Need, NeedStatus

LONGEST_NOTE: Final = 300
OPEN: Final = (NeedStatus.OPEN, NeedStatus.AGENCY)
_WORDS: Final = """
    syk sykt syke sykmeldt sykemeldt sykmelding egenmelding diagnose diagnosen kreft depresjon
    angst psykisk gravid svanger operasjon operert innlagt legetime feber influensa covid korona
    migrene skadet omgangssyk sjuk sjukt sjuke sjukmeldt sjukmelding eigenmelding utbrent utbrend
"""
HEALTH_WORDS: Final = frozenset(_WORDS.split())
"""Words about somebody's health; a note is for the work, never for the person who is away."""


@dataclass(frozen=True, slots=True)
class Details:
    """What a need says besides its times.

    Attributes:
        core_starts_at: from when somebody must be there, UTC; None with `core_ends_at` for the
            whole need.
        core_ends_at: until when, UTC.
        lower_requires: competences that are enough from `lower_from` on; None without.
        lower_from: UTC.
        note: to the one who comes, up to 300 characters; empty for none.
    """

    core_starts_at: datetime | None = None
    core_ends_at: datetime | None = None
    lower_requires: tuple[str, ...] | None = None
    lower_from: datetime | None = None
    note: str = ""


def details_of(need: Need) -> Details:
    """Return what a need says besides its times.

    Args:
        need: the row.
    """
    lower = need.lower_requires
    return Details(
        need.core_starts_at,
        need.core_ends_at,
        None if lower is None else tuple(lower),
        need.lower_from,
        need.handover_note or "",
    )


def health_words(text: str) -> list[str]:
    """Return the words of a text that tell of somebody's health, each once, in order.

    Args:
        text: as it was written.
    """
    said = re.findall(r"\w+", text.lower())
    return list(dict.fromkeys(word for word in said if word in HEALTH_WORDS))


def set_details(
    session: Session, need_id: int, details: Details, *, actor: Actor, now: datetime
) -> None:
    """Keep what a need says besides its times.

    Args:
        session: an open session; the caller commits.
        need_id: the need.
        details: what it says; it takes the place of what was said before.
        actor: who decides; must lead the unit.
        now: UTC.

    Raises:
        BadInput: something does not fit; all faults at once.
        Conflict: `need_not_open`: somebody has it, or nobody is needed.
        NotAllowed: the actor does not lead the unit.
        NotFound: there is no such need.
    """
    need = session.get(Need, need_id, with_for_update=True)
    if need is None:
        raise NotFound("need", need_id)
    require(actor, Action.CREATE_NEED, need.unit_id)
    if need.status not in OPEN or need.ends_at <= now:
        raise Conflict("need_not_open", {"need": need_id, "status": need.status.value})
    if faults := details_faults(session, need, details):
        raise BadInput(faults)
    need.core_starts_at, need.core_ends_at = details.core_starts_at, details.core_ends_at
    lower = details.lower_requires
    need.lower_requires = None if lower is None else list(lower)
    need.lower_from = details.lower_from
    need.handover_note = details.note.strip() or None
    session.flush()
    said: dict[str, object] = {
        "core": details.core_starts_at is not None,
        "lower": None if lower is None else list(lower),
        "note": bool(need.handover_note),
    }
    record(session, need_id, "need.detailed", actor, now, said)


def details_faults(session: Session, need: Need, details: Details) -> list[Fault]:
    """Return everything that does not fit in what a need says besides its times.

    Args:
        session: an open session.
        need: the need, kept or not.
        details: what it would say.
    """
    return [*_core(need, details), *_lower(session, need, details), *_note(details.note)]


def _core(need: Need, details: Details) -> list[Fault]:
    first, last = details.core_starts_at, details.core_ends_at
    if first is None and last is None:
        return []
    if first is None or last is None or not need.starts_at <= first < last <= need.ends_at:
        return [Fault("core", "is not within the shift", "two times within the shift")]
    return []


def _lower(session: Session, need: Need, details: Details) -> list[Fault]:
    lower, since = details.lower_requires, details.lower_from
    if lower is None and since is None:
        return []
    faults = []
    if lower is None or since is None or since >= need.ends_at:
        faults.append(Fault("lower_from", "does not fit", "a time before the shift ends"))
    known = set(session.scalars(select(Competence.code)))
    for index, code in enumerate(lower or ()):
        if code not in known:
            allowed = "a competence of the register"
            faults.append(Fault(f"lower_requires/{index}", f"{code!r} is unknown", allowed))
    return faults


def _note(text: str) -> list[Fault]:
    if len(text.strip()) > LONGEST_NOTE:
        return [Fault("note", "is too long", f"up to {LONGEST_NOTE} characters")]
    if found := health_words(text):
        told = ", ".join(found)
        return [Fault("note", f"tells of health: {told}", "what the one who comes must know")]
    return []
