"""Lay which earlier plan a run begins with, and what it moves against it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plan_run", sa.Column("before_id", sa.BigInteger(), nullable=True))
    op.add_column(
        "plan_run",
        sa.Column("moves", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    )
    op.create_foreign_key(
        op.f("fk_plan_run_before_id_plan_run"), "plan_run", "plan_run", ["before_id"], ["id"]
    )
    op.create_index(op.f("ix_plan_run_before_id"), "plan_run", ["before_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_plan_run_before_id"), table_name="plan_run")
    op.drop_constraint(op.f("fk_plan_run_before_id_plan_run"), "plan_run", type_="foreignkey")
    op.drop_column("plan_run", "moves")
    op.drop_column("plan_run", "before_id")
