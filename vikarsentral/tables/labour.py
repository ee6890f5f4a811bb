"""Rows for what labour costs: agency orders, and lines in minutes and øre by source."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, choice


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


class LabourSource(StrEnum):
    """Name the sources of volatile labour."""

    POOL = "pool"
    MERARBEID = "merarbeid"
    OVERTIME = "overtime"
    HOURLY = "hourly"
    AGENCY = "agency"


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
        CheckConstraint(
            "agreement_id IS NULL OR basis = 'tv_agreement'", name="agreement_is_the_basis"
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
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))
    plan_run_id: Mapped[int | None] = mapped_column(ForeignKey("plan_run.id"))
    proposed_at: Mapped[datetime]
    approved_by: Mapped[str | None] = mapped_column(String(120))
    approved_at: Mapped[datetime | None]


class LabourLine(Base):
    """Hold what a shift or an agency order is in minutes and øre, by source.

    One shift may have several lines, such as contract hours and merarbeid. Money is what the
    municipality pays, never an invoice between units. `receipt` holds the lines of pay that sum
    to the cost to the øre; null for hire, whose price and minutes are the sum.
    """

    __tablename__ = "labour_line"
    __table_args__ = (
        CheckConstraint("minutes >= 0", name="minutes"),
        CheckConstraint("cost_ore >= 0", name="cost"),
        CheckConstraint(
            "num_nonnulls(shift_id, agency_order_id, agency_hire_id) = 1", name="one_origin"
        ),
        CheckConstraint(
            "(source = 'agency') = (num_nonnulls(agency_order_id, agency_hire_id) > 0)",
            name="agency",
        ),
        UniqueConstraint("shift_id", "source"),
        UniqueConstraint("agency_order_id"),
        UniqueConstraint("agency_hire_id"),
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
    agency_hire_id: Mapped[int | None] = mapped_column(ForeignKey("agency_hire.id"))
    receipt: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB(none_as_null=True))
