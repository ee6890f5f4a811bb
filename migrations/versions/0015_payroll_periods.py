"""Lay accounts of units, closed payroll periods, and the lines that were sent."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INSTANT = sa.TIMESTAMP(timezone=True)
ACCOUNTS = ("account", "responsibility", "function", "project")
KEPT = "payroll_line_kept"


def upgrade() -> None:
    op.create_table(
        "unit_account",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.String(length=20), nullable=False) for name in ACCOUNTS),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_unit_account_unit_id_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_unit_account"),
        sa.UniqueConstraint("unit_id", "valid_from", name="uq_unit_account_unit_id_valid_from"),
    )
    op.create_table(
        "payroll_period",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("closed_by", sa.String(length=120), nullable=False),
        sa.Column("closed_at", INSTANT, nullable=False),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_payroll_period_days")),
        sa.PrimaryKeyConstraint("id", name="pk_payroll_period"),
    )
    op.execute(
        "ALTER TABLE payroll_period ADD CONSTRAINT ex_payroll_period_days EXCLUDE USING gist"
        " (daterange(first_on, last_on, '[]') WITH &&)"
    )
    _lines()


def _lines() -> None:
    op.create_table(
        "payroll_line",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("period_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("employee_no", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("unit", sa.String(length=60), nullable=False),
        sa.Column("shift_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("rate_ore", sa.BigInteger(), nullable=False),
        sa.Column("amount_ore", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        *(sa.Column(name, sa.String(length=20), nullable=False) for name in ACCOUNTS),
        sa.ForeignKeyConstraint(
            ["period_id"], ["payroll_period.id"], name="fk_payroll_line_period_id_payroll_period"
        ),
        sa.ForeignKeyConstraint(
            ["corrects_id"],
            ["payroll_period.id"],
            name="fk_payroll_line_corrects_id_payroll_period",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_payroll_line_person_id_person"
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name="fk_payroll_line_shift_id_shift"),
        sa.PrimaryKeyConstraint("id", name="pk_payroll_line"),
        sa.UniqueConstraint("period_id", "place", name="uq_payroll_line_period_id_place"),
    )
    op.create_index("ix_payroll_line_corrects", "payroll_line", ["corrects_id"])
    op.create_index("ix_payroll_line_person", "payroll_line", ["person_id"])
    op.execute(
        f"CREATE FUNCTION {KEPT}() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN"
        " IF TG_OP = 'UPDATE' THEN"
        " IF to_jsonb(OLD) - 'name' - 'employee_no' = to_jsonb(NEW) - 'name' - 'employee_no'"
        " THEN RETURN NEW; END IF;"
        " END IF;"
        " RAISE EXCEPTION 'a line of a closed period is never changed';"
        " END $$"
    )
    op.execute(
        "CREATE TRIGGER payroll_line_no_change BEFORE UPDATE OR DELETE ON payroll_line"
        f" FOR EACH ROW EXECUTE FUNCTION {KEPT}()"
    )
    op.execute(
        "CREATE TRIGGER payroll_line_no_truncate BEFORE TRUNCATE ON payroll_line"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {KEPT}()"
    )


def downgrade() -> None:
    op.drop_table("payroll_line")
    op.execute(f"DROP FUNCTION {KEPT}()")
    op.drop_table("payroll_period")
    op.drop_table("unit_account")
