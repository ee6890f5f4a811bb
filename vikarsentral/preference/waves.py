"""Waves of asking: was a part-timer of the area asked after an hourly person?

Who was which is as the record kept it when the wave was sent; of a wave from before that was
kept, it is worked out from the posts.

Source: AML § 14-3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.clock import OSLO
from vikarsentral.preference.people import Hourly, part_timers
from vikarsentral.tables import Event, Need, Offer, OfferAnswer, PreferenceArea, PreferenceScope

SENT = "offer.sent"


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave of asking.

    Attributes:
        offer_id: row id.
        need: what was asked about.
        at: UTC; when it was sent.
        people: row ids in the order asked.
    """

    offer_id: int
    need: Need
    at: datetime
    people: tuple[int, ...]


def waves(session: Session) -> list[Wave]:
    """Return every wave, the oldest first; one query.

    Args:
        session: an open session.
    """
    query = (
        select(Offer, Need, OfferAnswer.person_id)
        .join(Need, Need.id == Offer.need_id)
        .join(OfferAnswer, OfferAnswer.offer_id == Offer.id)
        .order_by(Offer.id, OfferAnswer.rank)
    )
    rows: dict[int, tuple[Offer, Need, list[int]]] = {}
    for offer, need, person in session.execute(query):
        rows.setdefault(offer.id, (offer, need, []))[2].append(person)
    return [
        Wave(offer.id, need, offer.created_at, tuple(people))
        for offer, need, people in rows.values()
    ]


def ranked_late(
    session: Session, sent: Iterable[Wave], hourly: Hourly
) -> Iterable[tuple[Wave, int]]:
    """Find waves in which part-timers of the area are asked after an hourly person.

    Args:
        session: an open session.
        sent: the waves.
        hourly: who was hourly on which date, by the posts; for waves without a kept line.

    Yields:
        The wave, and how many part-timers were asked too late.
    """
    query = select(Event.data).where(Event.kind == SENT, Event.data.has_key("hourly"))
    kept = {int(data["offer"]): data for data in session.scalars(query)}
    by_posts = _ByPosts(session, hourly)
    for wave in sent:
        first, inside = by_posts.of(wave) if wave.offer_id not in kept else _then(kept, wave)
        late = {who for who in wave.people[first:] if who in inside}
        if late:
            yield wave, len(late)


def _then(kept: Mapping[int, Mapping[str, Any]], wave: Wave) -> tuple[int, frozenset[int]]:
    """Return the place of the first hourly person and who was inside, as the record has it."""
    told = kept[wave.offer_id]
    return _first(wave, [who in told["hourly"] for who in wave.people]), frozenset(told["inside"])


def _first(wave: Wave, is_hourly: list[bool]) -> int:
    return is_hourly.index(True) if True in is_hourly else len(wave.people)


class _ByPosts:
    """Who was hourly and who was inside, worked out from the posts, area by area."""

    def __init__(self, session: Session, hourly: Hourly) -> None:
        query = select(PreferenceArea).order_by(PreferenceArea.valid_from)
        self._session, self._hourly = session, hourly
        self._decided = list(session.scalars(query))
        self._areas: dict[tuple[int, PreferenceScope, date], frozenset[int]] = {}

    def of(self, wave: Wave) -> tuple[int, frozenset[int]]:
        """Return the place of the first hourly person, and the part-timers of the area."""
        on = wave.need.starts_at.astimezone(OSLO).date()
        first = _first(wave, [self._hourly(who, on) for who in wave.people])
        if first == len(wave.people):
            return first, frozenset()
        scope = PreferenceScope.MUNICIPALITY
        for row in self._decided:
            scope = row.scope if row.valid_from <= on else scope
        key = (wave.need.unit_id, scope, on)
        if key not in self._areas:
            self._areas[key] = frozenset(part_timers(self._session, *key))
        return first, self._areas[key]
