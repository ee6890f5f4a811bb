"""Lay the record of hours as worked, which nobody can change, and the list of erasures."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INSTANT = sa.TIMESTAMP(timezone=True)
APPEND_ONLY = ("worked_entry", "worked_objection")


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def upgrade() -> None:
    _entries()
    _objections()
    op.create_table(
        "erasure",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("erased_by", sa.String(length=120), nullable=False),
        sa.Column("erased_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_erasure_person_id_person"),
        sa.PrimaryKeyConstraint("person_id", name="pk_erasure"),
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def _entries() -> None:
    op.create_table(
        "worked_entry",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("shift_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "went",
            _choice(
                "went",
                "as_planned",
                "late",
                "stayed_on",
                "left_early",
                "other_times",
                "did_not_come",
            ),
            nullable=False,
        ),
        sa.Column("planned_starts_at", INSTANT, nullable=False),
        sa.Column("planned_ends_at", INSTANT, nullable=False),
        sa.Column("planned_break_minutes", sa.Integer(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=True),
        sa.Column("ends_at", INSTANT, nullable=True),
        sa.Column("unpaid_break_minutes", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("side", _choice("side", "system", "leader", "person"), nullable=False),
        sa.Column("told_by", sa.String(length=120), nullable=False),
        sa.Column("told_at", INSTANT, nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_worked_entry_number")),
        sa.CheckConstraint(
            "planned_ends_at > planned_starts_at", name=op.f("ck_worked_entry_planned_ends_later")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_worked_entry_ends_later")),
        sa.CheckConstraint(
            "num_nonnulls(starts_at, ends_at) = CASE went WHEN 'did_not_come' THEN 0 ELSE 2 END",
            name=op.f("ck_worked_entry_times_unless_away"),
        ),
        sa.CheckConstraint("unpaid_break_minutes >= 0", name=op.f("ck_worked_entry_unpaid_break")),
        sa.CheckConstraint("minutes >= 0", name=op.f("ck_worked_entry_minutes")),
        sa.CheckConstraint(
            "went <> 'did_not_come' OR minutes = 0",
            name=op.f("ck_worked_entry_no_minutes_when_away"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_worked_entry_person_id_person"
        ),
        sa.ForeignKeyConstraint(["shift_id"], ["shift.id"], name="fk_worked_entry_shift_id_shift"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_worked_entry_unit_id_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_worked_entry"),
        sa.UniqueConstraint("shift_id", "number", name="uq_worked_entry_shift_id_number"),
    )
    for who in ("unit", "person"):
        op.create_index(
            f"ix_worked_entry_{who}_planned", "worked_entry", [f"{who}_id", "planned_starts_at"]
        )


def _objections() -> None:
    op.create_table(
        "worked_objection",
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("side", _choice("side", "system", "leader", "person"), nullable=False),
        sa.Column("told_by", sa.String(length=120), nullable=False),
        sa.Column("told_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["worked_entry.id"], name="fk_worked_objection_entry_id_worked_entry"
        ),
        sa.PrimaryKeyConstraint("entry_id", name="pk_worked_objection"),
    )


def downgrade() -> None:
    op.drop_table("erasure")
    op.drop_table("worked_objection")
    op.drop_table("worked_entry")
