"""Keep with a search whether two could exchange, and find messages by their offer."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("callout", sa.Column("has_exchange", sa.Boolean(), nullable=True))
    op.create_index("ix_message_offer_id", "message", ["offer_id"])


def downgrade() -> None:
    op.drop_index("ix_message_offer_id", table_name="message")
    op.drop_column("callout", "has_exchange")
