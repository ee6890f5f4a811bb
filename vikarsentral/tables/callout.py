"""Rows for a search for cover: how each person may be reached, and the waves of one search."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, choice

QUIET_FROM_MINUTE = 21 * 60
QUIET_TO_MINUTE = 6 * 60
MOST_A_WEEK = 6


class Channel(StrEnum):
    """Name the ways a person may choose to be reached."""

    SMS = "sms"
    EMAIL = "email"
    PUSH = "push"


class CalloutState(StrEnum):
    """Name the states of a search for cover."""

    RUNNING = "running"
    COVERED = "covered"
    STOPPED = "stopped"
    EXHAUSTED = "exhausted"


class CalloutStage(StrEnum):
    """Name who is asked, in the agreed order; staffing agencies come after all of them.

    Source: contract 2 (order pool inside contract hours, part-timers, hourly, overtime, agency);
        AML § 14-3.
    """

    POOL = "pool"
    PART_TIME = "part_time"
    HOURLY = "hourly"
    OVERTIME = "overtime"


class Contact(Base):
    """Hold how one person wants to be reached; without a row the defaults hold.

    Quiet hours run from `quiet_from_minute` to `quiet_to_minute` of the Oslo day, past midnight
    where the first is the later one; without `is_early_ok` there are no questions before 07:00
    either. `most_a_week` is how many questions in seven days.
    """

    __tablename__ = "contact"
    __table_args__ = (
        CheckConstraint("quiet_from_minute BETWEEN 0 AND 1439", name="quiet_from"),
        CheckConstraint("quiet_to_minute BETWEEN 0 AND 1439", name="quiet_to"),
        CheckConstraint("most_a_week BETWEEN 0 AND 50", name="most_a_week"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    channel: Mapped[Channel | None] = mapped_column(choice(Channel, "channel"))
    quiet_from_minute: Mapped[int] = mapped_column(default=QUIET_FROM_MINUTE)
    quiet_to_minute: Mapped[int] = mapped_column(default=QUIET_TO_MINUTE)
    is_early_ok: Mapped[bool] = mapped_column(default=True)
    most_a_week: Mapped[int] = mapped_column(default=MOST_A_WEEK)
    is_direct_booking_ok: Mapped[bool] = mapped_column(default=False)
    paused_until: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as is


class Callout(Base):
    """Hold one search for cover of a need: it asks in waves until somebody has it.

    `left_in_peace` counts those who could have been asked and were not. `taken_by` has taken it
    over from the one who started it, or from the last one who took it over. `has_exchange` tells,
    of one that has asked everyone, whether two who exchange shifts could cover the need;
    None until that has been looked for, and where somebody could just take it. `looked_at` tells
    when that was, and `looked_as` on which roster; what the latter holds, `offer` knows.
    """

    __tablename__ = "callout"
    __table_args__ = (
        CheckConstraint("(state = 'running') = (ended_at IS NULL)", name="ended"),
        CheckConstraint("(state = 'running') = (next_at IS NOT NULL)", name="next"),
        CheckConstraint("left_in_peace >= 0", name="left_in_peace"),
        CheckConstraint("(taken_by IS NULL) = (taken_at IS NULL)", name="taken"),
        Index(
            "uq_callout_running",
            "need_id",
            unique=True,
            postgresql_where=text("state = 'running'"),
        ),
        Index("ix_callout_need", "need_id"),
    )

    id: Mapped[Id]
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    state: Mapped[CalloutState] = mapped_column(
        choice(CalloutState, "state"), default=CalloutState.RUNNING
    )
    started_by: Mapped[str] = mapped_column(String(120))
    started_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    left_in_peace: Mapped[int] = mapped_column(default=0)
    taken_by: Mapped[str | None] = mapped_column(String(120))
    taken_at: Mapped[datetime | None]
    has_exchange: Mapped[bool | None]
    looked_at: Mapped[datetime | None]
    looked_as: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


class CalloutWave(Base):
    """Hold which offer a search sent as its wave of some number, and to whom by kind."""

    __tablename__ = "callout_wave"
    __table_args__ = (
        UniqueConstraint("callout_id", "number"),
        UniqueConstraint("offer_id"),
        CheckConstraint("number >= 1", name="number"),
    )

    id: Mapped[Id]
    callout_id: Mapped[int] = mapped_column(ForeignKey("callout.id"))
    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id"))
    stage: Mapped[CalloutStage] = mapped_column(choice(CalloutStage, "stage"))
    number: Mapped[int]
