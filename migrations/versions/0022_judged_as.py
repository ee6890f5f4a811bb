"""Keep with an offer on which roster those asked were judged."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("offer", sa.Column("judged_as", postgresql.JSONB(), nullable=True))


def downgrade() -> None:
    op.drop_column("offer", "judged_as")
