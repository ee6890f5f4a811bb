"""Rows for the record: events, agreements, weights, prices, tariff, messages, idempotency.

Events are append-only: the database refuses to change, delete or truncate them.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    column,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, choice, valid_in_order


class AgreementLevel(StrEnum):
    """Name who may agree what.

    Source: contract 2 (agreements); AML §§ 10-5, 10-6, 10-8.
    """

    INDIVIDUAL = "INDIVIDUAL"
    LOCAL_TV = "LOCAL_TV"


class AgreementKind(StrEnum):
    """Name what an agreement is about: working time, or hire from a staffing agency.

    Source: AML §§ 10-5, 10-6, 10-8; § 14-12 (2).
    """

    WORKING_TIME = "working_time"
    HIRE = "hire"


class MessageState(StrEnum):
    """Name the states of an outgoing message."""

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    EXPIRED = "expired"


class Event(Base):
    """Hold one thing that was done: who, when, what, to what. Append-only."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_subject", "subject_kind", "subject_id"),)

    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(80))
    data: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)


class Agreement(Base):
    """Hold one version of an agreement; it opens nothing until both sides have signed.

    Without rows in `agreement_unit` and `agreement_person` it covers everyone. `ended_on` is the
    last day where either side has ended it early.
    """

    __tablename__ = "agreement"
    __table_args__ = (
        valid_in_order(),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("employer_signed_by <> counterpart_signed_by", name="two_people"),
        CheckConstraint("(ended_on IS NULL) = (ended_at IS NULL)", name="ended_whole"),
        CheckConstraint("kind = 'working_time' OR level = 'LOCAL_TV'", name="hire_is_local"),
    )

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[AgreementKind] = mapped_column(
        choice(AgreementKind, "kind"),
        default=AgreementKind.WORKING_TIME,
        server_default=AgreementKind.WORKING_TIME.value,
    )
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"))
    title: Mapped[str] = mapped_column(String(200))
    level: Mapped[AgreementLevel] = mapped_column(choice(AgreementLevel, "level"))
    limits: Mapped[dict[str, Any]] = mapped_column(JSONB)
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    document_ref: Mapped[str] = mapped_column(String(200))
    employer_signed_by: Mapped[str | None] = mapped_column(String(120))
    employer_signed_at: Mapped[datetime | None]
    counterpart_signed_by: Mapped[str | None] = mapped_column(String(120))
    counterpart_signed_at: Mapped[datetime | None]
    drafted_by: Mapped[str | None] = mapped_column(String(120))
    drafted_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]
    ended_by: Mapped[str | None] = mapped_column(String(120))
    ended_at: Mapped[datetime | None]

    units: Mapped[list[AgreementUnit]] = relationship(lazy="selectin")
    people: Mapped[list[AgreementPerson]] = relationship(lazy="selectin")


class AgreementUnit(Base):
    """Hold that an agreement is for a unit."""

    __tablename__ = "agreement_unit"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)


class AgreementPerson(Base):
    """Hold that an agreement is for a person."""

    __tablename__ = "agreement_person"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class Weights(Base):
    """Hold one version of the weights the parties have agreed on.

    Source: contract 2 (objective).
    """

    __tablename__ = "weights"
    __table_args__ = (
        CheckConstraint("employer_signed_by <> tillitsvalgt_signed_by", name="two_people"),
    )

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    weights: Mapped[dict[str, Any]] = mapped_column(JSONB)
    valid_from: Mapped[date]
    employer_signed_by: Mapped[str | None] = mapped_column(String(120))
    employer_signed_at: Mapped[datetime | None]
    tillitsvalgt_signed_by: Mapped[str | None] = mapped_column(String(120))
    tillitsvalgt_signed_at: Mapped[datetime | None]
    drafted_by: Mapped[str | None] = mapped_column(String(120))
    drafted_at: Mapped[datetime | None]


class Price(Base):
    """Hold one line of the agency price list, without VAT.

    `framework` names the framework agreement the price stands in; `has_vat` tells that VAT comes
    on top. For a sector and competence at most one line is in force on a date.
    """

    __tablename__ = "price"
    __table_args__ = (
        UniqueConstraint("sector_code", "competence_code", "valid_from"),
        CheckConstraint("day_ore_per_hour >= 0", name="day"),
        CheckConstraint("inconvenient_ore_per_hour >= 0", name="inconvenient"),
        ExcludeConstraint(
            (column("sector_code"), "="),
            (column("competence_code"), "="),
            (func.daterange(column("valid_from"), column("valid_to"), text("'[]'")), "&&"),
            name="ex_price_in_force",
            using="gist",
        ),
        valid_in_order(),
    )

    id: Mapped[Id]
    sector_code: Mapped[str] = mapped_column(ForeignKey("sector.code"))
    competence_code: Mapped[str] = mapped_column(ForeignKey("competence.code"))
    day_ore_per_hour: Mapped[int]
    inconvenient_ore_per_hour: Mapped[int]
    has_vat: Mapped[bool] = mapped_column(default=True)
    framework: Mapped[str | None] = mapped_column(String(200))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class TariffRow(Base):
    """Hold one guaranteed annual pay of the tariff, by group and seniority."""

    __tablename__ = "tariff_row"
    __table_args__ = (
        UniqueConstraint("group_code", "seniority_years", "valid_from"),
        CheckConstraint("annual_ore > 0", name="annual"),
        CheckConstraint("seniority_years >= 0", name="seniority"),
    )

    id: Mapped[Id]
    group_code: Mapped[str] = mapped_column(String(40))
    seniority_years: Mapped[int]
    annual_ore: Mapped[int]
    valid_from: Mapped[date]
    source: Mapped[str] = mapped_column(String(200))
    is_estimate: Mapped[bool] = mapped_column(default=False)


class Message(Base):
    """Hold one outgoing message until it is sent or its deadline has passed (outbox).

    `reference` is what a gateway calls it in its delivery reports; `tried` are the channels it
    did not get through by, before the one it has now; `held_since` is when a cap stopped it.
    """

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts"),
        Index("ix_message_waiting", "next_attempt_at", postgresql_where=text("state = 'queued'")),
        Index("ix_message_channel_sent_at", "channel", "sent_at"),
    )

    id: Mapped[Id]
    key: Mapped[str] = mapped_column(String(120), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(200))
    channel: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(40))
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"), index=True)
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("offer.id"), index=True)
    body: Mapped[str] = mapped_column(Text)
    links: Mapped[list[str]] = mapped_column(JSONB, default=list)
    state: Mapped[MessageState] = mapped_column(
        choice(MessageState, "state"), default=MessageState.QUEUED
    )
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    deadline_at: Mapped[datetime | None]
    next_attempt_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    held_since: Mapped[datetime | None]
    reference: Mapped[str | None] = mapped_column(String(40), index=True)
    tried: Mapped[list[str]] = mapped_column(ARRAY(String(20)), default=list)
    last_fault: Mapped[str | None] = mapped_column(Text)


class IdempotentRequest(Base):
    """Hold the answer to a request that carried an idempotency key, so a repeat gives the same."""

    __tablename__ = "idempotent_request"

    actor: Mapped[str] = mapped_column(String(120), primary_key=True)
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    action: Mapped[str] = mapped_column(String(60))
    fingerprint: Mapped[str] = mapped_column(String(64))
    answer: Mapped[dict[str, Any]] = mapped_column(JSONB)
    at: Mapped[datetime]
