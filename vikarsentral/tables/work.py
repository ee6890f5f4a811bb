"""Rows for work: absences, needs and shifts.

One table, `shift`, holds everything that occupies a person: own rota, cover and hand bookings.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    column,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, ExcludeConstraint
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
    """Hold one stretch of work that someone must cover.

    Outside its core, where it has one, it may stay without anybody. From `lower_from` on
    `lower_requires` is enough. Needs asked for in one go share an `order_uid`. `part_of_id` is
    the need that a part was split from. `handover_note` is for the one who comes, and goes
    when the shift is over.
    """

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
        CheckConstraint("num_nonnulls(core_starts_at, core_ends_at) <> 1", name="core_both"),
        CheckConstraint(
            "core_starts_at >= starts_at AND core_ends_at <= ends_at"
            " AND core_ends_at > core_starts_at",
            name="core_within",
        ),
        CheckConstraint("num_nonnulls(lower_requires, lower_from) <> 1", name="lower_both"),
        Index("ix_need_unit_starts", "unit_id", "starts_at"),
        Index("ix_need_starts_status", "starts_at", "status"),
        Index("ix_need_absence", "absence_id"),
        Index("ix_need_order", "order_uid"),
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
    core_starts_at: Mapped[datetime | None]
    core_ends_at: Mapped[datetime | None]
    lower_requires: Mapped[list[str] | None] = mapped_column(ARRAY(String(40)))
    lower_from: Mapped[datetime | None]
    handover_note: Mapped[str | None] = mapped_column(String(300))
    order_uid: Mapped[str | None] = mapped_column(String(36))
    part_of_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"))
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
