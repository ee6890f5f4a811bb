"""Run migrations on a connection that is given, or on the settings' database.

There is no `alembic.ini`: `vikarsentral db upgrade` builds the configuration in code. The
job engine's schema is its own, so it is never compared with our tables.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

import vikarsentral.tables
from vikarsentral.db.base import Base

assert vikarsentral.tables.__all__  # noqa: S101 - the import fills the metadata


def is_ours(name: str | None, kind: str, parents: object) -> bool:
    """Tell whether something in the database is ours to compare, and not the job engine's.

    Args:
        name: what it is called.
        kind: such as `table`.
        parents: the names of what holds it.
    """
    del parents
    return kind != "table" or not (name or "").startswith("procrastinate_")


def run(connection: Connection) -> None:
    """Run the migrations in one transaction.

    Args:
        connection: an open connection to the database to move.
    """
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=is_ours,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if isinstance(given, Connection):
    run(given)
else:
    from vikarsentral.db import engine

    with engine().connect() as opened:
        run(opened)
        opened.commit()
