"""Whose turn it is before hourly people and agencies: the part-timers of the preference area."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral import audit
from vikarsentral.access import Actor
from vikarsentral.clock import OSLO
from vikarsentral.commitments import need_ref, person_ref
from vikarsentral.errors import NotFound, ReasonMissing
from vikarsentral.plan.problem import build_for_need, facts
from vikarsentral.preference.area import area_on
from vikarsentral.preference.people import hourly_among, is_hourly, posts_inside
from vikarsentral.preference.states import referred
from vikarsentral.rules.person import person_breaches
from vikarsentral.tables import (
    AnswerState,
    Need,
    Offer,
    OfferAnswer,
    OfferState,
    PreferenceScope,
)

CHECKED = "preference.checked"


class Aside(StrEnum):
    """Name why a leader went past part-timers who had not had their turn.

    Source: AML § 14-3 (only where it is no substantial inconvenience).
    """

    CALLED = "called"
    INCONVENIENCE = "inconvenience"


@dataclass(frozen=True, slots=True)
class Turn:
    """Who comes before hourly people and agencies for one need, at one moment.

    Attributes:
        scope: how far the preference reaches.
        inside: part-timers of the area who have said yes to more hours: id, and post in
            hundredths of a per cent.
        lawful: ids of those who could lawfully have the need.
        had_turn: ids of the lawful who were asked and said no, or let the time pass.
        passed_over: ids of the lawful who have not had their turn.
    """

    scope: PreferenceScope
    inside: tuple[tuple[int, int], ...]
    lawful: tuple[int, ...]
    had_turn: tuple[int, ...]
    passed_over: tuple[int, ...]

    @property
    def considered(self) -> int:
        """Return how many part-timers of the area have said yes to more hours."""
        return len(self.inside)

    def data(self) -> dict[str, Any]:
        """Return the facts as the record keeps them, so that later posts change nothing."""
        return {
            "scope": self.scope.value,
            "considered": self.considered,
            "inside": [list(one) for one in self.inside],
            "had_turn": list(self.had_turn),
            "passed_over": list(self.passed_over),
        }


def turn(session: Session, need_id: int, *, now: datetime) -> Turn:
    """Tell which part-timers come first for a need, and which of them have had their turn.

    A fixed number of queries.

    Args:
        session: an open session.
        need_id: the need.
        now: UTC.

    Raises:
        NotFound: there is no such need.

    Source: AML § 14-3.
    """
    need = session.get(Need, need_id)
    if need is None:
        raise NotFound("need", need_id)
    on = need.starts_at.astimezone(OSLO).date()
    scope = area_on(session, on).scope
    inside = posts_inside(session, need.unit_id, scope, on, 1)
    lawful = _lawful(session, need_id, inside.keys())
    asked = had_turn(session, need_id, at=now)
    return Turn(
        scope,
        tuple(inside.items()),
        tuple(lawful),
        tuple(who for who in lawful if who in asked),
        tuple(who for who in lawful if who not in asked),
    )


def _lawful(session: Session, need_id: int, person_ids: Collection[int]) -> list[int]:
    if not person_ids:
        return []
    problem = facts(build_for_need(session, need_id, person_ids=person_ids))
    need = problem.needs[need_ref(need_id)]
    found = []
    for row_id in person_ids:
        person = problem.people.get(person_ref(row_id))
        if person is not None and not person_breaches(problem, person, [need.stretch]):
            found.append(row_id)
    return found


def had_turn(session: Session, need_id: int, *, at: datetime) -> frozenset[int]:
    """Return who was asked about a need and said no, or let the whole time pass.

    Who said yes, or was asked in a wave that was called back or settled before its time, has
    not had their turn.

    Args:
        session: an open session.
        need_id: the need.
        at: UTC; asked and over before then.
    """
    query = (
        select(OfferAnswer, Offer)
        .join(Offer, Offer.id == OfferAnswer.offer_id)
        .where(Offer.need_id == need_id, OfferAnswer.asked_at < at)
    )
    return answered_before([(answer, offer) for answer, offer in session.execute(query)], at)


def answered_before(pairs: Iterable[tuple[OfferAnswer, Offer]], at: datetime) -> frozenset[int]:
    """Return those of the asked who had said no, or had let the time pass, before an instant.

    Args:
        pairs: answers with their offers.
        at: UTC.
    """
    return frozenset(
        answer.person_id
        for answer, offer in pairs
        if answer.asked_at < at and _is_over(answer, offer, at)
    )


def _is_over(answer: OfferAnswer, offer: Offer, at: datetime) -> bool:
    if answer.state is AnswerState.DECLINED:
        return answer.answered_at is not None and answer.answered_at <= at
    if answer.answered_at is not None or offer.window_ends_at > at:
        return False
    ended_early = offer.settled_at is not None and offer.settled_at < offer.window_ends_at
    return not (ended_early and offer.state is not OfferState.EXPIRED)


def line(session: Session, found: Turn, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """Return the facts of a turn as the record keeps them; many people are kept once.

    Args:
        session: an open session; the caller commits.
        found: whose turn it was.
        actor: who acts.
        now: UTC.
    """
    return referred(session, found.data(), actor=actor.label, now=now)


def asked_as(session: Session, need: Need, people: Collection[int]) -> dict[str, list[int]]:
    """Tell who of those asked in a wave were hourly, and who were part-timers of the area.

    Args:
        session: an open session.
        need: what they are asked about.
        people: row ids of everyone asked.

    Returns:
        Row ids in order; where nobody hourly is asked, none is asked too late, and nobody is
        looked for inside the area.

    Source: AML § 14-3.
    """
    on = need.starts_at.astimezone(OSLO).date()
    hourly = hourly_among(session, people, on)
    if not hourly:
        return {"hourly": [], "inside": []}
    scope = area_on(session, on).scope
    inside = posts_inside(session, need.unit_id, scope, on, 1, among=people)
    return {"hourly": sorted(hourly), "inside": sorted(inside)}


def witness(
    session: Session,
    *,
    need_id: int,
    person_id: int,
    actor: Actor,
    now: datetime,
    reason: Aside | None = None,
    asks_reason: bool = False,
) -> None:
    """Write down, before an hourly person gets a need, which part-timers came first.

    Work of anyone with a permanent post is no new hire, and leaves no line.

    Args:
        session: an open session; the caller commits.
        need_id: the need.
        person_id: who gets it.
        actor: who decides.
        now: UTC.
        reason: why it was done before everyone had had their turn, where somebody said so.
        asks_reason: whether to refuse where such a reason is needed and none is told.

    Raises:
        NotFound: there is no such need.
        ReasonMissing: part-timers are gone past, and no reason is told.

    Source: AML § 14-3.
    """
    need = session.get(Need, need_id)
    if need is None:
        raise NotFound("need", need_id)
    if not is_hourly(session, person_id, need.starts_at.astimezone(OSLO).date()):
        return
    found = turn(session, need_id, now=now)
    if asks_reason and found.passed_over and reason is None:
        raise ReasonMissing(len(found.passed_over), tuple(Aside))
    told = {"reason": reason.value} if reason is not None and found.passed_over else {}
    facts = line(session, found, actor=actor, now=now)
    audit.write(
        session,
        actor=actor.label,
        now=now,
        kind=CHECKED,
        subject=("need", need_id),
        data={"person": person_id, **facts, **told},
    )
