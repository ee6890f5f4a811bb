"""Combinations for a need as the roster is now: who may be considered, asked now, or moved."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from vikarsentral import contact
from vikarsentral.commitments import need_ref, person_id, person_ref
from vikarsentral.compound.find import Combination, combinations
from vikarsentral.need.floors import movable
from vikarsentral.offer import asked_lately
from vikarsentral.plan.problem import able_for_need, build_for_need, facts
from vikarsentral.rules.employment import place_excess
from vikarsentral.rules.facts import Need as NeedFacts
from vikarsentral.rules.facts import Person as PersonFacts
from vikarsentral.rules.facts import Problem, Stretch
from vikarsentral.rules.parts import Candidate, Ground, Part, Wanted
from vikarsentral.tables import AnswerState, Compound, Need, Offer, OfferAnswer, OfferState, Shift

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Live:
    """What combinations of one need are made from.

    Attributes:
        ground: whom to consider.
        shifts: ids of own shifts that could be left, by person id and start.
        askable_at: the first instant each may be asked, UTC; None when not this week.
        direct: those who have said yes beforehand to being booked.
    """

    ground: Ground
    shifts: dict[tuple[str, int], int]
    askable_at: dict[int, datetime | None]
    direct: frozenset[int]

    def among(self, person_ids: Collection[int]) -> Live:
        """Return the same for some of the people.

        Args:
            person_ids: row ids.
        """
        kept = [one for one in self.ground.candidates if person_id(one.person.id) in person_ids]
        return replace(self, ground=Ground(self.ground.wanted, kept))

    def askable(self, now: datetime) -> Live:
        """Return the same for those who may be asked now.

        Args:
            now: UTC.
        """
        return self.among({who for who, at in self.askable_at.items() if at and at <= now})

    def shift_of(self, part: Part) -> int | None:
        """Return the own shift that a part leaves, None where it leaves none."""
        left = part.candidate.moved
        return None if left is None else self.shifts[part.person, left.start]


def instant(minute: int) -> datetime:
    """Return a UTC minute since 1970 as an instant."""
    return EPOCH + timedelta(minutes=minute)


def minute(at: datetime) -> int:
    """Return an instant as the UTC minute since 1970, a part of a minute counted whole."""
    return -((EPOCH - at) // timedelta(minutes=1))


def read(session: Session, need: Need, now: datetime) -> Live:
    """Read who could take a part of a need.

    Those who were asked about the need and did not say yes are left in peace.

    Args:
        session: an open session; a fixed number of queries.
        need: the need.
        now: UTC.
    """
    silent = _silent(session, need)
    able = able_for_need(session, need.id)
    problem = facts(build_for_need(session, need.id, person_ids=able))
    wanted = problem.needs[need_ref(need.id)]
    people = [one for one in problem.people.values() if person_id(one.id) not in silent]
    found = [Candidate(problem, one) for one in people if _fits(problem, one, wanted)]
    moved, shifts = _movers(session, need, silent, now)
    found += moved
    ids = {person_id(one.person.id) for one in found}
    wishes = contact.wishes_of(session, ids)
    lately = asked_lately(session, ids, now)
    askable = {
        who: contact.askable_from(wishes[who], now)
        if lately.get(who, 0) < wishes[who].most_a_week
        else None
        for who in ids
    }
    direct = frozenset(who for who in ids if wishes[who].is_direct_booking_ok)
    return Live(Ground(_wanted(need, wanted, now), found), shifts, askable, direct)


def _wanted(need: Need, wanted: NeedFacts, now: datetime) -> Wanted:
    core_start = wanted.start if need.core_starts_at is None else minute(need.core_starts_at)
    core_end = wanted.end if need.core_ends_at is None else minute(need.core_ends_at)
    return Wanted(wanted, core_start, core_end, minute(now))


def _fits(problem: Problem, person: PersonFacts, need: NeedFacts) -> bool:
    held = all(one in person.competences for one in need.requires)
    return held and place_excess(problem, person, need) is None


def _movers(
    session: Session, need: Need, silent: Collection[int], now: datetime
) -> tuple[list[Candidate], dict[tuple[str, int], int]]:
    rows = [one for one in movable(session, need, now) if one.person_id not in silent]
    if not rows:
        return [], {}
    ids = sorted({one.person_id for one in rows})
    problem = facts(build_for_need(session, need.id, person_ids=ids))
    wanted = problem.needs[need_ref(need.id)]
    found, shifts = [], {}
    for row in rows:
        person = problem.people.get(person_ref(row.person_id))
        if person is not None and _fits(problem, person, wanted):
            left = _stretch(person, row)
            found += [Candidate(problem, person, one) for one in left]
            shifts.update({(person.id, one.start): row.id for one in left})
    return found, shifts


def _stretch(person: PersonFacts, row: Shift) -> list[Stretch]:
    at = (minute(row.starts_at), minute(row.ends_at))
    return [one for one in person.rota if (one.start, one.end) == at]


def _silent(session: Session, need: Need) -> set[int]:
    """Return who has been asked about a need and has not said yes.

    A part that was taken back unanswered, of a need with another core, was another question.
    """
    other_core = (
        exists()
        .where(Compound.id == Offer.compound_id, Offer.state == OfferState.WITHDRAWN)
        .where(
            Compound.core_starts_at.is_distinct_from(need.core_starts_at)
            | Compound.core_ends_at.is_distinct_from(need.core_ends_at)
        )
    )
    said_nothing = OfferAnswer.answered_at.is_(None) & ~other_core
    query = (
        select(OfferAnswer.person_id)
        .join(Offer, Offer.id == OfferAnswer.offer_id)
        .where(Offer.need_id == need.id)
        .where((OfferAnswer.state == AnswerState.DECLINED) | said_nothing)
    )
    return set(session.scalars(query))


def found(live: Live, *, top: int) -> Sequence[Combination]:
    """Return the best combinations, the best first.

    Args:
        live: what they are made from.
        top: how many at most.
    """
    return combinations(live.ground, top=top)
