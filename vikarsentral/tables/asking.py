"""Rows for asking: an offer is one wave, and each person asked has an answer in it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, choice
from vikarsentral.tables.work import Need


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


class Offer(Base):
    """Hold one wave of asking: a need, the people in order, and when the window ends.

    A question about a part of the need has the part's own times, and the combination that all
    its people must say yes to. `judged_as` tells on which roster those asked were judged; what the
    database has noted since shows whom it must be read anew for.
    """

    __tablename__ = "offer"
    __table_args__ = (
        CheckConstraint("places >= 1", name="places"),
        CheckConstraint("window_ends_at > created_at", name="window"),
        CheckConstraint(
            "num_nonnulls(compound_id, starts_at, ends_at) IN (0, 3)", name="whole_or_part"
        ),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        Index("ix_offer_need", "need_id"),
        Index("ix_offer_compound", "compound_id"),
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
    compound_id: Mapped[int | None] = mapped_column(ForeignKey("compound.id"))
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    judged_as: Mapped[dict[str, Any] | None] = mapped_column(JSONB)

    need: Mapped[Need] = relationship(lazy="raise_on_sql")


class OfferAnswer(Base):
    """Hold one person's place in an offer and what they said; no reason is asked.

    `opened_at` is when the question was first looked at; looking decides nothing.
    """

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
    opened_at: Mapped[datetime | None]
