"""Rows that tell when the roster last changed: one for each transaction that touched it.

The database writes them by itself. What was read before such a transaction was finished is
known to be old, in whatever order transactions end.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base

WATCHED = (
    *("agreement", "agreement_person", "agreement_unit", "weights"),
    *("area", "sector", "travel", "unit", "competence"),
    *("person", "post", "person_competence", "person_sector", "person_unit"),
    *("absence", "duty_time", "need", "pin", "shift", "unavailability", "wish"),
    "agency_order",
    *("pay_basis", "pay_setting", "tariff_row", "price", "municipality"),
    *("duty_change", "worked_entry"),
    *("proof", "sector_demand"),
)
"""Tables that a problem is built from; each has the trigger."""


class RosterChange(Base):
    """Hold that a transaction changed something a problem is built from; kept for a day."""

    __tablename__ = "roster_change"

    xid: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
