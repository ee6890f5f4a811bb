"""What people call units, sectors, areas and competences, for sentences."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.explain.memory import kept
from vikarsentral.rules.texts import LANGUAGES, Language
from vikarsentral.rules.wording import Names
from vikarsentral.tables import Area, Competence, Sector, Unit


def names(session: Session) -> Names:
    """Return every name by kind and code.

    Args:
        session: an open session; one query where the names are in memory, else five.
    """
    return kept(session, "names", lambda: _read(session))


def _read(session: Session) -> Names:
    found: dict[tuple[str, str], dict[Language, str]] = {}
    for kind, table in (("competence", Competence), ("sector", Sector)):
        query = select(table.code, table.name_nb, table.name_nn, table.name_en)
        for code, *told in session.execute(query):
            found[kind, code] = dict(zip(LANGUAGES, map(_inside, told), strict=True))
    for kind, place in (("unit", Unit), ("area", Area)):
        for code, name in session.execute(select(place.code, place.name)):
            found[kind, code] = dict.fromkeys(LANGUAGES, name)
    return found


def _inside(name: str) -> str:
    """Return a name as it stands inside a sentence: small first letter unless all is large."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
