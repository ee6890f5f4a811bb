"""The municipality and its competences, as pages name them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from vikarsentral.tables import Competence, Municipality


def municipality_name(session: Session) -> str | None:
    """Return the municipality's name, or None before it is set up.

    Args:
        session: an open session.
    """
    return session.scalar(select(Municipality.name))


def competence_names(session: Session, language: str) -> dict[str, str]:
    """Return the name of each competence by its code, in the order of codes.

    Args:
        session: an open session.
        language: `nb`, `nn` or `en`.
    """
    column = {"nn": Competence.name_nn, "en": Competence.name_en}.get(language, Competence.name_nb)
    query = select(Competence.code, column).order_by(Competence.code)
    return dict(session.execute(query).tuples().all())
