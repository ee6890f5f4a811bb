"""Rows for people: posts, competences, time off, wishes, users, roles, sessions, tokens.

No national identity number, no cause of absence and no refusal statistics: what is not stored
cannot leak.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id, Language, choice, ends_after_start, valid_in_order


class PostKind(StrEnum):
    """Name the kinds of post, as in the problem file.

    Source: contract 2 (`people.kind`).
    """

    POOL = "pool"
    PART_TIME = "part_time"
    STAFF = "staff"
    HOURLY = "hourly"


class UnitTie(StrEnum):
    """Name what a unit is to a person: known to them, or one of the few they may work at."""

    KNOWN = "known"
    ALLOWED = "allowed"


class RoleName(StrEnum):
    """Name the roles a user may hold."""

    MANAGER = "manager"
    SHIFT_LEAD = "shift_lead"
    EMPLOYEE = "employee"
    COORDINATOR = "coordinator"
    PLANNER = "planner"
    TILLITSVALGT = "tillitsvalgt"
    ADMIN = "admin"


class Person(Base):
    """Hold one employee of the municipality."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("hourly_cost_ore >= 0", name="hourly_cost"),
        CheckConstraint("accepts_merarbeid_minutes_week >= 0", name="accepts_merarbeid"),
        CheckConstraint("overtime_minutes_52w >= 0", name="overtime_52w"),
    )

    id: Mapped[Id]
    employee_no: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    phone: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[Language] = mapped_column(choice(Language, "language"), default=Language.NB)
    home_area: Mapped[str | None] = mapped_column(ForeignKey("area.code"))
    is_active: Mapped[bool] = mapped_column(default=True)
    hourly_cost_ore: Mapped[int] = mapped_column(default=0)
    accepts_merarbeid_minutes_week: Mapped[int] = mapped_column(default=0)
    accepts_overtime: Mapped[bool] = mapped_column(default=False)
    accepts_night: Mapped[bool] = mapped_column(default=False)
    overtime_minutes_52w: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    posts: Mapped[list[Post]] = relationship(lazy="raise_on_sql", back_populates="person")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as is


class Post(Base):
    """Hold one post: at a unit, or at the vikarsentral when `unit_id` is empty."""

    __tablename__ = "post"
    __table_args__ = (
        CheckConstraint("stillingsprosent BETWEEN 0 AND 10000", name="stillingsprosent"),
        CheckConstraint("full_week_minutes BETWEEN 1 AND 2400", name="full_week"),
        CheckConstraint("kind <> 'pool' OR unit_id IS NULL", name="pool_has_no_unit"),
        valid_in_order(),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[PostKind] = mapped_column(choice(PostKind, "kind"))
    role_code: Mapped[str] = mapped_column(ForeignKey("competence.code"))
    stillingsprosent: Mapped[int]
    full_week_minutes: Mapped[int]
    regime: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]

    person: Mapped[Person] = relationship(lazy="raise_on_sql", back_populates="posts")


class Competence(Base):
    """Hold one competence or role that a need may ask for."""

    __tablename__ = "competence"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name_nb: Mapped[str] = mapped_column(String(100))
    name_nn: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100))
    is_health_personnel: Mapped[bool] = mapped_column(default=False)


class PersonCompetence(Base):
    """Hold that a person has a competence, and for how long; both days included."""

    __tablename__ = "person_competence"
    __table_args__ = (UniqueConstraint("person_id", "competence_code"), valid_in_order())

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    competence_code: Mapped[str] = mapped_column(ForeignKey("competence.code"))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class PersonSector(Base):
    """Hold that a person may work in a sector."""

    __tablename__ = "person_sector"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    sector_code: Mapped[str] = mapped_column(ForeignKey("sector.code"), primary_key=True)


class PersonUnit(Base):
    """Hold that a unit is known to a person, or one of the few they may work at.

    A person without any `allowed` row may work at every unit in their sectors.
    """

    __tablename__ = "person_unit"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)
    tie: Mapped[UnitTie] = mapped_column(choice(UnitTie, "tie"), primary_key=True)


class DutyTime(Base):
    """Hold one known time of a pool employee's published duty plan; the place is open.

    Source: contract 2 (time outside the duty plan is `unavailable`); AML § 10-3.
    """

    __tablename__ = "duty_time"
    __table_args__ = (
        ends_after_start(),
        Index("ix_duty_time_person_starts", "person_id", "starts_at"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    published_at: Mapped[datetime]


class Unavailability(Base):
    """Hold a time when a person cannot or will not work; no reason is stored."""

    __tablename__ = "unavailability"
    __table_args__ = (
        ends_after_start(),
        Index("ix_unavailability_person_starts", "person_id", "starts_at"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class Wish(Base):
    """Hold a wish: a negative price is a wish for work, a positive one a wish for time off."""

    __tablename__ = "wish"
    __table_args__ = (
        ends_after_start(),
        CheckConstraint("ore BETWEEN -1000000000 AND 1000000000", name="ore"),
        Index("ix_wish_person_starts", "person_id", "starts_at"),
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    ore: Mapped[int]


class User(Base):
    """Hold one who may sign in; `session_key` changes when every session must end."""

    __tablename__ = "app_user"
    __table_args__ = (CheckConstraint("failed_logins >= 0", name="failed_logins"),)

    id: Mapped[Id]
    login: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    password_hash: Mapped[str] = mapped_column(String(200))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), unique=True)
    language: Mapped[Language] = mapped_column(choice(Language, "language"), default=Language.NB)
    is_active: Mapped[bool] = mapped_column(default=True)
    session_key: Mapped[str] = mapped_column(String(64))
    failed_logins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]

    roles: Mapped[list[RoleGrant]] = relationship(lazy="selectin", cascade="all, delete-orphan")


class RoleGrant(Base):
    """Hold that a user has a role, for one unit or for the whole municipality.

    A deputy's grant has a first and a last day, both included; others hold until taken away.
    A shift lead's times are rows of their own, `ShiftLead`.
    """

    __tablename__ = "role_grant"
    __table_args__ = (
        UniqueConstraint("user_id", "role", "unit_id", postgresql_nulls_not_distinct=True),
        CheckConstraint("role <> 'manager' OR unit_id IS NOT NULL", name="manager_has_unit"),
        CheckConstraint("role <> 'shift_lead'", name="no_shift_lead"),
        valid_in_order(),
    )

    id: Mapped[Id]
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    role: Mapped[RoleName] = mapped_column(choice(RoleName, "role"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class WebSession(Base):
    """Hold one signed-in browser; only a hash of the cookie's handle is stored.

    Until `fresh_until` the password has been given lately enough for what is delicate. `agent`
    is the kind of browser and machine in plain words, for the list of one's own devices.
    """

    __tablename__ = "web_session"
    __table_args__ = (CheckConstraint("expires_at > created_at", name="expires_later"),)

    handle_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    session_key: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    fresh_until: Mapped[datetime]
    is_device: Mapped[bool] = mapped_column(default=False)
    agent: Mapped[str | None] = mapped_column(String(60))


class ApiToken(Base):
    """Hold one bearer token for the HTTP API; only its hash is stored."""

    __tablename__ = "api_token"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class FeedToken(Base):
    """Hold one secret calendar address; only its hash is stored."""

    __tablename__ = "feed_token"
    __table_args__ = (
        Index(
            "uq_feed_token_live_person",
            "person_id",
            unique=True,
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_read_at: Mapped[datetime | None]
