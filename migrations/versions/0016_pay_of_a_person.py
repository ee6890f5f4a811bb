"""Lay what a person has beyond the scale, and seniority, beside the yearly pay."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "pay_basis",
        sa.Column("supplement_ore", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.alter_column("pay_basis", "supplement_ore", server_default=None)
    op.add_column("pay_basis", sa.Column("seniority_years", sa.Integer(), nullable=True))
    op.create_check_constraint(op.f("ck_pay_basis_supplement"), "pay_basis", "supplement_ore >= 0")
    op.create_check_constraint(
        op.f("ck_pay_basis_seniority"), "pay_basis", "seniority_years BETWEEN 0 AND 60"
    )


def downgrade() -> None:
    op.drop_column("pay_basis", "seniority_years")
    op.drop_column("pay_basis", "supplement_ore")
