"""Rows for payroll: accounts of units, closed periods, and the lines that were sent.

A line is never changed: what is corrected later becomes lines of the next period, which name the
period they correct. The database refuses to delete a line, and to change anything of it but the
name and number that are erased with the person.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    column,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id


class UnitAccount(Base):
    """Hold where a unit's pay is entered in the accounts, from a date until the next row's.

    An empty text is a field that the municipality does not use.
    """

    __tablename__ = "unit_account"
    __table_args__ = (UniqueConstraint("unit_id", "valid_from"),)

    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    account: Mapped[str] = mapped_column(String(20))
    responsibility: Mapped[str] = mapped_column(String(20))
    function: Mapped[str] = mapped_column(String(20))
    project: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[date]


class PayrollPeriod(Base):
    """Hold a closed period: its lines are what was sent, and stay so."""

    __tablename__ = "payroll_period"
    __table_args__ = (
        CheckConstraint("last_on >= first_on", name="days"),
        ExcludeConstraint(
            (func.daterange(column("first_on"), column("last_on"), text("'[]'")), "&&"),
            name="ex_payroll_period_days",
            using="gist",
        ),
    )

    id: Mapped[Id]
    first_on: Mapped[date]
    last_on: Mapped[date]
    closed_by: Mapped[str] = mapped_column(String(120))
    closed_at: Mapped[datetime]


class PayrollLine(Base):
    """Hold one line of a closed period; negative minutes and amounts take back what was sent."""

    __tablename__ = "payroll_line"
    __table_args__ = (
        UniqueConstraint("period_id", "place"),
        Index("ix_payroll_line_corrects", "corrects_id"),
        Index("ix_payroll_line_person", "person_id"),
    )

    id: Mapped[Id]
    period_id: Mapped[int] = mapped_column(ForeignKey("payroll_period.id"))
    place: Mapped[int]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("payroll_period.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    employee_no: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(100))
    unit: Mapped[str] = mapped_column(String(60))
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(20))
    minutes: Mapped[int]
    rate_ore: Mapped[int] = mapped_column(BigInteger)
    amount_ore: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str] = mapped_column(String(300))
    account: Mapped[str] = mapped_column(String(20))
    responsibility: Mapped[str] = mapped_column(String(20))
    function: Mapped[str] = mapped_column(String(20))
    project: Mapped[str] = mapped_column(String(20))
