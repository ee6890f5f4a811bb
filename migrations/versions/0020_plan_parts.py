"""Let a plan run be split into parts that are runs of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plan_run", sa.Column("parts", sa.Integer(), server_default="1", nullable=False))
    op.alter_column("plan_run", "parts", server_default=None)
    op.add_column("plan_run", sa.Column("rounds", sa.Integer(), nullable=True))
    op.add_column("plan_run", sa.Column("parent_id", sa.BigInteger(), nullable=True))
    op.add_column("plan_run", sa.Column("part", sa.Integer(), nullable=True))
    op.create_foreign_key(
        op.f("fk_plan_run_parent_id_plan_run"),
        *("plan_run", "plan_run", ["parent_id"], ["id"]),
        ondelete="CASCADE",
    )
    op.create_index(op.f("ix_plan_run_parent_id"), "plan_run", ["parent_id"])
    op.create_check_constraint(op.f("ck_plan_run_parts"), "plan_run", "parts > 0")
    op.create_check_constraint(
        op.f("ck_plan_run_part"), "plan_run", "(part IS NULL) = (parent_id IS NULL)"
    )


def downgrade() -> None:
    op.execute("DELETE FROM plan_run WHERE parent_id IS NOT NULL")
    op.drop_constraint(op.f("ck_plan_run_part"), "plan_run", type_="check")
    op.drop_constraint(op.f("ck_plan_run_parts"), "plan_run", type_="check")
    op.drop_index(op.f("ix_plan_run_parent_id"), "plan_run")
    op.drop_constraint(op.f("fk_plan_run_parent_id_plan_run"), "plan_run", type_="foreignkey")
    for column in ("part", "parent_id", "rounds", "parts"):
        op.drop_column("plan_run", column)
