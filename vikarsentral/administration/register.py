"""What every register has: names in three languages, and rows found, locked and known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import DeclarativeBase, Session

from vikarsentral.administration.words import name_faults
from vikarsentral.errors import BadInput, Fault, NotFound
from vikarsentral.tables import Area, Competence, Sector

Row = TypeVar("Row", bound=DeclarativeBase)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in bokmål, nynorsk and English; an empty one is read as the bokmål name."""

    nb: str
    nn: str = ""
    en: str = ""

    def fields(self) -> dict[str, str]:
        """Return the columns of a named row."""
        nb = self.nb.strip()
        names = {"name_nn": self.nn.strip() or nb, "name_en": self.en.strip() or nb}
        return {"name_nb": nb, **names}

    def faults(self) -> list[Fault]:
        """Return what is wrong with the names."""
        told = self.fields()
        return [fault for where, name in told.items() for fault in name_faults(where, name)]


def fetch(session: Session, query: Select[Row], kind: str, key: object) -> Row:
    """Return one row, locked and as it is now.

    Args:
        session: an open session.
        query: finds at most one row.
        kind: what it is, for the refusal.
        key: what was asked for.

    Raises:
        NotFound: there is no such row.
    """
    fresh = {"populate_existing": True}
    row = session.scalars(query.with_for_update(), execution_options=fresh).one_or_none()
    if row is None:
        raise NotFound(kind, key)
    return row


def known(session: Session, kind: type[Sector | Area | Competence], code: str) -> str:
    """Return a code that is in a register.

    Args:
        session: an open session.
        kind: which register.
        code: what was chosen.

    Raises:
        BadInput: there is none of that code.
    """
    if session.get(kind, code) is None:
        where = kind.__tablename__
        raise BadInput([Fault(where, f"{code!r} is unknown", "one of the register")])
    return code
