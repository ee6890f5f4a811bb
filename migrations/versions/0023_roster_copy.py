"""Keep facts as packed, so that a program that has just begun need not pack them anew."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "roster_copy",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_copy")),
    )
    op.create_index(op.f("ix_roster_copy_first_on"), "roster_copy", ["first_on"])
    # The bytes are small as they are: nothing is won by packing them once more.
    op.execute("ALTER TABLE roster_copy ALTER COLUMN packed SET STORAGE EXTERNAL")


def downgrade() -> None:
    op.drop_index(op.f("ix_roster_copy_first_on"), table_name="roster_copy")
    op.drop_table("roster_copy")
