"""Rows for pay: what a person's post pays, and what the municipality has set for itself."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, choice


class PensionScheme(StrEnum):
    """Name the pension schemes an employer pays to."""

    MUNICIPAL = "municipal"
    TEACHER = "teacher"


class PayBasis(Base):
    """Hold a person's pay for a year in a full post, from a date until the next row's.

    `has_extra_holiday` tells that the higher holiday pay of the longer holiday is due.
    `supplement_ore` is what the person has in a year beyond the scale; `seniority_years` is
    information only.

    Source: HTA kap. 4; ferieloven § 10.
    """

    __tablename__ = "pay_basis"
    __table_args__ = (
        UniqueConstraint("person_id", "valid_from"),
        CheckConstraint("annual_ore > 0", name="annual"),
        CheckConstraint("supplement_ore >= 0", name="supplement"),
        CheckConstraint("seniority_years BETWEEN 0 AND 60", name="seniority"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    annual_ore: Mapped[int] = mapped_column(BigInteger)
    pension: Mapped[PensionScheme] = mapped_column(
        choice(PensionScheme, "pension"), default=PensionScheme.MUNICIPAL
    )
    has_extra_holiday: Mapped[bool] = mapped_column(default=False)
    supplement_ore: Mapped[int] = mapped_column(BigInteger, default=0)
    seniority_years: Mapped[int | None]
    valid_from: Mapped[date]


class PaySetting(Base):
    """Hold one pay value the municipality has set for itself, from a date until the next row's.

    Rows are added, never changed, so that an old sum can be redone.
    """

    __tablename__ = "pay_setting"
    __table_args__ = (UniqueConstraint("key", "valid_from"),)

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(40))
    value: Mapped[int]
    valid_from: Mapped[date]
    reference: Mapped[str] = mapped_column(String(200))
    set_by: Mapped[str] = mapped_column(String(120))
    set_at: Mapped[datetime]
