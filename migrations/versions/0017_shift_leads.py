"""Lay who leads a unit for an evening, a night or a weekend, and who took over a search."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BEFORE = ("manager", "employee", "coordinator", "planner", "tillitsvalgt", "admin")
AFTER = ("manager", "shift_lead", *BEFORE[1:])


def roles(*values):
    """Let a role be one of these and no other."""
    told = ", ".join(f"'{value}'" for value in values)
    op.drop_constraint(op.f("ck_role_grant_role"), "role_grant", type_="check")
    op.create_check_constraint(op.f("ck_role_grant_role"), "role_grant", f"role IN ({told})")


def upgrade() -> None:
    op.create_table(
        "shift_lead",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ends_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("named_by", sa.String(length=120), nullable=False),
        sa.Column("named_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("ended_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_shift_lead_ends_after_start")),
        sa.CheckConstraint("ended_at < ends_at", name=op.f("ck_shift_lead_ended_early")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["app_user.id"], name=op.f("fk_shift_lead_user_id_app_user")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_shift_lead_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shift_lead")),
    )
    op.create_index("ix_shift_lead_user_ends", "shift_lead", ["user_id", "ends_at"])
    op.create_index("ix_shift_lead_unit_ends", "shift_lead", ["unit_id", "ends_at"])
    roles(*AFTER)
    op.create_check_constraint(
        op.f("ck_role_grant_no_shift_lead"), "role_grant", "role <> 'shift_lead'"
    )
    op.add_column("callout", sa.Column("taken_by", sa.String(length=120), nullable=True))
    op.add_column("callout", sa.Column("taken_at", sa.TIMESTAMP(timezone=True), nullable=True))
    op.create_check_constraint(
        op.f("ck_callout_taken"), "callout", "(taken_by IS NULL) = (taken_at IS NULL)"
    )


def downgrade() -> None:
    op.drop_column("callout", "taken_at")
    op.drop_column("callout", "taken_by")
    op.drop_constraint(op.f("ck_role_grant_no_shift_lead"), "role_grant", type_="check")
    roles(*BEFORE)
    op.drop_table("shift_lead")
