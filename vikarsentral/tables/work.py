"""Rows for work: shifts, absences, needs, plan runs, pins, offers, agency orders, labour lines.

One table, `shift`, holds everything that occupies a person: own rota, cover and hand bookings.
"""

from __future__ import annotations

from datetime import date, datetime
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
    UniqueConstraint,
    column,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, choice, ends_after_start
from vikarsentral.tables.people import Person
from vikarsentral.tables.places import Unit


class ShiftKind(StrEnum):
    """Tell own rota from cover of a need."""

    ROTA = "rota"
    COVER = "cover"


class ShiftStatus(StrEnum):
    """Name the states of a shift."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    WORKED = "worked"
    ABSENT = "absent"
    CANCELLED = "cancelled"


OCCUPYING = (ShiftStatus.PLANNED, ShiftStatus.CONFIRMED, ShiftStatus.WORKED)
"""The statuses in which a shift occupies its person; the exclusion constraint uses them."""

OCCUPYING_SQL = "status IN ({})".format(", ".join(f"'{status.value}'" for status in OCCUPYING))


class NeedStatus(StrEnum):
    """Name the states of a need."""

    OPEN = "open"
    COVERED = "covered"
    AGENCY = "agency"
    WITHDRAWN = "withdrawn"


class PlanState(StrEnum):
    """Name the states of a plan run."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    PUBLISHED = "published"


class AgencyStatus(StrEnum):
    """Name the states of an agency order; a plan only proposes."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DECLINED = "declined"


class AgencyBasis(StrEnum):
    """Name the legal bases for hire from a staffing agency.

    Source: AML § 14-12 (1), (2); regulation on hire from staffing agencies § 3.
    """

    VIKARIAT = "vikariat"
    TV_AGREEMENT = "tv_agreement"
    HEALTH_TEMPORARY = "health_temporary"


class OfferMode(StrEnum):
    """Name how an offer is settled.

    Source: contract 5 (offers).
    """

    EXCLUSIVE = "exclusive"
    OPEN = "open"


class OfferState(StrEnum):
    """Name the states of an offer (one wave)."""

    OPEN = "open"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class AnswerState(StrEnum):
    """Name the states of one person's part in an offer."""

    ASKED = "asked"
    NOTED = "noted"
    YOURS = "yours"
    DECLINED = "declined"
    CLOSED = "closed"


class LabourSource(StrEnum):
    """Name the sources of volatile labour."""

    POOL = "pool"
    MERARBEID = "merarbeid"
    OVERTIME = "overtime"
    HOURLY = "hourly"
    AGENCY = "agency"


class Absence(Base):
    """Hold that a person is away for a time. There is no cause, and no place to write one."""

    __tablename__ = "absence"
    __table_args__ = (
        ends_after_start(),
        Index("ix_absence_person_starts", "person_id", "starts_at"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reported_by: Mapped[str] = mapped_column(String(120))
    reported_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="raise_on_sql")


class Need(Base):
    """Hold one stretch of work that someone must cover."""

    __tablename__ = "need"
    __table_args__ = (
        ends_after_start(),
        CheckConstraint("priority BETWEEN 1 AND 3", name="priority"),
        CheckConstraint(
            "unpaid_break_minutes >= 0 AND"
            " make_interval(mins => unpaid_break_minutes) <= ends_at - starts_at",
            name="unpaid_break",
        ),
        CheckConstraint("ends_at - starts_at <= interval '48 hours'", name="at_most_48_hours"),
        CheckConstraint("agency_ore_per_hour >= 0", name="agency_price"),
        CheckConstraint("is_agency_allowed OR agency_ore_per_hour IS NULL", name="agency_allowed"),
        Index("ix_need_unit_starts", "unit_id", "starts_at"),
        Index("ix_need_starts_status", "starts_at", "status"),
        Index("ix_need_absence", "absence_id"),
        Index(
            "uq_need_replaces_shift",
            "replaces_shift_id",
            unique=True,
            postgresql_where=text("status <> 'withdrawn'"),
        ),
    )

    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    unpaid_break_minutes: Mapped[int] = mapped_column(default=0)
    requires: Mapped[list[str]] = mapped_column(ARRAY(String(40)), default=list)
    priority: Mapped[int] = mapped_column(default=1)
    absence_id: Mapped[int | None] = mapped_column(ForeignKey("absence.id"))
    replaces_shift_id: Mapped[int | None] = mapped_column(
        ForeignKey("shift.id", use_alter=True, name="fk_need_replaces_shift_id_shift")
    )
    status: Mapped[NeedStatus] = mapped_column(
        choice(NeedStatus, "status"), default=NeedStatus.OPEN
    )
    is_agency_allowed: Mapped[bool] = mapped_column(default=False)
    agency_ore_per_hour: Mapped[int | None]
    created_by: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as is


class Shift(Base):
    """Hold one stretch of work of one person at one unit; never deleted, only cancelled."""

    __tablename__ = "shift"
    __table_args__ = (
        ends_after_start(),
        CheckConstraint(
            "unpaid_break_minutes >= 0 AND"
            " make_interval(mins => unpaid_break_minutes) <= ends_at - starts_at",
            name="unpaid_break",
        ),
        CheckConstraint("ends_at - starts_at <= interval '48 hours'", name="at_most_48_hours"),
        CheckConstraint("(kind = 'cover') = (need_id IS NOT NULL)", name="cover_has_need"),
        CheckConstraint("sequence >= 0", name="sequence"),
        ExcludeConstraint(
            (column("person_id"), "="),
            (func.tstzrange(column("starts_at"), column("ends_at"), text("'[)'")), "&&"),
            name="ex_shift_person_busy",
            using="gist",
            where=text(OCCUPYING_SQL),
        ),
        Index("ix_shift_unit_starts", "unit_id", "starts_at"),
        Index("ix_shift_person_starts", "person_id", "starts_at"),
        Index("ix_shift_starts", "starts_at"),
        Index("uq_shift_need", "need_id", unique=True, postgresql_where=text(OCCUPYING_SQL)),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    unpaid_break_minutes: Mapped[int] = mapped_column(default=0)
    requires: Mapped[list[str]] = mapped_column(ARRAY(String(40)), default=list)
    kind: Mapped[ShiftKind] = mapped_column(choice(ShiftKind, "kind"))
    status: Mapped[ShiftStatus] = mapped_column(
        choice(ShiftStatus, "status"), default=ShiftStatus.PLANNED
    )
    uid: Mapped[str] = mapped_column(String(80), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    person: Mapped[Person] = relationship(lazy="raise_on_sql")
    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as is


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
    publication compares with. `worker`, `worker_pid` and `heartbeat_at` tell who is at it.
    """

    __tablename__ = "plan_run"
    __table_args__ = (
        CheckConstraint("period_ends_at > period_starts_at", name="period"),
        CheckConstraint("seconds > 0", name="seconds"),
        CheckConstraint("workers > 0", name="workers"),
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
    objective: Mapped[int | None] = mapped_column(BigInteger)
    bound: Mapped[int | None] = mapped_column(BigInteger)
    gap: Mapped[float | None]
    status: Mapped[str | None] = mapped_column(String(20))
    fault: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=0)
    worker: Mapped[str | None] = mapped_column(String(120))
    worker_pid: Mapped[int | None]
    heartbeat_at: Mapped[datetime | None]


class Offer(Base):
    """Hold one wave of asking: a need, the people in order, and when the window ends."""

    __tablename__ = "offer"
    __table_args__ = (
        CheckConstraint("places >= 1", name="places"),
        CheckConstraint("window_ends_at > created_at", name="window"),
        Index("ix_offer_need", "need_id"),
    )

    id: Mapped[Id]
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    mode: Mapped[OfferMode] = mapped_column(choice(OfferMode, "mode"))
    places: Mapped[int] = mapped_column(default=1)
    stated_case: Mapped[str | None] = mapped_column(String(40))
    window_ends_at: Mapped[datetime]
    state: Mapped[OfferState] = mapped_column(choice(OfferState, "state"), default=OfferState.OPEN)
    created_by: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    need: Mapped[Need] = relationship(lazy="raise_on_sql")


class OfferAnswer(Base):
    """Hold one person's place in an offer and what they said; no reason is asked."""

    __tablename__ = "offer_answer"
    __table_args__ = (
        UniqueConstraint("offer_id", "person_id"),
        UniqueConstraint("offer_id", "rank"),
        CheckConstraint("rank >= 1", name="rank"),
    )

    id: Mapped[Id]
    offer_id: Mapped[int] = mapped_column(ForeignKey("offer.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    rank: Mapped[int]
    state: Mapped[AnswerState] = mapped_column(
        choice(AnswerState, "state"), default=AnswerState.ASKED
    )
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class AgencyOrder(Base):
    """Hold one order from a staffing agency; a proposal until a leader has approved it."""

    __tablename__ = "agency_order"
    __table_args__ = (
        CheckConstraint("ore_per_hour >= 0", name="price"),
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint(
            "status <> 'approved' OR (basis IS NOT NULL AND approved_by IS NOT NULL"
            " AND approved_at IS NOT NULL)",
            name="approved_has_basis",
        ),
        Index(
            "uq_agency_order_need",
            "need_id",
            unique=True,
            postgresql_where=text("status <> 'declined'"),
        ),
    )

    id: Mapped[Id]
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    status: Mapped[AgencyStatus] = mapped_column(
        choice(AgencyStatus, "status"), default=AgencyStatus.PROPOSED
    )
    basis: Mapped[AgencyBasis | None] = mapped_column(choice(AgencyBasis, "basis"))
    ore_per_hour: Mapped[int]
    minutes: Mapped[int]
    plan_run_id: Mapped[int | None] = mapped_column(ForeignKey("plan_run.id"))
    proposed_at: Mapped[datetime]
    approved_by: Mapped[str | None] = mapped_column(String(120))
    approved_at: Mapped[datetime | None]


class LabourLine(Base):
    """Hold what a shift or an agency order is in minutes and øre, by source.

    One shift may have several lines, such as contract hours and merarbeid. Money is what the
    municipality pays, never an invoice between units.
    """

    __tablename__ = "labour_line"
    __table_args__ = (
        CheckConstraint("minutes >= 0", name="minutes"),
        CheckConstraint("cost_ore >= 0", name="cost"),
        CheckConstraint("num_nonnulls(shift_id, agency_order_id) = 1", name="one_origin"),
        CheckConstraint("(source = 'agency') = (agency_order_id IS NOT NULL)", name="agency"),
        UniqueConstraint("shift_id", "source"),
        UniqueConstraint("agency_order_id"),
        Index("ix_labour_line_worked_unit", "worked_on", "unit_id"),
    )

    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    worked_on: Mapped[date]
    source: Mapped[LabourSource] = mapped_column(choice(LabourSource, "source"))
    minutes: Mapped[int]
    cost_ore: Mapped[int] = mapped_column(BigInteger)
    shift_id: Mapped[int | None] = mapped_column(ForeignKey("shift.id"))
    agency_order_id: Mapped[int | None] = mapped_column(ForeignKey("agency_order.id"))
