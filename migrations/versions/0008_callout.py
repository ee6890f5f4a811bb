"""Lay how people are reached, and searches for cover with their waves."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def choice(*values, name):
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)


def upgrade() -> None:
    op.add_column(
        "offer_answer", sa.Column("opened_at", sa.TIMESTAMP(timezone=True), nullable=True)
    )
    op.create_table(
        "contact",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", choice("sms", "email", name="channel"), nullable=True),
        sa.Column("quiet_from_minute", sa.Integer(), nullable=False),
        sa.Column("quiet_to_minute", sa.Integer(), nullable=False),
        sa.Column("is_early_ok", sa.Boolean(), nullable=False),
        sa.Column("most_a_week", sa.Integer(), nullable=False),
        sa.Column("is_direct_booking_ok", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "quiet_from_minute BETWEEN 0 AND 1439", name=op.f("ck_contact_quiet_from")
        ),
        sa.CheckConstraint("quiet_to_minute BETWEEN 0 AND 1439", name=op.f("ck_contact_quiet_to")),
        sa.CheckConstraint("most_a_week BETWEEN 0 AND 50", name=op.f("ck_contact_most_a_week")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_contact_person_id_person"),
        sa.PrimaryKeyConstraint("person_id", name="pk_contact"),
    )
    op.create_table(
        "callout",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("need_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "state",
            choice("running", "covered", "stopped", "exhausted", name="state"),
            nullable=False,
        ),
        sa.Column("started_by", sa.String(length=120), nullable=False),
        sa.Column("started_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("next_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("ended_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("left_in_peace", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'running') = (ended_at IS NULL)", name=op.f("ck_callout_ended")
        ),
        sa.CheckConstraint(
            "(state = 'running') = (next_at IS NOT NULL)", name=op.f("ck_callout_next")
        ),
        sa.CheckConstraint("left_in_peace >= 0", name=op.f("ck_callout_left_in_peace")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_callout_need_id_need"),
        sa.PrimaryKeyConstraint("id", name="pk_callout"),
    )
    op.create_index(
        "uq_callout_running",
        "callout",
        ["need_id"],
        unique=True,
        postgresql_where=sa.text("state = 'running'"),
    )
    op.create_index("ix_callout_need", "callout", ["need_id"])
    op.create_table(
        "callout_wave",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("callout_id", sa.BigInteger(), nullable=False),
        sa.Column("offer_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "stage",
            choice("pool", "part_time", "hourly", "overtime", name="stage"),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_callout_wave_number")),
        sa.ForeignKeyConstraint(
            ["callout_id"], ["callout.id"], name="fk_callout_wave_callout_id_callout"
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_callout_wave_offer_id_offer"),
        sa.PrimaryKeyConstraint("id", name="pk_callout_wave"),
        sa.UniqueConstraint("callout_id", "number", name="uq_callout_wave_callout_id_number"),
        sa.UniqueConstraint("offer_id", name="uq_callout_wave_offer_id"),
    )


def downgrade() -> None:
    op.drop_table("callout_wave")
    op.drop_table("callout")
    op.drop_table("contact")
    op.drop_column("offer_answer", "opened_at")
