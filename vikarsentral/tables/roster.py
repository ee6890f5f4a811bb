"""Rows that tell when the roster last changed: where, and whose facts, for each transaction.

The database writes them by itself. What was read before such a transaction was finished is
known to be old, in whatever order transactions end. Beside them stand copies of facts as
packed, which are brought up to date by those rows.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id

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


class RosterCopy(Base):
    """Hold the facts of a period as packed, for a program that has none in memory.

    It is never written over: a newer one is put beside it, and old ones are taken away.
    """

    __tablename__ = "roster_copy"

    id: Mapped[Id]
    first_on: Mapped[date] = mapped_column(index=True)
    made_by: Mapped[str] = mapped_column(String(64))
    place: Mapped[str] = mapped_column(String(80))
    snapshot: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    packed: Mapped[bytes] = mapped_column(LargeBinary)
