"""Rows for those who lead a unit for an evening, a night or a weekend."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, ends_after_start


class ShiftLead(Base):
    """Hold that a user leads a unit from one instant to another, unless it was ended before.

    Nothing has to be taken away when the time is over: the rights hold at instants within it.
    """

    __tablename__ = "shift_lead"
    __table_args__ = (
        ends_after_start(),
        CheckConstraint("ended_at < ends_at", name="ended_early"),
        Index("ix_shift_lead_user_ends", "user_id", "ends_at"),
        Index("ix_shift_lead_unit_ends", "unit_id", "ends_at"),
    )

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    named_by: Mapped[str] = mapped_column(String(120))
    named_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
