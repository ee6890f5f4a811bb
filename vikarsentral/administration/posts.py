"""Posts: several per person, summed; each with kind, size, full week and days."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import commitments
from vikarsentral.access import Action, require
from vikarsentral.administration.changes import Act, Values, change, refuse, told
from vikarsentral.administration.people import person_row
from vikarsentral.administration.register import fetch, known
from vikarsentral.commitments.labour import week_of
from vikarsentral.commitments.window import midnight
from vikarsentral.errors import Conflict, Fault
from vikarsentral.tables import (
    OCCUPYING,
    Competence,
    PersonCompetence,
    PersonSector,
    PersonUnit,
    Post,
    PostKind,
    Shift,
    ShiftKind,
    Unit,
    UnitTie,
)

FULL_POST = 10_000
REGIMES = {"DAY": 2250, "ROTA_38": 2130, "ROTA_36": 2016}
"""Minutes of a full week by regime of working time.

Source: law.md 1.4 (AML § 10-4; HTA 4.2).
"""


@dataclass(frozen=True, slots=True)
class PostWish:
    """One post.

    Attributes:
        kind: pool posts have no unit, all others have one.
        unit_id: where.
        role_code: the competence the post is for.
        stillingsprosent: hundredths of a per cent, 0 to 10000.
        regime: a key of `REGIMES`; decides the full week.
        valid_from: first day, Oslo.
        valid_to: last day; None until further notice.
    """

    kind: PostKind
    unit_id: int | None
    role_code: str
    stillingsprosent: int
    regime: str
    valid_from: date
    valid_to: date | None = None

    def fields(self) -> dict[str, object]:
        """Return the columns of the post."""
        return {**asdict(self), "full_week_minutes": REGIMES[self.regime]}


def add_post(session: Session, person_id: int, wish: PostWish, *, act: Act) -> int:
    """Give a person a post; its role, sector and unit become theirs where they were not.

    Args:
        session: an open session; the caller commits.
        person_id: who.
        wish: the post.
        act: who changes and when.

    Returns:
        The post's id.

    Raises:
        BadInput: something does not fit; all faults at once.
        Conflict: `post_there`: the person has just that post.
        NotAllowed: the actor may not.
        NotFound: there is no such person.
    """
    require(act.actor, Action.MANAGE_PEOPLE)
    person_row(session, person_id)
    refuse(_faults(session, wish))
    same = select(Post.id).filter_by(person_id=person_id, **wish.fields())
    if (held := session.scalar(same)) is not None:
        raise Conflict("post_there", {"post": held})
    row = Post(person_id=person_id, **wish.fields())
    session.add(row)
    session.flush()
    data = {"post": row.id, "after": told(wish.fields())}
    act.record(session, "post.added", ("person", person_id), data)
    _follow(session, person_id, wish)
    _recount(session, person_id, wish.valid_from)
    return row.id


def _faults(session: Session, wish: PostWish) -> list[Fault]:
    faults = []
    if wish.kind is PostKind.POOL and wish.unit_id is not None:
        faults.append(Fault("unit_id", "does not belong to a pool post", "no unit"))
    if wish.kind is not PostKind.POOL and wish.unit_id is None:
        faults.append(Fault("unit_id", "is missing", "the unit of the post"))
    if wish.unit_id is not None and session.get(Unit, wish.unit_id) is None:
        faults.append(Fault("unit_id", "is unknown", "a unit of the register"))
    if not 0 <= wish.stillingsprosent <= FULL_POST:
        faults.append(Fault("stillingsprosent", "cannot be used", "0 to 100 per cent"))
    if wish.regime not in REGIMES:
        faults.append(Fault("regime", f"{wish.regime!r} is unknown", ", ".join(REGIMES)))
    if wish.valid_to is not None and wish.valid_to < wish.valid_from:
        faults.append(Fault("valid_to", "is before the first day", "a later day"))
    if session.get(Competence, wish.role_code) is None:
        faults.append(Fault("role_code", f"{wish.role_code!r} is unknown", "a competence"))
    return faults


def _follow(session: Session, person_id: int, wish: PostWish) -> None:
    """Give what goes without saying: the role, and sector and unit of a post at a unit."""
    known(session, Competence, wish.role_code)
    has = select(PersonCompetence.id).where(PersonCompetence.person_id == person_id)
    if not session.scalar(has.where(PersonCompetence.competence_code == wish.role_code)):
        session.add(PersonCompetence(person_id=person_id, competence_code=wish.role_code))
    unit = session.get(Unit, wish.unit_id) if wish.unit_id is not None else None
    if unit is not None:
        if session.get(PersonSector, (person_id, unit.sector_code)) is None:
            session.add(PersonSector(person_id=person_id, sector_code=unit.sector_code))
        if session.get(PersonUnit, (person_id, unit.id, UnitTie.KNOWN)) is None:
            session.add(PersonUnit(person_id=person_id, unit_id=unit.id, tie=UnitTie.KNOWN))
    session.flush()


def change_post(
    session: Session, post_id: int, wish: PostWish, *, seen: Values | None, act: Act
) -> None:
    """Change a post, or end it by its last day; what shifts count as follows.

    Args:
        session: an open session; the caller commits.
        post_id: the post.
        wish: what it shall be.
        seen: what the one who changes saw.
        act: who changes and when.

    Raises:
        BadInput: something does not fit; all faults at once.
        Conflict: `changed_meanwhile`.
        NotAllowed: the actor may not.
        NotFound: there is no such post.
    """
    require(act.actor, Action.MANAGE_PEOPLE)
    row = fetch(session, select(Post).where(Post.id == post_id), "post", post_id)
    refuse(_faults(session, wish))
    since = min(row.valid_from, wish.valid_from)
    person_id = row.person_id
    subject = ("person", person_id)
    fields = wish.fields()
    if change(session, row, fields, seen=seen, kind="post.changed", subject=subject, act=act):
        _follow(session, person_id, wish)
        _recount(session, person_id, since)


def _recount(session: Session, person_id: int, since: date) -> None:
    """Work out anew what the person's cover shifts count as: the contract decides it."""
    query = (
        select(Shift)
        .where(Shift.person_id == person_id, Shift.kind == ShiftKind.COVER)
        .where(Shift.status.in_(OCCUPYING))
        .where(Shift.starts_at >= midnight(since - timedelta(days=since.weekday())))
    )
    commitments.recount(session, {week_of(shift) for shift in session.scalars(query)})
