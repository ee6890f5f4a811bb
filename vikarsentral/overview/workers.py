"""People as a year of work knows them: posts, what they hold, and the proofs they have shown.

A proof that no sector asks for is not kept here, and so it is not judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.commitments.posts import kind_of, size_in_force
from vikarsentral.commitments.proofs import held
from vikarsentral.commitments.refs import person_ref
from vikarsentral.rules.facts import Accepts, Kind
from vikarsentral.rules.proofs import Days
from vikarsentral.rules.values_year import ALL_VALUES
from vikarsentral.rules.year import Held, Medication, Worker
from vikarsentral.rules.year import Post as YearPost
from vikarsentral.rules.year.facts import REGIMES, Regime
from vikarsentral.tables import (
    Competence,
    Person,
    PersonCompetence,
    PersonSector,
    Post,
    PostKind,
    Proof,
    ProofKind,
    SectorDemand,
)

KINDS: Mapping[PostKind, Kind] = {
    PostKind.POOL: "pool",
    PostKind.PART_TIME: "part_time",
    PostKind.STAFF: "staff",
    PostKind.HOURLY: "hourly",
}
FROM_EVER = 1
"""Stands for the first day of what is held without one."""

_JUDGED = {
    ProofKind.POLICE_CHECK: "police_check",
    ProofKind.CLEARANCE: "tb_clearance",
    ProofKind.LANGUAGE: "language",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What the register keeps of proofs.

    Attributes:
        kinds: of each proof, by code.
        scopes: of medication, by code.
        demands: codes by sector.
        authorised: codes of competences that need a public authorisation.
    """

    kinds: Mapping[str, ProofKind]
    scopes: Mapping[str, int]
    demands: Mapping[str, frozenset[str]]
    authorised: frozenset[str]

    def of(self, kind: ProofKind) -> frozenset[str]:
        """Return the codes of a kind.

        Args:
            kind: of the proof.
        """
        return frozenset(code for code, one in self.kinds.items() if one is kind)

    def asked(self, sector: str, kind: ProofKind) -> frozenset[str]:
        """Return the codes of a kind that a sector asks for.

        Args:
            sector: its code.
            kind: of the proof.
        """
        return self.demands.get(sector, frozenset()) & self.of(kind)

    def unkept(self, sectors: Collection[str]) -> frozenset[tuple[str, str]]:
        """Return the rules and sectors that the register holds no facts for.

        Args:
            sectors: their codes.
        """
        return frozenset(
            (rule, sector)
            for sector in sectors
            for kind, rule in _JUDGED.items()
            if not self.asked(sector, kind)
        )


def kept(session: Session) -> Kept:
    """Return what the register keeps of proofs; three queries.

    Args:
        session: an open session.
    """
    proofs = session.scalars(select(Proof)).all()
    demands: dict[str, set[str]] = {}
    for sector, code in session.execute(
        select(SectorDemand.sector_code, SectorDemand.competence_code)
    ):
        demands.setdefault(sector, set()).add(code)
    authorised = session.scalars(select(Competence.code).where(Competence.is_health_personnel))
    return Kept(
        {one.competence_code: one.kind for one in proofs},
        {one.competence_code: one.scope for one in proofs if one.scope is not None},
        {sector: frozenset(codes) for sector, codes in demands.items()},
        frozenset(authorised),
    )


def workers(session: Session, ids: Collection[int], first: date, keeps: Kept) -> Iterator[Worker]:
    """Return people as a year of work knows them; four queries.

    Args:
        session: an open session.
        ids: row ids of people.
        first: the Monday the year begins on.
        keeps: what the register keeps of proofs.

    Yields:
        One worker for each, in the order of row ids.
    """
    posts: dict[int, list[Post]] = {}
    for post in session.scalars(select(Post).where(Post.person_id.in_(ids)).order_by(Post.id)):
        posts.setdefault(post.person_id, []).append(post)
    holds = held(session, PersonCompetence.person_id.in_(ids))
    sectors: dict[int, set[str]] = {}
    for tie in session.scalars(select(PersonSector).where(PersonSector.person_id.in_(ids))):
        sectors.setdefault(tie.person_id, set()).add(tie.sector_code)
    for person in session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id)):
        mine = sectors.get(person.id, set())
        yield _worker(
            person, posts.get(person.id, []), holds.get(person.id, {}), mine, first, keeps
        )


def _worker(
    person: Person,
    posts: list[Post],
    mine: Mapping[str, Days],
    sectors: Collection[str],
    first: date,
    keeps: Kept,
) -> Worker:
    own = _Own(mine, keeps)
    current = [one for one in posts if one.valid_to is None or one.valid_to >= first]
    return Worker(
        id=person_ref(person.id),
        posts=(_post(current, first),),
        regime=_regime(current),
        sectors=frozenset(sectors),
        accepts=Accepts(
            person.accepts_merarbeid_minutes_week, person.accepts_overtime, person.accepts_night
        ),
        competences={code: Held(*days) for code, days in mine.items()},
        authorisations={
            code: Held(*days) for code, days in mine.items() if code in keeps.authorised
        },
        employed_on=min((one.valid_from.toordinal() for one in posts), default=None),
        police_checks={
            sector: since
            for sector in keeps.demands
            if (since := own.since(keeps.asked(sector, ProofKind.POLICE_CHECK))) is not None
        },
        tb_required=bool(own.asked_anywhere(ProofKind.CLEARANCE)),
        tb_cleared_on=own.since(keeps.of(ProofKind.CLEARANCE)),
        medication=tuple(
            Medication(keeps.scopes[code], None, Held(*days))
            for code, days in mine.items()
            if code in keeps.scopes
        ),
        teacher_from=own.first_of(own.teaching(for_now=False)),
        teaching_since=own.first_of(own.teaching(for_now=True)),
        pedagogue=own.days(ProofKind.PEDAGOGUE),
        language_shown_on=own.since(keeps.of(ProofKind.LANGUAGE)),
    )


@dataclass(frozen=True, slots=True)
class _Own:
    """What one person holds, by what it proves."""

    mine: Mapping[str, Days]
    keeps: Kept

    def since(self, codes: frozenset[str]) -> int | None:
        """Return the first day on which one of some proofs was seen."""
        found = [self.mine[code][0] for code in codes & self.mine.keys()]
        return min((FROM_EVER if one is None else one for one in found), default=None)

    def days(self, kind: ProofKind) -> tuple[Held, ...]:
        """Return the days proofs of a kind are held."""
        return tuple(
            Held(*days) for code, days in self.mine.items() if self.keeps.kinds.get(code) is kind
        )

    def teaching(self, *, for_now: bool) -> list[Held]:
        """Return the days as a teacher: with an end for now, without one for good."""
        found = self.days(ProofKind.TEACHER)
        return [one for one in found if (one.last_on is not None) is for_now]

    @staticmethod
    def first_of(found: list[Held]) -> int | None:
        """Return the first day of some days."""
        return min(
            (FROM_EVER if one.first_on is None else one.first_on for one in found), default=None
        )

    def asked_anywhere(self, kind: ProofKind) -> frozenset[str]:
        """Return the codes of a kind that some sector asks for."""
        wanted = self.keeps.of(kind)
        return frozenset(code for codes in self.keeps.demands.values() for code in codes & wanted)


def _post(posts: list[Post], first: date) -> YearPost:
    """Return all posts as one, as a problem file writes them."""
    if not posts:
        return YearPost("none", "hourly", ALL_VALUES["tariff_week_day"].on(first.toordinal()), 0)
    full_week = max(post.full_week_minutes for post in posts)
    size = size_in_force(posts, full_week, first)
    kind = KINDS[kind_of({post.kind for post in posts}, size)]
    return YearPost("all", kind, full_week, size)


def _regime(posts: list[Post]) -> Regime:
    """Return the most protective regime of some posts; without any that of day work."""
    found = {post.regime for post in posts}
    return next((one for one in REGIMES if one in found), "DAY")
