"""Rows for what was weighed at each act: everyone's place in short, and the nearest in full.

Append-only: the database refuses to change, delete or truncate them.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, choice


class DecisionAct(StrEnum):
    """Name the acts that a decision is kept of; a plan's are kept after its publication."""

    OFFER = "offer"
    BOOKING = "booking"
    AGENCY = "agency"
    PLAN = "plan"
    COMBINED = "combined"


class DecisionPart(StrEnum):
    """Name why somebody stands in a decision: chosen, lawful and cheaper, or nearly lawful."""

    CHOSEN = "chosen"
    BEFORE = "before"
    NEAR = "near"


class Decision(Base):
    """Hold what was weighed at one act: the need as it was, the rules' version, and the counts.

    `reference_id` is the offer, shift, order, plan run or combination that the act made.
    `stopped` counts those whom each rule stopped. `facts` hold the need and the weights as
    they were.

    Source: contract 4 (receipts).
    """

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("lawful BETWEEN 0 AND considered", name="counts"),
        Index("ix_decision_act_reference_id", "act", "reference_id"),
    )

    id: Mapped[Id]
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    act: Mapped[DecisionAct] = mapped_column(choice(DecisionAct, "act"))
    reference_id: Mapped[int] = mapped_column(BigInteger)
    decided_by: Mapped[str] = mapped_column(String(120))
    decided_at: Mapped[datetime]
    rules_version: Mapped[str] = mapped_column(String(64))
    considered: Mapped[int]
    lawful: Mapped[int]
    stopped: Mapped[dict[str, Any]] = mapped_column(JSONB)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)


class DecisionPerson(Base):
    """Hold one person's receipt as it was decided; `rank` is 0 for outside reach.

    The receipt may tell the price of whoever was chosen, so it is no part of one's own file.
    """

    __tablename__ = "decision_person"
    __table_args__ = (CheckConstraint("rank >= 0", name="rank"),)

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    part: Mapped[DecisionPart] = mapped_column(choice(DecisionPart, "part"))
    rank: Mapped[int]
    marginal_ore: Mapped[int] = mapped_column(BigInteger)
    rules: Mapped[list[str]] = mapped_column(ARRAY(String(40)))
    receipt: Mapped[dict[str, Any]] = mapped_column(JSONB, info={"tells_of_others": True})
