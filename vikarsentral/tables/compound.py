"""Rows for cover put together of several people, and how many a unit must keep on duty."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, choice, ends_after_start


class CompoundState(StrEnum):
    """Name the states of a combination: it is booked whole, or not at all."""

    ASKING = "asking"
    BOOKED = "booked"
    FAILED = "failed"
    UNDONE = "undone"


class Way(StrEnum):
    """Name how one person takes a part."""

    STAYS_ON = "stays_on"
    COMES_EARLY = "comes_early"
    TAKES_PART = "takes_part"
    MOVES = "moves"


class Compound(Base):
    """Hold one combination for a need; times, core and break are the need's own.

    `dropped_minutes` is what of the need nobody takes, always outside its core.
    """

    __tablename__ = "compound"
    __table_args__ = (
        ends_after_start(),
        CheckConstraint("(state = 'asking') = (settled_at IS NULL)", name="settled"),
        CheckConstraint("dropped_minutes >= 0", name="dropped"),
        Index(
            "uq_compound_asking",
            "need_id",
            unique=True,
            postgresql_where=text("state = 'asking'"),
        ),
        Index("ix_compound_need", "need_id"),
    )

    id: Mapped[Id]
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    state: Mapped[CompoundState] = mapped_column(
        choice(CompoundState, "state"), default=CompoundState.ASKING
    )
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    core_starts_at: Mapped[datetime | None]
    core_ends_at: Mapped[datetime | None]
    unpaid_break_minutes: Mapped[int] = mapped_column(default=0)
    dropped_minutes: Mapped[int] = mapped_column(default=0)
    cost_ore: Mapped[int]
    window_ends_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]


class CompoundPart(Base):
    """Hold one person's part of a combination.

    `offer_id` is the question, none for who has said yes beforehand; `moved_shift_id` the own
    shift at a better-staffed unit that they would leave; `need_id` what the part became.
    """

    __tablename__ = "compound_part"
    __table_args__ = (
        ends_after_start(),
        UniqueConstraint("compound_id", "person_id"),
        CheckConstraint("unpaid_break_minutes >= 0", name="unpaid_break"),
        CheckConstraint("(way = 'moves') = (moved_shift_id IS NOT NULL)", name="moved"),
        Index("ix_compound_part_offer", "offer_id"),
    )

    id: Mapped[Id]
    compound_id: Mapped[int] = mapped_column(ForeignKey("compound.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    unpaid_break_minutes: Mapped[int] = mapped_column(default=0)
    way: Mapped[Way] = mapped_column(choice(Way, "way"))
    moved_shift_id: Mapped[int | None] = mapped_column(ForeignKey("shift.id"))
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offer.id"))
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"))


class StaffingFloor(Base):
    """Hold how many a unit must keep on duty; without a row nobody is asked to leave it.

    Day is 07 to 15, evening 15 to 22, night the rest, on the Oslo clock.
    """

    __tablename__ = "staffing_floor"
    __table_args__ = (CheckConstraint("least(day, evening, night) >= 1", name="at_least_one"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    day: Mapped[int]
    evening: Mapped[int]
    night: Mapped[int]
