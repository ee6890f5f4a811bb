"""Rows for what the parties decide beyond agreements: preference areas, emergency exceptions."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, choice


class PreferenceScope(StrEnum):
    """Name how far the preference of part-timers reaches.

    Source: AML § 14-3.
    """

    UNIT = "unit"
    SECTOR = "sector"
    MUNICIPALITY = "municipality"


class EmergencyCode(StrEnum):
    """Name what may lie behind an emergency exception; never a cause of absence.

    Source: AML § 10-12 (3).
    """

    NATURAL_EVENT = "natural_event"
    ACCIDENT = "accident"
    UNFORESEEN = "unforeseen"


class PreferenceArea(Base):
    """Hold where part-timers come first, from a date on, and the discussion behind it."""

    __tablename__ = "preference_area"
    __table_args__ = (
        CheckConstraint("discussed_on <= valid_from", name="discussed_before"),
        CheckConstraint(
            "scope = 'municipality' OR discussed_on IS NOT NULL", name="narrower_is_discussed"
        ),
    )

    id: Mapped[Id]
    scope: Mapped[PreferenceScope] = mapped_column(choice(PreferenceScope, "scope"))
    valid_from: Mapped[date] = mapped_column(unique=True)
    discussed_on: Mapped[date | None]
    document_ref: Mapped[str] = mapped_column(String(200))
    decided_by: Mapped[str] = mapped_column(String(120))
    decided_at: Mapped[datetime]


class EmergencyException(Base):
    """Hold one person's decision to open named rules for one booking, seen by a second person."""

    __tablename__ = "emergency_exception"
    __table_args__ = (
        CheckConstraint("seen_by <> decided_by", name="two_people"),
        CheckConstraint("(seen_by IS NULL) = (seen_at IS NULL)", name="seen_whole"),
        CheckConstraint("shift_id IS NULL OR seen_by IS NOT NULL", name="seen_before_use"),
        CheckConstraint("cardinality(rules) > 0", name="names_a_rule"),
        Index(
            "uq_emergency_exception_live",
            "need_id",
            "person_id",
            unique=True,
            postgresql_where=text("withdrawn_at IS NULL AND shift_id IS NULL"),
        ),
    )

    id: Mapped[Id]
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    code: Mapped[EmergencyCode] = mapped_column(choice(EmergencyCode, "code"))
    rules: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    receipts: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    decided_by: Mapped[str] = mapped_column(String(120))
    decided_at: Mapped[datetime] = mapped_column(index=True)
    seen_by: Mapped[str | None] = mapped_column(String(120))
    seen_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    shift_id: Mapped[int | None] = mapped_column(ForeignKey("shift.id"), unique=True)
