"""The people there are, read at once with all that a file of people may change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.commitments.own_pay import YearlyPay
from vikarsentral.tables import (
    Competence,
    PayBasis,
    Person,
    PersonCompetence,
    PersonSector,
    PersonUnit,
    Post,
    Unit,
    UnitTie,
)

PAY_COLUMNS = (
    PayBasis.annual_ore,
    PayBasis.valid_from,
    PayBasis.pension,
    PayBasis.has_extra_holiday,
    PayBasis.supplement_ore,
    PayBasis.seniority_years,
)
Validity = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class HeldPost:
    """One post: its row, and its values in the order of the file's columns of a post."""

    id: int
    values: tuple[Any, ...]


@dataclass(slots=True)
class Held:
    """One person as the register has them."""

    id: int
    employee_no: str
    is_active: bool
    own: dict[str, Any]
    posts: list[HeldPost] = field(default_factory=list)
    competences: dict[str, Validity] = field(default_factory=dict)
    sectors: frozenset[str] = frozenset()
    ties: frozenset[tuple[int, UnitTie]] = frozenset()
    pay: list[YearlyPay] = field(default_factory=list)


@dataclass(slots=True)
class Register:
    """Everyone by employee number, and what units and competences are called."""

    people: dict[str, Held]
    unit_names: dict[int, str]
    role_names: dict[str, str]

    def listed(self, values: Any) -> str:
        """Return a list of codes, units or competences as people read it."""
        if isinstance(values, dict):
            told = [_with_validity(code, *days) for code, days in sorted(values.items())]
        else:
            told = sorted(self.unit_names.get(one, str(one)) for one in values)
        return ", ".join(told) or "–"

    def post(self, values: tuple[Any, ...]) -> str:
        """Return a post as people read it."""
        _, unit, role, size, full_week, first, last = values
        told = [self.role_names.get(role, role), f"{size // 100},{size % 100:02} %"]
        told.append(self.unit_names[unit] if unit is not None else "vikarsentralen")
        told.append(f"{full_week // 60}.{full_week % 60:02} t/uke")
        return ", ".join(told) + f", {first}–{last or ''}"


def _with_validity(code: str, first: str | None, last: str | None) -> str:
    words = [f"fra {first}"] if first else []
    words += [f"til {last}"] if last else []
    return f"{code} ({' '.join(words)})" if words else code


def register(session: Session) -> Register:
    """Read everyone; one query per kind of row.

    Args:
        session: an open session.
    """
    people = {held.id: held for held in _people(session)}
    _posts(session, people)
    _abilities(session, people)
    for row in session.execute(select(PayBasis.person_id, *PAY_COLUMNS)):
        people[row[0]].pay.append(YearlyPay(*row[1:]))
    return Register(
        {held.employee_no: held for held in people.values()},
        dict(session.execute(select(Unit.id, Unit.name)).all()),
        dict(session.execute(select(Competence.code, Competence.name_nb)).all()),
    )


def _people(session: Session) -> list[Held]:
    query = select(
        Person.id,
        Person.employee_no,
        Person.is_active,
        Person.name,
        Person.phone,
        Person.email,
        Person.language,
        Person.home_area,
        Person.hourly_cost_ore,
    )
    names = ("name", "phone", "email", "language", "area", "cost")
    return [
        Held(
            row[0],
            row[1],
            row[2],
            dict(zip(names, (*row[3:6], row[6].value, *row[7:]), strict=True)),
        )
        for row in session.execute(query)
    ]


def _posts(session: Session, people: dict[int, Held]) -> None:
    query = select(
        Post.id,
        Post.person_id,
        Post.kind,
        Post.unit_id,
        Post.role_code,
        Post.stillingsprosent,
        Post.full_week_minutes,
        Post.valid_from,
        Post.valid_to,
    ).order_by(Post.id)
    for row in session.execute(query):
        last = row[8].isoformat() if row[8] else None
        values = (row[2].value, *row[3:7], row[7].isoformat(), last)
        people[row[1]].posts.append(HeldPost(row[0], values))


def _abilities(session: Session, people: dict[int, Held]) -> None:
    held = select(
        PersonCompetence.person_id,
        PersonCompetence.competence_code,
        PersonCompetence.valid_from,
        PersonCompetence.valid_to,
    )
    for person, code, first, last in session.execute(held):
        days = [one.isoformat() if one is not None else None for one in (first, last)]
        people[person].competences[code] = (days[0], days[1])
    sectors: dict[int, set[str]] = defaultdict(set)
    for person, code in session.execute(select(PersonSector.person_id, PersonSector.sector_code)):
        sectors[person].add(code)
    ties: dict[int, set[tuple[int, UnitTie]]] = defaultdict(set)
    tied = select(PersonUnit.person_id, PersonUnit.unit_id, PersonUnit.tie)
    for person, unit, tie in session.execute(tied):
        ties[person].add((unit, tie))
    for row_id, one in people.items():
        one.sectors, one.ties = frozenset(sectors[row_id]), frozenset(ties[row_id])
