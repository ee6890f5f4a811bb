"""Rows for planning: pins, and plan runs from the order to the published plan."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, choice


class PlanState(StrEnum):
    """Name the states of a plan run."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    PUBLISHED = "published"


class Pin(Base):
    """Hold that a person must have a need in the next plan, unless it is unlawful."""

    __tablename__ = "pin"

    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    pinned_by: Mapped[str] = mapped_column(String(120))
    pinned_at: Mapped[datetime]


class PlanRun(Base):
    """Hold one plan run, from the order to the published plan.

    `problem` is the problem file's bytes as solved; `ground_version` is its sha256 and what
    publication compares with. `before_id` is the plan people had when this one was ordered,
    `moves` what it moves against that plan. `certificate` holds multipliers that prove a bound
    and that the next run begins with. `worker`, `worker_pid` and `heartbeat_at` tell who is at it.

    A run of more than one of `parts` is split into runs that name it as `parent_id` and have a
    number, `part`; it waits for them, with nobody at it, and joins what they made. `rounds` is
    improvement by rounds instead of by the clock.
    """

    __tablename__ = "plan_run"
    __table_args__ = (
        CheckConstraint("period_ends_at > period_starts_at", name="period"),
        CheckConstraint("seconds > 0", name="seconds"),
        CheckConstraint("workers > 0", name="workers"),
        CheckConstraint("parts > 0", name="parts"),
        CheckConstraint("(part IS NULL) = (parent_id IS NULL)", name="part"),
        CheckConstraint("state NOT IN ('done', 'published') OR plan IS NOT NULL", name="has_plan"),
        Index("ix_plan_run_state", "state"),
    )

    id: Mapped[Id]
    state: Mapped[PlanState] = mapped_column(choice(PlanState, "state"), default=PlanState.QUEUED)
    period_starts_at: Mapped[datetime]
    period_ends_at: Mapped[datetime]
    problem: Mapped[bytes] = mapped_column(LargeBinary)
    ground_version: Mapped[str] = mapped_column(String(64))
    seconds: Mapped[int] = mapped_column(default=60)
    workers: Mapped[int] = mapped_column(default=1)
    seed: Mapped[int] = mapped_column(default=1)
    parts: Mapped[int] = mapped_column(default=1)
    rounds: Mapped[int | None]
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("plan_run.id", ondelete="CASCADE"), index=True
    )
    part: Mapped[int | None]
    requested_by: Mapped[str] = mapped_column(String(120))
    requested_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    published_by: Mapped[str | None] = mapped_column(String(120))
    is_cancel_asked: Mapped[bool] = mapped_column(default=False)
    progress: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    plan: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    certificate: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    before_id: Mapped[int | None] = mapped_column(ForeignKey("plan_run.id"), index=True)
    moves: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    objective: Mapped[int | None] = mapped_column(BigInteger)
    bound: Mapped[int | None] = mapped_column(BigInteger)
    gap: Mapped[float | None]
    status: Mapped[str | None] = mapped_column(String(20))
    fault: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None] = mapped_column(String(120))
    worker_pid: Mapped[int | None]
    heartbeat_at: Mapped[datetime | None]
