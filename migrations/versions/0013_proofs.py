"""Lay which competences prove what the law asks for, and which sectors ask for them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

WATCHED = ("proof", "sector_demand")
KINDS = (
    *("police_check", "clearance", "medication", "teacher", "teacher_for_now"),
    *("pedagogue", "language", "language_waived"),
)


def upgrade() -> None:
    op.create_table(
        "proof",
        sa.Column("competence_code", sa.String(length=40), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="kind", native_enum=False, create_constraint=True, length=20),
            nullable=False,
        ),
        sa.Column("scope", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'medication') = (scope IS NOT NULL)",
            name=op.f("ck_proof_scope_of_medication"),
        ),
        sa.CheckConstraint("scope BETWEEN 1 AND 4", name=op.f("ck_proof_scope")),
        sa.ForeignKeyConstraint(
            ["competence_code"],
            ["competence.code"],
            name=op.f("fk_proof_competence_code_competence"),
        ),
        sa.PrimaryKeyConstraint("competence_code", name=op.f("pk_proof")),
    )
    op.create_table(
        "sector_demand",
        sa.Column("sector_code", sa.String(length=40), nullable=False),
        sa.Column("competence_code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["competence_code"],
            ["proof.competence_code"],
            name=op.f("fk_sector_demand_competence_code_proof"),
        ),
        sa.ForeignKeyConstraint(
            ["sector_code"], ["sector.code"], name=op.f("fk_sector_demand_sector_code_sector")
        ),
        sa.PrimaryKeyConstraint("sector_code", "competence_code", name=op.f("pk_sector_demand")),
    )
    op.create_index(op.f("ix_sector_demand_competence_code"), "sector_demand", ["competence_code"])
    for table in WATCHED:
        op.execute(
            f"CREATE TRIGGER {table}_noted AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE"
            f" ON {table} FOR EACH STATEMENT EXECUTE FUNCTION note_roster_change()"
        )


def downgrade() -> None:
    for table in reversed(WATCHED):
        op.execute(f"DROP TRIGGER {table}_noted ON {table}")
    op.drop_table("sector_demand")
    op.drop_table("proof")
