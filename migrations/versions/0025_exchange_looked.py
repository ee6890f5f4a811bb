"""Keep when an exchange was looked for and on which roster, so that it is looked for again."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "callout", sa.Column("looked_at", postgresql.TIMESTAMP(timezone=True), nullable=True)
    )
    op.add_column("callout", sa.Column("looked_as", postgresql.JSONB(), nullable=True))


def downgrade() -> None:
    op.drop_column("callout", "looked_as")
    op.drop_column("callout", "looked_at")
