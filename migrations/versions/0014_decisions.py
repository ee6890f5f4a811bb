"""Keep what was weighed when somebody was asked or booked, or an agency approved; append-only."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = ("decision", "decision_person")


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("need_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                *("offer", "booking", "agency"),
                name="act",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("reference_id", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("decided_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("rules_version", sa.String(length=64), nullable=False),
        sa.Column("considered", sa.Integer(), nullable=False),
        sa.Column("lawful", sa.Integer(), nullable=False),
        sa.Column("stopped", postgresql.JSONB(), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint("lawful BETWEEN 0 AND considered", name=op.f("ck_decision_counts")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_decision_need_id_need")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index("ix_decision_need_id", "decision", ["need_id"])
    op.create_table(
        "decision_person",
        sa.Column("decision_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                *("chosen", "before", "near"),
                name="part",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("marginal_ore", sa.BigInteger(), nullable=False),
        sa.Column("rules", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column("receipt", postgresql.JSONB(), nullable=False),
        sa.CheckConstraint("rank >= 0", name=op.f("ck_decision_person_rank")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_person_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_decision_person_person_id_person")
        ),
        sa.PrimaryKeyConstraint("decision_id", "person_id", name=op.f("pk_decision_person")),
    )
    op.create_index("ix_decision_person_person_id", "decision_person", ["person_id"])
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    op.drop_table("decision_person")
    op.drop_table("decision")
