"""What people call units, sectors, areas and competences, for sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.explain.memory import kept
from vikarsentral.rules.texts import LANGUAGES, Language
from vikarsentral.rules.wording import Names
from vikarsentral.tables import Area, Competence, Person, Sector, Unit

SOURCES = ("area", "competence", "person", "sector", "unit")
"""Tables that names are read from."""


@dataclass(frozen=True, slots=True)
class Called:
    """What people call places and competences inside sentences, and people by row id.

    Attributes:
        names: as they stand inside a sentence, by kind and code.
        people: by row id.
        competences: as they stand alone, by language and code.
    """

    names: Names
    people: Mapping[int, str]
    competences: Mapping[str, Mapping[str, str]]


def called(session: Session) -> Called:
    """Return every name by kind and code, and every person's name.

    Args:
        session: an open session; one query where the names are in memory, else six.
    """
    return kept(session, "names", lambda: _read(session), SOURCES)


def names(session: Session) -> Names:
    """Return every name by kind and code.

    Args:
        session: an open session; one query where the names are in memory, else six.
    """
    return called(session).names


def _read(session: Session) -> Called:
    found: dict[tuple[str, str], dict[Language, str]] = {}
    alone: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for kind, table in (("competence", Competence), ("sector", Sector)):
        query = select(table.code, table.name_nb, table.name_nn, table.name_en)
        for code, *told in session.execute(query):
            found[kind, code] = dict(zip(LANGUAGES, map(_inside, told), strict=True))
            for language, name in zip(LANGUAGES, told, strict=True):
                if kind == "competence":
                    alone[language][code] = name
    for kind, place in (("unit", Unit), ("area", Area)):
        for code, name in session.execute(select(place.code, place.name)):
            found[kind, code] = dict.fromkeys(LANGUAGES, name)
    return Called(found, dict(session.execute(select(Person.id, Person.name)).all()), alone)


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence: small first letter unless all is large."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
