"""Rows for what the law asks to be shown before work: which competences are proofs, and where.

A proof is held like any competence: the day it was seen and the last day it is valid. Nothing
tells what a certificate says, nor why someone had to show one.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import choice


class ProofKind(StrEnum):
    """Name what a competence proves.

    `clearance` is one day on which the employer confirmed that nothing hinders the start; it
    is asked of everyone in a sector, so that it tells nothing of where anyone has been.
    """

    POLICE_CHECK = "police_check"
    CLEARANCE = "clearance"
    MEDICATION = "medication"
    TEACHER = "teacher"
    TEACHER_FOR_NOW = "teacher_for_now"
    PEDAGOGUE = "pedagogue"
    LANGUAGE = "language"
    LANGUAGE_WAIVED = "language_waived"


class Proof(Base):
    """Hold that a competence proves something the law asks for."""

    __tablename__ = "proof"
    __table_args__ = (
        CheckConstraint("(kind = 'medication') = (scope IS NOT NULL)", name="scope_of_medication"),
        CheckConstraint("scope BETWEEN 1 AND 4", name="scope"),
    )

    competence_code: Mapped[str] = mapped_column(ForeignKey("competence.code"), primary_key=True)
    kind: Mapped[ProofKind] = mapped_column(choice(ProofKind, "kind"))
    scope: Mapped[int | None]


class SectorDemand(Base):
    """Hold that whoever works in a sector must have a proof."""

    __tablename__ = "sector_demand"

    sector_code: Mapped[str] = mapped_column(ForeignKey("sector.code"), primary_key=True)
    competence_code: Mapped[str] = mapped_column(
        ForeignKey("proof.competence_code"), primary_key=True, index=True
    )
