"""Rows for hours as worked: a record that nobody can change, objections to it, and erasures.

The shift row holds the times in force. The record holds how they came to be: what was planned,
what was told, by which side and when. The database refuses to change, delete or truncate both
the record and the objections.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, choice


class Side(StrEnum):
    """Name who may tell how a shift went; `system` when nobody said otherwise."""

    SYSTEM = "system"
    LEADER = "leader"
    PERSON = "person"


class Went(StrEnum):
    """Name how a shift went, seen from its plan."""

    AS_PLANNED = "as_planned"
    LATE = "late"
    STAYED_ON = "stayed_on"
    LEFT_EARLY = "left_early"
    OTHER_TIMES = "other_times"
    DID_NOT_COME = "did_not_come"


class WorkedEntry(Base):
    """Hold one telling of how a shift was worked; the one with the highest number is in force.

    Source: AML § 10-7.
    """

    __tablename__ = "worked_entry"
    __table_args__ = (
        UniqueConstraint("shift_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("planned_ends_at > planned_starts_at", name="planned_ends_later"),
        CheckConstraint("ends_at > starts_at", name="ends_later"),
        CheckConstraint(
            "num_nonnulls(starts_at, ends_at) = CASE went WHEN 'did_not_come' THEN 0 ELSE 2 END",
            name="times_unless_away",
        ),
        CheckConstraint("unpaid_break_minutes >= 0", name="unpaid_break"),
        CheckConstraint("minutes >= 0", name="minutes"),
        CheckConstraint("went <> 'did_not_come' OR minutes = 0", name="no_minutes_when_away"),
        Index("ix_worked_entry_unit_planned", "unit_id", "planned_starts_at"),
        Index("ix_worked_entry_person_planned", "person_id", "planned_starts_at"),
    )

    id: Mapped[Id]
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"))
    number: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    went: Mapped[Went] = mapped_column(choice(Went, "went"))
    planned_starts_at: Mapped[datetime]
    planned_ends_at: Mapped[datetime]
    planned_break_minutes: Mapped[int]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    unpaid_break_minutes: Mapped[int]
    minutes: Mapped[int]
    side: Mapped[Side] = mapped_column(choice(Side, "side"))
    told_by: Mapped[str] = mapped_column(String(120))
    told_at: Mapped[datetime]


class WorkedObjection(Base):
    """Hold that the other side does not agree with an entry; a later entry settles it."""

    __tablename__ = "worked_objection"

    entry_id: Mapped[int] = mapped_column(ForeignKey("worked_entry.id"), primary_key=True)
    side: Mapped[Side] = mapped_column(choice(Side, "side"))
    told_by: Mapped[str] = mapped_column(String(120))
    told_at: Mapped[datetime]


class Erasure(Base):
    """Hold that a person's identity was erased; the row that is left stands for statistics."""

    __tablename__ = "erasure"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    erased_by: Mapped[str] = mapped_column(String(120))
    erased_at: Mapped[datetime]
