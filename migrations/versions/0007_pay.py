"""Lay pay by person, the municipality's own pay values, receipts, and framework prices."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pay_basis",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("annual_ore", sa.BigInteger(), nullable=False),
        sa.Column(
            "pension",
            sa.Enum(
                "municipal",
                "teacher",
                name="pension",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("has_extra_holiday", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.CheckConstraint("annual_ore > 0", name=op.f("ck_pay_basis_annual")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_pay_basis_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pay_basis"),
        sa.UniqueConstraint("person_id", "valid_from", name="uq_pay_basis_person_id_valid_from"),
    )
    op.create_table(
        "pay_setting",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("set_by", sa.String(length=120), nullable=False),
        sa.Column("set_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pay_setting"),
        sa.UniqueConstraint("key", "valid_from", name="uq_pay_setting_key_valid_from"),
    )
    op.add_column(
        "labour_line",
        sa.Column("receipt", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    )
    op.add_column("price", sa.Column("framework", sa.String(length=200), nullable=True))
    op.execute(
        "ALTER TABLE price ADD CONSTRAINT ex_price_in_force EXCLUDE USING gist"
        " (sector_code WITH =, competence_code WITH =,"
        " daterange(valid_from, valid_to, '[]') WITH &&)"
    )


def downgrade() -> None:
    op.drop_constraint("ex_price_in_force", "price")
    op.drop_column("price", "framework")
    op.drop_column("labour_line", "receipt")
    op.drop_table("pay_setting")
    op.drop_table("pay_basis")
