"""Take files in: their way to stored, references of theirs, and hire told by an invoice.

A labour line may now come from a line of an agency's invoice too.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "file_import",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "reading",
                "read",
                "refused",
                "storing",
                "stored",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("is_good_rows", sa.Boolean(), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=True),
        sa.Column("progress", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("report", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("requested_by", sa.String(length=120), nullable=False),
        sa.Column("requested_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.String(length=120), nullable=True),
        sa.Column("confirmed_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("finished_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_file_import"),
    )
    op.create_index("ix_file_import_state", "file_import", ["state"], unique=False)
    op.create_table(
        "imported_reference",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "reference", name="pk_imported_reference"),
    )
    op.create_table(
        "agency_hire",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=True),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("worked_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("cost_ore", sa.BigInteger(), nullable=False),
        sa.Column("agency", sa.String(length=100), nullable=False),
        sa.Column("competence_code", sa.String(length=40), nullable=True),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_agency_hire_minutes")),
        sa.CheckConstraint("cost_ore >= 0", name=op.f("ck_agency_hire_cost")),
        sa.ForeignKeyConstraint(
            ["competence_code"],
            ["competence.code"],
            name="fk_agency_hire_competence_code_competence",
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_agency_hire_unit_id_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_agency_hire"),
        sa.UniqueConstraint("reference", name="uq_agency_hire_reference"),
    )
    op.create_index(
        "ix_agency_hire_worked_unit", "agency_hire", ["worked_on", "unit_id"], unique=False
    )
    op.add_column("labour_line", sa.Column("agency_hire_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        "fk_labour_line_agency_hire_id_agency_hire",
        "labour_line",
        "agency_hire",
        ["agency_hire_id"],
        ["id"],
    )
    op.create_unique_constraint("uq_labour_line_agency_hire_id", "labour_line", ["agency_hire_id"])
    _origin(
        "num_nonnulls(shift_id, agency_order_id, agency_hire_id) = 1",
        "(source = 'agency') = (num_nonnulls(agency_order_id, agency_hire_id) > 0)",
    )


def downgrade() -> None:
    op.execute("delete from labour_line where agency_hire_id is not null")
    _origin(
        "num_nonnulls(shift_id, agency_order_id) = 1",
        "(source = 'agency') = (agency_order_id IS NOT NULL)",
    )
    op.drop_column("labour_line", "agency_hire_id")
    for table in ("agency_hire", "imported_reference", "file_import"):
        op.drop_table(table)


def _origin(one_origin: str, agency: str) -> None:
    for name, text in (("one_origin", one_origin), ("agency", agency)):
        op.drop_constraint(op.f(f"ck_labour_line_{name}"), "labour_line", type_="check")
        op.create_check_constraint(op.f(f"ck_labour_line_{name}"), "labour_line", text)
