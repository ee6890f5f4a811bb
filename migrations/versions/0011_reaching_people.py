"""Lay push messages, delivery reports, and sessions that know how fresh the password is."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def one_of(table, column, *values):
    """Let a column hold these values and no other."""
    told = ", ".join(f"'{value}'" for value in values)
    op.drop_constraint(op.f(f"ck_{table}_{column}"), table)
    op.create_check_constraint(op.f(f"ck_{table}_{column}"), table, f"{column} IN ({told})")


def upgrade() -> None:
    op.create_table(
        "push_subscription",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("p256dh", sa.String(length=100), nullable=False),
        sa.Column("auth", sa.String(length=40), nullable=False),
        sa.Column("agent", sa.String(length=60), nullable=True),
        sa.Column("created_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("last_sent_at", sa.TIMESTAMP(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_push_subscription_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_push_subscription"),
        sa.UniqueConstraint("endpoint", name="uq_push_subscription_endpoint"),
    )
    op.create_index("ix_push_subscription_person_id", "push_subscription", ["person_id"])
    one_of("contact", "channel", "sms", "email", "push")
    one_of("message", "state", "queued", "sent", "delivered", "failed", "expired")
    for name in ("delivered_at", "held_since"):
        op.add_column("message", sa.Column(name, sa.TIMESTAMP(timezone=True), nullable=True))
    op.add_column("message", sa.Column("reference", sa.String(length=40), nullable=True))
    op.add_column(
        "message",
        sa.Column(
            "tried", postgresql.ARRAY(sa.String(length=20)), nullable=False, server_default="{}"
        ),
    )
    op.alter_column("message", "tried", server_default=None)
    op.create_index("ix_message_reference", "message", ["reference"])
    op.create_index("ix_message_channel_sent_at", "message", ["channel", "sent_at"])
    op.add_column(
        "web_session",
        sa.Column("fresh_until", sa.TIMESTAMP(timezone=True), nullable=True),
    )
    op.execute("UPDATE web_session SET fresh_until = created_at")
    op.alter_column("web_session", "fresh_until", nullable=False)
    op.add_column(
        "web_session",
        sa.Column("is_device", sa.Boolean(), nullable=False, server_default="false"),
    )
    op.alter_column("web_session", "is_device", server_default=None)
    op.add_column("web_session", sa.Column("agent", sa.String(length=60), nullable=True))


def downgrade() -> None:
    for name in ("agent", "is_device", "fresh_until"):
        op.drop_column("web_session", name)
    op.drop_index("ix_message_channel_sent_at", "message")
    op.drop_index("ix_message_reference", "message")
    for name in ("tried", "reference", "held_since", "delivered_at"):
        op.drop_column("message", name)
    op.execute("UPDATE message SET state = 'sent' WHERE state = 'delivered'")
    op.execute("UPDATE contact SET channel = NULL WHERE channel = 'push'")
    one_of("message", "state", "queued", "sent", "failed", "expired")
    one_of("contact", "channel", "sms", "email")
    op.drop_table("push_subscription")
