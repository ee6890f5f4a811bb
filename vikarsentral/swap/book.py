"""Carry an exchange out: whole, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit, notice, preference, shift
from vikarsentral.access import Action, Actor, require
from vikarsentral.clock import OSLO
from vikarsentral.commitments import person_ref
from vikarsentral.errors import BadInput, Conflict, Fault, NotFound
from vikarsentral.tables import OCCUPYING, Need, Person, Post, PostKind, Shift, Unit


@dataclass(frozen=True, slots=True)
class Step:
    """One shift that gets another holder.

    Attributes:
        need_id: the need.
        person_id: who takes it.
    """

    need_id: int
    person_id: int


def book(
    session: Session,
    *,
    steps: Sequence[Step],
    actor: Actor,
    now: datetime,
    agreed: Collection[int],
    reason: preference.Aside | None = None,
) -> bool:
    """Give the first need to somebody, and what each one had to the next.

    The first person must have the second need now, the second the third, and so on. Everybody
    is taken off first, and each is then booked as by hand, judged as things then stand. Carried
    out again it changes nothing.

    Args:
        session: an open session; the caller commits, and rolls back where this raises.
        steps: two or more; the first takes the open need.
        actor: who books; must lead every unit in it, or coordinate.
        now: UTC.
        agreed: who has said yes to the actor, such as by phone; each of them is told that it is
            noted, and by whom.
        reason: why a step goes to an hourly person before part-timers have had their turn.

    Returns:
        Whether anything was changed.

    Raises:
        BadInput: somebody must say yes, and the actor has not told that they have; `yes` for each.
        Conflict: `need_taken` when somebody else has the first need by now, `swap_stale` when a
            step is no longer as it was, and all that `shift.book` raises.
        NotAllowed: the actor may not book at one of the units.
        NotFound: there is no such need or active person.
        ReasonMissing: a step goes past part-timers whose turn has not come, without a reason.
        Unlawful: a step would break a rule; carries the receipts.

    Source: contract 5 (book); AML § 10-3, § 14-3.
    """
    ids = [one.need_id for one in steps]
    needs = {need.id: need for need in _needs(session, ids)}
    for need in needs.values():
        require(actor, Action.BOOK, need.unit_id)
    holders = _holders(session, ids)
    if all(holders.get(one.need_id, (0, 0))[1] == one.person_id for one in steps):
        return False
    days = {one.person_id: needs[one.need_id].starts_at.astimezone(OSLO).date() for one in steps}
    asked = must_agree(session, days)
    if missing := sorted(asked - set(agreed)):
        raise BadInput(
            [Fault("yes", f"{person_ref(one)} is missing", "everybody asked") for one in missing]
        )
    _refuse_moved(steps, holders)
    for one in steps[1:]:
        shift.cancel(session, shift_id=holders[one.need_id][0], actor=actor, now=now)
    made = [_give(session, one, actor, now, reason) for one in steps]
    _tell(session, [one for one in made if one.person_id in asked], actor, now)
    _record(session, steps, actor, now, asked)
    return True


def _tell(session: Session, made: Sequence[Shift], actor: Actor, now: datetime) -> None:
    """Tell those who had to say yes that it is noted, and by whom, so that they can object."""
    units = {one.id: one.name for one in session.scalars(select(Unit))}
    for one in made:
        person = session.get_one(Person, one.person_id)
        notice.write(
            session,
            person=person,
            kind="swap_agreed",
            key=f"swap_agreed:{one.id}:{person.id}",
            body=notice.text(
                "swap_agreed",
                person.language,
                who=actor.name,
                when=notice.when(one.starts_at, one.ends_at),
                unit=units[one.unit_id],
            ),
            now=now,
        )
    if made:
        notice.send_soon(session)


def _refuse_moved(steps: Sequence[Step], holders: Mapping[int, tuple[int, int]]) -> None:
    """Refuse an exchange whose needs have other holders by now."""
    if steps[0].need_id in holders:
        raise Conflict("need_taken", {"need": steps[0].need_id})
    for one, then in pairwise(steps):
        if holders.get(then.need_id, (0, 0))[1] != one.person_id:
            raise Conflict("swap_stale", {"need": then.need_id})


def _record(
    session: Session, steps: Sequence[Step], actor: Actor, now: datetime, asked: Collection[int]
) -> None:
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind="swap.booked",
        subject=("need", steps[0].need_id),
        data={
            "needs": [one.need_id for one in steps],
            "people": [one.person_id for one in steps],
            "agreed": sorted(asked),
        },
    )


def _give(
    session: Session, step: Step, actor: Actor, now: datetime, reason: preference.Aside | None
) -> Shift:
    return shift.book(
        session,
        need_id=step.need_id,
        person_id=step.person_id,
        actor=actor,
        now=now,
        reason=reason,
        asks_reason=True,
    )


def must_agree(session: Session, days: Mapping[int, date]) -> frozenset[int]:
    """Return those who must say yes to a changed shift: all but the pool, in its own duty time.

    Args:
        session: an open session; one query.
        days: Oslo date of the shift each person would get, by person.

    Source: AML § 10-3; contract 2 (`people.kind`: `pool` before all else).
    """
    query = select(Post.person_id, Post.kind, Post.valid_from, Post.valid_to)
    held = [
        (person_id, kind)
        for person_id, kind, first_on, last_on in session.execute(
            query.where(Post.person_id.in_(days))
        )
        if first_on <= days[person_id] and (last_on is None or days[person_id] <= last_on)
    ]
    pool = {person_id for person_id, kind in held if kind is PostKind.POOL}
    return frozenset(person_id for person_id, _ in held) - pool


def _needs(session: Session, ids: Sequence[int]) -> Sequence[Need]:
    """Return the needs, locked in the order of ids so that two exchanges cannot wait in a ring."""
    query = select(Need).where(Need.id.in_(ids)).order_by(Need.id).with_for_update()
    found = session.scalars(query, execution_options={"populate_existing": True}).all()
    for one in set(ids) - {row.id for row in found}:
        raise NotFound("need", one)
    return found


def _holders(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return shift and person by need."""
    query = (
        select(Shift.need_id, Shift.id, Shift.person_id)
        .where(Shift.need_id.in_(ids), Shift.status.in_(OCCUPYING))
        .with_for_update()
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(query) if row[0] is not None}
