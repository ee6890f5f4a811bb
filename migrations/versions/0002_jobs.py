"""Give the job engine a schema of its own, so that going back is one statement.

A newer procrastinate that changes its tables needs a new revision here.
"""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("create schema jobs")
    op.execute("set local search_path = jobs, public")
    # Its text holds per cent signs and many statements: only the driver takes it as it stands.
    driver = op.get_bind().connection.driver_connection
    driver.execute(SchemaManager.get_schema())
    op.execute("set local search_path = public, jobs")


def downgrade() -> None:
    op.execute("drop schema jobs cascade")
