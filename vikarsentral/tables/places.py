"""Rows for places: the municipality, its sectors, areas, units and shift templates."""

from __future__ import annotations

from datetime import time

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, Language, choice


class Municipality(Base):
    """Hold the one municipality of this installation."""

    __tablename__ = "municipality"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    name: Mapped[str] = mapped_column(String(100))
    language: Mapped[Language] = mapped_column(choice(Language, "language"), default=Language.NB)
    sender_name: Mapped[str] = mapped_column(String(100))
    demo_size: Mapped[str | None] = mapped_column(String(20))
    demo_seed: Mapped[int | None]


class Sector(Base):
    """Hold one sector; the pool is switched on sector by sector."""

    __tablename__ = "sector"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name_nb: Mapped[str] = mapped_column(String(100))
    name_nn: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100))
    is_pool_on: Mapped[bool] = mapped_column(default=False)


class Area(Base):
    """Hold one area of the municipality; travel is counted between areas."""

    __tablename__ = "area"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))


class Travel(Base):
    """Hold the minutes from one area to another."""

    __tablename__ = "travel"
    __table_args__ = (
        CheckConstraint("minutes >= 0", name="minutes"),
        CheckConstraint("from_area <> to_area", name="between_two_areas"),
    )

    from_area: Mapped[str] = mapped_column(ForeignKey("area.code"), primary_key=True)
    to_area: Mapped[str] = mapped_column(ForeignKey("area.code"), primary_key=True)
    minutes: Mapped[int]


class Unit(Base):
    """Hold one unit: a ward, a kindergarten department, a school, a cleaning zone."""

    __tablename__ = "unit"

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    sector_code: Mapped[str] = mapped_column(ForeignKey("sector.code"), index=True)
    area_code: Mapped[str] = mapped_column(ForeignKey("area.code"), index=True)
    is_active: Mapped[bool] = mapped_column(default=True)

    sector: Mapped[Sector] = relationship(lazy="raise_on_sql")
    area: Mapped[Area] = relationship(lazy="raise_on_sql")


class ShiftTemplate(Base):
    """Hold one usual shift of a unit, in Oslo wall-clock time; it may pass midnight."""

    __tablename__ = "shift_template"
    __table_args__ = (
        UniqueConstraint("unit_id", "code"),
        CheckConstraint("unpaid_break_minutes >= 0", name="unpaid_break"),
    )

    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    code: Mapped[str] = mapped_column(String(10))
    starts: Mapped[time]
    ends: Mapped[time]
    unpaid_break_minutes: Mapped[int] = mapped_column(default=0)
    requires: Mapped[list[str]] = mapped_column(ARRAY(String(40)), default=list)
