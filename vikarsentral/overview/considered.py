"""Everyone considered for one need as it stands, each with name and receipt, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.commitments import person_id
from vikarsentral.explain.names import names
from vikarsentral.explain.receipts import need_receipts
from vikarsentral.explain.told import spoken
from vikarsentral.rules.names import source_words
from vikarsentral.tables import Person


@dataclass(frozen=True, slots=True)
class ConsideredPerson:
    """One person considered: name, verdict of the receipt, sentences, and what they rest on."""

    name: str
    verdict: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Considered:
    """Some of those considered for a need.

    Attributes:
        counts: how many have each verdict, over everyone.
        people: those of the page, in order of rank.
    """

    counts: Mapping[str, int]
    people: tuple[ConsideredPerson, ...]

    @property
    def count(self) -> int:
        """Return how many were considered in all."""
        return sum(self.counts.values())


def considered(
    session: Session, need_id: int, *, language: str, now: datetime, first: int, many: int
) -> Considered:
    """Return some of those considered for a need, each with exactly one receipt.

    Args:
        session: an open session.
        need_id: the need.
        language: `nb`, `nn` or `en`.
        now: UTC; told in each receipt.
        first: rank of the first, 0 for the best.
        many: how many at most.

    Raises:
        NotFound: there is no such need.

    Source: contract 4.
    """
    chosen = spoken(language)
    receipts = need_receipts(session, need_id, names(session), now=now)
    shown = receipts.page(first, many)
    ids = [person_id(one.person) for one in shown if one.person is not None]
    people = dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(ids))).all())
    lines = tuple(
        ConsideredPerson(
            name=people[number],
            verdict=one.verdict,
            text=one.text[chosen],
            source=source_words(one.source, chosen),
        )
        for number, one in zip(ids, shown, strict=True)
    )
    return Considered(Counter(receipts.verdicts().values()), lines)
