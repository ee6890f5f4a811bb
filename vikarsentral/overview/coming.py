"""The needs of some weeks, counted by sector and by where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from vikarsentral.tables import Need, NeedStatus, Sector, Unit


@dataclass(frozen=True, slots=True)
class ComingLine:
    """The needs of one sector, in numbers.

    Attributes:
        sector: its name.
        open: nobody has them yet.
        covered: one of the municipality's own has them.
        agency: proposed to, or ordered from, a staffing agency.
    """

    sector: str
    open: int
    covered: int
    agency: int

    @property
    def all(self) -> int:
        """Return how many there are."""
        return self.open + self.covered + self.agency


def coming_needs(
    session: Session, starts_at: datetime, ends_at: datetime, language: str
) -> list[ComingLine]:
    """Count the needs that start in a time, by sector; one query.

    Args:
        session: an open session.
        starts_at: from, UTC.
        ends_at: to, UTC.
        language: `nb`, `nn` or `en`.

    Returns:
        One line per sector with a need, in the order of names.
    """
    name = {"nn": Sector.name_nn, "en": Sector.name_en}.get(language, Sector.name_nb)

    def counted(status: NeedStatus) -> ColumnElement[int]:
        return func.count(Need.id).filter(Need.status == status)

    query = (
        select(
            name,
            counted(NeedStatus.OPEN),
            counted(NeedStatus.COVERED),
            counted(NeedStatus.AGENCY),
        )
        .join(Unit, Unit.sector_code == Sector.code)
        .join(Need, Need.unit_id == Unit.id)
        .where(Need.starts_at >= starts_at, Need.starts_at < ends_at)
        .where(Need.status != NeedStatus.WITHDRAWN)
        .group_by(Sector.code)
        .order_by(name)
    )
    return [ComingLine(*row) for row in session.execute(query)]


def sector_names(session: Session, language: str) -> dict[str, str]:
    """Return the name of each sector by its code.

    Args:
        session: an open session.
        language: `nb`, `nn` or `en`.
    """
    name = {"nn": Sector.name_nn, "en": Sector.name_en}.get(language, Sector.name_nb)
    return dict(session.execute(select(Sector.code, name).order_by(Sector.code)).all())
