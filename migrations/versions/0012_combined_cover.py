"""Lay combined cover, what a request may say besides its times, and how many a unit must keep."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def choice(*values, name):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def instant(name, nullable=False):
    return sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=nullable)


CORE = "core_starts_at >= starts_at AND core_ends_at <= ends_at AND core_ends_at > core_starts_at"
NEED = (
    ("core_both", "num_nonnulls(core_starts_at, core_ends_at) <> 1"),
    ("core_within", CORE),
    ("lower_both", "num_nonnulls(lower_requires, lower_from) <> 1"),
)
OFFER = (
    ("whole_or_part", "num_nonnulls(compound_id, starts_at, ends_at) IN (0, 3)"),
    ("ends_after_start", "ends_at > starts_at"),
)


def upgrade() -> None:
    _need()
    _compound()
    for column in (
        sa.Column("compound_id", sa.BigInteger(), nullable=True),
        instant("starts_at", nullable=True),
        instant("ends_at", nullable=True),
    ):
        op.add_column("offer", column)
    op.create_foreign_key(
        "fk_offer_compound_id_compound", "offer", "compound", ["compound_id"], ["id"]
    )
    op.create_index("ix_offer_compound", "offer", ["compound_id"])
    for name, condition in OFFER:
        op.create_check_constraint(op.f(f"ck_offer_{name}"), "offer", condition)
    _compound_part()
    op.create_table(
        "staffing_floor",
        sa.Column("unit_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("evening", sa.Integer(), nullable=False),
        sa.Column("night", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "least(day, evening, night) >= 1", name=op.f("ck_staffing_floor_at_least_one")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_staffing_floor_unit_id_unit"),
        sa.PrimaryKeyConstraint("unit_id", name="pk_staffing_floor"),
    )


def _need() -> None:
    for column in (
        instant("core_starts_at", nullable=True),
        instant("core_ends_at", nullable=True),
        sa.Column("lower_requires", postgresql.ARRAY(sa.String(length=40)), nullable=True),
        instant("lower_from", nullable=True),
        sa.Column("handover_note", sa.String(length=300), nullable=True),
        sa.Column("order_uid", sa.String(length=36), nullable=True),
        sa.Column("part_of_id", sa.BigInteger(), nullable=True),
    ):
        op.add_column("need", column)
    op.create_foreign_key("fk_need_part_of_id_need", "need", "need", ["part_of_id"], ["id"])
    op.create_index("ix_need_order", "need", ["order_uid"])
    for name, condition in NEED:
        op.create_check_constraint(op.f(f"ck_need_{name}"), "need", condition)


def _compound() -> None:
    op.create_table(
        "compound",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("need_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state", choice("asking", "booked", "failed", "undone", name="state"), nullable=False
        ),
        instant("starts_at"),
        instant("ends_at"),
        instant("core_starts_at", nullable=True),
        instant("core_ends_at", nullable=True),
        sa.Column("unpaid_break_minutes", sa.Integer(), nullable=False),
        sa.Column("dropped_minutes", sa.Integer(), nullable=False),
        sa.Column("cost_ore", sa.Integer(), nullable=False),
        instant("window_ends_at"),
        sa.Column("created_by", sa.String(length=120), nullable=False),
        instant("created_at"),
        instant("settled_at", nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_compound_ends_after_start")),
        sa.CheckConstraint(
            "(state = 'asking') = (settled_at IS NULL)", name=op.f("ck_compound_settled")
        ),
        sa.CheckConstraint("dropped_minutes >= 0", name=op.f("ck_compound_dropped")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_compound_need_id_need"),
        sa.PrimaryKeyConstraint("id", name="pk_compound"),
    )
    op.create_index(
        "uq_compound_asking",
        "compound",
        ["need_id"],
        unique=True,
        postgresql_where=sa.text("state = 'asking'"),
    )
    op.create_index("ix_compound_need", "compound", ["need_id"])


def _compound_part() -> None:
    ways = ("stays_on", "comes_early", "takes_part", "moves")
    op.create_table(
        "compound_part",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("compound_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        instant("starts_at"),
        instant("ends_at"),
        sa.Column("unpaid_break_minutes", sa.Integer(), nullable=False),
        sa.Column("way", choice(*ways, name="way"), nullable=False),
        sa.Column("moved_shift_id", sa.BigInteger(), nullable=True),
        sa.Column("offer_id", sa.BigInteger(), nullable=True),
        sa.Column("need_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_compound_part_ends_after_start")),
        sa.CheckConstraint(
            "unpaid_break_minutes >= 0", name=op.f("ck_compound_part_unpaid_break")
        ),
        sa.CheckConstraint(
            "(way = 'moves') = (moved_shift_id IS NOT NULL)", name=op.f("ck_compound_part_moved")
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{name}_id"], [f"{table}.id"], name=f"fk_compound_part_{name}_id_{table}"
            )
            for name, table in (
                ("compound", "compound"),
                ("person", "person"),
                ("moved_shift", "shift"),
                ("offer", "offer"),
                ("need", "need"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name="pk_compound_part"),
        sa.UniqueConstraint(
            "compound_id", "person_id", name="uq_compound_part_compound_id_person_id"
        ),
    )
    op.create_index("ix_compound_part_offer", "compound_part", ["offer_id"])
    op.create_index("ix_compound_part_person_id", "compound_part", ["person_id"])


def downgrade() -> None:
    op.drop_table("staffing_floor")
    op.drop_table("compound_part")
    for name, _ in OFFER:
        op.drop_constraint(op.f(f"ck_offer_{name}"), "offer")
    op.drop_index("ix_offer_compound", "offer")
    op.drop_constraint("fk_offer_compound_id_compound", "offer")
    for name in ("ends_at", "starts_at", "compound_id"):
        op.drop_column("offer", name)
    op.drop_table("compound")
    for name, _ in NEED:
        op.drop_constraint(op.f(f"ck_need_{name}"), "need")
    op.drop_index("ix_need_order", "need")
    op.drop_constraint("fk_need_part_of_id_need", "need")
    for name in (
        "part_of_id",
        "order_uid",
        "handover_note",
        "lower_from",
        "lower_requires",
        "core_ends_at",
        "core_starts_at",
    ):
        op.drop_column("need", name)
