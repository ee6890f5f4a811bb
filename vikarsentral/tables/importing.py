"""Rows for files taken in: the file's way from upload to stored, and what only files tell."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, choice


class ImportState(StrEnum):
    """Name the states of a file on its way in."""

    READING = "reading"
    READ = "read"
    REFUSED = "refused"
    STORING = "storing"
    STORED = "stored"
    CANCELLED = "cancelled"


class FileImport(Base):
    """Hold one file on its way in; its bytes are dropped as soon as it is settled.

    `report` is what reading or storing found, as the pages and the command show it. `is_whole`
    tells that those who are not in the file are to be deactivated, and null that nobody has said.
    """

    __tablename__ = "file_import"
    __table_args__ = (Index("ix_file_import_state", "state"),)

    id: Mapped[Id]
    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[ImportState] = mapped_column(
        choice(ImportState, "state"), default=ImportState.READING
    )
    is_good_rows: Mapped[bool] = mapped_column(default=False)
    is_whole: Mapped[bool | None]
    progress: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    report: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    requested_by: Mapped[str] = mapped_column(String(120))
    requested_at: Mapped[datetime]
    confirmed_by: Mapped[str | None] = mapped_column(String(120))
    confirmed_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class ImportedReference(Base):
    """Hold which row a reference in a file became, so that the same reference is the same row."""

    __tablename__ = "imported_reference"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    reference: Mapped[str] = mapped_column(String(60), primary_key=True)
    row_id: Mapped[int] = mapped_column(BigInteger)


class AgencyHire(Base):
    """Hold one line of an agency's invoice: hire that the product did not order itself."""

    __tablename__ = "agency_hire"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("cost_ore >= 0", name="cost"),
        Index("ix_agency_hire_worked_unit", "worked_on", "unit_id"),
    )

    id: Mapped[Id]
    reference: Mapped[str | None] = mapped_column(String(60), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    worked_on: Mapped[date]
    minutes: Mapped[int]
    cost_ore: Mapped[int] = mapped_column(BigInteger)
    agency: Mapped[str] = mapped_column(String(100))
    competence_code: Mapped[str | None] = mapped_column(ForeignKey("competence.code"))
