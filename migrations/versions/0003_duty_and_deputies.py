"""Lay the table for changes of duty plans, and let a role be held from day to day."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duty_change",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("duty_time_id", sa.BigInteger(), nullable=True),
        sa.Column("before_starts_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("before_ends_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("starts_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("ends_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "asked",
                "accepted",
                "closed",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("asked_by", sa.String(length=120), nullable=False),
        sa.Column("asked_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("answered_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint(
            "num_nonnulls(before_starts_at, before_ends_at) <> 1",
            name=op.f("ck_duty_change_before"),
        ),
        sa.CheckConstraint(
            "num_nonnulls(starts_at, ends_at) <> 1", name=op.f("ck_duty_change_after")
        ),
        sa.CheckConstraint(
            "num_nonnulls(before_starts_at, starts_at) > 0",
            name=op.f("ck_duty_change_something"),
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_duty_change_ends_after_start")),
        sa.CheckConstraint(
            "(state = 'asked') = (answered_at IS NULL)", name=op.f("ck_duty_change_answered")
        ),
        sa.ForeignKeyConstraint(
            ["duty_time_id"],
            ["duty_time.id"],
            name="fk_duty_change_duty_time_id_duty_time",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_duty_change_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_duty_change"),
    )
    op.create_index("ix_duty_change_person", "duty_change", ["person_id"], unique=False)
    op.create_index(
        "uq_duty_change_asked",
        "duty_change",
        ["duty_time_id"],
        unique=True,
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.add_column("role_grant", sa.Column("valid_from", sa.Date(), nullable=True))
    op.add_column("role_grant", sa.Column("valid_to", sa.Date(), nullable=True))
    op.create_check_constraint(
        op.f("ck_role_grant_valid_in_order"), "role_grant", "valid_to >= valid_from"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_role_grant_valid_in_order"), "role_grant", type_="check")
    op.drop_column("role_grant", "valid_to")
    op.drop_column("role_grant", "valid_from")
    op.drop_table("duty_change")
