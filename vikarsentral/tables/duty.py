"""Rows for a change of a published duty plan: it holds only with the person's own yes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, choice


class DutyChangeState(StrEnum):
    """Name the states of a change; a no and a question taken back are told apart nowhere."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    CLOSED = "closed"


class DutyChange(Base):
    """Hold one change of a duty plan that a person has been asked to say yes to.

    Without the times before it is a new duty, without the times after a duty taken away.

    Source: contract 2 (pool people); AML § 10-3.
    """

    __tablename__ = "duty_change"
    __table_args__ = (
        CheckConstraint("num_nonnulls(before_starts_at, before_ends_at) <> 1", name="before"),
        CheckConstraint("num_nonnulls(starts_at, ends_at) <> 1", name="after"),
        CheckConstraint("num_nonnulls(before_starts_at, starts_at) > 0", name="something"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("(state = 'asked') = (answered_at IS NULL)", name="answered"),
        Index("ix_duty_change_person", "person_id"),
        Index(
            "uq_duty_change_asked",
            "duty_time_id",
            unique=True,
            postgresql_where=text("state = 'asked'"),
        ),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    duty_time_id: Mapped[int | None] = mapped_column(
        ForeignKey("duty_time.id", ondelete="SET NULL")
    )
    before_starts_at: Mapped[datetime | None]
    before_ends_at: Mapped[datetime | None]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    state: Mapped[DutyChangeState] = mapped_column(
        choice(DutyChangeState, "state"), default=DutyChangeState.ASKED
    )
    asked_by: Mapped[str] = mapped_column(String(120))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
