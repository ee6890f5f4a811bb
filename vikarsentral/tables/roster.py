"""Rows that tell when the roster last changed: where, and whose facts, for each transaction.

The database writes them by itself. What was read before such a transaction was finished is
known to be old, in whatever order transactions end.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base

WATCHED_BY_PERSON = (
    *("person", "post", "person_competence", "person_sector", "person_unit"),
    *("absence", "duty_time", "shift", "unavailability", "wish"),
    *("pay_basis", "duty_change", "worked_entry"),
)
"""Tables whose every row is one person's: a change is noted with the person."""

WATCHED_WHOLE = (
    *("agreement", "agreement_person", "agreement_unit", "weights"),
    *("area", "sector", "travel", "unit", "competence"),
    *("need", "pin", "agency_order"),
    *("pay_setting", "tariff_row", "price", "municipality"),
    *("proof", "sector_demand"),
)
"""Tables of which a change may concern everyone."""

WATCHED = (*WATCHED_BY_PERSON, *WATCHED_WHOLE)
"""Tables that a problem is built from; each has the trigger."""

EVERYONE = 0
"""In place of a person: the change may concern everyone."""


class RosterChange(Base):
    """Hold that a transaction changed something a problem is built from; kept for a day."""

    __tablename__ = "roster_change"

    xid: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    source: Mapped[str] = mapped_column(String(40), primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
