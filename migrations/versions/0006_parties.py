"""Lay what the parties decide: versions and ends of agreements, hire, areas, emergencies."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = postgresql.TIMESTAMP(timezone=True)


def chosen(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def upgrade() -> None:
    _agreement()
    op.add_column("weights", sa.Column("drafted_by", sa.String(length=120), nullable=True))
    op.add_column("weights", sa.Column("drafted_at", INSTANT, nullable=True))
    op.create_check_constraint(
        op.f("ck_weights_two_people"), "weights", "employer_signed_by <> tillitsvalgt_signed_by"
    )
    op.add_column("agency_order", sa.Column("agreement_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        "fk_agency_order_agreement_id_agreement",
        "agency_order",
        "agreement",
        ["agreement_id"],
        ["id"],
    )
    op.create_check_constraint(
        op.f("ck_agency_order_agreement_is_the_basis"),
        "agency_order",
        "agreement_id IS NULL OR basis = 'tv_agreement'",
    )
    _preference_area()
    _emergency_exception()


def _agreement() -> None:
    op.add_column(
        "agreement",
        sa.Column(
            "kind",
            sa.String(length=20),
            server_default="working_time",
            nullable=False,
        ),
    )
    op.create_check_constraint(
        op.f("ck_agreement_kind"), "agreement", "kind IN ('working_time', 'hire')"
    )
    op.add_column(
        "agreement", sa.Column("version", sa.Integer(), server_default="1", nullable=False)
    )
    op.add_column("agreement", sa.Column("replaces_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        "fk_agreement_replaces_id_agreement", "agreement", "agreement", ["replaces_id"], ["id"]
    )
    for name, kind in (
        ("drafted_by", sa.String(length=120)),
        ("drafted_at", INSTANT),
        ("ended_on", sa.Date()),
        ("ended_by", sa.String(length=120)),
        ("ended_at", INSTANT),
    ):
        op.add_column("agreement", sa.Column(name, kind, nullable=True))
    for name, text in (
        ("version", "version >= 1"),
        ("two_people", "employer_signed_by <> counterpart_signed_by"),
        ("ended_whole", "(ended_on IS NULL) = (ended_at IS NULL)"),
        ("hire_is_local", "kind = 'working_time' OR level = 'LOCAL_TV'"),
    ):
        op.create_check_constraint(op.f(f"ck_agreement_{name}"), "agreement", text)


def _preference_area() -> None:
    op.create_table(
        "preference_area",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("scope", chosen("scope", "unit", "sector", "municipality"), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("discussed_on", sa.Date(), nullable=True),
        sa.Column("document_ref", sa.String(length=200), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "discussed_on <= valid_from", name=op.f("ck_preference_area_discussed_before")
        ),
        sa.CheckConstraint(
            "scope = 'municipality' OR discussed_on IS NOT NULL",
            name=op.f("ck_preference_area_narrower_is_discussed"),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_preference_area"),
        sa.UniqueConstraint("valid_from", name="uq_preference_area_valid_from"),
    )


def _emergency_exception() -> None:
    op.create_table(
        "emergency_exception",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("need_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "code", chosen("code", "natural_event", "accident", "unforeseen"), nullable=False
        ),
        sa.Column("rules", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column("receipts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("decided_by", sa.String(length=120), nullable=False),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.Column("seen_by", sa.String(length=120), nullable=True),
        sa.Column("seen_at", INSTANT, nullable=True),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.Column("shift_id", sa.BigInteger(), nullable=True),
        *(
            sa.CheckConstraint(text, name=op.f(f"ck_emergency_exception_{name}"))
            for name, text in (
                ("two_people", "seen_by <> decided_by"),
                ("seen_whole", "(seen_by IS NULL) = (seen_at IS NULL)"),
                ("seen_before_use", "shift_id IS NULL OR seen_by IS NOT NULL"),
                ("names_a_rule", "cardinality(rules) > 0"),
            )
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"], [f"{table}.id"], name=f"fk_emergency_exception_{table}_id_{table}"
            )
            for table in ("need", "person", "shift")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_emergency_exception"),
        sa.UniqueConstraint("shift_id", name="uq_emergency_exception_shift_id"),
    )
    op.create_index(
        "ix_emergency_exception_decided_at", "emergency_exception", ["decided_at"], unique=False
    )
    op.create_index(
        "uq_emergency_exception_live",
        "emergency_exception",
        ["need_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL AND shift_id IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("emergency_exception")
    op.drop_table("preference_area")
    op.drop_constraint(op.f("ck_agency_order_agreement_is_the_basis"), "agency_order")
    op.drop_constraint(
        "fk_agency_order_agreement_id_agreement", "agency_order", type_="foreignkey"
    )
    op.drop_column("agency_order", "agreement_id")
    op.drop_constraint(op.f("ck_weights_two_people"), "weights")
    for name in ("drafted_at", "drafted_by"):
        op.drop_column("weights", name)
    for name in ("hire_is_local", "ended_whole", "two_people", "version", "kind"):
        op.drop_constraint(op.f(f"ck_agreement_{name}"), "agreement")
    op.drop_constraint("fk_agreement_replaces_id_agreement", "agreement", type_="foreignkey")
    for name in (
        *("ended_at", "ended_by", "ended_on", "drafted_at", "drafted_by"),
        *("replaces_id", "version", "kind"),
    ):
        op.drop_column("agreement", name)
